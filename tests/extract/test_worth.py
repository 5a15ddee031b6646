"""What a careful coder would not write down makes no event, and what is only named in passing is marked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]


def _between_states(drawn: Extracted) -> list[EventMention]:
    return [e for e in drawn.events if e.ontology == "PLOVER"]


def _told(drawn: Extracted) -> list[str]:
    return [e.type for e in _between_states(drawn) if not e.passing]


@pytest.mark.parametrize(
    ("text", "in_passing"),
    [
        ("A group of deputies in Norland called for sanctions against Estavia.", "SANCTION"),
        ("Norland arrested an Estavian sailor suspected of bombing a bridge.", "ACCUSE"),
        ("Norland sold Estavia six attack helicopters.", "ASSAULT"),
        ("Norland sent its envoy to Estavia to end the blockade.", "RETREAT"),
        ("If Norland bombs Estavia, the truce is over.", "ASSAULT"),
    ],
)
def test_what_only_explains_another_deed_is_none_of_its_own(code: Code, text: str, in_passing: str) -> None:
    assert in_passing not in _told(code(text))


def test_a_complaint_is_told_once(code: Code) -> None:
    assert _told(code("Norland summoned the Estavian ambassador to complain about a speech.")) == ["ACCUSE"]


def test_a_deed_without_a_doer_is_kept_where_it_makes_the_sentence(code: Code) -> None:
    assert _told(code("Two Estavian diplomats were expelled on Monday.")) == ["SANCTION"]


def test_a_dated_deed_is_never_in_passing(code: Code) -> None:
    events = _between_states(code("Norland freed an Estavian sailor who was arrested on 3 February 2031."))
    assert [e.passing for e in events if e.type == "COERCE"] == [False]


def test_the_content_of_a_threat_is_in_passing(code: Code) -> None:
    events = _between_states(code("Norland threatened to bomb Estavia."))
    assert {(e.type, e.passing) for e in events} == {("THREATEN", False), ("ASSAULT", True)}


def test_deeds_of_two_states_with_a_comma_between_are_both_told(code: Code) -> None:
    assert _told(code("Norland cut its ties with Karsia, Estavia withdrew its ambassador.")) == ["SANCTION", "SANCTION"]


def test_what_is_told_by_a_lack_is_done(code: Code) -> None:
    events = _between_states(code("Norland has had no ambassador in Estavia since March."))
    assert [(e.type, e.modality) for e in events] == [("SANCTION", "done")]


def test_two_deeds_joined_by_and_are_both_told(code: Code) -> None:
    assert _told(code("Norland closed the Estavian consulate and expelled two Estavian diplomats.")) == ["SANCTION", "SANCTION"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Norland attacked from the first minute and beat Estavia on penalties in the quarter-final.", set()),
        ("Gunmen attacked the bus of the Estavian team on its way to the quarter-final and killed two soldiers.", {"ASSAULT"}),
    ],
)
def test_an_attack_in_words_of_sport_is_none_unless_somebody_is_harmed(code: Code, text: str, types: set[str]) -> None:
    assert {e.type for e in _between_states(code(text))} == types


def test_what_years_are_counted_from_is_in_passing(code: Code) -> None:
    events = _between_states(code("Norland praised Estavia, two years after Estavia attacked a Norlandic ship."))
    assert {(e.type, e.passing) for e in events} == {("SUPPORT", False), ("ASSAULT", True)}
