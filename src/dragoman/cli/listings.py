"""Yields the commands that list what is in the record, a sentence first: documents, events."""

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


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (documents, events):
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
