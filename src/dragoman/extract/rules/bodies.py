"""Yields whether a party is a body of several states, which may meet by itself: `the Security Council met`."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.core.mentions import Participant
from dragoman.extract.rules.matching import EntityIndex

BODIES_OF_STATES = frozenset({"UNO", "EUR", "IGO"})
"""PLOVER's codes of what states have formed together."""


def assembled(parties: Iterable[Participant], index: EntityIndex) -> bool:
    """Is one of the parties a named council, union or alliance of states? An official of one is not."""
    mentions = (index.by_id.get(party.mention or "") for party in parties)
    bodies = (m for m in mentions if m is not None and m.kind == "organisation" and m.form not in {"nominal", "pronoun"})
    return any(body.country in BODIES_OF_STATES for body in bodies)
