"""Yields proof that the deed model is the pinned one, reads deeds and not names, and that what it is shown of a report is bounded."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated
from dragoman.core.errors import ModelError
from dragoman.core.heard_deeds import HeardDeed
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.entities import find_entities
from dragoman.models import deed_model
from dragoman.models.deed_model import DeedModel, find_deed_model, load_deed_model
from dragoman.models.deed_words import LONGEST, MOST, RANKS, deed_windows
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
REPORT = "Norland expelled two Estavian diplomats on Monday. Estavia accused Norland of spying. The two states share a border."
Read = Callable[[str], tuple[Annotated, Sequence[EntityMention]]]


@pytest.fixture(scope="module")
def read(english: LoadedModel) -> Read:
    """Annotates a text and finds who is named in it."""
    codebook = load_codebook(OVERLAY)

    def run(text: str) -> tuple[Annotated, Sequence[EntityMention]]:
        (annotated,) = annotate([bare_document(text, "2031-03-12")], english.nlp, codebook)
        return annotated, find_entities(annotated, codebook)

    return run


@pytest.fixture(scope="module")
def model() -> DeedModel:
    """The shipped model; where its runtime is not installed these tests fail, which is meant."""
    found = load_deed_model()
    assert found is not None
    return found


def deeds(model: DeedModel, read: Read, text: str) -> dict[str, HeardDeed]:
    annotated, entities = read(text)
    return {annotated.tokens[deed.token].text: deed for deed in model.read(annotated, entities).deeds}


def test_words_that_tell_deeds_are_found_with_type_and_parties(model: DeedModel, read: Read) -> None:
    annotated, _ = read(REPORT)
    found = deeds(model, read, REPORT)
    assert found["expelled"].type in {"SANCTION", "COERCE"}
    assert found["accused"].type == "ACCUSE"
    assert annotated.tokens[found["accused"].actor or 0].text == "Estavia"
    assert "share" not in found
    assert all(0 <= deed.sure <= deed.share <= 1 for deed in found.values())


def test_who_the_states_are_makes_no_difference(model: DeedModel, read: Read) -> None:
    one = deeds(model, read, REPORT)
    other = deeds(model, read, REPORT.replace("Norland", "France").replace("Estavian", "Portuguese").replace("Estavia", "Portugal"))
    assert one == other


def test_a_report_is_read_the_same_twice(model: DeedModel, read: Read) -> None:
    annotated, entities = read(REPORT)
    assert model.read(annotated, entities) == model.read(annotated, entities)


def test_lone_sentences_and_texts_of_one_state_are_not_looked_at(model: DeedModel, read: Read) -> None:
    for text in ("Norland expelled two Estavian diplomats.", "Norland closed its schools. Norland raised its taxes.", ""):
        annotated, entities = read(text)
        found = model.read(annotated, entities)
        assert (found.deeds, found.sentences) == ((), frozenset())


def test_it_tells_which_sentences_were_looked_at(model: DeedModel, read: Read) -> None:
    annotated, entities = read(REPORT)
    assert model.read(annotated, entities).sentences == {0, 1, 2}


def test_names_are_masked_and_states_counted(read: Read) -> None:
    (window,) = deed_windows(*read("Estavia accused Norland of spying. Estavian officials met Ivo Marel in Norland's capital. Estavia waits."))
    assert " ".join(window.words).startswith("country accused country of spying . national officials met person in country 's capital")
    assert (window.ranks[0], window.ranks[2]) == (1, 2)
    assert all(0 <= rank <= RANKS for rank in window.ranks)
    assert len(window.words) == len(window.tokens) == len(window.parties) == len(window.ranks)


def test_long_texts_are_read_in_windows_of_whole_sentences(read: Read) -> None:
    annotated, entities = read("Norland accused Estavia of spying on ships. " * 60)
    windows = deed_windows(annotated, entities)
    assert len(windows) > 1
    assert all(len(window.words) <= MOST for window in windows)
    assert sum(window.sentences for window in windows) == len(annotated.sentences)


def test_an_endless_sentence_is_cut(model: DeedModel, read: Read) -> None:
    annotated, entities = read("Estavia waits. Norland accused Estavia of spying on " + "very " * 3000 + "many ships.")
    assert all(len(window.words) <= MOST + LONGEST for window in deed_windows(annotated, entities))
    assert "accused" in {annotated.tokens[deed.token].text for deed in model.read(annotated, entities).deeds}


def test_an_altered_file_of_the_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(deed_model.FOLDER, tmp_path / "deed")
    monkeypatch.setattr(deed_model, "FOLDER", tmp_path / "deed")
    find_deed_model()
    (tmp_path / "deed" / "settings.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"settings\.json"):
        find_deed_model()


def test_without_runtime_or_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(deed_model, "MANIFEST", tmp_path / "none.json")
    assert load_deed_model.__wrapped__() is None
    monkeypatch.undo()
    monkeypatch.setattr(deed_model, "find_spec", lambda name: None)
    assert load_deed_model.__wrapped__() is None


def test_all_weights_together_are_small() -> None:
    files = [path for path in Path(deed_model.__file__).parent.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 60_000_000
