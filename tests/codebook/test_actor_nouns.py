"""Nouns of descriptions: kinds come from entities.yaml, sectors from actors.yaml alone."""

from __future__ import annotations

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.extract.rules.nouns import read_lexicon


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return load_codebook()


def test_entities_yaml_tells_no_sector(codebook: Codebook) -> None:
    table = codebook.language.table("entities")
    assert [row["kind"] for row in (*table["nouns"], *table["phrases"]) if row.get("sector")] == []


def test_every_noun_for_people_and_bodies_is_known_to_the_coder_of_phrases(codebook: Codebook) -> None:
    lexicon = read_lexicon(codebook)
    nouns = {**lexicon.by_lemma, **lexicon.by_phrase}
    people = [noun for noun, made in nouns.items() if made.kind in {"person", "organisation"}]
    assert [noun for noun in people if codebook.actors.role(noun) is None] == []


def test_a_noun_has_the_sector_that_the_coder_of_phrases_gives_it(codebook: Codebook) -> None:
    lexicon = read_lexicon(codebook)
    told = {noun: lexicon.by_lemma[noun].sector or lexicon.by_lemma[noun].usual for noun in ("gunman", "farmer", "soldier", "deputy", "attacker")}
    assert told == {"gunman": "UAF", "farmer": "AGR", "soldier": "MIL", "deputy": "LEG", "attacker": "UAF"}


@pytest.mark.parametrize("part", ["heads", "carriers", "modifiers"])
def test_no_word_has_two_sectors(codebook: Codebook, part: str) -> None:
    sectors: dict[str, set[str]] = {}
    for sector, words in codebook.language.table("actors")[part].items():
        for word in map(str, words):
            sectors.setdefault(word, set()).add(str(sector))
    assert {word: told for word, told in sectors.items() if len(told) > 1} == {}
