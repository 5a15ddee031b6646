"""Yields Act: what a person wants done with records or mentions, as a form, a command or a program brings it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dragoman.core.errors import JudgementError

ACTS = ("accept", "reject", "unsure", "edit", "merge", "different", "split", "add")
MOST_SUBJECTS = 200
MOST_MENTIONS = 2000
"""Mentions that one judgement may name."""


@dataclass(frozen=True, slots=True)
class Act:
    """One of ACTS. subjects: ids of events, entities, claims, or of mentions; change: what is edited, split or added. Checked only when it is carried out."""

    kind: str
    subjects: tuple[str, ...] = ()
    change: Mapping[str, Any] = field(default_factory=dict)
    note: str | None = None


def check_act(act: Act, by: str) -> None:
    """JudgementError where it is no act, nobody's, or about nothing."""
    if act.kind not in ACTS:
        raise JudgementError("unknown-act", f"there is no act {act.kind!r}; known: {', '.join(ACTS)}")
    if not by.strip():
        raise JudgementError("no-name", "a judgement needs the name of whoever makes it")
    if act.kind != "add" and not act.subjects:
        raise JudgementError("needs-one", f"nothing is named to {act.kind}; name a record by its id")
    if len(act.subjects) > MOST_SUBJECTS and act.kind != "split":
        raise JudgementError("too-many", f"{len(act.subjects)} records are named; at most {MOST_SUBJECTS} go at once")
