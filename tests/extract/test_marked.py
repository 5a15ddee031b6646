"""What is read around marked event mentions: heads, parties by name, what is not done, and marks on which the parser has no word."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Span
from dragoman.core.marked import Marked
from dragoman.extract.marked import family_of, read_marked
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook(None)


def read(english: LoadedModel, codebook: Codebook, text: str, words: str) -> Marked:
    (annotated,) = annotate([bare_document(text, None)], english.nlp, codebook)
    (found,) = read_marked(annotated, [("a", Span(text.index(words), text.index(words) + len(words)))], codebook).mentions
    return found


def test_a_passive_has_its_doer_and_its_sufferer(english: LoadedModel, codebook: Codebook) -> None:
    found = read(english, codebook, "The bridge was closed by the Danish police on Monday.", "closed")
    assert (found.lemma, found.pos, found.denied) == ("close", "verb", False)
    assert "police" in found.actor
    assert "bridge" in found.target


def test_a_noun_has_whom_its_of_names(english: LoadedModel, codebook: Codebook) -> None:
    found = read(english, codebook, "The closure of the bridge by the police surprised the town.", "closure")
    assert (found.pos, "bridge" in found.target, "police" in found.actor) == ("noun", True, True)


def test_a_pronoun_stands_for_the_name_before_it(english: LoadedModel, codebook: Codebook) -> None:
    found = read(english, codebook, "Denmark shut its harbours. It reopened them on Friday.", "reopened")
    assert "denmark" in found.actor


def test_a_denied_deed_is_told_as_such(english: LoadedModel, codebook: Codebook) -> None:
    assert read(english, codebook, "The police did not close the bridge.", "close").denied


def test_several_words_have_the_head_that_the_others_hang_on(english: LoadedModel, codebook: Codebook) -> None:
    assert read(english, codebook, "The minister checked himself into a clinic.", "checked himself into").lemma == "check"


def test_a_mark_on_white_space_has_no_head_but_is_read(english: LoadedModel, codebook: Codebook) -> None:
    found = read(english, codebook, "The bridge fell.  \n  It was old.", "  \n  ")
    assert (found.token, found.actor, found.pos) == (-1, (), "other")


def test_the_key_tells_texts_of_other_names_apart(english: LoadedModel, codebook: Codebook) -> None:
    (annotated,) = annotate([bare_document("It fell.", None)], english.nlp, codebook)
    keys = [read_marked(annotated, [], codebook, name).key for name in ("a", "b", "a", "\ud800")]
    assert keys[0] == keys[2]
    assert len(set(keys)) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("attack", "attacker"), ("close", "closure"), ("explode", "explodes"), ("arrest", "arrests"), ("acquire", "acquires"), ("stop", "stopping")],
)
def test_words_of_one_family_lose_their_endings(codebook: Codebook, one: str, other: str) -> None:
    table = codebook.language.table("families")
    assert family_of(one, table["endings"], table["least"]) == family_of(other, table["endings"], table["least"])


def test_short_words_keep_theirs(codebook: Codebook) -> None:
    table = codebook.language.table("families")
    assert family_of("seal", table["endings"], table["least"]) == "seal"
