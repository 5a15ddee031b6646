"""Who says what, and the claims cut from it, take twice the time for twice the text, whatever marks and cues it is made of."""

from __future__ import annotations

import time

import pytest

from dragoman.annotate import annotate
from dragoman.annotate.quotations import find_marked
from dragoman.codebook import Codebook
from dragoman.core.documents import Annotated, Document
from dragoman.core.ids import document_id
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.attribution import find_attributions
from dragoman.extract.rules.claims import find_claims
from dragoman.extract.rules.entities import find_entities
from dragoman.models.spacy_model import LoadedModel
from tests.growth import grows_with_length

DISPATCH = (
    "The Foreign Ministry of Norland said on Monday that Estavia had closed the border. “We will not accept this,” its spokesman Oskar Velin told reporters. "
    "According to a report by the Corvid agency, citing a port official, two ships were turned back.\n"
    'He added that the talks would go on. The Estavian minister denied it, and said: "Nobody was stopped." The report does not say who gave the order.\n'
)
MARKS = "“We go,” he said. \"We stay,\" she said. ‘No,’ they said. «Yes», he said. ``Never,'' she said. ''Well,'' he said. „Now“, she said. "
NESTED = ("“He said ‘she wrote ", "no’ to us” ")

TEXTS = {
    "10,000 words of dispatch": lambda n: DISPATCH * (125 * n // 2),
    "5,000 marks of all kinds": lambda n: MARKS * (357 * n // 2),
    "5,000 opening marks": lambda n: "“We go " * (2500 * n),
    "5,000 straight marks that open": lambda n: 'We "go ' * (2500 * n),
    "5,000 closing marks": lambda n: "we go” " * (2500 * n),
    "2,000 quotations within quotations": lambda n: NESTED[0] * (500 * n) + NESTED[1] * (500 * n),
    "5,000 times said": lambda n: "said " * (2500 * n),
    "3,000 times according to": lambda n: "according to " * (1500 * n),
    "one sentence of 10,000 words": lambda n: "the minister of Norland said that Estavia closed the border and " * (455 * n),
}
"""Texts by what they are at n = 2."""


def _read(text: str, english: LoadedModel, codebook: Codebook) -> tuple[Annotated, tuple[EntityMention, ...]]:
    document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="The Harbour Post")
    (annotated,) = annotate([document], english.nlp, codebook)
    return annotated, find_entities(annotated, codebook)


def _seconds(annotated: Annotated, entities: tuple[EntityMention, ...], codebook: Codebook) -> float:
    """Without parse and entities."""
    text = annotated.document.text
    lines = [(sentence.start, sentence.end) for sentence in annotated.sentences] if "\n" in text else [(0, len(text))]
    start = time.process_time()
    find_marked(text, lines, codebook)
    find_claims(annotated, entities, find_attributions(annotated, entities, codebook), (), codebook)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_twice_the_sayings_take_twice_the_time(name: str, english: LoadedModel, invented: Codebook) -> None:
    once, twice = (_read(TEXTS[name](n), english, invented) for n in (1, 2))
    assert grows_with_length(lambda: _seconds(*once, invented), lambda: _seconds(*twice, invented))
