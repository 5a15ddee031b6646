"""Yields what a codebook holds under a name (a type, mode, CAMEO code or context) and under words, each with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook.crosswalk import CameoCode
from dragoman.codebook.entries import Entries, Entry
from dragoman.codebook.model import Codebook, EventType, Mode, Trigger

_TABLES = {"classes.yaml": "class", "contexts.yaml": "context"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A trigger with where it stands and how it is written there."""

    trigger: Trigger
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What stands under a name; several where it is a mode of two types or the beginning of several codes."""

    types: tuple[EventType, ...] = ()
    modes: tuple[tuple[EventType, Mode], ...] = ()
    codes: tuple[CameoCode, ...] = ()
    contexts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    triggers: tuple[Placed, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that has the words. kind: type, mode, code, trigger, refinement, example, near miss, class or context; name: whose it is."""

    kind: str
    name: str
    where: str
    text: str


def find(codebook: Codebook, entries: Entries, name: str) -> Found:
    """What is called so; case does not count. Found() where nothing is."""
    asked = name.strip().lower()
    types = tuple(kind for key, kind in sorted(codebook.types.items()) if key.lower() == asked)
    modes = tuple((kind, mode) for _, kind in sorted(codebook.types.items()) for key, mode in kind.modes.items() if key == asked)
    codes = tuple(row for code, row in codebook.cameo.items() if asked.isdigit() and code.startswith(asked))
    contexts = tuple((key, tuple(sorted(codebook.contexts[key]))) for key in codebook.contexts if key == asked)
    if types:
        codes = tuple(row for row in codebook.cameo.values() if row.type == types[0].name)
    elif modes:
        codes = tuple(row for row in codebook.cameo.values() if any((row.type, row.mode) == (kind.name, mode.name) for kind, mode in modes))
    return Found(types, modes, codes, contexts, tuple(p for p in _placed(codebook, entries) if _is_called(p.trigger, asked)))


def search(codebook: Codebook, entries: Entries, words: Sequence[str]) -> Iterator[Hit]:
    """Entries in which each of the words begins a word, types and codes first, examples last; case does not count."""
    wanted = [re.compile(rf"\b{re.escape(word.lower())}") for word in words if word]

    def has(*texts: str) -> bool:
        text = " ".join(texts).lower()
        return bool(wanted) and all(pattern.search(text) for pattern in wanted)

    for name, kind in sorted(codebook.types.items()):
        if has(name, kind.definition):
            yield Hit("type", name, f"events/{name}.yaml", kind.definition)
        for mode in kind.modes.values():
            if has(mode.name, mode.definition):
                yield Hit("mode", f"{name} {mode.name}", f"events/{name}.yaml", mode.definition)
    for code, row in codebook.cameo.items():
        if has(row.title):
            yield Hit("code", code, "crosswalks/cameo.yaml", row.title)
    for placed in _placed(codebook, entries):
        if has(placed.text, " ".join(placed.trigger.lemmas)):
            yield Hit("trigger", placed.trigger.type, placed.where, placed.text)
    yield from (hit for hit in _listed(codebook, entries) if has(hit.text, hit.name if hit.kind in _TABLES.values() else ""))


def _listed(codebook: Codebook, entries: Entries) -> Iterator[Hit]:
    for name in sorted(codebook.types):
        yield from (_hit("refinement", name, entry) for entry in entries.of_type(name, "codes"))
    for file, kind in _TABLES.items():
        yield from (_hit(kind, entry.key, entry) for entry in entries.of_file(file))
    for name, kind_of in sorted(codebook.types.items()):
        for label, key, examples in (("example", "examples", kind_of.examples), ("near miss", "near_misses", kind_of.near_misses)):
            for entry, example in zip(entries.of_type(name, key), examples, strict=True):
                yield Hit(label, name, entry.where, example.text)


def _hit(kind: str, name: str, entry: Entry) -> Hit:
    return Hit(kind, name, entry.where, entry.text)


def _placed(codebook: Codebook, entries: Entries) -> Iterator[Placed]:
    for name, kind in sorted(codebook.types.items()):
        for trigger, entry in zip(kind.triggers, entries.of_type(name, "triggers"), strict=True):
            yield Placed(trigger, entry.where, entry.text)


def _is_called(trigger: Trigger, asked: str) -> bool:
    by_code = asked.isdigit() and (trigger.cameo or "").startswith(asked)
    return by_code or asked in {trigger.type.lower(), trigger.mode, *trigger.contexts}
