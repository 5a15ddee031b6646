"""Yields the stories of a record in order: each affair, the latest first, followed by its happenings in order of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dragoman.core.incidents import Story
from dragoman.view.days import say_range
from dragoman.view.record import Record


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story with what a list tells of it. dates: in words; reports, origins, events: numbers; part_of: name of its affair, empty for an affair."""

    story: Story
    dates: str
    reports: int
    origins: int
    events: int
    part_of: str


def list_stories(record: Record) -> tuple[StoryRow, ...]:
    """All stories of a record. origins: reports that are no copies or rewrites of one another."""
    below: dict[str, list[Story]] = defaultdict(list)
    names = {story.id: story.name for story in record.resolved.stories}
    for story in record.resolved.stories:
        if story.parent:
            below[story.parent].append(story)
    affairs = sorted((s for s in record.resolved.stories if s.parent not in names), key=lambda s: s.id)
    affairs.sort(key=lambda s: s.date.end or "", reverse=True)
    found: list[StoryRow] = []
    for affair in affairs:
        for story in (affair, *sorted(below[affair.id], key=lambda s: (s.date.start or "9999", s.id))):
            origins = len({record.origin.get(doc, doc) for doc in story.documents})
            dates = say_range(story.date, short=True) if story.date.known else ""
            found.append(StoryRow(story, dates, len(story.documents), origins, len(story.events), names.get(story.parent or "", "")))
    return tuple(found)
