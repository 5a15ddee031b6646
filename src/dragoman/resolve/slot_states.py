"""Yields readings of what stands: registrations and whose fault their lack is, custody, office; why a measure was taken; how something ended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.core.dates import first_day
from dragoman.core.mentions import EventMention
from dragoman.core.records import Entity
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading, content_words
from dragoman.resolve.slot_makers import entity_of, made, short

_AUTHORITIES = frozenset({"GOV", "JUD", "LEG", "COP"})
_BODIES = frozenset({"organisation", "facility", "craft"})
_BEFORE = 12
"""Code points before `over` in which a word may stand that it belongs to (`a dispute over`)."""
_REACH = 40
"""Code points between a verb and the person or body that it is done to."""
_SUBJECT = 5
"""Words before `was meant to` that may name the deed."""
_LEAD = 60
"""Code points before a claim in which a word of justifying is looked for."""
_STALE = 180
"""Days after which what was done is history, and no news of how things stand."""
_UNTRUE = frozenset({"absence", "withheld", "planned", "demanded", "hedged"})


def standings(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Whether a body is registered, licensed …, and whose fault it is that it is not."""
    lexicon, text = corpus.lexicon, told.lower
    for standing in lexicon.classes("standings", text):
        entity = _subject(told, corpus)
        if entity is None or corpus.entities[entity].type == "person":
            continue
        about, topic = corpus.measure_against(told.mention.doc, entity) or entity, corpus.entities[entity].name
        whole = f"{text} {told.claim.proposition.lower()}"  # a bare noun phrase is told with its verb only in the proposition
        lacking = lexicon.has("lacking", text) or any(text.find(f"n{mark}t ") >= 0 for mark in "'’")
        seeking = told.mention.certainty == "demanded" or lexicon.has("seeking", whole)
        kind = "sought" if seeking else "lacking" if lacking else "holds"
        value = {"sought": f"not {standing}, though sought", "lacking": f"not {standing}", "holds": standing}[kind]
        yield made(told, corpus, "status", about, value, kind=kind, topic=topic, standing=standing)
        if kind != "holds":
            fault = "that of those who were asked" if kind == "sought" else "its own"
            yield made(told, corpus, "fault", about, fault, kind=kind, topic=topic, standing=standing)


def _subject(told: Told, corpus: Corpus) -> str | None:
    """The body that a claim is about: one that a measure of the document hits, else one that is no authority, else whom the document's main measure hits."""
    named = [e for m in sorted(told.entities, key=lambda m: m.start) if (e := entity_of(m, corpus))]
    bodies = [e for e in named if e.type in _BODIES]
    hit = {p.entity for i in corpus.measures_of.get(told.mention.doc, ()) for p in corpus.events[i].recipients if corpus.lasting(i)}
    for entity in bodies:
        if entity.id in hit:
            return entity.id
    for entity in bodies:
        if entity.sector not in _AUTHORITIES and not corpus.lexicon.has("authorities", entity.name.lower()):
            return entity.id
    main = corpus.main_measure(told.mention.doc)
    return next((p.entity for p in corpus.events[main].recipients if p.entity in corpus.entities), None) if main else None


def states(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What stands of somebody or something by the last deed: held or released, in office or out, open or closed, alive or dead."""
    if told.mention.certainty in _UNTRUE:
        return
    table = corpus.lexicon.table["states"]
    for mention in told.events:
        if _stale(told, mention) or mention.modality not in {"done", "alleged", "denied"} or told.offset(mention.trigger.start, mention.trigger.end) is None:
            continue
        verb = dict(mention.values).get("verb", "")
        for facet, row in table.items():
            value = next((str(v) for v, verbs in row["values"].items() if verb in verbs), None)
            entity = _stands(told, mention, corpus, frozenset(row["who"])) if value is not None else None
            if entity is not None and value is not None:
                denied = mention.modality == "denied" or (told.mention.polarity == "denied" and mention is told.events[0])
                said = f"not {value}" if denied else value
                more = {"kind": value, "polarity": "denied" if denied else "affirmed", "date": mention.date, "topic": entity.name}
                yield made(told, corpus, "status", entity.id, said, facet=str(facet), own=frozenset({value}), **more)
                return
    yield from _alive(told, corpus)


def _stale(told: Told, mention: EventMention) -> bool:
    """Does it tell of what was long ago when it was told?"""
    bounds = mention.date.days()
    return bounds is not None and bool(told.day) and (first_day(told.day) - bounds[1]).days > _STALE


def _alive(told: Told, corpus: Corpus) -> Iterator[Reading]:
    for value in corpus.lexicon.classes("alive", told.lower):
        word = corpus.lexicon.first(f"alive.{value}", told.lower)
        first = min((m for m in told.entities if m.kind == "person"), key=lambda m: (m.start, -m.end), default=None)
        entity = entity_of(first, corpus) if first is not None else None
        if word is None or entity is None or entity.type != "person" or not _is_named(entity) or (told.offset(first.start, first.end) or 0) > word.start():  # type: ignore[union-attr]
            continue
        denied = told.mention.polarity == "denied"
        said = f"not {value}" if denied else value
        more = {"kind": value, "polarity": "denied" if denied else "affirmed", "topic": entity.name, "own": frozenset({value})}
        yield made(told, corpus, "status", entity.id, said, facet="life", **more)
        return


def _is_named(entity: Entity) -> bool:
    return any(m.form in {"name", "alias", "acronym"} for m in entity.mentions)


def _stands(told: Told, mention: EventMention, corpus: Corpus, kinds: frozenset[str]) -> Entity | None:
    """Of whom it stands: whoever the deed is done to, else what the words name behind the verb."""
    for party in mention.recipients:
        entity = corpus.entities.get(corpus.of_entity.get(party.mention or "", ""))
        if entity is not None and entity.type in kinds and _is_named(entity):
            return entity
    behind = [m for m in told.entities if m.start >= mention.trigger.end and m.kind in kinds and (m.kind != "person" or m.form == "name")]
    first = min(behind, key=lambda m: (m.start, -m.end), default=None)
    entity = entity_of(first, corpus) if first is not None and first.start - mention.trigger.end < _REACH else None
    if entity is not None and kinds & {"person"} and len(behind) > 1:
        return None  # of two it is not plain whom the deed is done to
    return entity if entity is not None and (entity.type != "place") else None


def reasons(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Why a measure was taken: the ground that the words give, or that its author is said to justify it by."""
    lexicon, text = corpus.lexicon, told.lower
    if told.mention.certainty in {"absence", "withheld", "demanded"}:
        return
    if corpus.lexicon.has("aiming", text):
        yield from _aimed(told, corpus)
        return
    named = lexicon.first("named_reasons", text)
    if named is not None:
        measure = _reasoned(told, corpus, named.start())
        ground = told.text[: named.start()].strip() or told.text[named.end() :].strip()
        yield from _ground(told, corpus, measure, ground)
        return
    if told.cue and lexicon.has("justified", f"{told.before[-_LEAD:].lower()} {told.cue}"):
        yield from _ground(told, corpus, corpus.deed_before(told, frozenset(lexicon.table["lasting_measures"])), told.text)
        return
    for match in lexicon.patterns["reasons"].finditer(text):
        if lexicon.patterns["no_reason"].match(text, match.start()) or lexicon.has("no_reason_before", text[max(0, match.start() - _BEFORE) : match.start()]):
            continue
        if text[match.end() :].lstrip()[:1].isdigit():
            continue  # `over 100 diplomats` is no ground
        opens = not text[: match.start()].strip("\"“' ")
        ground = told.text[match.end() :].split(",")[0] if opens else _until_clause(told.text[match.end() :])
        # The measure stands outside its ground.
        at = told.at + match.start()
        own = [m for m in told.events if m.type in lexicon.table["explained"] and (m.trigger.start < at) is not opens]
        measure = corpus.matter(corpus.of_event.get(own[0].id)) if own else None
        yield from _ground(told, corpus, measure, ground)
        return


def _aimed(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What a deed of the other side is said to be for: `the step aims to humiliate us`."""
    match = corpus.lexicon.first("aiming", told.lower)
    if match is None or len(told.lower[: match.start()].split()) > _SUBJECT or not corpus.lexicon.has("deeds", told.lower[: match.start()]):
        return
    own, types = {s for s in corpus.speakers(told) if len(s) == 3}, frozenset(corpus.lexicon.table["explained"])
    for start, event_id in reversed(corpus.deeds.get(told.mention.doc, ())):
        event = corpus.events[event_id]
        if start < told.at and event.type in types and event.modality in {"done", "alleged"} and not own & {p.country for p in event.actors}:
            end = match.end() - 3 if match[0].endswith(" to") else match.end()
            for reading in _ground(told, corpus, corpus.matter(event_id), told.text[end:]):
                yield replace(reading, kind="aim")
            return


def _reasoned(told: Told, corpus: Corpus, at: int) -> str | None:
    """The measure that a ground is named for: told in the words, else the one told before that they point back to."""
    types = frozenset(corpus.lexicon.table["explained"])
    own = [m for m in told.events if m.type in types]
    if own:
        return corpus.matter(corpus.of_event.get(own[0].id))
    if corpus.lexicon.has("deeds", told.lower[at:]):
        return corpus.deed_before(told, frozenset(corpus.lexicon.table["lasting_measures"]))
    return None


def _until_clause(text: str) -> str:
    return re.sub(r",\s+(?:and|but|while|which|who|the|a|an|he|she|it|they)\b.*$", "", text)


def _ground(told: Told, corpus: Corpus, measure: str | None, ground: str) -> Iterator[Reading]:
    ground = short(ground)
    if measure is None or measure not in corpus.events or len(ground) < 3:
        return
    kinds = frozenset(corpus.lexicon.classes("grounds", ground.lower()))
    yield made(told, corpus, "reason", measure, ground, own=kinds, words=content_words(ground, frozenset(corpus.lexicon.table["stop"])))


def outcomes(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """How talks, a vote, a trial, an attempt or a truce ended."""
    lexicon, text = corpus.lexicon, told.lower
    if told.mention.certainty in _UNTRUE or not lexicon.has("ended", text):
        return
    for name, row in lexicon.table["outcomes"].items():
        thing = lexicon.first(f"outcomes.{name}.who", text)
        if thing is None:
            continue
        value = _value(told, corpus, str(name), thing.end())
        about = _thing(told, corpus, frozenset(row["types"]), str(name)) if value is not None else None
        if about is not None and value is not None:
            denied = told.mention.polarity == "denied"
            said = f"not {value}" if denied else value
            yield made(told, corpus, "outcome", about, said, facet=str(name), kind=value, own=frozenset({value}), polarity="denied" if denied else "affirmed")
            return


def _value(told: Told, corpus: Corpus, name: str, at: int) -> str | None:
    """The value whose word stands behind the thing, the first of the list that does; before it where none does."""
    for text in (told.lower[at:], told.lower[:at]):
        for value in corpus.lexicon.table["outcomes"][name]["values"]:
            if corpus.lexicon.has(f"outcomes.{name}.values.{value}", text):
                return str(value)
    return None


def _thing(told: Told, corpus: Corpus, types: frozenset[str], name: str) -> str | None:
    """The event that ended: told in the words, else last before them."""
    own = [m for m in told.events if m.type in types and told.offset(m.trigger.start, m.trigger.end) is not None]
    before = corpus.deed_before(told, types)
    if before is not None:
        return before
    return corpus.matter(corpus.of_event.get(own[0].id)) if own else None
