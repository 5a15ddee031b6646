"""Yields what a source is (document, inquiry, agency, person, institution, unnamed, public) and the link of a chain that stands for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from dragoman.core.documents import Annotated, Name, Span, Token
from dragoman.core.mentions import ChainLink, EntityMention
from dragoman.extract.rules.cues import Speech
from dragoman.extract.rules.phrases import child_at, noun_phrase, spans_of

_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_BY_KIND = {
    "person": "person",
    "document": "document",
    "law": "document",
    **dict.fromkeys(("state", "organisation", "group", "facility", "place"), "institution"),
}


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
    return any(speech.within(key, token.lemma) for key in ("unnamed_nouns", "document_nouns", "media_nouns", "institution_nouns", "inquiry_nouns"))


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


def link_of(annotated: Annotated, speech: Speech, head: int, entities: tuple[EntityMention, ...], by_id: Mapping[str, EntityMention]) -> ChainLink:
    """The link for a source whose head is that token; its name is the best known of its entity, else its own words."""
    phrase = spans_of(annotated, noun_phrase(annotated, head))
    token = annotated.tokens[head]
    span = next((s for s in phrase if s.start <= token.start and token.end <= s.end), Span(token.start, token.end))
    mention = mention_at(annotated, entities, head)
    kind = source_type(annotated, speech, head, mention, by_id)
    words = _plain(annotated.document.text[span.start : span.end])
    if mention is not None and mention.form in {"name", "alias", "acronym", "demonym", "metonym", "pronoun"}:
        name: str | None = mention.name
    elif mention is not None and mention.anchor != mention.id:
        name = mention.name
    else:
        name = words
    return ChainLink(kind, name, mention.id if mention else None, span.start, span.end)


def _plain(words: str) -> str:
    return " ".join(words.split())


def source_type(annotated: Annotated, speech: Speech, head: int, mention: EntityMention | None, by_id: Mapping[str, EntityMention]) -> str:
    """Type of link of a source: by its noun, else by its entity, else by the name it carries."""
    token = annotated.tokens[head]
    anchor = by_id.get(mention.anchor, mention) if mention else None
    name = name_at(annotated, head)
    text = annotated.document.text[name.start : name.end] if name else token.text
    if text in speech.lists["agencies"] or any(token.text.lower().endswith(s) for s in speech.lists["media_suffixes"]):
        return "agency"
    if (mention is not None and mention.form in {"name", "alias", "acronym", "demonym", "metonym"}) or name is not None:
        kind = mention.kind if mention is not None else name.kind if name is not None else "other"
        if (mention is not None and mention.sector in {"MED", "JRN"} and kind == "organisation") or (
            kind == "organisation" and _media_words(speech, noun_words(annotated, head))
        ):
            return "agency"
        if token.pos == "PROPN" or (mention is not None and mention.head == head):
            return _BY_KIND.get(kind, "institution")
    noun = _by_noun(annotated, speech, token)
    if noun is not None:
        return noun
    if anchor is not None:
        return _BY_KIND.get(anchor.kind, "unnamed")
    return "person" if token.lemma in {"he", "she", "i"} else "institution" if token.pos == "PROPN" else "unnamed"


def noun_words(annotated: Annotated, head: int) -> list[str]:
    """Lower-case words of a phrase."""
    return [annotated.tokens[k].text.lower() for k in sorted(noun_phrase(annotated, head))][:12]


def _media_words(speech: Speech, words: list[str]) -> bool:
    return bool(set(words) & (speech.lists["media_nouns"] - speech.lists["vague_media_nouns"])) or "news" in words


def _by_noun(annotated: Annotated, speech: Speech, token: Token) -> str | None:
    lemma = token.lemma
    if speech.within("public_nouns", lemma) and not speech.within("document_nouns", lemma):
        return "public"
    if speech.within("unnamed_nouns", lemma):
        return "unnamed"
    if speech.within("document_nouns", lemma):
        return "document"
    if speech.within("media_nouns", lemma) and (lemma != "agency" or "news" in noun_words(annotated, token.i)):
        return "agency"
    if speech.within("institution_nouns", lemma):
        return "institution"
    return None
