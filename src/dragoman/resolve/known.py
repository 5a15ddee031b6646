"""Yields groups of mentions of entities that the record knows, from one mention of each face, and what is kept of them to find and compare them by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.core.mentions import EntityMention
from dragoman.core.parts import Key, Known
from dragoman.resolve.blocks import name_keys_of
from dragoman.resolve.groups import Group, Knowledge, make_group
from dragoman.resolve.lives import NO_LIFE, Life, Office

_MOST = 200
"""Mentions that stand for all those of an entity, in the same proportions, so that one that every report names costs no more than another."""


def known_mentions(known: Known) -> list[EntityMention]:
    """A mention of each face as often as it stands, or in proportion where they are many."""
    share = min(1.0, _MOST / max(1, sum(count for _, count in known.faces)))
    return [mention for mention, count in known.faces for _ in range(max(1, round(count * share)))]


def known_lives(known: Iterable[Known]) -> dict[str, Life]:
    """{the first mention of each known entity: what is told of its life}."""
    return {k.faces[0][0].id: life_of(k.life) for k in known if k.life and k.faces}


def known_group(known: Known, lives: Mapping[str, Life], knowledge: Knowledge) -> Group:
    """The group of a known entity."""
    return replace(make_group(known_mentions(known), lives, knowledge), docs=known.documents)


def keys_of_entity(group: Group, knowledge: Knowledge) -> tuple[Key, ...]:
    """What leads to an entity: the keys of its names under which others may be compared with it, and what is told of its life."""
    keys = {("name", " ".join(key)) for key in name_keys_of(group, knowledge)} if group.named else set()
    life = {("life", _told(group.life))} if group.life != NO_LIFE else set()
    return tuple(sorted(keys | life))


def _told(life: Life) -> str:
    offices = sorted(([o.title, o.country, o.since, o.until] for o in life.offices), key=json.dumps)
    sets = {"titles": sorted(life.titles), "states": sorted(life.states), "born": sorted(life.born), "died": sorted(life.died), "acted": sorted(life.acted)}
    return json.dumps({**sets, "offices": offices}, ensure_ascii=False)


def life_of(told: str) -> Life:
    """The life that was told, from its JSON."""
    found = json.loads(told)
    years = {name: frozenset((int(a), int(b)) for a, b in found[name]) for name in ("born", "died")}
    offices = frozenset(Office(*office) for office in found["offices"])
    return Life(frozenset(found["titles"]), frozenset(found["states"]), offices, years["born"], years["died"], frozenset(found["acted"]))
