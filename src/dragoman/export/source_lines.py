"""Yields the JSON objects of sources and outlets: who is quoted, by whom, in which link of the chain, how surely, on what, with what outcome."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.core.records import Link
from dragoman.export.lines import span_line
from dragoman.view.outcomes import Comparison, Outcome
from dragoman.view.record import Record
from dragoman.view.said_of import Descriptions
from dragoman.view.source_subjects import acts_of, dyads_of, questions_of
from dragoman.view.sources import Outlet, Source, Sources, find_source, list_sources

Line = dict[str, Any]


def sources_object(record: Record, name: str | None = None) -> Line:
    """`sources` and `outlets` of a record; with a name those who bear it, at most one of each. NotFoundError where nobody does."""
    found = list_sources(record)
    comparison, described = Comparison(found), Descriptions(record)
    source, outlet = find_source(found, name) if name else (None, None)
    sources: Sequence[Source] = ([source] if source else []) if name else found.sources
    outlets: Sequence[Outlet] = ([outlet] if outlet else []) if name else found.outlets
    return {"sources": [source_line(found, comparison, described, s) for s in sources], "outlets": [outlet_line(found, comparison, o) for o in outlets]}


def source_line(found: Sources, comparison: Comparison, described: Descriptions, source: Source) -> Line:
    """A source. Every list of statements is of claim ids; `link` counts from the outlet, 1 where it quotes the source directly."""
    acts = acts_of(found, source)
    ids = {event.id for event in acts}
    return {
        "name": source.name,
        "type": source.kind,
        "named": source.named,
        "called": list(source.called),
        "entities": list(source.entities),
        "under": list(source.under),
        **_use(found, comparison, source),
        "questions": [{"id": q.id, "wording": q.wording, "answers": list(answers)} for q, answers in questions_of(found, source)],
        "events": [{"id": e.id, "type": e.type, "modality": e.modality} for e in acts],
        "dyads": [{"actor": a, "recipient": b, "n": n} for (a, b), n in sorted(dyads_of(acts).items())],
        "stories": [s.id for s in found.record.resolved.stories if ids & set(s.events)],
        "described": [
            {"words": s.words, "doc": s.evidence.doc, "evidence": span_line(s.evidence), "chain": _chain(s.chain)} for s in described.of(source.entities)
        ],
    }


def outlet_line(found: Sources, comparison: Comparison, outlet: Outlet) -> Line:
    """An outlet: its reports, what it says itself, whom it quotes how often."""
    return {
        "name": outlet.name,
        "documents": list(outlet.documents),
        "own": _use(found, comparison, outlet.own),
        "quotes": [{"source": found.name_of(key), "statements": n} for key, n in outlet.quotes],
    }


def _use(found: Sources, comparison: Comparison, source: Source) -> Line:
    """How it is quoted, and how that stands to what others are quoted with."""
    outcomes = comparison.outcomes(source)
    by_outlet: dict[str, set[str]] = defaultdict(set)
    for telling in source.tellings:
        by_outlet[telling.outlet].add(telling.told.doc)
    counts = Counter(t.outlet for t in source.statements)
    order = sorted(counts, key=lambda key: (-counts[key], found.name_of(key)))
    return {
        "statements": len(source.statements),
        "origins": source.origins,
        "documents": list(source.documents),
        "outlets": [{"outlet": found.name_of(key), "statements": counts[key], "documents": sorted(by_outlet[key])} for key in order],
        "certainty": dict(sorted(source.certainty().items())),
        "tellings": [
            {
                **{"claim": t.claim.id, "mention": t.told.id, "doc": t.told.doc, "link": t.link, "nearest": t.nearest},
                **{"via": _names(found, t.via), "beyond": _names(found, t.beyond), "certainty": t.told.certainty, "polarity": t.told.polarity},
            }
            for t in source.tellings
        ],
        "later": dict(sorted(outcomes.counts().items())),
        "untold": list(outcomes.untold),
        "last": list(outcomes.last),
        "outcomes": [_outcome(found, o) for o in outcomes.outcomes],
    }


def _outcome(found: Sources, o: Outcome) -> Line:
    question, event = (o.about if o.about in table else None for table in (found.record.question, found.record.event))
    mine = {"claim": o.telling.claim.id, "other": o.other.id, "mention": o.told.id, "doc": o.told.doc}
    return {**mine, "relation": o.relation, "when": o.when, "whose": o.whose, "question": question, "event": event}


def _names(found: Sources, keys: Iterable[str]) -> list[str]:
    return [found.name_of(key) for key in keys]


def _chain(chain: Iterable[Link]) -> list[Line]:
    return [{"type": x.type, "name": x.name, "entity": x.entity, "start": x.start, "end": x.end} for x in chain]
