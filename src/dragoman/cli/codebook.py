"""Yields the commands `codebook …`: what the coding rules are, where a word stands in them, and what is wrong with a folder of your own."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from dragoman.cli.display import error_console, print_json, print_table
from dragoman.codebook import load_codebook
from dragoman.codebook.catalogue import Found, find, search
from dragoman.codebook.entries import Entries
from dragoman.codebook.load import FOLDER
from dragoman.codebook.model import Codebook, EventType
from dragoman.core.errors import NotFoundError
from dragoman.core.settings import Settings
from dragoman.evaluate.codebook import Checked, Step, check_codebook

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Rows = list[tuple[str, ...]]

group = typer.Typer(rich_markup_mode=None)


@group.callback(invoke_without_command=True)
def codebook(context: typer.Context, as_json: Json = False) -> None:
    """Shows the coding rules: event types, modes, CAMEO codes, the words that trigger them; and checks rules of your own.

    Example: dragoman codebook
    """
    if context.invoked_subcommand:
        return
    known, _ = _open(context)
    kinds = [kind for _, kind in sorted(known.types.items(), key=lambda item: (item[1].ontology != "PLOVER", item[0]))]
    if as_json:
        print_json([_type_as_json(kind) for kind in kinds])
        return
    heads = ("type", "ontology", "quad", "score", "cameo", "goldstein", "triggers", "examples", "near misses", "modes")
    print_table(heads, [(*_head(kind), *(str(len(x)) for x in (kind.triggers, kind.examples, kind.near_misses)), ", ".join(kind.modes)) for kind in kinds])


@group.command("show")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A type (SANCTION), a mode (expel), a CAMEO code or how it begins (0841, 17), or a context.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Shows a type, mode, CAMEO code or context: what it means, what it scores, how it maps, which words trigger it, and where they stand.

    Example: dragoman codebook show SANCTION
    """
    known, entries = _open(context)
    found = find(known, entries, name)
    if found == Found():
        raise NotFoundError(f"the codebook has no type, mode, CAMEO code or context {name!r}; 'dragoman codebook search {name}' looks in its words")
    if as_json:
        print_json(_as_json(known, found))
    else:
        _print_found(known, entries, found)


@group.command("search")
def search_words(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(help="Words, or how they begin; all of them must be there.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Finds types, modes, codes, triggers, word classes and examples by words; exit status 3 where there are none.

    Example: dragoman codebook search expel diplomat
    """
    hits = list(search(*_open(context), words))
    if not hits:
        raise NotFoundError(f"nothing in the codebook has {' '.join(words)!r}")
    if as_json:
        print_json([{"kind": hit.kind, "name": hit.name, "where": hit.where, "text": hit.text} for hit in hits])
    else:
        print_table(("what", "name", "where", "words"), [(hit.kind, hit.name, hit.where, hit.text) for hit in hits])


@group.command("check")
def check(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="[DIR]", help="A folder laid over the shipped codebook; else that of --codebook, else the shipped one itself.", show_default=False
        ),
    ] = None,
    hints: Annotated[bool, typer.Option("--hints", help="Also list what could be better, such as triggers that no example reaches.")] = False,
    as_json: Json = False,
) -> None:
    """Checks rules: files, keys, codes, words claimed twice; then codes every example and near miss. Exit status 1 where something is wrong.

    Example: dragoman codebook check my-rules
    """
    settings: Settings = context.obj
    with _bar() as step:
        checked = check_codebook(folder or settings.codebook, step)
    if as_json:
        print_json({"counts": checked.counts, "problems": [{"severity": p.severity, "where": p.where, "message": p.message} for p in checked.problems]})
    else:
        _print_checked(checked, hints)
    if checked.errors:
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    app.add_typer(group, name="codebook")


def _open(context: typer.Context) -> tuple[Codebook, Entries]:
    settings: Settings = context.obj
    return load_codebook(settings.codebook), Entries([FOLDER, *([settings.codebook] if settings.codebook else [])])


@contextmanager
def _bar() -> Iterator[Step]:
    """A bar on standard error while it is a terminal."""
    columns = (TextColumn("coding examples"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=error_console(), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("coding", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _head(kind: EventType) -> tuple[str, ...]:
    return (kind.name, kind.ontology, str(kind.quad or ""), _number(kind.score), kind.cameo or "", _number(kind.goldstein))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:+g}" if value else "0"


def _print_found(known: Codebook, entries: Entries, found: Found) -> None:
    for kind in found.types:
        typer.echo(f"{kind.name} ({kind.ontology}): {kind.definition}\nAfter: {kind.source}\n")
        print_table(("type", "ontology", "quad", "score", "cameo", "goldstein"), [_head(kind)])
    modes = [*found.modes, *((kind, mode) for kind in found.types for mode in kind.modes.values())]
    _section(
        "modes", ("type", "mode", "score", "cameo", "meaning"), [(k.name, m.name, _number(k.score_of(m.name)), m.cameo or "", m.definition) for k, m in modes]
    )
    rows = [(row.code, row.title, row.type, row.mode or "", ", ".join(row.contexts), _number(known.goldstein_of(row.code))) for row in found.codes]
    _section("CAMEO codes", ("code", "title", "type", "mode", "contexts", "goldstein"), rows)
    _section("contexts", ("context", "words"), [(name, ", ".join(words)) for name, words in found.contexts])
    _section("triggers", ("where", "mode", "cameo", "words"), [(p.where, p.trigger.mode or "", p.trigger.cameo or "", p.text) for p in found.triggers])
    for kind in found.types:
        _section("finer codes", ("where", "words"), [(entry.where, entry.text) for entry in entries.of_type(kind.name, "codes")])
        for key, examples in (("examples", kind.examples), ("near_misses", kind.near_misses)):
            listed: Rows = [(entry.where, example.text) for entry, example in zip(entries.of_type(kind.name, key), examples, strict=True)]
            _section(key.replace("_", " "), ("where", "text"), listed)


def _section(title: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    if rows:
        typer.echo(f"\n{title}")
        print_table(heads, rows)


def _print_checked(checked: Checked, hints: bool) -> None:
    shown = checked.problems if hints else checked.errors
    if shown:
        print_table(("", "where", "what"), [(p.severity, p.where, p.message) for p in shown])
    said = ", ".join(f"{n:,} {name.replace('_', ' ')}" for name, n in checked.counts.items()) or "the files cannot be read"
    held = len(checked.problems) - len(checked.errors)
    more = f"; {held:,} hints, listed with --hints" if held and not hints else ""
    typer.echo(f"{said}: {len(checked.errors) or 'nothing'} wrong{more}")


def _type_as_json(kind: EventType) -> dict[str, Any]:
    modes = [{"name": m.name, "score": kind.score_of(m.name), "cameo": m.cameo, "definition": m.definition} for m in kind.modes.values()]
    counts = {"triggers": len(kind.triggers), "examples": len(kind.examples), "near_misses": len(kind.near_misses)}
    told = {key: getattr(kind, key) for key in ("name", "ontology", "quad", "score", "cameo", "goldstein", "definition", "source")}
    return {**told, "modes": modes, **counts}


def _as_json(known: Codebook, found: Found) -> dict[str, Any]:
    return {
        "types": [
            {
                **_type_as_json(kind),
                "examples": [{"text": e.text, "events": list(e.events)} for e in kind.examples],
                "near_misses": [{"text": e.text, "events": list(e.events)} for e in kind.near_misses],
            }
            for kind in found.types
        ],
        "modes": [{"type": k.name, "mode": m.name, "score": k.score_of(m.name), "cameo": m.cameo, "definition": m.definition} for k, m in found.modes],
        "codes": [
            {"code": c.code, "title": c.title, "type": c.type, "mode": c.mode, "contexts": list(c.contexts), "goldstein": known.goldstein_of(c.code)}
            for c in found.codes
        ],
        "contexts": [{"name": name, "words": list(words)} for name, words in found.contexts],
        "triggers": [{"type": p.trigger.type, "mode": p.trigger.mode, "cameo": p.trigger.cameo, "where": p.where, "words": p.text} for p in found.triggers],
    }
