"""Yields what lets a few resolved records be replaced: marks by which documents find each other, and the splice that takes the place of old parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.core.mentions import EntityMention
from dragoman.core.records import Entity, Reason

Block = tuple[int, int, int, int, int, bool]
"""key, first, last, kind, near, half: see `resolve/event_blocks.py`."""
Key = tuple[str, str]
"""(space, what leads to a document or record in it): spaces are claim, question, text (documents); name, life (entities); pair (events)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What leads to a document. blocks: of its event mentions, by id; told: ids of its entity mentions of which an attribute is told."""

    document: str
    blocks: Mapping[str, tuple[Block, ...]]
    keys: tuple[Key, ...] = ()
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """An entity of the record: without its mentions, but with one mention of each face, how often each stands, some of its documents, and its life."""

    entity: Entity
    faces: tuple[tuple[EntityMention, int], ...]
    documents: frozenset[str]
    life: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """An entity as it is from now on. was: ids that it had or took in; added: mentions that are new to it; reasons: of the unions that brought them."""

    entity: Entity
    was: tuple[str, ...]
    added: tuple[EntityMention, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A record that is added or takes the place of that of the same key. kind: its field in Resolved; documents: those that it rests on."""

    kind: str
    record: Any
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Index:
    """What leads to documents, and to records: {id: keys}."""

    marks: tuple[Marks, ...] = ()
    keys: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Splice:
    """What changes in the resolved records.

    documents: those that are now resolved, with their stamps; gone: those that no record rests on any more. joined: entities that are new or grew.
    drop: (kind, key) of records to go. renamed: {old id: new id}, changed in all records that rest on a document of the old one.
    """

    documents: Mapping[str, int]
    gone: frozenset[str] = frozenset()
    joined: tuple[Joined, ...] = ()
    put: tuple[Put, ...] = ()
    drop: frozenset[tuple[str, str]] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    index: Index = Index()
    turn: str = ""
    """How often the resolved records had changed when this was worked out: if they have since, it is not written."""
    note: str = ""
    """What the resolved records are made for, when it is in."""
