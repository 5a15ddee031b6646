"""A report without a day is dated by the deeds that a report with one tells too, and by nothing less."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.dates import DateRange, on
from dragoman.core.records import Event
from dragoman.models.spacy_model import LoadedModel
from tests.resolve.deeds import events_of, only

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
EXPELLED = ("2031-03-04", "Norland expelled 12 Estavian diplomats on Tuesday.")
ARRESTED = ("2030-06-12", "Norland arrested the Estavian writer Ivo Marel on 11 June 2030.")


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(OVERLAY)


def _with(english: LoadedModel, book: Codebook, *reports: tuple[str, str]) -> list[Event]:
    return events_of(english, book, reports)


def test_news_of_one_day_share_it(english: LoadedModel, book: Codebook) -> None:
    undated = ("", "Norland expelled 12 Estavian diplomats on Tuesday, the ministry said. Estavia recalled its ambassador from Norland on Wednesday.")
    (recalled,) = [e for e in _with(english, book, EXPELLED, undated) if e.mode == "withdraw"]
    assert recalled.date.apart(on("2031-03-05")) == 0
    assert recalled.date.span_days() <= 8  # the Wednesday before or behind the Tuesday


def test_a_length_counted_back_to_a_known_deed_says_when_the_report_came_out(english: LoadedModel, book: Codebook) -> None:
    undated = ("", "Norland has released the Estavian writer Ivo Marel. Marel was arrested by Norland a year ago.")
    freed = only(_with(english, book, ARRESTED, undated), "RETREAT")
    bounds = freed.date.days()
    assert bounds is not None
    assert bounds[0].isoformat() <= "2031-06-11" <= bounds[1].isoformat()
    assert (bounds[1] - bounds[0]).days <= 62


def test_no_deed_in_common_leaves_a_report_without_a_day(english: LoadedModel, book: Codebook) -> None:
    undated = ("", "Karsia banned grain from Velmark on Tuesday.")
    banned = [e for e in _with(english, book, EXPELLED, undated) if "Karsia" in {p.name for p in e.actors}]
    assert [e.date for e in banned] == [DateRange()]


def test_a_report_that_tells_of_a_later_deed_is_not_dated_by_the_earlier_one(english: LoadedModel, book: Codebook) -> None:
    later = ("2031-06-02", "Estavia closed the consulate of Norland in Arden on 1 June 2031.")
    undated = (
        "",
        "Estavia closed the consulate of Norland in Arden on 1 June 2031. Norland expelled 12 Estavian diplomats on Tuesday."
        " Karsia banned grain from Norland on Wednesday.",
    )
    banned = [e for e in _with(english, book, EXPELLED, later, undated) if "Karsia" in {p.name for p in e.actors}]
    assert all(e.date.start is None or e.date.start >= "2031-05-25" for e in banned)


def test_a_month_that_a_report_names_bars_a_deed_of_another(english: LoadedModel, book: Codebook) -> None:
    burned = ("2031-07-21", "Ivo Marel burned a flag of Estavia in Norhaven on 20 July 2031.")
    undated = ("", "The agency has revoked the permit of Ivo Marel, who burned a flag of Estavia in Norhaven in June.")
    assert len([e for e in _with(english, book, burned, undated) if e.type == "PROTEST"]) == 2


def test_a_deed_of_later_years_was_not_told_before(english: LoadedModel, book: Codebook) -> None:
    early = ("2031-03-04", "Norland and Estavia have expelled each other's ambassadors.")
    late = ("2035-06-02", "Norland expelled the ambassador of Estavia, the ministry said.")
    expelled = [e for e in _with(english, book, early, late) if e.mode == "expel" and {p.country for p in e.actors} == {"XNO"}]
    assert len(expelled) == 2
