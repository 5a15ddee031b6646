"""Tests of find_claims on sentences of our own, coded from end to end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import ClaimMention, Extracted

Code = Callable[[str], Extracted]


def claims_of(code: Code, text: str, *, voiced: bool = False) -> list[ClaimMention]:
    return [c for c in code(text).claims if (len(c.chain) == 1) == voiced]


@pytest.mark.parametrize(
    ("text", "proposition"),
    [
        ("The minister said that the border would stay shut.", "The border would stay shut."),
        ("Vesperia accused Karsia of jamming its radars.", "Vesperia accused Karsia of jamming"),
        ("The report does not contain any evidence of sabotage.", "The report does not contain any evidence of sabotage."),
        ("The club sells books and reputedly finances a militia.", "The club finances a militia."),
        ("The closure was confirmed by a spokesman for the port.", "The closure was confirmed by a spokesman for the port."),
    ],
)
def test_a_proposition_is_a_sentence_that_stands_alone(code: Code, text: str, proposition: str) -> None:
    (claim,) = claims_of(code, text)
    assert claim.proposition.startswith(proposition)


def test_a_long_quotation_is_cut_into_its_sentences(code: Code) -> None:
    found = claims_of(code, '"The quay is closed. The crane has been sold. Nobody was told," the harbour master said.')
    assert [c.proposition for c in found] == ["The quay is closed.", "The crane has been sold.", "Nobody was told."]


def test_two_that_clauses_are_two_claims(code: Code) -> None:
    found = claims_of(code, "Karsia admitted that its radars were switched on and that a crew was on duty.")
    assert [c.proposition.split()[-1] for c in found] == ["on.", "duty."]


def test_a_saying_told_by_another_is_claimed_once(code: Code) -> None:
    found = claims_of(code, "According to local media, the ministry stated that the tariff would end.")
    assert [(c.proposition, len(c.chain)) for c in found] == [("The tariff would end.", 3)]


def test_a_deed_told_by_nobody_is_the_outlets_own_claim(code: Code) -> None:
    found = claims_of(code, "Norland closed the Karsian embassy on Monday.", voiced=True)
    assert [c.form for c in found] == ["outlet_voice"]
    assert found[0].chain[0].name == "The Harbour Post"


def test_the_outlets_claim_leaves_out_what_others_say(code: Code) -> None:
    text = "Norland closed the Karsian embassy as ties soured over claims that Karsian jets had bombed a village."
    (own,) = claims_of(code, text, voiced=True)
    assert "bombed" not in own.proposition
    assert own.proposition.startswith("Norland closed the Karsian embassy")


def test_an_absence_is_a_claim_of_absence(code: Code) -> None:
    (claim,) = claims_of(code, "The report does not contain any evidence of sabotage.")
    assert (claim.certainty, claim.polarity) == ("absence", "affirmed")


def test_a_claim_names_the_events_that_it_tells(code: Code) -> None:
    coded = code("The minister said that Norland had closed the Karsian embassy.")
    (claim,) = [c for c in coded.claims if len(c.chain) > 1]
    told = {e.id: e for e in coded.events}
    assert [told[i].type for i in claim.about] == ["SANCTION"]


def test_every_content_is_a_slice_of_its_document(code: Code) -> None:
    coded = code("“We will pay,” the Estavian envoy said. Norland closed the Karsian embassy; Karsia denied that it had spied.")
    ids = [c.id for c in coded.claims]
    assert len(ids) == len(set(ids))
    assert all(coded.document.evidence(s.start, s.end).text for c in coded.claims for s in c.content)
