"""Yields events with what a reader of deeds holds of each: where it reads the same the confidence rises, where it reads nothing it falls."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.heard_deeds import HeardDeed, Reading
from dragoman.core.mentions import EventMention

_PLOVER = "PLOVER"
_SLACK = 0.01
"""Keeps the odds of what is held for certain within bounds."""


def with_readings(annotated: Annotated, events: Sequence[EventMention], heard: Reading, codebook: Codebook, name: str) -> tuple[EventMention, ...]:
    """The events in the same order, none left out or given another type; PLOVER events of sentences that were read with a new confidence.

    name: of the reader, which `made_by` tells with its verdict.
    """
    if not heard.sentences:
        return tuple(events)
    weights = codebook.weights("heard")
    sentence = {token.start: token.sentence for token in annotated.tokens}
    at = {annotated.tokens[deed.token].start: deed for deed in heard.deeds}
    judged = (e.ontology == _PLOVER and sentence.get(e.trigger.start) in heard.sentences for e in events)
    return tuple(_told(e, at.get(e.trigger.start), weights, name) if read else e for e, read in zip(events, judged, strict=True))


def _told(event: EventMention, deed: HeardDeed | None, weights: Mapping[str, Any], name: str) -> EventMention:
    share = share_of(event, deed, weights)
    rule, _, where = event.made_by.rpartition(" ")
    says = f"{name} agrees" if share >= weights["agrees_from"] else f"{name} would say {deed.type}" if deed is not None else f"{name} sees no deed"
    return replace(event, confidence=calibrated(event.confidence, share, weights), made_by=f"{rule}, {says}: {where}")


def share_of(event: EventMention, deed: HeardDeed | None, weights: Mapping[str, Any]) -> float:
    """How likely the event is of its type, or of one akin to it, by what was read at its word, 0 to 1."""
    if deed is None:
        return 0.0
    akin = any(event.type in family and deed.type in family for family in weights["akin"])
    return deed.sure if akin or event.type == deed.type else deed.share - deed.sure


def calibrated(by_rules: float, share: float, weights: Mapping[str, Any]) -> float:
    """Confidence, 0.05 to 0.95: how often such an event was marked in reports that the reader had not learned from, in steps of 0.05."""
    total = weights["base"] + weights["by_rules"] * by_rules + weights["share"] * math.log((share + _SLACK) / (1 + _SLACK - share))
    return round(min(0.95, max(0.05, round(20 / (1 + math.exp(-float(total)))) / 20)), 2)
