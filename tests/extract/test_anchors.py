"""Times and deeds that are dated by other deeds: the day the plane crashed, within a year of it, after the vote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]
CRASH = "A plane crashed in Estavia on 2 March. "


def last(drawn: Extracted, kind: str) -> EventMention:
    return [e for e in drawn.events if e.type == kind][-1]


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        (CRASH + "Norland has admitted that its air defence was working on the day the jet crashed.", "MOBILIZE", "2031-03-02", "2031-03-02"),
        ("Norland closed the consulate just a day after Estavia expelled two diplomats on 3 March.", "SANCTION", "2031-03-03", "2031-03-03"),
        ("The vote was held on 20 February. Two weeks before the vote, Norland sent troops to Estavia.", "MOBILIZE", "2031-02-06", "2031-02-06"),
        (CRASH + "A final report must be published within one year of the accident.", "REPORT", None, "2032-03-02"),
        ("Estavia closed the port on 3 March. After Estavia closed the port, Norland threatened Estavia with war.", "THREATEN", "2031-03-03", "2031-03-10"),
        ("In July 2030 Norland imposed sanctions on Estavia. Vesperia followed suit with similar sanctions.", "SANCTION", "2030-07", None),
        ("After being sanctioned by Norland in July 2030, the institute moved to Lomna.", "RELOCATION", "2030-07", None),
        ("Norland invaded Estavia in May 2029. Vesperia sent aid to Estavia during the invasion.", "AID", "2029-05", None),
    ],
)
def test_a_deed_is_dated_by_the_deed_that_it_is_told_after(code: Code, text: str, kind: str, start: str | None, end: str | None) -> None:
    date = last(code(text), kind).date
    assert (date.start, date.end) == (start, end)


def test_the_deed_a_day_later_has_its_own_day(code: Code) -> None:
    drawn = code("Norland closed the consulate just a day after Estavia expelled two diplomats on 3 March.")
    assert [e.date.start for e in drawn.events if e.type == "SANCTION"] == ["2031-03-04", "2031-03-03"]


def test_a_dated_deed_dates_the_one_that_it_came_days_after(code: Code) -> None:
    drawn = code("Norland closed the Estavian consulate on 8 March, two days after Estavia expelled three diplomats.")
    assert [e.date.start for e in drawn.events if e.type == "SANCTION"] == ["2031-03-08", "2031-03-06"]


def test_the_day_of_a_happening_gets_its_value_and_keeps_its_words(code: Code) -> None:
    drawn = code(CRASH + "The guns were silent the day the plane crashed.")
    time = drawn.times[-1]
    assert (time.value, time.anchor) == ("2031-03-02", "the plane crashed")


def test_a_term_covers_the_days_from_the_happening_to_the_last(code: Code) -> None:
    term = next(t for t in code(CRASH + "Its report is expected within one year of that accident.").times if t.type == "DURATION")
    assert term.range is not None
    assert (term.range.start, term.range.end) == ("2031-03-02", "2032-03-02")


def test_of_two_crashes_neither_is_taken(code: Code) -> None:
    drawn = code("A plane crashed on 2 March. Another plane crashed on 5 March. A report must be published within one year of the accident.")
    assert not last(drawn, "REPORT").date.known


def test_what_hangs_on_a_deed_without_a_date_says_on_which(code: Code) -> None:
    drawn = code("Estavia closed the port. After Estavia closed the port, Norland threatened Estavia with war.")
    hung = dict(last(drawn, "THREATEN").values)["when"]
    assert hung.startswith("after:em-")


def test_since_names_the_day_of_what_begins(code: Code) -> None:
    drawn = code("Since August 2030, Ilja Sorin has served as the director of the Harbour Institute.")
    assert all(e.date.start == e.date.end for e in drawn.events if e.type == "APPOINTMENT")


def test_a_speaker_goes_on_on_the_same_day(code: Code) -> None:
    text = "Norland had sent a note, Estavian minister Ilja Sorin said on 6 March. He accused Norland of spying on Estavia."
    assert last(code(text), "ACCUSE").date.start in {"2031-03-06", None}
