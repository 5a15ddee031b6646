"""Dates and offices tell namesakes apart, and nothing less does."""

from __future__ import annotations

import pytest

from dragoman.resolve.lives import Life, Office, clash, together


def office(country: str = "XNO", since: int | None = None, until: int | None = None) -> Life:
    """A life with one term as minister."""
    return Life(offices=frozenset({Office("foreign minister", country, since, until)}))


def born(*years: int) -> Life:
    """A life that began in the first or last of the years."""
    return Life(born=frozenset({(years[0], years[-1])}))


def died(year: int) -> Life:
    """A life that ended in the year."""
    return Life(died=frozenset({(year, year)}))


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        (born(1950), born(1952), "other birth"),
        (born(1950, 1951), born(1953), "other birth"),
        (died(1999), died(2024), "other death"),
        (died(2005), office(since=2019), "after death"),
        (died(2005), Life(acted=frozenset({2031})), "after death"),
        (born(1990), office(until=1985), "before birth"),
        (office("XNO"), office("XES"), "other office"),
        (office("XNO", since=2019), office("XES", since=2025), "other office"),
    ],
)
def test_what_cannot_be_one_life_clashes(a: Life, b: Life, why: str) -> None:
    assert (clash(a, b), clash(b, a)) == (why, why)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (born(1950), born(1951)),
        (born(1950, 1952), born(1953)),
        (died(2005), office(since=2001, until=2005)),
        (office(until=2010), office(since=2020)),
        (office("XNO", until=2010), office("XES", since=2020)),
        (office("XNO", since=2015), office("XNO", since=2020)),
        (Life(titles=frozenset({"minister"})), Life(titles=frozenset({"banker"}))),
        (Life(), died(2005)),
    ],
)
def test_what_may_be_one_life_does_not_clash(a: Life, b: Life) -> None:
    assert clash(a, b) is clash(b, a) is None


def test_lives_together_tell_all_that_each_tells() -> None:
    assert together([born(1950), died(1999), Life()]) == Life(born=frozenset({(1950, 1950)}), died=frozenset({(1999, 1999)}))
