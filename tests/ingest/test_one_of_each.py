"""The same dispatch in every format gives the same document."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.documents import Document
from tests.ingest.reading import read, zones_of
from tests.ingest.writers import WRITERS, Writer, write_columns

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*/*.txt"))
FORMS: dict[str, tuple[str, Writer]] = {suffix: (f"a{suffix}", write) for suffix, write in WRITERS.items()} | {"columns": ("a.pdf", write_columns)}


def dispatch(path: Path, title: str | None) -> tuple[str, list[str], list[str]]:
    """Title, byline lines, paragraphs of a sample: its first block is the head, with the title or a label (`Opinion`) first."""
    head, *paragraphs = path.read_text().strip().split("\n\n")
    lines = head.split("\n")
    return title or lines[0], [line for line in lines if line != title], paragraphs


def coded(document: Document) -> list[tuple[str, str]]:
    """Zones that are coded, with their words."""
    return [(kind, " ".join(words.split())) for kind, words in zones_of(document) if kind in ("title", "heading", "body", "caption")]


@pytest.mark.parametrize("form", [form for form in FORMS if form != ".txt"])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_dispatch_reads_the_same_in_every_format(sample: Path, form: str) -> None:
    plain = read(sample.read_bytes(), "a.txt")
    name, writer = FORMS[form]
    other = read(writer(*dispatch(sample, plain.title)), name)
    assert coded(other) == coded(plain)
    assert (other.title, other.outlet, other.author, other.lang) == (plain.title, plain.outlet, plain.author, plain.lang)
    assert other.published == plain.published
