"""Yields events as PETRARCH gives them: one for each pair of source and target, deeds of both sides in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.petrarch import Dictionary
from dragoman.codebook.petrarch_verbs import BACK, MUTUAL
from dragoman.core.records import Event, Party

_MUTUAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})
"""What several do with one another where nobody else is named."""
_TO_MEET = "036"
"""CAMEO: means to meet or negotiate."""


def as_dyads(events: Sequence[Event], dictionary: Dictionary | None = None) -> list[Event]:
    """Each event once for each pair of an actor and a recipient of another code, in order; what has but one side is left out, as PETRARCH leaves it.

    dictionary: the lists by which it was coded. Where they hold verbs, they say what both sides do; else what the type is tells it.
    """
    if dictionary is not None and dictionary.verbs is not None:
        return [told for event in events for told in _listed(event)]
    return [replace(event, actors=(source,), recipients=(target,)) for event in events for source, target in _pairs(event)]


def _listed(event: Event) -> Iterator[Event]:
    """The rows of an event of a verb list, and those of the code that it has for the way back."""
    told = dict(event.values)
    others = event.actors if MUTUAL in told else event.recipients
    pairs = [(a, b) for a in event.actors for b in others if _code(a) != _code(b)]
    yield from (replace(event, actors=(a,), recipients=(b,)) for a, b in pairs)
    if BACK in told and MUTUAL not in told:
        yield from (replace(event, actors=(b,), recipients=(a,), cameo=told[BACK]) for a, b in pairs)


def _pairs(event: Event) -> list[tuple[Party, Party]]:
    mutual = event.type in _MUTUAL or event.mode == "meet"  # a meeting called off is called off with one another
    others = event.recipients or (event.actors if mutual else ())
    pairs = [(a, b) for a in event.actors for b in others if _code(a) != _code(b)]
    if event.recipients and (event.type == "CONSULT" or event.cameo == _TO_MEET):
        pairs += [(b, a) for a, b in pairs]
    return pairs


def _code(party: Party) -> str:
    return party.code or party.name or ""
