"""Ids come from content alone; evidence cannot lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.documents import Document
from dragoman.core.ids import document_id, mention_id, resolved_id


def _document(text: str) -> Document:
    return Document(id="d-0", text=text, sha256="0" * 64, importer="test")


@given(st.text(min_size=1), st.integers(0, 50), st.integers(0, 50))
def test_evidence_is_the_slice_or_an_error(text: str, start: int, end: int) -> None:
    document = _document(text)
    if 0 <= start < end <= len(text):
        assert document.evidence(start, end).text == text[start:end]
    else:
        with pytest.raises(ValueError, match="no span"):
            document.evidence(start, end)


def test_the_same_bytes_have_the_same_id_and_parts_of_a_file_differ() -> None:
    assert document_id(b"abc") == document_id(b"abc")
    assert len({document_id(b"abc"), document_id(b"abc", 0), document_id(b"abc", 1), document_id(b"abd")}) == 4


def test_a_resolved_record_is_named_after_its_smallest_mention() -> None:
    low = mention_id("em", "d-1", 5, 9, "SANCTION")
    high = mention_id("em", "d-2", 1, 4, "SANCTION")
    assert resolved_id("e", [high, low]) == resolved_id("e", [low, high]) == "e" + low.removeprefix("em")


def test_type_and_coder_make_mentions_at_one_span_different() -> None:
    assert mention_id("em", "d-1", 5, 9, "AID", "rules") != mention_id("em", "d-1", 5, 9, "AGREE", "rules")
