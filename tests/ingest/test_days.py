"""Days as they are written out, in many languages."""

from __future__ import annotations

import time

import pytest
from babel import Locale

from dragoman.ingest.days import written_days
from dragoman.ingest.months import folded, load_calendar, solar_day


def found(text: str, lang: str | None = None, order: str | None = None) -> list[tuple[str, int | None, int, int]]:
    return [(text[day.start : day.end], day.year, day.month, day.day) for day in written_days(text, lang=lang, order=order) if not day.unsure]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Thursday, 6 February 2025 at noon", ("Thursday, 6 February 2025", 2025, 2, 6)),
        ("6-Feb-2025", ("6-Feb-2025", 2025, 2, 6)),
        ("6 d’abril de 2025", ("6 d’abril de 2025", 2025, 4, 6)),
        ("2025. gada 6. februārī", ("2025. gada 6. februārī", 2025, 2, 6)),
        ("2025 жылғы 6 ақпан", ("2025 жылғы 6 ақпан", 2025, 2, 6)),
        ("2025-yil 6-fevral", ("2025-yil 6-fevral", 2025, 2, 6)),
        ("6 ΦΕΒΡΟΥΑΡΙΟΥ 2025", ("6 ΦΕΒΡΟΥΑΡΙΟΥ 2025", 2025, 2, 6)),
        ("৬ ফেব্রুয়ারি ২০২৫", ("৬ ফেব্রুয়ারি ২০২৫", 2025, 2, 6)),
        ("2025/02/06", ("2025/02/06", 2025, 2, 6)),
        ("6 février", ("6 février", None, 2, 6)),
    ],
)
def test_a_written_day_is_read_with_its_span(text: str, day: tuple[str, int | None, int, int]) -> None:
    assert found(text) == [day]


@pytest.mark.parametrize(
    "text",
    ["6 out of 10 people", "12 may have died", "31 February 2031", "06/02/2025", "6 listopada 2025", "2025-02-30", "10:30 March", "5 Feb 2300", "6 avr"],
)
def test_what_is_no_day_or_not_surely_one_is_left_out(text: str) -> None:
    assert found(text) == []


def test_the_language_and_the_order_settle_what_may_be_two_days() -> None:
    assert found("6 listopada 2025", lang="pl") == [("6 listopada 2025", 2025, 11, 6)]
    assert found("6 avr", lang="fr") == [("6 avr", None, 4, 6)]
    assert found("06/02/2025", order="MDY") == [("06/02/2025", 2025, 6, 2)]


def test_days_do_not_overlap() -> None:
    assert [words for words, *_ in found("March 6, 7 April and 2025-02-06; 8.2.2025, May 9")] == ["March 6", "7 April", "2025-02-06", "8.2.2025", "May 9"]


@pytest.mark.parametrize("lang", ["ru", "uk", "az", "tr", "ar", "fa", "hi", "ka", "hy", "de", "fr", "es", "pt", "it", "pl", "el", "he", "kk", "id"])
def test_the_names_of_months_agree_with_cldr(lang: str) -> None:
    wide = Locale.parse(lang).months["format"]["wide"]
    for number in range(1, 13):
        months = load_calendar().months[folded(wide[number])]
        assert any(month.number == number and lang in month.langs for month in months), wide[number]


def test_the_iranian_calendar_has_its_own_leap_years() -> None:
    assert str(solar_day(1403, 11, 18)) == "2025-02-06"
    assert str(solar_day(1403, 12, 30)) == "2025-03-20"
    assert solar_day(1404, 12, 30) is None


@pytest.mark.parametrize("text", ["12 May 2031 ", "12 people ", "2031-03-10 ", "6 de ", "1er ", "2025. "])
def test_a_long_text_is_searched_in_time(text: str) -> None:
    start = time.process_time()
    written_days(text * (400_000 // len(text)))
    assert time.process_time() - start < 4
