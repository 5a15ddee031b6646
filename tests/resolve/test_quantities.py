"""Tests of quantities_of: numbers with their bounds and what they count."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.resolve.quantities import Quantity, numerals_of, quantities_of
from tests.growth import grows_with_length, seconds_of


def quantities(text: str) -> list[Quantity]:
    return list(quantities_of(text, numerals_of(load_codebook().language.table("questions")["numbers"])))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Twelve people died", 12, 12, "people"),
        ("at least 30 passengers drowned", 30, None, "passengers"),
        ("up to 20 soldiers", 0, 20, "soldiers"),
        ("dozens of villagers", 24, 99, "villagers"),
        ("between 10 and 12 soldiers", 10, 12, "soldiers"),
        ("aid worth $1.5 billion", 1_500_000_000, 1_500_000_000, "USD"),
        ("12,000 tonnes of grain", 12_000, 12_000, "tonnes"),
        ("20 percent of the vote", 20, 20, "percent"),
        ("one hundred and five pupils", 105, 105, "pupils"),
    ],
)
def test_a_number_has_bounds_and_a_unit(text: str, low: float, high: float | None, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


def test_about_a_number_is_an_interval_around_it() -> None:
    (found,) = quantities("about 300 people")
    assert found.low < 300 < (found.high or 0)


@pytest.mark.parametrize("text", ["on 3 March 2031", "in 2024", "Flight 8243 left", "the 2nd time", "an Embraer 190 crashed"])
def test_dates_years_and_names_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_the_time_for_a_long_text_grows_with_its_length() -> None:
    numerals = numerals_of(load_codebook().language.table("questions")["numbers"])
    dated = "Estavia accused Norland of shelling the harbour on 3 May 2025. "

    def seconds(times: int) -> float:
        return seconds_of(lambda: list(quantities_of(dated * times, numerals)))

    assert grows_with_length(lambda: seconds(4000), lambda: seconds(8000))
