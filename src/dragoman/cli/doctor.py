"""Yields the command `doctor`: whether all that a run needs is there, and which versions of it."""

from __future__ import annotations

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Annotated

import typer

from dragoman import __version__
from dragoman.app import describe_store
from dragoman.cli.display import print_json, print_table
from dragoman.codebook import load_codebook
from dragoman.core.errors import DragomanError
from dragoman.core.settings import Settings
from dragoman.models import deed_model, same_model
from dragoman.models.pair_model import RUNTIME, find_pair_model, why_absent
from dragoman.models.said_model import find_said_model, is_present
from dragoman.models.spacy_model import find_english
from dragoman.web.islands import islands

Check = tuple[str, bool, str]
"""What was looked at, is it well, and what was found."""


def doctor(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Looks whether Python, SQLite, packages, language model, codebook and record are as they must be; exit status 1 where one is not.

    Example: dragoman doctor
    """
    settings: Settings = context.obj
    checks = [
        ("dragoman", True, __version__),
        ("python", sys.version_info >= (3, 12), f"{platform.python_version()} on {platform.system()} {platform.machine()}"),
        *_packages(),
        _model(),
        _second(),
        _reader(),
        _listener(),
        _comparer(),
        _desk(),
        _codebook(settings.codebook),
        *describe_store(settings),
    ]
    if as_json:
        print_json([{"what": what, "well": well, "found": found} for what, well, found in checks])
    else:
        print_table(("what", "", "found"), [(what, "ok" if well else "WRONG", found) for what, well, found in checks])
    if not all(well for _, well, _ in checks):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(doctor)


def _packages() -> list[Check]:
    checks = []
    for requirement in sorted(requires("dragoman") or ()):
        (name,) = re.findall(r"^[\w.-]+", requirement)
        if name == RUNTIME:  # the coder does without it
            continue
        try:
            checks.append((name, True, version(name)))
        except PackageNotFoundError:
            checks.append((name, False, f"not installed; wanted: {requirement}"))
    return checks


def _model() -> Check:
    try:
        model = find_english()
    except DragomanError as error:
        return "model", False, error.message
    return "model", True, f"{model.name} {model.version}, sha256 {model.files_sha256}"


def _second() -> Check:
    """The pair model may be left out, and is then no fault; its files may not be others than the pinned ones."""
    absent = why_absent()
    if absent is not None:
        return "second opinion", True, f"none: {absent}; events are judged by the rules alone"
    try:
        model = find_pair_model()
    except DragomanError as error:
        return "second opinion", False, error.message
    return "second opinion", True, f"{model.name} {model.version}, sha256 {model.files_sha256}, {RUNTIME} {version(RUNTIME)}"


def _reader() -> Check:
    """The deed model may be left out likewise."""
    if not deed_model.is_present():
        return "deed model", True, f"none: this installation lacks its weights or {RUNTIME}; deeds are told by the triggers of the codebook alone"
    try:
        model = deed_model.find_deed_model()
    except DragomanError as error:
        return "deed model", False, error.message
    return "deed model", True, f"{model.name} {model.version}, sha256 {model.files_sha256}"


def _listener() -> Check:
    """The attribution model may be left out likewise."""
    if not is_present():
        return "attribution model", True, "none: this installation holds no weights of it; who says what is told by the rules alone"
    try:
        model = find_said_model()
    except DragomanError as error:
        return "attribution model", False, error.message
    return "attribution model", True, f"{model.name} {model.version}, sha256 {model.files_sha256}"


def _comparer() -> Check:
    """The coreference model may be left out likewise."""
    if not same_model.is_present():
        return (
            "coreference model",
            True,
            "none: this installation holds no weights of it; marked mentions are compared by their head words alone",
        )
    try:
        model = same_model.find_same_model()
    except DragomanError as error:
        return "coreference model", False, error.message
    return "coreference model", True, f"{model.name} {model.version}, sha256 {model.files_sha256}"


def _desk() -> Check:
    """What moves on the desk's pages may be left out; every page works without."""
    built = islands()
    if not built:
        return "desk", True, "without islands: the front end was not bundled, since there was no Node; every page works, nothing moves by itself"
    return "desk", True, f"with {len(built)} islands: {', '.join(built)}"


def _codebook(overlay: Path | None) -> Check:
    try:
        codebook = load_codebook(overlay)
    except DragomanError as error:
        return "codebook", False, error.message
    return "codebook", True, f"{len(codebook.types)} event types, digest {codebook.digest}{f', with {overlay}' if overlay else ''}"
