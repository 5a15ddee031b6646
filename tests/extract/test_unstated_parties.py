"""Parties that a clause leaves unsaid: pairs, bodies without a state, papers, answers, what is taken up, what is asked at whose request."""

from __future__ import annotations

import pytest

from dragoman.core.mentions import EventMention
from tests.extract.conftest import Code

CASES = [
    # text, type, actors, recipients: of the last event of that type
    ("Tensions between Norland and Estavia rose. Both sides exchanged fire along the border.", "ASSAULT", ["XNO", "XES"], []),
    ("Norland and Estavia broke off relations. The two countries had been allies for a decade.", "COOPERATE", ["XNO", "XES"], []),
    ("The leaders of Norland and Estavia met in Vespera. The two leaders discussed trade.", "CONSULT", ["XNO", "XES"], []),
    ("Norland charged three Estavians over the theft. The three were arrested on Friday.", "COERCE", [], ["XES"]),
    ("Norland's parliament condemned Estavia. Some lawmakers threatened the Estavian ambassador.", "THREATEN", ["XNO"], ["XES"]),
    ("Norland's parliament met. Some lawmakers praised Karsia. Others threatened the Estavian ambassador.", "THREATEN", ["XNO"], ["XES"]),
    ("Norland protested to Estavia. The foreign ministry summoned the Estavian ambassador.", "ACCUSE", ["XNO"], ["XES"]),
    ("Norland attacked Estavia. The foreign ministry condemned the attack.", "ACCUSE", ["XES"], ["XNO"]),
    ("Norland attacked Estavia. Karsia condemned the attack.", "ACCUSE", ["XKA"], ["XNO"]),
    ("Norland expelled two Estavian envoys. Estavia denounced the decision.", "ACCUSE", ["XES"], ["XNO"]),
    ("Norland expelled two Estavian envoys. In response, Estavia expelled three diplomats.", "SANCTION", ["XES"], ["XNO"]),
    ("Norland sanctioned two Estavian banks. Estavia retaliated by barring five lawmakers from entering the country.", "SANCTION", ["XES"], ["XNO"]),
    ("Norland imposed sanctions on Karsia. Vesperia followed suit with similar sanctions.", "SANCTION", ["XVE"], ["XKA"]),
    ("Norland imposed sanctions on Karsia. Vesperia followed suit.", "SANCTION", ["XVE"], ["XKA"]),
    ("Norland recalled its troops from Karsia. Vesperia and Estavia followed suit.", "RETREAT", ["XVE", "XES"], ["XKA"]),
    ("Norland expelled two Estavian envoys. Estavia did the same.", "SANCTION", ["XES"], ["XNO"]),
    ("Norland recalled its ambassador from Estavia on Monday. Estavia replied in kind on Tuesday.", "SANCTION", ["XES"], ["XNO"]),
    ("Norland closed its airspace to Estavia on Monday and Estavia responded with the same measure.", "SANCTION", ["XES"], ["XNO"]),
    ("Estavia and Estavian banks are worried. Norland has severed relations.", "SANCTION", ["XNO"], ["XES"]),
    ("Estavia closed in on a deal. Norland blamed the West for piracy against Estavia.", "ACCUSE", ["XNO"], []),
    ("Karsia praised its guns, while Norland's army said that its gunners shot down an Estavian jet.", "ASSAULT", ["XNO"], ["XES"]),
    ("The army shelled a village. The guns stand in Norlandic territory.", "ASSAULT", ["XNO"], []),
    ("Norland and Estavia are rivals. The airspace between Norland and Estavia has been closed by both sides.", "SANCTION", ["XNO"], ["XES"]),
    ("Norland closed the Estavian cultural centre. The office of the Karsian broadcaster was also shut down.", "SANCTION", ["XNO"], ["XKA"]),
    ("Norland closed the Estavian institute in March. The closure of the institute angered Estavia.", "SANCTION", ["XNO"], ["XES"]),
    ("Norland protested to Estavia. It demanded the release of the consul.", "REQUEST", ["XNO"], ["XES"]),
    ("Karsia pardoned Ilan Voss at the request of Estavian President Oren Tavik.", "REQUEST", ["XES"], ["XKA"]),
    ("Norland and Estavia met in Karsk. They met at the initiative of the Estavian side.", "REQUEST", ["XES"], ["XNO"]),
    ("Norland demanded an official apology from Estavia.", "REQUEST", ["XNO"], ["XES"]),
    ("Norland summoned the Estavian envoy and demanded the expulsion of several Estavian diplomats.", "SANCTION", ["XNO"], ["XES"]),
    ("Norland stepped up the pressure, with veiled threats against Estavia.", "THREATEN", ["XNO"], ["XES"]),
    ("The report released by Norland was long. The report does not name the pilot.", "FINDING", ["XNO"], []),
    ("A flight was made from Karsk to Port Sarn. The Norlandic airliner took off at noon.", "FLIGHT", ["XNO"], []),
    ('"We condemn Norland," Estavian President Oren Tavik said.', "ACCUSE", ["XES"], ["XNO"]),
    ('"Our appeals to Karsia went unanswered," Norland\'s foreign minister said.', "REJECT", ["XKA"], ["XNO"]),
]


def _states(event: EventMention) -> tuple[list[str], list[str]]:
    actors, recipients = ([p.country for p in side if p.country] for side in (event.actors, event.recipients))
    return list(dict.fromkeys(actors)), list(dict.fromkeys(recipients))


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES)
def test_who_is_left_unsaid_is_found_in_the_text_around(code: Code, text: str, kind: str, actors: list[str], recipients: list[str]) -> None:
    told = [_states(e) for e in code(text).events if e.type == kind]
    assert (sorted(actors), recipients) in [(sorted(a), r) for a, r in told]


NOBODY = [
    # text, type, a state that is no party to the last event of that type
    ("The embassy in Estavia was attacked by Karsian rebels.", "ASSAULT", "XES"),
    ("Norland protested to Estavia after judges charged its consul.", "ACCUSE", None),
    ("Norland declared five envoys unwelcome over the arrest of its consul.", "COERCE", "XES"),
]


@pytest.mark.parametrize(("text", "kind", "state"), NOBODY)
def test_where_a_thing_stands_or_who_complains_is_no_party(code: Code, text: str, kind: str, state: str | None) -> None:
    events = [e for e in code(text).events if e.type == kind]
    assert all(state is None or state not in [*_states(e)[0], *_states(e)[1]] for e in events)
    assert all(not set(_states(e)[0]) & set(_states(e)[1]) for e in events)


def test_rockets_are_no_party(code: Code) -> None:
    assert [p.name for e in code("Rockets hit a village in Estavia.").events for p in e.actors] == []


def test_three_states_are_no_pair(code: Code) -> None:
    events = code("Norland, Estavia and Karsia held a summit. The two countries signed a treaty.").events
    assert all(not {"XNO", "XES"} <= {p.country for p in e.actors} for e in events if e.type == "SUPPORT")


def test_one_meeting_told_twice_has_one_day(code: Code) -> None:
    events = code("Norlandic leader Oren Tavik met Estavian leader Ivo Marel on 3 March 2031. The leaders discussed trade.").events
    assert [e.date.start for e in events if e.type == "CONSULT"] == ["2031-03-03", "2031-03-03"]


def test_an_agency_that_passes_on_what_it_heard_accuses_nobody(code: Code) -> None:
    text = "Corvid agency, citing a source in the Karsian government, reported that the jet was shot down by a Norlandic missile."
    assert [e for e in code(text).events if e.type == "ACCUSE" and "XKA" in _states(e)[0]] == []
