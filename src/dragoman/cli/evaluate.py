"""Yields the command `evaluate`: how well the coder does on a gold set, in the field's own figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.display import print_json, print_table
from dragoman.core.errors import UsageError
from dragoman.core.settings import Settings
from dragoman.evaluate.actors import PHRASES, measure_actors
from dragoman.evaluate.attributions import measure_attributions
from dragoman.evaluate.coreference import measure_coreference
from dragoman.evaluate.mentions import measure_mentions
from dragoman.evaluate.metrics import Balance, Figure, Mean, Rates
from dragoman.evaluate.names import PAIRS, measure_names
from dragoman.evaluate.pages import measure_pages
from dragoman.evaluate.pair import measure_pair
from dragoman.evaluate.petr import measure_cameo, measure_petr
from dragoman.evaluate.places import measure_places
from dragoman.evaluate.record import measure_record
from dragoman.evaluate.sentences import measure_sentences
from dragoman.evaluate.stories import measure_stories
from dragoman.evaluate.timeline import measure_timelines
from dragoman.evaluate.times import measure_times
from dragoman.evaluate.told import SENTENCES, measure_told

TASKS = {
    "record": measure_record,
    "sentences": measure_sentences,
    "told": measure_told,
    "pair": measure_pair,
    "petr": measure_petr,
    "cameo": measure_cameo,
    "attributions": measure_attributions,
    "times": measure_times,
    "timeline": measure_timelines,
    "places": measure_places,
    "actors": measure_actors,
    "coreference": measure_coreference,
    "mentions": measure_mentions,
    "stories": measure_stories,
    "pages": measure_pages,
    "names": measure_names,
}

OWN = {"names": PAIRS, "actors": PHRASES, "told": SENTENCES}
"""Sets of our own writing, which are measured where no other is given."""


def evaluate(
    context: typer.Context,
    task: Annotated[str, typer.Argument(help=f"What to measure: {', '.join(TASKS)}.", show_default=False)],
    gold: Annotated[
        Path | None,
        typer.Argument(
            help="The gold: of a record its folder, of pages the folder of samples, of names, actors and told YAML or nothing, else JSON Lines.",
            show_default=False,
        ),
    ] = None,
    codebook: Annotated[Path | None, typer.Option(help="A folder of your own laid over the shipped codebook.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, shares from 0 to 1.")] = False,
) -> None:
    """Codes the texts of a gold set without its answers and prints how much of it comes out.

    Example: dragoman evaluate record gold/seeds

    Example: dragoman evaluate sentences gold/sentences.jsonl

    Example: dragoman evaluate petr gold/petr1_validate.jsonl --codebook gold/petr1_custom

    Example: dragoman evaluate cameo gold/manual.jsonl

    Example: dragoman evaluate pair gold/pairs.jsonl

    Example: dragoman evaluate attributions gold/articles.jsonl

    Example: dragoman evaluate times gold/times.jsonl

    Example: dragoman evaluate places gold/toponyms.jsonl

    Example: dragoman evaluate actors gold/actors.jsonl

    Example: dragoman evaluate coreference gold/chains.jsonl

    Example: dragoman evaluate mentions gold/chains.jsonl

    Example: dragoman evaluate stories gold/timeline

    Example: dragoman evaluate pages samples

    Example: dragoman evaluate names
    """
    if task not in TASKS:
        raise UsageError(f"there is no task {task!r}; known: {', '.join(TASKS)}")
    gold = OWN.get(task) if gold is None else gold
    if gold is None:
        raise UsageError(f"the task {task!r} needs its gold, a file or a folder")
    settings: Settings = context.obj
    _show(TASKS[task](gold, codebook or settings.codebook).figures, as_json=as_json)


def _show(figures: Mapping[str, Figure], *, as_json: bool) -> None:
    if as_json:
        print_json({name: _as_json(figure) for name, figure in figures.items()})
    else:
        print_table(("figure", "value"), [(name, str(figure)) for name, figure in figures.items()])


def register(app: typer.Typer) -> None:
    """Adds the command of this file."""
    app.command()(evaluate)


def _as_json(figure: Figure) -> dict[str, float | int | None]:
    if isinstance(figure, Balance):
        return {"precision": figure.precision, "recall": figure.recall, "f1": figure.value, "right": figure.right, "given": figure.given, "gold": figure.gold}
    if isinstance(figure, Rates):
        return {"precision": figure.precision, "recall": figure.recall, "f1": figure.value}
    return {"share": figure.value} if isinstance(figure, Mean) else {"share": figure.value, "n": figure.n, "of": figure.of}
