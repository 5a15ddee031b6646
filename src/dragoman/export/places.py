"""Yields the answer of the bare coder for the toponyms of a text, one JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dragoman.annotate.places import Toponym
from dragoman.export.lines import Line


def places_answer(key: Any, found: Sequence[Toponym]) -> Line:
    """Each toponym with degrees, GeoNames id, name, ISO alpha-3 state, level and kind; key: the id that was given; None where a value is not known."""
    return {"doc_id": key, "toponyms": [_toponym(toponym) for toponym in found]}


def _toponym(toponym: Toponym) -> Line:
    place = toponym.place
    return {
        "start": toponym.start,
        "end": toponym.end,
        "lat": toponym.lat,
        "lon": toponym.lon,
        "geonames": place.geonames if place else None,
        "kind": toponym.kind,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "level": place.level if place else None,
        "guessed": toponym.guessed,
    }
