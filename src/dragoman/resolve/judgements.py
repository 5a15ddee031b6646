"""Yields what persons have judged of mentions: pairs that are the same, pairs that are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.core.mentions import EntityMention, Judgement

Pair = tuple[str, str]


def judged_pairs(judgements: Iterable[Judgement], mentions: Collection[str]) -> list[tuple[Pair, str]]:
    """(pair of mention ids, same or different), the latest judgement last; of two on one pair the later holds, one that was undone does not count.

    A resolved id (`n-…`) stands for the mention that it is named after; what names no mention is left out.
    """
    latest: dict[Pair, str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.undone_by or judgement.verdict not in {"same", "different"}:
            continue
        subjects = sorted({s if s in mentions else "nm-" + s.removeprefix("n-") for s in judgement.subject} & set(mentions))
        for pair in combinations(subjects, 2):
            latest.pop(pair, None)
            latest[pair] = judgement.verdict
    return list(latest.items())


def settle(verdicts: Sequence[tuple[Pair, str]], group_of: Mapping[str, str]) -> tuple[list[Pair], list[Pair]]:
    """(same, as pairs of mention ids, the latest first; different, as pairs of group ids): of two on one pair of groups the later holds."""
    latest: dict[Pair, tuple[Pair, str]] = {}
    for (a, b), verdict in verdicts:
        groups = min(group_of[a], group_of[b]), max(group_of[a], group_of[b])
        latest.pop(groups, None)
        latest[groups] = ((a, b), verdict)
    same = [pair for pair, verdict in reversed(latest.values()) if verdict == "same"]
    return same, [groups for groups, (_, verdict) in latest.items() if verdict == "different" and groups[0] != groups[1]]


def split_by(members: Sequence[EntityMention], apart: Iterable[Pair]) -> list[list[EntityMention]]:
    """Mentions of one anchor in parts, so that no judged-different pair stays together; the rest stays with the first part."""
    ids = {m.id for m in members}
    inside = [(a, b) for a, b in apart if a in ids and b in ids]
    parts: list[list[EntityMention]] = [[]]
    for m in sorted(members, key=lambda m: (m.start, m.end, m.id)):
        foes = {b if a == m.id else a for a, b in inside if m.id in {a, b}}
        free = [part for part in parts if not any(other.id in foes for other in part)]
        if free:
            free[0].append(m)
        else:
            parts.append([m])
    return [part for part in parts if part]
