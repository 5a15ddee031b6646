"""Yields what somebody says and another denies in the next breath: `Norland called them spies; the embassy denies it`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from dragoman.core.documents import Span
from dragoman.core.mentions import ClaimMention, EntityMention, Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.slot_makers import short
from dragoman.resolve.slot_tellings import Detail

_BACK = 250  # code points before a denial in which the claim ends that it denies
_AHEAD = 80  # code points between who denies and the verb
_MOST_CLAIMS = 400
_MOST = 40  # denials of one document that are looked at
_WORDS = re.compile(r"\w+")
_NEAREST = 12  # claims before a denial that are looked at
_LEAST = 3  # words of a claim that can be denied by itself
_SPEAKERS = frozenset({"state", "person", "organisation", "group"})


def rebuttals_of(item: Extracted, corpus: Corpus) -> Iterator[Detail]:
    """Both sides of each: the claim that is denied or answered, and the denial or answer."""
    text = item.document.text
    claims = sorted((c for c in item.claims if len(c.chain) > 1 and c.polarity == "affirmed"), key=lambda c: (c.content[-1].end, c.id))
    for match in islice(corpus.lexicon.patterns["rebutting"].finditer(text.lower()), _MOST):
        who = _speaker(item.entities, text, match.start())
        said = _denied(claims, match.start(), who, corpus) if who is not None else None
        about = _about(said, who, corpus) if said is not None and who is not None else None
        if who is None or said is None or about is None:
            continue
        cue = Span(match.start(), match.start() + len(match[0].split()[0]))
        whole, so = Span(cue.end, match.end()), {"topic": said.proposition.rstrip(".")}
        yield _detail(item, said, about, said, "yes", {"kind": "yes", **so})
        fields = {"kind": "no", "polarity": "denied", **so}
        yield Detail(item.document.id, about, "other", f"so {said.id}", "no", whole.start, whole.end, whole, fields, who, cue)
    yield from _answers(item, claims, corpus)


def _answers(item: Extracted, claims: Sequence[ClaimMention], corpus: Corpus) -> Iterator[Detail]:
    """What one side says, and what the other answers to it right after: both as assertions."""
    mentions = {m.id: m for m in item.entities}
    sure = [c for c in claims if c.certainty == "asserted"]
    for claim in sure[:_MOST_CLAIMS]:
        who = mentions.get(claim.chain[-1].mention or "")
        if who is None or claim.cue is None or not corpus.lexicon.has("countering", item.document.text[claim.cue.start : claim.cue.end].lower()):
            continue
        said = _denied(sure, min(claim.cue.start, who.start, claim.content[0].start), who, corpus)
        about = _about(said, who, corpus) if said is not None else None
        if said is None or about is None or said.chain[-1].mention is None:
            continue
        so = {"topic": said.proposition.rstrip("."), "kind": "answer"}
        yield _detail(item, said, about, said, "yes", so)
        yield _detail(item, claim, about, said, short(claim.proposition), so)


def _detail(item: Extracted, claim: ClaimMention, about: str, said: ClaimMention, value: str, fields: dict[str, str]) -> Detail:
    start, end = claim.content[0].start, claim.content[-1].end
    return Detail(item.document.id, about, "other", f"so {said.id}", value, start, end, Span(start, end), fields)


def _about(said: ClaimMention, who: EntityMention, corpus: Corpus) -> str | None:
    """The event that the claim tells, else whoever denies it."""
    events = [corpus.matter(corpus.of_event.get(i)) for i in said.about]
    return next((e for e in events if e in corpus.events), None) or corpus.of_entity.get(who.id)


def _speaker(mentions: Sequence[EntityMention], text: str, at: int) -> EntityMention | None:
    """Who denies: whoever is named last before the verb in the same clause."""
    last = bisect_right(mentions, at, key=lambda m: m.start)
    for mention in reversed(mentions[max(0, last - 6) : last]):
        between = text[mention.end : at]
        if mention.kind in _SPEAKERS and mention.end <= at and len(between) <= _AHEAD and not re.search(r"[.;:!?]\s", between):
            return mention
    return None


def _denied(claims: Sequence[ClaimMention], at: int, who: EntityMention, corpus: Corpus) -> ClaimMention | None:
    """The claim told last before, by somebody else of another side."""
    last = bisect_right(claims, at, key=lambda c: c.content[-1].end)
    for claim in reversed(claims[max(0, last - _NEAREST) : last]):
        end = claim.content[-1].end
        if end > at or at - end > _BACK or len(_WORDS.findall(claim.proposition)) < _LEAST:
            continue
        other = claim.chain[-1].mention
        if other is None and claim.chain[-1].type == "unnamed":
            return claim
        if other is None or corpus.of_entity.get(other) == corpus.of_entity.get(who.id):
            continue
        mine, theirs = (corpus.entities.get(corpus.of_entity.get(m or "", "")) for m in (who.id, other))
        if mine is not None and theirs is not None and mine.country and mine.country == theirs.country:
            continue
        return claim
    return None
