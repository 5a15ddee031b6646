"""Yields what lists that the user brought say of an entity: measures and offices, and entries that it may be."""

from __future__ import annotations

from dragoman.core.dates import DateRange, say_day
from dragoman.core.listed import ListMatch, Measure, Post
from dragoman.core.records import Entity
from dragoman.view.days import say_range
from dragoman.view.page import Bullets, Item, Line, Paragraph, Section, emph, plain, strong

MOST_ENTRIES = 6
_MOST_ROWS = 12
_KINDS = {"entry_ban": "entry ban", "sanction": "sanctions", "closure": "closure", "other": "listed"}
_NOTE = "From lists that were brought into the record, not from its reports."


def on_lists(entity: Entity) -> Section | None:
    """A section with an item for every entry; None where there is none."""
    items = tuple(_item(match) for match in entity.matches[:MOST_ENTRIES])
    return Section("On lists", (Bullets(items), Paragraph(emph(_NOTE)))) if items else None


def _item(match: ListMatch) -> Item:
    entry = match.entry
    sure = "" if match.state == "same" else f"perhaps the same ({match.score:.2f}; to be looked at): "
    told = ", ".join(filter(None, (f"born {entry.born}" if entry.born else "", *entry.countries)))
    head = (*plain(f"{sure}"), *strong(entry.name), *plain(f" in {entry.list}, {entry.id}{f' ({told})' if told else ''}"))
    below: list[Line] = [plain(_measure(m)) for m in entry.measures[:_MOST_ROWS]]
    return Item(head, tuple(below + [plain(_post(p)) for p in entry.posts[:_MOST_ROWS]]))


def _measure(measure: Measure) -> str:
    by = f" by {measure.authority}" if measure.authority else ""
    when = f", {_term(measure.date)}" if measure.date.known else ""
    more = "; ".join(filter(None, (measure.program, measure.ground)))
    return f"{_KINDS.get(measure.kind, measure.kind)}{by}{when}{f': {more}' if more else ''}"


def _post(post: Post) -> str:
    return "".join((post.title, f" ({post.country})" if post.country else "", f", {_term(post.date)}" if post.date.known else ""))


def _term(date: DateRange) -> str:
    """`since February 2022` of what goes on, else the interval."""
    return f"since {say_day(date.start)}" if date.start and not date.end else say_range(date)
