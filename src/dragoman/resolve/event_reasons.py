"""Yields why the tellings of an event are one deed: for each but the first the telling that it is likest, and the parts of that score."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.core.records import Reason
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_likeness import compare

FEATURES, JUDGED = "features", "judgement"
_MOST = 8
"""Tellings that one is held against, spread evenly over those before it."""


def reasons_of(cluster: Sequence[Frame], weights: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Reasons of a cluster, in the order of its mentions; a telling that no likeness binds was joined by a person's judgement.

    weights: codebook/weights/event_merge.yaml.
    """
    frames = sorted(cluster, key=lambda frame: frame.mention.id)
    found = []
    for n in range(1, len(frames)):
        others = _some(frames[:n])
        scored = _scored(frames[n], others, weights, ask=False) or _scored(frames[n], others, weights, ask=True)
        if scored:
            score, other, parts = max(scored, key=lambda row: (row[0], row[1].mention.id))
            parts = _parts(other, frames[n], weights, ask=True) or parts
            score = math.fsum(parts.values())
            named = tuple((name, round(part, 4)) for name, part in sorted(parts.items()))
            found.append(Reason(other.mention.id, frames[n].mention.id, FEATURES, named, round(score, 4)))
        else:
            found.append(Reason(frames[0].mention.id, frames[n].mention.id, JUDGED))
    return tuple(found)


def _scored(frame: Frame, others: Sequence[Frame], weights: Mapping[str, Any], *, ask: bool) -> list[tuple[float, Frame, dict[str, float]]]:
    """(score, telling, parts) of the tellings that may be one deed with a frame. ask: may a model that reads both be asked?"""
    found = ((other, _parts(other, frame, weights, ask=ask)) for other in others)
    return [(math.fsum(parts.values()), other, parts) for other, parts in found if parts is not None]


def _parts(a: Frame, b: Frame, weights: Mapping[str, Any], *, ask: bool) -> dict[str, float] | None:
    pair = compare(a, b, weights)
    return pair.reasons(ask=ask) if pair else None


def _some(frames: Sequence[Frame]) -> Sequence[Frame]:
    return frames if len(frames) <= _MOST else [frames[k * (len(frames) - 1) // (_MOST - 1)] for k in range(_MOST)]
