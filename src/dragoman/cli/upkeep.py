"""Yields the commands that keep a record: dump, resolve, remove, recode."""

from __future__ import annotations

import getpass
import sys
from collections import Counter
from typing import Annotated

import typer

from dragoman.app import open_app
from dragoman.cli.display import print_table
from dragoman.core.errors import UsageError
from dragoman.export.interchange import KINDS, dump_lines, encode_line
from dragoman.pipeline import Recoding

MOST_SHOWN = 50


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


def recode(
    context: typer.Context,
    yes: Annotated[bool, typer.Option("--yes", help="Write it without asking.")] = False,
    full: Annotated[bool, typer.Option("--all", help="List every change, not the first fifty.")] = False,
) -> None:
    """Codes the record anew after a change of codebook, model or Dragoman; tells what changes (appeared, gone, retyped) before anything is written.

    Example: dragoman recode --yes
    """
    with open_app(context.obj) as app:
        recoding = app.recode()
        if not recoding.coded:
            typer.echo("all documents are coded by this version; nothing to do")
            return
        _print_recoding(recoding, most=len(recoding.changes) if full else MOST_SHOWN)
        if yes or _agreed():
            app.commit(recoding)
            typer.echo("written; judgements are kept")
        else:
            typer.echo("nothing was written; 'dragoman recode --yes' writes it")


def _print_recoding(recoding: Recoding, most: int) -> None:
    """How many of each, then the first of them."""
    counts = Counter((change.what, change.how) for change in recoding.changes)
    documents = len({change.document for change in recoding.changes})
    typer.echo(f"{len(recoding.coded)} documents coded anew, {documents} of them tell something else")
    for what, how in sorted(counts):
        typer.echo(f"  {what} {how}: {counts[what, how]}")
    rows = [(c.how, c.what, c.document, " ".join(c.words.split())[:40], c.before or "", c.after or "") for c in recoding.changes[:most]]
    if rows:
        print_table(("", "what", "document", "words", "before", "after"), rows)
    if len(recoding.changes) > most:
        typer.echo(f"… and {len(recoding.changes) - most} more; --all lists them")


def _agreed() -> bool:
    try:
        return typer.confirm("Write this?")
    except typer.Abort:  # nobody there to ask
        return False


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (dump, resolve, remove, recode):
        app.command()(command)


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name
        return "unknown"
