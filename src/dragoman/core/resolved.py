"""Yields Resolved: all resolved records of a corpus together."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.incidents import Incident, Proceeding, Story
from dragoman.core.judged import Reviewed
from dragoman.core.kinship import Kinship
from dragoman.core.records import Claim, Entity, Event, Question
from dragoman.core.ties import Response, Shift, Tie


@dataclass(frozen=True, slots=True)
class Resolved:
    """All resolved records of a corpus, in stable order: what the store keeps beside the mentions and what views read."""

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    questions: tuple[Question, ...] = ()
    ties: tuple[Tie, ...] = ()
    responses: tuple[Response, ...] = ()
    shifts: tuple[Shift, ...] = ()
    incidents: tuple[Incident, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    stories: tuple[Story, ...] = ()
    origins: tuple[tuple[str, str], ...] = ()
    """(document, the document it copies or rewrites, else itself)."""
    kinships: tuple[Kinship, ...] = ()
    """How a document stands to the one that its text is taken from, of those that have one, by id."""
    rejected: tuple[Event, ...] = ()
    """Events that a person threw out: kept, but in no view, tie or brief."""
    reviewed: tuple[Reviewed, ...] = ()
    """What the machine would make of the events that a person looked at, by id."""
