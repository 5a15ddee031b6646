"""Words that only name a deed are kept as reminders, and what names none is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


def _named(drawn: Extracted) -> set[str]:
    return {drawn.document.text[e.trigger.start : e.trigger.end] for e in drawn.reminders}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Estavia's envoy stayed away because of the abduction.", "abduction"),
        ("Talks broke down over his arrest.", "arrest"),
        ("Bakers in Norhaven complained about the price of the embargo.", "embargo"),
        ("Bakers in Norhaven complained about the price of glass after the blast.", "blast"),
    ],
)
def test_a_deed_that_is_only_named_is_kept(code: Code, text: str, word: str) -> None:
    assert word in _named(code(text))


@pytest.mark.parametrize(
    ("text", "word"), [("The envoy spoke of an attack on poverty.", "attack"), ("There was no arrest.", "arrest"), ("They may seek an arrest.", "arrest")]
)
def test_figures_of_speech_and_what_was_not_done_remind_of_nothing(code: Code, text: str, word: str) -> None:
    assert word not in _named(code(text))


def test_a_reminder_is_no_event_of_the_document(code: Code) -> None:
    drawn = code("Talks broke down over his arrest.")
    assert not {e.id for e in drawn.reminders} & {e.id for e in drawn.events}


def test_a_mishap_reminds_of_the_blow_that_it_may_have_been_and_stays_a_mishap(code: Code) -> None:
    drawn = code("Two dockers died of burns after the explosion in Norhaven on 3 March 2031.")
    (reminder,) = [e for e in drawn.reminders if drawn.document.text[e.trigger.start : e.trigger.end] == "explosion"]
    assert (reminder.type, reminder.mode) == ("ASSAULT", None)
    assert ("INCIDENT", reminder.trigger) in {(e.type, e.trigger) for e in drawn.events}
    assert reminder.id not in {e.id for e in drawn.events}


def test_a_claim_is_not_about_a_reminder(code: Code) -> None:
    drawn = code("Norland's foreign minister said that the abduction had poisoned the talks.")
    named = {e.id for e in drawn.reminders}
    assert named
    assert not any(named & set(claim.about) for claim in drawn.claims)


def test_a_sentence_told_on_of_somebody_named_is_a_deed_of_its_own(code: Code) -> None:
    drawn = code("Ivo Marel was arrested a year ago and sentenced in March to five years.")
    assert "sentenced" in {drawn.document.text[e.trigger.start : e.trigger.end] for e in drawn.events if not e.passing}


def test_an_age_behind_two_names_makes_a_person(code: Code) -> None:
    drawn = code("Ildar Quoss, 81, was freed by Norland.")
    assert any(m.kind == "person" and drawn.document.text[m.start : m.end] == "Ildar Quoss" for m in drawn.entities)
