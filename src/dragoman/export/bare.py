"""Yields the answers of the bare coder, one JSON object for each text: its events, attributions, time expressions or actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.codebook.actors_people import ActorCode
from dragoman.core.documents import Timex
from dragoman.core.mentions import Attribution, Failure
from dragoman.core.records import Event
from dragoman.export.lines import Line, span_line
from dragoman.export.parties import party_line


def events_answer(key: Any, events: Sequence[Event], failure: Failure | None) -> Line:
    """Events of a text; key: the id that was given; failure: why there are none."""
    answer: Line = {"id": key, "events": [_event(event) for event in events]}
    return answer | {"failure": failure_line(failure)} if failure else answer


def failure_line(failure: Failure) -> Line:
    """Why a line could not be answered: the stage, a stable code, and words for people."""
    return {"stage": failure.stage, "error": failure.error, "message": failure.message}


def attributions_answer(key: Any, found: Sequence[Attribution]) -> Line:
    """Attributions of a text in PolNeAR's layout: lists of [start, end] for source, cue and content."""
    return {
        "doc_id": key,
        "attributions": [
            {
                "source": [[span.start, span.end] for span in attribution.source],
                "cue": [[attribution.cue.start, attribution.cue.end]] if attribution.cue else [],
                "content": [[span.start, span.end] for span in attribution.content],
            }
            for attribution in found
        ],
    }


def times_answer(key: Any, times: Sequence[Timex]) -> Line:
    """Time expressions of a text, TIMEX3."""
    return {"doc_id": key, "timexes": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]}


def actor_answer(key: Any, found: ActorCode) -> Line:
    """What an actor phrase stands for: ISO alpha-3 or non-state code, PLOVER sector, full name; None where it does not tell."""
    return {"id": key, "country": found.country, "sector": found.sector, "name": found.name}


def _event(event: Event) -> Line:
    place = event.place
    return {
        "ontology": event.ontology,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "modality": event.modality,
        "actors": [party_line(party) for party in event.actors],
        "recipients": [party_line(party) for party in event.recipients],
        "place": {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon} if place else None,
        "date": {"start": event.date.start, "end": event.date.end} if event.date.known else None,
        "quad": event.quad,
        "score": event.score,
        "goldstein": event.goldstein,
        "confidence": max((told.confidence for told in event.mentions), default=None),
        "evidence": [span_line(evidence) for told in event.mentions for evidence in told.evidence],
    }
