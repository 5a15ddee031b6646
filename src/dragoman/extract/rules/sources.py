"""Yields whether a phrase can be a source (document, inquiry, person, body), the name it stands in and the entity mention it stands for."""

from __future__ import annotations

from bisect import bisect_left

from dragoman.core.documents import Annotated, Name, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.cues import Speech
from dragoman.extract.rules.phrases import child_at

_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})


def is_paper(annotated: Annotated, speech: Speech, i: int) -> bool:
    """Is the phrase a report, decree, website …?"""
    token = annotated.tokens[i]
    return speech.within("document_nouns", token.lemma)


def is_inquiry(annotated: Annotated, speech: Speech, i: int) -> bool:
    """Is the phrase an inquiry, commission, court …, or a pronoun that may stand for one?"""
    return speech.within("inquiry_nouns", annotated.tokens[i].lemma)


def is_source(annotated: Annotated, speech: Speech, i: int) -> bool:
    """Could the phrase speak: a person, body, paper, unnamed source?"""
    token = annotated.tokens[i]
    if token.pos == "PROPN" or name_at(annotated, i) is not None:
        return True
    return any(
        speech.within(key, token.lemma) for key in ("unnamed_nouns", "speaking_nouns", "document_nouns", "media_nouns", "institution_nouns", "inquiry_nouns")
    )


def paper_of_cue(annotated: Annotated, speech: Speech, verb: Token, content: frozenset[int]) -> tuple[int, ...]:
    """The paper in which somebody says it, where it is a definite one: confirmed … in the report."""
    stack = [c.i for c in annotated.children(verb.i)]
    while stack:
        k = stack.pop(0)
        token = annotated.tokens[k]
        if k in content:
            continue
        if token.dep == "prep" and token.lemma == "in":
            thing = child_at(annotated, k, "pobj")
            if thing is not None and speech.within("document_nouns", thing.lemma) and thing.i not in content and _definite(annotated, thing.i):
                return (thing.i,)
        if token.dep in {"dobj", "prep", "pobj"}:
            stack.extend(c.i for c in annotated.children(k))
    return ()


def _definite(annotated: Annotated, i: int) -> bool:
    return any((c.dep == "det" and c.lemma in _DEFINITE) or c.dep == "poss" for c in annotated.children(i))


def name_at(annotated: Annotated, i: int) -> Name | None:
    """The name that a token stands in, the longest first."""
    token = annotated.tokens[i]
    inside = annotated.names_over(token)
    return max(inside, key=lambda n: (n.end - n.start, -n.start)) if inside else None


def mention_at(annotated: Annotated, entities: tuple[EntityMention, ...], head: int) -> EntityMention | None:
    """The entity mention that a source's head stands for: one with that head, else the longest around it; entities in text order."""
    token = annotated.tokens[head]
    # No name or phrase is longer than a sentence; one cut wrongly in two may begin in the sentence before.
    before = annotated.sentences[max(0, token.sentence - 1)].start
    near = entities[bisect_left(entities, before, key=_begin) : bisect_left(entities, token.end, key=_begin)]
    around = [m for m in near if m.head == head] or [m for m in near if token.start < m.end]
    return max(around, key=lambda m: (m.end - m.start, m.id)) if around else None


def _begin(mention: EntityMention) -> int:
    return mention.start
