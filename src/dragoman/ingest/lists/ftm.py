"""Yields Listed entries of FollowTheMoney entities: those of a line, with the sanctions and offices that lie in it or in other lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.core.listed import Listed, Measure, Post
from dragoman.ingest.lists.crosswalk import Crosswalk, span

Entity = Mapping[str, Any]
_NAMES = ("name", "alias", "previousName", "weakAlias", "callSign")
_COUNTRIES = ("country", "citizenship", "nationality", "jurisdiction", "flag", "mainCountry")
_MOST = 60
"""Names, measures or offices of one entry beyond which more say nothing."""


@dataclass(slots=True)
class Beside:
    """What other lines of a file say of its entities: sanctions by entity, occupancies by holder, positions by id."""

    sanctions: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    occupancies: dict[str, list[Entity]] = field(default_factory=lambda: defaultdict(list))
    positions: dict[str, Entity] = field(default_factory=dict)

    def take(self, entity: Entity) -> None:
        """Keeps an entity that says something of another one."""
        if entity["schema"] == "Sanction":
            for holder in values(entity, "entity"):
                self.sanctions[holder].append(entity)
        elif entity["schema"] == "Occupancy":
            for holder in values(entity, "holder"):
                self.occupancies[holder].append(entity)
        elif entity["schema"] == "Position":
            self.positions[str(entity["id"])] = entity


def is_entity(line: object) -> bool:
    """Is a JSON value an entity: an object with id, schema and properties?"""
    return isinstance(line, dict) and isinstance(line.get("schema"), str) and bool(line.get("id")) and isinstance(line.get("properties"), dict)


def values(entity: Entity, name: str) -> list[str]:
    """The words of a property, in order; those that are entities themselves are left out."""
    found = entity["properties"].get(name) or []
    return [str(value).strip() for value in (found if isinstance(found, list) else [found]) if isinstance(value, (str, int, float)) and str(value).strip()]


def _nested(entity: Entity, name: str) -> list[Entity]:
    found = entity["properties"].get(name) or []
    return [value for value in (found if isinstance(found, list) else [found]) if is_entity(value)]


def listed_of(entity: Entity, called: str, beside: Beside, crosswalk: Crosswalk) -> Listed | None:
    """The entry of an entity; None where its schema names nobody or it has no name. called: the name of the list."""
    kind = crosswalk.kinds.get(str(entity["schema"]))
    names = list(dict.fromkeys([*([str(entity["caption"])] if entity.get("caption") else []), *(n for key in _NAMES for n in values(entity, key))]))
    if kind is None or not names:
        return None
    key = str(entity["id"])
    sanctions = [*_nested(entity, "sanctions"), *_nested(entity, "sanctionEntity"), *beside.sanctions.get(key, ())]
    occupancies = [*_nested(entity, "positionOccupancies"), *beside.occupancies.get(key, ())]
    posts = [post for occupancy in occupancies for post in _posts(occupancy, beside, crosswalk)]
    posts += [Post(title) for title in values(entity, "position")]
    return Listed(
        list=called,
        id=key,
        kind=kind,
        name=names[0],
        aliases=tuple(names[1:_MOST]),
        countries=crosswalk.countries_of(word for key in _COUNTRIES for word in values(entity, key)),
        sector=crosswalk.sector_of(values(entity, "topics")),
        born=_first(values(entity, "birthDate")),
        ids=_ids(entity),
        measures=tuple(_measure(sanction, crosswalk) for sanction in sanctions[:_MOST]),
        posts=tuple(dict.fromkeys(posts))[:_MOST],
    )


def _measure(sanction: Entity, crosswalk: Crosswalk) -> Measure:
    program, ground = _first(values(sanction, "program")), _first([*values(sanction, "reason"), *values(sanction, "summary")])
    since = _first([*values(sanction, "startDate"), *values(sanction, "listingDate"), *values(sanction, "date")])
    kind = crosswalk.measure_of(program, _first(values(sanction, "provisions")), _first(values(sanction, "type")))
    when = span(since, _first(values(sanction, "endDate")))
    return Measure(kind, _first(values(sanction, "authority")), program, ground, when, _address(values(sanction, "sourceUrl")))


def _posts(occupancy: Entity, beside: Beside, crosswalk: Crosswalk) -> Iterable[Post]:
    when = span(_first(values(occupancy, "startDate")), _first(values(occupancy, "endDate")))
    known = [beside.positions[key] for key in values(occupancy, "post") if key in beside.positions]
    for position in [*_nested(occupancy, "post"), *known]:
        title = _first([*values(position, "name"), *([str(position["caption"])] if position.get("caption") else [])])
        country = crosswalk.countries_of(values(position, "country"))
        if title:
            yield Post(title, country[0] if country else None, when)


def _ids(entity: Entity) -> dict[str, str]:
    named = {"wikidata": "wikidataId", "imo": "imoNumber", "lei": "leiCode", "isin": "isin"}
    found = {ours: value for ours, theirs in named.items() if (value := _first(values(entity, theirs)))}
    key = str(entity["id"])
    return found | ({"wikidata": key} if key.startswith("Q") and key[1:].isdigit() else {})


def _address(words: list[str]) -> str | None:
    return next((word for word in words if word.startswith(("http://", "https://"))), None)


def _first(words: list[str]) -> str | None:
    return words[0] if words else None
