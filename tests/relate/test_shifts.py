"""Shifts from series made by hand and by chance: rare false alarms, clear breaks found, one outlying act never enough."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from dragoman.relate.breaks import find_breaks, midranks
from dragoman.relate.shifts import make_shifts
from tests.relate.acts import ESTAVIA, NORLAND, WEIGHTS, act, course

SCORES = (-9.5, -9.0, -7.0, -6.5, -6.0, -6.0, -5.5, -5.5, -3.5, -3.5, -3.5, -2.0, -2.0, -2.0, -1.0, 0.0, 0.5, 0.5, 1.5, 2.5, 2.5, 4.0, 4.0, 5.0, 6.0, 8.0)
"""What acts score, about as often as in reports."""


def drawn(n: int, key: str, level: float = 0.0) -> list[float]:
    chance = random.Random(key)
    return [max(-10.0, min(10.0, chance.choice(SCORES) + level)) for _ in range(n)]


def bouts(n: int, key: str, memory: float = 0.2) -> list[float]:
    """A stationary series in which acts resemble the ones before."""
    chance, last, found = random.Random(key), 0.0, []
    for _ in range(n):
        last = memory * last + chance.gauss(0.0, (1 - memory**2) ** 0.5)
        found.append(max(-10.0, min(10.0, round(4 * last - 2))))
    return found


def test_a_clear_break_is_found_with_its_day_its_levels_and_its_acts() -> None:
    (shift,) = make_shifts(course([3.0, 4.0, 2.5, 4.0, 3.0, 5.0, 4.0, -6.0, -5.5, -7.0, -6.0, 1.0, -6.5, -6.0]), WEIGHTS)
    assert (shift.date.start, shift.date.end) == ("2031-01-19", "2031-01-22")
    assert (shift.before, shift.after, shift.n_before, shift.n_after) == (3.643, -5.143, 7, 7)
    assert shift.events == ("e-7", "e-8", "e-9", "e-10", "e-12", "e-13")
    assert 0.98 <= shift.confidence < 1


def test_from_few_days_nothing_is_said() -> None:
    assert make_shifts(course([5.0] * 5 + [-6.0] * 6), WEIGHTS) == ()


def test_many_acts_on_few_days_are_few_days() -> None:
    events = [act(n, NORLAND, ESTAVIA, f"2031-03-{1 + n // 10:02d}", 5.0 if n < 40 else -6.0) for n in range(80)]
    assert make_shifts(events, WEIGHTS) == ()


@pytest.mark.parametrize("at", range(16))
def test_one_outlying_act_is_no_change(at: int) -> None:
    scores = [2.0, 2.5, 1.5, 2.0, 2.5, 2.0, 1.5, 2.5, 2.0, 2.5, 1.5, 2.0, 2.5, 2.0, 1.5, 2.5]
    assert make_shifts(course([*scores[:at], -10.0, *scores[at + 1 :]]), WEIGHTS) == ()


def test_an_outlier_neither_makes_nor_hides_a_break() -> None:
    scores = [3.0, 4.0, 2.5, 4.0, 3.0, 5.0] * 2 + [-6.0, -5.5, -7.0, 9.5, -6.5, -6.0] + [-5.5, -6.5] * 3
    assert [s.date.end for s in make_shifts(course(scores), WEIGHTS)] == ["2031-02-06"]


def test_undated_and_wide_acts_have_no_place_in_the_order() -> None:
    events = [act(n, NORLAND, ESTAVIA, None if n % 2 else "2031", 5.0 if n < 20 else -6.0) for n in range(40)]
    assert make_shifts(events, WEIGHTS) == ()


def test_the_order_of_events_and_other_pairs_do_not_matter() -> None:
    events, others = course([4.0] * 8 + [-6.0] * 8), course([1.0, 2.0] * 8, ESTAVIA, NORLAND)
    assert make_shifts([*others, *events[::-1]], WEIGHTS) == make_shifts(events, WEIGHTS) != ()


def test_there_and_back_again_is_two_shifts() -> None:
    shifts = make_shifts(course([4.0, 3.0] * 10 + [-6.0, -5.0] * 10 + [4.0, 3.0] * 10), WEIGHTS)
    assert [(s.before > s.after) for s in shifts] == [True, False]
    assert shifts[0].after == shifts[1].before == -5.5


def alarms(series: list[list[float]]) -> float:
    return sum(bool(make_shifts(course(scores), WEIGHTS)) for scores in series) / len(series)


@pytest.mark.parametrize("made", [drawn, bouts])
def test_false_alarms_on_stationary_series_stay_below_five_in_a_hundred(made: Callable[[int, str], list[float]]) -> None:
    assert alarms([made(n, f"still-{n}-{k}") for n in (12, 20, 40, 100) for k in range(60)]) <= 0.05


@pytest.mark.parametrize(("n", "fall", "least"), [(20, 12.0, 0.65), (40, 9.0, 0.75), (100, 6.0, 0.9)])
def test_clear_breaks_are_found(n: int, fall: float, least: float) -> None:
    assert alarms([[*drawn(n // 2, f"a-{k}", fall / 2), *drawn(n // 2, f"b-{k}", -fall / 2)] for k in range(40)]) >= least


def test_a_long_series_is_taken_in_lots() -> None:
    events = course(drawn(900, "before", 3.0) + drawn(900, "after", -3.0))
    (shift,) = make_shifts(events, WEIGHTS)
    assert abs(shift.n_before - 900) <= 30


def test_equal_values_share_a_rank_and_a_flat_series_has_no_break() -> None:
    assert midranks([2.0, 1.0, 2.0]).tolist() == [2.5, 1.0, 2.5]
    assert find_breaks([1.0] * 40, side=5, least=12, chance=0.05, shuffles=99, seed=1) == ()
