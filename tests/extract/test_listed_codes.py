"""Where the user lays PETRARCH's lists over the codebook, they say who is coded, and how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.export.dyads import as_dyads
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import assemble_record, bare_document

LISTS = Path(__file__).parents[1] / "codebook" / "petrarch"
Pairs = Callable[..., list[tuple[str | None, str | None]]]


@pytest.fixture(scope="module")
def pairs(english: LoadedModel) -> Pairs:
    """(source, target) of the events of one type in a text, each pair once, as PETRARCH gives them."""

    def run(text: str, kind: str, day: str = "2012-05-01") -> list[tuple[str | None, str | None]]:
        (annotated,) = annotate([bare_document(text, day)], english.nlp, load_codebook(LISTS))
        record = assemble_record([extract(annotated, load_codebook(LISTS))], LISTS, day)
        found = [(e.actors[0].code, e.recipients[0].code) for e in as_dyads(record.resolved.events) if e.type == kind]
        return sorted(set(found), key=str)

    return run


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Norland", "XNO"),
        ("The Norlandic minister", "XNOGOV"),
        ("Norland's foreign minister", "XNOGOVFRM"),
        ("The foreign minister of Norland", "XNOGOVFRM"),
        ("Police in Norland", "XNOCOP"),
        ("Norland's opposition deputies", "XNOOPPLEG"),
        ("Ana Vel", "XNOGOV"),
        ("Doctors Abroad Norland", "NGOXNO"),
        ("The minister", "---GOV"),
        ("The Twin Isles", "XT1/XT2"),
    ],
)
def test_actor_and_agent_make_one_code(pairs: Pairs, phrase: str, code: str) -> None:
    assert pairs(f"{phrase} condemned Estavia on Thursday.", "ACCUSE") == [(code, "XES")]


def test_the_state_before_an_office_is_not_coded_without_it(pairs: Pairs) -> None:
    assert pairs("Estavia condemned the Norlandic minister.", "ACCUSE") == [("XES", "XNOGOV")]


def test_a_dated_code_is_that_of_the_day_of_the_text(pairs: Pairs) -> None:
    assert pairs("Ana Vel condemned Estavia.", "ACCUSE", "2009-03-01") == [("XNOOPP", "XES")]
    assert pairs("Premier Vel condemned Estavia.", "ACCUSE", "2016-03-01") == [("XNOELI", "XES")]


def test_every_actor_of_a_list_stands_with_every_recipient(pairs: Pairs) -> None:
    assert pairs("Norland, Estavia and Vesper condemned Kars and the Twin Isles.", "ACCUSE") == [
        (one, other) for one in ("XES", "XNO", "XVE") for other in ("XKA", "XT1/XT2")
    ]


def test_an_agent_of_several_states_is_several(pairs: Pairs) -> None:
    assert pairs("The ambassadors of Norland and Estavia condemned Kars.", "ACCUSE") == [("XESGOV", "XKA"), ("XNOGOV", "XKA")]
    assert pairs("Norlandic and Estavian ministers condemned Kars.", "ACCUSE") == [("XESGOV", "XKA"), ("XNOGOV", "XKA")]
    assert pairs("Norlandic media and ministers condemned Kars.", "ACCUSE") == [("XNOGOV", "XKA"), ("XNOMED", "XKA")]


def test_a_deed_that_another_is_about_is_no_row_of_its_own(pairs: Pairs) -> None:
    text = "Norland condemned the attack on Kars by Estavia."
    assert pairs(text, "ACCUSE") == [("XNO", "XES")]
    assert pairs(text, "ASSAULT") == []
    assert pairs("The attack on Kars by Estavia went on.", "ASSAULT") == [("XES", "XKA")]


def test_names_joined_by_underscores_are_read(pairs: Pairs) -> None:
    assert pairs("Norland condemned the Twin_Isles.", "ACCUSE") == [("XNO", "XT1/XT2")]


def test_those_who_meet_stand_in_both_directions(pairs: Pairs) -> None:
    assert pairs("Norland and Estavia held talks.", "CONSULT") == [("XES", "XNO"), ("XNO", "XES")]


def test_a_pronoun_has_the_code_of_what_it_stands_for(pairs: Pairs) -> None:
    assert pairs("Norland closed its border and then it condemned Estavia.", "ACCUSE") == [("XNO", "XES")]


@pytest.mark.parametrize(
    "text",
    ["Lions condemned Estavia.", "The Silent Realm condemned Estavia.", "The minister spoke.", "Norland condemned the noise."],
)
def test_who_stands_in_no_list_or_has_no_code_is_nobody(pairs: Pairs, text: str) -> None:
    assert pairs(text, "ACCUSE") == []


def test_a_state_that_only_the_shipped_tables_know_is_still_one(pairs: Pairs) -> None:
    assert pairs("Norland condemned France.", "ACCUSE") == [("XNO", "FRA")]
    assert pairs("Norland condemned the French minister.", "ACCUSE") == [("XNO", "FRAGOV")]
