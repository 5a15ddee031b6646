"""Yields how far two reviewers agree on what both judged, by field, with Cohen's kappa and Krippendorff's alpha."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dragoman.core.judged import ADDED, DIFFERENT, EDIT, EVENT_FIELDS, RIGHT, SAME, WRONG, comparable, decision_of, fields_in, standing
from dragoman.core.mentions import Judgement

LEAST = 20
"""Things that both judged, below which the figures are told with a warning: chance moves them by more than readers differ."""
_MOST_PAIRS = 40
"""Mentions of one decision of which all pairs count."""

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two agree on a field. n: things that both judged; observed: share on which they agree, 0 to 1.

    kappa (Cohen), alpha (Krippendorff, nominal): 1 for full agreement, 0 for what chance gives; None where there is nothing that could differ.
    enough: are they enough for the figures to mean something?
    """

    field: str
    n: int
    observed: float | None
    kappa: float | None
    alpha: float | None
    enough: bool
    sentence: str


def reviewers(judgements: Sequence[Judgement]) -> tuple[tuple[str, int], ...]:
    """(who, judgements of his that hold), most first."""
    counts = Counter(j.by for j in standing(judgements))
    return tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def agreement(judgements: Sequence[Judgement], a: str, b: str) -> tuple[Agreement, ...]:
    """One for each field that both gave a value to: verdict (right, edited or wrong), identity (are two mentions one?), and the fields of events."""
    mine, theirs = answers_of(judgements, a), answers_of(judgements, b)
    fields = ("verdict", "identity", *EVENT_FIELDS)
    return tuple(measure(field, mine.get(field, {}), theirs.get(field, {})) for field in fields if mine.get(field, {}).keys() & theirs.get(field, {}).keys())


def answers_of(judgements: Sequence[Judgement], by: str) -> dict[str, dict[str, str]]:
    """{field: {what was judged: the value that one person gave last}}; of events by the first mention that was judged."""
    found: dict[str, dict[str, str]] = {}
    for judgement in standing(j for j in judgements if j.by == by):
        if ADDED in judgement.extra:
            continue
        if judgement.verdict in {RIGHT, WRONG, EDIT}:
            key = min(judgement.subject)
            found.setdefault("verdict", {})[key] = judgement.verdict
            after = fields_in(judgement.after) if judgement.verdict != WRONG and key.startswith("em-") else {}
            for name in EVENT_FIELDS:
                if name in after:
                    found.setdefault(name, {})[key] = _value(after[name])
        if judgement.verdict in {SAME, DIFFERENT}:
            found.setdefault("identity", {}).update(_pairs(judgement))
    return found


def _value(value: Any) -> str:
    """One text for values that mean the same; parties in any order."""
    told = comparable(value)
    return json.dumps(sorted(map(str, told)) if isinstance(told, list) else told, sort_keys=True)


def _pairs(judgement: Judgement) -> dict[str, str]:
    """{two mentions: one or two}, of those that a judgement decided on."""
    decision = decision_of(judgement)
    found: dict[str, str] = {}
    for n, part in enumerate(decision.parts if decision else ()):
        some = part[:_MOST_PAIRS]
        found.update({" ".join(sorted(pair)): SAME for pair in combinations(some, 2)} if decision and decision.bound else {})
        for other in decision.parts[n + 1 :] if decision else ():
            found.update({" ".join(sorted((x, y))): DIFFERENT for x in some for y in other[:_MOST_PAIRS]})
    return found


def measure(field: str, mine: Answers, theirs: Answers) -> Agreement:
    """The figures for one field, over what both answered."""
    both = [(mine[key], theirs[key]) for key in sorted(mine.keys() & theirs.keys())]
    n = len(both)
    if not n:
        return Agreement(field, 0, None, None, None, False, f"{field}: nothing that both judged.")
    observed = sum(x == y for x, y in both) / n
    kappa, alpha, enough = cohen_kappa(both), krippendorff_alpha(both), n >= LEAST
    told = [f"they agree on {round(100 * observed)} % of {n}"]
    told += [f"kappa {kappa:.2f}"] if kappa is not None else []
    told += [f"alpha {alpha:.2f}"] if alpha is not None else []
    few = "" if enough else f"; too few to mean much: at least {LEAST} are needed"
    same = "" if kappa is not None else "; all answers are one, so chance cannot be told from agreement"
    return Agreement(field, n, observed, kappa, alpha, enough, f"{field}: {', '.join(told)}{same}{few}.")


def cohen_kappa(both: Sequence[tuple[str, str]]) -> float | None:
    """Agreement beyond chance, by how often each of the two gives each answer; None where both always give the same one."""
    n = len(both)
    first, second = Counter(x for x, _ in both), Counter(y for _, y in both)
    chance = sum(first[value] * second[value] for value in first) / (n * n) if n else 1.0
    return None if chance >= 1.0 else (sum(x == y for x, y in both) / n - chance) / (1 - chance)


def krippendorff_alpha(both: Sequence[tuple[str, str]]) -> float | None:
    """The same for nominal values, by how often an answer is given by either, and right for few; None where there is one answer only."""
    counts = Counter(_each(both))
    total = sum(counts.values())
    expected = total * total - sum(k * k for k in counts.values())
    if not expected:
        return None
    differ = 2 * sum(x != y for x, y in both)
    return 1 - (total - 1) * differ / expected


def _each(both: Iterable[tuple[str, str]]) -> Iterable[str]:
    return (value for pair in both for value in pair)
