"""Yields the commands of review: what to look at next, judgements, their log, how far two agree, and judgements as data."""

from __future__ import annotations

import getpass
import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.app import App, open_app
from dragoman.cli.display import plain, print_json, print_table
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.mentions import Judgement
from dragoman.export.judged import LAYOUTS, judged_lines
from dragoman.export.lines import judgement_line
from dragoman.review.acts import ACTS, Act
from dragoman.review.queue import KINDS, QueueFilter, act_for

By = Annotated[str | None, typer.Option("--by", help="Who judges; else the name of the account.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def review(
    context: typer.Context,
    kind: Annotated[list[str] | None, typer.Option("--kind", help=f"Only this kind (may be repeated): {', '.join(KINDS)}.", show_default=False)] = None,
    most: Annotated[int, typer.Option("--most", help="Items shown.", min=1, max=200)] = 20,
    after: Annotated[str, typer.Option("--after", help="Go on after this item.", show_default=False)] = "",
    unsure: Annotated[bool, typer.Option("--unsure", help="Also what somebody called unsure.")] = False,
    skip: Annotated[str | None, typer.Option("--skip", help="Put this item last, for you.", show_default=False)] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Lists what to look at next, least sure first.

    Example: dragoman review --kind merge
    """
    with open_app(context.obj) as app:
        app.resolve()
        if skip:
            app.review.skip(skip, by or _account())
        found = app.review.queue(QueueFilter(frozenset(kind or ()), after, most, unsure), by or _account())
        called = {key: _called(app, key) for item in found.items for key in item.subjects}
    if as_json:
        print_json({"total": found.total, "counts": dict(found.counts), "items": [asdict(item) for item in found.items]})
        return
    rows = [(item.id, item.question, " / ".join(called[key] for key in item.subjects), item.why, ", ".join(item.acts)) for item in found.items]
    print_table(("item", "question", "about", "why", "answers"), rows)
    typer.echo(f"{found.total} to look at", err=True)


def judge(
    context: typer.Context,
    act: Annotated[str, typer.Argument(help=f"{', '.join(ACTS)}, undo, or answer.", show_default=False)],
    subjects: Annotated[list[str] | None, typer.Argument(help="Ids of events, entities, claims, mentions; of judgements to undo.", show_default=False)] = None,
    fields: Annotated[list[str] | None, typer.Option("--set", help="A field: type=ACCUSE, actors=n-…,n-…, date=2025-02-06.", show_default=False)] = None,
    doc: Annotated[str | None, typer.Option("--doc", help="The document of what is added.", show_default=False)] = None,
    start: Annotated[int | None, typer.Option("--start", help="Where its words begin, in code points.", show_default=False)] = None,
    end: Annotated[int | None, typer.Option("--end", help="Where they end.", show_default=False)] = None,
    answer: Annotated[str | None, typer.Option("--answer", help="With `answer` and items of `review`: what they are answered.", show_default=False)] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why.", show_default=False)] = None,
    by: By = None,
    as_json: Json = False,
) -> None:
    """Takes a judgement on record and resolves by it; it is never deleted, only undone by another.

    Example: dragoman judge edit e-0123456789ab-000012-000018-1a2b --set modality=alleged --note "on the word of one side"
    """
    who, keys = by or _account(), tuple(subjects or ())
    change = _change(fields or ()) | {name: value for name, value in (("doc", doc), ("start", start), ("end", end)) if value is not None}
    with open_app(context.obj) as app:
        if act == "undo":
            if not keys:
                raise UsageError("name the judgement to undo by its id; 'dragoman judgements' lists them")
            made = [app.undo(key, who) for key in keys]
        elif act == "answer":
            made = [judgement for key in keys for judgement in _answered(app, key, answer or "", note, who)]
        else:
            made = list(app.judge(Act(act, keys, change, note), who))
        told = {entry.id: entry.sentence for entry in app.review.log(most=len(made))[0]}
    if as_json:
        print_json([judgement_line(judgement) for judgement in made])
        return
    for judgement in made:
        typer.echo(f"{judgement.id}  {plain(told.get(judgement.id, judgement.verdict))}")


def judgements(
    context: typer.Context,
    most: Annotated[int, typer.Option("--most", help="Judgements shown.", min=1)] = 50,
    agreement: Annotated[tuple[str, str] | None, typer.Option("--agreement", help="How far two reviewers agree.", show_default=False)] = None,
    export: Annotated[Path | None, typer.Option("--export", help="Write judgements as data to this file.", show_default=False)] = None,
    layout: Annotated[str, typer.Option("--layout", help=f"Of the export: {', '.join(LAYOUTS)}.")] = LAYOUTS[0],
    as_json: Json = False,
) -> None:
    """Lists who decided what and when, the latest first.

    Example: dragoman judgements --export gold.jsonl
    """
    with open_app(context.obj) as app:
        if agreement:
            figures = app.review.agreement(*agreement)
            if as_json:
                print_json([asdict(figure) for figure in figures])
            else:
                typer.echo("\n".join(figure.sentence for figure in figures) or f"{agreement[0]} and {agreement[1]} judged nothing in common")
            return
        if export:
            typer.echo(f"{_exported(app, export, layout)} lines in {export}")
            return
        entries, total = app.review.log(most=most)
    if as_json:
        print_json([asdict(entry) for entry in entries])
        return
    print_table(("judgement", "when", "what", "undone by"), [(e.id, e.at[:19], e.sentence, e.undone_by or "") for e in entries])
    typer.echo(f"{total} judgements", err=True)


def _answered(app: App, key: str, answer: str, note: str | None, by: str) -> tuple[Judgement, ...]:
    item = app.review.item(key)
    if item is None:
        raise NotFoundError(f"{key!r} is not, or no longer, to be looked at; 'dragoman review' lists what is")
    return app.judge(act_for(item, answer, note), by)


def _exported(app: App, file: Path, layout: str) -> int:
    lines = [json.dumps(line, ensure_ascii=False) for line in judged_lines(app.record(), app.judgements(), layout)]
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{str(file)!r} cannot be written: {error.strerror or error}") from error
    return len(lines)


def _change(fields: list[str] | tuple[str, ...]) -> dict[str, Any]:
    """The fields of `--set`: JSON where it looks so, parties with commas between them, else words."""
    found: dict[str, Any] = {}
    for field in fields:
        name, given, value = field.partition("=")
        if not given or not name.strip():
            raise UsageError(f"--set takes NAME=VALUE, not {field!r}")
        found[name.strip()] = _value(name.strip(), value.strip())
    return found


def _value(name: str, value: str) -> Any:
    if value[:1] in {"[", "{"}:
        try:
            return json.loads(value)
        except ValueError as error:
            raise UsageError(f"the value of {name!r} is no JSON: {error}") from error
    if name in {"actors", "recipients"}:
        return [part.strip() for part in value.split(",") if part.strip()]
    return value or None


def _called(app: App, key: str) -> str:
    kind = {"e": "events", "n": "entities", "c": "claims"}[key.split("-", 1)[0]]
    found = app.store.parts(kind, [key])
    return str(getattr(found[0], {"events": "summary", "entities": "name", "claims": "proposition"}[kind])) if found else key


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user id without a name
        return "unknown"


def register(app: typer.Typer) -> None:
    """Adds the commands of this file."""
    for command in (review, judge, judgements):
        app.command()(command)
