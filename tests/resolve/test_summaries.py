"""Yields proof that the sentence made of an event's fields is one that a person might write."""

from collections.abc import Callable, Sequence

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.mentions import Extracted
from dragoman.resolve import resolve
from tests.resolve.conftest import OVERLAY


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Norland asked Estavia for help, but its appeals went unanswered.", "Estavia left the appeals of Norland unanswered"),
        ("The report found no trace of a boiler explosion.", "did not find any trace of a boiler explosion"),
        ("On Monday three Estavians were expelled.", "Three Estavians were expelled"),
        ("The court ruled, but Norland did not accept the ruling.", "Norland did not accept the ruling"),
        ("Norland will respond to Estavia with force.", "Norland threatened to respond"),
        ("The Estavian foreign ministry said on Monday.", "made a statement"),
    ],
)
def test_a_summary_reads_as_a_sentence(code_texts: Callable[[Sequence[str]], list[Extracted]], text: str, summary: str) -> None:
    events = resolve(code_texts([text]), (), load_codebook(OVERLAY), None)[0].events
    assert [event.summary for event in events if summary in event.summary and "S " not in event.summary[:2]]
