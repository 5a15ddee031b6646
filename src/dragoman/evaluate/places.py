"""Yields the figures of places against a gold of toponyms: near enough, the same entry of GeoNames, and the place or its government meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.annotate.place_votes import distance
from dragoman.annotate.places import Toponym, resolve_toponyms
from dragoman.codebook import load_codebook
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Figure, Measured, Share

NEAR = 161.0
"""Kilometres (100 miles) within which a place counts as found, as the field has it."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """One toponym as marked by hand. lat, lon: degrees or None; geonames: its id or None; state: it is one; kind: `Literal`, `Metonymic` … or None."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonames: str | None = None
    state: bool = False
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text and the toponyms marked in it."""

    text: str
    places: tuple[GoldPlace, ...]


def measure_places(file: Path, overlay: Path | None = None) -> Measured:
    """Places the toponyms of a gold: lines {"text","toponyms":[{"start","end","lat","lon","geonameid"?,"fcode"?,"kind"?}]}. Errors: those of `read_lines`."""
    golds, digest = read_lines(file, _read)
    codebook = load_codebook(overlay)
    found = [resolve_toponyms(gold.text, [(place.start, place.end) for place in gold.places], codebook) for gold in golds]
    return Measured(digest, evaluate_places([gold.places for gold in golds], found))


def evaluate_places(golds: Iterable[Sequence[GoldPlace]], found: Iterable[Sequence[Toponym]]) -> dict[str, Figure]:
    """{name: figure} over texts in the same order; a span marked twice is one toponym, right if it agrees with either mark.

    acc161: within 161 km, guessed ones too; acc161_listed: the same where only places of the gazetteer count; same_id: the GeoNames id;
    country_same_id: that of states; literal_metonymic: the kind, where both marks agree on one of the two.
    """
    judged = [
        (marks, placed)
        for gold, toponyms in zip(list(golds), list(found), strict=True)
        for marks, placed in _by_span(gold, {(item.start, item.end): item for item in toponyms})
    ]
    sited = [(marks, placed) for marks, placed in judged if any(mark.lat is not None for mark in marks)]
    known = [(marks, placed) for marks, placed in judged if any(mark.geonames for mark in marks)]
    states = [(marks, placed) for marks, placed in known if marks[0].state]
    kinds = [({mark.kind for mark in marks}, placed) for marks, placed in judged]
    plain = [(kind, placed) for kind, placed in kinds if kind in ({"Literal"}, {"Metonymic"})]
    return {
        "acc161": Share(sum(_near(*pair) for pair in sited), len(sited)),
        "acc161_listed": Share(sum(_near(*pair) for pair in sited if pair[1] and not pair[1].guessed), len(sited)),
        "same_id": Share(sum(_same(*pair) for pair in known), len(known)),
        "country_same_id": Share(sum(_same(*pair) for pair in states), len(states)),
        "literal_metonymic": Share(sum(bool(placed and {placed.kind.title()} == kind) for kind, placed in plain), len(plain)),
    }


def _by_span(gold: Sequence[GoldPlace], found: Mapping[Span, Toponym]) -> Iterable[tuple[list[GoldPlace], Toponym | None]]:
    marked: dict[Span, list[GoldPlace]] = {}
    for place in gold:
        marked.setdefault((place.start, place.end), []).append(place)
    return [(marks, found.get(span)) for span, marks in marked.items()]


def _near(marks: Sequence[GoldPlace], placed: Toponym | None) -> bool:
    if placed is None or placed.lat is None or placed.lon is None:
        return False
    return any(mark.lat is not None and mark.lon is not None and distance(mark.lat, mark.lon, placed.lat, placed.lon) <= NEAR for mark in marks)


def _same(marks: Sequence[GoldPlace], placed: Toponym | None) -> bool:
    return bool(placed and placed.place and str(placed.place.geonames) in {mark.geonames for mark in marks})


def _read(line: dict[str, Any]) -> PlacedText:
    return PlacedText(line["text"], tuple(_mark(mark) for mark in line["toponyms"] if mark.get("offset_ok", True)))


def _mark(mark: dict[str, Any]) -> GoldPlace:
    geonames = mark.get("geonameid")
    state = str(mark.get("fcode") or "").startswith("PCL")
    return GoldPlace(mark["start"], mark["end"], mark.get("lat"), mark.get("lon"), str(geonames) if geonames else None, state, mark.get("kind"))
