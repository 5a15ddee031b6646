"""Yields entities as persons have judged them: names, types and states that were given or confirmed hold, whatever the texts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.core.judged import pins_of
from dragoman.core.mentions import EntityMention, Judgement
from dragoman.resolve.groups import Group

Pins = Mapping[str, Mapping[str, Any]]
Label = tuple[str, tuple[str, ...]]


def entity_pins(judgements: Sequence[Judgement], mentions: Mapping[str, EntityMention]) -> Pins:
    """{mention: fields that the entity has which holds it}."""
    return pins_of(judgements, "nm-", mentions) if judgements else {}


def pinned_fields(mentions: Iterable[str], pins: Pins) -> Mapping[str, Any]:
    """The fields of an entity of these mentions, that of the smallest id first."""
    found: dict[str, Any] = {}
    for key in sorted(key for key in mentions if key in pins) if pins else ():
        found = {**pins[key], **found}
    return found


def with_pins(group: Group, label: Label, pins: Pins) -> tuple[Group, Label]:
    """The profile and names of an entity, as judged; a name that another took the place of stays an alias."""
    held = pinned_fields((m.id for m in group.mentions), pins)
    if not held:
        return group, label
    name, aliases = str(held.get("name") or label[0]), label[1]
    if name != label[0]:
        aliases = tuple(sorted({*aliases, label[0]} - {name}))
    given = {"country": held.get("country", group.country), "sector": held.get("sector", group.sector)}
    return replace(group, kind=str(held.get("type") or group.kind), **given), (name, aliases)
