"""Yields the log of judgements: who decided what and when, in sentences, with what was before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.core.judged import ADDED, DIFFERENT, EDIT, RIGHT, SAME, TELLING, UNSURE, WRONG, changes_of, comparable, fields_in, is_undo
from dragoman.core.mentions import Judgement

_NOTHING = "none"
_HIDDEN = frozenset({"review", "names", "parts", "whole", ADDED})
_NAMED = {"em": "event", "nm": "entity", "cm": "claim"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One judgement. at: ISO, UTC; undone_by: the judgement that undoes it, if one holds; undoes: the one that it undoes; what: event, entity or claim.

    records: ids of the records that hold its mentions now, as far as they are known.
    """

    id: str
    by: str
    at: str
    verdict: str
    what: str
    sentence: str
    changes: tuple[Change, ...]
    note: str | None
    undone_by: str | None
    undoes: str | None
    subject: tuple[str, ...]
    records: tuple[str, ...] = ()


def entries(judgements: Sequence[Judgement], homes: Mapping[str, str] | None = None) -> tuple[LogEntry, ...]:
    """The log, the latest first. homes: {mention: the record that holds it now}."""
    by_id = {j.id: j for j in judgements}
    ordered = sorted(judgements, key=lambda j: (j.at, j.id), reverse=True)
    return tuple(_entry(judgement, by_id, homes or {}) for judgement in ordered)


def _entry(judgement: Judgement, by_id: Mapping[str, Judgement], homes: Mapping[str, str]) -> LogEntry:
    undoes = judgement.subject[0] if is_undo(judgement) else None
    records = tuple(dict.fromkeys(homes[key] for key in judgement.subject if key in homes))
    changes = changes_in(judgement)
    return LogEntry(
        judgement.id, judgement.by, judgement.at, judgement.verdict, _what(judgement, by_id), _sentence(judgement, by_id, changes), changes,
        judgement.note, judgement.undone_by, undoes, judgement.subject, records,
    )  # fmt: skip


def _what(judgement: Judgement, by_id: Mapping[str, Judgement]) -> str:
    """What it is about, of an undo what that which it undoes is about."""
    while is_undo(judgement) and judgement.subject[0] in by_id:
        judgement = by_id[judgement.subject[0]]
    return _NAMED.get(judgement.subject[0].split("-", 1)[0], "record")


def changes_in(judgement: Judgement) -> tuple[Change, ...]:
    """The fields that an edit changed, in words."""
    if ADDED in judgement.extra:
        return ()
    before = fields_in(judgement.before)
    changed = {name: value for name, value in changes_of(judgement).items() if name not in _HIDDEN and comparable(value) != comparable(before.get(name))}
    return tuple(Change(name, say(before.get(name)), say(value)) for name, value in sorted(changed.items()))


def say(value: Any) -> str:
    """A field in words: names of parties, days, codes."""
    if value is None or value in ("", []):
        return _NOTHING
    if isinstance(value, Mapping):
        if "name" in value:
            return str(value["name"] or value.get("country") or _NOTHING)
        start, end = value.get("start"), value.get("end")
        return str(start) if start == end else f"{start or '…'} to {end or '…'}"
    if isinstance(value, list):
        return ", ".join(f"{item[0]} to {item[1]}" if isinstance(item, list) else say(item) for item in value)
    return str(value)


def _sentence(judgement: Judgement, by_id: Mapping[str, Judgement], changes: Sequence[Change]) -> str:
    who, before = judgement.by, fields_in(judgement.before)
    if is_undo(judgement):
        undone = by_id.get(judgement.subject[0])
        return f"{who} undid this: {_sentence(undone, by_id, changes_in(undone))}" if undone else f"{who} undid a judgement."
    names = [f"“{' '.join(str(name).split()).rstrip('.')}”" for name in before.get("names", ())]
    what = " and ".join(names) or f"a mention of an {_NAMED.get(judgement.subject[0].split('-', 1)[0], 'record')}"
    one = "one telling of " if TELLING in judgement.extra else ""
    if ADDED in judgement.extra:
        added = fields_in(judgement.after).get(ADDED, {})
        kind = _NAMED.get(judgement.subject[0].split("-", 1)[0], "record")
        return f"{who} added {'a' if kind == 'claim' else 'an'} {kind}{_of_type(added)}: “{added.get('words', '')}”."
    if judgement.verdict == EDIT:
        told = "; ".join(f"{c.field} from {c.before} to {c.after}" for c in changes)
        return f"{who} edited {one}{what}: {told}."
    if judgement.verdict == DIFFERENT:
        return f"{who} told {what} apart." if len(names) > 1 else f"{who} split {what}."
    if judgement.verdict == SAME:
        return f"{who} joined {what}." if names else f"{who} said that two mentions are one."
    verbs = {RIGHT: "accepted", WRONG: "threw out", UNSURE: "is unsure of"}
    return f"{who} {verbs.get(judgement.verdict, judgement.verdict)} {one}{what}."


def _of_type(added: Mapping[str, Any]) -> str:
    return f" ({added['type']})" if added.get("type") else ""
