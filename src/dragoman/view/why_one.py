"""Yields why the mentions of an entity are held to be one's, in words."""

from __future__ import annotations

from collections import Counter

from dragoman.core.records import Entity, Reason
from dragoman.view.counting import count

MOST_REASONS = 12
_FEATURES = {
    "same_key": "one entry of the gazetteer", "same_name": "the same name", "same_spelling": "spellings of one name", "name_score": "names alike",
    "unsure_name": "though not very", "initial": "by an initial",
    "surname_only": "the surname, which no other bears", "acronym": "the initials", "same_document": "the same report",
    "same_country": "the same state", "same_title": "the same title", "other_title": "though titles differ", "same_sector": "the same sector",
    "doubtful_acronym": "though several go by these initials", "generic_name": "though every state has one",
}  # fmt: skip


def say_reasons(entity: Entity) -> list[str]:
    """`“Sorin” and “Ilja Sorin”: the surname, which no other bears; the same title (2.1)`: each once with how often, the most telling first.

    Equal words with the same name or entry behind them say nothing new and are left out.
    """
    words = {m.id: " ".join(m.text.split()) for m in entity.mentions}
    said: Counter[str] = Counter()
    for reason in entity.reasons:
        a, b = words.get(reason.a, entity.name), words.get(reason.b, entity.name)
        if a.casefold() != b.casefold() or reason.basis in {"judgement", "features"}:
            said[f"“{a}” and “{b}”: {_say(reason)}"] += 1
    ranked = sorted(said, key=lambda line: (-said[line], line))
    lines = [line if said[line] == 1 else f"{line} — {count(said[line], 'time')}" for line in ranked[:MOST_REASONS]]
    return [*lines, *([f"and {count(len(ranked) - MOST_REASONS, 'more pair')}"] if len(ranked) > MOST_REASONS else [])]


def _say(reason: Reason) -> str:
    if reason.basis == "judgement":
        return "a person judged so"
    if reason.basis == "told as known as":
        return "a report calls both one"
    if reason.basis != "features":
        return reason.basis
    told = [f"{_FEATURES.get(name, name)} {value:g}" if 0 < value < 1 else _FEATURES.get(name, name) for name, value in reason.features if value]
    return f"{'; '.join(told)} (together {reason.score:g})" if reason.score is not None else "; ".join(told)
