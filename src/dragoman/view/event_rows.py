"""Yields the rows in which a list of events is taken away: one a row for tables, with the words that tell it, and how often it is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.core.desk_rows import EventRow
from dragoman.core.records import Party
from dragoman.view.sentences import sentence

COLUMNS = (
    "id", "sentence", "date_start", "date_end", "precision", "ontology", "type", "mode", "contexts", "cameo", "modality", "actors", "actor_codes", "recipients",
    "recipient_codes", "place", "country", "lat", "lon", "quad", "score", "goldstein", "tellings", "outlets", "origins", "on_whose_word", "quote", "document",
    "start", "end", "confidence", "made_by", "review",
)  # fmt: skip
"""What a row holds; document, start, end: where the quote stands, in code points."""


def row_of(row: EventRow) -> dict[str, Any]:
    """One event as a row."""
    event = row.event
    told = max(event.mentions, key=lambda m: (m.confidence, m.id))
    words, place = told.evidence[0], event.place
    return {
        "id": event.id,
        "sentence": sentence(event),
        "date_start": event.date.start,
        "date_end": event.date.end,
        "precision": row.precision,
        "ontology": event.ontology,
        "type": event.type,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "cameo": event.cameo,
        "modality": event.modality,
        "actors": _names(event.actors),
        "actor_codes": [party.code or party.country or "" for party in event.actors],
        "recipients": _names(event.recipients),
        "recipient_codes": [party.code or party.country or "" for party in event.recipients],
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "quad": event.quad,
        "score": event.score,
        "goldstein": event.goldstein,
        "tellings": row.tellings,
        "outlets": row.outlets,
        "origins": row.origins,
        "on_whose_word": [link.name or link.type for link in event.chain],
        "quote": words.text,
        "document": words.doc,
        "start": words.start,
        "end": words.end,
        "confidence": told.confidence,
        "made_by": told.made_by,
        "review": event.review,
    }


def _names(parties: Iterable[Party]) -> list[str]:
    return [party.name or party.code or party.country or "?" for party in parties]
