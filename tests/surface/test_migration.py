"""Yields proof that the page for users of other coders says what is so: its rows, its table of roots, its columns."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from dragoman.codebook import load_codebook
from tests.surface.conftest import Run

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "migration.md").read_text(encoding="utf-8")
CODEBOOK = load_codebook()
POLECAT = """Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary Actor Sector|Actor Sectors
Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title
Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source
Publication Date|Story People|Story Organizations|Story Locations|Language|Version"""
ROW = re.compile(r"^\| (\d\d(?:, \d\d)*) \| ([^|]+) \|", re.MULTILINE)


def test_rows_are_written_as_petrarch_writes_them(run: Run) -> None:
    coded = run("--codebook", ROOT / "samples/estavia/codebook", "code", ROOT / "docs/examples/sentences.jsonl").output
    made = subprocess.run([sys.executable, ROOT / "docs/examples/rows.py"], input=coded, capture_output=True, text=True, check=True).stdout
    rows = [line.split("\t") for line in made.splitlines()]
    assert ["20220613", "XNO", "XES", "161"] in rows
    assert all(len(row) == 4 for row in rows)


def test_a_threat_has_no_row_as_a_deed(run: Run) -> None:
    coded = run("--codebook", ROOT / "samples/estavia/codebook", "code", ROOT / "docs/examples/sentences.jsonl").output.splitlines()[1]
    made = subprocess.run([sys.executable, ROOT / "docs/examples/rows.py"], input=coded, capture_output=True, text=True, check=True).stdout
    assert made == ""


def test_the_roots_stand_with_the_types_of_their_codes() -> None:
    told = {root: set(re.findall(r"[A-Z]{3,}", types)) for roots, types in ROW.findall(PAGE) for root in roots.split(", ")}
    assert sorted(told) == [f"{root:02d}" for root in range(1, 21)]
    general = {row.root: row.type for row in CODEBOOK.cameo.values() if row.code.endswith("0") and len(row.code) == 3}
    assert [root for root, kind in general.items() if kind not in told[root]] == []


def test_every_column_of_polecat_is_told() -> None:
    columns = [column for line in POLECAT.splitlines() for column in line.split("|")]
    part = PAGE.split("## POLECAT's forty columns")[1].split("\n## ")[0]
    assert len(columns) == 40
    assert [column for column in columns if column not in part] == []


def test_the_page_is_short() -> None:
    assert len(PAGE.splitlines()) <= 200
