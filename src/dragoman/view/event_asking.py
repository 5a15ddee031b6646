"""Yields Asked, which events an address or a command asks for: the filter, how each part of it is said, and names that nobody bears."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from dragoman.core.desk import EventFilter
from dragoman.core.errors import UsageError
from dragoman.store.base import Desk

MANY = ("actor", "recipient", "party", "type", "modality", "ontology", "quad", "country", "outlet", "month", "review")
"""Keys that may be given several times."""
TITLES = {
    "actor": "By", "recipient": "To", "party": "With", "pair": "Between", "type": "Type", "modality": "Told as", "ontology": "Scheme", "quad": "Kind",
    "country": "In", "outlet": "Outlet", "month": "Month", "review": "Review", "from": "From", "to": "To the end of", "about": "With the words",
    "document": "Told in", "outlets": "Outlets at least", "after": "New since report", "dated": "Date", "id": "Only",
}  # fmt: skip
"""How the keys are said."""
QUADS = {"1": "words for", "2": "deeds for", "3": "words against", "4": "deeds against"}
"""The four quarters of PLOVER: words or deeds, cooperation or conflict."""
_PARTIES = ("actor", "recipient", "party")
_CODE = re.compile(r"[A-Z]{3}|n-[0-9a-z-]+")
_MOST = 60
"""Values of one key that are read."""

Query = Mapping[str, Sequence[str]]
Chosen = tuple[str, str, str, str]
"""Title, key, value and words of one part of a filter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """filter: with names made codes and ids; chosen: its parts in words; unknown: names that nobody in the record bears."""

    filter: EventFilter
    chosen: tuple[Chosen, ...] = ()
    unknown: tuple[str, ...] = ()


def read_asked(query: Query, desk: Desk) -> Asked:
    """What a query asks for; keys that are none of a filter are left alone. UsageError where a number is none."""
    given = {key: [value.strip() for value in values if value.strip()][:_MOST] for key, values in query.items()}
    named = {name for key in _PARTIES for name in given.get(key, ())} | {side for pair in given.get("pair", ()) for side in split_pair(pair)}
    keys = {name: _key(name, desk) for name in sorted(named)}
    several: dict[str, Any] = {name: tuple(keys.get(value) or value if name in _PARTIES else value for value in given.get(name, ())) for name in MANY}
    pair = tuple(keys.get(side) or side for side in split_pair(_last(given, "pair")))
    asked = EventFilter(
        pair=(pair[0], pair[1]) if len(pair) == 2 else None,
        since=_last(given, "from") or None,
        until=_last(given, "to") or None,
        about=_last(given, "about")[:200],
        document=_last(given, "document") or None,
        outlets=_number(given, "outlets"),
        after=_number(given, "after"),
        dated={"yes": True, "no": False}.get(_last(given, "dated")),
        ids=tuple(given["id"]) if given.get("id") else None,
    )
    asked = replace(asked, **several)
    return Asked(asked, _chosen(given, asked, keys, desk), tuple(name for name, key in keys.items() if not key))


def split_pair(value: str) -> tuple[str, ...]:
    """The two sides of `AAA-BBB`, `n-…~AAA` or `one, other`; fewer where there are not two."""
    mark = next((mark for mark in ("~", ",", " – ") if mark in value), "-" if re.fullmatch(r"[A-Z]{3}-[A-Z]{3}", value) else None)
    sides = [side.strip() for side in value.split(mark)] if mark else [value]
    return tuple(side for side in sides if side)[:2]


def without_days(asked: EventFilter) -> EventFilter:
    """The same for any time."""
    return replace(asked, since=None, until=None)


def query_of(asked: EventFilter) -> list[tuple[str, str]]:
    """The filter as keys and values of an address."""
    names = {"since": "from", "until": "to"}
    found: list[tuple[str, str]] = []
    for field in fields(asked):
        value, key = getattr(asked, field.name), names.get(field.name, field.name)
        if value in (None, "", 0, ()):
            continue
        if field.name == "pair":
            found.append((key, "~".join(value)))
        elif field.name == "dated":
            found.append((key, "yes" if value else "no"))
        else:
            found += [("id" if key == "ids" else key, str(one)) for one in (value if isinstance(value, tuple) else (value,))]
    return found


def _key(name: str, desk: Desk) -> str | None:
    """The code or id that a name stands for; None where it stands for nobody."""
    if _CODE.fullmatch(name):
        return name
    found = desk.subject(name)
    return None if found is None else found.country if found.type == "state" and found.country else found.id


def _last(given: Query, key: str) -> str:
    return next(reversed(given.get(key, ())), "")


def _number(given: Query, key: str) -> int:
    value = _last(given, key)
    if value and not re.fullmatch(r"\d{1,9}", value):
        raise UsageError(f"{key} is a number; not {value!r}")
    return int(value or 0)


def _chosen(given: Query, asked: EventFilter, keys: Mapping[str, str | None], desk: Desk) -> tuple[Chosen, ...]:
    labels = desk.labels([key for key in (*keys.values(), *asked.country) if key])
    said = [(TITLES[key], key, value, _say(key, value, keys, labels)) for key in TITLES for value in given.get(key, ())]
    return tuple(said)


def _say(key: str, value: str, keys: Mapping[str, str | None], labels: Mapping[str, str]) -> str:
    if key in {*_PARTIES, "country"}:
        name = keys.get(value) or value
        return labels.get(name, name)
    if key == "pair":
        return " and ".join(labels.get(keys.get(side) or side, side) for side in split_pair(value))
    if key == "quad":
        return QUADS.get(value, value)
    if key == "dated":
        return "unknown" if value == "no" else "known"
    if key == "type":
        return plain_type(value)
    return "one act" if key == "id" else value


def plain_type(name: str) -> str:
    """`Accuse` for `ACCUSE`."""
    return name.replace("_", " ").capitalize()


def labelled(values: Iterable[str]) -> list[tuple[str, str]]:
    """(type, how it is said) of types, for a choice."""
    return [(value, plain_type(value)) for value in values]
