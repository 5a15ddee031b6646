"""Yields the commands that keep a record: dump, resolve, remove."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from dragoman.app import open_app
from dragoman.core.errors import UsageError
from dragoman.export.interchange import KINDS, dump_lines, encode_line


def dump(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Option("--kind", help=f"Only this kind (may be repeated): {', '.join(KINDS)}.", show_default=False)] = None,
) -> None:
    """Writes the whole record to standard output as JSON Lines; the same record gives the same bytes.

    Example: dragoman dump --kind event --kind claim
    """
    unknown = sorted(set(kind or ()) - {*KINDS, "header"})
    if unknown:
        raise UsageError(f"a dump has no kind {unknown[0]!r}; known: {', '.join(KINDS)}")
    with open_app(context.obj) as app:
        record, upkeep = app.dump()
    for line in dump_lines(record, upkeep, kind or ()):
        sys.stdout.buffer.write(encode_line(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def resolve(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Anew from all mentions and judgements, even where nothing changed.")] = False,
) -> None:
    """Resolves mentions to entities, events and claims; done by itself after add, and before any command that reads.

    Example: dragoman resolve --full
    """
    with open_app(context.obj) as app:
        app.resolve(again=full)
        found = app.record().resolved
    typer.echo(f"{len(found.entities)} entities, {len(found.events)} events, {len(found.claims)} claims, {len(found.questions)} questions")


def remove(
    context: typer.Context,
    document: Annotated[str, typer.Argument(help="Its id, the beginning of its id, or its path.", show_default=False)],
    why: Annotated[str | None, typer.Option(help="The reason; kept with the tombstone.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option(help="Who removes it; else the name of the account.", show_default=False)] = None,
) -> None:
    """Takes a document out of the record with all that rests on it alone, and leaves a tombstone; `add --restore` takes it in again.

    Example: dragoman remove clippings/leak.txt --why "told in confidence"
    """
    with open_app(context.obj) as app:
        gone = app.remove(document, by or _account(), why)
    typer.echo(f"removed {gone.id} {gone.title or gone.path or ''}".rstrip())


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (dump, resolve, remove):
        app.command()(command)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name
        return "unknown"
