"""Yields proof that the coreference model of events judges each pair alone, that trees are read as they were grown, and that its files are the pinned ones."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy
import pytest

from dragoman.core.errors import ModelError
from dragoman.models import same_model
from dragoman.models.same_model import FOLDER, STRANGERS, Heads, SameModel, Trees, find_same_model, load_same_model
from dragoman.models.word_vectors import load_vectors


@pytest.fixture(scope="module")
def model() -> SameModel:
    found = load_same_model()
    assert found is not None
    return found


def trees() -> Trees:
    """Two: is the first feature over 1? If so, is the second over 0? And a leaf that always counts 1."""
    return Trees(
        {
            "feature": numpy.array([0, 0, 1, 0, 0, 0]),
            "limit": numpy.array([1, 0, 0, 0, 0, 0], numpy.float32),
            "low": numpy.array([1, 1, 3, 3, 4, 5]),
            "high": numpy.array([2, 1, 4, 3, 4, 5]),
            "value": numpy.array([0, -1, 0, 0.5, 2, 1], numpy.float32),
            "root": numpy.array([0, 5]),
            "start": numpy.array(-1.0),
            "depth": numpy.array(2),
        }
    )


@pytest.mark.parametrize(("row", "total"), [((1, 9), -1.0), ((2, 0), 0.5), ((2, 1), 2.0)])
def test_a_row_goes_down_every_tree_to_one_leaf(row: tuple[float, float], total: float) -> None:
    (share,) = trees().shares(numpy.array([row], numpy.float32))
    assert share == pytest.approx(1 / (1 + numpy.exp(-total)), abs=1e-4)


def test_no_rows_give_no_shares() -> None:
    assert trees().shares(numpy.zeros((0, 2), numpy.float32)).tolist() == []


def test_heads_that_are_not_known_are_strangers() -> None:
    share, met, alone = Heads({("buy", "purchase"): (0.8, 3.0)}, {"buy": 0.9}, 0.6).known(["purchase", "buy", "sail"])
    assert (share[0, 1], share[1, 0], met[0, 1], share[0, 2]) == (0.8, 0.8, 3.0, STRANGERS)
    assert alone.tolist() == [0.6, 0.9, 0.6]


def test_the_same_row_has_the_same_share_whatever_stands_beside_it(model: SameModel) -> None:
    rows = numpy.random.default_rng(0).random((50, len(model.features))).astype(numpy.float32).round(3)
    whole = model.judge(rows)
    assert [model.judge(rows[at : at + 1])[0] for at in range(50)] == whole.tolist()
    assert ((whole >= 0) & (whole <= 1)).all()


def test_a_word_that_is_common_in_news_is_counted_and_a_strange_one_is_not(model: SameModel) -> None:
    assert model.background.count("say") > model.background.count("harbour")
    assert model.background.count("xyzzyx") == 0
    assert model.background.count("say") <= model.background.texts


def test_vectors_of_words_have_length_one_and_names_are_found_by_their_capital() -> None:
    vectors = load_vectors()
    for word in ("harbour", "denmark"):
        vector = vectors.of(word)
        assert vector is not None
        assert float((vector * vector).sum()) == pytest.approx(1, abs=1e-5)
    assert vectors.of("") is None
    assert vectors.of("xyzzyxxyzzyx") is None


def test_an_altered_file_of_the_model_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "same"
    shutil.copytree(FOLDER, folder)
    (folder / "words.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(same_model, "FOLDER", folder)
    with pytest.raises(ModelError, match=r"words\.json"):
        find_same_model()


def test_without_weights_there_is_no_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(same_model, "FOLDER", tmp_path / "none")
    assert load_same_model.__wrapped__() is None


def test_no_pickled_object_is_read(tmp_path: Path) -> None:
    numpy.savez(tmp_path / "trees.npz", feature=numpy.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        same_model._read_trees(tmp_path / "trees.npz")
