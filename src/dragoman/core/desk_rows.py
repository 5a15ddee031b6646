"""Yields the rows of the desk: what a list, a chart, a map or one page shows of a record without reading all of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.core.desk import Found
from dragoman.core.documents import Document, Timex
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Claim, Entity, Event, Question


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with how often it is told: tellings, outlets, origins (reports that are no copies). precision: as in EventMark."""

    event: Event
    tellings: int
    outlets: int
    origins: int
    precision: str


@dataclass(frozen=True, slots=True)
class EventMark:
    """As much of an event as a chart draws. first, last: ISO days, None where unknown or open; precision: day, days, month, year, open or none.

    lanes: keys of the lane field that it stands under; sure: confidence of its surest telling, 0 to 1.
    """

    id: str
    first: str | None
    last: str | None
    precision: str
    type: str
    modality: str
    review: str
    summary: str
    lanes: tuple[str, ...]
    outlets: int
    origins: int
    score: float | None
    sure: float
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Bucket:
    """Events of a lane in a unit of time: its first ISO day, how many, and {modality: how many}; score: mean of those done, or None."""

    start: str
    n: int
    modalities: Mapping[str, int]
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Lane:
    """One swimlane: key (a value of the field that lanes stand for; of a pair `AAA-BBB`), label, all its events, and those with a day in buckets by time."""

    key: str
    label: str
    n: int
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Swimlanes of a filtered set, the fullest first. more: lanes left out; undated: events without a day; wide: whose days no one bucket holds."""

    by: str
    unit: str
    lanes: tuple[Lane, ...]
    more: int
    total: int
    undated: int
    wide: int


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with the events told of it. lat, lon: None where only its country is known; country: ISO alpha-3."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    n: int
    modalities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Places:
    """Places of a filtered set, the fullest first. countries: {code: events}; more: places left out; nowhere: events without a place."""

    places: tuple[PlaceRow, ...]
    countries: Mapping[str, int]
    more: int
    total: int
    nowhere: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in a list. number: in order of coming in; kin: KIN, `of`: what it is taken from; copies: documents taken from it; state: STATES.

    title: as printed, or the first words of the text; length: code points.
    """

    id: str
    number: int
    title: str
    outlet: str | None
    lang: str | None
    day: str | None
    path: str | None
    url: str | None
    kin: str
    of: str | None
    copies: int
    events: int
    claims: int
    length: int
    state: str


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One document with all that was drawn from it. entity: {entity mention: entity id}; entities: heads (no mentions) of those, by id.

    kinship: how it stands to what it is taken from; kin: how others stand to it. heads: rows of all documents that kinship and kin name, by id.
    """

    row: DocumentRow
    document: Document
    times: tuple[Timex, ...]
    mentions: tuple[EntityMention, ...]
    entity: Mapping[str, str]
    entities: Mapping[str, Entity]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Question, ...]
    kinship: Kinship | None
    kin: tuple[Kinship, ...]
    heads: Mapping[str, DocumentRow]


@dataclass(frozen=True, slots=True)
class EntityRow:
    """An entity in a list. documents: that name it; events: that it acts in or suffers; claims: that it is the nearest source of; spelled: as found."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    mentions: int
    documents: int
    events: int
    claims: int
    spelled: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way in which an entity is written, and how often. form: name, alias, acronym, demonym, metonym, nominal, pronoun."""

    text: str
    form: str
    n: int


@dataclass(frozen=True, slots=True)
class EntityPage:
    """One entity: `entity` without mentions; these by page, newest document first. spellings: most frequent first.

    heads: rows of the documents of these mentions, by id.
    """

    row: EntityRow
    entity: Entity
    mentions: Found[EntityMention]
    spellings: tuple[Spelling, ...]
    heads: Mapping[str, DocumentRow]


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question in a list. severity 1 (agreement) to 5 (contradiction); open, disputed: see WHICH. first, last: days of the reports that answer.

    subject: name of the entity or summary of the event that it is about.
    """

    question: Question
    answers: int
    documents: int
    outlets: int
    origins: int
    severity: int
    open: bool
    disputed: bool
    first: str | None
    last: str | None
    subject: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """An ordered pair in a span of time: counted acts, their mean score, days of the first and last period; as in ties. Labels: names."""

    actor: str
    recipient: str
    n: int
    score: float
    first: str
    last: str
    actor_label: str
    recipient_label: str


class TiePoint(NamedTuple):
    """A tie in one unit of time: its first and last ISO day, counted acts and their mean score. A tuple: a list of ties holds them by ten thousands."""

    actor: str
    recipient: str
    start: str
    end: str
    n: int
    score: float


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A change of level of a tie; as Shift, with names."""

    actor: str
    recipient: str
    start: str | None
    end: str | None
    before: float
    after: float
    confidence: float
    actor_label: str
    recipient_label: str


@dataclass(frozen=True, slots=True)
class GatheringRow:
    """A story or incident in a list. kind: stories or incidents; level: of a story; first, last: ISO days or None."""

    kind: str
    id: str
    name: str
    level: str
    parent: str | None
    first: str | None
    last: str | None
    documents: int
    events: int


@dataclass(frozen=True, slots=True)
class InputRow:
    """What became of an input. state: added, copy, updated, empty, failed; error: code; message: words for people; kin: of its document, where it has one."""

    path: str
    location: str
    state: str
    document: str | None
    error: str | None
    message: str | None
    kin: str | None
