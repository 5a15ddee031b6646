"""Yields proof that a counted fact is told with what it counts."""

from __future__ import annotations

import pytest

from dragoman.core.dates import UNKNOWN
from dragoman.core.documents import Document
from dragoman.core.records import Entity, Fact
from dragoman.view.people import say_attribute

TEXT = "The Quay Institute works in 71 countries. In its long and winding history it has at one time or another opened offices in 71 countries."


@pytest.mark.parametrize(
    ("words", "told"),
    [("works in 71 countries", "works in 71 countries"), (TEXT[42:-1], "country count: 71 countries"), ("The Quay Institute", "country count: 71 countries")],
)
def test_a_counted_fact_is_told_in_the_words_of_the_report_where_they_are_few(words: str, told: str) -> None:
    document = Document("d-1", TEXT, "0" * 64, "text")
    start = TEXT.index(words)
    fact = Fact("country_count", "71 countries", UNKNOWN, (document.evidence(start, start + len(words)),))
    assert say_attribute(fact, Entity("n-1", "organisation", "Quay Institute", (), None, None, {}, ())) == told
