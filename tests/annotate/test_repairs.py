"""Heads that are put right where the parser takes the subject of a second clause for an object, or a participle for a verb."""

from __future__ import annotations

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document
from dragoman.models.spacy_model import LoadedModel

CASES = [
    # text, word, its head, its label
    ("Sweden shelled Bergen and Norway bombed Malmo.", "Norway", "bombed", "nsubj"),
    ("Sweden arrested five spies and Norway expelled the Swedish ambassador.", "Norway", "expelled", "nsubj"),
    ("Norway closed its border with Sweden and Denmark then recalled its envoy.", "Denmark", "recalled", "nsubj"),
    ("The army seized the town and two rebels were killed by Sweden.", "rebels", "killed", "nsubjpass"),
    ("Norway criticised Sweden and Denmark and left the talks.", "Denmark", "Sweden", "conj"),
    ("Sweden sent troops and tanks to Norway.", "tanks", "troops", "conj"),
    ("The Swedish presidency announced on Tuesday that 12 envoys are expelled, and recalled its ambassador.", "recalled", "announced", "conj"),
    ("Sweden said that Norway attacked the port and sank two ships.", "sank", "attacked", "conj"),
    ("The stance of the party goes beyond words, with hints of war and veiled threats against Norway.", "threats", "hints", "conj"),
    ("Norway blames Sweden for trying to hide the loss and demands an apology.", "demands", "blames", "conj"),
    ("Norway blames Sweden for trying to hide the loss and demands an apology.", "and", "blames", "cc"),
    ("Norway wants to sign the treaty and ratify it.", "ratify", "sign", "conj"),
    ("Norway ruled out recognising the new government.", "recognising", "ruled", "xcomp"),
    ("Sweden handed Norway's charge d'affaires a note of protest.", "d'affaires", "handed", "dative"),
    ("Norland protested in Karsia and its ambassador was called home.", "ambassador", "called", "nsubjpass"),
    ("Sweden said Norway and Denmark shelled the port.", "Denmark", "Norway", "conj"),
    ("Sweden called the charge unfair.", "charge", "called", "dobj"),
    ("Sweden called the Norwegian accusation baseless.", "baseless", "called", "oprd"),
    ("Sweden called the Norwegian accusation baseless.", "Norwegian", "accusation", "amod"),
    ("Sweden called the premier's words a flagrant breach of custom.", "breach", "called", "oprd"),
    ("Sweden described the raid as unlawful.", "unlawful", "as", "pobj"),
    ("Norway, a source in Oslo said, is ready to mediate.", "Norway", "is", "nsubj"),
    ("Norway, a source in Oslo said, is ready to mediate.", "source", "said", "nsubj"),
    ("Norway forced a plane flying from Malmo to Lund to land in Bergen.", "land", "forced", "xcomp"),
    ("Ivo Marel, freed in May, is in hospital.", "Marel", "is", "nsubj"),
    ("Norway is sending a platoon to Sweden, its first involvement abroad.", "platoon", "sending", "dobj"),
    ("Norway on Dec 31 handed over 18 Danish soldiers at the checkpoint.", "over", "handed", "prt"),
    ("In the presence of the Danish king, the premiers of Norway and Sweden put their names to a pact in Oslo on Sunday.", "premiers", "put", "nsubj"),
]


@pytest.mark.parametrize(("text", "word", "head", "label"), CASES)
def test_a_word_hangs_where_it_belongs(english: LoadedModel, text: str, word: str, head: str, label: str) -> None:
    (annotated,) = annotate([Document("d-000000000001", text, "0" * 64, "test")], english.nlp, load_codebook())
    token = next(t for t in annotated.tokens if t.text == word)
    assert (annotated.tokens[token.head].text, token.dep) == (head, label)


def test_a_word_with_a_hyphen_in_the_place_of_a_noun_is_one(english: LoadedModel) -> None:
    text = "The troop build-up by Norway continued on Monday."
    (annotated,) = annotate([Document("d-000000000001", text, "0" * 64, "test")], english.nlp, load_codebook())
    assert [(t.pos, t.lemma) for t in annotated.tokens if t.text == "build-up"] == [("NOUN", "build-up")]
