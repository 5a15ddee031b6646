"""Yields a test per sentence of the force battery: blows, pressure, sanctions, withdrawals and refusals in compact prose, with both their sides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.core.mentions import Extracted, Participant

BATTERY = yaml.safe_load(Path(__file__).with_name("force_battery.yaml").read_text(encoding="utf-8"))
DEEDS = [row for name, rows in BATTERY.items() if name not in {"unlike", "others"} for row in rows]


def countries(parties: tuple[Participant, ...]) -> set[str]:
    return {party.country for party in parties if party.country}


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), DEEDS, ids=[f"{row[0]} {row[2]}" for row in DEEDS])
def test_a_deed_in_compact_prose_is_seen_with_its_parties(code: Callable[[str], Extracted], text: str, kind: str, actors: str, recipients: str | None) -> None:
    found = [(e.type, countries(e.actors), countries(e.recipients)) for e in code(text).events]
    assert any(k == kind and who == set(actors.split()) and (recipients is None or whom == set(recipients.split())) for k, who, whom in found), found


@pytest.mark.parametrize(("text", "kind", "other"), BATTERY["others"], ids=[row[0] for row in BATTERY["others"]])
def test_who_only_judges_or_answers_a_deed_has_not_done_it(code: Callable[[str], Extracted], text: str, kind: str, other: str) -> None:
    assert not any(other in countries(e.actors) for e in code(text).events if e.type == kind)


@pytest.mark.parametrize(("text", "kind"), BATTERY["unlike"], ids=[text for text, _ in BATTERY["unlike"]])
def test_words_that_look_alike_are_no_event_of_the_type(code: Callable[[str], Extracted], text: str, kind: str) -> None:
    assert kind not in {e.type for e in code(text).events}
