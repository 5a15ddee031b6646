"""Ties to read: scores by period with what stands behind them, no trend from few acts, changes of level with their acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import on
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.relate.dyads import make_ties
from dragoman.relate.shifts import make_shifts
from dragoman.view.brief import build_brief
from dragoman.view.markdown import render_markdown
from dragoman.view.record import Record
from dragoman.view.tie_table import show_ties
from dragoman.view.ties import bar, movement, ties_page, too_few

WEIGHTS = load_codebook().weights("ties")


def of_course(record: Record, course: Sequence[tuple[str, float]], modality: str = "done") -> Record:
    """The record with acts of Norland towards Estavia on these days, with these scores, and nothing else between the two."""
    model = record.event["e-close"]
    acts = tuple(replace(model, id=f"e-{n}", date=on(day), score=score, modality=modality) for n, (day, score) in enumerate(course))
    others = tuple(e for e in record.resolved.events if e.ontology != "PLOVER")
    related = {"ties": make_ties(acts, {}, WEIGHTS), "shifts": make_shifts(acts, WEIGHTS), "responses": ()}
    return replace(record, resolved=replace(record.resolved, events=(*acts, *others), **related))  # type: ignore[arg-type]


def months(*scores: tuple[str, float, int]) -> list[tuple[str, float]]:
    return [(f"{month}-{day:02d}", score) for month, score, n in scores for day in range(1, n + 1)]


def test_ties_show_both_directions_and_coverage(record: Record) -> None:
    table = show_ties(record, "XNO", "XES")
    assert [(r.period, r.score, r.outward, r.inward, r.n, r.reports, r.origins) for r in table.rows] == [("March 2031", -7.0, -7.0, None, 1, 2, 2)]
    assert table.as_json()["rows"][0]["score"] == -7.0
    assert "| March 2031 | −7.0 | ·████│····· | −7.0 | – | – | 1 | – | 2 | 2 |" in render_markdown(ties_page(record, table))


def test_ties_stand_between_states_and_organisations_alone(record: Record) -> None:
    with pytest.raises(NotFoundError, match="'Ada Quill' is no state or organisation"):
        show_ties(record, "Norland", "Ada Quill")
    assert show_ties(record, "Norland", "Harbour Board").rows == ()


def test_a_unit_that_is_none_is_answered_with_those_that_are(record: Record) -> None:
    with pytest.raises(UsageError, match="day, week, month, year"):
        show_ties(record, "XNO", "XES", "decade")


@pytest.mark.parametrize(("by", "periods"), [("day", 3), ("week", 2), ("month", 2), ("year", 1)])
def test_acts_are_told_by_the_unit_asked_for(record: Record, by: str, periods: int) -> None:
    spread = of_course(record, [("2031-02-26", -6.0), ("2031-03-01", -2.0), ("2031-03-03", 1.0)])
    table = show_ties(spread, "XNO", "XES", by)
    assert (len(table.rows), sum(r.n for r in table.rows)) == (periods, 3)


def test_a_week_is_named_by_its_days(record: Record) -> None:
    table = show_ties(of_course(record, [("2031-02-26", -6.0)]), "XNO", "XES", "week")
    assert table.rows[0].period == "24 February to 2 March 2031"


def test_what_is_planned_stands_in_a_column_of_its_own(record: Record) -> None:
    table = show_ties(of_course(record, [("2031-03-04", -5.0)], "planned"), "XNO", "XES")
    row = table.rows[0]
    assert (row.n, row.score, row.announced_n, row.announced) == (0, None, 1, -3.5)
    assert "−3.5 (1)" in render_markdown(ties_page(record, table))


def test_the_movement_of_a_tie_is_told_with_its_numbers(record: Record) -> None:
    moved = of_course(record, months(("2031-02", 4.0, 5), ("2031-03", -6.0, 6)))
    assert movement(show_ties(moved, "XNO", "XES")) == "The tie score fell from +4.0 (February 2031, 5 acts) to −6.0 (March 2031, 6 acts)."


@pytest.mark.parametrize(
    ("course", "why"),
    [
        ([("2031-02", 4.0, 5), ("2031-03", -6.0, 4)], "the latest month, March 2031, has four"),
        ([("2031-02", 4.0, 2), ("2031-03", -6.0, 5)], "only March 2031 has so many"),
        ([("2031-02", 4.0, 2), ("2031-03", -6.0, 4)], "no month here has so many"),
        ([("2031-03", -6.0, 2)], "there are two"),
        ([("2031-03", -6.0, 1)], "there is one"),
    ],
)
def test_no_trend_is_drawn_from_few_acts_and_the_page_says_why(record: Record, course: list[tuple[str, float, int]], why: str) -> None:
    table = show_ties(of_course(record, months(*course)), "XNO", "XES")
    assert movement(table) == ""
    assert too_few(table) == f"No trend is drawn: two periods can be compared where each has at least five dated acts, and {why}."


def test_no_change_of_level_is_sought_in_few_days_and_the_page_says_so(record: Record) -> None:
    text = render_markdown(ties_page(record, show_ties(record, "XNO", "XES")))
    assert "it takes acts on twelve different days in one direction, and Norland → Estavia has one and Estavia → Norland has none" in text


def test_a_change_of_level_is_told_with_its_acts_and_their_quotes(record: Record) -> None:
    start = dt.date(2031, 1, 1)
    scores = [5.0, 4.0] * 6 + [-6.0, -5.5] * 6
    course = [((start + dt.timedelta(4 * n)).isoformat(), score) for n, score in enumerate(scores)]
    changed = of_course(record, course)
    text = render_markdown(ties_page(changed, show_ties(changed, "XNO", "XES")))
    assert "Norland → Estavia: from +4.5 (12 acts) to −5.8 (12 acts), from 14 to 18 February 2031; confidence 1.00." in text
    assert "- [1]" in text


def test_acts_without_a_date_or_with_a_wide_one_are_counted_as_left_out(record: Record) -> None:
    text = render_markdown(ties_page(record, show_ties(record, "XNO", "XES")))
    assert "Left out: 1 act that no report dates and 1 act whose date no single month holds." in text


def test_a_brief_tells_a_handful_of_acts_in_a_sentence_and_more_by_month(record: Record) -> None:
    few = render_markdown(build_brief(of_course(record, months(("2031-02", 4.0, 1), ("2031-03", -6.0, 2))), "XNO", "XES"))
    assert "Too few dated acts for a course by month: +4.0 in February 2031 (1 act); −6.0 in March 2031 (2 acts)." in few
    assert "The tie score" not in few
    more = render_markdown(build_brief(of_course(record, months(("2031-02", 4.0, 5), ("2031-03", -6.0, 5))), "XNO", "XES"))
    assert more.count("The tie score fell from +4.0 (February 2031, 5 acts)") == 2
    assert "| February 2031 | +4.0 |" in more


def test_a_brief_shows_years_where_there_are_many_months(record: Record) -> None:
    course = [(f"{year}-{month:02d}-01", -2.0) for year in (2028, 2029, 2030) for month in range(1, 13)]
    text = render_markdown(build_brief(of_course(record, course), "XNO", "XES", since="2028"))
    assert "| 2029 | −2.0 |" in text
    assert "| March 2029 |" not in text


@pytest.mark.parametrize(("score", "drawn"), [(0.0, "·····│·····"), (-10.0, "█████│·····"), (3.9, "·····│██···"), (0.4, "·····│█····")])
def test_a_bar_grows_from_naught(score: float, drawn: str) -> None:
    assert bar(score) == drawn
