"""Yields the command `code`: the bare coder, which reads texts as JSON Lines, opens no record, and answers line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.annotate.places import resolve_toponyms
from dragoman.app import open_engine
from dragoman.cli.display import print_line
from dragoman.codebook import load_codebook
from dragoman.codebook.actors import ActorCoder
from dragoman.codebook.actors_days import is_today, read_day
from dragoman.core.errors import InputError, NotFoundError, UsageError
from dragoman.core.settings import Settings
from dragoman.engine.base import Engine
from dragoman.export import bare
from dragoman.export.places import places_answer
from dragoman.pipeline import Drawing, assemble_record, bare_document, code_documents, draw_attributions, draw_times

Line = dict[str, Any]


def code(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="JSON Lines, one text a line; - reads standard input.", show_default=False)],
    attributions: Annotated[bool, typer.Option("--attributions", help='Who says what: lines {"doc_id","text"}.')] = False,
    times: Annotated[bool, typer.Option("--times", help='Time expressions: lines {"doc_id","dct","text"}.')] = False,
    places: Annotated[bool, typer.Option("--places", help='Where toponyms lie: lines {"doc_id","text","toponyms":[{"start","end"}]}.')] = False,
    actors: Annotated[bool, typer.Option("--actors", help='State and sector of actors: lines {"id","actor","context"?,"query_date"?}.')] = False,
    codebook: Annotated[Path | None, typer.Option(help="A folder of your own laid over the shipped codebook.", show_default=False)] = None,
) -> None:
    """Codes bare texts {"id","text","date"?}, one line in, one line out, in order; no record is opened.

    Example: dragoman code sentences.jsonl
    """
    if attributions + times + places + actors > 1:
        raise UsageError("one of --attributions, --times, --places and --actors can be asked at a time")
    settings: Settings = context.obj
    overlay = codebook or settings.codebook
    parse = _parse_actor if actors else _parse
    lines = [parse(number, line) for number, line in enumerate(_lines(file), 1)]
    with open_engine(settings) as engine:
        answers = _actors if actors else _places if places else _times if times else _attributions if attributions else _events
        for answer in answers(lines, engine, overlay):
            print_line(answer)


def _events(lines: list[Line], engine: Engine, overlay: Path | None) -> Iterator[Line]:
    documents = [bare_document(line["text"], line.get("date")) for line in lines]
    for line, coded in zip(lines, code_documents(documents, engine, overlay), strict=True):
        # alone: texts of one file are no corpus, and what one says must not change how another is coded
        record = assemble_record([coded.extracted], overlay, line.get("date"))
        yield bare.events_answer(line.get("id"), record.resolved.events, coded.failure)


def _attributions(lines: list[Line], engine: Engine, overlay: Path | None) -> Iterator[Line]:
    documents = [bare_document(line["text"], None) for line in lines]
    for line, found in zip(lines, engine.map(Drawing(overlay, draw_attributions), documents), strict=True):
        yield bare.attributions_answer(line.get("doc_id"), found)


def _times(lines: list[Line], engine: Engine, overlay: Path | None) -> Iterator[Line]:
    documents = [bare_document(line["text"], line.get("dct")) for line in lines]
    for line, found in zip(lines, engine.map(Drawing(overlay, draw_times), documents), strict=True):
        yield bare.times_answer(line.get("doc_id"), found)


def _places(lines: list[Line], engine: Engine, overlay: Path | None) -> Iterator[Line]:
    """In this process: a text takes some milliseconds, less than to hand it to another."""
    given = [_spans(number, line) for number, line in enumerate(lines, 1)]
    known = load_codebook(overlay)
    for line, spans in zip(lines, given, strict=True):
        yield places_answer(line.get("doc_id"), resolve_toponyms(line["text"], spans, known))


def _actors(lines: list[Line], engine: Engine, overlay: Path | None) -> Iterator[Line]:
    """In this process: thousands of phrases a second."""
    coder = ActorCoder(load_codebook(overlay))
    for line in lines:
        asked = line.get("query_date")
        found = coder.code(line["actor"] or "", line.get("context"), read_day(asked), today=is_today(asked))
        yield bare.actor_answer(line.get("id"), found)


def _spans(number: int, line: Line) -> list[tuple[int, int]]:
    try:
        spans = [(int(item["start"]), int(item["end"])) for item in line["toponyms"]]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("missing-field", f"text {number} has no toponyms, each with start and end") from error
    if not all(0 <= start < end <= len(line["text"]) for start, end in spans):
        raise InputError("malformed", f"text {number} has a toponym that lies outside of it")
    return spans


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(code)


def _lines(file: str) -> list[str]:
    if file == "-":
        return [line for line in sys.stdin.read().splitlines() if line.strip()]
    try:
        return [line for line in Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {file!r}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("unreadable", f"{file!r} cannot be read: {error}") from error


def _parse(number: int, line: str) -> Line:
    found = _object(number, line)
    if not isinstance(found.get("text"), str):
        raise InputError("missing-field", f"line {number} is no JSON object with a text")
    return found


def _parse_actor(number: int, line: str) -> Line:
    """An actor may be null, as in golds that hold other questions too: then nothing is told of it."""
    found = _object(number, line)
    if "actor" not in found or not isinstance(found["actor"], str | None):
        raise InputError("missing-field", f"line {number} is no JSON object with an actor")
    if not all(isinstance(found.get(key), str | None) for key in ("context", "query_date")):
        raise InputError("malformed", f"line {number} has a context or a query_date that is no text")
    return found


def _object(number: int, line: str) -> Line:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise InputError("malformed", f"line {number} is no JSON: {error}") from error
    return found if isinstance(found, dict) else {}
