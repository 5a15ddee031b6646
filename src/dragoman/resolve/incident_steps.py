"""Yields the steps of an accident in order, with the times of day and the seconds between them that the reports tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.incidents import Phase
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event

_CLOCK = re.compile(r"T(\d{2}):(\d{2})(?::(\d{2}))?$")
_STEM = 5
"""Letters by which words of two tellings of one step are compared."""
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class StepWords:
    """How a language tells when a step was: `six minutes later`, `40 seconds apart`. lasting: number, unit, the words of 20 letters behind."""

    lasting: re.Pattern[str]
    counts: Mapping[str, int]
    seconds: Mapping[str, int]
    later: frozenset[str]
    apart: frozenset[str]
    asked: frozenset[str]


def step_words(codebook: Codebook) -> StepWords:
    """The words of the codebook's language."""
    words = codebook.language.words
    counts = {str(w): int(n) for w, n in codebook.language.table("time")["words"]["numword"].items()} | {"a": 1, "an": 1}
    seconds = {str(unit): int(n) for unit, n in codebook.language.table("incidents")["seconds"].items()}
    seconds |= {f"{unit}s": n for unit, n in seconds.items() if not unit.endswith("s")}
    number, unit = ("|".join(sorted(group, key=lambda w: (-len(w), w))) for group in (counts, seconds))
    lasting = re.compile(rf"\b(\d{{1,4}}|{number})[ -]({unit})\b(.{{0,20}})", re.I | re.S)
    return StepWords(lasting, counts, seconds, words("incidents", "later"), words("incidents", "apart"), words("incidents", "asked"))


def order_steps(steps: Sequence[Event], head: Event, texts: Mapping[str, Extracted], words: StepWords) -> tuple[Phase, ...]:
    """The steps and, last, the head, as phases. texts: {document: what was drawn from it}, for times of day; those at hand are used.

    Order: as the report tells them that tells most of them, then those that others add; `before` and `after` between two steps win over that, and
    times of day over all.
    """
    told = [e for e in steps if e.id != head.id and not _is_asked(e, words)]
    order = _narrated(_once(told))
    order = _by_words(order)
    clocks = {e.id: clock for e in (*order, head) if (clock := _clock(e, texts)) is not None}
    order = [*_by_clock(order, clocks), head]
    phases: list[Phase] = []
    for place, event in enumerate(order):
        seconds, apart = _lasting(event, words)
        previous = clocks.get(order[place - 1].id) if place else None
        here = clocks.get(event.id)
        if seconds is None and previous is not None and here is not None and 0 < here - previous < _DAY:
            seconds = here - previous
        at = f"{here // 3600:02d}:{here % 3600 // 60:02d}" if here is not None else None
        phases.append(Phase(event.id, place + 1, seconds if place or apart else None, at, apart))
    return tuple(phases)


def _is_asked(event: Event, words: StepWords) -> bool:
    """Is the step asked or doubted wherever it is told (`why the plane left its course`)?"""
    return all(m.evidence[0].text.split(" ", 1)[0].lower() in words.asked for m in event.mentions)


def _once(steps: Sequence[Event]) -> list[Event]:
    """Of tellings of one step that were not merged the one told most: the same verb, and what was done to has a word in common or none at all."""
    kept: list[Event] = []
    for event in sorted(steps, key=lambda e: (-len(e.mentions), min(m.id for m in e.mentions))):
        if not any(_same(event, other) for other in kept):
            kept.append(event)
    return kept


def _same(a: Event, b: Event) -> bool:
    mine, theirs = dict(a.values), dict(b.values)
    if not mine.get("verb") or mine.get("verb") != theirs.get("verb"):
        return False
    objects = [{w[:_STEM] for w in re.findall(r"[^\W\d_]{4,}", values.get("object", "").lower())} for values in (mine, theirs)]
    return bool(objects[0] & objects[1]) or not (objects[0] or objects[1])


def _narrated(steps: Sequence[Event]) -> list[Event]:
    """In order of telling: of the document that tells most steps, then of the others those that it lacks."""
    by_doc: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for event in steps:
        first: dict[str, int] = {}
        for m in event.mentions:
            first[m.doc] = min(first.get(m.doc, m.evidence[0].start), m.evidence[0].start)
        for doc, start in first.items():
            by_doc[doc].append((start, event.id))
    known = {e.id: e for e in steps}
    order: list[str] = []
    for doc in sorted(by_doc, key=lambda d: (-len(by_doc[d]), d)):
        order += [event for _, event in sorted(by_doc[doc]) if event not in order]
    return [known[event] for event in order]


def _by_words(order: list[Event]) -> list[Event]:
    """A step that is told to be before another stands right before it, one told to be after it somewhere after it."""
    owner = {m.id: e.id for e in order for m in e.mentions}
    for event in list(order):
        how, _, mention = dict(event.values).get("when", "").partition(":")
        other = next((e for e in order if e.id == owner.get(mention)), None)
        if other is None or other.id == event.id:
            continue
        here, there = order.index(event), order.index(other)
        if (how == "before" and here > there) or (how == "after" and here < there):
            order.remove(event)
            order.insert(order.index(other) + (how == "after"), event)
    return order


def _by_clock(order: Sequence[Event], clocks: Mapping[str, int]) -> list[Event]:
    """By time of day where two steps or more have one; a step without goes with the one told before it."""
    if sum(e.id in clocks for e in order) < 2:
        return list(order)
    keys: list[tuple[int, int]] = []
    last = -1
    for place, event in enumerate(order):
        last = clocks.get(event.id, last)
        keys.append((last, place))
    return [event for _, event in sorted(zip(keys, order, strict=True), key=lambda row: row[0])]


def _clock(event: Event, texts: Mapping[str, Extracted]) -> int | None:
    """Seconds of the day that are told within the clause of a step; the earliest told one."""
    for told in event.mentions:
        text = texts.get(told.doc)
        for span in told.evidence if text else ():
            for timex in text.times if text else ():
                match = _CLOCK.search(timex.value or "")
                if match and span.start <= timex.start and timex.end <= span.end:
                    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    return None


def _lasting(event: Event, words: StepWords) -> tuple[int | None, bool]:
    """(seconds since the step before or between what the step counts, is it the latter?)."""
    for told in event.mentions:
        clause = told.evidence[0].text
        for match in words.lasting.finditer(clause):
            seconds = (words.counts.get(match[1].lower()) or int(match[1])) * words.seconds[match[2].lower()]
            behind = set(re.findall(r"\w+", match[3].lower())[:2])
            before = set(re.findall(r"\w+", clause[: match.start()].lower())[-3:])
            if behind & words.apart or before & words.apart:
                return seconds, True
            if behind & words.later:
                return seconds, False
    given = dict(event.values).get("after_seconds", "")
    return (int(given), False) if given.isdecimal() else (None, False)
