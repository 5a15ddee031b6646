"""Tests of what tellings of one deed say beside each other, and of the claims in an outlet's own voice that carry it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Timex, Zone
from dragoman.core.mentions import Extracted
from dragoman.core.records import Claim, Question
from dragoman.resolve.claims import resolve_claims
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events
from dragoman.resolve.readings import lexicon_of
from dragoman.resolve.slot_lots import describing, noun_phrase
from dragoman.resolve.slot_tellings import hours_of, sentence_at
from dragoman.resolve.slot_voices import echoes_of, sentence_of

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
ENVOYS = "The headline says forty. Norland expelled 14 Karsian embassy officials on 5 March 2031."
CLERKS = "Norland on Wednesday expelled 14 Karsian officials of the interior ministry."
Code = Callable[[Sequence[str]], list[Extracted]]


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(OVERLAY)


def _resolved(items: list[Extracted], codebook: Codebook) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    entities = resolve_entities(items, (), codebook)
    return resolve_claims(items, entities, resolve_events(items, entities, (), codebook), codebook)


def _silent(items: list[Extracted]) -> list[Extracted]:
    """The same documents as if no claim had been read from them."""
    return [replace(item, claims=()) for item in items]


def test_a_telling_without_a_claim_speaks_in_the_outlets_own_voice_where_accounts_differ(code_texts: Code, codebook: Codebook) -> None:
    claims, questions = _resolved(_silent(code_texts((ENVOYS, CLERKS))), codebook)
    (who,) = [q for q in questions if q.slot == "identity"]
    assert {c.id for c in claims} == {i for a in who.answers for i in a.claims}
    for told in (claim.mentions[0] for claim in claims):
        assert (told.form, told.cue, [link.type for link in told.chain]) == ("outlet_voice", None, ["outlet"])


def test_the_claims_of_its_own_voice_are_the_sentences_of_the_text(code_texts: Code, codebook: Codebook) -> None:
    claims, _ = _resolved(_silent(code_texts((ENVOYS, CLERKS))), codebook)
    assert {c.proposition for c in claims} == {"Norland expelled 14 Karsian embassy officials on 5 March 2031.", CLERKS}
    assert {c.mentions[0].content[0].text for c in claims} == {"Norland expelled 14 Karsian embassy officials on 5 March 2031.", CLERKS}


def test_accounts_that_agree_make_no_claim_of_their_own(code_texts: Code, codebook: Codebook) -> None:
    claims, questions = _resolved(_silent(code_texts((CLERKS, f"{CLERKS} It gave no reason."))), codebook)
    assert (claims, questions) == ((), ())


def test_the_order_of_reports_changes_no_question(code_texts: Code, codebook: Codebook) -> None:
    items = code_texts((ENVOYS, CLERKS, "Norland on Wednesday sent home 14 Karsians."))
    assert _resolved(items, codebook) == _resolved(items[::-1], codebook)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("12 Karsian consular and diplomatic officials to leave", "Karsian consular and diplomatic officials"),
        ("12 officials of the interior ministry within a week", "officials of the interior ministry"),
        ("12 members of staff of the embassy", "members of staff of the embassy"),
        ("12 U.S. diplomats, it said", "U.S. diplomats"),
        ("12 hours later", ""),
        ("12 to 4", ""),
    ],
)
def test_a_lot_is_its_noun_and_the_place_of_work_tied_to_it(text: str, phrase: str, codebook: Codebook) -> None:
    _, _, end = noun_phrase(text, 2, lexicon_of(codebook))
    assert text[2:end].strip() == phrase


def test_words_that_fit_everybody_describe_nobody(codebook: Codebook) -> None:
    lexicon = lexicon_of(codebook)
    assert describing(("embassy", "staff"), lexicon) == describing(("diplomats",), lexicon)
    assert describing(("officials", "members"), lexicon) == frozenset()


@pytest.mark.parametrize(("value", "hours"), [("PT48H", 48), ("P2D", 48), ("P1W", 168), ("PXD", None), (None, None)])
def test_lengths_of_time_are_compared_in_hours(value: str | None, hours: float | None) -> None:
    assert hours_of(Timex(0, 4, "DURATION", value)) == hours


def test_a_headline_cut_short_is_an_echo_and_another_is_not() -> None:
    text = "Norland expels 14 Kars\nNorland expels 14 Karsian envoys on Monday."
    document = Document("d-1", text, "0" * 64, "test", zones=(Zone(0, 22, "title"), Zone(23, len(text), "body")))
    other = replace(document, text=text.replace("Norland expels 14 Kars\n", "Karsians go home today\n"))
    assert echoes_of([Extracted(document)]) == {"d-1": (0, 22)}
    assert echoes_of([Extracted(other)]) == {}


def test_the_sentence_around_a_span_ends_at_its_full_stop() -> None:
    text = "It rained. Norland expelled 14 envoys. They left."
    span = sentence_at(text, text.index("14"), text.index("14") + 2)
    assert text[span.start : span.end] == "Norland expelled 14 envoys."


def test_words_become_a_sentence() -> None:
    assert sentence_of("and  the envoys left, ") == "The envoys left."
    assert sentence_of(" ,;") == ""
