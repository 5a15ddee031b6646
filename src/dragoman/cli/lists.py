"""Yields the commands `lists …`: lists of persons and bodies that the user downloaded are taken into the record and matched there, offline."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.app import open_app
from dragoman.cli.display import print_json, print_table
from dragoman.core.errors import UsageError

group = typer.Typer(rich_markup_mode=None)


@group.callback(invoke_without_command=True)
def lists(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Shows lists of sanctions, officials or companies that you downloaded and took into the record, where they are matched offline.

    Example: dragoman lists
    """
    if context.invoked_subcommand:
        return
    with open_app(context.obj) as app:
        found = app.store.lists()
    if as_json:
        print_json([{"name": head.name, "file": head.file, "sha256": head.sha256, "entries": head.entries, "at": head.at} for head in found])
    else:
        print_table(("list", "entries", "taken in", "file"), [(head.name, str(head.entries), head.at, head.file) for head in found])


@group.command("add")
def add_list(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="FollowTheMoney JSON Lines (OpenSanctions) or a table with a column `name`; .gz too.", show_default=False)],
    name: Annotated[str | None, typer.Option(help="What to call it; else the name of the file.", show_default=False)] = None,
) -> None:
    """Takes a list into the record, in place of one of that name, and matches it with persons, bodies and craft.

    Example: dragoman lists add targets.nested.json --name sanctions
    """
    called = (name or file.name.split(".")[0]).strip()
    if not called or "/" in called:
        raise UsageError(f"a list cannot be called {called!r}; give it another name with --name")
    with open_app(context.obj, create=True) as app:
        head, bad = app.add_list(file, called)
        matched = sum(match.entry.list == called for entity in app.store.resolved().entities for match in entity.matches[:1])
    typer.echo(f"{head.entries:,} entries in list {head.name}; {matched} of the record's names are or may be on it")
    for entry in bad[:3]:
        typer.echo(f"line {entry.line} was left out: {entry.why}", err=True)
    if len(bad) > 3:
        typer.echo(f"and {len(bad) - 3:,} more lines", err=True)


@group.command("remove")
def remove_list(context: typer.Context, name: Annotated[str, typer.Argument(help="Its name.", show_default=False)]) -> None:
    """Takes a list out of the record, with all that rested on it.

    Example: dragoman lists remove sanctions
    """
    with open_app(context.obj) as app:
        app.drop_list(name)
    typer.echo(f"removed the list {name}")


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(group, name="lists")
