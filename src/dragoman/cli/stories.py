"""Yields the commands on what gathers events: stories, incidents, incident, proceedings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from dragoman.cli import views
from dragoman.cli.display import print_json, print_table
from dragoman.core.incidents import Incident, Proceeding
from dragoman.export.interchange import Upkeep, dump_lines
from dragoman.view.incident import incident_page, say_tolls
from dragoman.view.inquiry import say_bodies, say_due
from dragoman.view.record import Record
from dragoman.view.stories import StoryRow, list_stories

Json = Annotated[bool, typer.Option("--json", help="Print JSON, with the fields of a dump.")]
Row = tuple[str, ...]


def stories(context: typer.Context, as_json: Json = False) -> None:
    """Lists the affairs that the reports are of, the latest first, and below each its happenings: one accident, one expulsion, as several reports tell it.

    Example: dragoman stories
    """
    record = views._read(context)
    found = list_stories(record)

    def row(entry: StoryRow) -> Row:
        numbers = (str(entry.reports), str(entry.origins), str(entry.events))
        return entry.story.level, entry.story.name, entry.dates, *numbers, entry.part_of, entry.story.id

    heads = ("level", "story", "dates", "reports", "origins", "events", "part of", "id")
    if as_json:
        lines = {line["id"]: line for line in _dumped(record, "story")}
        print_json([{**lines[entry.story.id], "origins": entry.origins} for entry in found])
    else:
        print_table(heads, [row(entry) for entry in found])


def incidents(context: typer.Context, as_json: Json = False) -> None:
    """Lists accidents and the like: what happened, casualties, phases.

    Example: dragoman incidents
    """
    record = views._read(context)

    def row(incident: Incident) -> Row:
        when = record.event[incident.event].date
        return incident.name, views_date(when.start, when.end), say_tolls(incident), str(len(incident.phases))

    _print(record, "incident", record.resolved.incidents, ("incident", "date", "casualties", "phases"), row, as_json)


def incident(
    context: typer.Context,
    about: Annotated[str, typer.Argument(help="Words that name it; none where the record tells of one alone.", show_default=False)] = "",
    form: views.Format = "md",
    out: views.Out = None,
) -> None:
    """Writes one accident or the like: phases in order, casualties, the inquiry's findings, what it does not say, what is due.

    Example: dragoman incident "Norland Airways"
    """
    views._write(incident_page(views._read(context), about), form, out)


def proceedings(context: typer.Context, as_json: Json = False) -> None:
    """Lists official inquiries: who leads them, how much they found and did not find, what is due.

    Example: dragoman --as-of 2026-01-31 proceedings
    """
    record = views._read(context)

    def row(proceeding: Proceeding) -> Row:
        return proceeding.name, say_bodies(record, proceeding), str(len(proceeding.findings)), str(len(proceeding.absences)), say_due(proceeding)

    _print(record, "proceeding", record.resolved.proceedings, ("proceeding", "bodies", "findings", "absences", "due"), row, as_json)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (stories, incidents, incident, proceedings):
        app.command()(command)


def views_date(start: str | None, end: str | None) -> str:
    """`2025-02-06`, or `2025-02-03..2025-02-06` for an interval; empty where unknown."""
    return start or "" if start == end else f"{start or ''}..{end or ''}"


def _print[T: (Incident, Proceeding)](record: Record, kind: str, found: Iterable[T], heads: Row, row: Callable[[T], Row], as_json: bool) -> None:
    if as_json:
        print_json(_dumped(record, kind))
    else:
        print_table(heads, [row(entry) for entry in found])


def _dumped(record: Record, kind: str) -> list[dict[str, Any]]:
    return [line for line in dump_lines(record, Upkeep((), (), (), {}), (kind,)) if line.get("id")]
