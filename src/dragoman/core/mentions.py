"""Yields what is told once, in one document: mentions of entities, events and claims, and attributes of entities."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Document, Span, Timex


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Somebody or something named, described or meant by a pronoun.

    kind: state, person, organisation, place, craft, weapon, document, group, facility, law, other. form: name, alias, acronym, demonym, metonym,
    nominal, pronoun.
    name: best name known inside the document. anchor: id of the first mention of the same one in this document (its own id for the first): in-document
    coreference.
    head: index of the head token in `Annotated.tokens`. key: canonical gazetteer name or None.
    """

    id: str
    doc: str
    start: int
    end: int
    text: str
    kind: str
    form: str
    name: str
    anchor: str
    head: int
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    descriptor: str | None = None


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One link of an attribution chain: type outlet, agency, person, institution, document, unnamed or public; start and end None where only implied."""

    type: str
    name: str | None
    mention: str | None = None
    start: int | None = None
    end: int | None = None


Chain = tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor or recipient of an event mention: an entity mention, or bare words where no entity stands.

    code: the whole code that the user's own lists give, where they give one; it wins over country and sector.
    """

    mention: str | None
    name: str
    country: str | None = None
    sector: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words tied to who says them (source, cue, content), before claims are cut from them.

    source: spans of the words that name the source, empty where it is left out. mention: entity mention of the nearest source. chain: outlet first,
    nearest to the fact last.
    certainty, polarity, form: as in ClaimMention. kind: speech, noun (the report's claim that), preposition (according to), quote, evidential
    (reputedly), carry_over. also: links of others who say the same together with the last of the chain (`X and Y said`).
    sure: how likely it is right, 0 to 1, as a listener beside the rules tells; None where it does not bear on that.
    """

    source: tuple[Span, ...]
    mention: str | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: Chain
    certainty: str
    polarity: str
    form: str
    kind: str
    also: Chain = ()
    sure: float | None = None


ALIKE, SUPPOSED = "alike", "supposed"
"""Names of two values of an event mention that stay inside: bytes, in hex, that tellings of one deed have nearly in common; and days, `first/last`, on which
it was rather done than at another time, by the way in which it is told: good only where no telling, of whatever report, gives a day."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """A deed or occurrence told once.

    ontology: PLOVER or OCCURRENCE. modality: done, planned, threatened, demanded, denied, hypothetical, alleged. trigger: the coded word or phrase.
    evidence: one or more spans, the first holds the trigger; each at most 600 code points. place: id of an entity mention of a place. made_by: rule or
    model with version.
    values: (name, value) pairs of what else is said: n, of (casualties), amount, unit, after_seconds, due, absence.
    passing: named only to sort or explain something else (`sanctions against officials`), with nobody who does it; alone it makes no event.
    """

    id: str
    doc: str
    ontology: str
    type: str
    modality: str
    trigger: Span
    evidence: tuple[Span, ...]
    made_by: str
    confidence: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    place: str | None = None
    date: DateRange = UNKNOWN
    chain: Chain = ()
    parent: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    passing: bool = False


@dataclass(frozen=True, slots=True)
class ClaimMention:
    """Something said, once, with who says it and on whose word.

    certainty: asserted, probable, hedged, alleged, planned, demanded, absence, withheld. polarity: affirmed, denied. form: direct, mixed, indirect,
    outlet_voice.
    about: ids of event mentions of the same document that the content tells.
    """

    id: str
    doc: str
    content: tuple[Span, ...]
    cue: Span | None
    chain: Chain
    certainty: str
    polarity: str
    form: str
    proposition: str
    made_by: str
    confidence: float
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AttributeMention:
    """A role, relation, listing or dated fact of an entity, told once.

    kind: role, relation, listing, fact. label: the title (role), the kind of relation (part_of, headquarters_of, alias_of, agency_of, operated_by,
    leaning …), entry_ban, sanction,
    closure or other (listing), the attribute (fact: founded, opened, member_count …). object, object_name: body, other entity, authority. value: of a fact.
    """

    id: str
    doc: str
    kind: str
    subject: str
    label: str
    evidence: tuple[Span, ...]
    made_by: str
    object: str | None = None
    object_name: str | None = None
    value: str | None = None
    since: DateRange = UNKNOWN
    until: DateRange = UNKNOWN
    date: DateRange = UNKNOWN
    ground: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that was drawn from one document; the unit that the store keeps and the resolver reads."""

    document: Document
    times: tuple[Timex, ...] = ()
    entities: tuple[EntityMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    attributes: tuple[AttributeMention, ...] = ()
    version: str = ""
    """Digest of extractor version, codebook and model: unchanged input with the same version is not coded again."""
    reminders: tuple[EventMention, ...] = ()
    """Words that only name a deed (values: `kinds`, the types that it may be of), all passing: they count where other words tell it, and nowhere else."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One input that could not be read or coded: the stage, the input's path, a stable code, and words for people."""

    stage: str
    input: str
    error: str
    message: str


@dataclass(frozen=True, slots=True)
class Input:
    """What became of one input: state added, unchanged, copy, updated, empty or failed; document id or None; error code or None."""

    path: str
    state: str
    document: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A document that was taken out of the record: its id, when (ISO, UTC), by whom, why or None."""

    id: str
    at: str
    by: str
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision on mentions: never deleted, only undone by another."""

    id: str
    subject: tuple[str, ...]
    verdict: str
    by: str
    at: str
    before: str | None = None
    after: str | None = None
    note: str | None = None
    undone_by: str | None = None
    extra: dict[str, str] = field(default_factory=dict)
