"""Yields Desk, the boundary of the reads that pages are made of: filtered, counted, paged and bounded, whatever the size of the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from dragoman.core.desk import (
    FIRST,
    DocumentFilter,
    EntityFilter,
    EventFilter,
    Facet,
    Found,
    LastVisit,
    News,
    Page,
    QuestionFilter,
    SavedSearch,
    SearchFilter,
)
from dragoman.core.desk_hits import Searched
from dragoman.core.desk_rows import (
    DocumentPage,
    DocumentRow,
    EntityPage,
    EntityRow,
    EventMark,
    EventRow,
    GatheringRow,
    InputRow,
    Lanes,
    PairRow,
    Places,
    QuestionRow,
    ShiftRow,
    TiePoint,
)
from dragoman.core.documents import Timex
from dragoman.core.records import Entity, Reason

TOP = 12
"""Values of a facet, lanes of a chart."""


class DeskLists(Protocol):
    """Lists of records, each filtered, sorted and paged, with facets. Orders are total; ids that went are followed to what took their place."""

    def events(self, asked: EventFilter, page: Page = FIRST, sort: str = "-time") -> Found[EventRow]:
        """Events; sort: one of EVENT_SORTS."""

    def event_facets(self, asked: EventFilter, top: int = TOP, names: Iterable[str] | None = None) -> tuple[Facet, ...]:
        """Facets of events, those of EVENT_FACETS named, else all."""

    def event_marks(self, asked: EventFilter, by: str = "actor", most: int = 2000) -> Found[EventMark]:
        """Events as a chart draws them, the latest so many in order of time; by: what their lanes stand for, one of LANES."""

    def lanes(self, asked: EventFilter, by: str = "actor", unit: str = "", most: int = TOP) -> Lanes:
        """Swimlanes with counts per day, week, month or year; no unit: the finest that cuts the time into 130 parts at most."""

    def places(self, asked: EventFilter, most: int = 500) -> Places:
        """Places of events, for a map."""

    def documents(self, asked: DocumentFilter, page: Page = FIRST, sort: str = "-time") -> Found[DocumentRow]:
        """Documents; sort: one of DOCUMENT_SORTS."""

    def document_facets(self, asked: DocumentFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of documents."""

    def entities(self, asked: EntityFilter, page: Page = FIRST, sort: str = "documents") -> Found[EntityRow]:
        """Entities; sort: one of ENTITY_SORTS; where names are sought, the nearest first."""

    def entity_facets(self, asked: EntityFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of entities."""

    def questions(self, asked: QuestionFilter, page: Page = FIRST, sort: str = "contested") -> Found[QuestionRow]:
        """Questions; sort: one of QUESTION_SORTS."""

    def question_facets(self, asked: QuestionFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of questions."""

    def gatherings(self, kind: str, words: str = "", page: Page = FIRST, level: str | None = None) -> Found[GatheringRow]:
        """`stories` or `incidents`, the latest first; words: in the name."""

    def inputs(self, state: str | None = None, page: Page = FIRST) -> Found[InputRow]:
        """What became of inputs, the latest first; state: only those so."""

    def input_counts(self) -> Mapping[str, int]:
        """{state: inputs}."""

    def counts(self) -> Mapping[str, int]:
        """{documents, events, claims, entities, questions, open, disputed, pairs, stories, incidents, outlets, languages: how many}."""


class DeskOnes(Protocol):
    """One record with what its page shows."""

    def event(self, key: str) -> EventRow | None:
        """One event; an id that went leads to what took its place."""

    def document(self, key: str) -> DocumentPage | None:
        """One document with all that was drawn from it."""

    def document_rows(self, keys: Iterable[str]) -> Mapping[str, DocumentRow]:
        """Rows of some documents, by id."""

    def entity(self, key: str, page: Page = FIRST) -> EntityPage | None:
        """One entity with a page of its mentions."""

    def entity_rows(self, keys: Iterable[str]) -> Mapping[str, EntityRow]:
        """Rows of some entities, by id."""

    def heads(self, keys: Iterable[str], faces: int = 12) -> tuple[Entity, ...]:
        """Some entities by id, without reasons, with one mention of each of their most frequent faces."""

    def reasons(self, key: str, most: int = 500) -> tuple[Reason, ...]:
        """Why the mentions of an entity are one's, the first so many."""

    def times(self, documents: Iterable[str]) -> Mapping[str, tuple[Timex, ...]]:
        """{document: its time expressions} of some documents."""

    def question(self, key: str) -> QuestionRow | None:
        """One question."""

    def subject(self, words: str) -> EntityRow | None:
        """Whom a name, code or id stands for: states first, then who is named by it most; None where nobody is."""

    def labels(self, keys: Iterable[str]) -> Mapping[str, str]:
        """{code or id: name}: of a state's or body's code its name, of an entity its name, else itself."""

    def current(self, key: str) -> str | None:
        """The id under which a record stands now: itself, or what took its place; None where it went for good."""


class DeskTies(Protocol):
    """How states and bodies stand to each other."""

    def pairs(self, since: str | None = None, until: str | None = None, unit: str = "month", most: int = 200, about: str | None = None) -> tuple[PairRow, ...]:
        """Ordered pairs by counted acts, over the units of time that begin in a span (ISO days); about: those with this code or id."""

    def series(self, a: str, b: str, unit: str = "month") -> tuple[TiePoint, ...]:
        """The score of either towards the other in each unit of time that has counted acts, in order; codes or ids."""

    def periods(self, unit: str = "month") -> tuple[tuple[str, int], ...]:
        """(first day, counted acts) of each unit of time in which there are ties, in order."""

    def shifts(self, most: int = 20) -> tuple[ShiftRow, ...]:
        """Changes of level, the latest first."""


class DeskSearch(Protocol):
    """Search, what is saved of it, and what is new."""

    def search(self, asked: SearchFilter, page: Page = FIRST) -> Searched:
        """Finds of each kind asked for, with facets."""

    def spots(self, document: str, words: str, most: int = 200) -> tuple[tuple[int, int], ...]:
        """Spans of a document's text where words stand, in order, as `SearchFilter.words` reads them."""

    def saved(self, owner: str = "") -> tuple[SavedSearch, ...]:
        """Saved searches of a user, by name."""

    def save(self, search: SavedSearch) -> None:
        """Keeps a search, in place of one of that name and owner."""

    def forget(self, name: str, owner: str = "") -> None:
        """Lets go of a saved search; NotFoundError where there is none so named."""

    def new_for(self, search: SavedSearch) -> Mapping[str, int]:
        """{kind: finds that came in since it was last looked at}."""

    def latest(self) -> int:
        """The number of the document that came in last; 0 where there is none. Numbers only grow."""

    def news(self, after: int) -> News:
        """What came in after a document number."""

    def last_visit(self, owner: str = "") -> LastVisit:
        """How far a user had read."""

    def put_visit(self, visit: LastVisit, owner: str = "") -> None:
        """Notes how far a user has read."""


class Desk(DeskLists, DeskOnes, DeskTies, DeskSearch, Protocol):
    """All reads of the desk. Each sees one moment. UsageError where a filter holds what is no date, sort, unit or kind; an unknown value finds nothing."""
