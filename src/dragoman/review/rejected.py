"""Yields a rejected event as it was when a person threw it out: what it had from other acts, beside which it stands no more, is told by the judgement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.core.dates import DateRange
from dragoman.core.judged import WRONG, fields_in, standing
from dragoman.core.mentions import Judgement
from dragoman.core.records import Event


def as_it_was(event: Event, judgements: Iterable[Judgement]) -> Event:
    """The event with the day and the sentence that it had; itself where it has a day of its own, or where several judgements threw parts of it out."""
    mine = {m.id for m in event.mentions}
    held = [j for j in standing(judgements, mine) if j.verdict == WRONG and mine <= set(j.subject)]
    if event.date.known or not held:
        return event
    before = fields_in(held[-1].before)
    date, names = before.get("date"), before.get("names")
    if not isinstance(date, dict) or not (date.get("start") or date.get("end")):
        return event
    said = names[0] if isinstance(names, list) and names else event.summary
    return replace(event, date=DateRange(date.get("start"), date.get("end")), summary=said)
