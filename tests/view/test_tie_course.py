"""The course of a pair from its ties, its trend, and where its drawing puts things."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from dragoman.core.desk_rows import Bucket, Lane, PairRow, TiePoint
from dragoman.core.errors import UsageError
from dragoman.core.ties import Period, Tie
from dragoman.view.tie_chart import DOTTED, IN_SPARK, NARROW, draw, height_of, spark, sparkline
from dragoman.view.tie_course import Course, course_of, trend_of
from dragoman.view.tie_list import dyads


def tie(month: int, score: float, n: int) -> Tie:
    start = dt.date(2025, month, 1)
    end = dt.date(2025, month + 1, 1) - dt.timedelta(1)
    return Tie("NOR", "EST", Period("month", start.isoformat(), end.isoformat()), score, None, n, (), n, 1)


def course(*ties: Tie, announced: tuple[Lane, ...] = (), span: tuple[dt.date | None, dt.date | None] = (None, None)) -> Course:
    return course_of(("Norland", "Estavia"), ("NOR", "EST"), "month", (ties, ()), (announced, ()), span)


def test_two_full_periods_make_a_trend() -> None:
    found = trend_of([("January", 7, -1.2), ("February", 9, -5.8)])
    assert (found.kind, found.step) == ("fell", -4.6)
    assert found.sentence == "Fell: from −1.2 (January, 7 acts) to −5.8 (February, 9 acts)."


def test_a_thin_last_period_makes_no_trend() -> None:
    found = trend_of([("January", 7, -1.2), ("February", 3, -5.8)])
    assert (found.kind, found.have, found.need) == ("few", 3, 5)
    assert found.sentence == "Too few acts to draw a trend: February has 3 of 5 needed."


def test_one_full_period_makes_no_trend() -> None:
    assert (
        trend_of([("January", 2, 1.0), ("February", 6, 1.0)]).sentence == "Too few acts to draw a trend: before February no period has more than 2 of 5 needed."
    )


def test_a_small_step_is_level() -> None:
    assert trend_of([("January", 5, 1.0), ("February", 5, 1.9)]).kind == "level"


def test_what_is_only_announced_has_a_period_without_a_score() -> None:
    lane = Lane("THREATEN", "Threaten", 2, (Bucket("2025-03-01", 2, {"planned": 2}),))
    found = course(tie(1, -2.0, 6), announced=(lane,))
    assert [row.period for row in found.rows] == ["January 2025", "March 2025"]
    assert (found.rows[1].outward.score, found.rows[1].outward.planned) == (None, 2)


def test_a_span_leaves_out_periods_that_it_does_not_touch() -> None:
    found = course(tie(1, 0.0, 1), tie(2, 0.0, 1), tie(3, 0.0, 1), span=(dt.date(2025, 2, 10), dt.date(2025, 2, 20)))
    assert [row.start for row in found.rows] == ["2025-02-01"]


def test_a_line_is_drawn_through_full_periods_alone() -> None:
    drawn = draw(course(tie(1, 2.0, 6), tie(2, 1.0, 6), tie(3, -4.0, 1), tie(4, -5.0, 6)))
    assert drawn is not None
    assert len(drawn.lines) == 1
    assert drawn.lines[0][1].count(",") == 2
    assert [dot.thick for dot in drawn.dots] == [True, True, False, True]


@pytest.mark.parametrize("width", [NARROW, 1000.0])
def test_nothing_stands_outside_the_drawing(width: float) -> None:
    drawn = draw(course(tie(1, 10.0, 900), tie(12 - 1, -10.0, 1)), width=width)
    assert drawn is not None
    assert all(0 < dot.x < width and 0 < dot.y < drawn.height for dot in drawn.dots)
    assert all(bar.x >= 0 and bar.reports[0] + bar.reports[1] < drawn.height for bar in drawn.bars)


def test_nothing_is_drawn_of_no_periods() -> None:
    assert draw(course()) is None


def test_better_scores_stand_higher() -> None:
    assert height_of(10) < height_of(0) < height_of(-10)
    points = [TiePoint("a", "b", "2025-01-01", "2025-01-31", 1, score) for score in (-10.0, 10.0)]
    low, high = sparkline(points, "2025-01-01", "2025-12-31")
    assert high[1] < low[1]


def test_a_long_course_is_drawn_small_by_its_latest_periods_with_one_dot() -> None:
    points = [TiePoint("a", "b", f"{1900 + n}-01-01", f"{1900 + n}-12-31", 1, 5.0 if n % 2 else -5.0) for n in range(IN_SPARK + 20)]
    long, short = spark(points, "1900-01-01", "1999-12-31"), spark(points[:DOTTED], "1900-01-01", "1999-12-31")
    assert (long.up.count("M"), long.down.count("M")) == (IN_SPARK / 2, IN_SPARK / 2)
    assert (len(long.dots), len(short.dots)) == (1, DOTTED)
    assert re.fullmatch(r"(M[\d.]+ 15V[\d.]+)+", long.up)


def test_a_trend_puts_into_words_only_the_periods_that_it_compares() -> None:
    said: list[int] = []

    def say(year: int) -> str:
        said.append(year)
        return f"<{year}>"

    assert "<7>" in trend_of([(year, 9, float(year)) for year in range(9)], say).sentence
    assert said == [7, 8]


def test_both_directions_of_a_pair_stand_together() -> None:
    rows = [PairRow("A", "B", 2, 1.0, "", "1", "", ""), PairRow("C", "D", 4, -1.0, "", "2", "", ""), PairRow("B", "A", 3, 0.0, "", "3", "", "")]
    assert [[(r.actor, r.recipient) for r in d.rows] for d in dyads(rows)] == [[("B", "A"), ("A", "B")], [("C", "D")]]
    assert dyads(rows, "score")[0].rows[0].actor == "C"
    with pytest.raises(UsageError):
        dyads(rows, "colour")
