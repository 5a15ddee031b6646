"""Who does it to whom, over the constructions of English: a swapped pair is the worst of errors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.core.mentions import Extracted, Participant

BATTERY = yaml.safe_load(Path(__file__).with_name("direction_battery.yaml").read_text(encoding="utf-8"))
CASES = [(name, *row) for name, rows in BATTERY.items() for row in rows]


def countries(parties: tuple[Participant, ...]) -> set[str]:
    return {party.country for party in parties if party.country}


@pytest.mark.parametrize(("name", "text", "kind", "actors", "recipients"), CASES, ids=[f"{name}: {text}" for name, text, *_ in CASES])
def test_the_doer_and_the_one_to_whom_it_is_done(
    code: Callable[[str], Extracted], name: str, text: str, kind: str, actors: str, recipients: str | None
) -> None:
    found = [(countries(e.actors), countries(e.recipients)) for e in code(text).events if e.type == kind]
    wanted = set(actors.split()), set((recipients or "").split())
    assert any(doing == wanted[0] and (recipients is None or done_to == wanted[1]) for doing, done_to in found), found
    assert not any(doing & wanted[1] and done_to & wanted[0] for doing, done_to in found), found
