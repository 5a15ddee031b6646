"""The expected records of the samples lead back to the exact words of the samples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.core.documents import Document
from dragoman.ingest import Part, find_inputs, read_input

SAMPLES = Path(__file__).parents[2] / "samples"
SETS = ("affair", "estavia")


def documents(name: str) -> dict[str, Document]:
    found: dict[str, Document] = {}
    for entry in (file for file in find_inputs([SAMPLES / name]) if not file.beside):
        for part in read_input(entry.read_bytes(), entry.path):
            assert isinstance(part, Part), part
            found[part.document.path or ""] = part.document
    return found


def gold(name: str, file: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / name / "gold" / file).read_text(encoding="utf-8"))
    return loaded


def quotes(name: str) -> Iterator[tuple[str, int, int, str]]:
    """(document, start, end, words) of every quote of a set's events and claims."""
    for event in gold(name, "events.json")["events"]:
        for mention in event["mentions"]:
            yield mention["doc"], mention["start"], mention["end"], mention["quote"]
    for claim in gold(name, "claims.json")["claims"]:
        spans = [*claim["content"], claim["cue"], *(link.get("mention") for link in claim["source_chain"])]
        yield from ((claim["doc"], *span) for span in spans if span)


@pytest.mark.parametrize("name", SETS)
def test_every_quote_equals_its_slice(name: str) -> None:
    read = documents(name)
    wrong = [(doc, words) for doc, start, end, words in quotes(name) if read[doc].text[start:end] != words]
    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_no_quote_lies_where_nothing_is_coded(name: str) -> None:
    read = documents(name)
    closed = {doc: [z for z in d.zones if z.kind in ("byline", "boilerplate")] for doc, d in read.items()}
    assert [q for q in quotes(name) if any(z.start < q[2] and q[1] < z.end for z in closed[q[0]])] == []


@pytest.mark.parametrize("name", SETS)
def test_every_sample_is_dated_named_and_says_that_it_is_one(name: str) -> None:
    days = gold(name, "events.json")["publication_dates"]
    for path, document in documents(name).items():
        assert document.published
        assert document.published.day == days[path]
        assert document.title
        raw = (SAMPLES / name / path.split(":")[0]).read_text(encoding="utf-8")
        assert "SAMPLE DISPATCH, written for Dragoman" in raw


@pytest.mark.parametrize("name", SETS)
def test_claims_and_questions_name_each_other(name: str) -> None:
    loaded = gold(name, "claims.json")
    ids = [claim["id"] for claim in loaded["claims"]]
    assert len(ids) == len(set(ids))
    answered = {claim for question in loaded["questions"] for answer in question["answers"] for claim in answer["claims"]}
    assert answered == set(ids)
    assert {end for relation in loaded["relations"] for end in (relation["a"], relation["b"])} <= set(ids)
