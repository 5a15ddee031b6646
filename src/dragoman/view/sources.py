"""Yields Source: who is quoted by which outlets, in which link of a chain, how surely, on what; Outlet: what a publisher says itself, and whom it quotes."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.codebook.skeleton import fold
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Claim, ClaimTold, Entity, Link, Question
from dragoman.view.letters import letters_of
from dragoman.view.record import Record
from dragoman.view.voices import HEARSAY, LEFT_OUT, OUTLET, Voices, is_named

_NEAREST = 5
_KINDS = {"person": "person", "document": "document", "law": "document", "state": "institution"}
_NAMELESS = {HEARSAY: "hearsay", LEFT_OUT: "source left out"}


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement of a source in one report.

    link: 1 where the outlet quotes it directly, 2 where it quotes one who cites it, and so on; 0 for the outlet's own words. nearest: is nobody cited beyond
    it? via: keys of those through whom it reached the outlet; beyond: of those whom it passes on. origin: the report, or that which the report copies.
    """

    claim: Claim
    told: ClaimTold
    link: int
    nearest: bool
    via: tuple[str, ...]
    beyond: tuple[str, ...]
    outlet: str
    origin: str


@dataclass(frozen=True)
class Source:
    """Who or what is quoted. kind: person, institution, agency, document, unnamed, public or outlet (then the tellings are its own words).

    called: the words that reports use for it, commonest first; entities: ids of who is meant; under: names of the bodies that it is placed in or speaks for.
    """

    key: str
    name: str
    kind: str
    called: tuple[str, ...]
    entities: tuple[str, ...]
    under: tuple[str, ...]
    tellings: tuple[Telling, ...]

    @property
    def named(self) -> bool:
        """Does the reader learn who it is?"""
        return self.kind not in {"unnamed", "public"}

    @cached_property
    def statements(self) -> tuple[Telling, ...]:
        """Each claim once an origin: what a copy repeats is not said twice."""
        return tuple({(t.claim.id, t.origin): t for t in reversed(self.tellings)}.values())[::-1]

    @property
    def origins(self) -> int:
        """Reports that rest on it, copies not counted."""
        return len({t.origin for t in self.tellings})

    @property
    def documents(self) -> tuple[str, ...]:
        """Ids of the reports that quote it, in order."""
        return tuple(sorted({t.told.doc for t in self.tellings}))

    def certainty(self) -> Counter[str]:
        """How surely it is quoted: certainty to statements; `denied` for what it denies."""
        return Counter("denied" if t.told.polarity == "denied" else t.told.certainty for t in self.statements)


@dataclass(frozen=True)
class Outlet:
    """A publisher: its reports (ids, in order of time), what it says itself, and the statements for which it quotes others, by source key."""

    key: str
    name: str
    documents: tuple[str, ...]
    own: Source
    quotes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Sources:
    """All sources of a record, most used first, and all outlets by name."""

    record: Record
    voices: Voices
    sources: tuple[Source, ...]
    outlets: tuple[Outlet, ...]

    @cached_property
    def source(self) -> dict[str, Source]:
        """Sources that are quoted, by key."""
        return {source.key: source for source in self.sources}

    @cached_property
    def outlet(self) -> dict[str, Outlet]:
        """Outlets by key."""
        return {outlet.key: outlet for outlet in self.outlets}

    @cached_property
    def acts(self) -> dict[str, frozenset[str]]:
        """Source key to ids of the acts and occurrences that are told on its word: those of its statements, and those coded with it in the chain."""
        found: dict[str, set[str]] = defaultdict(set)
        for source in (*self.sources, *(outlet.own for outlet in self.outlets)):
            found[source.key] |= {e for t in source.tellings for e in t.claim.events}
        for event in self.record.resolved.events:
            for told in event.told:
                for key in self.voices.holders(told):
                    found[key].add(event.id)
        return {key: frozenset(ids) for key, ids in found.items()}

    @cached_property
    def asked(self) -> dict[str, tuple[tuple[Question, str], ...]]:
        """Claim id to the questions that it answers, each with its answer."""
        found: dict[str, list[tuple[Question, str]]] = defaultdict(list)
        for question in self.record.resolved.questions:
            for answer in question.answers:
                for claim in answer.claims:
                    found[claim].append((question, answer.value))
        return {claim: tuple(rows) for claim, rows in found.items()}

    def name_of(self, key: str) -> str:
        """The name that a key is shown with."""
        return self.source[key].name if key in self.source else self.outlet[key].name if key in self.outlet else key


def list_sources(record: Record) -> Sources:
    """All who are quoted and all who publish; the same whatever the order of documents."""
    voices = Voices(record)
    quoted: dict[str, list[Telling]] = defaultdict(list)
    own: dict[str, list[Telling]] = defaultdict(list)
    cited: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for claim in record.resolved.claims:
        for told in claim.mentions:
            for key, telling in _tellings(record, voices, claim, told):
                (quoted if telling.link else own)[key].append(telling)
                if telling.link:
                    cited[telling.outlet][key].add((claim.id, telling.origin))
    found = [_source(record, voices, key, tellings) for key, tellings in quoted.items()]
    letters = letters_of(record.documents)
    publisher = {d.id: d.outlet or f"outlet of {letters[d.id]}" for d in record.documents}
    found.sort(key=lambda s: (-len(s.statements), -s.origins, fold(s.name), s.key))
    return Sources(record, voices, tuple(_told_apart(record, found, publisher)), _outlets(record, voices, own, cited, publisher))


def _tellings(record: Record, voices: Voices, claim: Claim, told: ClaimTold) -> Iterable[tuple[str, Telling]]:
    """The sources of one telling, each once, with its place in the chain."""
    if told.doc not in record.document:
        return
    outlet, origin = voices.outlet(told.doc), record.origin.get(told.doc, told.doc)
    keys = list(dict.fromkeys(voices.key(told.doc, link) for link in told.chain if link.type != OUTLET))
    if not keys:
        yield outlet, Telling(claim, told, 0, nearest=True, via=(), beyond=(), outlet=outlet, origin=origin)
    for n, key in enumerate(keys):
        if key != outlet or len(keys) > 1:
            yield key, Telling(claim, told, n + 1, n + 1 == len(keys), tuple(keys[:n]), tuple(keys[n + 1 :]), outlet, origin)
        else:  # a paper that names itself
            yield outlet, Telling(claim, told, 0, nearest=True, via=(), beyond=(), outlet=outlet, origin=origin)


def _source(record: Record, voices: Voices, key: str, tellings: Sequence[Telling]) -> Source:
    links = [link for t in tellings for link in t.told.chain if link.type != OUTLET and voices.key(t.told.doc, link) == key]
    called = _called(links)
    ids = sorted({link.entity for link in links if link.entity and link.entity in record.entity})
    entities = [record.entity[e] for e in ids]
    name = _NAMELESS.get(key) or _name(record, key, links) or (called[0] if called else "nobody named")
    under = [record.entity[body].name for t in links if (body := key.removeprefix(f"{LEFT_OUT} in ")) != key and body in record.entity]
    under += [role.body_name for e in entities for role in e.roles if role.body_name]
    ordered = sorted(tellings, key=lambda t: (_day(record, t.told.doc), t.told.doc, t.told.content[0].start, t.claim.id))
    return Source(key, name, _kind(key, links, entities), called, tuple(ids), tuple(dict.fromkeys(under)), tuple(ordered))


def _name(record: Record, key: str, links: Sequence[Link]) -> str | None:
    """The entity's own name; of several that are merely described that which is quoted most."""
    own = record.entity.get(key)
    if own is not None and is_named(own):
        return own.name
    counted = Counter(record.entity[e].name for link in links if (e := link.entity or "") in record.entity)
    return min(counted, key=lambda name: (-counted[name], -len(name), name)) if counted else None


def _called(links: Sequence[Link]) -> tuple[str, ...]:
    """The words for a source, commonest first, a wording once whatever its case and accents."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for link in links:
        if link.name:
            spellings[fold(link.name)].append(" ".join(link.name.split()))
    shown = {min(same, key=lambda words: (words[0].isupper() and words[1:].islower(), words)): len(same) for same in spellings.values()}
    return tuple(sorted(shown, key=lambda words: (-shown[words], -len(words), words)))


def _kind(key: str, links: Sequence[Link], entities: Sequence[Entity]) -> str:
    """The commonest type of its links; one who has a name is no unnamed source, whatever a text calls him."""
    if key == HEARSAY:
        return "public"
    if key.startswith(LEFT_OUT):
        return "unnamed"
    types = Counter(link.type for link in links)
    if entities:
        types.pop("unnamed", None)
        types.pop("public", None)
    if types:
        return min(types, key=lambda kind: (-types[kind], kind))
    return _KINDS.get(entities[0].type, "institution") if entities else "unnamed"


def _told_apart(record: Record, found: Sequence[Source], publisher: Mapping[str, str]) -> list[Source]:
    """Sources of one name with what tells them apart behind it: the state, else the outlet that quotes them."""
    count = Counter(fold(source.name) for source in found)
    states = {e.country: e.name for e in record.resolved.entities if e.type == "state" and e.country}
    apart = []
    for source in found:
        if count[fold(source.name)] > 1:
            country = next((record.entity[e].country for e in source.entities if record.entity[e].country), None)
            outlets = list(dict.fromkeys(publisher[doc] for doc in source.documents))
            mark = states.get(country, country) if country else f"in {' and '.join(outlets[:2])}"
            source = Source(source.key, f"{source.name} ({mark})", source.kind, source.called, source.entities, source.under, source.tellings)
        apart.append(source)
    return apart


def _outlets(
    record: Record, voices: Voices, own: dict[str, list[Telling]], cited: dict[str, dict[str, set[tuple[str, str]]]], publisher: Mapping[str, str]
) -> tuple[Outlet, ...]:
    documents: dict[str, list[str]] = defaultdict(list)
    for document in sorted(record.documents, key=lambda d: (_day(record, d.id), d.id)):
        documents[voices.outlet(document.id)].append(document.id)
    found = []
    for key, ids in documents.items():
        name = publisher[ids[0]]
        mine = sorted(own[key], key=lambda t: (_day(record, t.told.doc), t.told.doc, t.told.content[0].start, t.claim.id))
        quotes = tuple(sorted(((source, len(told)) for source, told in cited[key].items()), key=lambda row: (-row[1], row[0])))
        found.append(Outlet(key, name, tuple(ids), Source(key, name, OUTLET, (name,), (), (), tuple(mine)), quotes))
    return tuple(sorted(found, key=lambda o: (-len(o.documents), fold(o.name), o.key)))


def _day(record: Record, doc: str) -> str:
    published = record.document[doc].published if doc in record.document else None
    return published.day if published else "9999"


def find_source(found: Sources, name: str) -> tuple[Source | None, Outlet | None]:
    """Who bears a name, spelling or description, as one who is quoted and as one who publishes; of several the most used.

    NotFoundError with near names where nobody does.
    """
    wanted = fold(name)
    source = next((s for s in found.sources if wanted and wanted in _exact(found.record, s)), None)
    outlet = next((o for o in found.outlets if wanted and wanted == fold(o.name)), None)
    if source is None and outlet is None and wanted:
        source = next((s for s in found.sources if any(set(wanted.split()) <= set(n.split()) for n in sorted(_exact(found.record, s)))), None)
    if source is None and outlet is None:
        names = {fold(n): n for n in [*(o.name for o in found.outlets), *(s.name for s in found.sources)] if fold(n)}
        near = difflib.get_close_matches(wanted, sorted(names), n=_NEAREST, cutoff=0.6)
        near += [fold(s.name) for s in found.sources[:_NEAREST] if not near]
        hint = f"; near it: {', '.join(names[n] for n in near)}" if near else ""
        raise NotFoundError(f"nobody called {name!r} is quoted in the record{hint}")
    if source is not None and outlet is None:
        outlet = found.outlet.get(source.key)
    if outlet is not None and source is None:
        source = found.source.get(outlet.key)
    return source, outlet


def _exact(record: Record, source: Source) -> set[str]:
    aliases = [alias for e in source.entities for alias in (record.entity[e].name, *record.entity[e].aliases)]
    return {fold(n) for n in (source.name, *source.called, *aliases)}
