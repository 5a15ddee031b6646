"""Yields Part, a Record that holds as much of a record as one page needs, so that views run on it unchanged, and what was left out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.core.desk import EventFilter, Page, SearchFilter
from dragoman.core.desk_rows import EntityRow
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.pipeline.part_gathered import MOST_MENTIONS, Gathered, add_claims, add_questions, add_related, record_of
from dragoman.store.base import Store
from dragoman.view.record import Record

MOST = 300
"""Events of a part."""
_OF_INCIDENT = ("INCIDENT", "CASUALTIES", "REPORT", "FINDING", "RESCUE")
"""Types that a view of a pair shows of its reports, whoever is in them."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """What a part is of: ids of events, an entity, two of a pair (names, codes or ids), a question, a document, an incident, a story, or words."""

    events: tuple[str, ...] = ()
    entity: str | None = None
    pair: tuple[str, str] | None = None
    question: str | None = None
    document: str | None = None
    incident: str | None = None
    story: str | None = None
    words: str | None = None
    unit: str = ""
    """Of a pair: the unit of time of its ties, where only these are wanted."""


@dataclass(frozen=True, slots=True)
class Part:
    """record: for views. left: sentences on what was left out, none where all is there. about: the entity or the two that it is of."""

    record: Record
    left: tuple[str, ...] = ()
    about: tuple[EntityRow, ...] = ()


def read_part(store: Store, asked: PartOf, as_of: str | None = None, most: int = MOST) -> Part:
    """The part of a record that is asked for, of one moment; NotFoundError where there is no such thing, UsageError where not one thing is asked for.

    as_of: as in `Record`; most: events. What an id led to before it went is found. Of what is more than a page holds the latest is taken.
    """
    given = [name for name in _READERS if getattr(asked, name)]
    if len(given) != 1:
        raise UsageError(f"a part is of one thing; not of {', '.join(given) or 'none'}")
    with store.snapshot():
        gathered = Gathered(store, most)
        about = _READERS[given[0]](gathered, asked)
        return Part(record_of(gathered, as_of or store.latest_day()), tuple(f"{n:,} {said}" for said, n in gathered.left.items()), about)


def subject_of(store: Store, name: str) -> EntityRow:
    """Whom a name, code or id stands for; NotFoundError where nobody is."""
    found = store.desk.subject(name)
    if found is None:
        raise NotFoundError(f"the record names nobody and nothing {name!r}")
    return found


def key_of_subject(row: EntityRow) -> str:
    """By what events are filtered: the code of a state, else the id."""
    return row.country if row.type == "state" and row.country else row.id


def _of_events(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    gathered.find(EventFilter(ids=asked.events))
    if not gathered.events:
        raise NotFoundError(f"the record has no event {asked.events[0]!r}")
    add_questions(gathered, gathered.events)
    add_related(gathered)
    return ()


def _of_entity(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    row = subject_of(gathered.store, asked.entity or "")
    gathered.whole = (row.id,)
    page = gathered.store.desk.entity(row.id, Page(1, MOST_MENTIONS))
    gathered.find(EventFilter(party=(key_of_subject(row),)))
    mentions = page.mentions if page else None
    if mentions:
        gathered.add_documents(m.doc for m in mentions.items)
        if mentions.total > len(mentions.items):
            gathered.left[f"more places where {row.name} is named"] += mentions.total - len(mentions.items)
    add_claims(gathered, gathered.documents)
    add_questions(gathered, {row.id, *gathered.events})
    add_related(gathered)
    return (row,)


def _of_pair(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    pair = asked.pair or ("", "")
    rows = tuple(subject_of(gathered.store, name) for name in pair)
    a, b = map(key_of_subject, rows)
    gathered.whole = tuple(row.id for row in rows)
    gathered.find(EventFilter(pair=(a, b)))
    between, home = dict(gathered.events), tuple(gathered.documents)
    if home:
        gathered.find(EventFilter(party=(a, b), documents=home), said="other events of either", most=gathered.most // 2)
        gathered.find(EventFilter(type=_OF_INCIDENT, documents=home), said="events of accidents", most=gathered.most // 2)
    cut = min((e.date.start or e.date.end or "9999" for e in between.values() if e.date.known), default="") if len(between) >= gathered.most else ""
    for x, y in ((a, b), (b, a)):
        # A period some of whose acts are left out would have a score that is not its own.
        gathered.put("ties", gathered.store.of_pair("ties", x, y, asked.unit, cut))
        gathered.put("shifts", gathered.store.of_pair("shifts", x, y))
    add_claims(gathered, gathered.documents)
    add_questions(gathered)
    add_related(gathered)
    return rows


def _of_question(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    row = gathered.store.desk.question(asked.question or "")
    if row is None:
        raise NotFoundError(f"the record has no question {asked.question!r}")
    question = row.question
    gathered.put("questions", [question])
    claims = gathered.store.parts("claims", (claim for answer in question.answers for claim in answer.claims))
    gathered.put("claims", claims)
    gathered.put("events", gathered.store.parts("events", {question.about, *(event for claim in claims for event in claim.events)}))
    gathered.add_documents(m.doc for claim in claims for m in claim.mentions)
    add_related(gathered)
    return ()


def _of_document(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    key = asked.document or ""
    if not gathered.store.desk.document_rows([key]):
        raise NotFoundError(f"the record has no document {key!r}")
    gathered.add_documents([key])
    gathered.put("events", gathered.store.resting("events", [key]))
    add_claims(gathered, [key])
    gathered.put("questions", gathered.store.resting("questions", [key]))
    add_related(gathered)
    return ()


def _of_incident(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    found = gathered.store.parts("incidents", [gathered.store.desk.current(asked.incident or "") or ""])
    if not found:
        raise NotFoundError(f"the record has no incident {asked.incident!r}")
    incident = found[0]
    gathered.put("incidents", found)
    steps = [incident.event, *(phase.event for phase in incident.phases), *incident.damage, *(toll.event for toll in incident.casualties if toll.event)]
    gathered.put("events", gathered.store.parts("events", steps[: gathered.most]))
    gathered.add_documents(m.doc for key in steps if key in gathered.events for m in gathered.events[key].mentions)
    gathered.add_documents(incident.documents)
    add_claims(gathered, gathered.documents)
    add_questions(gathered, {incident.id, *gathered.events})
    add_related(gathered)
    return ()


def _of_story(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    found = gathered.store.parts("stories", [gathered.store.desk.current(asked.story or "") or ""])
    if not found:
        raise NotFoundError(f"the record has no story {asked.story!r}")
    gathered.put("stories", found)
    gathered.find(EventFilter(ids=found[0].events))
    gathered.add_documents(found[0].documents)
    add_claims(gathered, gathered.documents)
    add_questions(gathered)
    add_related(gathered)
    return ()


def _of_words(gathered: Gathered, asked: PartOf) -> tuple[EntityRow, ...]:
    words = asked.words or ""
    gathered.find(EventFilter(about=words))
    hits = gathered.store.desk.search(SearchFilter(words, ("questions", "claims")), Page(1, 50)).hits
    gathered.put("questions", gathered.store.parts("questions", (hit.id for hit in hits["questions"].items)))
    gathered.add_documents(hit.document for hit in hits["claims"].items if hit.document)
    add_claims(gathered, gathered.documents)
    add_questions(gathered, gathered.events)
    add_related(gathered, ("incidents", "proceedings", "stories"))
    return ()


_READERS: dict[str, Callable[[Gathered, PartOf], tuple[EntityRow, ...]]] = {
    "events": _of_events,
    "entity": _of_entity,
    "pair": _of_pair,
    "question": _of_question,
    "document": _of_document,
    "incident": _of_incident,
    "story": _of_story,
    "words": _of_words,
}
