"""Yields the JSON object of each record as the interchange format has it: field names, their order, and values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.codebook.coded import uncoded
from dragoman.core.dates import DateRange
from dragoman.core.documents import Document, Evidence, Passage, Published, Timex
from dragoman.core.incidents import Incident, Proceeding, Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Failure, Input, Judgement
from dragoman.core.records import Claim, Entity, Event, Link, Question
from dragoman.export.list_lines import match_line
from dragoman.export.parties import dumped_party

_TOLD = frozenset({"what", "n", "of", "amount", "unit", "after_seconds", "absence"})
"""What else an event's words say; the other values are words for its summary."""
Line = dict[str, Any]
Outlets = Mapping[str, str | None]


def _date(date: DateRange) -> Line | None:
    return {"start": date.start, "end": date.end} if date.known else None


def _quotes(evidence: Sequence[Evidence]) -> list[Line]:
    return [{"doc": e.doc, "start": e.start, "end": e.end, "text": e.text} for e in evidence]


def span_line(evidence: Evidence) -> Line:
    """A span with its words, of a document that is named elsewhere."""
    return {"start": evidence.start, "end": evidence.end, "text": evidence.text}


def _chain(chain: Sequence[Link], outlet: str | None) -> list[Line]:
    """The chain; where none was found, on the word of the outlet that printed it."""
    links = chain or (Link("outlet", outlet, None, None, None),)
    return [{"type": x.type, "name": x.name, "entity": x.entity, "start": x.start, "end": x.end} for x in links]


def is_address(path: str | None) -> bool:
    """Is what an input is called its address on the web?"""
    return path is not None and path.startswith(("http://", "https://"))


def _published(day: Published | None) -> Line | None:
    return {"start": day.day, "end": day.day, "basis": day.basis, "confidence": day.confidence} if day else None


def _passage(passage: Passage) -> Line:
    return {"start": passage.start, "end": passage.end, "lang": passage.lang}


def kin_line(kinship: Kinship) -> Line:
    """How a document stands to the one that its text is taken from."""
    changes = [{"before": _quote(change.before), "after": _quote(change.after)} for change in kinship.changes]
    shares = {"similarity": kinship.similarity, "containment": kinship.containment}
    return {"kind": kinship.kind, "of": kinship.of, **shares, "changes": changes}


def _quote(evidence: Evidence | None) -> Line | None:
    return _quotes([evidence])[0] if evidence else None


def document_line(document: Document, origin: str, times: Sequence[Timex], kinship: Kinship | None = None) -> Line:
    """A document with its text; origin: id of the one it copies; times: its time expressions; kinship: to the one that its text is taken from."""
    return {
        "id": document.id,
        "path": None if is_address(document.path) else document.path,
        "url": document.url,
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "agency": document.agency,
        "dateline": document.dateline,
        "lang": document.lang,
        "passages": [_passage(passage) for passage in document.passages],
        "uncoded": [_passage(passage) for passage in uncoded(document)],
        "published": _published(document.published),
        "updated": _published(document.updated),
        "text": document.text,
        "coded_until": document.coded_until,
        "zones": [{"start": z.start, "end": z.end, "zone": z.kind} for z in document.zones],
        "origin": origin,
        "kin": kin_line(kinship) if kinship else None,
        "timexes": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value, "anchor": t.anchor} for t in times],
        "sha256": document.sha256,
    }


def entity_line(entity: Entity) -> Line:
    """An entity with its mentions and attributes."""
    place = entity.place
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "sector": entity.sector,
        "ids": dict(sorted(entity.ids.items())),
        "mentions": [{"id": m.id, "doc": m.doc, "start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in entity.mentions],
        "roles": [
            {"title": r.title, "body": r.body, "body_name": r.body_name, "since": _date(r.since), "until": _date(r.until), "evidence": _quotes(r.evidence)}
            for r in entity.roles
        ],
        "relations": [
            {"kind": r.kind, "to": r.to, "to_name": r.to_name, "since": _date(r.since), "until": _date(r.until), "evidence": _quotes(r.evidence)}
            for r in entity.relations
        ],
        "listings": [
            {"kind": x.kind, "measure": x.measure, "authority": x.authority, "authority_name": x.authority_name}
            | {"date": _date(x.date), "until": _date(x.until), "ground": x.ground, "evidence": _quotes(x.evidence)}
            for x in entity.listings
        ],
        "facts": [{"attribute": f.attribute, "value": f.value, "date": _date(f.date), "evidence": _quotes(f.evidence)} for f in entity.facts],
        "place": {"lat": place.lat, "lon": place.lon, "geonames": place.geonames} if place else None,
        "matches": [match_line(match) for match in entity.matches],
        "reasons": [{"a": r.a, "b": r.b, "basis": r.basis, "features": dict(r.features), "score": r.score} for r in entity.reasons],
    }


def event_line(event: Event, outlets: Outlets) -> Line:
    """An event with all its tellings; outlets: document id to outlet."""
    place = event.place
    return {
        "id": event.id,
        "ontology": event.ontology,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "modality": event.modality,
        "actors": [dumped_party(p) for p in event.actors],
        "recipients": [dumped_party(p) for p in event.recipients],
        "place": {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else None,
        "date": _date(event.date),
        "quad": event.quad,
        "score": event.score,
        "goldstein": event.goldstein,
        "chain": _chain(event.chain, outlets.get(event.told[0].doc)),
        "parent": event.parent,
        "fulfils": event.fulfils,
        "denies": event.denies,
        "summary": event.summary,
        "mentions": [
            {
                **{"id": m.id, "doc": m.doc, "evidence": [span_line(e) for e in m.evidence], "chain": _chain(m.chain, outlets.get(m.doc))},
                **{"made_by": m.made_by, "confidence": m.confidence, "passing": m.passing},
            }
            for m in event.mentions
        ],
        "review": event.review,
        "values": {k: v for k, v in event.values if k in _TOLD},
        "reasons": [{"a": r.a, "b": r.b, "basis": r.basis, "features": dict(r.features), "score": r.score} for r in event.reasons],
    }


def claim_line(claim: Claim, outlets: Outlets) -> Line:
    """A claim with all who hold it; outlets: document id to outlet."""
    return {
        "id": claim.id,
        "question": claim.question,
        "proposition": claim.proposition,
        "answer": claim.answer,
        "mentions": [
            {
                **{"id": m.id, "doc": m.doc, "content": [span_line(e) for e in m.content], "cue": span_line(m.cue) if m.cue else None},
                **{"chain": _chain(m.chain, outlets.get(m.doc)), "certainty": m.certainty, "polarity": m.polarity, "form": m.form},
                **{"made_by": m.made_by, "confidence": m.confidence},
            }
            for m in claim.mentions
        ],
        "events": list(claim.events),
    }


def question_line(question: Question) -> Line:
    """A question with answers and how they stand to each other."""
    return {
        "id": question.id,
        "wording": question.wording,
        "about": question.about,
        "slot": question.slot,
        "answers": [{"value": a.value, "claims": list(a.claims)} for a in question.answers],
        "relations": [{"a": r.a, "b": r.b, "relation": r.relation, "reason": r.reason} for r in question.relations],
    }


def incident_line(incident: Incident, outlets: Outlets) -> Line:
    """An incident; outlets: document id to outlet."""
    return {
        "id": incident.id,
        "name": incident.name,
        "event": incident.event,
        "phases": [{"event": p.event, "order": p.order, "after_seconds": p.after_seconds, "at": p.at, "apart": p.apart} for p in incident.phases],
        "casualties": [
            {
                **{"what": t.what, "n": t.n, "of": t.of, "date": _date(t.date)},
                **{"chain": _chain(t.chain, outlets.get(t.evidence[0].doc)), "evidence": _quotes(t.evidence)},
                **{"told": t.told, "superseded": t.superseded, "event": t.event},
            }
            for t in incident.casualties
        ],
        "damage": list(incident.damage),
        "involved": list(incident.involved),
        "proceedings": list(incident.proceedings),
    }


def proceeding_line(proceeding: Proceeding) -> Line:
    """An official inquiry."""
    return {
        "id": proceeding.id,
        "name": proceeding.name,
        "about": proceeding.about,
        "bodies": list(proceeding.bodies),
        "documents": [{"name": d.name, "date": _date(d.date), "pages": d.pages, "evidence": _quotes(d.evidence)} for d in proceeding.documents],
        "findings": list(proceeding.findings),
        "absences": list(proceeding.absences),
        "deadlines": [{"what": d.what, "due": _date(d.due), "basis": d.basis, "evidence": _quotes(d.evidence), "state": d.state} for d in proceeding.deadlines],
    }


def story_line(story: Story) -> Line:
    """A happening or affair."""
    return {
        "id": story.id,
        "name": story.name,
        "level": story.level,
        "documents": list(story.documents),
        "events": list(story.events),
        "parent": story.parent,
        "date": _date(story.date),
        "head": story.head,
    }


def judgement_line(judgement: Judgement) -> Line:
    """A decision of a person."""
    return {
        "id": judgement.id,
        "subject": list(judgement.subject),
        "verdict": judgement.verdict,
        "before": judgement.before,
        "after": judgement.after,
        "by": judgement.by,
        "at": judgement.at,
        "note": judgement.note,
        "undone_by": judgement.undone_by,
    }


def input_line(entry: Input) -> Line:
    """What became of an input."""
    place = {"path": None, "url": entry.path} if is_address(entry.path) else {"path": entry.path, "url": None}
    return {**place, "state": entry.state, "document": entry.document, "error": entry.error}


def failure_line(failure: Failure) -> Line:
    """What could not be read or coded."""
    return {"stage": failure.stage, "input": failure.input, "error": failure.error, "message": failure.message}
