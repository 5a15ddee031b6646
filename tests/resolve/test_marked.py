"""Which marked mentions are one event: inside groups of texts alone, in any order of texts, and bounded however much is given."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
import pytest

from dragoman.core.marked import Marked, MarkedText, Told
from dragoman.resolve import marked, marked_texts
from dragoman.resolve.marked import resolve_marked
from dragoman.resolve.marked_texts import Commonness, Likeness, group_texts

WEIGHTS = {"documents": {"alike": 0.2, "lead": 1}, "mentions": {"alike": 0.5}}
FERRY = "ferry sink cape storm crew rescue harbour"
STRIKE = "tram driver strike wage depot union city"


def mention(id: str, at: int, lemma: str) -> Marked:
    return Marked(id, at, at + 1, at, 0, lemma, lemma, "verb", "VBD", (lemma,), (), (), (), (), "", "", (), False, False)


def text(key: str, words: str, *heads: str) -> MarkedText:
    told = Told(tuple(words.split()), (), (), ())
    return MarkedText(key, (told,), tuple(mention(f"{key}{at}", at, head) for at, head in enumerate(heads)))


class Namesakes:
    """A judge for whom mentions with one head are one event; it counts what it was asked."""

    name, features = "namesakes", ("lemma", "same_text")
    background = None

    def __init__(self) -> None:
        self.asked: list[int] = []

    def known(self, lemmas: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        nothing = numpy.zeros((len(lemmas), len(lemmas)))
        return nothing, nothing, numpy.zeros(len(lemmas))

    def judge(self, rows: numpy.ndarray) -> numpy.ndarray:
        self.asked.append(len(rows))
        return rows[:, 0]


class NoVectors:
    """Knows no word."""

    size = 2

    def of(self, word: str) -> None:
        return None


def named(texts: Sequence[MarkedText], judge: object = None) -> set[frozenset[str]]:
    found = resolve_marked(texts, judge, NoVectors(), WEIGHTS)  # type: ignore[arg-type]
    return {frozenset(texts[at].mentions[number].id for at, number in cluster) for cluster in found}


TEXTS = [
    text("a", FERRY, "sink", "rescue"),
    text("b", FERRY + " diver", "sink", "say"),
    text("c", STRIKE, "strike", "say"),
    text("d", STRIKE + " mayor", "strike"),
]


@pytest.mark.parametrize("judge", [None, Namesakes()])
def test_one_head_is_one_event_only_where_texts_tell_of_one_happening(judge: object) -> None:
    assert named(TEXTS, judge) == {frozenset(c) for c in (["a0", "b0"], ["a1"], ["b1"], ["c0", "d0"], ["c1"])}


def test_every_mention_is_in_one_cluster_whatever_the_order_of_texts() -> None:
    clusters = named(TEXTS, Namesakes())
    assert sum(map(len, clusters)) == 7
    assert named(TEXTS[::-1], Namesakes()) == clusters


def test_nothing_and_texts_without_words_or_mentions_are_no_trouble() -> None:
    assert named([]) == set()
    assert named([MarkedText("a", (), ()), MarkedText("b", (), (mention("b0", 0, "x"),)), text("c", FERRY)], Namesakes()) == {frozenset(["b0"])}


def test_a_group_with_too_many_mentions_is_cut_where_its_texts_are_less_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_texts, "MOST_MENTIONS", 4)
    texts = [text(f"{n}", FERRY + " diver tide" * (n < 2) + " owner court" * (n >= 2), "sink", "rescue") for n in range(4)]
    common = Commonness(texts, None)
    assert group_texts(texts, Likeness(texts, common, WEIGHTS["documents"]), 0.0) == [[0, 1], [2, 3]]


def test_copies_with_too_many_mentions_stand_alone_rather_than_being_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_texts, "MOST_MENTIONS", 2)
    texts = [text(f"{n}", FERRY, "sink", "rescue") for n in range(3)]
    assert group_texts(texts, Likeness(texts, Commonness(texts, None), WEIGHTS["documents"]), 0.2) == [[0], [1], [2]]


def test_one_text_with_too_many_mentions_is_compared_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked, "MOST_MENTIONS", 3)
    judge = Namesakes()
    found = named([text("a", FERRY, *["sink"] * 7)], judge)
    assert sorted(map(len, found)) == [1, 3, 3]
    assert sum(judge.asked) == 6


def test_pairs_are_judged_by_handfuls_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = named(TEXTS, Namesakes())
    monkeypatch.setattr(marked, "STRIPE", 2)
    assert named(TEXTS, Namesakes()) == whole


def test_more_texts_than_are_held_at_once_are_cut_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marked_texts, "MOST_TOGETHER", 2)
    texts = [text(f"{n}", FERRY, "sink") for n in range(5)]
    groups = group_texts(texts, Likeness(texts, Commonness(texts, None), WEIGHTS["documents"]), 0.2)
    assert sorted(at for group in groups for at in group) == [0, 1, 2, 3, 4]
    assert max(map(len, groups)) <= 2
