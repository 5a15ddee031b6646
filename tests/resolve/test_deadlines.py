"""Deadlines: told as a day, or as a term counted from the accident or from a report; never guessed."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Evidence
from dragoman.core.records import Event, EventTold
from dragoman.resolve.deadlines import find_deadline, terms_of

TERMS = terms_of(load_codebook())
CRASH = on("2031-01-31")
PAPERS = [("preliminary report", on("2031-03-01"))]


def planned(text: str, date: DateRange = UNKNOWN, modality: str = "planned") -> Event:
    told = EventTold("em-1", "d-1", (Evidence("d-1", 0, len(text), text),), (), "test", 0.5)
    return Event("e-1", "OCCURRENCE", "REPORT", None, (), None, modality, (), (), None, date, None, None, None, (), None, "-", (told,))


def due(text: str, date: DateRange = UNKNOWN, as_of: str | None = None, modality: str = "planned") -> tuple[str | None, str] | None:
    found = find_deadline(planned(text, date, modality), CRASH, PAPERS, TERMS, "final report", as_of)
    return (found.due.end, found.state) if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A final report must follow within one year of the accident", "2032-01-31"),
        ("A final report must follow within 1 year from the day of the crash", "2032-01-31"),
        ("The board must report within a month of the sinking", "2031-02-28"),
        ("The board must report within 30 days of the accident", "2031-03-02"),
        ("Comments must be sent within two weeks of the preliminary report", "2031-03-15"),
    ],
)
def test_a_term_is_counted_from_what_it_names(text: str, day: str) -> None:
    assert due(text) == (day, "open")


def test_a_term_counted_from_something_else_is_not_computed() -> None:
    assert due("The board must report within a year of the election") is None


def test_a_day_that_is_told_is_due_as_told_and_a_month_at_its_end() -> None:
    assert due("The report is due by 31 March", DateRange(None, "2031-03-31")) == ("2031-03-31", "open")
    assert due("The report is expected by the end of March", DateRange(None, "2031-03")) == ("2031-03-31", "open")


def test_a_deadline_that_has_passed_is_overdue_by_the_day_of_the_record() -> None:
    assert due("A final report must follow within one year of the accident", as_of="2032-02-01") == ("2032-01-31", "overdue")


def test_what_is_done_has_no_deadline() -> None:
    assert due("The report was published within a year of the accident", modality="done") is None
