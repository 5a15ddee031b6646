"""Yields documents of invented names, and what is resolved of them, for the tests of entities."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook import load_codebook
from dragoman.core.documents import Document
from dragoman.core.ids import document_id, mention_id
from dragoman.core.mentions import EntityMention, Extracted, Judgement
from dragoman.resolve.entities import EntityResolution, resolve_entities

CODEBOOK = load_codebook()


def drawn(*named: str, kind: str = "person", country: str | None = None, form: str = "name", one: bool = False, text: str = "") -> Extracted:
    """A document that holds the names in a row; one: all of one anchor."""
    words = " met ".join(named) + text
    document = Document(document_id(words.encode()), words, "0" * 64, "test")
    mentions: list[EntityMention] = []
    at = 0
    for name in named:
        made = mention_id("nm", document.id, at, at + len(name), form)
        anchor = mentions[0].id if one and mentions else made
        mentions.append(EntityMention(made, document.id, at, at + len(name), name, kind, form, name, anchor, 0, None, country))
        at += len(name) + len(" met ")
    return Extracted(document, entities=tuple(mentions))


def resolve(*documents: Extracted, judgements: Sequence[Judgement] = ()) -> EntityResolution:
    """Entities with the shipped codebook."""
    return resolve_entities(documents, judgements, CODEBOOK)


def judged(verdict: str, *subject: str, at: str = "2031-01-01", undone: str | None = None) -> Judgement:
    """A judgement on mentions."""
    return Judgement(f"j-{verdict}-{at}", subject, verdict, "reader", at, undone_by=undone)
