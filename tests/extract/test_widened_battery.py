"""Yields a test per sentence of two batteries: deeds in less usual words and in compact prose, with type, mode, doer and the one to whom it is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.core.mentions import Extracted, Participant

BATTERIES = [yaml.safe_load(Path(__file__).with_name(f"{name}_battery.yaml").read_text(encoding="utf-8")) for name in ("widened", "words", "deeds", "steps")]
DEEDS = [row for battery in BATTERIES for name, rows in battery.items() if name != "unlike" for row in rows]
UNLIKE = [row for battery in BATTERIES for row in battery["unlike"]]


def countries(parties: tuple[Participant, ...]) -> set[str]:
    return {party.country for party in parties if party.country}


@pytest.mark.parametrize(("text", "kind", "mode", "actors", "recipients"), DEEDS, ids=[row[0] for row in DEEDS])
def test_a_deed_in_other_words_is_seen_with_its_parties(
    code: Callable[[str], Extracted], text: str, kind: str, mode: str | None, actors: str, recipients: str | None
) -> None:
    found = [(e.type, e.mode, countries(e.actors), countries(e.recipients)) for e in code(text).events]
    assert any(
        k == kind and (mode is None or m == mode) and who == set(actors.split()) and (recipients is None or whom == set(recipients.split()))
        for k, m, who, whom in found
    ), found


@pytest.mark.parametrize(("text", "kind"), UNLIKE, ids=[text for text, _ in UNLIKE])
def test_words_that_look_alike_are_no_event_of_the_type(code: Callable[[str], Extracted], text: str, kind: str) -> None:
    assert kind not in {e.type for e in code(text).events}
