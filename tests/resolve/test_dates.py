"""Days that one telling has from another: after what another document dates, and of the report that found it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import DateRange
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event
from dragoman.resolve.dates import date_of_tellings
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
Events = Callable[..., list[Event]]


@pytest.fixture(scope="module")
def events(code_texts: Callable[[Sequence[str]], list[Extracted]]) -> Events:
    """Resolved events of texts, each a report of its own."""
    codebook = load_codebook(OVERLAY)

    def run(*texts: str) -> list[Event]:
        extracted = code_texts(texts)
        return list(resolve_events(extracted, resolve_entities(extracted, (), codebook), (), codebook).events)

    return run


def test_another_document_dates_what_a_deed_followed(events: Events) -> None:
    found = events("Norland invaded Estavia in May 2029.", "Vesperia had sent humanitarian aid to Estavia after Norland invaded Estavia.")
    (aid,) = [e for e in found if e.type == "AID"]
    assert (aid.date.start, aid.date.end) == ("2029-05", None)


def test_findings_are_of_the_day_of_their_report(events: Events) -> None:
    found = events("The board published its report on 6 March. The report does not contain any proof of an explosion.")
    assert {e.date.start for e in found if e.type in {"REPORT", "FINDING"}} == {"2031-03-06"}


def test_of_two_days_of_reports_none_is_the_day_of_a_finding(events: Events) -> None:
    text = "The board published its report on 6 March. The court published its report on 8 March. The report does not contain any proof of an explosion."
    assert all(not e.date.known for e in events(text) if e.type == "FINDING")


def test_of_days_of_the_news_weeks_apart_the_first_counts_and_days_told_hold_all(code_texts: Callable[[Sequence[str]], list[Extracted]]) -> None:
    (told,) = [e for e in code_texts(["Norland denied the interference."])[0].events if e.type == "REJECT"]
    days = [DateRange(day, day) for day in ("2031-03-05", "2031-03-06", "2031-05-20")]
    news = [replace(told, id=f"em-{n}", date=day, values=(("dated", "news"),)) for n, day in enumerate(days)]
    assert date_of_tellings(news) == DateRange("2031-03-05", "2031-03-06")
    assert date_of_tellings([replace(m, values=()) for m in news]) == DateRange("2031-03-05", "2031-05-20")
