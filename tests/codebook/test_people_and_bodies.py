"""Yields proof that the tables of people and bodies are whole: known states and sectors, dates in order, nothing twice."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.codebook.load import FOLDER
from dragoman.core.dates import first_day, last_day

GAZETTEER = FOLDER / "gazetteer"
OFFICIALS = sorted((GAZETTEER / "officials").glob("*.csv"))
BODIES = sorted((GAZETTEER / "organisations").glob("*.csv"))
COLUMNS = ["name", "aliases", "country", "sector", "title", "body", "since", "until"]
SECTORS = set(re.findall(r"\w+", "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"))
NO_STATES = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def codes() -> set[str]:
    return {row["iso3"] for row in rows(GAZETTEER / "states.csv")} | NO_STATES


@pytest.mark.parametrize("path", OFFICIALS, ids=lambda path: path.stem)
def test_every_spell_of_office_has_a_person_a_known_state_and_sector_and_an_office(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == COLUMNS
    known = codes()
    titled = path.stem != "standing"  # bodies whose standing changed: in arms, in office
    wrong = [r for r in rows(path) if not r["name"] or r["country"] not in known or r["sector"] not in SECTORS or (titled and not r["title"])]
    assert wrong == []


@pytest.mark.parametrize("path", OFFICIALS, ids=lambda path: path.stem)
def test_no_spell_ends_before_it_begins(path: Path) -> None:
    told = [(row["name"], row["since"], row["until"]) for row in rows(path)]
    assert [spell for spell in told if spell[1] and spell[2] and first_day(spell[1]) > last_day(spell[2])] == []


def test_no_spell_is_told_twice() -> None:
    told = Counter((row["name"], row["country"], row["title"], row["body"], row["since"]) for path in OFFICIALS for row in rows(path))
    assert [spell for spell, n in told.items() if n > 1] == []


def test_no_surname_stands_as_another_name_of_a_person() -> None:
    aliases = [alias.strip() for path in OFFICIALS for row in rows(path) for alias in row["aliases"].split(";")]
    single = {alias for alias in aliases if alias and " " not in alias and alias.isascii()}
    assert len(single) < len(OFFICIALS) * 40
    names = {row["name"].split()[-1] for path in OFFICIALS for row in rows(path) if " " in row["name"]}
    assert sorted(single & names) == []


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_every_body_is_of_a_known_state_and_sector(path: Path) -> None:
    known = codes() | {""}
    found = [row for row in rows(path) if row["country"] not in known or row["sector"] not in SECTORS | {""} or row["kind"] not in {"organisation", "group"}]
    assert found == []


@pytest.mark.parametrize("path", BODIES, ids=lambda path: path.stem)
def test_acronyms_have_three_letters_at_least(path: Path) -> None:
    short = [(row["name"], a) for row in rows(path) for a in row["acronyms"].split(";") if a and len(a.replace(".", "")) < 3]
    assert short == []


def test_no_body_is_listed_twice() -> None:
    told = Counter(row["name"] for path in [GAZETTEER / "organisations.csv", *BODIES] for row in rows(path))
    assert [name for name, n in told.items() if n > 1] == []
