"""Yields a window with what it tells as one line of a file, and the labels that such lines have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dragoman.models.deed_words import Window

TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
MODALITIES = ("done", "planned", "threatened", "demanded", "denied", "alleged")


def as_row(story: str, window: Window, told: dict[int, list[dict[str, Any]]], untold: Iterable[int]) -> dict[str, Any]:
    """A window with what its tokens tell, ready for a file; states stand there as numbers, so that it says of nobody that he did anything."""
    numbers = {state: number for number, state in enumerate(dict.fromkeys(state for state in window.parties if state), 1)}
    place = {token: word for word, token in enumerate(window.tokens)}
    rows = []
    for token, deeds in sorted(told.items()):
        for deed in deeds if token in place else ():
            sides = {side: sorted(numbers[s] for s in deed[side] if s in numbers) for side in ("actor", "recipient")}
            day = deed["day"]
            days = None if day is None else sorted(place.get(token, token) if token >= 0 else token for token in day if token < 0 or token in place)
            rows.append({"at": place[token], "deed": deed["deed"], "type": deed["type"], "modality": deed["modality"], **sides, "day": days})
    return {
        "story": story,
        "words": list(window.words),
        "ranks": list(window.ranks),
        "parties": [numbers.get(state, 0) for state in window.parties],
        "times": list(window.dates),
        "told": rows,
        "untold": sorted(place[token] for token in untold if token in place),
    }
