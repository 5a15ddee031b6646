"""Yields the commands that bring documents in and write the record out: add, dump, inputs, resolve."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.app import open_app
from dragoman.cli.display import error_console, print_json, print_table
from dragoman.core.errors import UsageError
from dragoman.core.mentions import Failure, Input
from dragoman.core.settings import Settings
from dragoman.export.interchange import KINDS, dump_lines, encode_line

STATES = ("added", "updated", "copy", "unchanged", "empty", "failed")
LISTED = 20
"""Inputs that are listed one by one after `add`; of more only the counts and the failures are."""


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of files: text, HTML, JSON Lines.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Print what became of each input as JSON.")] = False,
) -> None:
    """Reads files into the record, codes them, and resolves who and what is meant.

    Example: dragoman add clippings/ report.html
    """
    settings: Settings = context.obj
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with open_app(settings, create=True) as app, Progress(*columns, console=error_console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=None)
        added = app.add(paths, lambda done, of: bar.update(task, completed=done, total=of))
    if as_json:
        print_json({"inputs": [_as_json(entry) for entry in added.inputs], "failures": [_failure_as_json(failure) for failure in added.failures]})
        return
    if len(added.inputs) <= LISTED:
        _print_inputs(added.inputs)
    for failure in added.failures:
        typer.echo(f"failed[{failure.error}]: {failure.message}", err=True)
    counts = Counter(entry.state for entry in added.inputs)
    typer.echo(", ".join(f"{counts[state]} {state}" for state in STATES if counts[state]) + f" in {settings.record}")


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


def inputs(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Lists every input with what became of it.

    Example: dragoman inputs --json
    """
    with open_app(context.obj) as app:
        found = app.inputs()
    if as_json:
        print_json([_as_json(entry) for entry in found])
    else:
        _print_inputs(found)


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


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (add, dump, inputs, resolve):
        app.command()(command)


def _print_inputs(found: tuple[Input, ...]) -> None:
    print_table(("state", "input", "document"), [(entry.state, entry.path, entry.document or entry.error or "") for entry in found])


def _as_json(entry: Input) -> dict[str, str | None]:
    return {"path": entry.path, "state": entry.state, "document": entry.document, "error": entry.error}


def _failure_as_json(failure: Failure) -> dict[str, str]:
    return {"stage": failure.stage, "input": failure.input, "error": failure.error, "message": failure.message}
