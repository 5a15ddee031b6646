"""Yields what persons have judged of mentions: pairs that are the same, pairs that are not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from dragoman.core.mentions import EntityMention, Judgement

Pair = tuple[str, str]


def judged_pairs(judgements: Iterable[Judgement], mentions: Collection[str]) -> tuple[list[Pair], list[Pair]]:
    """(same, different) as pairs of mention ids; of two judgements on one pair the later holds, one that was undone does not count.

    A resolved id (`n-…`) stands for the mention that it is named after; what names no mention is left out.
    """
    latest: dict[Pair, str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.undone_by or judgement.verdict not in {"same", "different"}:
            continue
        subjects = sorted({s if s in mentions else "nm-" + s.removeprefix("n-") for s in judgement.subject} & set(mentions))
        latest.update(dict.fromkeys(combinations(subjects, 2), judgement.verdict))
    return tuple(sorted(p for p, said in latest.items() if said == verdict) for verdict in ("same", "different"))  # type: ignore[return-value]


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
