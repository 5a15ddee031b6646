"""Yields the command `code`: the bare coder, which reads texts as JSON Lines, opens no record, and answers line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from dragoman.app import open_engine
from dragoman.cli.arriving import arriving_lines
from dragoman.cli.display import print_line
from dragoman.cli.explained import print_explained
from dragoman.codebook.petrarch_files import notes_on
from dragoman.core.errors import NothingReadError, UsageError
from dragoman.core.settings import Settings
from dragoman.pipeline import Answering, cluster_answers, rank_answers


def code(
    context: typer.Context,
    file: Annotated[str, typer.Argument(help="JSON Lines, one text a line; - reads standard input.", show_default=False)],
    pair: Annotated[bool, typer.Option("--pair", help='What one party does to another: lines {"id","text","source":[start,end],"target"}.')] = False,
    attributions: Annotated[bool, typer.Option("--attributions", help='Who says what: lines {"doc_id","text"}.')] = False,
    times: Annotated[bool, typer.Option("--times", help='Time expressions: lines {"doc_id","dct","text"}.')] = False,
    places: Annotated[bool, typer.Option("--places", help='Where toponyms lie: lines {"doc_id","text","toponyms":[{"start","end"}]}.')] = False,
    actors: Annotated[bool, typer.Option("--actors", help='State and sector of actors: lines {"id","actor","context"?,"query_date"?}.')] = False,
    mentions: Annotated[
        bool, typer.Option("--mentions", help='Which given mentions tell of one event: lines {"doc_id","text","mentions":[{"id","start","end"}]}, all texts.')
    ] = False,
    timeline: Annotated[bool, typer.Option("--timeline", help='Telling days of one topic: lines {"id","date","text"}, all its articles.')] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Why each event came out: words, rule, roles, modality, and what competed.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --explain: one line in, one line of JSON out.")] = False,
    codebook: Annotated[Path | None, typer.Option(help="A folder of your own laid over the shipped codebook.", show_default=False)] = None,
    jobs: Annotated[int | None, typer.Option(min=0, help="Processes that code; 0, the default, for one per core.", show_default=False)] = None,
) -> None:
    """Codes bare texts {"id","text","date"?}, one line in, one line out, in order and as they come; no record is opened.

    A line that cannot be coded is answered with its failure, and told on standard error; the exit status is then 1, or 2 where that is so of every line.

    Example: dragoman code sentences.jsonl
    """
    form = _form(pair=pair, attributions=attributions, times=times, places=places, actors=actors, mentions=mentions, timeline=timeline, explain=explain)
    settings: Settings = context.obj
    if jobs is not None:
        settings = replace(settings, jobs=jobs)
    overlay = codebook or settings.codebook
    for note in notes_on(overlay):
        typer.echo(note, err=True)
    if timeline:
        _rank(file, Answering(form, overlay), settings)
    elif mentions:
        _cluster(file, Answering(form, overlay), settings)
    else:
        _answer(file, Answering(form, overlay), settings, print_explained if explain and not as_json else print_line)


def _form(**asked: bool) -> str:
    """The form that is asked for, by the name of its option; `events` where none is. UsageError where two are."""
    found = [name for name, wanted in asked.items() if wanted]
    if len(found) > 1:
        raise UsageError(f"one of {', '.join(f'--{name}' for name in asked)} can be asked at a time, not {' and '.join(f'--{name}' for name in found)}")
    return found[0] if found else "events"


def _answer(file: str, task: Answering, settings: Settings, show: Callable[[dict[str, Any]], None]) -> None:
    """Shows the answer to each line as soon as it is there; exit status 1 where some line failed. NothingReadError where all did."""
    answered = failed = 0
    with open_engine(settings) as engine, arriving_lines(file) as lines:
        for found in engine.map(task, lines):
            show(found.answer)
            answered += 1
            if found.failure:
                failed += 1
                typer.echo(f"failed[{found.failure.error}]: {found.failure.message}", err=True)
    if failed and failed == answered:
        raise NothingReadError(f"none of the {answered} lines of {file!r} could be coded; why is said above")
    if failed:
        typer.echo(f"{failed} of {answered} lines could not be coded; why is said above, and in their answers", err=True)
        raise typer.Exit(1)


def _rank(file: str, task: Answering, settings: Settings) -> None:
    """Shows the days of all articles in one line, the most telling first, though some could not be read: exit status and errors are those of `_answer`."""
    told: list[dict[str, Any]] = []
    try:
        _answer(file, task, settings, told.append)
    finally:
        if told:
            print_line(rank_answers(told, task.overlay))


def _cluster(file: str, task: Answering, settings: Settings) -> None:
    """Shows a line for each mention of all texts, once the last is read; a text that could not be read is told in its place, exit status as of `_answer`."""
    read: list[dict[str, Any]] = []
    try:
        _answer(file, task, settings, read.append)
    finally:
        for line in cluster_answers(read, task.overlay):
            print_line(line)


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(code)
