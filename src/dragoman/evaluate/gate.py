"""Yields a verdict: are the figures on the gold sets at or above their pinned floors? Run as `python -m dragoman.evaluate.gate`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from dragoman.core.errors import DragomanError, NotFoundError, UsageError
from dragoman.evaluate.ablation import measure_names_of
from dragoman.evaluate.actors import measure_actors
from dragoman.evaluate.attributions import measure_attributions
from dragoman.evaluate.copies import measure_copies
from dragoman.evaluate.coreference import measure_coreference
from dragoman.evaluate.mentions import measure_mentions
from dragoman.evaluate.metrics import Measured
from dragoman.evaluate.names import measure_names
from dragoman.evaluate.pages import measure_pages
from dragoman.evaluate.pair import measure_pair
from dragoman.evaluate.petr import measure_petr
from dragoman.evaluate.places import measure_places
from dragoman.evaluate.record import measure_record
from dragoman.evaluate.sentences import measure_sentences
from dragoman.evaluate.stories import measure_stories
from dragoman.evaluate.timeline import measure_timelines
from dragoman.evaluate.times import measure_times
from dragoman.evaluate.told import measure_told

FLOORS = Path(__file__).with_name("floors.yaml")
MARGIN = 0.02
"""Floors are pinned so far below the figures: rounding differs between processors, and one event that falls the other way is 0.02 of the seeds' recipients."""
SETS: dict[str, tuple[str, Callable[[Path], Measured]]] = {
    "seeds": ("seeds", measure_record),
    "seeds_names": ("seeds", measure_names_of),
    "timebank": ("time/timebank.jsonl", measure_times),
    "meantime": ("time/meantime_en.jsonl", measure_times),
    "aquaint": ("time/aquaint.jsonl", measure_times),
    "wikiwars": ("time/wikiwars.jsonl", measure_times),
    "timelines": ("timeline", measure_timelines),
    "lgl": ("place/lgl.jsonl", measure_places),
    "geovirus": ("place/geovirus.jsonl", measure_places),
    "geowebnews": ("place/geowebnews_train.jsonl", measure_places),
    "actors": ("actors/ngec_actors_train.jsonl", measure_actors),
    "coreference": ("crossdoc/ecbplus_dev.jsonl", measure_coreference),
    "mentions": ("crossdoc/ecbplus_dev.jsonl", measure_mentions),
    "mentions_rules": ("crossdoc/ecbplus_dev.jsonl", partial(measure_mentions, with_model=False)),
    "happenings": ("crossdoc/ecbplus_dev.jsonl", measure_stories),
    "affairs": ("timeline", partial(measure_stories, most=15)),  # of the reports of each topic: enough to see, few enough to wait for
    "sentences": ("events/plv_train_sentences.jsonl", measure_sentences),
    "petr": ("events/petr1_validate.jsonl", measure_petr),
    "pair_rules": ("events/plv_train.jsonl", partial(measure_pair, with_model=False)),  # the weights have seen all of it, and so tell nothing there
    "attributions": ("claims/polnear.dev.jsonl", measure_attributions),
    "attributions_rules": ("claims/polnear.dev.jsonl", partial(measure_attributions, with_model=False)),
}
"""{section of the floors: (where its gold lies in the folder of gold sets, what measures it)}."""
OWN: dict[str, Callable[[], Measured]] = {
    "copies": measure_copies,
    "phrases": measure_actors,
    "names": measure_names,
    "told": measure_told,
    "pages": partial(measure_pages, Path(__file__).parents[3] / "samples"),
}
"""The same for what is measured on texts of our own making: always there, but for the samples, which come with a source checkout alone."""

UNPINNED = frozenset({"pace"})
"""Figures that say more of the machine than of the program."""


@dataclass(frozen=True, slots=True)
class Floors:
    """Pinned figures of one gold set; gold: digest of the set that they were measured on; figures: name to a share from 0 to 1."""

    gold: str
    figures: Mapping[str, float]


def read_floors(file: Path) -> dict[str, Floors]:
    """{set: floors}, empty where the file is; UsageError where it is not of that shape."""
    try:
        table = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        return {name: Floors(str(entry["gold"]), {str(k): float(v) for k, v in entry["figures"].items()}) for name, entry in table.items()}
    except (OSError, yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{str(file)!r} is no file of floors: {error}") from error


def find_breaches(floors: Floors, gold: str, figures: Mapping[str, float]) -> list[str]:
    """What is wrong, in words; empty where all holds. gold: digest of the set at hand."""
    if floors.gold != gold:
        return [f"the gold has the digest {gold}, its floors were measured on {floors.gold}; measure anew with --update"]
    below = [(name, floor, figures.get(name, 0.0)) for name, floor in floors.figures.items() if figures.get(name, 0.0) < floor]
    return [f"{name} is {value:.4f}, the floor is {floor:.4f}" for name, floor, value in below]


def raise_floors(old: Floors | None, gold: str, figures: Mapping[str, float], *, lower: bool) -> Floors:
    """Floors MARGIN below the figures; UsageError where that would lower one, unless `lower`."""
    new = {name: max(0.0, round(value - MARGIN, 4)) for name, value in figures.items()}
    sunk = [name for name, floor in (old.figures.items() if old and old.gold == gold else ()) if new.get(name, 0.0) < floor]
    if sunk and not lower:
        raise UsageError(f"this would lower the floor of {', '.join(sunk)}; say --lower if that is meant, and why in the commit")
    return Floors(gold, new)


def write_floors(file: Path, floors: Mapping[str, Floors]) -> None:
    """Writes them as YAML, in order of name."""
    table = {name: {"gold": entry.gold, "figures": dict(entry.figures)} for name, entry in sorted(floors.items())}
    head = "# Written by `python -m dragoman.evaluate.gate --update`; shares from 0 to 1.\n"
    file.write_text(head + yaml.safe_dump(table, sort_keys=False), encoding="utf-8")


def run(folder: Path | None, *, update: bool, lower: bool) -> list[str]:
    """Measures our own sets and every one that lies under a folder of gold sets (None: there is no such folder), prints figures, returns breaches.

    A set that is not there is skipped, loudly; NotFoundError where none is, for then the folder is the wrong one.
    """
    floors = read_floors(FLOORS)
    breaches = [f"{name}: no gold set is called so, and nothing holds its floors" for name in floors if name not in SETS | OWN]
    gold = {name: partial(measure, folder / place) for name, (place, measure) in SETS.items()} if folder else {}
    missing = 0
    for name, measure in (OWN | gold).items():
        try:
            found = measure()
        except NotFoundError as error:
            print(f"SKIPPED: {name} was not measured, {error.message}", file=sys.stderr)
            missing += 1
            continue
        figures = {figure: value.value for figure, value in found.figures.items() if value.value is not None and figure not in UNPINNED}
        pinned = floors.get(name, Floors(found.digest, {}))
        for figure, value in figures.items():
            print(f"{f'{name}.{figure}':30} {value:.4f}  floor {pinned.figures.get(figure, 0.0):.4f}", flush=True)
        if update:
            floors[name] = raise_floors(pinned, found.digest, figures, lower=lower)
        else:
            wrong = find_breaches(pinned, found.digest, figures) if name in floors else ["no floors are pinned; pin them with --update"]
            breaches += [f"{name}: {breach}" for breach in wrong]
    if gold and missing == len(gold):
        raise NotFoundError(f"none of the gold sets lies in {str(folder)!r}")
    if update:
        write_floors(FLOORS, floors)
    return breaches


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 where all floors hold that could be measured, 1 where one does not."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.gate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="pin the figures of now")
    parser.add_argument("--lower", action="store_true", help="with --update: even where that lowers a floor")
    options = parser.parse_args(arguments)
    folder = os.environ.get("DRAGOMAN_GOLD")
    if not folder:
        print("SKIPPED: nothing but our own sets is measured, for DRAGOMAN_GOLD names no folder of gold sets", file=sys.stderr)
    try:
        breaches = run(Path(folder) if folder else None, update=options.update, lower=options.lower)
    except DragomanError as error:
        breaches = [error.message]
    for breach in breaches:
        print(f"BREACH: {breach}", file=sys.stderr)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
