"""The figures of single sentences: which event counts, and when its type and its two sides are right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.core.dates import UNKNOWN
from dragoman.core.records import Event, Party
from dragoman.evaluate.metrics import Share
from dragoman.evaluate.sentences import Sentence, evaluate_sentences, measure_sentences

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
GOLD = Sentence("…", None, frozenset({"SANCTION"}), frozenset({("XNO", "XES")}))


def event(kind: str = "SANCTION", actors: str = "XNO", recipients: str = "XES", ontology: str = "PLOVER") -> Event:
    sides = [tuple(Party(None, code, code, None, code) for code in codes.split()) for codes in (actors, recipients)]
    return Event("e-1", ontology, kind, None, (), None, "done", sides[0], sides[1], None, UNKNOWN, 4, -5.0, None, (), None, "…", ())


def shares(*found: Event, gold: Sentence = GOLD) -> list[tuple[int, int]]:
    """(n, of) of any_event, type, dyad, type_dyad, precision."""
    return [(f.n, f.of) for f in evaluate_sentences([gold], [found]).values() if isinstance(f, Share)]


def write(file: Path, text: str, code: str, sources: list[str], targets: list[str], **more: Any) -> Path:
    sides = {name: [{"actorText": "…", "code": code} for code in codes] for name, codes in (("source_actors", sources), ("target_actors", targets))}
    file.write_text(json.dumps({"id": "a", "text": text, "date": None, "events": [{"code": code, **sides}], **more}), encoding="utf-8")
    return file


def test_the_right_event_is_one_throughout_and_none_is_nought() -> None:
    assert shares(event()) == [(1, 1)] * 5
    assert shares() == [(0, 1)] * 4 + [(0, 0)]


def test_a_wrong_type_and_swapped_sides_each_cost_their_figure() -> None:
    assert shares(event("AID")) == [(1, 1), (0, 1), (1, 1), (0, 1), (0, 1)]
    assert shares(event(actors="XES", recipients="XNO")) == [(1, 1), (1, 1), (0, 1), (0, 1), (0, 1)]


def test_type_and_sides_of_two_events_are_not_put_together() -> None:
    assert shares(event("AID"), event(actors="XVE")) == [(1, 1), (1, 1), (1, 1), (0, 1), (0, 2)]


def test_an_occurrence_is_no_event_between_states() -> None:
    assert shares(event("REPORT", ontology="OCCURRENCE"))[0] == (0, 1)
    assert shares(event(), event("REPORT", ontology="OCCURRENCE"))[4] == (1, 1)


def test_those_who_meet_are_both_sides() -> None:
    assert shares(event(actors="XES XNO", recipients=""))[2] == (1, 1)
    assert shares(event(actors="XNO", recipients=""))[2] == (0, 1)


@pytest.mark.parametrize(
    ("sources", "targets", "right"),
    [
        (["XNO"], ["XVE", "XES"], True),
        (["XES"], ["XNO"], False),
        (["XES", "XNO"], [], True),
        (["XNO"], [], True),
        ([], ["XES"], True),
        ([], ["XVE"], False),
    ],
)
def test_a_gold_without_a_side_asks_for_none_there(tmp_path: Path, sources: list[str], targets: list[str], right: bool) -> None:
    file = write(tmp_path / "gold.jsonl", "Norland imposed sanctions on Estavia.", "SANCTION", sources, targets)
    assert measure_sentences(file, OVERLAY).figures["dyad"] == Share(right, 1)


def test_types_of_the_first_edition_are_read_as_they_are_called_since(tmp_path: Path) -> None:
    file = write(tmp_path / "gold.jsonl", "Norland demanded that Estavia release the crew.", "DEMAND", ["XNO"], ["XES"])
    assert measure_sentences(file, OVERLAY).figures["type"] == Share(1, 1)
