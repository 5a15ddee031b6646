"""The figures of PETRARCH's layout: triples counted with repeats, and CAMEO codes by their beginnings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from dragoman.core.dates import UNKNOWN
from dragoman.core.records import Event, Party
from dragoman.evaluate.metrics import Balance, Share
from dragoman.evaluate.petr import Coded, evaluate_petr, measure_cameo, measure_petr, triples_of

LISTS = Path(__file__).parents[1] / "codebook" / "petrarch"


def event(actors: str, recipients: str, cameo: str | None) -> Event:
    sides = [tuple(Party(None, code, code[:3], code[3:] or None, code) for code in codes.split()) for codes in (actors, recipients)]
    return Event("e-1", "PLOVER", "ACCUSE", None, (), cameo, "done", sides[0], sides[1], None, UNKNOWN, 3, -2.0, None, (), None, "…", ())


def write(file: Path, *lines: dict[str, Any]) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return file


def test_an_event_of_lists_is_a_triple_for_each_pair_and_none_twice() -> None:
    told = [event("XNO XES", "XKA", "112"), event("XNO", "XKA", "112"), event("XNO", "", None)]
    assert triples_of(told) == [("XNO", "XKA", "112"), ("XES", "XKA", "112"), ("XNO", "---", "")]


def test_each_view_asks_for_less() -> None:
    gold = Coded("…", None, (("XNOGOV", "XES", "112"),))
    figures = evaluate_petr([gold], [[event("XNOMIL", "XES", "111")]])
    right = {name: figure.right for name, figure in figures.items() if isinstance(figure, Balance)}
    assert right == {"exact": 0, "dyad": 0, "dyad_country": 1, "code": 0, "code2": 1}
    assert figures["sentences_right"] == Share(0, 1)


def test_a_gold_told_twice_is_wanted_twice_and_what_is_too_much_costs() -> None:
    gold = Coded("…", None, (("XNO", "XES", "112"), ("XNO", "XES", "190")))
    figures = evaluate_petr([gold], [[event("XNO", "XES", "112"), event("XNO", "XKA", "040")]])
    assert figures["dyad"] == Balance(1, 2, 2)


def test_the_lists_beside_a_gold_are_laid_over_the_codebook(tmp_path: Path) -> None:
    shutil.copytree(LISTS, tmp_path / "own_custom")
    line = {"text": "The Norlandic foreign minister condemned Estavia.", "date": "2012-05-01"}
    old, new = ([{"source": "XNOGOVFRM", "target": "XES", "code": code}] for code in ("999", "111"))
    file = write(tmp_path / "own_gold.jsonl", line | {"events": old, "events_recoded_2018": new}, line | {"events": old, "events_recoded_2018": None})
    figures = measure_petr(file).figures
    assert figures["dyad"] == Balance(2, 2, 2)
    assert figures["code2"] == Balance(1, 2, 2)


def test_a_code_may_be_right_in_its_first_digits_alone(tmp_path: Path) -> None:
    text = "Norland severed diplomatic relations with Estavia."
    file = write(tmp_path / "gold.jsonl", *({"text": text, "events": [{"code": code}]} for code in ("161", "162", "1611", "190")))
    figures = measure_cameo(file, Path(__file__).parents[1] / "codebook" / "overlay").figures
    assert [(f.n, f.of) for f in figures.values() if isinstance(f, Share)] == [(4, 4), (3, 4), (2, 4), (1, 4)]
