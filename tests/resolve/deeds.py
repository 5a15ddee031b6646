"""Yields the events of invented reports, each with the day on which it came out."""

from __future__ import annotations

from dragoman.annotate import annotate
from dragoman.codebook import Codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.records import Event
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events


def events_of(english: LoadedModel, book: Codebook, reports: tuple[tuple[str, str], ...]) -> list[Event]:
    """reports: (ISO day, text); the day empty where the report has none."""
    documents = [
        Document(document_id(text.encode()), text, "0" * 64, "test", published=Published(day, "metadata", 1.0) if day else None) for day, text in reports
    ]
    drawn = [extract(annotated, book) for annotated in annotate(documents, english.nlp, book)]
    return list(resolve_events(drawn, resolve_entities(drawn, (), book), (), book).events)


def only(events: list[Event], kind: str, modality: str = "done") -> Event:
    """The one event of a type and modality."""
    (event,) = [e for e in events if e.type == kind and e.modality == modality]
    return event


def documents(event: Event) -> int:
    """How many reports tell it."""
    return len({mention.doc for mention in event.mentions})
