"""Yields proof that the pair model is the pinned one, judges deeds and not names, and says the same of a pair whatever else it is asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated, Span
from dragoman.core.errors import ModelError
from dragoman.core.opinions import Opinion, Question
from dragoman.models import pair_model
from dragoman.models.pair_model import PairModel, find_pair_model, load_pair_model, why_absent
from dragoman.models.pair_words import PARTY_MOST, pair_words
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
Read = Callable[[str], Annotated]


@pytest.fixture(scope="module")
def read(english: LoadedModel) -> Read:
    """Annotates a text."""
    return lambda text: next(annotate([bare_document(text, None)], english.nlp, load_codebook(OVERLAY)))


@pytest.fixture(scope="module")
def model() -> PairModel:
    """The shipped model; where its runtime is not installed these tests fail, which is meant."""
    found = load_pair_model()
    assert found is not None, why_absent()
    return found


def span(annotated: Annotated, words: str) -> Span:
    start = annotated.document.text.index(words)
    return Span(start, start + len(words))


def ask(model: PairModel, annotated: Annotated, source: str, target: str | None) -> Opinion:
    return model.judge(annotated, [Question((span(annotated, source), span(annotated, target) if target else None))])[0]


def shown(annotated: Annotated, source: str, target: str | None, within: str | None = None) -> str:
    sides = span(annotated, source), span(annotated, target) if target else None
    return " ".join(word for word, _ in pair_words(annotated, *sides, [span(annotated, within)] if within else None))


def test_names_are_masked_by_their_kind_and_the_two_parties_are_marked(read: Read) -> None:
    annotated = read("Norland accused Estavia of spying.")
    assert shown(annotated, "Norland", "Estavia") == "[unused2] country [unused3] accused [unused4] country [unused5] of spying ."


def test_a_party_that_is_not_named_stands_at_the_end_as_somebody(read: Read) -> None:
    assert shown(read("Norland opened an inquiry."), "Norland", None).endswith(". [unused4] somebody [unused5]")


def test_of_a_clause_only_its_words_and_the_parties_are_shown(read: Read) -> None:
    annotated = read("Norland praised Vesperia and threatened Estavia.")
    found = shown(annotated, "Norland", "Estavia", "threatened Estavia")
    assert found == "[unused2] country [unused3] threatened [unused4] country [unused5]"


def test_only_the_sentence_of_the_two_is_shown(read: Read) -> None:
    assert "rained" not in shown(read("It rained. Norland accused Estavia of spying. It rained again."), "Norland", "Estavia")


def test_of_an_endless_sentence_what_is_near_the_two_is_shown(read: Read) -> None:
    annotated = read("Norland accused Estavia of spying on " + "very " * 900 + "many ships.")
    assert len(shown(annotated, "Norland", "Estavia").split()) < 8 * PARTY_MOST


def test_the_type_is_that_of_the_deed(model: PairModel, read: Read) -> None:
    assert ask(model, read("Norland accused Estavia of spying."), "Norland", "Estavia").best == "ACCUSE"
    assert ask(model, read("Norlandish troops shelled an Estavian village."), "Norlandish troops", "an Estavian village").best == "ASSAULT"
    assert ask(model, read("Norland sent food and medicine to Estavia."), "Norland", "Estavia").best == "AID"


def test_who_the_states_are_makes_no_difference(model: PairModel, read: Read) -> None:
    one, other = read("Norland threatened Estavia with war."), read("France threatened Portugal with war.")
    assert ask(model, one, "Norland", "Estavia") == ask(model, other, "France", "Portugal")


def test_shares_are_shares(model: PairModel, read: Read) -> None:
    opinion = ask(model, read("Norland asked Estavia for help."), "Norland", "Estavia")
    assert sum(opinion.types.values()) == pytest.approx(1, abs=0.001)
    assert sum(opinion.quads.values()) == pytest.approx(1, abs=0.001)
    assert 0 <= opinion.planned <= 1


def test_an_opinion_does_not_depend_on_what_else_is_asked(model: PairModel, read: Read) -> None:
    annotated = read("Norland accused Estavia of spying, and Vesperia sent aid to Karsia.")
    pairs = [Question((span(annotated, a), span(annotated, b))) for a, b in (("Norland", "Estavia"), ("Vesperia", "Karsia"))]
    alone = [model.judge(annotated, [pair])[0] for pair in pairs]
    assert model.judge(annotated, pairs) == alone
    assert model.judge(annotated, [*reversed(pairs), *pairs]) == [*reversed(alone), *alone]


def test_concede_and_retreat_are_judged_together() -> None:
    opinion = Opinion({"ACCUSE": 0.4, "YIELD": 0.6}, {}, 0.0)
    assert (opinion.share("CONCEDE"), opinion.share("RETREAT"), opinion.share("ACCUSE"), opinion.share("OWN")) == (0.6, 0.6, 0.4, None)
    assert opinion.best == "YIELD"


def test_an_altered_file_of_the_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(pair_model.FOLDER, tmp_path / "pair")
    monkeypatch.setattr(pair_model, "FOLDER", tmp_path / "pair")
    find_pair_model()
    (tmp_path / "pair" / "settings.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"settings\.json"):
        find_pair_model()


def test_without_runtime_or_weights_there_is_no_model_and_why_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pair_model, "MANIFEST", tmp_path / "none.json")
    assert load_pair_model.__wrapped__() is None
    assert "weights" in str(why_absent())
    monkeypatch.setattr(pair_model, "find_spec", lambda name: None)
    assert "onnxruntime" in str(why_absent())


def test_the_model_is_small_and_all_of_it_is_pinned() -> None:
    files = [path for path in pair_model.FOLDER.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 30_000_000
    assert set(json.loads(pair_model.MANIFEST.read_text(encoding="utf-8"))["files"]) == {path.name for path in files}
