"""Who is meant where grammar hides it: called on, blamed, handed, spoken for, threatened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Vesperia called on Karsia to withdraw its troops from Norland.", "RETREAT", {"XKA"}, {"XNO"}),
        ("Norland and Estavia imposed sanctions on Karsia over its attack on Vesperia.", "ASSAULT", {"XKA"}, {"XVE"}),
        ("The Norlandic ambassador was summoned and handed a note of protest.", "ACCUSE", set(), {"XNO"}),
        ("The prime minister warned that Norland would treat the raid as an act of war by the Karsian state.", "THREATEN", {"XNO"}, {"XKA"}),
        ("Norland will respond firmly if Karsia is shown to have been behind the raid.", "THREATEN", {"XNO"}, {"XKA"}),
        ("Norland, Estavia and Vesperia each told four Karsians to go.", "SANCTION", {"XNO", "XES", "XVE"}, {"XKA"}),
        ("Karsia has answered, telling ten Norlandic diplomats to go and closing the Norlandic Institute.", "SANCTION", {"XKA"}, {"XNO"}),
        ("Karsia is sending more Norlandic officials home.", "SANCTION", {"XKA"}, {"XNO"}),
        ("Estavia has had no bread since its neighbours closed the border.", "SANCTION", {None}, set()),
    ],
)
def test_the_sides_are_those_that_a_reader_sees(code: Code, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    events = [e for e in code(text).events if e.type == kind]
    assert events
    for event in events:
        assert ({p.country for p in event.actors}, {p.country for p in event.recipients}) == (actors, recipients)


def test_the_name_of_a_state_is_not_the_pronoun(code: Code) -> None:
    drawn = code("Karsia's president said that Karsia had protested against the US over the raid.")
    assert {p.country for e in drawn.events if e.type == "ACCUSE" for p in e.recipients} == {"USA"}


def test_police_without_a_state_are_of_the_one_where_they_act(code: Code) -> None:
    drawn = code("Estavia protested to Norland after police stormed its embassy in Norhaven.")
    assert [[p.country for p in e.actors] for e in drawn.events if e.type in {"COERCE", "ASSAULT"}] == [["XNO"]]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Norlandic foreign minister told the radio that talks had failed. He would summon the Karsian ambassador.", "planned"),
        ("The Norlandic foreign minister told the radio that talks had failed. He would summon the Karsian ambassador if asked.", "hypothetical"),
    ],
)
def test_a_speaker_goes_on_about_what_he_will_do(code: Code, text: str, modality: str) -> None:
    assert [e.modality for e in code(text).events if e.type == "ACCUSE"] == [modality]


def test_an_official_speaks_for_his_state(code: Code) -> None:
    drawn = code("The Norlandic foreign minister said that Norland would expel two Karsian envoys.")
    assert [e.modality for e in drawn.events if e.type == "SANCTION"] == ["planned"]


def test_an_answer_held_out_is_a_threat(code: Code) -> None:
    assert [e.modality for e in code("Norland would respond at once to Karsia.").events if e.type == "THREATEN"] == ["threatened"]


def test_the_one_sentenced_is_he_who_suffered_before_and_not_he_who_acts(code: Code) -> None:
    text = "Oren Tavik, a writer, has been pardoned by Norland. President Ivo Marel thanked Norland. The paper says he was sentenced to nine years in 2030."
    (event,) = [e for e in code(text).events if e.type == "COERCE"]
    assert [p.name for p in event.recipients] == ["Oren Tavik"]


def test_a_deed_that_is_only_named_is_kept_as_passing_with_the_one_it_befell(code: Code) -> None:
    found = code("Norland ordered 12 Karsian diplomats to leave after three men were indicted in Port Sarn.").events
    (named,) = [e for e in found if e.passing]
    assert (named.type, [p.name for p in named.recipients]) == ("ACCUSE", ["three men"])


def test_a_custom_that_a_noun_names_is_no_telling_of_a_deed(code: Code) -> None:
    assert [e for e in code("The end of the detention of migrants was debated in Vespera.").events if e.type == "COERCE"] == []


def test_those_of_another_state_who_are_listed_with_the_first_suffer_too(code: Code) -> None:
    for text in ("Norland threw out Estavia's consul and three Karsian officials.", "Norland expelled the ambassador of Estavia and two Karsian diplomats."):
        assert {p.country for e in code(text).events if e.type == "SANCTION" for p in e.recipients} == {"XES", "XKA"}, text
