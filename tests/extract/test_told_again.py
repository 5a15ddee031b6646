"""A deed told twice in a text: first without its day or the name of whom it struck, then with it."""

from __future__ import annotations

from tests.extract.conftest import Code


def test_a_word_for_a_deed_that_tells_its_day_dates_it(code: Code) -> None:
    events = code("Karsia is furious after Norland stormed its embassy. The Karsian president called Saturday's raid a crime.").events
    assert [e.date.start for e in events if e.type == "ASSAULT"] == ["2031-03-08"]


def test_of_two_deeds_none_is_dated_by_such_a_word(code: Code) -> None:
    events = code("Norland stormed the Karsian embassy. Estavia had bombed a Karsian port. The president called Saturday's raid a crime.").events
    assert "2031-03-08" not in [e.date.start for e in events if e.type == "ASSAULT" and e.actors and e.actors[0].country == "XES"]


def test_who_is_described_first_is_named_later(code: Code) -> None:
    events = code("Norland arrested an opposition journalist on Saturday. Ivo Marel was led away.").events
    struck = {p.name for e in events if e.type == "COERCE" for p in e.recipients}
    assert struck == {"Ivo Marel"}


def test_of_two_named_nobody_knows_which_was_described(code: Code) -> None:
    events = code("Norland arrested a journalist on Saturday. Ivo Marel was led away. Oren Tavik was led away.").events
    assert "a journalist" in {p.name for e in events if e.type == "COERCE" for p in e.recipients}
