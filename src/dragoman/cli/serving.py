"""Yields the commands that run the desk in a browser, and that say who may use it: serve, users."""

from __future__ import annotations

import getpass
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.display import print_json, print_table
from dragoman.core.errors import UsageError
from dragoman.core.settings import Settings

if TYPE_CHECKING:
    from dragoman.web.users import UserFile

_PORT = 8421
_ROLES = "reader, reviewer or admin"


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0 for any port that is free.")] = _PORT,
    host: Annotated[str, typer.Option(help="The address to listen at; other than this machine's own, everybody needs a password.")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option(help="A host name by which others call this machine; may be repeated.", show_default=False)] = None,
    certificate: Annotated[Path | None, typer.Option(help="A file with the certificate, to serve over TLS.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option(help="The file with its key.", show_default=False)] = None,
) -> None:
    """Opens the desk: the record in a browser, to read, search, correct and share. It prints one line, the link to open, and runs until Ctrl-C.

    Example: dragoman --record affair.db serve
    """
    from dragoman.web import server  # the web framework takes half a second to load, which no other command should pay
    from dragoman.web.site import Access

    settings: Settings = context.obj
    if (certificate is None) != (key is None):
        raise UsageError("a certificate and its key go together: give both --certificate and --key, or neither")
    for file in (certificate, key):
        if file and not file.is_file():
            raise UsageError(f"there is no file {str(file)!r}")
    access = Access(host=host, port=port, names=tuple(found.lower() for found in name or ()))
    if not access.local and certificate is None:
        typer.echo("passwords and pages travel unencrypted; give --certificate and --key, or put a server that encrypts in front", err=True)
    files = (str(certificate), str(key)) if certificate and key else None
    with suppress(KeyboardInterrupt):  # Ctrl-C is how it ends
        server.serve(settings, access, typer.echo, files)


group = typer.Typer(rich_markup_mode=None)


@group.callback(invoke_without_command=True)
def users(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Shows who may use the desk of the record where others can reach it, and in which role.

    Example: dragoman users
    """
    if not context.invoked_subcommand:
        _show(_file(context), as_json=as_json)


@group.command("add")
def add_user(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Letters, digits and . @ - _.", show_default=False)],
    role: Annotated[str, typer.Option(help=f"{_ROLES}: to read; also to judge and add; also to look after users.")] = "reader",
) -> None:
    """Adds a user; asks for the password, or reads it from standard input where that is no keyboard.

    Example: dragoman users add dana --role reviewer
    """
    user = _file(context).add(name, _password(), role)
    typer.echo(f"{user.name} is {'an' if user.role == 'admin' else 'a'} {user.role}", err=True)


@group.command("list")
def list_users(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """The same.

    Example: dragoman users list
    """
    _show(_file(context), as_json=as_json)


@group.command("remove")
def remove_user(context: typer.Context, name: Annotated[str, typer.Argument(help="Who it is.", show_default=False)]) -> None:
    """Takes a user out; what they judged stays.

    Example: dragoman users remove dana
    """
    _file(context).remove(name)


@group.command("role")
def change_role(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Who it is.", show_default=False)],
    role: Annotated[str, typer.Argument(help=f"{_ROLES}.", show_default=False)],
) -> None:
    """Gives a user another role.

    Example: dragoman users role dana admin
    """
    _file(context).set_role(name, role)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.command()(serve)
    app.add_typer(group, name="users")


def _file(context: typer.Context) -> UserFile:
    from dragoman.web.users import UserFile, users_path

    settings: Settings = context.obj
    return UserFile(users_path(settings.record))


def _show(file: UserFile, *, as_json: bool) -> None:
    if as_json:
        print_json([{"name": user.name, "role": user.role} for user in file.all()])
    else:
        print_table(("name", "role"), [(user.name, user.role) for user in file.all()])


def _password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != first:
        raise UsageError("the two are not the same; try again")
    return first
