"""The figures of a record: what counts as found, as right and as wrong, on a gold of invented reports."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.records import Claim, ClaimTold, Event, EventTold, Link, Party
from dragoman.core.resolved import Resolved
from dragoman.evaluate.gold import Gold, read_gold
from dragoman.evaluate.metrics import Balance, Figure, Share
from dragoman.evaluate.record import evaluate_record
from dragoman.pipeline import bare_document
from dragoman.view.record import Record

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
TEXT = "Norland closed the Estavian consulate. Velin said the mine was old."
CLOSURE, SPEECH = "Norland closed the Estavian consulate", "the mine was old"
DOCUMENT = replace(bare_document(TEXT, None), path="clippings/report.txt")


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    mentions = [{"doc": "report.txt", "start": at(CLOSURE)[0], "end": at(CLOSURE)[1]}]
    event = {"id": "S1", "type": "SANCTION", "modality": "done", "actors": ["Norland"], "recipients": ["Estavia"], "mentions": mentions}
    claim = {"id": "c1", "doc": "D1", "source_chain": [{"kind": "outlet"}, {"kind": "person"}], "content": [[*at(SPEECH), SPEECH]]}
    (tmp_path / "own_events.json").write_text(json.dumps({"events": [event]}), encoding="utf-8")
    (tmp_path / "own_claims.json").write_text(json.dumps({"docs": {"D1": {"file": "report.txt"}}, "claims": [claim]}), encoding="utf-8")
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def make_event(words: str = CLOSURE, kind: str = "SANCTION", modality: str = "done", actor: str = "XNO", recipient: str = "XES", key: str = "e-1") -> Event:
    told = EventTold(f"em{key}", DOCUMENT.id, (DOCUMENT.evidence(*at(words)),), (), "test", 1.0)
    sides = [(Party(None, code, code, None, code),) for code in (actor, recipient)]
    return Event(key, "PLOVER", kind, None, (), None, modality, *sides, None, UNKNOWN, 4, -5.0, None, (), None, "…", (told,))


def make_claim(words: str) -> Claim:
    chain = (Link("outlet", None, None, None, None), Link("person", "Velin", None, None, None))
    told = ClaimTold("cm-1", DOCUMENT.id, (DOCUMENT.evidence(*at(words)),), None, chain, "asserted", "affirmed", "indirect", "test", 1.0)
    return Claim("c-1", None, words, None, (told,))


def figures(gold: Gold, *events: Event, claims: tuple[Claim, ...] = ()) -> dict[str, Figure]:
    record = Record(Resolved(events=events, claims=claims), (DOCUMENT,), {}, None)
    return evaluate_record(gold, record, load_codebook(OVERLAY))


def test_what_is_right_in_all_counts_everywhere(folder: Path) -> None:
    found = figures(read_gold(folder), make_event(), claims=(make_claim(SPEECH),))
    assert {name: figure.value for name, figure in found.items()} == dict.fromkeys(found, 1.0)


def test_an_empty_record_finds_nothing(folder: Path) -> None:
    found = figures(read_gold(folder))
    assert (found["events.recall"], found["events.precision"]) == (Share(0, 1), Share(0, 0))
    assert found["claims.content"] == Balance(0, 0, 4)


def test_a_second_event_on_one_quote_costs_precision(folder: Path) -> None:
    found = figures(read_gold(folder), make_event(), make_event(kind="AID", key="e-2"))
    assert (found["events.recall"], found["events.precision"]) == (Share(1, 1), Share(1, 2))


def test_an_event_where_the_gold_has_none_is_not_judged(folder: Path) -> None:
    assert figures(read_gold(folder), make_event(), make_event(SPEECH, key="e-2"))["events.precision"] == Share(1, 1)


def test_a_type_of_the_same_family_is_found_but_not_right(folder: Path) -> None:
    found = figures(read_gold(folder), make_event(kind="COERCE"))
    assert (found["events.recall"], found["events.type"]) == (Share(1, 1), Share(0, 1))


def test_swapped_sides_and_another_modality_are_wrong(folder: Path) -> None:
    found = figures(read_gold(folder), make_event(actor="XES", recipient="XNO", modality="planned"))
    assert [found[f"events.{name}"] for name in ("actors", "recipients", "modality")] == [Share(0, 1)] * 3


def test_a_gold_without_its_text_or_of_another_layout_is_named(folder: Path) -> None:
    (folder / "report.txt").unlink()
    with pytest.raises(NotFoundError, match=r"report\.txt"):
        read_gold(folder)
    (folder / "own_events.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="layout"):
        read_gold(folder)
