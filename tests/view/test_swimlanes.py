"""The chart of acts over time: what is drawn where, and what is not."""

from __future__ import annotations

import datetime as dt

from dragoman.core.desk_rows import EventMark
from dragoman.view.event_asking import split_pair
from dragoman.view.swimlanes import _mark
from dragoman.view.time_axis import Span, core_of, say_bucket, shown_span, ticks_of, unit_end


def day(iso: str) -> int:
    return dt.date.fromisoformat(iso).toordinal()


def test_a_few_acts_far_off_do_not_squeeze_the_others() -> None:
    near = [(day("2025-02-01") + n, day("2025-02-01") + n) for n in range(20)]
    span = core_of([(day("1991-01-01"), day("1991-01-01")), *near], 0.8)
    assert span
    assert span.first >= day("2025-02-01")


def test_acts_that_lie_together_are_all_drawn() -> None:
    near = [(day("2025-02-01") + n, day("2025-02-01") + n) for n in range(20)]
    assert core_of(near, 0.8) == Span(near[0][0], near[-1][0])


def test_no_acts_have_no_time() -> None:
    assert core_of([], 0.8) is None


def test_a_single_day_is_not_drawn_as_wide_as_the_chart() -> None:
    span = shown_span(Span(day("2025-02-06"), day("2025-02-06")))
    assert span.last - span.first >= 6
    assert span.first < day("2025-02-06") < span.last


def test_an_axis_has_few_lines_and_names_each_year_once() -> None:
    ticks = ticks_of(Span(day("2023-11-03"), day("2025-03-04")))
    assert 3 <= len(ticks) <= 13
    assert [tick.label for tick in ticks if "2024" in tick.label] == ["Jan 2024"]
    assert all(0 <= tick.at <= 100 for tick in ticks)


def test_an_axis_of_centuries_has_lines_too() -> None:
    assert 1 <= len(ticks_of(Span(1, day("2025-01-01")))) <= 30


def test_a_unit_ends_where_the_next_begins() -> None:
    assert unit_end(dt.date(2024, 2, 1), "month") == dt.date(2024, 2, 29)
    assert unit_end(dt.date(2025, 2, 3), "week") == dt.date(2025, 2, 9)
    assert unit_end(dt.date(2025, 1, 1), "year") == dt.date(2025, 12, 31)
    assert say_bucket(dt.date(2025, 2, 3), "week") == "week of 3 Feb 2025"


def test_a_pair_is_read_from_codes_ids_and_names() -> None:
    assert split_pair("NOR-EST") == ("NOR", "EST")
    assert split_pair("n-1-2~EST") == ("n-1-2", "EST")
    assert split_pair("Norland, Estavia") == ("Norland", "Estavia")
    assert split_pair("Port-Sarn") == ("Port-Sarn",)


def test_a_narrow_axis_keeps_the_turns_of_years() -> None:
    ticks = ticks_of(Span(day("2022-02-01"), day("2026-02-01")))
    kept = [tick.label for tick in ticks if not tick.minor]
    assert kept
    assert all(label.startswith("Jan 20") for label in kept)


def test_words_at_the_edge_of_an_axis_do_not_run_into_each_other() -> None:
    ticks = ticks_of(Span(day("2022-05-01"), day("2022-07-12")))
    assert ticks[0].label == "2 May 2022"
    assert ticks[0].at < 4
    assert ticks[1].label == ""
    assert ticks[2].label == "16 May"


def test_a_mark_is_told_without_its_day_and_without_the_word_before_it() -> None:
    said = {"2022-06-08": "on 8 June 2022", "2022-06": "in June 2022"}
    for day, when in said.items():
        precision = "day" if len(day) == 10 else "month"
        summary = f"Norland closed the consulate {when}."
        mark = EventMark("e-1", day, day, precision, "SANCTION", "done", "machine", summary, ("NOR",), 1, 1, -6.0, 0.8, None, None, None)
        assert _mark(mark, 10.0, 0.0, 0).summary == "Norland closed the consulate"
