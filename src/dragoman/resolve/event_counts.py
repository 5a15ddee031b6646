"""Yields how many a deed is done to, as its words tell it: `12 officials`, `the expulsion of 15 diplomats`."""

from __future__ import annotations

from dragoman.core.mentions import EventMention
from dragoman.resolve.quantities import Numerals, quantities_of

Count = tuple[float, float | None]
"""Least and most, most None where open."""
_BEHIND = 40
_LONGEST = 300
"""Characters of a phrase that are searched for what it counts."""


def count_of(mention: EventMention, thing: str, numerals: Numerals) -> Count | None:
    """How many it is done to: of the object, else of the recipients; of casualties those that are told.

    Lengths and sums are no such number, nor is `one of` or `several`.
    """
    told = dict(mention.values)
    if "n" in told:
        return (float(told["n"]), float(told["n"])) if told["n"].isdigit() else None
    for words in (thing, *(p.name for p in mention.recipients)):
        first = next((q for q in quantities_of(words[:_LONGEST], numerals) if not q.measured), None)
        if first is not None:
            return None if first.low <= 1 or first.text.lower() in numerals.vague else (first.low, first.high)
    rest = told.get("rest", "")[:_LONGEST]  # `told 23 diplomats to go`: whom it is done to is told behind a verb of speech
    first = next((q for q in quantities_of(rest, numerals) if not q.measured), None) if "object" not in told else None
    return (first.low, first.high) if first is not None and first.low > 1 and rest.startswith(first.text) else None


def count_behind(text: str, mention: EventMention, numerals: Numerals) -> Count | None:
    """`the expulsion of 15 diplomats`: the number that stands right behind a noun."""
    behind = text[mention.trigger.end : mention.trigger.end + _BEHIND]
    if not behind.startswith(" of "):
        return None
    first = next((q for q in quantities_of(behind[4:], numerals) if not q.measured), None)
    return (first.low, first.high) if first is not None and first.low > 1 and behind[4:].startswith(first.text) else None
