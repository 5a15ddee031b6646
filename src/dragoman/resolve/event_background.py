"""Yields clusters in which tellings without a day have joined the one known deed that they can mean: `days after the arrest of three Estavians`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_likeness import compare, is_wordy

_MOST_ASKED = 4
"""Deeds of which a model is asked that reads the words beside their tellings: those that fit best without it."""
_MONTH = 31
"""Days: a date that is wider tells no more than none."""


def with_background(clusters: Sequence[list[Frame]], weights: Mapping[str, Any]) -> list[list[Frame]]:
    """The clusters; one whose tellings give no day joins the deed that it fits, if no other fits nearly as well; each sorted by mention.

    Only deeds that are done are sought so, and only where a side that both name agrees.
    """
    known = [n for n, cluster in enumerate(clusters) if _is_known(cluster)][: weights["most_known"]]
    loose = [n for n, cluster in enumerate(clusters) if n not in set(known) and cluster[0].modality == "real"]
    joined: dict[int, list[Frame]] = {n: list(clusters[n]) for n in known}
    left = [list(cluster) for n, cluster in enumerate(clusters) if n not in joined and n not in set(loose)]
    for n in loose:
        near = ((score, -k) for k in known if (score := _fits(clusters[n], clusters[k], weights, ask=False)) is not None)
        scored = ((_fits(clusters[n], clusters[-k], weights, ask=True), k) for _, k in sorted(near, reverse=True)[:_MOST_ASKED])
        found = sorted(((score, k) for score, k in scored if score is not None and score >= _wanted(clusters[-k], weights)), reverse=True)
        if found and (len(found) == 1 or found[0][0] - found[1][0] >= weights["background_lead"]):
            joined[-found[0][1]].extend(clusters[n])
        else:
            left.append(list(clusters[n]))
    return [sorted(cluster, key=lambda frame: frame.mention.id) for cluster in (*joined.values(), *left)]


def _is_known(cluster: Sequence[Frame]) -> bool:
    """Is it a deed with a day, or with an interval of at most a month?"""
    return cluster[0].modality == "real" and any(frame.date.known and frame.date.span_days() <= _MONTH for frame in cluster)


def _wanted(known: Sequence[Frame], weights: Mapping[str, Any]) -> float:
    return float(weights["threshold" if is_wordy(known[0], weights) else "background"])


def _fits(loose: Sequence[Frame], known: Sequence[Frame], weights: Mapping[str, Any], *, ask: bool) -> float | None:
    """The best score of a pair that agrees, None where none does, or where any pair is vetoed. ask: with what a model says that reads both, or without?"""
    if not {frame.mention.doc for frame in loose}.isdisjoint({frame.mention.doc for frame in known}):
        return None  # who tells a deed twice in one report says so in words that are alike
    best: float | None = None
    for one in loose[: weights["most_tellings"]]:
        for other in known[: weights["most_tellings"]]:
            pair = compare(one, other, weights)
            parts = pair.reasons() if pair and ask else pair.parts if pair else None
            if parts is None:
                return None
            if _agree(one, other, parts, weights):
                best = max(best if best is not None else -math.inf, math.fsum(parts.values()))
    return best


def _agree(one: Frame, other: Frame, parts: Mapping[str, float], weights: Mapping[str, Any]) -> bool:
    """Is one of the sides known in both and the same? Where it is the doers alone, the words for the deed or its place must be the same too."""
    if _known(one, "recipients") and _known(other, "recipients"):
        shares = [parts[side] / weights[side] for side in ("actors", "recipients") if _known(one, side) and _known(other, side)]
        return bool(max(shares) >= weights["background_side"])
    alike = one.trigger == other.trigger or (one.place is not None and one.place == other.place)
    known = _known(one, "actors") and _known(other, "actors")
    return alike and known and bool(parts["actors"] / weights["actors"] >= weights["background_side"])


def _known(frame: Frame, side: str) -> bool:
    return frame.actors.known if side == "actors" else frame.recipients.known
