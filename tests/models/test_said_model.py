"""Yields proof that the attribution model hears plain sayings, whole and alike whatever it read before, and that its files are the pinned ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy
import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Annotated
from dragoman.core.errors import ModelError
from dragoman.core.heard import Heard
from dragoman.extract.rules.attribution import find_frames
from dragoman.extract.rules.cues import speech_of
from dragoman.extract.rules.missed import missed_frames
from dragoman.models import said_model
from dragoman.models.said_model import FOLDER, SaidModel, find_said_model, load_said_model
from dragoman.models.said_relations import UPS, relations_of
from dragoman.models.said_words import Labels, words_of
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document
from tests.growth import grows_with_length, seconds_of

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
NONE = Labels({}, {"": 0}, {"": 0})
MOST_MEGABYTES = 60
Read = Callable[[str], Annotated]


@pytest.fixture(scope="module")
def model() -> SaidModel:
    found = load_said_model()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(OVERLAY)


@pytest.fixture
def read(english: LoadedModel, codebook: Codebook) -> Read:
    return lambda text: next(annotate([bare_document(text, None)], english.nlp, codebook))


def hear(model: SaidModel, annotated: Annotated, codebook: Codebook) -> list[Heard]:
    return model.listen(annotated, find_frames(annotated, speech_of(codebook), wide=False))


def words(annotated: Annotated, held: tuple[int, ...]) -> str:
    return " ".join(annotated.tokens[k].text for k in held)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The minister said that the harbour would be closed on Monday.", "The minister", "said", "the harbour would be closed"),
        ("“We have not seen any such letter,” the envoy told reporters.", "the envoy", "told", "We have not seen any such letter"),
        ("According to the coast guard, two ships collided off the cape.", "the coast guard", "According to", "two ships collided off the cape"),
    ],
)
def test_plain_sayings_are_heard_whole(model: SaidModel, read: Read, codebook: Codebook, text: str, source: str, cue: str, content: str) -> None:
    annotated = read(text)
    (heard,) = hear(model, annotated, codebook)
    assert words(annotated, heard.source) == source
    assert words(annotated, heard.cue).startswith(cue)
    assert content in words(annotated, heard.content)


def test_a_sentence_in_which_nobody_speaks_is_silent(model: SaidModel, read: Read, codebook: Codebook) -> None:
    assert hear(model, read("The ship left the harbour at noon and reached the cape on Friday."), codebook) == []


def test_an_empty_document_and_a_lone_word_are_no_trouble(model: SaidModel, read: Read) -> None:
    assert model.listen(read(""), []) == []
    assert model.listen(read("Said"), []) == []


def test_what_is_heard_does_not_depend_on_what_was_read_before(model: SaidModel, read: Read, codebook: Codebook) -> None:
    one, other = read("The envoy said that talks had failed."), read("The court ruled that the law was void, the agency reported.")
    first = hear(model, one, codebook)
    hear(model, other, codebook)
    assert hear(model, one, codebook) == first


def test_many_cues_are_heard_in_handfuls_alike(model: SaidModel, read: Read, codebook: Codebook, monkeypatch: pytest.MonkeyPatch) -> None:
    annotated = read("The envoy said that talks had failed. The minister denied that they had begun. " * 5)
    at_once = hear(model, annotated, codebook)
    monkeypatch.setattr(said_model, "TOGETHER", 2)
    assert [(h.head, h.source, h.cue) for h in hear(model, annotated, codebook)] == [(h.head, h.source, h.cue) for h in at_once]


def test_the_way_through_the_parse_is_told_only_within_the_sentence(read: Read) -> None:
    annotated = read("The envoy said that talks had failed. It rained.")
    said = next(t.i for t in annotated.tokens if t.text == "said")
    relations, ((low, _),) = relations_of(words_of(annotated, [], NONE), [said], {})
    ups = relations.kinds["ups"][0]
    assert ups[said - low] == 0
    assert ups[-2] == UPS + 1


def test_what_the_rules_miss_is_added_only_where_somebody_states_something(model: SaidModel, read: Read, codebook: Codebook) -> None:
    annotated = read("The envoy said that talks had failed.")
    frames = find_frames(annotated, speech_of(codebook), wide=False)
    weights = codebook.weights("claims")
    heard = model.listen(annotated, frames)
    assert missed_frames(annotated, speech_of(codebook), frames, heard, weights) == []
    (missed,) = missed_frames(annotated, speech_of(codebook), [], heard, weights)
    assert annotated.tokens[missed.cue_head or 0].text == "said"
    unsourced = [Heard(h.head, (), h.cue, h.content, h.share) for h in heard]
    assert missed_frames(annotated, speech_of(codebook), [], unsourced, weights) == []


def test_an_altered_file_of_the_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "said"
    shutil.copytree(FOLDER, folder)
    (folder / "words.txt").write_text("other\n", encoding="utf-8")
    monkeypatch.setattr(said_model, "FOLDER", folder)
    with pytest.raises(ModelError, match=r"words\.txt"):
        find_said_model()


def test_without_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(said_model, "FOLDER", tmp_path / "none")
    assert load_said_model.__wrapped__() is None


def test_no_pickled_object_is_read(tmp_path: Path) -> None:
    numpy.savez(tmp_path / "weights.npz", planted=numpy.array([{"a": 1}], dtype=object))
    with pytest.raises(ModelError, match="cannot be read"):
        said_model._read_weights(tmp_path / "weights.npz")


def test_all_weights_together_stay_small() -> None:
    models = FOLDER.parent
    assert sum(path.stat().st_size for path in models.rglob("*") if path.is_file()) < MOST_MEGABYTES * 1_000_000


@pytest.mark.slow
def test_twice_the_text_takes_about_twice_the_time(model: SaidModel, read: Read) -> None:
    one, twice = (read(("The envoy said that talks had failed. “" + "No. " * 5 + "” " + '" ' * 20) * n) for n in (150, 300))
    assert grows_with_length(lambda: seconds_of(lambda: model.listen(one, [])), lambda: seconds_of(lambda: model.listen(twice, [])))
