"""Yields events with a second opinion on each: where the model agrees the confidence rises, where it does not it falls, and `made_by` tells which."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.mentions import EntityMention, EventMention
from dragoman.core.opinions import Pair, Question
from dragoman.extract.base import SecondOpinion

_WITHIN = frozenset({"amod", "compound", "poss", "nmod", "det", "nummod"})
"""How a word stands before the noun that it belongs to: `Karsian` in `the Karsian army` is shown as the whole."""
_VERBS = frozenset({"VERB", "AUX"})
_ASIDE = frozenset({"conj", "advcl", "relcl", "parataxis"})
"""How a verb hangs on another without being part of what that one tells."""
_LONGEST = 60
"""Words of a clause that are shown."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """share: of the event's type and those akin to it, 0 to 1; best: the type that the model holds likeliest."""

    share: float
    best: str


def with_opinions(
    annotated: Annotated, events: Sequence[EventMention], entities: Iterable[EntityMention], codebook: Codebook, second: SecondOpinion
) -> tuple[EventMention, ...]:
    """The events in the same order, none added, left out or given another type; those that the model can judge with a new confidence.

    It judges PLOVER events of types that it knows, whose two sides stand in the text; by the clause of the trigger, since a sentence may tell more
    than one deed of the same two and a clause is cheaper; and, where it does not agree, by the whole sentence once more: the better verdict counts.
    """
    by_id = {mention.id: mention for mention in entities}
    at = {token.start: token for token in annotated.tokens}
    pairs = {event.id: pair for event in events if (pair := pair_of(annotated, event, by_id))}
    asked = {event.id: Question(pairs[event.id], clause_of(annotated, at.get(event.trigger.start))) for event in events if event.id in pairs}
    weights = codebook.weights("second")
    first = _answers(annotated, events, asked, second, weights)
    doubted = {key: Question(pairs[key]) for key, verdict in first.items() if verdict.share < weights["agrees_from"]}
    again = _answers(annotated, events, doubted, second, weights)
    verdicts = {key: max(verdict, again.get(key, verdict), key=lambda v: v.share) for key, verdict in first.items()}
    return tuple(_told(event, verdicts[event.id], weights, second.name) if event.id in verdicts else event for event in events)


def pair_of(annotated: Annotated, event: EventMention, mentions: Mapping[str, EntityMention]) -> Pair | None:
    """Where the two sides of an event stand; None where it is no PLOVER event or a side is not in the text. Of those who meet, the first two."""
    actors, recipients = ([m for p in side if (m := mentions.get(p.mention or ""))] for side in (event.actors, event.recipients))
    if not recipients:
        recipients = actors[1:]
    if event.ontology != "PLOVER" or not actors or not recipients:
        return None
    return _phrase(annotated, actors[0]), _phrase(annotated, recipients[0])


def clause_of(annotated: Annotated, trigger: Token | None) -> tuple[Span, ...] | None:
    """The words of the verb that the trigger is or hangs on, without other verbs beside it or in what it adds; what leads to the trigger stays."""
    if trigger is None:  # words that begin inside of a token
        return None
    path = [trigger, *annotated.ancestors(trigger.i)]
    top = next((token for token in path if token.pos in _VERBS), path[-1])
    kept = {token.i for token in path}
    found, waiting = [top], [top]
    while waiting:
        below = [c for c in annotated.children(waiting.pop().i) if c.i in kept or not _aside(annotated, c)]
        found += below
        waiting += below
    return tuple(Span(token.start, token.end) for token in sorted(found, key=lambda token: token.i)[:_LONGEST])


def _aside(annotated: Annotated, token: Token) -> bool:
    """Does a verb tell something else; `to investigate` after `sent experts` does not."""
    purpose = token.dep == "advcl" and any(child.tag == "TO" for child in annotated.children(token.i))
    return token.dep in _ASIDE and token.pos in _VERBS and not purpose


def _phrase(annotated: Annotated, mention: EntityMention) -> Span:
    """The mention with the noun before which it stands and what is between them."""
    token: Token = annotated.tokens[mention.head]
    while token.dep in _WITHIN and annotated.tokens[token.head].pos in {"NOUN", "PROPN"} and token.head > token.i:
        token = annotated.tokens[token.head]
    return Span(mention.start, max(mention.end, token.end))


def _answers(
    annotated: Annotated, events: Sequence[EventMention], asked: Mapping[str, Question], second: SecondOpinion, weights: Mapping[str, Any]
) -> dict[str, _Verdict]:
    """{event: verdict} of those events whose types the model knows; equal questions are asked once."""
    questions = list(dict.fromkeys(asked.values()))
    opinions = dict(zip(questions, second.judge(annotated, questions), strict=True)) if questions else {}
    found = {}
    for event in events:
        opinion = opinions[asked[event.id]] if event.id in asked else None
        if opinion is not None and opinion.share(event.type) is not None:
            akin = next((family for family in weights["akin"] if event.type in family), (event.type,))
            found[event.id] = _Verdict(min(1.0, sum(opinion.share(kind) or 0.0 for kind in akin)), opinion.best)
    return found


def _told(event: EventMention, verdict: _Verdict, weights: Mapping[str, Any], name: str) -> EventMention:
    rule, _, where = event.made_by.rpartition(" ")
    says = f"{name} agrees" if verdict.share >= weights["agrees_from"] else f"{name} would say {verdict.best}"
    return replace(event, confidence=calibrated(event.confidence, verdict.share, weights), made_by=f"{rule}, {says}: {where}")


def calibrated(by_rules: float, share: float, weights: Mapping[str, Any]) -> float:
    """Confidence, 0.05 to 0.95: how often such an event was right on sentences that the model had not learned from.

    by_rules: confidence of the rules; share: the model's of the type and those akin to it. Steps of 0.05: less is noise.
    """
    total = weights["base"] + weights["by_rules"] * by_rules + weights["share"] * math.log((share + 0.01) / (1.01 - share))
    return round(min(0.95, max(0.05, round(20 / (1 + math.exp(-float(total)))) / 20)), 2)
