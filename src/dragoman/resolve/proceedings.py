"""Yields proceedings: who inquires into an incident, what papers came out, what was found, what was not, and what is due when."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Evidence
from dragoman.core.incidents import Deadline, Incident, PaperOfProceeding, Proceeding
from dragoman.core.records import Entity, Event
from dragoman.resolve.deadlines import Terms, find_deadline, terms_of

_REPORT = "report"
_BODIES = frozenset({"state", "organisation", "group"})
_TOLD_BY = frozenset({"institution", "document"})
_OUT = frozenset({"done"})
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of inquiries. named: ((kind of paper, pattern that finds it), …); pages: pattern of a length."""

    bodies: frozenset[str]
    inquiries: frozenset[str]
    named: tuple[tuple[str, re.Pattern[str]], ...]
    pages: re.Pattern[str]
    terms: Terms


def resolve_proceedings(
    incidents: Sequence[Incident], events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, as_of: str | None
) -> tuple[tuple[Incident, ...], tuple[Proceeding, ...]]:
    """Incidents with their proceedings, and these; as_of: ISO day that deadlines are judged by, None leaves them open."""
    by_id = {e.id: e for e in events}
    by_doc: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        for doc in sorted({m.doc for m in event.mentions}):
            by_doc[doc].append(event)
    lengths = _lengths(entities, words := _words(codebook))
    involved = Counter(e for incident in incidents for e in incident.involved)
    states = {e.country: e.id for _, e in sorted(entities.items(), reverse=True) if e.type == "state" and e.country}
    found, tied = [], []
    for incident in incidents:
        # Its craft leads to other documents of the same matter.
        own = [e for e in incident.involved if entities[e].type == "craft" and involved[e] == 1]
        docs = {m.doc for e in (incident.event, *(p.event for p in incident.phases)) if e in by_id for m in by_id[e].mentions}
        docs |= {*incident.documents, *(m.doc for e in own for m in entities[e].mentions if m.form in {"name", "alias"})}
        docs |= {e.doc for toll in incident.casualties for e in toll.evidence}
        near = sorted({e.id: e for doc in sorted(docs) for e in by_doc[doc]}.values(), key=lambda e: e.id)
        told = [text for doc in sorted({m.doc for e in near for m in e.mentions}) for text in lengths.get(doc, ())]
        proceeding = _proceeding(incident, by_id[incident.event], near, _Parties(entities, states, words), told, as_of)
        tied.append(replace(incident, proceedings=(proceeding.id,)) if proceeding else incident)
        found += [proceeding] if proceeding else []
    return tuple(tied), tuple(sorted(found, key=lambda p: p.id))


def _words(codebook: Codebook) -> _Words:
    words = codebook.language.words
    papers = "|".join(sorted(words("incidents", "papers")))
    kinds = [("preliminary report", "preliminary"), ("final report", "final")]
    named = [(name, re.compile(rf"\b(?:{'|'.join(sorted(words('incidents', key)))})\b(?:[ ,-]+\w+){{0,2}}[ -]+(?:{papers})s?\b", re.I)) for name, key in kinds]
    pages = re.compile(rf"\b(\d{{1,5}})[ -](?:{'|'.join(sorted(words('incidents', 'pages')))})\b", re.I)
    return _Words(words("incidents", "bodies"), words("incidents", "inquiries"), tuple(named), pages, terms_of(codebook))


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who may inquire. states: {country: entity of the state}."""

    entities: Mapping[str, Entity]
    states: Mapping[str, str]
    words: _Words

    def bodies(self, event: Event) -> list[str]:
        """Who found, reported or inquired: a state, or a body by its name. A paper is none; an inquiry named after a state stands for that state."""
        parties = [p.entity for p in event.actors] + [link.entity for link in event.chain if link.type in _TOLD_BY]
        found = []
        for key in parties:
            entity = self.entities.get(key or "")
            if entity is None or entity.type not in _BODIES:
                continue
            named = set(re.findall(r"\w+", entity.name.lower()))
            if entity.name.lower().split()[-1] in self.words.inquiries:
                found += [state] if (state := self.states.get(entity.country or "")) else []
            elif entity.type == "state" or named & self.words.bodies:
                found.append(entity.id)
        return found


def _proceeding(incident: Incident, head: Event, near: Sequence[Event], parties: _Parties, lengths: Sequence[str], as_of: str | None) -> Proceeding | None:
    """The inquiry into an incident, if one is told. lengths: words of its reports that tell how long a paper is."""
    findings = [e for e in near if e.type == "FINDING" and e.modality == "done"]
    reports = [e for e in near if e.type == "REPORT" and e.modality in {"done", "planned", "demanded"} and (parties.bodies(e) or _is_paper(e))]
    inquiries = [e for e in near if e.type == "ACCUSE" and e.mode == "investigate" and e.modality in {"done", "planned"}]
    if not findings and not inquiries:
        return None
    papers = _papers(reports, findings, parties, lengths)
    absences = [e for e in findings if ("absence", "true") in e.values]
    return Proceeding(
        id="p" + head.id[1:],
        name=f"Inquiry: {incident.name}",
        about=incident.id,
        bodies=tuple(sorted({body for e in (*findings, *reports, *inquiries) for body in parties.bodies(e)})),
        documents=tuple(papers),
        findings=tuple(e.id for e in findings if e not in absences),
        absences=tuple(e.id for e in absences),
        deadlines=_deadlines(near, head, papers, parties.words, as_of),
    )


def _is_paper(event: Event) -> bool:
    return any(_REPORT in m.evidence[0].text.lower() for m in event.mentions)


def _papers(reports: Sequence[Event], findings: Sequence[Event], parties: _Parties, lengths: Sequence[str]) -> list[PaperOfProceeding]:
    """Papers that are out: told as published, or named as what holds a finding; each kind once, with its day and length where told."""
    told: list[tuple[str, DateRange, tuple[Evidence, ...]]] = []
    for event in reports:
        if event.modality in _OUT:
            told.append((_kind(_texts(event), parties.words), event.date, tuple(e for m in event.mentions for e in m.evidence)))
    for event in findings:
        texts = [link.name or "" for m in event.mentions for link in m.chain if link.type == "document"] + _texts(event)
        kind = _kind(texts, parties.words)
        if kind != _REPORT:
            told.append((kind, event.date, tuple(m.evidence[0] for m in event.mentions)))
    made: dict[str, PaperOfProceeding] = {}
    for kind, date, evidence in told:
        old = made.get(kind, PaperOfProceeding(kind, UNKNOWN, ()))
        better = date if date.known and (not old.date.known or date.span_days() < old.date.span_days()) else old.date
        made[kind] = replace(old, date=better, evidence=tuple(dict.fromkeys((*old.evidence, *evidence))))
    # One that is only called a report, beside one that has a name, is that one.
    if len(made) > 1 and _REPORT in made:
        bare = made.pop(_REPORT)
        undated = [kind for kind, paper in made.items() if not paper.date.known]
        if len(undated) == 1 and bare.date.known:
            made[undated[0]] = replace(made[undated[0]], date=bare.date, evidence=(*made[undated[0]].evidence, *bare.evidence))
    return [replace(paper, pages=_pages(paper, lengths, parties.words)) for _, paper in sorted(made.items())]


def _lengths(entities: Mapping[str, Entity], words: _Words) -> dict[str, list[str]]:
    """{document: words that tell how long a paper is}: what it is called there, and by its other names."""
    found: dict[str, list[str]] = defaultdict(list)
    for entity in (e for _, e in sorted(entities.items()) if e.type == "document"):
        for m in entity.mentions:
            if words.pages.search(m.text):
                found[m.doc].append(f"{m.text} {_SEPARATOR} {entity.name}")
    return found


def _pages(paper: PaperOfProceeding, lengths: Sequence[str], words: _Words) -> int | None:
    """The length that is told with a paper's own words, or of a paper of its kind."""
    for text in (*(e.text for e in paper.evidence), *(told for told in lengths if _kind(told.split(_SEPARATOR), words) == paper.name)):
        match = words.pages.search(text)
        if match:
            return int(match[1])
    return None


def _texts(event: Event) -> list[str]:
    return [dict(event.values).get("object", ""), *(m.evidence[0].text for m in event.mentions)]


def _kind(texts: Iterable[str], words: _Words) -> str:
    """What a paper is called: by whichever name stands first."""
    for text in texts:
        found = [(match.start(), name) for name, pattern in words.named if (match := pattern.search(text))]
        if found:
            return min(found)[1]
    return _REPORT


def _deadlines(told: Sequence[Event], head: Event, papers: Sequence[PaperOfProceeding], words: _Words, as_of: str | None) -> tuple[Deadline, ...]:
    """What is due when, each once, in order of the day."""
    out = [(paper.name, paper.date) for paper in papers]
    found = (find_deadline(e, head.date, out, words.terms, _kind(_texts(e), words), as_of) for e in told)
    once: dict[tuple[str, str | None], Deadline] = {}
    for deadline in (d for d in found if d):
        same = once.get((deadline.what, deadline.due.end))
        evidence = tuple(dict.fromkeys([*same.evidence, *deadline.evidence])) if same else deadline.evidence
        once[deadline.what, deadline.due.end] = replace(same or deadline, evidence=evidence)
    return tuple(sorted(once.values(), key=lambda d: (d.due.end or "", d.what)))
