"""Dates of deeds: in the clause, by announcement, by what the text says further down, and with open ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]


def _first(drawn: Extracted, kind: str) -> EventMention:
    return next(e for e in drawn.events if e.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("Norland closed the Estavian consulate on 3 March 2031.", "SANCTION", "2031-03-03", "2031-03-03"),
        ("On 5 March Norland sent humanitarian aid to Estavia.", "AID", "2031-03-05", "2031-03-05"),
        ("Norland announced on 6 March that it was expelling two Estavian diplomats.", "SANCTION", "2031-03-06", "2031-03-06"),
        ("Norland has sent aid to Estavia since May 2030.", "AID", "2030-05", None),
        ("Norland had attacked Estavia.", "ASSAULT", None, None),
        ("Norland shelled Estavia on the night of March 3 to March 4.", "ASSAULT", "2031-03-03", "2031-03-04"),
        ("Norland has barred Estavian airlines since Monday.", "SANCTION", "2031-03-10", "2031-03-10"),
        ("The union condemned Norland's strike on Estavia in a statement on Saturday.", "ACCUSE", "2031-03-08", "2031-03-08"),
        ("Norland closed its embassy on 3 March. Estavia sent humanitarian aid to Karsia one day after.", "AID", "2031-03-04", "2031-03-04"),
        ("Norland sent an envoy. A day before, Estavia had blamed Norland for the raid.", "ACCUSE", "2031-03-09", "2031-03-09"),
        ("Norlandic lawmakers voted on Saturday, by 40 to 12, to let Estavian soldiers be stationed in Norland.", "MOBILIZE", "2031-03-08", "2031-03-08"),
        ("The trial of the Estavian pastor Ivo Marel opened on Saturday in Norhaven.", "ACCUSE", "2031-03-08", "2031-03-08"),
        ("Eight hours of talks between Norland and the Estavian minister ended on Saturday.", "CONSULT", "2031-03-08", "2031-03-08"),
        ("Norland forced a Karsian plane to land on Saturday and arrested a blogger.", "COERCE", "2031-03-08", "2031-03-08"),
    ],
)
def test_a_deed_takes_the_date_that_its_clause_gives(code: Code, text: str, kind: str, start: str | None, end: str | None) -> None:
    date = _first(code(text), kind).date
    assert (date.start, date.end) == (start, end)


def test_the_decision_dates_the_deed_told_before(code: Code) -> None:
    text = "Norland ordered the closure of the Estavian cultural centre in Norhaven. The decision was made on 6 March."
    assert _first(code(text), "SANCTION").date.start == "2031-03-06"


def test_a_date_of_saying_is_not_the_date_of_what_was_done_before(code: Code) -> None:
    drawn = code("Norland said on 6 March that it had sent humanitarian aid to Estavia.")
    assert not _first(drawn, "AID").date.known


def test_the_next_day_is_not_counted_from_the_publication(code: Code) -> None:
    drawn = code("Estavia closed the Norlandic consulate on 3 March. The next day Norland expelled two Estavian diplomats.")
    starts = sorted(e.date.start or "" for e in drawn.events if e.type == "SANCTION")
    assert starts == ["2031-03-03", "2031-03-04"]


def test_what_came_a_year_later_is_counted_from_the_year_told(code: Code) -> None:
    drawn = code("Norland arrested two Estavian officials in 2026 and freed them a year later.")
    assert _first(drawn, "RETREAT").date.start == "2027"


def test_what_was_also_done_is_of_the_day_told_before(code: Code) -> None:
    drawn = code("The post is empty since Norland expelled the Estavian envoy in December 2029. Norland also threw out two Karsian diplomats.")
    assert {e.date.start for e in drawn.events if e.type == "SANCTION"} == {"2029-12"}
