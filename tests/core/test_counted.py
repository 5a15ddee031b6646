"""Days counted from a publication that is not known, and what they say of it once one of them is."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.core.counted import can_mean, counted, days_between, told_from, told_on
from dragoman.core.dates import UNKNOWN, DateRange, on

JUNE = (dt.date(2031, 6, 10), dt.date(2031, 6, 10))


@pytest.mark.parametrize(
    ("days", "code"),
    [
        (on("2005-06-15"), "D 0 0"),
        (on("2005-06-14"), "D 1 1"),
        (DateRange("2005-06-06", "2005-06-12"), "D 9 3"),
        (on("2005-05"), "M 1"),
        (on("2004"), "Y 1"),
        (on("2005-07-01"), ""),
        (DateRange("2005-06-01", None), ""),
        (UNKNOWN, ""),
    ],
)
def test_days_are_kept_as_counted_back(days: DateRange, code: str) -> None:
    assert counted(days, {}) == code


def test_what_has_a_name_keeps_it() -> None:
    plain: dict[tuple[str | None, str | None], str | None] = {
        ("2005-03", "2005-03"): "XXXX-03",
        ("2005-05-11", "2005-05-11"): "XXXX-05-11",
        ("2005-06-13", "2005-06-13"): "XXXX-WXX-1",
    }
    assert [counted(on(day), plain) for day in ("2005-03", "2005-05-11", "2005-06-13")] == ["N 03", "N 05-11", "V 1"]


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("D 0 0", on("2031-06-10")),
        ("D 9 3", DateRange("2031-06-01", "2031-06-07")),
        ("M 1", on("2031-05")),
        ("Y 1", on("2030")),
        ("V 1", on("2031-06-09")),
        ("V 2", on("2031-06-10")),
        ("N 03", on("2031-03")),
        ("N 11", on("2030-11")),
        ("N 05-11", on("2031-05-11")),
        ("N 02-30", UNKNOWN),
    ],
)
def test_a_code_means_days_once_the_report_has_one(code: str, days: DateRange) -> None:
    assert told_on(code, JUNE) == days


@pytest.mark.parametrize("code", ["D 0 0", "D 9 3", "M 1", "M 12", "Y 1", "V 1", "N 03", "N 05-11"])
@pytest.mark.parametrize("day", ["2031-06-10", "2031-06-01", "2032-02-29", "2031-12-31"])
def test_the_report_lies_where_its_own_words_put_it(code: str, day: str) -> None:
    published = dt.date.fromisoformat(day)
    bounds = told_on(code, (published, published)).days()
    assert bounds is not None
    made = told_from(code, bounds)
    assert made is not None
    late = code == "N 05-11" and (published - bounds[0]).days > 45  # told of so only while it is news
    assert late or made[0] <= published <= made[1]


@pytest.mark.parametrize(
    ("code", "days", "can"),
    [
        ("N 06", on("2031-07-20"), False),
        ("N 06", on("2031-06-20"), True),
        ("N 06-28", on("2031-06-29"), True),
        ("N 06-28", on("2031-06-20"), False),
        ("V 3", on("2031-06-11"), True),
        ("V 3", on("2031-06-13"), False),
        ("V 3", DateRange("2031-06-09", "2031-06-20"), True),
        ("M 1", on("2031-07-20"), True),
        ("N 06", DateRange("2031-07-01", None), True),
    ],
)
def test_a_named_month_or_weekday_is_no_other(code: str, days: DateRange, *, can: bool) -> None:
    assert can_mean(code, days) is can


def test_what_one_report_tells_of_two_times_lies_apart() -> None:
    assert days_between("M 12", "N 03") > 200
    assert days_between("V 3", "D 0 0") == 0
