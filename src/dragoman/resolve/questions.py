"""Yields Question: claims gathered by what they answer, their answers, and how each pair of them stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.core.ids import digest, resolved_id
from dragoman.core.records import Answer, ClaimRelation, Event, Question
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.claim_relations import relate_readings
from dragoman.resolve.readings import Reading

_WHERE = re.compile(r" (?:in|at|near|over|outside|off|from) .*$")
_WHY = re.compile(r" (?:due to|because of|in connection with|in response to|over|for|after) .*$")
_PART = re.compile(r"\{(\w+)\}")
ORDER = ("cause", "fault", "status", "reason", "count", "date", "place", "responsibility", "content", "identity", "other")


def gather(readings: Sequence[Reading], chains: Mapping[str, frozenset[tuple[str, ...]]], corpus: Corpus) -> list[Question]:
    """Questions that at least two claims answer, from different chains or with different values; sorted by id. chains: those of each claim."""
    groups: dict[tuple[str, str], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((ORDER.index(reading.slot) if reading.slot in ORDER else len(ORDER), reading.about), []).append(reading)  # type: ignore[arg-type]
    found: list[Question] = []
    for (_, about), members in sorted(groups.items(), key=lambda item: (item[0][0], item[0][1])):
        single = _one_each(members)
        if len(single) < 2 or not _worth(single, chains):
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


def _worth(members: list[Reading], chains: Mapping[str, frozenset[tuple[str, ...]]]) -> bool:
    values = {r.value for r in members}
    told_by = set().union(*(chains.get(r.claim, frozenset()) for r in members))
    if members[0].slot in {"date", "place"} and len(values) < 2:
        return False
    return len(values) > 1 or len(told_by) > 1


def _question(about: str, members: list[Reading], corpus: Corpus) -> Question | None:
    slot = members[0].slot
    relations = _relations(members, corpus)
    by_value: dict[str, list[str]] = {}
    for reading in members:
        value = ("yes" if reading.kind == "yes" else "no") if slot == "other" else reading.value
        by_value.setdefault(value, []).append(reading.claim)
    answers = tuple(Answer(value, tuple(sorted(by_value[value]))) for value in sorted(by_value))
    wording = _wording(slot, about, members, corpus)
    if wording is None:
        return None
    # The slot makes the id: one claim may be the smallest of several questions.
    smallest = resolved_id("q", [r.claim for r in members])
    return Question(f"{smallest}-{digest(slot, about)[:6]}", wording, about, slot, answers, relations)


def _relations(members: list[Reading], corpus: Corpus) -> tuple[ClaimRelation, ...]:
    weights = corpus.lexicon.weights
    slot = members[0].slot
    overlap = float(weights["same_finding" if slot == "content" else "same_answer"])
    found: list[ClaimRelation] = []
    for n, a in enumerate(members):
        for b in members[n + 1 :]:
            if slot == "other":
                a_, b_ = replace(a, words=frozenset({"told"})), replace(b, words=frozenset({"told"}))
                verdict = relate_readings(a_, replace(b_, polarity=a.polarity if a.kind == b.kind else _other(a.polarity)), overlap)
            else:
                verdict = relate_readings(a, b, overlap)
            if verdict is not None and not (slot in {"content", "responsibility"} and verdict[0] == "compatible"):
                found.append(ClaimRelation(a.claim, b.claim, verdict[0], verdict[1]))
    return tuple(found)


def _other(polarity: str) -> str:
    return "denied" if polarity == "affirmed" else "affirmed"


def _wording(slot: str, about: str, members: list[Reading], corpus: Corpus) -> str | None:
    forms = corpus.lexicon.table["wording"]
    entity, event = corpus.entities.get(about), corpus.events.get(about)
    topics = sorted({(-sum(r.topic == m.topic for r in members), m.topic, m.standing) for m in members if m.topic})
    if topics:
        return str(forms[slot]).format(entity=topics[0][1], standing=topics[0][2])
    if event is not None:
        return _asked(slot, str(forms[slot]), event)
    return str(forms[slot]).format(entity=entity.name) if entity is not None and slot == "identity" else None


def _asked(slot: str, forms: str, event: Event) -> str:
    """The first form of which all parts are known, first letter upper."""
    values = dict(event.values)
    asked = values.get("asked", "")
    if slot in {"place", "reason"}:
        asked = (_WHERE if slot == "place" else _WHY).sub("", asked)
    toll = {"dead": "died", "injured": "were injured", "survived": "survived"}.get(values.get("what", ""), "")
    known = {"event": event.summary.rstrip("."), "asked": asked, "named": values.get("named", ""), "asked_of": toll}
    for form in forms.split(" | "):
        if all(known[part] for part in _PART.findall(form)):
            words = form.format(**known)
            return words[0].upper() + words[1:]
    return event.summary.rstrip(".") + "?"
