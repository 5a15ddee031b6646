"""Yields the command `sources`: who is quoted, by whom, how surely, with what outcome in later reports, and what reports say of it."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.app import open_app
from dragoman.cli import views
from dragoman.cli.display import print_json
from dragoman.core.settings import Settings
from dragoman.export.source_lines import sources_object
from dragoman.view.record import Record
from dragoman.view.source_profile import source_page
from dragoman.view.source_table import sources_page


def sources(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(help="A source or outlet by name or description; without it all are listed.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    form: views.Format = "md",
    out: views.Out = None,
) -> None:
    """Writes who is quoted by whom, how surely and on what, what others told later, and what reports say of them; with a name the profile of one.

    Example: dragoman sources "Harbour Board"
    """
    record = _read(context)
    if as_json:
        print_json(sources_object(record, name))
    else:
        views._write(source_page(record, name) if name else sources_page(record), form, out)


def _read(context: typer.Context) -> Record:
    settings: Settings = context.obj
    with open_app(settings) as app:
        return app.record()


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(sources)
