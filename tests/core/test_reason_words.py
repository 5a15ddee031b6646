"""Why two are held to be one is said in words: what speaks for it, what against, and how much that is."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.reason_words import say_basis, say_enough, say_parts


def test_what_speaks_for_it_comes_first_by_weight() -> None:
    assert say_parts([("words", 0.6), ("actors", 0.9), ("bare", -0.3)]) == "the same actor, words in common; though one of them says little"


def test_the_same_part_may_speak_against_it() -> None:
    assert say_parts([("actors", 0.9), ("date", -1.0)]) == "the same actor; though the days differ"


def test_a_part_without_words_is_told_by_its_name() -> None:
    assert say_parts([("same_mood", 1.0)]) == "same mood"


def test_every_mark_of_names_has_words() -> None:
    for name, weight in load_codebook().weights("entities")["features"].items():
        assert say_parts([(name, float(weight))], of="entity") != name.replace("_", " "), name


@pytest.mark.parametrize(
    ("score", "said"), [(1.2, "not enough alone: other tellings link the two"), (2.1, "barely enough"), (3.0, "enough"), (4.4, "plainly enough")]
)
def test_a_score_is_said_by_what_is_needed(score: float, said: str) -> None:
    assert say_enough(score, 2.0) == said


def test_an_entry_of_the_gazetteer_is_no_key() -> None:
    assert say_basis("same gazetteer key") == "one entry of the gazetteer"
