"""Yields the commands on how two states stand to each other: ties, responses."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import views
from dragoman.cli.display import print_json
from dragoman.relate.periods import UNITS
from dragoman.view.chain import show_chain
from dragoman.view.responses import chain_page
from dragoman.view.tie_table import show_ties
from dragoman.view.ties import ties_page

Other = Annotated[str, typer.Argument(help="The other state or organisation.", show_default=False)]


def ties(
    context: typer.Context,
    a: views.Name,
    b: Other,
    by: Annotated[str, typer.Option(help=f"The periods: {', '.join(UNITS)}.")] = "month",
    as_json: views.Json = False,
    form: views.Format = "md",
    out: views.Out = None,
) -> None:
    """Writes how a pair stands by day, week, month or year, with acts and coverage beside each score, and changes of level.

    Example: dragoman ties XNO XES --by week
    """
    record = views._read(context)
    table = show_ties(record, a, b, by)
    if as_json:
        print_json(table.as_json())
    else:
        views._write(ties_page(record, table), form, out)


def responses(
    context: typer.Context,
    a: views.Name,
    b: Other,
    since: views.Since = None,
    until: views.Until = None,
    about: views.About = None,
    as_json: views.Json = False,
    form: views.Format = "md",
    out: views.Out = None,
) -> None:
    """Writes the acts of a pair in order: who answered what, after how many days, on which words; and who is said to have begun.

    Example: dragoman responses XNO XES --since 2031-03
    """
    chain, selection = show_chain(views._read(context), a, b, since, until, about)
    if as_json:
        print_json(chain.as_json())
    else:
        views._write(chain_page(chain, selection), form, out)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (ties, responses):
        app.command()(command)
