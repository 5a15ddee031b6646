"""Yields why the mentions of an entity are held to be one's, in words."""

from __future__ import annotations

from collections import Counter

from dragoman.core.reason_words import say_basis, say_parts
from dragoman.core.records import Entity, Reason
from dragoman.view.counting import count

MOST_REASONS = 12


def say_reasons(entity: Entity) -> list[str]:
    """`“Sorin” and “Ilja Sorin”: the surname, which no other bears, the same title`: each once with how often, the most telling first.

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
    return say_parts(reason.features, of="entity", most=8) if reason.basis == "features" else say_basis(reason.basis)
