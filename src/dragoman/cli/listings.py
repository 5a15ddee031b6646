"""Yields the commands that list what is in the record, a sentence first: documents, events, incidents, proceedings, stories."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from dragoman.app import open_app
from dragoman.cli.display import print_json, print_table
from dragoman.codebook.coded import uncoded
from dragoman.core.dates import DateRange
from dragoman.core.documents import Document
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Event, Link
from dragoman.core.settings import Settings
from dragoman.export.interchange import Upkeep, dump_lines
from dragoman.view.record import Record

Json = Annotated[bool, typer.Option("--json", help="Print JSON, with the fields of a dump.")]
Row = tuple[str, ...]


def events(
    context: typer.Context,
    kind: Annotated[str | None, typer.Option("--type", help="Only this type, such as SANCTION or INCIDENT.", show_default=False)] = None,
    about: Annotated[str | None, typer.Option(help="Only those that name this.", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """Lists what was done, planned, threatened, demanded or denied, by date.

    Example: dragoman events --type SANCTION
    """
    record = _read(context)
    if kind and kind.upper() not in (known := {event.type for event in record.resolved.events}):
        raise NotFoundError(f"the record has no event of type {kind!r}; it has: {', '.join(sorted(known)) or 'none'}")
    found = [e for e in record.resolved.events if (not kind or e.type == kind.upper()) and _names(about, e.summary)]
    found.sort(key=lambda event: (event.date.start or event.date.end or "9999", event.id))
    _print(record, "event", found, ("date", "type", "modality", "what", "on whose word"), _event_row, as_json)


def documents(
    context: typer.Context,
    about: Annotated[str | None, typer.Option(help="Only those whose title, outlet or path names this.", show_default=False)] = None,
    as_json: Json = False,
) -> None:
    """Lists the reports: when and by whom published, in which language, and which are copies, rewrites or later versions of others.

    Example: dragoman documents --about ferry
    """
    record = _read(context)
    found = [d for d in record.documents if _names(about, d.title or "", d.outlet or "", d.path or "")]
    found.sort(key=lambda document: (document.published.day if document.published else "9999", document.id))
    kin = {entry.document: f"{entry.kind} of {entry.of}" for entry in record.resolved.kinships}

    def row(document: Document) -> Row:
        language = f"{document.lang or '?'}{' (not coded)' if uncoded(document) else ''}"
        day = document.published.day if document.published else ""
        return document.id, day, document.outlet or "", language, document.title or "", kin.get(document.id, "")

    _print(record, "document", found, ("document", "published", "outlet", "language", "title", "copy or version"), row, as_json)


def incidents(context: typer.Context, as_json: Json = False) -> None:
    """Lists accidents and the like: what happened, casualties, phases.

    Example: dragoman incidents
    """
    record = _read(context)

    def row(incident: Any) -> Row:
        tolls = [f"{toll.n if toll.n is not None else '?'}{f' of {toll.of}' if toll.of else ''} {toll.what}" for toll in incident.casualties]
        return incident.name, _date(record.event[incident.event].date), "; ".join(dict.fromkeys(tolls)), str(len(incident.phases))

    _print(record, "incident", record.resolved.incidents, ("incident", "date", "casualties", "phases"), row, as_json)


def proceedings(context: typer.Context, as_json: Json = False) -> None:
    """Lists official inquiries: who leads them, how much they found and did not find, what is due.

    Example: dragoman --as-of 2026-01-31 proceedings
    """
    record = _read(context)

    def row(proceeding: Any) -> Row:
        bodies = ", ".join(record.entity[key].name for key in proceeding.bodies)
        due = "; ".join(f"{deadline.what} {_date(deadline.due)} ({deadline.state})" for deadline in proceeding.deadlines)
        return proceeding.name, bodies, str(len(proceeding.findings)), str(len(proceeding.absences)), due

    _print(record, "proceeding", record.resolved.proceedings, ("proceeding", "bodies", "findings", "absences", "due"), row, as_json)


def stories(context: typer.Context, as_json: Json = False) -> None:
    """Lists happenings and the affairs that they belong to.

    Example: dragoman stories
    """
    record = _read(context)
    names = {story.id: story.name for story in record.resolved.stories}

    def row(story: Any) -> Row:
        return story.level, story.name, str(len(story.documents)), str(len(story.events)), names.get(story.parent or "", "")

    _print(record, "story", record.resolved.stories, ("level", "story", "documents", "events", "part of"), row, as_json)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (documents, events, incidents, proceedings, stories):
        app.command()(command)


def _read(context: typer.Context) -> Record:
    settings: Settings = context.obj
    with open_app(settings) as app:
        return app.record()


def _print(record: Record, kind: str, found: Iterable[Any], heads: Row, row: Callable[[Any], Row], as_json: bool) -> None:
    records = list(found)
    if as_json:
        wanted = {entry.id for entry in records}
        lines = dump_lines(record, Upkeep((), (), (), {}), (kind,))
        print_json([line for line in lines if line.get("id") in wanted])
    else:
        print_table(heads, [row(entry) for entry in records])


def _names(about: str | None, *texts: str) -> bool:
    return about is None or any(about.casefold() in text.casefold() for text in texts)


def _event_row(event: Event) -> Row:
    return _date(event.date), event.type, event.modality, event.summary, _chain(event.chain)


def _chain(chain: tuple[Link, ...]) -> str:
    return " < ".join(link.name or f"({link.type})" for link in reversed(chain))


def _date(date: DateRange) -> str:
    if date.start == date.end:
        return date.start or ""
    return f"{date.start or ''}..{date.end or ''}"
