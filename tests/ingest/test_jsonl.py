"""JSON Lines: a document a line, a Failure for each broken one."""

from __future__ import annotations

import json

import pytest

from dragoman.core.documents import Document
from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest import read_input
from tests.ingest.reading import BODY, MORE, read


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_the_fields_of_a_line_are_kept() -> None:
    raw = line(text=BODY, title="Gate shut", url="https://a.example/b", outlet="The Harbour Post", author="Lena Torvik", date="2031-03-10", lang="en")
    document = read(raw, "a.jsonl")
    assert (document.text, document.title, document.outlet, document.author) == (BODY, "Gate shut", "The Harbour Post", "Lena Torvik")
    assert (document.url, document.lang, document.path) == ("https://a.example/b", "en", "a.jsonl:1")
    assert document.published
    assert (document.published.day, document.published.basis) == ("2031-03-10", "metadata")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b'{"text": "cut off', "malformed"),
        (b'["a list"]', "malformed"),
        (b"[" * 100_000, "malformed"),
        (b'{"title": "no text"}', "missing-field"),
        (b'{"text": 7}', "missing-field"),
        (b'{"text": " "}', "no-text"),
        (b'{"text": "half \\ud800"}', "encoding"),
        (b'{"text": "caf\xe9"}', "encoding"),
    ],
)
def test_a_broken_line_is_a_failure_and_the_rest_is_read(bad: bytes, code: str) -> None:
    first, failure, last = read_input(b"\n".join([line(text=BODY), bad, b"", line(text=MORE)]), "f/a.jsonl")
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.input, failure.error) == ("ingest", "f/a.jsonl:2", code)


def test_a_file_without_lines_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_input(b"\n \n", "a.jsonl")
    assert caught.value.code == "no-text"


def test_an_added_line_changes_no_id() -> None:
    before = read_input(line(text=BODY), "a.jsonl")
    after = read_input(line(text=MORE) + b"\n" + line(text=BODY) + b"\n", "a.jsonl")
    assert isinstance(before[0], Document)
    assert isinstance(after[1], Document)
    assert before[0].id == after[1].id
