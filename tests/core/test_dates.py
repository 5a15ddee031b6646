"""Partial dates and intervals: first and last day, distance, openness."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.dates import UNKNOWN, DateRange, first_day, is_partial, last_day, on


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2025", dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2025-02-06", dt.date(2025, 2, 6), dt.date(2025, 2, 6)),
    ],
)
def test_a_partial_date_has_a_first_and_a_last_day(iso: str, first: dt.date, last: dt.date) -> None:
    assert (first_day(iso), last_day(iso)) == (first, last)


@pytest.mark.parametrize("value", ["", "25", "2025-13", "2025-02-30", "2025-2-6", "yesterday", "2025-02-06T10:00"])
def test_what_is_no_partial_date_is_refused(value: str) -> None:
    assert not is_partial(value)


def test_an_unknown_date_has_no_days_and_no_distance() -> None:
    assert UNKNOWN.days() is None
    assert UNKNOWN.apart(on("2025")) is None


def test_touching_intervals_are_zero_days_apart() -> None:
    assert on("2025-02").apart(on("2025-02-28")) == 0
    assert on("2025-02-01").apart(on("2025-02-04")) == 3


def test_an_open_end_reaches_any_later_day() -> None:
    assert DateRange("2022-07", None).apart(on("2031-01-01")) == 0
    assert DateRange("2022-07", None).apart(on("2022-06-30")) == 1


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_distance_is_the_same_both_ways(a: dt.date, b: dt.date) -> None:
    one, other = on(a.isoformat()), on(b.isoformat())
    assert one.apart(other) == other.apart(one) == abs((a - b).days)
