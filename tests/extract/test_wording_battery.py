"""One deed told in many words is one type of event, done by the same to the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.core.mentions import Extracted, Participant

BATTERY = yaml.safe_load(Path(__file__).with_name("wording_battery.yaml").read_text(encoding="utf-8"))
CASES = [(name, *row) for name, rows in BATTERY.items() for row in rows]


def countries(parties: tuple[Participant, ...]) -> set[str]:
    return {party.country for party in parties if party.country}


@pytest.mark.parametrize(("name", "text", "kind", "actors", "recipients"), CASES, ids=[f"{name}: {text}" for name, text, *_ in CASES])
def test_a_deed_is_known_by_whatever_words_it_is_told(code: Callable[[str], Extracted], name: str, text: str, kind: str, actors: str, recipients: str) -> None:
    found = [(countries(e.actors), countries(e.recipients)) for e in code(text).events if e.type == kind]
    assert (set(actors.split()), set(recipients.split())) in found, found
