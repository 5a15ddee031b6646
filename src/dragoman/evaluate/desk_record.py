"""Yields a record of any size without coding a text: invented reports with the events, people, claims and questions in them, as they would be resolved.

What is in it is skewed as news is: few states and outlets have most of it, days come in bursts, one event in five is told by several. Every span is right.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Document, Evidence, Published, Span, Zone
from dragoman.core.ids import document_id, mention_id, resolved_id, sha256_hex
from dragoman.core.incidents import Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import ChainLink, ClaimMention, EntityMention, EventMention, Extracted, Participant
from dragoman.core.records import Answer, Claim, ClaimRelation, ClaimTold, Entity, Event, EventTold, Link, Party, PlaceOfEvent, Question
from dragoman.core.resolved import Resolved
from dragoman.evaluate.planted import load_words
from dragoman.evaluate.scaled import FIRST_DAY, fill_sentence, load_lists, some_pair, some_states
from dragoman.relate.dyads import make_ties
from dragoman.relate.shifts import make_shifts

_DAYS = 1500
_PEOPLE = 20_000
_SENTENCES = 13
_RETOLD = 0.2
_LATEST = 400
"""Events back from the last one, among which those told again are."""
_MADE_BY = "scale-1"
_KINDS = {
    "expel": ("COERCE", "deport", 4, -5.0), "close": ("REJECT", None, 3, -4.0), "accuse": ("ACCUSE", None, 3, -2.0),
    "sign": ("AGREE", None, 1, 6.0), "aid": ("AID", "economic", 2, 7.0), "talk": ("CONSULT", "visit", 1, 3.0),
    "threaten": ("THREATEN", "restrict", 3, -4.4), "demand": ("REQUEST", None, 3, -1.0), "seize": ("COERCE", "seize", 4, -6.0),
    "protest": ("PROTEST", "demo", 3, -3.0), "ban": ("SANCTION", None, 4, -6.5), "recall": ("REJECT", None, 3, -4.0),
    "promise": ("AID", "economic", 1, 5.0), "drill": ("MOBILIZE", "troops", 4, -5.0),
}  # fmt: skip
_SLOTS = ("cause", "date", "place", "count", "reason", "status", "fault", "responsibility")
_FOREIGN = {"ru": "Министр {p} заявил о товаре: {goods}. Переговоры прошли в Москве.", "az": "Nazir Hacızadə bildirdi ki, {goods} barədə danışıq aparılıb."}


@dataclass(slots=True)
class _Deed:
    """An event while its tellings are gathered."""

    kind: str
    facts: dict[str, str]
    sides: tuple[int, int]
    person: int | None
    modality: str
    date: DateRange
    place: PlaceOfEvent | None
    told: list[EventTold] = field(default_factory=list)


@dataclass(slots=True)
class _Room:
    """All that is gathered over the reports."""

    random: Random
    states: list[tuple[str, str, str]]
    codes: list[str]
    deeds: list[_Deed] = field(default_factory=list)
    named: dict[tuple[str, int], list[EntityMention]] = field(default_factory=dict)
    said: dict[int, list[tuple[ClaimTold, str]]] = field(default_factory=dict)
    kinships: list[Kinship] = field(default_factory=list)
    origins: list[tuple[str, str]] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)


def write_record(documents: int, events: int, seed: int = 1) -> tuple[Iterator[Extracted], _Room]:
    """(documents with what was drawn from them, what is gathered while they come): when they are all there, `resolve_room` gives the resolved records."""
    states = some_states()
    by_name = {state.name: code for code, state in load_codebook().gazetteer.by_code.items()}
    room = _Room(Random(seed), states, [by_name[name] for name, _, _ in states])
    return _reports(room, documents, events), room


def _reports(room: _Room, documents: int, events: int) -> Iterator[Extracted]:
    random, lists = room.random, load_lists()
    per = events / documents
    for number in range(documents):
        day = FIRST_DAY + dt.timedelta(_DAYS * number // documents)
        share = min(len(lists["outlets"]) * 5 - 1, int(random.paretovariate(0.8)) - 1)
        outlet = f"{lists['outlets'][share % len(lists['outlets'])]}{f' {share // len(lists["outlets"]) + 1}' if share >= len(lists['outlets']) else ''}"
        wanted = int(per * (number + 1)) - len(room.deeds)
        report = _Report(room, number, outlet, day.isoformat())
        if number % 25 == 24:
            report.add(fill_sentence(random.choice(sorted(_FOREIGN.values())), _facts(room, 0, 1, day)))
            yield report.done(random.choice(sorted(_FOREIGN)), None)
            continue
        for _ in range(wanted):
            while room.deeds and random.random() < _RETOLD:
                report.tell(len(room.deeds) - 1 - min(len(room.deeds) - 1, int(random.random() * _LATEST)))
            room.deeds.append(_deed(room, day))
            report.tell(len(room.deeds) - 1)
            if random.random() < 0.3:
                report.say(len(room.deeds) - 1)
        copied = random.choice(room.documents[-200:]) if room.documents and random.random() < 0.1 else None
        yield report.done("en", copied)


def _facts(room: _Room, a: int, b: int, day: dt.date) -> dict[str, str]:
    random, words, planted = room.random, load_lists(), load_words()
    facts = {"A": room.states[a][0], "B": room.states[b][0], "aa": room.states[a][1], "bb": room.states[b][1], "town": room.states[b][2]}
    facts |= {"n": str(random.randint(3, 90)), "m": str(random.randint(100, 990)), "k": str(random.randint(3, 48)), "year": str(random.randint(2009, 2019))}
    facts |= {"day": f"{day.day} {day:%B}", "body": random.choice(words["bodies"]), "outlet": words["outlets"][0]}
    facts["p"] = f"{random.choice(planted['given'])} {random.choice(planted['family'])}"
    return facts | {slot: random.choice(words[slot]) for slot in ("why", "wrong", "reply", "quote", "goods")}


def _deed(room: _Room, day: dt.date) -> _Deed:
    random = room.random
    a, b = some_pair(random, len(room.states))
    told = day - dt.timedelta(int(random.expovariate(0.3)))
    kind = random.choice(sorted(_KINDS))
    date = on(told.isoformat()) if random.random() < 0.75 else on(told.isoformat()[:7]) if random.random() < 0.5 else UNKNOWN
    modality = random.choices(("done", "planned", "threatened", "denied", "alleged", "demanded"), (70, 8, 6, 4, 8, 4))[0]
    state = load_codebook().gazetteer.by_code[room.codes[b]]
    place = PlaceOfEvent(room.states[b][2], room.codes[b], state.lat, state.lon) if random.random() < 0.4 else None
    person = min(_PEOPLE - 1, int(random.paretovariate(0.6)) - 1) if random.random() < 0.3 else None
    return _Deed(kind, _facts(room, a, b, told), (a, b), person, modality, date, place)


class _Report:
    """One report while it is written."""

    def __init__(self, room: _Room, number: int, outlet: str, day: str) -> None:
        self._room, self._outlet, self._day = room, outlet, day
        self._id = document_id(f"scale {number}".encode())
        self._text, self._events, self._claims = "", list[EventMention](), list[ClaimMention]()
        self._names: dict[tuple[str, int], EntityMention] = {}
        self._number = number

    def add(self, sentence: str) -> tuple[int, int]:
        """A sentence at the end; where it stands."""
        start = len(self._text)
        self._text += sentence + " "
        return start, start + len(sentence)

    def tell(self, n: int) -> None:
        """A deed, in a sentence of its own."""
        room, deed = self._room, self._room.deeds[n]
        start, end = self.add(fill_sentence(room.random.choice(load_lists()["deeds"][deed.kind]), deed.facts))
        kind, mode, *_ = _KINDS[deed.kind]
        key = mention_id("em", self._id, start, end, kind, str(n))
        sides = [self._name("state", side, room.states[side][0], room.codes[side], start, end) for side in deed.sides]
        parties = [Participant(m.id, m.name, m.country) for m in sides]
        self._events.append(
            EventMention(key, self._id, "PLOVER", kind, deed.modality, Span(start, end), (Span(start, end),), _MADE_BY, 0.5, mode, (), None,
                         (parties[0],), (parties[1],), date=deed.date, chain=(ChainLink("outlet", self._outlet),))
        )  # fmt: skip
        words = Evidence(self._id, start, end, self._text[start:end])
        deed.told.append(EventTold(key, self._id, (words,), (Link("outlet", self._outlet, None, None, None),), _MADE_BY, 0.4 + room.random.random() * 0.6))

    def say(self, n: int) -> None:
        """What somebody says of a deed."""
        room, deed = self._room, self._room.deeds[n]
        person = deed.person if deed.person is not None else room.random.randrange(_PEOPLE)
        given, family = load_words()["given"], load_words()["family"]
        name = f"{given[person % len(given)]} {family[person // len(given) % len(family)]}{'' if person < 600 else f'-{person}'}"
        start, end = self.add(f"{name} said {deed.facts['A']} had acted over {deed.facts['why']}.")
        mention = self._name("person", person, name, room.codes[deed.sides[0]], start, end)
        at = start + len(name) + 6
        key = mention_id("cm", self._id, at, end, "claim")
        words, chain = Evidence(self._id, at, end, self._text[at:end]), (Link("outlet", self._outlet, None, None, None),)
        how = ("asserted", "affirmed", "indirect")
        own = (ChainLink("person", name, mention.id),)
        self._claims.append(ClaimMention(key, self._id, (Span(at, end),), None, own, *how, words.text, _MADE_BY, 0.7))
        told = ClaimTold(key, self._id, (words,), None, (*chain, Link("person", name, f"person {person}", start, start + len(name))), *how, _MADE_BY, 0.7)
        room.said.setdefault(n, []).append((told, deed.facts["why"]))

    def _name(self, kind: str, number: int, name: str, country: str, start: int, end: int) -> EntityMention:
        at = self._text.find(name, start, end)
        at, text = (at, name) if at >= 0 else (start, self._text[start : start + 3])
        key = mention_id("nm", self._id, at, at + len(text), kind, str(number))
        first = self._names.get((kind, number))
        anchor = first.anchor if first else key
        mention = EntityMention(key, self._id, at, at + len(text), text, kind, "name" if text == name else "nominal", name, anchor, 0, None, country)
        self._names[kind, number] = mention
        held = self._room.named.setdefault((kind, number), [])
        if all(m.id != key for m in held[-3:]):
            held.append(mention)
        return mention

    def done(self, lang: str, copied: Document | None) -> Extracted:
        """The report with all that was drawn from it."""
        published, name = Published(self._day, "metadata", 0.9), f"{self._number:06d}.txt"
        document = Document(
            self._id, self._text, sha256_hex(self._text.encode()), "text", name, title=self._text[:70], outlet=self._outlet, lang=lang, published=published,
            zones=(Zone(0, len(self._text), "body"),),
        )  # fmt: skip
        self._room.documents.append(document)
        self._room.origins.append((document.id, copied.id if copied else document.id))
        if copied:
            self._room.kinships.append(Kinship(document.id, "copy" if self._room.random.random() < 0.5 else "rewrite", copied.id, 0.8, 0.9))
        names = tuple(sorted(self._names.values(), key=lambda m: m.id))
        return Extracted(document, (), names, tuple(self._events), tuple(self._claims), version="scale")


def resolve_room(room: _Room) -> Resolved:
    """The resolved records of all the reports."""
    ids = {key: resolved_id("n", [m.id for m in mentions]) for key, mentions in room.named.items()}
    events = [_event(room, deed, ids) for deed in room.deeds if deed.told]
    claims, questions = _accounts(room, ids)
    entities = tuple(sorted((_entity(room, key, ids[key], mentions) for key, mentions in room.named.items()), key=lambda e: e.id))
    events.sort(key=lambda e: e.id)
    origins = tuple(sorted(room.origins))
    weights = load_codebook().weights("ties")
    ties = make_ties(events, dict(origins), weights)
    kinships = tuple(sorted(room.kinships, key=lambda kin: kin.document))
    shifts = make_shifts(events, weights)
    return Resolved(entities, tuple(events), claims, questions, ties, (), shifts, stories=_stories(events), origins=origins, kinships=kinships)


def _event(room: _Room, deed: _Deed, ids: dict[tuple[str, int], str]) -> Event:
    kind, mode, quad, score = _KINDS[deed.kind]
    sides = [Party(ids["state", side], room.states[side][0], room.codes[side], "GOV", f"{room.codes[side]}GOV") for side in deed.sides]
    if deed.person is not None and ("person", deed.person) in ids:
        sides[0] = Party(ids["person", deed.person], room.named["person", deed.person][0].name, room.codes[deed.sides[0]], "GOV", None)
    key = resolved_id("e", [told.id for told in deed.told])
    summary = f"{sides[0].name} {kind.lower()} {sides[1].name} over {deed.facts['goods']}, {deed.date.start or 'undated'}."
    chain = deed.told[0].chain
    return Event(
        key, "PLOVER", kind, mode, (), None, deed.modality, (sides[0],), (sides[1],), deed.place, deed.date, quad, score, score, chain, None, summary,
        tuple(deed.told),
    )  # fmt: skip


def _entity(room: _Room, key: tuple[str, int], entity: str, mentions: Sequence[EntityMention]) -> Entity:
    kind, number = key
    aliases = (room.states[number][1],) if kind == "state" else ()
    return Entity(entity, kind, mentions[0].name, aliases, mentions[0].country, None, {}, tuple(mentions))


def _accounts(room: _Room, ids: dict[tuple[str, int], str]) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    """Claims, and a question on each deed of which anything is said; one in three has a second answer that contradicts or sharpens the first."""
    claims: list[Claim] = []
    questions: list[Question] = []
    for n, told in sorted(room.said.items()):
        deed = room.deeds[n]
        about = resolved_id("e", [t.id for t in deed.told])
        slot = _SLOTS[n % len(_SLOTS)]
        question = f"q{about[1:]}-{slot}"
        resolved = [(_resolved(t, ids), why) for t, why in told]
        mine = [Claim(resolved_id("c", [t.id]), question, t.content[0].text, why, (t,), (about,)) for t, why in resolved]
        answers = [Answer(mine[0].answer or "", tuple(c.id for c in mine))]
        relations: tuple[ClaimRelation, ...] = ()
        if n % 3 == 0 and claims:
            other = claims[-1]
            answers.append(Answer("something else", (other.id,)))
            relations = (ClaimRelation(mine[0].id, other.id, ("contradicts", "disputes", "sharper")[n // 3 % 3], "other hands"),)
        claims += mine
        questions.append(
            Question(question, f"Why did {deed.facts['A']} act against {deed.facts['B']} over {deed.facts['goods']}?", about, slot, tuple(answers), relations)
        )
    return tuple(sorted(claims, key=lambda c: c.id)), tuple(sorted(questions, key=lambda q: q.id))


def _resolved(told: ClaimTold, ids: dict[tuple[str, int], str]) -> ClaimTold:
    last = told.chain[-1]
    entity = ids["person", int((last.entity or "0").split()[-1])]
    chain = (*told.chain[:-1], Link(last.type, last.name, entity, last.start, last.end))
    return ClaimTold(told.id, told.doc, told.content, told.cue, chain, told.certainty, told.polarity, told.form, told.made_by, told.confidence)


def _stories(events: Sequence[Event]) -> tuple[Story, ...]:
    """A story of every forty events of one pair."""
    pairs: dict[tuple[str | None, str | None], list[Event]] = {}
    for event in events:
        pairs.setdefault((event.actors[0].country, event.recipients[0].country), []).append(event)
    stories = []
    for (a, b), mine in sorted(pairs.items(), key=lambda row: str(row[0])):
        for n in range(0, len(mine) - 40, 40):
            part = sorted(mine[n : n + 40], key=lambda e: e.id)
            days = sorted(e.date.start for e in part if e.date.start)
            documents = tuple(sorted({m.doc for e in part for m in e.mentions}))
            date = DateRange(days[0], days[-1]) if days else UNKNOWN
            stories.append(Story("s" + part[0].id[1:], f"{a} and {b}, part {n // 40 + 1}", "affair", documents, tuple(e.id for e in part), None, date))
    return tuple(sorted(stories, key=lambda s: s.id))
