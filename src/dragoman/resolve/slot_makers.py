"""Yields a Reading filled with what every answer carries: certainty, polarity, words, who says it and when; and who is meant by words of a claim."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dragoman.core.mentions import EntityMention
from dragoman.core.records import Entity
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading, content_words

LONGEST = 160  # code points of an answer
_QUOTES = ('"', "“", "”")
_LEADING = re.compile(r"^(?:and|but|that|which|who|as|or|,|:|-|–|—)\s+", re.IGNORECASE)


def made(told: Told, corpus: Corpus, slot: str, about: str, value: str, **more: Any) -> Reading:
    """The reading of a telling. words: content words, by default those of the whole telling; the rest as in Reading."""
    fields: Mapping[str, Any] = {
        "words": content_words(told.text, frozenset(corpus.lexicon.table["stop"])) if "words" not in more else None,
        "certainty": told.mention.certainty,
        "polarity": told.mention.polarity,
        "sources": corpus.speakers(told),
        "day": told.day,
    }
    return Reading(claim=told.claim.id, about=about, slot=slot, value=value, **{**fields, **more})


def short(text: str) -> str:
    """At most 160 code points, cut between words, without what joins it to a sentence before."""
    text = _LEADING.sub("", " ".join(text.split()).strip(" ,.;:")).rstrip(".")
    if sum(map(text.count, _QUOTES)) % 2:
        text = text.strip("".join(_QUOTES))
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def entity_of(mention: EntityMention, corpus: Corpus) -> Entity | None:
    """The resolved entity of a mention."""
    return corpus.entities.get(corpus.of_entity.get(mention.id, ""))


def party_keys(entity: Entity) -> tuple[frozenset[str], frozenset[str], int]:
    """(own keys, keys of what it is part of, level) of somebody: a person (3) under his bodies and state, a body (2) under its state (1)."""
    state = {f"country:{entity.country}"} if entity.country else set()
    if entity.type == "state":
        return frozenset({entity.id, *state}), frozenset(), 1
    bodies = (
        {r.body for r in entity.roles if r.body} if entity.type == "person" else {r.to for r in entity.relations if r.to and r.kind in {"part_of", "agency_of"}}
    )
    return frozenset({entity.id}), frozenset({*state, *bodies}), 3 if entity.type == "person" else 2


def nearest(told: Told, corpus: Corpus, at: int, passed: frozenset[str]) -> EntityMention | None:
    """The mention of somebody with a country that stands nearest to an offset of the words; those of the countries in `passed` are passed over."""
    near: list[tuple[int, int, int, str, EntityMention]] = []
    for mention in told.entities:
        country = corpus.country(mention)
        offset = told.offset(mention.start, mention.end)
        if country is None or offset is None or country in passed or mention.form == "pronoun":
            continue
        gap = at - (offset + len(mention.text)) if offset < at else offset - at
        # What a state owns may carry a wrong flag; the state's own name beside it may not.
        near.append((0 if mention.kind == "state" else 1, abs(gap), offset, mention.id, mention))
    return min(near)[4] if near else None


def country_name(country: str | None, corpus: Corpus) -> str:
    """The name of a state by its code, as the texts resolved it; the code where none is."""
    return corpus.state_names.get(country, country) if country else ""
