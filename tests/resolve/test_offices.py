"""Yields proof that a party's sector is that of the day of its report."""

from dataclasses import replace

import pytest

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.records import Entity, Role
from dragoman.resolve.offices import sector_on

HELD = Role("foreign minister", None, "Norland", DateRange("2015", None), DateRange(None, "2020-06"), ())
PERSON = Entity("n-1", "person", "A name", (), "XNO", "GOV", {}, (), roles=(HELD,))


@pytest.mark.parametrize(
    ("told", "day", "sector"),
    [
        (None, "2019-03-01", "GOV"),
        (None, "2020-06-30", "GOV"),
        (None, "2020-07-01", "ELI"),
        (None, None, "GOV"),
        ("BUS", "2022-01-01", "BUS"),
    ],
)
def test_who_has_left_office_is_of_the_elite_unless_the_report_says_otherwise(told: str | None, day: str | None, sector: str) -> None:
    assert sector_on(PERSON, told, day) == sector


def test_an_office_without_an_end_goes_on() -> None:
    assert sector_on(replace(PERSON, roles=(HELD, replace(HELD, until=UNKNOWN))), None, "2024-01-01") == "GOV"


def test_a_state_has_no_sector_and_a_body_that_of_all_reports() -> None:
    assert sector_on(replace(PERSON, type="state"), "GOV", None) is None
    assert sector_on(replace(PERSON, type="organisation", sector="MIL"), "GOV", None) == "MIL"
