"""The day of publication, with what it rests on."""

from __future__ import annotations

import pytest

from dragoman.ingest.addresses import path_days
from dragoman.ingest.dates import Clues, publication_days
from tests.ingest.reading import BODY, MORE, read

TITLE = "Norland shuts Estavian consulate\n"
TOLD = "The ferry sank on December 25, 2030, and 12 people died in the cold water off the port.\n"


def told(text: str, path: str = "a.txt") -> tuple[str, str, float] | None:
    published = read(text, path).published
    return (published.day, published.basis, published.confidence) if published else None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("10 March 2031", "2031-03-10"),
        ("March 10, 2031", "2031-03-10"),
        ("Monday, 10th of March 2031", "2031-03-10"),
        ("MON, 10 MAR 2031 14:20 GMT", "2031-03-10"),
        ("Published 10.03.2031", "2031-03-10"),
        ("2031-03-10", "2031-03-10"),
        ("By Lena Torvik, The Harbour Post, Mar. 10, 2031", "2031-03-10"),
        ("Updated 12 March 2031 | Published 10 March 2031", "2031-03-10"),
    ],
)
def test_a_full_date_in_the_byline_is_the_day(line: str, day: str) -> None:
    assert told(TITLE + line + "\n" + BODY) == (day, "byline", 0.95)


@pytest.mark.parametrize(
    ("line", "day"),
    [("10 March", "2031-03-10"), ("25 December", "2030-12-25"), ("December 24", "2031-12-24"), ("Tuesday, 10 February", "2032-02-10")],
)
def test_a_byline_without_year_takes_the_first_year_that_the_text_allows(line: str, day: str) -> None:
    assert told(TITLE + line + "\n" + TOLD) == (day, "byline", 0.9)


def test_a_deadline_ahead_does_not_move_the_year() -> None:
    ahead = "The final report is due by December 25, 2031, and must name a cause of the loss.\n"
    assert told(TITLE + "10 March\n" + TOLD + ahead) == ("2031-03-10", "byline", 0.9)


def test_a_date_signed_by_somebody_still_bounds_the_year() -> None:
    signed = "The decree was signed by the president on 5 January 2032 in the capital of Norland.\n"
    assert told(TITLE + "10 March\n" + TOLD + signed) == ("2032-03-10", "byline", 0.9)


def test_a_month_with_its_year_bounds_the_byline_less_surely() -> None:
    assert told(TITLE + "10 March\nThe two states had signed a treaty on fish in January 2031, after long talks.\n") == ("2031-03-10", "byline", 0.75)


def test_a_byline_without_year_and_without_bound_gives_nothing() -> None:
    assert told(TITLE + "10 March\n" + BODY) is None


def test_a_date_that_the_text_tells_of_is_never_the_day() -> None:
    assert told(TITLE + TOLD) is None


def test_a_leap_day_waits_for_its_year() -> None:
    assert told(TITLE + "29 February\n" + TOLD) == ("2032-02-29", "byline", 0.9)


def test_the_latest_image_path_is_a_lower_bound() -> None:
    pictures = "![A gate. [B/C]](/img/2031/03/08/a.webp)\n![A quay. [B/C]](/img/2031/03/09/b.webp)\n"
    assert told(TITLE + pictures + BODY) == ("2031-03-09", "image-path", 0.6)


def test_a_byline_goes_before_an_image_path() -> None:
    assert told(TITLE + "10 March 2031\n![A gate. [B/C]](/img/2029/03/08/a.webp)\n" + BODY) == ("2031-03-10", "byline", 0.95)


def test_a_url_path_goes_before_a_byline() -> None:
    assert told(TITLE + "https://post.example/2031/03/11/gate.html\n10 March 2031\n" + BODY) == ("2031-03-11", "url-path", 0.95)


def test_a_dateline_gives_the_day() -> None:
    assert told(TITLE + "PORT SARN, March 10, 2031 (Corvid) -- " + BODY) == ("2031-03-10", "dateline", 0.85)
    assert told(TITLE + "PORT SARN, March 10 (Corvid) -- " + BODY + TOLD) == ("2031-03-10", "dateline", 0.85)


@pytest.mark.parametrize("value", ["2031-03-10", "2031-03-10T23:50:00+02:00", "Mon, 10 Mar 2031 21:50:00 GMT", "10 March 2031"])
def test_metadata_goes_before_all_and_keeps_its_own_day(value: str) -> None:
    published, _ = publication_days(MORE, (), Clues(metadata=value, url="https://post.example/2031/01/01/a"))
    assert published
    assert (published.day, published.basis) == ("2031-03-10", "metadata")


@pytest.mark.parametrize("value", ["yesterday", "2031-02-30", "2031-03", "03/04/2031", "99999999", ""])
def test_metadata_that_is_no_day_is_passed_over(value: str) -> None:
    assert publication_days(MORE, (), Clues(metadata=value)) == (None, None)


def test_archives_older_than_the_web_keep_the_day_that_a_field_gives() -> None:
    published, _ = publication_days(BODY, (), Clues(metadata="1986-09-18", url="https://post.example/19860917/a.html"))
    assert published
    assert (published.day, published.basis) == ("1986-09-18", "metadata")


@pytest.mark.parametrize("value", ["1970-01-01", "1969-12-31T23:00:00Z", "1980-01-01", "1900-01-01", "1789-07-14"])
def test_a_day_that_nobody_set_is_none(value: str) -> None:
    assert publication_days(BODY, (), Clues(metadata=value))[0] is None


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("/a/2031/03/09/b.webp", ["2031-03-09"]),
        ("/a/2031-3-9-gate", ["2031-03-09"]),
        ("/a/20310309/b", ["2031-03-09"]),
        ("/a/2031/13/09/b", []),
        ("/a/2031/03/b", []),
        ("/a/1831/03/09/b", []),
        ("/a/12031/03/09/b", []),
        ("/a/2031/mar/09/b", ["2031-03-09"]),
        ("/n1/2031/0309/c1", ["2031-03-09"]),
        ("/2031-03/09/c_1.htm", ["2031-03-09"]),
        ("/gate-shut-2031-03-09", ["2031-03-09"]),
        ("/t20310309_12.html", ["2031-03-09"]),
        ("/a?id=20310309", []),
    ],
)
def test_a_path_gives_whole_possible_days_only(path: str, days: list[str]) -> None:
    assert [day.isoformat() for day in path_days(path)] == days


def test_an_update_is_never_before_the_first_publication() -> None:
    _, updated = publication_days(MORE, (), Clues(metadata="2021-02-06", updated="2021-02-01"))
    assert updated is None


def test_what_led_to_the_report_tells_of_its_update_last() -> None:
    _, updated = publication_days(MORE, (), Clues(metadata="2021-02-06", given_updated="2021-02-09"))
    assert updated
    assert (updated.day, updated.basis, updated.confidence) == ("2021-02-09", "given", 0.9)
