"""Yields resolved records, those that `dump` writes: their fields and values are the contract's (`docs/reference/interchange.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Evidence
from dragoman.core.listed import ListMatch
from dragoman.core.mentions import EntityMention


@dataclass(frozen=True, slots=True)
class Link:
    """A resolved link of a chain: as ChainLink, with the entity's id instead of the mention's."""

    type: str
    name: str | None
    entity: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Party:
    """A resolved actor or recipient: code is country and sector run together, as CAMEO writes it."""

    entity: str | None
    name: str | None
    country: str | None
    sector: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """An office that an entity holds: title, body (entity id) and the time it was held, as the texts give it."""

    title: str
    body: str | None
    body_name: str | None
    since: DateRange
    until: DateRange
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie of an entity to another: part_of, headquarters_of, agency_of, operated_by, leaning …"""

    kind: str
    to: str | None
    to_name: str | None
    since: DateRange
    until: DateRange
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry ban, sanction, closure or other measure against an entity, with authority, date and stated ground.

    measure: what the text calls it, where that says more than the kind: asset_freeze, visa_restriction, expulsion …; until: when it was lifted or ends.
    """

    kind: str
    authority: str | None
    authority_name: str | None
    date: DateRange
    ground: str | None
    evidence: tuple[Evidence, ...]
    measure: str | None = None
    until: DateRange = UNKNOWN


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact of an entity: founded 2008, offices in 71 countries."""

    attribute: str
    value: str
    date: DateRange
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees of latitude and longitude (WGS 84) and the GeoNames id, where known."""

    lat: float | None
    lon: float | None
    geonames: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why mentions `a` and `b`, with all that was one with either, are one entity.

    basis: judgement, told as known as, same gazetteer key, same body of a state, same full name, or features: then these with their values, 0 to 1,
    and score, the weighted sum that joined them.
    """

    a: str
    b: str
    basis: str
    features: tuple[tuple[str, float], ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, resolved over all documents."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    ids: dict[str, str]
    mentions: tuple[EntityMention, ...]
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    listings: tuple[Listing, ...] = ()
    facts: tuple[Fact, ...] = ()
    place: Coordinates | None = None
    matches: tuple[ListMatch, ...] = ()
    """Entries of lists that the user brought, that it is found to be or may be, best first."""
    reasons: tuple[Reason, ...] = ()
    """Why its mentions are one's, over documents and within them: one for every union, in the order in which they were made."""


@dataclass(frozen=True, slots=True)
class EventTold:
    """One telling of an event: evidence (first holds the trigger), chain, coder, confidence 0 to 1. passing: is the deed only named there?"""

    id: str
    doc: str
    evidence: tuple[Evidence, ...]
    chain: tuple[Link, ...]
    made_by: str
    confidence: float
    passing: bool = False


@dataclass(frozen=True, slots=True)
class PlaceOfEvent:
    """Where it happened; country ISO alpha-3; degrees or None."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Event:
    """One real-world deed or occurrence, however often it is told. score: PLOVER, goldstein: by CAMEO code, both −10 to 10 or None; quad 1 to 4 or None.

    Ids of other events: parent, what it is a part of; fulfils, the plan, threat or demand that it carries out; denies, the deed that it says was not done.
    """

    id: str
    ontology: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    modality: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: PlaceOfEvent | None
    date: DateRange
    quad: int | None
    score: float | None
    goldstein: float | None
    chain: tuple[Link, ...]
    parent: str | None
    summary: str
    mentions: tuple[EventTold, ...]
    review: str = "machine"
    values: tuple[tuple[str, str], ...] = ()
    fulfils: str | None = None
    denies: str | None = None
    reasons: tuple[Reason, ...] = ()
    """Why its tellings are one deed: for each but the first the telling that it is likest, with the parts of the score."""

    @property
    def told(self) -> tuple[EventTold, ...]:
        """The tellings that say more of it than its name; all, where none does."""
        return tuple(telling for telling in self.mentions if not telling.passing) or self.mentions


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """One telling of a claim."""

    id: str
    doc: str
    content: tuple[Evidence, ...]
    cue: Evidence | None
    chain: tuple[Link, ...]
    certainty: str
    polarity: str
    form: str
    made_by: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition with all who hold it; answer: the value it gives to its question, normalised."""

    id: str
    question: str | None
    proposition: str
    answer: str | None
    mentions: tuple[ClaimTold, ...]
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question and the claims that give it."""

    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """How two claims under one question stand: agrees, sharper, vaguer, contradicts, disputes, different_answer, compatible, certainty_differs, superseded."""

    a: str
    b: str
    relation: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """What accounts answer, alike or differently.

    about: an entity or event id; slot: cause, date, place, count, reason, status, fault, responsibility, identity, outcome, content, other.
    """

    id: str
    wording: str
    about: str
    slot: str
    answers: tuple[Answer, ...]
    relations: tuple[ClaimRelation, ...]
