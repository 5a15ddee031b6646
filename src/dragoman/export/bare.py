"""Yields the answers of the bare coder, one JSON object for each text: its events, attributions, time expressions or actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.codebook.actors_people import ActorCode
from dragoman.core.documents import Timex
from dragoman.core.mentions import Attribution, Failure
from dragoman.core.records import Event
from dragoman.export.lines import Line, party_line, span_line


def events_answer(key: Any, events: Sequence[Event], failure: Failure | None) -> Line:
    """Events of a text; key: the id that was given; failure: why there are none, in `error`."""
    answer: Line = {"id": key, "events": [_event(event) for event in events]}
    return answer | {"error": failure.message} if failure else answer


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
    return {
        "ontology": event.ontology,
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "modality": event.modality,
        "actors": [party_line(party) for party in event.actors],
        "recipients": [party_line(party) for party in event.recipients],
        "date": {"start": event.date.start, "end": event.date.end} if event.date.known else None,
        "evidence": [span_line(evidence) for told in event.mentions for evidence in told.evidence],
    }
