"""Yields words and marks for how sure somebody is of what he says: certainty and polarity, with silence kept apart from denial."""

from __future__ import annotations

CERTAINTIES = ("asserted", "probable", "hedged", "alleged", "planned", "demanded", "absence", "withheld")
POLARITIES = ("affirmed", "denied")
SILENT = frozenset({"absence", "withheld"})
"""What tells that nothing is told: it is no answer, and no denial of one."""
_STATED = "stated"
_DENIED = "✗ denied"
_MARKS = {
    "probable": "≈ probable",
    "hedged": "? hedged",
    "alleged": "~ alleged",
    "planned": "○ planned",
    "demanded": "△ demanded",
    "absence": "∅ not contained",
    "withheld": "▬ withheld",
}
KEY = "≈ probable · ? hedged by who says it · ~ alleged by others · ○ planned · △ demanded · ✗ denied · ∅ not contained, which denies nothing · ▬ withheld"


def say_surety(certainty: str, polarity: str = "affirmed") -> str:
    """`stated`, `≈ probable`, `✗ denied`, `✗ denied, ? hedged`; of what is not contained or withheld the silence alone."""
    mark = _MARKS.get(certainty)
    if polarity != "denied" or certainty in SILENT:
        return mark or _STATED
    return f"{_DENIED}, {mark}" if mark else _DENIED


def say_doubt(certainty: str, polarity: str = "affirmed") -> str:
    """The same, empty for what is plainly stated."""
    words = say_surety(certainty, polarity)
    return "" if words == _STATED else words
