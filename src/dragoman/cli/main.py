"""Yields the command `dragoman` with all its commands, the global options and the one place where errors become words and exit codes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import code, codebook, doctor, evaluate, listings, lists, reading, reviewing, serving, sources, stories, ties, upkeep, views
from dragoman.core.errors import DragomanError
from dragoman.core.settings import load_settings

app = typer.Typer(
    name="dragoman",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Reads news reports about states and keeps the record of who did what to whom, on whose word, with the words themselves as evidence.",
    epilog="Example: dragoman --record affair.db add clippings/",
)
for group in (reading, upkeep, lists, views, ties, sources, listings, stories, reviewing, serving, code, codebook, evaluate, doctor):
    group.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def _global(
    context: typer.Context,
    record: Annotated[str | None, typer.Option(help="The record, one file; else DRAGOMAN_RECORD, else dragoman.db here.", show_default=False)] = None,
    codebook: Annotated[str | None, typer.Option(help="A folder of your own laid over the shipped codebook.", show_default=False)] = None,
    as_of: Annotated[str | None, typer.Option(help="The day (2025-02-13) that deadlines are judged by; else the latest report's.", show_default=False)] = None,
    jobs: Annotated[str | None, typer.Option(help="Processes that code documents; 0, the default, for one per core.", show_default=False)] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    flags = {"record": record, "codebook": codebook, "as_of": as_of, "jobs": jobs}
    context.obj = load_settings(os.environ, Path.cwd(), flags)


def main(arguments: list[str] | None = None) -> None:
    """Runs one command line and leaves with its exit status; arguments: without the program's name, None for those of the process."""
    try:
        app(arguments, prog_name="dragoman")
    except DragomanError as error:
        typer.echo(f"error[{error.code}]: {error.message}", err=True)
        raise SystemExit(error.exit_code) from error
