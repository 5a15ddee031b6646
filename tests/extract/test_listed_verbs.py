"""Where the user lays PETRARCH's verb lists over the codebook, they say what is an event, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.records import Event
from dragoman.export.dyads import as_dyads
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import assemble_record, bare_document

LISTS = Path(__file__).parents[1] / "codebook" / "petrarch_verbs"
Coded = Callable[[str], list[Event]]


@pytest.fixture(scope="module")
def coded(english: LoadedModel) -> Coded:
    """The rows of a text."""

    def run(text: str) -> list[Event]:
        codebook = load_codebook(LISTS)
        (annotated,) = annotate([bare_document(text, "2012-05-01")], english.nlp, codebook)
        record = assemble_record([extract(annotated, codebook)], LISTS, "2012-05-01")
        return as_dyads(record.resolved.events, codebook.dictionary)

    return run


def rows(events: list[Event]) -> list[str]:
    return sorted(f"{e.actors[0].code} {e.recipients[0].code} {e.cameo}" for e in events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland praised Estavia on Monday.", ["XNO XES 052"]),
        ("Norland never praised Estavia.", ["XNO XES 111"]),
        ("Norland praised Estavia for its help.", ["XNO XES 0551"]),
        ("Norland was praised by Estavia.", ["XES XNO 052"]),
        ("Norland cut a budget of Estavia.", ["XNO XES 120"]),
        ("Norland cut all ties to Estavia.", ["XNO XES 161"]),
        ("Norland cut its old diplomatic ties to Estavia.", ["XNO XES 1611"]),
        ("Norland cut its diplomatic ties with Estavia.", ["XNO XES 1612"]),
        ("Norland cut its diplomatic and other old ties to Estavia.", ["XNO XES 161"]),
        ("Norland cut the trade links to Estavia.", ["XNO XES 161"]),
        ("Norland cut short a visit to Estavia.", []),
        ("Norland shut down the consulate of Estavia.", ["XNO XES 123"]),
        ("Norland shut the consulate of Estavia.", []),
        ("Norland visited Estavia.", ["XES XNO 043", "XNO XES 042"]),
        ("Norland spared Estavia.", ["XES XNO 080"]),
        ("Norland and Estavia differ.", ["XES XNO 102", "XNO XES 102"]),
        ("Norland differs from Estavia.", ["XNO XES 111"]),
        ("Norland obtained grain for the winter from Estavia.", ["XES XNO 0731"]),
        ("Norland obtained a vehicle from Estavia.", ["XNO XES 033"]),
        (
            "Norland's minister and Vesperia praised doctors in Estavia and Karsia.",
            ["XNOGOV XESNGO 052", "XNOGOV XKANGO 052", "XVE XESNGO 052", "XVE XKANGO 052"],
        ),
        ("Norland attacked Estavia, and the invasion of Karsia followed.", []),
        ("Norland praised the harvest.", []),
    ],
)
def test_verb_and_pattern_say_what_and_who(coded: Coded, text: str, expected: list[str]) -> None:
    assert rows(coded(text)) == expected


def test_the_type_is_that_of_the_code_and_the_line_is_told(coded: Coded) -> None:
    (event,) = coded("Norland will cut its diplomatic ties with Estavia.")
    assert (event.ontology, event.type, event.modality) == ("PLOVER", "SANCTION", "planned")


def test_a_code_that_is_none_of_cameo_is_kept_beside_the_event(coded: Coded) -> None:
    (event,) = coded("Norland entrusted Estavia with a lighthouse.")
    assert (event.ontology, event.type, event.cameo, dict(event.values)["code"]) == ("OCCURRENCE", "STATEMENT", None, "+++")


def test_what_only_completes_a_coded_verb_is_no_event_of_its_own(coded: Coded) -> None:
    assert rows(coded("Norland entrusted Estavia to praise Karsia.")) == ["XNO XES None"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norland praised Estavia at the rowing cup. Norland praised Karsia.", ["XNO XKA 052"]),
        ("Norland praised Estavia at the regatta. Norland praised Karsia.", []),
        ("Norland praised Estavia at the cup for rowing.", ["XNO XES 052"]),
    ],
)
def test_words_discard_sentences_or_whole_texts(coded: Coded, text: str, expected: list[str]) -> None:
    assert rows(coded(text)) == expected


def test_the_object_is_the_target_before_a_state_behind_it(coded: Coded) -> None:
    assert rows(coded("Norland praised doctors on the coast of Karsia.")) == ["XNO ---NGO 052"]


FIRST_FORMAT = """--- CUT [120] ---
CUT {CUTS CUTTING}
- FAILED_TO_* [121]
- SAID WOULD * BUDGET [122]
- *_INTO [123]
- * IN TALKS [124]
"""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norland cut the tariff on goods of Estavia.", "120"),
        ("Norland failed to cut the tariff on goods of Estavia.", "121"),
        ("Norland said it would cut the budget for Estavia.", "122"),
        ("Norland cut into the tariff on goods of Estavia.", "123"),
        ("Norland cut tariffs on Estavia in a hurry after long talks.", "124"),
    ],
)
def test_words_of_the_first_format_may_stand_apart_unless_bound(english: LoadedModel, tmp_path: Path, text: str, code: str) -> None:
    for name in ("own.actors.txt", "own.agents.txt"):
        (tmp_path / name).write_bytes((LISTS / name).read_bytes())
    (tmp_path / "own.verbs.txt").write_text(FIRST_FORMAT, encoding="utf-8")
    codebook = load_codebook(tmp_path)
    (annotated,) = annotate([bare_document(text, "2012-05-01")], english.nlp, codebook)
    assert [event.cameo for event in extract(annotated, codebook).events] == [code]
