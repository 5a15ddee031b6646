"""Yields what a page of the desk asks of a record: filters, pages and sorts; and Found and Facet, in which it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from dragoman.core.errors import UsageError

PAGE_SIZE = 50
MOST_ON_PAGE = 500
MOST_PAGES = 1_000_000_000
"""What is beyond it no list has, and no database counts to."""
EVENT_SORTS = ("-time", "time", "told", "score", "-score", "sure")
"""-time: latest first, undated last; time: earliest first; told: by most outlets; score, -score: worst, best first; sure: least sure first."""
DOCUMENT_SORTS = ("-time", "time", "new", "events")
"""new: in the order in which they came in, latest first; events: those that tell most."""
ENTITY_SORTS = ("documents", "events", "name", "new")
QUESTION_SORTS = ("contested", "-time", "new", "outlets")
EVENT_FACETS = ("type", "modality", "actor", "recipient", "country", "outlet", "month", "review", "quad", "ontology")
DOCUMENT_FACETS = ("outlet", "lang", "month", "kin", "state")
ENTITY_FACETS = ("type", "country")
QUESTION_FACETS = ("slot", "which")
LANES = ("actor", "recipient", "pair", "type", "outlet", "country")
UNITS = ("day", "week", "month", "year")
KINDS = ("documents", "events", "claims", "entities", "questions")
"""What a search looks through."""
KIN = ("original", "copy", "rewrite", "correction", "update")
STATES = ("coded", "partly", "uncoded", "failed")
"""Of a document: coded to its end; up to a length; in no language that is coded; coding it failed."""
WHICH = ("all", "open", "differ", "disputed")
"""Of questions: open: answered in more than one way; differ: by more than precision; disputed: contradiction or dispute."""


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list: number from 1 to a thousand million, size 1 to 500. UsageError for any other."""

    number: int = 1
    size: int = PAGE_SIZE

    def __post_init__(self) -> None:
        """Refuses what is no page."""
        if not 1 <= self.number <= MOST_PAGES or not 1 <= self.size <= MOST_ON_PAGE:
            raise UsageError(f"a page has a number from 1 to {MOST_PAGES:,} and 1 to {MOST_ON_PAGE} rows")

    @property
    def skipped(self) -> int:
        """Rows before it."""
        return (self.number - 1) * self.size


FIRST = Page()


@dataclass(frozen=True, slots=True)
class Found[T]:
    """One page of a list. total: rows of all pages; page: its number, past the last one where it has no items; pages: at least 1."""

    items: tuple[T, ...]
    total: int
    page: int = 1
    pages: int = 1


def found_of[T](items: tuple[T, ...], total: int, page: Page) -> Found[T]:
    """The page of a list of so many rows."""
    return Found(items, total, page.number, max(1, -(-total // page.size)))


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that may be chosen, how it is said, and how many rows there are with it. chosen: the filter asks for it."""

    value: str
    label: str
    n: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field with counts under all other fields of the filter: most first, months by time.

    more: values left out; chosen ones are always in.
    """

    name: str
    values: tuple[FacetValue, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: within a field any of the values, all fields together. Empty: all.

    actor, recipient, party (on either side): ISO alpha-3 or PLOVER codes, which take in all that bears them, or entity ids; pair: two of them, acts of either
    towards the other, or of both together. country: where it happened. quad: `1` to `4`. since, until: partial ISO dates that the event's days touch.
    about: words as in `SearchFilter.words`, sought in summary, quotes and names. document, documents: told there, or in any of them. outlets: by at least so
    many.
    after: only what no document up to this number tells (`Desk.latest`): what is new since. dated: with a day, or without. ids: only these.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    pair: tuple[str, str] | None = None
    type: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    ontology: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    about: str = ""
    document: str | None = None
    documents: tuple[str, ...] = ()
    outlets: int = 0
    after: int = 0
    dated: bool | None = None
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents. kin: KIN; state: STATES; of: copies and versions of one document; entity: that names it; event: that tells it. Else as EventFilter."""

    outlet: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    about: str = ""
    entity: str | None = None
    event: str | None = None
    of: str | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class EntityFilter:
    """Which entities. q: what names begin with, in any spelling and script; country: ISO alpha-3 or PLOVER codes; after: named in no earlier document."""

    q: str = ""
    type: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    after: int = 0


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which questions. which: WHICH; about: ids of entities or events; words: in wording, answers or subject; document: answered there."""

    which: str = "all"
    slot: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    words: str = ""
    document: str | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What is sought: words, all of which must be there, whatever their accents and script.

    `"two words"` side by side; `-word` must not be there; `a OR b` either; `word*` what begins so. Nothing else in it is syntax.
    kinds: of KINDS. outlet, lang, since, until: of documents, and of what events and claims are told in; type: of events or entities.
    after: only what is new since this document number.
    """

    words: str
    kinds: tuple[str, ...] = KINDS
    outlet: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name. owner: user, empty for the only one; seen: document number up to which its finds were looked at; at: when (ISO, UTC)."""

    name: str
    asked: SearchFilter
    owner: str = ""
    seen: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class LastVisit:
    """How far a user had read: document number, and when (ISO, UTC)."""

    number: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """What came in after a document number: how many of each, and of what was known before, how many events and questions were told anew."""

    documents: int = 0
    copies: int = 0
    events: int = 0
    claims: int = 0
    questions: int = 0
    entities: int = 0
    retold: int = 0
    answered: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    """{kinship: documents} of those that came in."""


def is_empty(asked: Any) -> bool:
    """Does a filter ask for nothing in particular, so that all are in it?"""
    return all(getattr(asked, f.name) == f.default for f in fields(asked))
