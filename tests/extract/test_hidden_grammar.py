"""Constructions that hide who does it, to whom, and whether it is done: agents and objects far from their verb, names for deeds, whose a thing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted, Participant

Code = Callable[[str], Extracted]


def countries(parties: tuple[Participant, ...]) -> set[str]:
    return {party.country for party in parties if party.country}


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Norland's freezing of Karsian accounts was called illegal.", "SANCTION", "done"),
        ("The diversion of the Karsian jet by Norland was called piracy.", "COERCE", "done"),
        ("Norland called the freezing of its accounts by Karsia a crime.", "SANCTION", "done"),
        ("Norland called for the closure of the Karsian consulate.", "SANCTION", "demanded"),
        ("The closure of the Karsian consulate by Norland was long planned.", "SANCTION", "done"),
        ("The closure of the Karsian consulate by Norland was planned.", "SANCTION", "planned"),
        ("Norland does not rule out sanctions against Karsia.", "THREATEN", "threatened"),
        ("Norland does not recognise the border with Karsia.", "REJECT", "done"),
    ],
)
def test_what_a_deed_is_called_is_not_what_is_asked_for(code: Code, text: str, kind: str, modality: str) -> None:
    found = {e.modality for e in code(text).events if e.type == kind}
    assert found == {modality} or (modality == "demanded" and found <= {modality})


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Norland bombed a camp inside Karsia.", "ASSAULT", {"XNO"}, {"XKA"}),
        ("Norland shelled a village within Karsia.", "ASSAULT", {"XNO"}, {"XKA"}),
        ("Norland suspended flights to and from Karsia.", "SANCTION", {"XNO"}, {"XKA"}),
        ("Norland suspended flights from and to Karsia.", "SANCTION", {"XNO"}, {"XKA"}),
        ("The expulsions by Norland of Karsian diplomats angered Vesperia.", "SANCTION", {"XNO"}, {"XKA"}),
        ("The bombing by Norland of Karsia began in May.", "ASSAULT", {"XNO"}, {"XKA"}),
        ("Norland deported 200 migrants back to Karsia.", "COERCE", {"XNO"}, {"XKA"}),
        ("Norland deported 200 migrants to Karsia.", "COERCE", {"XNO"}, {"XKA"}),
        ("Norland said Karsia had hacked its parliament.", "COERCE", {"XKA"}, {"XNO"}),
        ("Norland said Karsia had bombed a village inside its borders.", "ASSAULT", {"XKA"}, {"XNO"}),
        ("Norland said Karsia and Vesperia attacked its port.", "ASSAULT", {"XKA", "XVE"}, {"XNO"}),
        ("Flights to Karsia were suspended, Norland said.", "SANCTION", {"XNO"}, {"XKA"}),
        ("The treaty between Norland and Karsia was suspended, Norland said.", "SANCTION", {"XNO"}, {"XKA"}),
        ("Norland's navy said its boats were rammed and fired on by Karsian ships.", "ASSAULT", {"XKA"}, {"XNO"}),
        ("Norlandic jets were handed to Karsia.", "AID", {"XNO"}, {"XKA"}),
        ("Norlandic flour was sent to Karsia by Vesperia.", "AID", {"XVE"}, {"XKA"}),
        ("Norland says Karsian spies plotted the killing of a journalist.", "ACCUSE", {"XNO"}, {"XKA"}),
    ],
)
def test_the_sides_are_found_where_the_parse_hides_them(code: Code, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    events = [e for e in code(text).events if e.type == kind]
    assert events
    for event in events:
        assert (countries(event.actors), countries(event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three Karsian villages were bombed, Norland said.", "ASSAULT"),
        ("Karsian journalists were arrested, Norland said.", "COERCE"),
        ("The treaty between Karsia and Estavia was suspended, Norland said.", "SANCTION"),
    ],
)
def test_a_state_that_tells_of_blows_or_of_what_two_others_did_is_not_the_doer(code: Code, text: str, kind: str) -> None:
    events = [e for e in code(text).events if e.type == kind]
    assert events
    assert not any(event.actors for event in events)


def test_what_somebody_says_that_another_did_to_his_own_stays_with_the_doer(code: Code) -> None:
    for text in (
        "Norland said Karsia had shelled its own villages.",
        "Norland said Karsia had recalled its ambassador.",
        "Karsia said it had seized its ships.",
    ):
        drawn = code(text)
        (its,) = [m for m in drawn.entities if m.text == "its"]
        assert next(m.country for m in drawn.entities if m.id == its.anchor) == "XKA", text


def test_a_deportee_with_a_name_stays_the_one_to_whom_it_is_done(code: Code) -> None:
    (event,) = [e for e in code("Norland deported Ivo Marel to Karsia.").events if e.type == "COERCE"]
    assert [p.name for p in event.recipients] == ["Ivo Marel"]


def test_the_name_behind_a_participle_is_to_whom_it_was_done(code: Code) -> None:
    (event,) = [e for e in code("Norland's president met the imprisoned journalist Ivo Marel.").reminders if e.type == "COERCE"]
    assert [p.name for p in event.recipients] == ["Ivo Marel"]


def test_what_is_called_a_lie_is_not_taken_for_granted(code: Code) -> None:
    events = code("The spokesman called the attack on Norland by Karsia a lie.").events
    assert "done" not in {e.modality for e in events if e.type == "ASSAULT"}


def test_what_is_judged_in_a_small_clause_is_told_once(code: Code) -> None:
    (event,) = [e for e in code("Critics considered the Karsian agency illegal.").events if e.type == "STATEMENT"]
    assert dict(event.values) == {"verb": "consider", "rest": "the Karsian agency illegal"}
