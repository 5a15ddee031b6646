"""Yields proceedings: who inquires into an incident, what papers came out, what was found, what was not, and what is due when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.incidents import Deadline, Incident, PaperOfProceeding, Proceeding
from dragoman.core.records import Entity, Event
from dragoman.resolve.deadlines import find_deadline, terms_of


def resolve_proceedings(
    incidents: Sequence[Incident], events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, as_of: str | None
) -> tuple[tuple[Incident, ...], tuple[Proceeding, ...]]:
    """Incidents with their proceedings, and these; as_of: ISO day that deadlines are judged by, None leaves them open."""
    by_id = {e.id: e for e in events}
    involved = Counter(e for incident in incidents for e in incident.involved)
    found, tied = [], []
    for incident in incidents:
        own = [e for e in incident.involved if entities[e].type == "craft" and involved[e] == 1]
        proceeding = _proceeding(incident, by_id[incident.event], own, events, entities, codebook, as_of)
        tied.append(replace(incident, proceedings=(proceeding.id,)) if proceeding else incident)
        found += [proceeding] if proceeding else []
    return tuple(tied), tuple(sorted(found, key=lambda p: p.id))


def _proceeding(
    incident: Incident, head: Event, own: Sequence[str], events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, as_of: str | None
) -> Proceeding | None:
    """The inquiry into an incident, if one is told; own: its craft, of which other documents of the same matter tell."""
    docs = {m.doc for m in head.mentions} | {m.doc for e in own for m in entities[e].mentions if m.form in {"name", "alias"}}
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
        deadlines=_deadlines(near, head, reports, codebook, as_of),
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


def _deadlines(told: Sequence[Event], head: Event, reports: Sequence[Event], codebook: Codebook, as_of: str | None) -> tuple[Deadline, ...]:
    """What is due when, each once, in order of the day."""
    papers = [(_paper(r, codebook).name, r.date) for r in reports if r.modality == "done"]
    terms = terms_of(codebook)
    found = (find_deadline(e, head.date, papers, terms, _paper(e, codebook).name, as_of) for e in told)
    once: dict[tuple[str, str | None], Deadline] = {}
    for deadline in (d for d in found if d):
        same = once.get((deadline.what, deadline.due.end))
        evidence = tuple(dict.fromkeys([*same.evidence, *deadline.evidence])) if same else deadline.evidence
        once[deadline.what, deadline.due.end] = replace(same or deadline, evidence=evidence)
    return tuple(sorted(once.values(), key=lambda d: (d.due.end or "", d.what)))
