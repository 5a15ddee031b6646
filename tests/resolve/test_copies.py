"""Origins of documents: copies point to the earliest, others to themselves."""

from __future__ import annotations

from dragoman.core.documents import Document, Published
from dragoman.resolve.copies import find_origins

WORDS = " ".join(f"word{n}" for n in range(60))


def _document(doc_id: str, text: str, day: str) -> Document:
    return Document(doc_id, text, "0" * 64, "test", published=Published(day, "test", 1.0))


def test_a_copy_points_to_the_earliest_published() -> None:
    early, late = _document("d-b", WORDS, "2031-03-01"), _document("d-a", "A lead of its own. " + WORDS, "2031-03-02")
    assert dict(find_origins([late, early])) == {"d-a": "d-b", "d-b": "d-b"}


def test_two_accounts_of_one_affair_are_two_origins() -> None:
    one = _document("d-a", WORDS, "2031-03-01")
    two = _document("d-b", " ".join(f"term{n}" for n in range(60)), "2031-03-01")
    assert dict(find_origins([one, two])) == {"d-a": "d-a", "d-b": "d-b"}


def test_the_order_of_documents_is_irrelevant() -> None:
    documents = [_document("d-a", WORDS, "2031-03-01"), _document("d-b", WORDS + " end", "2031-03-01"), _document("d-c", "quite another text", "2031-01-01")]
    assert find_origins(documents) == find_origins(documents[::-1])
