"""Makes a record of 10,000 documents and 100,000 events, and measures each read of the desk on it.

`python scripts/measure_desk.py RECORD [make [DOCUMENTS EVENTS]]`
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.app import App, open_app
from dragoman.core.desk import DocumentFilter, EntityFilter, EventFilter, Page, QuestionFilter, SearchFilter
from dragoman.core.settings import Settings
from dragoman.evaluate.desk_record import resolve_room, write_record
from dragoman.pipeline import resolving
from dragoman.store.base import Arrival

ROUNDS = 20


def make(app: App, documents: int, events: int) -> None:
    """Writes the record."""
    began = time.time()
    reports, room = write_record(documents, events)
    for drawn in reports:
        document = drawn.document
        app.store.put_coded(drawn, document.text.encode(), Arrival(f"/scale/{document.path}", document.path or "", "added", document.id))
    sys.stdout.write(f"documents written: {time.time() - began:.0f} s\n")
    began = time.time()
    resolved = resolve_room(room)
    sizes = {name: len(getattr(resolved, name)) for name in resolved.__dataclass_fields__}
    sys.stdout.write(f"resolved: {time.time() - began:.0f} s {sizes}\n")
    for say in ("replaced", "replaced by the same"):
        began = time.time()
        app.store.replace_resolved(resolved, resolving.state_of(app.store, app.store.latest_day()).note, None, app.store.stamps()[0])
        sys.stdout.write(f"{say}: {time.time() - began:.1f} s\n")


Reads = dict[str, Callable[[], Any]]


def reads(app: App) -> Reads:
    """What pages ask, by name."""
    return reads_of_events(app) | reads_of_others(app) | searches_and_parts(app)


def reads_of_events(app: App) -> Reads:
    """Lists, charts and maps of events."""
    desk = app.desk
    pairs = desk.pairs(unit="year", most=3)
    hot = (pairs[0].actor, pairs[0].recipient)
    event = desk.events(EventFilter()).items[0].event
    month = EventFilter(since="2023-03", until="2023-05")
    outlet = desk.document_facets(DocumentFilter())[0].values[0].value
    busy = EventFilter(actor=hot[:1], modality=("done", "alleged"), outlet=(outlet,))
    return {
        "events all": lambda: desk.events(EventFilter()),
        "events page 1000": lambda: desk.events(EventFilter(), Page(1000)),
        "events hot actor": lambda: desk.events(EventFilter(actor=hot[:1]), sort="told"),
        "events month": lambda: desk.events(month),
        "events about": lambda: desk.events(EventFilter(about="wheat")),
        "events several": lambda: desk.events(busy, sort="sure"),
        "event facets all": lambda: desk.event_facets(EventFilter()),
        "event facets several": lambda: desk.event_facets(busy),
        "marks hot pair": lambda: desk.event_marks(EventFilter(pair=hot), "pair", 500),
        "marks 2000": lambda: desk.event_marks(EventFilter()),
        "lanes all": lambda: desk.lanes(EventFilter()),
        "lanes pair week": lambda: desk.lanes(EventFilter(), "pair", "week"),
        "places": lambda: desk.places(EventFilter()),
        "event": lambda: desk.event(event.id),
    }


def reads_of_others(app: App) -> Reads:
    """Other lists, single records and ties."""
    desk = app.desk
    pairs = desk.pairs(unit="year", most=3)
    hot = (pairs[0].actor, pairs[0].recipient)
    entity = desk.entities(EntityFilter()).items[0]
    person = desk.entities(EntityFilter(type=("person",))).items[0]
    document = desk.documents(DocumentFilter()).items[0].id
    outlet = desk.document_facets(DocumentFilter())[0].values[0].value
    return {
        "documents": lambda: desk.documents(DocumentFilter()),
        "documents about": lambda: desk.documents(DocumentFilter(about="wheat"), Page(2)),
        "document facets": lambda: desk.document_facets(DocumentFilter()),
        "document facets about": lambda: desk.document_facets(DocumentFilter(about="wheat", outlet=(outlet,))),
        "document": lambda: desk.document(document),
        "entities": lambda: desk.entities(EntityFilter()),
        "entities q": lambda: desk.entities(EntityFilter(q="ma")),
        "entities sounds": lambda: desk.entities(EntityFilter(q="Wladimir Putyin")),
        "entity facets": lambda: desk.entity_facets(EntityFilter()),
        "entity hot": lambda: desk.entity(entity.id, Page(3)),
        "subject": lambda: desk.subject(person.name),
        "questions": lambda: desk.questions(QuestionFilter()),
        "questions open page 50": lambda: desk.questions(QuestionFilter(which="open"), Page(50)),
        "questions words": lambda: desk.questions(QuestionFilter(words="wheat")),
        "question facets": lambda: desk.question_facets(QuestionFilter(which="open")),
        "gatherings": lambda: desk.gatherings("stories"),
        "inputs": lambda: desk.inputs("copy"),
        "counts": desk.counts,
        "news": lambda: desk.news(desk.latest() - 50),
        "pairs year": lambda: desk.pairs(unit="year"),
        "pairs months": lambda: desk.pairs("2022-01", "2022-12"),
        "series day": lambda: desk.series(*hot, "day"),
        "periods": desk.periods,
        "shifts": desk.shifts,
    }


def searches_and_parts(app: App) -> Reads:
    """Searches, and parts that views run on."""
    desk = app.desk
    pairs = desk.pairs(unit="year", most=3)
    hot = (pairs[0].actor, pairs[0].recipient)
    event = desk.events(EventFilter()).items[0].event
    entity = desk.entities(EntityFilter()).items[0]
    person = desk.entities(EntityFilter(type=("person",))).items[0]
    question = desk.questions(QuestionFilter(which="disputed")).items[0].question.id
    document = desk.documents(DocumentFilter()).items[0].id
    story = desk.gatherings("stories").items[0].id
    outlet = desk.document_facets(DocumentFilter())[0].values[0].value
    return {
        "search rare": lambda: desk.search(SearchFilter(f'"{person.name}"')),
        "search common": lambda: desk.search(SearchFilter("wheat agreement")),
        "search commonest": lambda: desk.search(SearchFilter("said")),
        "search filtered": lambda: desk.search(SearchFilter("said", outlet=(outlet,), since="2022", type=("COERCE",))),
        "search folded": lambda: desk.search(SearchFilter("hacizade OR moskve")),
        "part events": lambda: app.part(events=(event.id,)),
        "part entity hot": lambda: app.part(entity=entity.id),
        "part person": lambda: app.part(entity=person.id),
        "part pair hot": lambda: app.part(pair=hot),
        "part question": lambda: app.part(question=question),
        "part document": lambda: app.part(document=document),
        "part story": lambda: app.part(story=story),
        "part words": lambda: app.part(words="wheat"),
    }


def measure(app: App, rounds: int = ROUNDS) -> None:
    """Prints p50 and p95 of each read, in milliseconds, first of a store just opened and then of one kept."""
    for name, read in reads(app).items():
        kept, fresh = [], []
        for _ in range(rounds):
            began = time.perf_counter()
            read()
            kept.append(1000 * (time.perf_counter() - began))
            app.desk.__init__(app.store)  # type: ignore[misc]
            began = time.perf_counter()
            read()
            fresh.append(1000 * (time.perf_counter() - began))
            app.desk.events(EventFilter(ids=()))
        sys.stdout.write(f"{name:26} kept {_say(kept)}   fresh {_say(fresh)}\n")


def _say(times: list[float]) -> str:
    ranked = sorted(times)
    return f"p50 {statistics.median(ranked):6.1f} p95 {ranked[int(0.95 * (len(ranked) - 1))]:6.1f}"


if __name__ == "__main__":
    gc.freeze()
    asked = sys.argv[2:]
    with open_app(Settings(record=Path(sys.argv[1])), create=True) as opened:
        if "make" in asked:
            sizes = [int(value) for value in asked if value.isdigit()] or [10_000, 100_000]
            make(opened, sizes[0], sizes[1])
        measure(opened)
