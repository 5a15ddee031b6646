"""Yields the commands that bring documents in: add, retry, watch, inputs."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dragoman.app import App, open_app
from dragoman.cli.display import error_console, plain, print_json, print_table
from dragoman.core.errors import UsageError
from dragoman.core.mentions import Failure, Input
from dragoman.ingest.fields import FIELDS
from dragoman.pipeline import Added, Wanted
from dragoman.pipeline import Progress as Report

STATES = ("added", "updated", "copy", "unchanged", "empty", "failed")
LISTED = 20
"""Inputs that are listed one by one after a run; of more the table tells how many came to which end."""

Given = Annotated[list[str], typer.Argument(help="Files, folders of files, or links (http, https).", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print what became of each input as JSON.")]
Columns = Annotated[list[str] | None, typer.Option("--column", help="Where a table or JSON holds a field: text=body (may be repeated).", show_default=False)]
Offline = Annotated[bool, typer.Option("--no-fetch", help="Fetch nothing: links in feeds and lists are noted as not followed.")]


def add(
    context: typer.Context,
    given: Given,
    column: Columns = None,
    no_fetch: Offline = False,
    restore: Annotated[bool, typer.Option("--restore", help="Take in again what was removed.")] = False,
    as_json: Json = False,
) -> None:
    """Reads reports into the record, codes them, and resolves who and what is meant.

    Example: dragoman add clippings/ report.pdf https://harbourpost.example/ferry
    """
    wanted = Wanted(tuple(given), columns=_columns(column), follow=not no_fetch, restore=restore)
    with open_app(context.obj, create=True) as app, _bar() as report:
        added = app.add(wanted, report)
        uncoded = app.uncoded(added)
    _print_added(added, uncoded, as_json, str(context.obj.record))


def retry(context: typer.Context, as_json: Json = False) -> None:
    """Reads again every input that failed, and codes again what could not be coded.

    Example: dragoman retry
    """
    with open_app(context.obj) as app, _bar() as report:
        added = app.retry(report)
        uncoded = app.uncoded(added)
    _print_added(added, uncoded, as_json, str(context.obj.record))


def watch(
    context: typer.Context,
    given: Given,
    every: Annotated[float, typer.Option(min=1, help="Seconds between two looks.")] = 300.0,
    rounds: Annotated[int, typer.Option(min=0, help="Looks after which to stop; 0: go on until stopped.")] = 0,
    column: Columns = None,
) -> None:
    """Keeps reading folders, feeds and links: what is new or changed comes in, until Ctrl-C.

    Example: dragoman watch clippings/ https://harbourpost.example/feed.xml --every 600
    """
    with open_app(context.obj, create=True) as app:
        try:
            _watch(app, Wanted(tuple(given), columns=_columns(column)), every, rounds, str(context.obj.record))
        except KeyboardInterrupt:
            typer.echo("stopped; all that was read is in the record", err=True)


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


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (add, retry, watch, inputs):
        app.command()(command)


@contextmanager
def _bar() -> Iterator[Report]:
    """A bar on standard error while it is a terminal."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=error_console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _columns(given: list[str] | None) -> dict[str, str]:
    pairs = [entry.partition("=") for entry in given or ()]
    wrong = next((f"{field}{sign}{column}" for field, sign, column in pairs if not (field and column) or field not in FIELDS), None)
    if wrong is not None:
        raise UsageError(f"--column takes FIELD=COLUMN, such as text=body; not {wrong!r}; fields: {', '.join(FIELDS)}")
    return {field: column for field, _, column in pairs}


def _watch(app: App, wanted: Wanted, every: float, rounds: int, record: str) -> None:
    for number, added in enumerate(app.watch(wanted), 1):
        news = tuple(entry for entry in added.inputs if entry.state != "unchanged")
        if news:
            _print_added(Added(news, added.failures), app.uncoded(added), as_json=False, record=record)
        if number == rounds:
            return
        time.sleep(every)


def _print_added(added: Added, uncoded: dict[str, int], as_json: bool, record: str) -> None:
    if as_json:
        failures = [_failure_as_json(failure) for failure in added.failures]
        print_json({"inputs": [_as_json(entry) for entry in added.inputs], "failures": failures, "uncoded": uncoded})
        return
    if len(added.inputs) <= LISTED:
        _print_inputs(added.inputs)
    else:
        _print_counts(added.inputs)
    if added.passed:
        typer.echo(f"passed over, for there is no report in it: {', '.join(added.passed[:LISTED])}{' …' if len(added.passed) > LISTED else ''}", err=True)
    for failure in added.failures[:LISTED]:
        typer.echo(f"failed[{failure.error}]: {plain(failure.message)}", err=True)
    if len(added.failures) > LISTED:
        typer.echo(f"… and {len(added.failures) - LISTED} more; 'dragoman dump --kind failure' has them all", err=True)
    languages = ", ".join(f"{n} {why}" for why, n in uncoded.items() if why != "length")
    if languages:
        typer.echo(f"stored and searchable, but not coded for their language: {languages}")
    if uncoded.get("length"):
        typer.echo(f"stored whole, but coded only up to the limit of length: {uncoded['length']}")
    counts = Counter(entry.state for entry in added.inputs)
    typer.echo(", ".join(f"{counts[state]} {state}" for state in STATES if counts[state]) + f" in {record}")


def _print_counts(found: tuple[Input, ...]) -> None:
    """How many inputs came to which end, the first of each by name."""
    ends = Counter((STATES.index(entry.state), entry.error or "") for entry in found)
    first = {(STATES.index(entry.state), entry.error or ""): entry.path for entry in reversed(found)}
    rows = [(STATES[end[0]], end[1], str(ends[end]), first[end] + (" …" if ends[end] > 1 else "")) for end in sorted(ends)]
    print_table(("state", "error", "inputs", "which"), rows)


def _print_inputs(found: tuple[Input, ...]) -> None:
    print_table(("state", "input", "document"), [(entry.state, entry.path, entry.document or entry.error or "") for entry in found])


def _as_json(entry: Input) -> dict[str, str | None]:
    return {"path": entry.path, "state": entry.state, "document": entry.document, "error": entry.error}


def _failure_as_json(failure: Failure) -> dict[str, str]:
    return {"stage": failure.stage, "input": failure.input, "error": failure.error, "message": failure.message}
