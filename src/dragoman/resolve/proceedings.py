"""Yields proceedings: who inquires into an incident, what papers came out, what was found, what was not, and what is due when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.incidents import Deadline, Incident, PaperOfProceeding, Proceeding
from dragoman.core.records import Entity, Event

_TERM = re.compile(r"\bwithin (\d+|a|an|one|two|three|six) (year|month|week|day)s?\b", re.I)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "six": 6}


def resolve_proceedings(
    incidents: Sequence[Incident], events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, as_of: str | None
) -> tuple[tuple[Incident, ...], tuple[Proceeding, ...]]:
    """Incidents with their proceedings, and these; as_of: ISO day that deadlines are judged by, None leaves them open."""
    by_id = {e.id: e for e in events}
    found, tied = [], []
    for incident in incidents:
        proceeding = _proceeding(incident, by_id[incident.event], events, entities, codebook, as_of)
        tied.append(replace(incident, proceedings=(proceeding.id,)) if proceeding else incident)
        found += [proceeding] if proceeding else []
    return tuple(tied), tuple(sorted(found, key=lambda p: p.id))


def _proceeding(
    incident: Incident, head: Event, events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, as_of: str | None
) -> Proceeding | None:
    docs = {m.doc for m in head.mentions}
    near = [e for e in events if docs & {m.doc for m in e.mentions}]
    findings = [e for e in near if e.type == "FINDING" and e.modality == "done"]
    reports = [e for e in near if e.type == "REPORT" and e.modality in {"done", "planned", "demanded"} and _of_body(e, entities, codebook)]
    inquiries = [e for e in near if e.type == "ACCUSE" and e.mode == "investigate"]
    if not findings and not inquiries:
        return None
    bodies = sorted({b for e in (*findings, *reports, *inquiries) for b in _bodies(e, entities, codebook)})
    absences = [e for e in findings if ("absence", "true") in e.values]
    return Proceeding(
        id="p" + head.id[1:],
        name=f"Inquiry: {incident.name}",
        about=incident.id,
        bodies=tuple(bodies),
        documents=tuple(_paper(e, codebook) for e in reports if e.modality == "done"),
        findings=tuple(e.id for e in findings if e not in absences),
        absences=tuple(e.id for e in absences),
        deadlines=tuple(d for e in near if (d := _deadline(e, head, reports, codebook, as_of))),
    )


def _of_body(event: Event, entities: Mapping[str, Entity], codebook: Codebook) -> bool:
    return bool(_bodies(event, entities, codebook)) or any("report" in m.evidence[0].text.lower() for m in event.mentions)


def _bodies(event: Event, entities: Mapping[str, Entity], codebook: Codebook) -> set[str]:
    words = codebook.language.words("incidents", "bodies")
    parties = [p.entity for p in event.actors if p.entity] + [link.entity for link in event.chain if link.entity and link.type in {"institution", "document"}]
    return {e for e in parties if entities[e].type == "state" or words & set(entities[e].name.lower().split())}


def _paper(event: Event, codebook: Codebook) -> PaperOfProceeding:
    words = " ".join(m.evidence[0].text.lower() for m in event.mentions).split()
    for key, name in (("preliminary", "preliminary report"), ("final", "final report")):
        if codebook.language.words("incidents", key) & set(words):
            return PaperOfProceeding(name, event.date, tuple(e for m in event.mentions for e in m.evidence))
    return PaperOfProceeding("report", event.date, tuple(e for m in event.mentions for e in m.evidence))


def _deadline(event: Event, head: Event, reports: Sequence[Event], codebook: Codebook, as_of: str | None) -> Deadline | None:
    """`the final report must come within one year of the accident`: counted from the day of the head event."""
    if event.type not in {"REPORT", "FINDING", "OTHER"} or event.modality not in {"planned", "demanded"}:
        return None
    evidence = tuple(e for m in event.mentions for e in m.evidence)
    match = next((found for e in evidence if (found := _TERM.search(e.text))), None)
    due = _due(head.date, match)
    what = _paper(event, codebook).name
    if due is None or match is None:
        return None
    met = any(r.modality == "done" and _paper(r, codebook).name == what == "final report" for r in reports)
    state = "met" if met else "overdue" if as_of and as_of > due else "open"
    return Deadline(what, DateRange(due, due), f"{match[0]}, counted from {head.date.start}", evidence, state)


def _due(start: DateRange, match: re.Match[str] | None) -> str | None:
    days = start.days()
    if match is None or days is None or start.start != start.end or len(start.start or "") != 10:
        return None
    number = _COUNTS.get(match[1].lower()) or int(match[1])
    day, unit = days[0], match[2].lower()
    if unit in {"year", "month"}:
        months = day.month - 1 + number * (12 if unit == "year" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        last = (dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)).day
        return dt.date(year, month, min(day.day, last)).isoformat()
    return (day + dt.timedelta(number * (7 if unit == "week" else 1))).isoformat()
