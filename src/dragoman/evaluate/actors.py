"""Yields the figures of actors against phrases with codes, a gold or our own: the right state, the right sector, the right name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook import load_codebook
from dragoman.codebook.actors import ActorCoder
from dragoman.codebook.actors_days import is_today, read_day
from dragoman.codebook.actors_people import ActorCode
from dragoman.codebook.skeleton import fold
from dragoman.core.errors import InputError
from dragoman.core.ids import digest
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Figure, Measured, Share

PHRASES = Path(__file__).with_name("actor_phrases.yaml")
PARTS = ("tune", "held")
_APART = re.compile(r" \([^)]*\)$")
"""What tells two titles of an encyclopedia apart is no part of a name."""
_OPEN = "????"
"""A code that the gold leaves open."""
_NOBODY = "UNK"
"""Sector of whom nothing is known: no answer says the same."""


@dataclass(frozen=True, slots=True)
class GoldActor:
    """A phrase and its codes as set by hand. country, sector, name: the code, "" where it tells none, None where it is not judged."""

    actor: str
    context: str | None = None
    query_date: str | None = None
    country: str | None = None
    sector: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class OwnPhrase:
    """A phrase of ours. country, sector: as in GoldActor; day: ISO or None; part: tune, or held, out of tuning."""

    gold: GoldActor
    part: str


def measure_actors(file: Path = PHRASES, overlay: Path | None = None) -> Measured:
    """Codes the actors of a file: YAML of the shape of actor_phrases.yaml, or a gold in lines
    {"actor","context"?,"query_date"?,"expect":{"country"?,"code_1"?,"wiki"?},"marks"?}. Errors: those of `read_lines` and `read_phrases`.

    Lines without an actor, and those marked skip or xfail, are left out. Of YAML, figures are told for the tune and the held part.
    """
    if file.suffix in {".yaml", ".yml"}:
        return _measure_own(file, overlay)
    golds, digest = read_lines(file, _read)
    coder = ActorCoder(load_codebook(overlay))
    known = [gold for gold in golds if gold.actor]
    found = [coder.code(gold.actor, gold.context, read_day(gold.query_date), today=is_today(gold.query_date)) for gold in known]
    return Measured(digest, evaluate_actors(zip(known, found, strict=True)))


def read_phrases(file: Path) -> list[OwnPhrase]:
    """Phrases of a YAML file of the shape of actor_phrases.yaml, in its order; InputError where it is of another."""
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))["phrases"]
        phrases = [OwnPhrase(GoldActor(str(r["actor"]), None, r.get("day"), r.get("country"), r.get("sector")), str(r["part"])) for r in rows]
    except (OSError, yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as error:
        raise InputError("malformed", f"{str(file)!r} is no file of actor phrases: {error}") from error
    told = [code for p in phrases for code in (p.gold.country, p.gold.sector, p.gold.query_date)]
    if any(code is not None and not isinstance(code, str) for code in told) or any(p.part not in PARTS for p in phrases):
        raise InputError("malformed", f"{str(file)!r} has a phrase whose code or day is no text, or whose part is none of {', '.join(PARTS)}")
    return phrases


def _measure_own(file: Path, overlay: Path | None) -> Measured:
    phrases, coder = read_phrases(file), ActorCoder(load_codebook(overlay))
    figures: dict[str, Figure] = {}
    for part in PARTS:
        found = evaluate_actors((p.gold, coder.code(p.gold.actor, None, p.gold.query_date)) for p in phrases if p.part == part)
        figures |= {f"{part}.{name}": found[name] for name in ("country", "sector")}
    return Measured(digest(repr(phrases)), figures)


def evaluate_actors(pairs: Iterable[tuple[GoldActor, ActorCode]]) -> dict[str, Figure]:
    """{name: figure}: answers equal to the gold's, of those that it judges; names are compared without case, accents and marks."""
    coded = list(pairs)
    return {
        "country": _share((gold.country, found.country or "") for gold, found in coded),
        "sector": _share((gold.sector, found.sector or ("" if gold.sector != _NOBODY else _NOBODY)) for gold, found in coded),
        "name": _share((fold(gold.name) if gold.name else None, fold(found.name or "")) for gold, found in coded),
    }


def _share(answers: Iterable[tuple[str | None, str]]) -> Share:
    judged = [(want, got) for want, got in answers if want is not None and want != _OPEN]
    return Share(sum(want == got for want, got in judged), len(judged))


def _read(line: dict[str, Any]) -> GoldActor:
    expect = line["expect"]
    left_out = any("skip" in mark or "xfail" in mark for mark in line.get("marks") or ())
    name = expect.get("wiki") or expect.get("title")
    codes = [expect.get(key) if isinstance(expect.get(key), str) else None for key in ("country", "code_1")]
    actor = "" if left_out else line.get("actor") or ""
    return GoldActor(actor, line.get("context"), line.get("query_date"), codes[0], codes[1], _APART.sub("", name) if isinstance(name, str) else None)
