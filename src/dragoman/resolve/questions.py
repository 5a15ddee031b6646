"""Yields Question: claims gathered by what they answer, their answers, and how each pair of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from dragoman.core.ids import digest, resolved_id
from dragoman.core.records import Answer, ClaimRelation, Question
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.claim_relations import SUPERSEDES, relate_readings
from dragoman.resolve.readings import Reading
from dragoman.resolve.wordings import wording_of

ORDER = ("cause", "fault", "status", "reason", "count", "date", "place", "responsibility", "outcome", "content", "identity", "other")
MOST_PAIRED = 150
"""Claims of one question that are compared pair by pair; of more, one for each value and speaker is."""
_TWO_VALUES = frozenset({"date", "place"})
_Key = tuple[int, str, str]


def gather(readings: Sequence[Reading], chains: Mapping[str, frozenset[tuple[str, ...]]], corpus: Corpus) -> list[Question]:
    """Questions that at least two claims answer, from different chains or with different values; sorted by id. chains: those of each claim."""
    groups: dict[_Key, list[Reading]] = defaultdict(list)
    for reading in readings:
        groups[ORDER.index(reading.slot), reading.about, reading.facet].append(reading)
    found: list[Question] = []
    for (_, about, _), members in sorted(groups.items(), key=lambda item: item[0]):
        single = _one_each(members)
        if len(single) < 2 or not _worth(single, chains, corpus.lexicon.table["states"]):
            continue
        question = _question(about, single, corpus)
        if question is not None:
            found.append(question)
    return sorted(found, key=lambda q: q.id)


def _one_each(members: list[Reading]) -> list[Reading]:
    """One reading a claim, the sharpest, in the order of claims."""
    best: dict[str, Reading] = {}
    for reading in sorted(members, key=lambda r: (r.claim, -r.level, r.value)):
        best.setdefault(reading.claim, reading)
    return [best[claim] for claim in sorted(best)]


def _worth(members: list[Reading], chains: Mapping[str, frozenset[tuple[str, ...]]], states: Collection[str]) -> bool:
    values = {r.value for r in members}
    told_by = set().union(*(chains.get(r.claim, frozenset()) for r in members))
    slot, facet = members[0].slot, members[0].facet
    if len(values) < 2 and (slot in _TWO_VALUES or (slot == "status" and facet in states)):
        return False
    if slot == "other" and values <= {"planned", "demanded", "threatened", "possible"} and len(told_by) < 2:
        return False
    return len(values) > 1 or len(told_by) > 1


def _question(about: str, members: list[Reading], corpus: Corpus) -> Question | None:
    slot, facet = members[0].slot, members[0].facet
    wording = wording_of(slot, facet, about, members, corpus)
    if wording is None:
        return None
    by_value: dict[str, list[str]] = {}
    for reading in members:
        by_value.setdefault(reading.value, []).append(reading.claim)
    answers = tuple(Answer(value, tuple(sorted(by_value[value]))) for value in sorted(by_value))
    # The slot makes the id: one claim may be the smallest of several questions.
    smallest = resolved_id("q", [r.claim for r in members])
    return Question(f"{smallest}-{digest(slot, about, *([facet] if facet else []))[:6]}", wording, about, slot, answers, _relations(members, corpus))


def _relations(members: list[Reading], corpus: Corpus) -> tuple[ClaimRelation, ...]:
    lexicon, slot = corpus.lexicon, members[0].slot
    overlap = float(lexicon.weights["same_finding" if slot == "content" else "same_answer"])
    found: list[ClaimRelation] = []
    paired = members if len(members) <= MOST_PAIRED else _one_a_voice(members)
    for n, a in enumerate(paired):
        for b in paired[n + 1 :]:
            verdict = relate_readings(a, b, overlap, lexicon.table)
            if verdict is None or (slot == "content" and not a.facet and verdict[0] == "compatible"):
                continue
            first, second = (b, a) if verdict[0] == SUPERSEDES else (a, b)
            relation = "superseded" if verdict[0] == SUPERSEDES else verdict[0]
            found.append(ClaimRelation(first.claim, second.claim, relation, verdict[1]))
    return tuple(found)


def _one_a_voice(members: list[Reading]) -> list[Reading]:
    """One claim for each value, speaker and certainty, at most as many as are compared."""
    kept: dict[tuple[str, frozenset[str], str, str], Reading] = {}
    for reading in members:
        kept.setdefault((reading.value, reading.sources, reading.certainty, reading.polarity), reading)
    return list(kept.values())[:MOST_PAIRED]
