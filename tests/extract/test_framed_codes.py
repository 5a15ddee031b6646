"""A promise takes in the deed that is promised, and its CAMEO code says which deed that is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.codebook import Codebook
from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]


def _told(drawn: Extracted) -> list[tuple[str, str, str | None]]:
    return [(e.type, e.modality, e.cameo) for e in drawn.events if e.ontology == "PLOVER"]


def _recipients(event: EventMention) -> set[str | None]:
    return {p.country for p in event.recipients}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norland will send medicine to Estavia.", ("AGREE", "planned", "0333")),
        ("Norland agreed to lift its embargo on Estavia.", ("AGREE", "done", "0354")),
        ("Norland refused to extradite the suspect to Estavia.", ("REJECT", "done", "1213")),
        ("Norland said it would lift the curfew.", ("CONCEDE", "planned", "0351")),
    ],
)
def test_the_code_of_a_promise_or_refusal_is_that_of_its_deed(code: Code, text: str, told: tuple[str, str, str]) -> None:
    assert _told(code(text)) == [told]


def test_a_promise_is_made_to_whom_its_deed_is_for(code: Code) -> None:
    (promise,) = [e for e in code("Norland promised to withdraw its troops from Estavia.").events if e.ontology == "PLOVER"]
    assert (promise.type, _recipients(promise)) == ("AGREE", {"XES"})


def test_a_deed_beside_a_promise_stays(code: Code) -> None:
    told = _told(code("Norland agreed to lift its embargo on Estavia and freed two Estavian sailors from prison."))
    assert ("AGREE", "done", "0354") in told
    assert len(told) == 2


def test_the_longest_beginning_of_the_deed_decides(invented: Codebook) -> None:
    assert invented.framed_cameo("AGREE", "0721") == "0332"
    assert invented.framed_cameo("AGREE", "070") == "033"


def test_a_frame_without_a_table_tells_nothing_more(invented: Codebook) -> None:
    assert invented.framed_cameo("CONSULT", "070") is None
    assert invented.framed_cameo("AGREE", None) is None


def test_what_others_would_do_is_no_plan(code: Code) -> None:
    assert ("ASSAULT", "planned") not in [(e.type, e.modality) for e in code("Norland said that Estavia would attack the harbour if it rained.").events]


def test_a_past_form_has_the_verb_that_it_is_of(code: Code) -> None:
    told = _told(code("Norland staged an attack on Estavia."))
    assert [kind for kind, _, _ in told] == ["ASSAULT"]
