"""Yields a verdict: are the figures on the gold sets at or above their pinned floors? Run as `python -m dragoman.evaluate.gate`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.codebook import load_codebook
from dragoman.core.errors import DragomanError, UsageError
from dragoman.evaluate.gold import read_gold
from dragoman.evaluate.record import code_texts, evaluate_record

FLOORS = Path(__file__).with_name("floors.yaml")


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
    """Floors at the figures; UsageError where that would lower one, unless `lower`."""
    # cut, not rounded: a rounded-up floor would fail on the very figures that it was made from
    new = {name: int(value * 10_000) / 10_000 for name, value in figures.items()}
    sunk = [name for name, floor in (old.figures.items() if old and old.gold == gold else ()) if new.get(name, 0.0) < floor]
    if sunk and not lower:
        raise UsageError(f"this would lower the floor of {', '.join(sunk)}; say --lower if that is meant, and why in the commit")
    return Floors(gold, new)


def write_floors(file: Path, floors: Mapping[str, Floors]) -> None:
    """Writes them as YAML, in order of name."""
    table = {name: {"gold": entry.gold, "figures": dict(entry.figures)} for name, entry in sorted(floors.items())}
    head = "# Written by `python -m dragoman.evaluate.gate --update`; shares from 0 to 1.\n"
    file.write_text(head + yaml.safe_dump(table, sort_keys=False), encoding="utf-8")


def measure(folder: Path) -> tuple[str, dict[str, float]]:
    """(digest of the gold, {figure: share}) of one gold set."""
    gold = read_gold(folder)
    figures = evaluate_record(gold, code_texts(gold.texts), load_codebook())
    return gold.digest, {name: figure.value or 0.0 for name, figure in figures.items()}


def run(folder: Path, *, update: bool, lower: bool) -> list[str]:
    """Measures every pinned set under a folder of gold sets, prints the figures, returns the breaches."""
    floors = read_floors(FLOORS)
    breaches = []
    for name, pinned in floors.items():
        digest, figures = measure(folder / name)
        for figure, value in figures.items():
            print(f"{name}.{figure:24} {value:.4f}  floor {pinned.figures.get(figure, 0.0):.4f}")
        if update:
            floors[name] = raise_floors(pinned, digest, figures, lower=lower)
        else:
            breaches += [f"{name}: {breach}" for breach in find_breaches(pinned, digest, figures)]
    if update:
        write_floors(FLOORS, floors)
    return breaches


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 where all floors hold or there is no gold to measure on, 1 where one does not."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.gate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="pin the figures of now")
    parser.add_argument("--lower", action="store_true", help="with --update: even where that lowers a floor")
    options = parser.parse_args(arguments)
    folder = os.environ.get("DRAGOMAN_GOLD")
    if not folder:
        print("SKIPPED: no accuracy was measured, for DRAGOMAN_GOLD names no folder of gold sets", file=sys.stderr)
        return 0
    try:
        breaches = run(Path(folder), update=options.update, lower=options.lower)
    except DragomanError as error:
        breaches = [error.message]
    for breach in breaches:
        print(f"BREACH: {breach}", file=sys.stderr)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
