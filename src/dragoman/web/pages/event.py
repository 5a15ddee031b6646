"""Yields the page of one event: its sentence, its tellings, what hangs together with it, why it came out so, and what a reviewer may correct."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from dragoman.codebook import load_codebook
from dragoman.core.dates import first_day
from dragoman.core.desk import EventFilter, Page
from dragoman.core.desk_rows import EventRow
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Event
from dragoman.core.resolved import Resolved
from dragoman.pipeline import version_of
from dragoman.review.log import LogEntry, entries
from dragoman.review.rejected import as_it_was
from dragoman.view.event_asking import QUADS, plain_type
from dragoman.view.event_story import build_story, linked_ids
from dragoman.view.record import Record
from dragoman.view.sentences import sentence
from dragoman.web.act_choices import choices
from dragoman.web.desk import Desk, DeskOf

ROUTER = APIRouter()
MODALITIES = {
    "done": "told as done",
    "alleged": "told as done on somebody’s word alone",
    "planned": "announced, decided or prepared",
    "hypothetical": "spoken of as possible",
    "threatened": "threatened",
    "demanded": "asked for or demanded",
    "denied": "said not to have been done",
}
"""What the modalities mean."""
_MOST_READ = 24
"""Documents of an act that are looked into for the very words that were coded."""
_NEAR, _LOOKED_AT, _DAYS = 8, 40, 7
"""Acts offered as maybe the same; how many are looked at for them; how many days they may lie apart."""
_JUST_NOW = dt.timedelta(minutes=2)


@ROUTER.get("/events/{key}")
def event(desk: DeskOf, key: str) -> Response:
    """One act; an id that went leads to what took its place."""
    row = desk.app.desk.event(key) or _thrown_out(desk, key)
    if row is None:
        raise NotFoundError(f"the record has no event {key!r}; it may have rested on a report that was taken out")
    if row.event.id != key:
        return RedirectResponse(f"/events/{row.event.id}", status_code=303)
    return desk.page("events/one.html", here="events", title=sentence(row.event), **_shown(desk, row))


def _thrown_out(desk: Desk, key: str) -> EventRow | None:
    """An event that a person threw out: kept, in no list, and still to be brought back."""
    store = desk.app.store
    found = store.parts("rejected", [key]) or store.parts("rejected", [store.desk.current(key) or ""])
    if not found:
        return None
    told = as_it_was(found[0], desk.app.judgements())
    outlets = {row.outlet or row.id for row in store.desk.document_rows({m.doc for m in told.mentions}).values()}
    return EventRow(told, len(told.mentions), len(outlets), len(outlets), "none")


def _shown(desk: Desk, row: EventRow) -> dict[str, Any]:
    told, store = row.event, desk.app.store
    record = _record(desk, told)
    documents = list(dict.fromkeys(m.doc for m in told.mentions))[:_MOST_READ]
    named = [key for key in linked_ids(told, record.resolved.responses) if key not in record.event]
    others = {one.id: one for one in store.parts("events", named)}
    story = build_story(record, told, store.extracted_of(documents), desk.codebook, others, _version(desk.settings.codebook))
    mine = {m.id for m in told.mentions}
    log = [entry for entry in entries(desk.app.judgements()) if mine & set(entry.subject)]
    kind = desk.codebook.types.get(told.type)
    mode = kind.modes.get(told.mode or "") if kind else None
    code = desk.codebook.cameo.get(told.cameo or "")
    reviewer = desk.user.may("reviewer")
    return {
        "row": row,
        "event": told,
        "story": story,
        "kind": kind,
        "mode": mode,
        "code": code,
        "type_words": plain_type(told.type),
        "modalities": MODALITIES,
        "quads": QUADS,
        "stories": _stories(store.resting("stories", documents), told),
        "log": log,
        "just_now": _just_now(desk, log),
        "acts_choices": choices(desk.codebook) if reviewer else None,
        "near": _near(desk, told) if reviewer and told.review != "rejected" else [],
        "lang_of": lambda lang: lang if lang and lang.replace("-", "").isalnum() else None,
    }


@cache
def _version(overlay: Path | None) -> str:
    """What documents are marked with that are coded today; the models on the disk are weighed once."""
    return version_of(load_codebook(overlay))


def _record(desk: Desk, told: Event) -> Record:
    if told.review != "rejected":
        return desk.app.part(events=(told.id,)).record
    keys = sorted({m.doc for m in told.mentions})
    found = tuple(document for key in keys if (document := desk.app.store.document(key)))
    return Record(Resolved(), found, {}, None)


def _stories(found: Iterable[Any], told: Event) -> list[Any]:
    """The stories and affairs that tell of the act, the narrower first."""
    return sorted((story for story in found if told.id in story.events), key=lambda story: (len(story.events), story.id))


def _just_now(desk: Desk, log: list[LogEntry]) -> LogEntry | None:
    """What whoever asks has just decided on this act."""
    last = next(iter(log), None)
    if last is None or last.by != desk.user.name:
        return None
    return last if abs(desk.now - dt.datetime.fromisoformat(last.at)) <= _JUST_NOW else None


def _near(desk: Desk, told: Event) -> list[EventRow]:
    """Acts of its type and parties, not far in time, that may be the same."""
    days = told.date.days() if told.date.start and told.date.end else None
    room = dt.timedelta(_DAYS)
    since = (days[0] - room).isoformat() if days and days[0] - dt.date.min > room else None
    until = (days[1] + room).isoformat() if days and dt.date.max - days[1] > room else None
    codes = tuple(dict.fromkeys(p.country or p.entity or "" for p in (*told.actors, *told.recipients) if p.country or p.entity))
    if not (since or codes):
        return []
    asked = EventFilter(type=(told.type,), party=codes, since=since, until=until)
    found = [row for row in desk.app.desk.events(asked, Page(1, _LOOKED_AT), "told").items if row.event.id != told.id]

    def apart(row: EventRow) -> tuple[int, int, str]:
        other = row.event
        days_off = abs((first_day(other.date.start) - days[0]).days) if days and other.date.start else 999
        return (-sum((p.country or p.entity) in codes for p in (*other.actors, *other.recipients)), days_off, other.id)

    return sorted(found, key=apart)[:_NEAR]
