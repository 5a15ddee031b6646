"""Yields what persons' judgements come to: which of them hold, how a decision says who is one, and what the machine would have said."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.core.mentions import Judgement

SAME, DIFFERENT, UNSURE, WRONG, RIGHT, EDIT = "same", "different", "unsure", "wrong", "right", "edit"
VERDICTS = (SAME, DIFFERENT, UNSURE, WRONG, RIGHT, EDIT)
EVENT_FIELDS = ("type", "mode", "modality", "actors", "recipients", "date", "place")
ENTITY_FIELDS = ("name", "type", "country", "sector")
CLAIM_FIELDS = ("certainty", "polarity")
ADDED = "added"
"""Key of `Judgement.extra` under which a mention stands that a person added: JSON."""
MACHINE = "machine"
"""Key of `Judgement.extra` under which the fields stand that the machine gave when the person looked: JSON."""
DRAWN = "drawn"
"""Key of `Judgement.extra` under which the event mentions stand as they were drawn from the texts: a JSON list."""
TELLING = "telling"
"""Key of `Judgement.extra` that is there where one telling of several was judged: it says nothing of the record's other tellings."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A record that a person has looked at. id: of the event or entity; machine: the fields that the machine would give it now, JSON."""

    id: str
    machine: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Who is one and who is not. parts: of each the members are one where `bound`, and those of two parts are two; at, id: of the judgement."""

    at: str
    id: str
    parts: tuple[tuple[str, ...], ...]
    bound: bool


def with_undone(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements with `undone_by` as it stands: the last judgement that calls them wrong, and is not itself undone; by time and id."""
    ordered = sorted(judgements, key=lambda j: (j.at, j.id))
    ids = {j.id for j in ordered}
    undone: dict[str, str] = {}
    for judgement in reversed(ordered):  # what undoes is later than what it undoes, and is settled first
        if judgement.verdict == WRONG and judgement.id not in undone:
            for key in judgement.subject:
                if key in ids:
                    undone.setdefault(key, judgement.id)
    return tuple(replace(j, undone_by=undone[j.id]) if j.id in undone and j.undone_by != undone[j.id] else j for j in ordered)


def is_undo(judgement: Judgement) -> bool:
    """Is it about another judgement?"""
    return all(key.startswith("j-") for key in judgement.subject)


def standing(judgements: Iterable[Judgement], among: Collection[str] | None = None) -> list[Judgement]:
    """Those that hold, by time and id, undoing ones left out; among: only those about one of these ids."""
    held = (j for j in judgements if j.undone_by is None and not is_undo(j))
    return sorted((j for j in held if among is None or not set(j.subject).isdisjoint(among)), key=lambda j: (j.at, j.id))


def fields_in(told: str | None) -> dict[str, Any]:
    """The fields of `before` or `after`; none where it holds no JSON object."""
    try:
        found = json.loads(told or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def told_in(fields: dict[str, Any]) -> str:
    """The same as text: one text for the same fields."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def changes_of(judgement: Judgement) -> dict[str, Any]:
    """What an edit changed: the fields of `after` that `before` has otherwise, or not."""
    if judgement.verdict != EDIT:
        return {}
    before, after = fields_in(judgement.before), fields_in(judgement.after)
    return {name: value for name, value in after.items() if name not in before or before[name] != value}


def decision_of(judgement: Judgement) -> Decision | None:
    """What a judgement says of who is one; None where it says nothing of that.

    `same` joins all that it names; `different` parts all that it names, or the parts that `after` lists, each of which is one where it says `whole`.
    A record that was accepted or edited is one: its tellings stay together.
    """
    subject = tuple(sorted(set(judgement.subject)))
    if judgement.verdict in {SAME, RIGHT, EDIT}:
        return Decision(judgement.at, judgement.id, (subject,), True) if len(subject) > 1 else None
    if judgement.verdict != DIFFERENT:
        return None
    said = fields_in(judgement.after)
    listed = said.get("parts")
    parts = [tuple(sorted({str(key) for key in part})) for part in listed if isinstance(part, list)] if isinstance(listed, list) else []
    return Decision(judgement.at, judgement.id, tuple(parts) or tuple((key,) for key in subject), bool(said.get("whole")))


def decisions_of(judgements: Sequence[Judgement]) -> list[Decision]:
    """The decisions of judgements that hold, the latest last."""
    return [decision for j in standing(judgements) if (decision := decision_of(j)) is not None]


def pins_of(judgements: Sequence[Judgement], prefix: str, among: Collection[str]) -> dict[str, dict[str, Any]]:
    """{mention: the fields that persons gave or confirmed to the record that holds it}; of two on one field the later holds. prefix: of the mentions' ids.

    An edit holds the fields that it left as well, as they stood then; but not one that another edit had given and that was taken back.
    """
    pins: dict[str, dict[str, Any]] = {}
    taken_back: dict[str, dict[str, Any]] = {}
    told = (j for j in judgements if j.verdict in {RIGHT, EDIT} and not is_undo(j) and TELLING not in j.extra)
    for judgement in sorted(told, key=lambda j: (j.at, j.id)):
        mine = [key for key in judgement.subject if key.startswith(prefix) and key in among]
        if not mine:
            continue
        changed, after = changes_of(judgement), fields_in(judgement.after)
        for key in mine:
            gone = taken_back.setdefault(key, {})
            if judgement.undone_by is not None:
                gone.update(changed)
                continue
            held = pins.setdefault(key, {})
            held.update(changed)
            for name, value in after.items():
                if name not in gone or gone[name] != value:
                    held.setdefault(name, value)
    return pins


def comparable(value: Any, home: Mapping[str, str] | None = None) -> Any:
    """A field as it is compared: parties and places by whom they mean, else by their words. home: {entity mention: entity}."""
    if isinstance(value, list):
        return [comparable(item, home) for item in value]
    if isinstance(value, Mapping) and "name" in value:
        mention = value.get("mention")
        return (home or {}).get(mention, mention) if mention else (value["name"], value.get("country"), value.get("sector"))
    return value
