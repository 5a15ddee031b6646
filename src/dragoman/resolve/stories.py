"""Yields stories: affairs (the long quarrel, each report in one) and below each its happenings (one accident, one expulsion, as several reports tell it)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Document
from dragoman.core.ids import resolved_id
from dragoman.core.incidents import Incident, Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Extracted
from dragoman.core.records import Entity, Event
from dragoman.resolve.story_groups import group_reports
from dragoman.resolve.story_names import Naming, name_affair, name_happening, naming_of, span_of
from dragoman.resolve.story_profiles import Counts, Profile, count_features, make_profiles, read_features

_MATERIAL = frozenset({2, 4})
_MANY = 3
"""Reports that tell a deed, whatever else they are about, which makes it a happening."""
_FEWEST = 2
"""Reports that make a happening: what one report tells is an event of it."""
_ACTS = frozenset({"done", "threatened", "demanded", "alleged"})
_OF_ACCIDENT = frozenset({"INCIDENT", "CASUALTIES", "RESCUE", "DISSOLUTION"})
_MOST_ABOUT = 20
_WIDEST = 31
"""Days that the date of such a deed may span."""
_BEFORE = 7
"""Days before its first report on which what a happening turns on may lie."""


@dataclass(frozen=True, slots=True)
class _Corpus:
    """What stories are made from. told: {document: its events}; telling: {event: its documents}."""

    documents: Mapping[str, Document]
    profiles: Mapping[str, Profile]
    events: Mapping[str, Event]
    told: Mapping[str, frozenset[str]]
    telling: Mapping[str, frozenset[str]]
    kin: tuple[tuple[str, str], ...]
    codebook: Codebook
    naming: Naming


def resolve_stories(
    documents: Sequence[Extracted],
    events: Sequence[Event],
    incidents: Sequence[Incident],
    entities: Mapping[str, Entity],
    kinships: Sequence[Kinship],
    codebook: Codebook,
    counts: Counts | None = None,
) -> tuple[Story, ...]:
    """Affairs and, below each, its happenings; sorted by id. Copies, rewrites and versions lie in one affair.

    documents may be a part of the record, as those of some affairs together with new ones; events, incidents and entities may then be the whole
    record's. counts: how often features stand in the whole record, None where the documents are the whole.
    """
    corpus = _read(documents, events, entities, kinships, codebook, counts)
    stories: list[Story] = []
    for group in _groups(corpus, sorted(corpus.profiles), "affair"):
        affair = _affair(corpus, group, incidents)
        if affair:
            stories += [affair, *_happenings(corpus, affair, incidents)]
    return tuple(sorted(stories, key=lambda s: s.id))


def group_documents(
    documents: Sequence[Extracted], events: Sequence[Event], entities: Mapping[str, Entity], kinships: Sequence[Kinship], codebook: Codebook, level: str
) -> list[list[str]]:
    """Ids of the documents of each affair, or, level `happening`, of each moment within an affair: every document in one group, sorted."""
    corpus = _read(documents, events, entities, kinships, codebook, None)
    groups = _groups(corpus, sorted(corpus.profiles), "affair")
    return groups if level == "affair" else sorted(part for group in groups for part in _groups(corpus, group, level))


def _read(
    documents: Sequence[Extracted],
    events: Sequence[Event],
    entities: Mapping[str, Entity],
    kinships: Sequence[Kinship],
    codebook: Codebook,
    counts: Counts | None,
) -> _Corpus:
    texts = [drawn.document for drawn in documents]
    told = read_features(texts, events, entities, codebook)
    profiles = {p.doc: p for p in make_profiles(texts, told, counts or count_features(told), codebook)}
    telling: dict[str, set[str]] = defaultdict(set)
    for doc, kinds in told.items():
        for event in kinds["events"]:
            telling[event].add(doc)
    return _Corpus(
        documents={d.id: d for d in texts},
        profiles=profiles,
        events={e.id: e for e in events if e.id in telling},
        told={doc: frozenset(kinds["events"]) for doc, kinds in told.items()},
        telling={event: frozenset(docs) for event, docs in telling.items()},
        kin=tuple((k.document, k.of) for k in kinships),
        codebook=codebook,
        naming=naming_of(entities, codebook),
    )


def _groups(corpus: _Corpus, docs: Sequence[str], level: str) -> list[list[str]]:
    weights = corpus.codebook.weights("stories")
    return group_reports([corpus.profiles[doc] for doc in docs], corpus.kin, weights[level], weights)


def _affair(corpus: _Corpus, group: Sequence[str], incidents: Sequence[Incident]) -> Story | None:
    """A group of reports as an affair; None for a single report that tells no event."""
    mine, here = sorted({e for doc in group for e in corpus.told[doc]}), set(group)
    if not mine and len(group) < _FEWEST:
        return None
    events = [corpus.events[e] for e in mine]
    smallest = [m.id for e in events for m in e.mentions if m.doc in here] or list(group)
    tellings = {e: len(corpus.telling[e] & here) for e in mine}
    period = span_of([corpus.documents[doc] for doc in group], events, tellings)
    told = [i for i in incidents if tellings.get(i.event, 0) * 4 >= len(group)]
    main = min(told, key=lambda i: (-tellings[i.event], i.id), default=None)
    name = name_affair(events, tellings, main, _about(corpus, group), period, corpus.naming)
    return Story(resolved_id("s", smallest), name, "affair", tuple(group), tuple(mine), None, period)


def _about(corpus: _Corpus, group: Sequence[str]) -> list[str]:
    """States and entities that the reports of a group name, the most telling first."""
    weight: Counter[str] = Counter()
    for doc in group:
        for kind in ("entities", "states"):
            weight.update(corpus.profiles[doc].features[kind])
    return sorted(weight, key=lambda key: (-weight[key], key))[:_MOST_ABOUT]


def _happenings(corpus: _Corpus, affair: Story, incidents: Sequence[Incident]) -> list[Story]:
    """What several reports of an affair tell of one moment, each accident, each deed that many tell. None turns on the same event as another."""
    here = frozenset(affair.documents)
    accidents = {i.event: i for i in incidents if corpus.telling.get(i.event, frozenset()) & here}
    head_of = {phase.event: head for head, incident in accidents.items() for phase in incident.phases}
    reports: dict[str, set[str]] = defaultdict(set)
    steps: dict[str, set[str]] = defaultdict(set)
    for head, accident in accidents.items():
        reports[head] |= here.intersection(accident.documents)
    for step, head in head_of.items():
        if docs := corpus.telling.get(step, frozenset()) & here:
            steps[head].add(step)
            reports[head] |= docs
    for event in affair.events:
        if _is_deed(corpus.events[event]) and event not in head_of and len(corpus.telling[event] & here) >= _MANY:
            reports[event], steps[event] = set(corpus.telling[event] & here), {event}
    for group in _groups(corpus, affair.documents, "happening"):
        if len(group) >= _FEWEST and (found := _head(corpus, group, head_of)):
            reports[found] |= {*group, *(corpus.telling[found] & here)}
            steps[found] |= {found, *_of_moment(corpus, group)}
    return [_happening(corpus, affair, head, docs, steps[head], accidents.get(head)) for head, docs in sorted(reports.items()) if len(docs) >= _FEWEST]


def _happening(corpus: _Corpus, affair: Story, head: str, docs: set[str], steps: set[str], accident: Incident | None) -> Story:
    event, here = corpus.events[head], frozenset(affair.documents)
    name = accident.name if accident else name_happening(event, corpus.naming)
    own = resolved_id("sh", [m.id for m in event.mentions if m.doc in here])
    told = sorted(docs)
    span = event.date if event.date.known else span_of([corpus.documents[doc] for doc in told], [event], {head: len(docs)})
    return Story(own, name, "happening", tuple(told), tuple(sorted(steps)), affair.id, span, head)


def _of_moment(corpus: _Corpus, group: Iterable[str]) -> list[str]:
    """Events that reports of one moment tell and that are of that moment: dated about their days, or undated and told by more than one of them."""
    group = sorted(group)
    days = [day for doc in group if (day := corpus.profiles[doc].day) is not None]
    count = Counter(e for doc in group for e in corpus.told[doc])
    found = []
    for event, n in sorted(count.items()):
        span = corpus.events[event].date.days()
        near = bool(span and days and min(days) - _BEFORE <= span[1].toordinal() and span[0].toordinal() <= max(days) + 1)
        if near or (n >= _FEWEST and (span is None or not days)):
            found.append(event)
    return found


def _head(corpus: _Corpus, group: Sequence[str], head_of: Mapping[str, str]) -> str | None:
    """The event that reports of one moment turn on: an accident, or the act that most of them tell, the weightiest of these; None where there is none.

    head_of: {step of an accident: its head}.
    """
    moment = [corpus.events[e] for e in _of_moment(corpus, group)]
    here = set(group)
    acts = [e for e in moment if (e.ontology == "PLOVER" or e.type in _OF_ACCIDENT) and e.modality in _ACTS and (e.actors or e.recipients)]
    if not acts:
        return None

    def rank(event: Event) -> tuple[bool, int, float, str]:
        return event.id not in head_of, -len(corpus.telling[event.id] & here), -abs(event.score or 0.0), event.id

    best = min(acts, key=rank)
    return head_of.get(best.id, best.id)


def _is_deed(event: Event) -> bool:
    """Something that was done, not merely said: other than words, it makes a happening wherever it is told."""
    dated = event.date.start is not None and event.date.span_days() <= _WIDEST
    return dated and event.quad in _MATERIAL and event.modality in {"done", "alleged"} and bool(event.actors or event.recipients)
