"""Yields how rows of the desk are drawn from records that changed: events, claims, entities, questions, ties, stories, kinship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dragoman.codebook.skeleton import name_words, skeletons
from dragoman.core.contest import is_open, severity, voice_of
from dragoman.core.incidents import Incident, Story
from dragoman.core.kinship import Kinship
from dragoman.core.records import Claim, Entity, Event, Question
from dragoman.core.ties import Shift, Tie
from dragoman.store import encoding
from dragoman.store.desk_drawing import Drawing, ends, listed
from dragoman.store.desk_pack import TOLD, pack_event

NAMING = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
NOWHERE = 999.0
"""Stands for degrees that are not known."""
_MOST_QUOTED = 4000
"""Code points of an event's or claim's words that it can be found by."""
_LONGEST = 600
"""Code points of a name or sentence in a row; the record has the rest."""
_MOST_SPELLINGS = 60
_MOST_SOUNDS = 4


def draw_origins(drawing: Drawing, keys: Sequence[str], records: Mapping[str, tuple[str, str]]) -> None:
    """Which document each is taken from; what is told in one that changed is counted anew."""
    changed = [key for key in keys if drawing.rows("origin", records[key][1] if key in records else None, key, records[key][1] if key in records else None)]
    drawing.rows("stale_of_documents", listed(changed))
    drawing.forget_heads()


def draw_kinships(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Kinship]) -> None:
    """How each document stands to the one that it is taken from."""
    of = {row[0] for key in keys for row in drawing.rows("kin_of", key)}
    drawing.many("kin", [(records[key].kind, records[key].of, key) if key in records else ("original", None, key) for key in keys])
    drawing.many("copies", [(key,) for key in sorted(of | {kin.of for kin in records.values()})])


def draw_events(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Event]) -> None:
    """Packed rows and words of events."""
    was = {key: (row, told) for row, key, told in drawing.rows("rows_of_events", listed(keys))}
    heads = drawing.heads(m.doc for event in records.values() for m in event.mentions)
    rows = drawing.entity_rows(p.entity for event in records.values() for p in (*event.actors, *event.recipients))
    for key in keys:
        if key in was:
            _forget_event(drawing, *was[key])
        if (event := records.get(key)) is None:
            if key in was:
                drawing.rows("drop_event", was[key][0])
                drawing.rows("drop_words_of_events", was[key][0])
            continue
        row = int(drawing.rows("row_of_event", key)[0][0])
        packed = pack_event(event, row, heads, rows, drawing.word, _place(drawing, event))
        drawing.rows("put_event", event.summary[:_LONGEST], packed.events, packed.parties, packed.told, packed.pairs, row)
        drawing.many("put_party", [(entity, row) for entity in packed.entities])
        drawing.put_words("events", row, _words_of(event))
        drawing.touch_event(row)
        drawing.entities.update(packed.entities)
        drawing.documents.update(heads[m.doc].row for m in event.mentions if m.doc in heads)


def _forget_event(drawing: Drawing, row: int, told: bytes) -> None:
    drawing.entities.update(entity for (entity,) in drawing.rows("parties_of", row))
    drawing.rows("drop_parties", row)
    drawing.documents.update(int(doc) for doc in np.frombuffer(told, TOLD)["doc"])
    drawing.touch_event(row)


def _place(drawing: Drawing, event: Event) -> int:
    place = event.place
    if place is None:
        return 0
    known = place.lat is not None and place.lon is not None
    degrees = (place.lat, place.lon) if known else (NOWHERE, NOWHERE)
    return int(drawing.rows("put_place", place.name, place.country or "", *degrees)[0][0])


def _words_of(event: Event) -> str:
    names = [party.name or "" for party in (*event.actors, *event.recipients)]
    quoted = dict.fromkeys(" ".join(e.text.split()) for m in event.mentions for e in m.evidence)
    return "\n".join([event.summary, *names, event.place.name if event.place else "", *quoted])[:_MOST_QUOTED]


def draw_claims(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Claim]) -> None:
    """Rows and words of claims."""
    was = {key: (row, told, source) for row, key, told, source in drawing.rows("rows_of_claims", listed(keys))}
    heads = drawing.heads(m.doc for claim in records.values() for m in claim.mentions)
    for key in keys:
        if key in was:
            drawing.documents.update(int(doc) for doc in np.frombuffer(was[key][1], np.int32))
            drawing.sources.update(filter(None, [was[key][2]]))
        if (claim := records.get(key)) is None:
            if key in was:
                drawing.rows("drop_claim", was[key][0])
                drawing.rows("drop_words_of_claims", was[key][0])
            continue
        told = [heads[doc] for doc in dict.fromkeys(m.doc for m in claim.mentions) if doc in heads]
        sources = [m.chain[-1].entity for m in claim.mentions if m.chain and m.chain[-1].entity]
        days = sorted(head.day for head in told if head.day)
        packed = np.array([head.row for head in told], np.int32).tobytes()
        source = sources[0] if sources else None
        row = drawing.rows("row_of_claim", key, source, packed, min((h.number for h in told), default=0), days[0] if days else None)[0][0]
        quoted = dict.fromkeys(" ".join(e.text.split()) for m in claim.mentions for e in m.content)
        drawing.put_words("claims", row, "\n".join([claim.proposition, *quoted])[:_MOST_QUOTED])
        drawing.documents.update(head.row for head in told)
        drawing.sources.update(sources[:1])
    drawing.rows("stale_of_claims", listed(keys))


def draw_entities(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Entity]) -> None:
    """Rows and names of entities."""
    was = drawing.entity_rows(keys)
    counts = {row[0]: row[1:] for row in drawing.rows("count_mentions", listed(keys))}
    spelled: dict[str, list[str]] = {}
    for entity, text, form in drawing.rows("spellings", listed(keys)):
        if form in NAMING:
            spelled.setdefault(entity, []).append(text)
    for key in keys:
        if (entity := records.get(key)) is None:
            if key in was:
                drawing.rows("drop_entity", was[key])
                drawing.rows("drop_words_of_entities", was[key])
            continue
        mentions, documents, born = counts.get(key, (0, 0, 0))
        aliases = "\n".join(" ".join(alias[:_LONGEST].split()) for alias in entity.aliases[:_MOST_SPELLINGS])
        head = (key, entity.type, entity.name[:_LONGEST], encoding.fold(entity.name[:_LONGEST]), aliases, entity.country)
        row = drawing.rows("row_of_entity", *head, mentions, documents, born or 0)[0][0]
        names = list(dict.fromkeys(" ".join(name[:_LONGEST].split()) for name in (entity.name, *entity.aliases, *spelled.get(key, ()))))[:_MOST_SPELLINGS]
        sounds = {sound for name in names for word in name_words(name) for sound in sorted(skeletons(word))[:_MOST_SOUNDS]}
        drawing.put_words("entities", row, "\n".join(names), " ".join(sorted(sounds)))
        drawing.entities.add(row)
        drawing.sources.add(key)


def draw_questions(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Question]) -> None:
    """Rows and words of questions, with how far their answers part."""
    was = {key: row for row, key in drawing.rows("rows_of_questions", listed(keys))}
    wanted = listed(claim for question in records.values() for answer in question.answers for claim in answer.claims)
    claims = {key: encoding.decode_records("claims", [record])[0] for key, record in drawing.rows("records", wanted, "claims")}
    heads = drawing.heads(m.doc for claim in claims.values() for m in claim.mentions)
    origin = {key: head.origin for key, head in heads.items()}
    for key in keys:
        if (question := records.get(key)) is None:
            if key in was:
                drawing.rows("drop_question", was[key])
                drawing.rows("drop_words_of_questions", was[key])
            continue
        mine = [claims[claim] for answer in question.answers for claim in answer.claims if claim in claims]
        tellings = [told for claim in mine for told in claim.mentions]
        told = [heads[doc] for doc in dict.fromkeys(m.doc for m in tellings) if doc in heads]
        first = drawing.heads(head.origin for head in told)
        outlets = {first[head.origin].outlet or head.origin if head.origin in first else head.outlet for head in told}
        days = sorted(head.day for head in told if head.day)
        numbers = [head.number for head in told]
        counts = (len(question.answers), len(told), len(outlets), len({voice_of(m, origin) for m in tellings}))
        when = (days[0] if days else None, days[-1] if days else None, min(numbers, default=0), max(numbers, default=0))
        row = drawing.rows("row_of_question", key, question.about, question.slot, *counts, severity(question), int(is_open(question)), *when)[0][0]
        words = [question.wording, *(a.value for a in question.answers), *(claim.proposition for claim in mine)]
        drawing.put_words("questions", row, "\n".join(words)[:_MOST_QUOTED])


def draw_ties(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Tie]) -> None:
    """Ties by pair and period."""
    drawing.many("drop_tie", [(key,) for key in keys if key not in records])
    drawing.many("put_tie", [(k, t.actor, t.recipient, t.period.unit, t.period.start, t.period.end, t.n, t.score) for k, t in sorted(records.items())])


def draw_shifts(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Shift]) -> None:
    """When ties changed their level."""
    drawing.many("drop_shift", [(key,) for key in keys if key not in records])
    drawing.many("put_shift", [(key, shift.date.end or shift.date.start or "") for key, shift in sorted(records.items())])


def draw_stories(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Story]) -> None:
    """Stories by their days."""
    drawing.many("drop_gathering", [("stories", key) for key in keys if key not in records])
    rows = [
        ("stories", s.id, s.name, encoding.fold(s.name), s.level, s.parent, *ends(s.date), len(s.documents), len(s.events)) for _, s in sorted(records.items())
    ]
    drawing.many("put_gathering", rows)


def draw_incidents(drawing: Drawing, keys: Sequence[str], records: Mapping[str, Incident]) -> None:
    """Incidents by the days of the event that they turn on."""
    drawing.many("drop_gathering", [("incidents", key) for key in keys if key not in records])
    events = {key: encoding.decode_records("events", [r])[0] for key, r in drawing.rows("records", listed(i.event for i in records.values()), "events")}
    rows: list[tuple[Any, ...]] = []
    for _, incident in sorted(records.items()):
        days = ends(events[incident.event].date) if incident.event in events else (None, None)
        rows.append(("incidents", incident.id, incident.name, encoding.fold(incident.name), "", None, *days, len(incident.documents), len(incident.phases)))
    drawing.many("put_gathering", rows)
