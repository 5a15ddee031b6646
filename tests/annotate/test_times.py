"""Time expressions get the TIMEX3 extent, type and value that a reader would give them."""

from __future__ import annotations

import time

import pytest

from dragoman.annotate.times import tag_times
from dragoman.core.dates import DateRange

DAY = "2025-02-13"  # a Thursday

CASES = [
    ("The accord was signed on March 3, 2024, in Karstadt.", [("March 3, 2024", "DATE", "2024-03-03")]),
    ("Envoys met on 3 March 2024.", [("3 March 2024", "DATE", "2024-03-03")]),
    ("Envoys met on Sept. 30 in the capital.", [("Sept. 30", "DATE", "2024-09-30")]),
    ("The note was sent on February 4.", [("February 4", "DATE", "2025-02-04")]),
    ("Estavia closed the border on December 26.", [("December 26", "DATE", "2024-12-26")]),
    ("The talks will open on June 2.", [("June 2", "DATE", "2025-06-02")]),
    ("It lost the port in January.", [("January", "DATE", "2025-01")]),
    ("It lost the port in November.", [("November", "DATE", "2024-11")]),
    ("The base opened in July 2022.", [("July 2022", "DATE", "2022-07")]),
    ("A study last May said so. That month, the garrison left.", [("last May", "DATE", "2024-05"), ("That month", "DATE", "2024-05")]),
    ("The minister spoke on Tuesday.", [("Tuesday", "DATE", "2025-02-11")]),
    ("The minister will speak on Tuesday.", [("Tuesday", "DATE", "2025-02-18")]),
    ("The palace called a vote for Tuesday.", [("Tuesday", "DATE", "2025-02-18")]),
    ("He resigned on Monday evening.", [("Monday evening", "TIME", "2025-02-10TEV")]),
    ("Norland recalled its envoy yesterday.", [("yesterday", "DATE", "2025-02-12")]),
    ("Shells fell last night.", [("last night", "TIME", "2025-02-12TNI")]),
    ("The bank failed last year.", [("last year", "DATE", "2024")]),
    ("The bank failed last week.", [("last week", "DATE", "2025-W06")]),
    ("Elections are due next month.", [("next month", "DATE", "2025-03")]),
    ("They split three years ago.", [("three years ago", "DATE", "2022")]),
    ("They split two days ago.", [("two days ago", "DATE", "2025-02-11")]),
    ("It was founded in 2008.", [("2008", "DATE", "2008")]),
    ("The treaty (1992) still holds.", [("1992", "DATE", "1992")]),
    ("Ties have been cold since the 1990s.", [("the 1990s", "DATE", "199")]),
    ("The alarm rang for 24 seconds.", [("24 seconds", "DURATION", "PT24S")]),
    ("Over the past three years ties soured.", [("the past three years", "DURATION", "P3Y")]),
    ("A report is due within 1 year.", [("1 year", "DURATION", "P1Y")]),
    ("It signed a five-year lease.", [("a five-year", "DURATION", "P5Y")]),
    ("They were allies for many years.", [("many years", "DURATION", "PXY")]),
    ("Patrols go out every two weeks.", [("every two weeks", "SET", "P2W")]),
    ("The council sits each Thursday.", [("each Thursday", "SET", "XXXX-WXX-4")]),
    ("Flights leave daily.", [("daily", "SET", "P1D")]),
    ("He is currently in office.", [("currently", "DATE", "PRESENT_REF")]),
    ("The post was recently abolished.", [("recently", "DATE", "PAST_REF")]),
    ("A reply may come soon.", [("soon", "DATE", "FUTURE_REF")]),
    ("Output fell in the third quarter of 2023.", [("the third quarter of 2023", "DATE", "2023-Q3")]),
    ("The raid began at 7:15 p.m. on Monday.", [("7:15 p.m. on Monday", "TIME", "2025-02-10T19:15")]),
    ("The fleet sailed last summer.", [("last summer", "DATE", "2024-SU")]),
    ("It ruled in the 19th century.", [("the 19th century", "DATE", "18")]),
    ("The date is 2024-05-06.", [("2024-05-06", "DATE", "2024-05-06")]),
    ("He left in nineteen ninety-six.", [("nineteen ninety-six", "DATE", "1996")]),
    ("Norland struck on May 3, 2024. The same day, Estavia replied.", [("May 3, 2024", "DATE", "2024-05-03"), ("The same day", "DATE", "2024-05-03")]),
]


def _read(text: str, codebook, day: str | None = DAY) -> list[tuple[str, str, str | None]]:
    return [(text[t.start : t.end], t.type, t.value) for t in tag_times(text, day, codebook)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_an_expression_has_its_extent_type_and_value(text, expected, codebook):
    assert _read(text, codebook) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See https://example.org/2024/05/06/report.html for more.",
        "![A flag](/images/2025/02/12/49075-harbour_1-370.webp)",
        "Ministers may march to the second hall.",
        "It cost $2000 and seated 1950 people.",
        "A 52-year-old officer was held.",
        "He came as soon as he could.",
    ],
)
def test_what_is_no_time_is_not_tagged(text, codebook):
    assert _read(text, codebook) == []


def test_without_a_publication_day_only_explicit_dates_have_days(codebook):
    found = tag_times("It began on May 3, 2024. Yesterday and on June 2 it went on.", None, codebook)
    assert [(t.value, t.range is not None) for t in found] == [("2024-05-03", True), ("PAST_REF", False), ("XXXX-06-02", False)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It was in February 2022.", DateRange("2022-02", "2022-02")),
        ("It was last week.", DateRange("2025-02-03", "2025-02-09")),
        ("It was in the 1990s.", DateRange("1990", "1999")),
        ("It was in the first quarter of 2023.", DateRange("2023-01", "2023-03")),
        ("It happened in the past three years.", DateRange("2022-02-13", "2025-02-13")),
        ("It is gone now.", None),
    ],
)
def test_the_range_holds_the_days_that_a_value_covers(text, days, codebook):
    assert [t.range for t in tag_times(text, DAY, codebook)] == [days]


def test_a_day_after_a_date_is_counted_from_that_date(codebook):
    first, second = tag_times("Karsia replied a day after February 5.", DAY, codebook)
    assert (first.value, first.anchor, first.range) == ("P1D", "2025-02-05", DateRange("2025-02-06", "2025-02-06"))
    assert second.value == "2025-02-05"


def test_a_day_named_by_what_happened_keeps_the_words_and_no_value(codebook):
    (found,) = tag_times("The guns were silent the day the ferry sank.", DAY, codebook)
    assert (found.value, found.anchor) == (None, "the ferry sank")


@pytest.mark.parametrize(
    "bad", ["January " * 9000, "1 " * 30000, "a year ago " * 5000, "-" * 60000, "12:" * 20000, "the last " * 8000, "/a" * 30000, "two " * 15000]
)
def test_hostile_text_takes_seconds_at_most(bad, codebook):
    began = time.process_time()
    tag_times(bad, DAY, codebook)
    assert time.process_time() - began < 5
