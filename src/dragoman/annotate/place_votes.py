"""Yields for each name of a text the place that it most probably means: what speaks for each choice by itself, and what the other names say."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.codebook.places import Place

Weights = Mapping[str, Any]

PASSES = 4
"""Rounds in which the names of a text vote on one another."""
_HEARD = 3
"""Times that a name is counted at most."""
_LIKELY = 0.02
"""Chance from which a choice of a name is asked whether it lies near to others."""
_COMPARED, _FEWEST = 60_000, 10
"""Pairs of choices and towns looked at in a round, so that a list of a thousand towns takes no minutes, and the surest towns always looked at."""
_NEAR, _FAR = 100.0, 4.0
"""Kilometres that make places e times less near, and degrees beyond which they are not near at all."""


@dataclass(slots=True)
class Candidates:
    """A name of a text with what it may mean. prior: what speaks for each choice by itself; chance: of each, 0 to 1, as far as it has been decided."""

    choices: list[Place]
    prior: list[float]
    count: int = 0
    chance: list[float] = field(default_factory=list)

    @property
    def best(self) -> int:
        """Which choice is the likeliest."""
        return max(range(len(self.chance)), key=lambda at: self.chance[at])

    @property
    def place(self) -> Place:
        """The likeliest."""
        return self.choices[self.best]

    @property
    def trust(self) -> float:
        """Its chance."""
        return self.chance[self.best]


def prior(place: Place, weights: Weights) -> float:
    """What speaks for a place by itself: people, level, its name."""
    level = "lesser_region" if place.level == "region" and not place.large else place.level
    people = weights["people"] * math.log10(place.population + 100)
    return float(people + weights["main"] * place.main + weights["capital"] * place.capital + weights.get(level, 0.0))


def vote(names: Mapping[str, Candidates], weights: Weights) -> None:
    """Decides all names, each by its own signs and by the chances of the others as they stood."""
    for item in names.values():
        item.chance = _softmax(item.prior)
    heard = max(_FEWEST, _COMPARED // max(1, sum(len(item.choices) for item in names.values())))
    for _ in range(PASSES):
        tallies = {name: _Tally.of(item) for name, item in names.items()}
        total = _Tally.sum(tallies.values())
        towns = sorted(((name, place, chance) for name, item in names.items() for place, chance in _likely_towns(item)), key=lambda town: -town[2])[:heard]
        for name, item in names.items():
            others = total.without(tallies[name])
            near = [(place, weight) for other, place, weight in towns if other != name]
            item.chance = _softmax(
                [own + others.votes(place, weights) + weights["near"] * _nearest(place, near) for own, place in zip(item.prior, item.choices, strict=True)]
            )


def _likely_towns(item: Candidates) -> Iterator[tuple[Place, float]]:
    return (
        (place, chance) for place, chance in zip(item.choices, item.chance, strict=True) if chance > _LIKELY and place.level in {"town", "county", "airport"}
    )


def _nearest(place: Place, others: Sequence[tuple[Place, float]]) -> float:
    if place.level not in {"town", "county", "airport"}:
        return 0.0
    return max(
        (weight * nearness(place, other) for other, weight in others if other.country == place.country and abs(_lat(other) - _lat(place)) < _FAR), default=0.0
    )


def _lat(place: Place) -> float:
    return place.lat or 0.0


@dataclass(slots=True)
class _Tally:
    """Chances added up by state and by first-level region; all: of every name, places without a state too."""

    countries: dict[str, float] = field(default_factory=dict)
    areas: dict[tuple[str, str], float] = field(default_factory=dict)
    named: dict[str, float] = field(default_factory=dict)
    """By state, the chances of its own name."""
    all: float = 0.0

    @classmethod
    def of(cls, item: Candidates) -> _Tally:
        tally, heard = cls(), min(item.count, _HEARD)
        for place, chance in zip(item.choices, item.chance, strict=True):
            weight = chance * heard
            tally.all += weight * item.trust
            if place.country:
                tally.countries[place.country] = tally.countries.get(place.country, 0.0) + weight
                if place.area:
                    key = place.country, place.area
                    tally.areas[key] = tally.areas.get(key, 0.0) + weight
                if place.level == "state":
                    tally.named[place.country] = tally.named.get(place.country, 0.0) + chance
        return tally

    @classmethod
    def sum(cls, tallies: Any) -> _Tally:
        total = cls()
        for tally in tallies:
            total.all += tally.all
            for code, weight in tally.countries.items():
                total.countries[code] = total.countries.get(code, 0.0) + weight
            for key, weight in tally.areas.items():
                total.areas[key] = total.areas.get(key, 0.0) + weight
            for code, weight in tally.named.items():
                total.named[code] = total.named.get(code, 0.0) + weight
        return total

    def without(self, own: _Tally) -> _Tally:
        countries = {code: weight - own.countries.get(code, 0.0) for code, weight in self.countries.items()}
        areas = {key: weight - own.areas.get(key, 0.0) for key, weight in self.areas.items()}
        named = {code: weight - own.named.get(code, 0.0) for code, weight in self.named.items()}
        return _Tally(countries, areas, named, self.all - own.all)

    def votes(self, place: Place, weights: Weights) -> float:
        """From 0 to the sum of the weights."""
        if not place.country:
            return 0.0
        area = self.areas.get((place.country, place.area), 0.0) if place.area else 0.0
        shares = (weights["area"] * area + weights["country"] * self.countries.get(place.country, 0.0)) / (self.all + 1)
        return float(shares + weights["named"] * min(1.0, self.named.get(place.country, 0.0)))


def nearness(place: Place, other: Place) -> float:
    """1 at the same spot, half as much for every further 70 km or so."""
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return math.exp(-distance(place.lat, place.lon, other.lat, other.lon) / _NEAR)


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle; all in degrees."""
    a, b, half = math.radians(lat), math.radians(other_lat), math.radians(other_lon - lon) / 2
    return 12742 * math.asin(min(1.0, math.sqrt(math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2)))


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
