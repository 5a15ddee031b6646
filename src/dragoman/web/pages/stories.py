"""Yields the list of stories, affairs and their happenings, and the page of one: its reports, acts, questions and what it is made of."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.core.desk import EventFilter, Page
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.incidents import Story
from dragoman.export.lines import story_line
from dragoman.view.questions import is_open, order_questions
from dragoman.view.record import Record
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import all_of, export, export_one

ROUTER = APIRouter()
COLUMNS = ("id", "name", "level", "parent", "first", "last", "documents", "events")
LEVELS = (("affair", "Affairs"), ("happening", "Happenings"))
SHOWN = 15
MOST_REPORTS = 30


@ROUTER.get("/stories")
def stories(desk: DeskOf, level: str = "affair", words: str = "", page: Annotated[int, Query(ge=1)] = 1, format: str = "") -> Response:
    """Affairs, or single happenings, the latest first."""
    if level not in dict(LEVELS):
        raise UsageError(f"stories are affairs or happenings; not {level!r}")
    reads = desk.app.desk
    if format:
        found = all_of(lambda one: reads.gatherings("stories", words, one, level))
        return export(format, "stories", COLUMNS, ({name: getattr(row, name) for name in COLUMNS} for row in found))
    found_now = reads.gatherings("stories", words, Page(page), level)
    return desk.page(
        "stories/list.html",
        title="Stories",
        found=found_now,
        level=level,
        levels=LEVELS,
        words=words,
        parents=_names(desk, (row.parent for row in found_now.items if row.parent)),
        total=reads.counts().get("stories", 0),
    )


def _names(desk: Desk, keys: Iterable[str]) -> dict[str, str]:
    return {story.id: story.name for story in desk.app.store.parts("stories", keys)}


@ROUTER.get("/stories/{key}")
def story(desk: DeskOf, key: str, acts: str = "", page: Annotated[int, Query(ge=1)] = 1, format: str = "") -> Response:
    """One story. acts: `all` for those before its first day and the undated ones too."""
    reads, store = desk.app.desk, desk.app.store
    current = reads.current(key) if key.startswith(("s-", "sh-")) else None
    found = store.parts("stories", [current]) if current else ()
    if not found:
        raise NotFoundError(f"the record has no story {key!r}; /stories lists them all")
    if current != key:
        return RedirectResponse(f"/stories/{current}", status_code=303)
    told: Story = found[0]
    if format:
        return export_one(format, "a story", key, story_line(told))
    part = desk.app.part(story=key)
    since = told.date.start if acts != "all" else None
    questions = [row for q in _questions(part.record)[:8] if (row := reads.question(q))]
    return desk.page(
        "stories/one.html",
        title=told.name,
        story=told,
        parent=_names(desk, [told.parent]) if told.parent else {},
        happenings=_happenings(desk, told),
        incidents=[one for one in store.resting("incidents", told.documents) if one.event in set(told.events)],
        events=reads.events(EventFilter(ids=told.events, since=since), Page(page, SHOWN), "time"),
        every=acts == "all" or not told.date.start,
        reports=sorted(reads.document_rows(told.documents).values(), key=lambda row: (row.day or "9999", row.id))[:MOST_REPORTS],
        questions=questions,
    )


def _happenings(desk: Desk, told: Story) -> list[Story]:
    """The happenings of an affair, by time."""
    if told.level != "affair":
        return []
    found = [one for one in desk.app.store.resting("stories", told.documents) if one.parent == told.id]
    return sorted(found, key=lambda one: (one.date.start or "9999", one.id))


def _questions(record: Record) -> list[str]:
    """Ids of the open questions about what the story tells, the most contested first."""
    asked = order_questions(record, [q for q in record.resolved.questions if is_open(q)])
    return [q.id for q in asked if q.about in record.event or q.about in record.entity]
