"""Yields what a deed is called by those who speak of it: a provocation to one side, a routine exercise to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.documents import Span
from dragoman.core.mentions import ClaimMention, Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.slot_makers import short
from dragoman.resolve.slot_spans import state_near
from dragoman.resolve.slot_tellings import Detail, sentence_at

_LONGEST = 25  # words of a claim that calls something by a name
_HEAD = 6  # words of the name in which the word of a known kind must stand
_MAIN = 20  # code points of a clause before `in what he called` that can be what is meant
_STEPS = 3  # sentences that lead back to what is meant
_MOST = 40  # names for deeds in one document that are looked at
_OBJECT = re.compile(
    r"^(?:(?P<thing>(?:it|them|this|that|these|those|(?:the|its|their|his|her)\s+[\w'’-]+(?:\s+[\w'’-]+){0,3}?|[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2}))\s+)?"
    r"(?:as|of|to be|was|were|is|are)?\s*",
)
_ARTICLE = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_END = re.compile(r"\s*(?:[,;:]| that | which | who | when | after | and (?:said|warned|called)\b).*$")


def framings_of(item: Extracted, corpus: Corpus) -> Iterator[Detail]:
    """The names that sources give to deeds, of a kind that the codebook knows, each about the deed told in the same sentence or before."""
    text, lexicon = item.document.text, corpus.lexicon
    meant: dict[int, Span] = {}
    found = 0
    for claim in sorted(item.claims, key=lambda c: (c.content[0].start, c.id)):
        cue = text[claim.cue.start : claim.cue.end].lower() if claim.cue else ""
        if len(claim.chain) < 2 or claim.polarity == "denied" or claim.certainty not in {"asserted", "alleged", "probable"} or not lexicon.has("framers", cue):
            continue
        words = " ".join(" ".join(text[s.start : s.end] for s in claim.content).split())
        thing, value = _named(words)
        kinds = lexicon.classes("framings", " ".join(value.lower().split()[:_HEAD]))
        if len(words.split()) > _LONGEST or len(kinds) != 1 or found >= _MOST:
            continue
        found += 1
        deed = _meant(item, claim, meant)
        about = _about(item, deed, corpus)
        if about is None:
            continue
        subject, facet = about
        whole = sentence_at(text, claim.content[0].start, claim.content[-1].end)
        of = {"topic": _said_of(thing), "standing": " ".join(text[deed.start : deed.end].split()).rstrip(".")}
        fields = {"own": frozenset(kinds), "kind": "framing", **of}
        yield Detail(item.document.id, subject, "identity", facet, short(value), claim.content[0].start, claim.content[-1].end, whole, fields)


def _named(words: str) -> tuple[str, str]:
    """(what is called so, the name): `the visit as a routine deployment`, `routine engagement`."""
    words = re.sub(r"^what\s+", "", words)
    match = _OBJECT.match(words)
    thing = (match["thing"] or "") if match else ""
    name = words[match.end() :] if match else words
    return thing, _ARTICLE.sub("", _END.sub("", name, count=1)).strip(" \"“”'’.")


def _said_of(thing: str) -> str:
    """How the question calls it: by its noun, else `it`."""
    return thing if thing.lower().startswith("the ") and len(thing.split()) <= 3 else "it"


def _meant(item: Extracted, claim: ClaimMention, meant: dict[int, Span]) -> Span:
    """The words that tell what is meant: the clause before the name, else the sentence before, or what that one speaks of. meant: by start of sentence."""
    text = item.document.text
    own = sentence_at(text, claim.content[0].start, claim.content[-1].end)
    first = min(s.start for s in (*claim.content, *((claim.cue,) if claim.cue else ()), *_source(claim)))
    lead = re.search(r"[,;]?\s*(?:in|for|by)?\s*what\s*$", text[own.start : first])
    if lead is not None and lead.start() >= _MAIN:
        return Span(own.start, own.start + lead.start())
    before = own
    for _ in range(_STEPS):
        if before.start <= 1:
            break
        before = sentence_at(text, max(0, before.start - 2), max(1, before.start - 1))
        if before.start not in meant:
            break
        before = meant[before.start]
    meant[own.start] = before
    return before


def _source(claim: ClaimMention) -> list[Span]:
    return [Span(link.start, link.end) for link in claim.chain if link.start is not None and link.end is not None]


def _about(item: Extracted, deed: Span, corpus: Corpus) -> tuple[str, str] | None:
    """(event, facet) of the deed that the words tell; else the state named there, with the place of the words as facet."""
    types = frozenset(map(str, corpus.lexicon.table["framed_types"]))
    for mention in item.events:
        if mention.type in types and deed.start <= mention.trigger.start < deed.end:
            event = corpus.matter(corpus.of_event.get(mention.id))
            if event is not None and event in corpus.events:
                return event, "called"
    state = state_near(item, deed.end, corpus)
    return (state, f"called {item.document.id} {deed.start}") if state is not None else None
