"""Yields the deeds of those who are only told to have done as others did: `Norland imposed sanctions on Estavia. Karsia followed suit.`"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.ids import mention_id
from dragoman.core.mentions import EventMention
from dragoman.extract.rules.accusing import MADE_BY
from dragoman.extract.rules.earlier import NEAR, Earlier, shared
from dragoman.extract.rules.in_kind import in_kind, says_how
from dragoman.extract.rules.participants import Cast
from dragoman.extract.rules.spans import clause_span

_MEASURES = frozenset({"SANCTION", "COERCE", "REJECT", "ACCUSE", "RETREAT", "AID", "SUPPORT", "MOBILIZE", "ASSAULT", "PROTEST"})

_BESIDE = frozenset({"advcl", "acl", "relcl", "ccomp", "pcomp"})
"""Clauses that say why, when or who: not these are imitated."""
_MOST = 40
"""Events before that are looked at."""


def imitated(annotated: Annotated, events: Sequence[EventMention], cast: Cast, codebook: Codebook) -> list[EventMention]:
    """The events with those of imitators, in text order; events: in text order."""
    verbs = dict(codebook.language.table("time")["sequence_verbs"])
    longest = int(codebook.weights("events")["evidence_at_most"])
    told = {e.trigger.start for e in events if e.type != "STATEMENT"}
    earlier, found = Earlier(annotated), list(events)
    for word in annotated.tokens:
        verb = _verb(annotated, word, verbs) or (word if in_kind(annotated, word) else None)
        if verb is None or verb.start in told:
            continue
        actors = tuple(p for head in cast.roles.subject(verb) for token in cast.roles.with_conjuncts(head) for p in cast.party(token))
        here = bisect_left(events, Span(verb.start, verb.start), key=lambda e: e.trigger)
        before = (e for e in reversed(events[max(here - _MOST, 0) : here]) if e.type in _MEASURES and e.actors and e.modality == "done")
        like = next((e for e in before if earlier.at(e).dep not in _BESIDE or earlier.at(e).head == verb.i), None)
        if like is None or not actors or shared(actors, like.actors) or verb.sentence - earlier.at(like).sentence > NEAR:
            continue
        to_whom = tuple(p for head in cast.roles.fill(verb.i, "to") for p in cast.party(head))  # `did the same to Estavia`
        # `Norland expelled two Estavian envoys. Estavia did the same`
        against = to_whom or (like.actors if shared(actors, like.recipients) else like.recipients)
        own = mention_id("em", like.doc, verb.start, verb.end, like.type, MADE_BY)
        evidence = (clause_span(annotated, verb.i, longest),)
        trigger = Span(verb.start, verb.end)
        made = replace(
            like, id=own, trigger=trigger, evidence=evidence, actors=actors, recipients=against, place=None, date=UNKNOWN, values=(), made_by=f"{MADE_BY} suit"
        )
        found = [e for e in found if e.trigger.start != verb.start]  # `responded in kind` says nothing
        found.append(made)
    return sorted(found, key=lambda e: (e.trigger, e.id))


def _verb(annotated: Annotated, noun: Token, verbs: Mapping[str, Sequence[str]]) -> Token | None:
    """The verb of `followed suit`, `did the same` by its noun; None where it says itself what was done (`matched the move by expelling them`)."""
    verb = annotated.tokens[noun.head]
    alike = noun.dep in {"dobj", "advmod"} and noun.lemma in verbs.get(verb.lemma, ())
    return verb if alike and not says_how(annotated, verb) and not any(c.dep == "neg" for c in annotated.children(verb.i)) else None
