"""Yields one EventType from its YAML; refuses unknown keys and classes, naming file and key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dragoman.codebook.model import Condition, EventType, Example, Mode, Refinement, Trigger
from dragoman.core.errors import CodebookError

_KEYS = {"type", "ontology", "quad", "score", "cameo", "goldstein", "definition", "source", "modes", "codes", "triggers", "examples", "near_misses"}
_TRIGGER_KEYS = {"verb", "noun", "adj", "with", "actor", "recipient", "mode", "cameo", "contexts", "modality", "priority"}
EXAMPLE_KEYS = ("type", "mode", "modality", "cameo", "quad", "contexts", "actors", "recipients")
"""What an example may say of an event; all but the type may be left out, and is then not compared."""
_CODE_KEYS = {"cameo", "with", "mode", "contexts", "rank"}
_HEADS = ("verb", "noun", "adj")
_ACTOR = {"verb": ("subject",), "noun": ("possessor", "modifier", "by"), "adj": ("subject",)}
_RECIPIENT = {"verb": ("object",), "noun": ("of", "against", "on", "to", "with"), "adj": ()}
MODALITIES = {"done", "planned", "threatened", "demanded", "denied", "hypothetical", "alleged"}

Classes = Mapping[str, frozenset[str]]


def read_type(data: Mapping[str, Any], path: Path, classes: Classes, base: EventType | None) -> EventType:
    """The type of one file; base: the shipped type that an overlay file adds triggers and examples to, or None."""
    if unknown := sorted(set(data) - _KEYS):
        raise CodebookError(f"{path.name} has unknown keys {unknown}; known: {sorted(_KEYS)}")
    name = str(data.get("type") or "")
    if name != path.stem:
        raise CodebookError(f"{path.name} must hold the type {path.stem!r}, not {name!r}")

    def given(key: str) -> Any:
        return data[key] if key in data else getattr(base, key, None)

    rows = (data.get("triggers") or {}).get("en") or []
    earlier = len(base.triggers) if base else 0
    read = (read_trigger(row, name, f"{path.name}#{n + 1}", classes) for n, row in enumerate(rows))
    # numbered on, so that a trigger of the overlay is told from one of the shipped file
    triggers = tuple(replace(trigger, where=f"{path.name}#{earlier + n + 1}") for n, trigger in enumerate(read))
    modes = {**(base.modes if base else {}), **{str(k): _mode(str(k), v or {}) for k, v in (data.get("modes") or {}).items()}}
    refined = tuple(read_refinement(row, f"{path.name}, codes {n}", classes) for n, row in enumerate(data.get("codes") or (), 1))
    return EventType(
        name=name,
        ontology=str(given("ontology")),
        quad=given("quad"),
        score=_number(given("score")),
        cameo=given("cameo"),
        goldstein=_number(given("goldstein")),
        definition=" ".join(str(given("definition") or "").split()),
        source=str(given("source") or ""),
        modes=modes,
        triggers=(base.triggers if base else ()) + triggers,
        examples=(base.examples if base else ()) + _examples(data.get("examples"), path, "examples"),
        near_misses=(base.near_misses if base else ()) + _examples(data.get("near_misses"), path, "near_misses"),
        codes=refined + (base.codes if base else ()),
    )


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _mode(name: str, row: Mapping[str, Any]) -> Mode:
    return Mode(name, _number(row.get("score")), row.get("cameo"), str(row.get("definition") or ""))


def read_refinement(row: Any, where: str, classes: Classes) -> Refinement:
    """One entry of `codes`; where: file and number, for errors."""
    if not isinstance(row, dict):
        raise CodebookError(f"{where} is no mapping of keys to values")
    if unknown := sorted(set(row) - _CODE_KEYS):
        raise CodebookError(f"{where} has unknown keys {unknown}; known: {sorted(_CODE_KEYS)}")
    if not row.get("cameo") or not row.get("with"):
        raise CodebookError(f"{where} needs both `cameo` and `with`")
    return Refinement(str(row["cameo"]), _conditions(row, where, classes), row.get("mode"), tuple(_listed(row.get("contexts") or [])), int(row.get("rank", 0)))


def _conditions(row: Mapping[str, Any], where: str, classes: Classes) -> tuple[Condition, ...]:
    return tuple(_condition(str(role), _listed(words), where, classes) for role, words in (row.get("with") or {}).items())


def read_trigger(row: Any, type_name: str, where: str, classes: Classes) -> Trigger:
    """One trigger of a file; where: file and number, for errors."""
    if not isinstance(row, dict):
        raise CodebookError(f"{where} is no mapping of keys to values")
    if unknown := sorted(set(row) - _TRIGGER_KEYS):
        raise CodebookError(f"{where} has unknown keys {unknown}; known: {sorted(_TRIGGER_KEYS)}")
    heads = [head for head in _HEADS if head in row]
    if len(heads) != 1:
        raise CodebookError(f"{where} needs exactly one of {_HEADS}")
    pos = heads[0]
    conditions = _conditions(row, where, classes)
    modality = row.get("modality")
    if modality is not None and modality not in MODALITIES:
        raise CodebookError(f"{where} has the modality {modality!r}; known: {sorted(MODALITIES)}")
    lemmas: list[str] = []
    for word in _listed(row[pos]):
        lemmas += sorted(_class(word, where, classes)) if word.startswith("@") else [word.lower()]
    return Trigger(
        type=type_name,
        pos=pos,
        lemmas=tuple(dict.fromkeys(lemmas)),
        conditions=conditions,
        actor=tuple(_listed(row["actor"])) if "actor" in row else _ACTOR[pos],
        recipient=tuple(_listed(row["recipient"])) if "recipient" in row else _RECIPIENT[pos],
        mode=row.get("mode"),
        cameo=row.get("cameo"),
        contexts=tuple(_listed(row.get("contexts") or [])),
        modality=modality,
        priority=int(row.get("priority", len(conditions))),
        where=where,
    )


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [] if value is None else [str(value)]


def _class(word: str, where: str, classes: Classes) -> frozenset[str]:
    if word[1:] not in classes and word not in classes:
        raise CodebookError(f"{where} names the class {word!r}, which classes.yaml does not define")
    return classes.get(word[1:], classes.get(word, frozenset()))


def _condition(role: str, words: list[str], where: str, classes: Classes) -> Condition:
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for word in words:
        if word.startswith("@"):
            lemmas |= _class(word, where, classes)
        elif word.startswith("kind:"):
            kinds.add(word.removeprefix("kind:"))
        elif word != "*":
            lemmas.add(word.lower())
    return Condition(role.removeprefix("!"), frozenset(lemmas), frozenset(kinds), "*" in words, role.startswith("!"))


def _examples(rows: Any, path: Path, key: str) -> tuple[Example, ...]:
    return tuple(read_example(row, path, key, n) for n, row in enumerate(rows or [], 1))


def read_example(row: Any, path: Path, key: str, number: int) -> Example:
    """One example or near miss of a file; number: from 1."""
    where = f"{path.name}, {key} {number}"
    if not isinstance(row, dict) or "text" not in row:
        raise CodebookError(f"{where} has no text")
    for event in row.get("events") or ():
        if unknown := sorted(set(event) - set(EXAMPLE_KEYS)):
            raise CodebookError(f"{where} has unknown keys {unknown}; known: {sorted(EXAMPLE_KEYS)}")
        if "type" not in event:
            raise CodebookError(f"{where} lists an event without its type")
    return Example(str(row["text"]), tuple(row.get("events") or ()), f"{path.name} {key} {number}")
