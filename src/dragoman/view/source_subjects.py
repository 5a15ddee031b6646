"""Yields what a source is quoted on: questions with its answers, acts and occurrences, and pairs of states."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from dragoman.core.records import Event, Question
from dragoman.view.sources import Source, Sources


def questions_of(found: Sources, source: Source) -> tuple[tuple[Question, tuple[str, ...]], ...]:
    """The questions that its statements answer, with the answers that it gives in the record's order, most answered first."""
    given: dict[str, list[str]] = defaultdict(list)
    for claim in dict.fromkeys(t.claim.id for t in source.tellings):
        for question, value in found.asked.get(claim, ()):
            given[question.id].append(value)
    questions = found.record.question
    ordered = sorted(given, key=lambda key: (-len(given[key]), key))
    return tuple((questions[key], tuple(a.value for a in questions[key].answers if a.value in given[key])) for key in ordered)


def acts_of(found: Sources, source: Source) -> tuple[Event, ...]:
    """The acts and occurrences that are told on its word, in order of id."""
    return tuple(found.record.event[e] for e in sorted(found.acts.get(source.key, ())) if e in found.record.event)


def dyads_of(acts: Iterable[Event]) -> Counter[tuple[str, str]]:
    """(acting state, state acted upon), by code, to acts between the two; acts within one state are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for event in acts:
        sides = [sorted({p.country for p in side if p.country}) for side in (event.actors, event.recipients)]
        counts.update((a, b) for a in sides[0] for b in sides[1] if a != b)
    return counts
