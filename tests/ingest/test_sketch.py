"""A sketch is small, the same everywhere, and made of prose alone."""

from __future__ import annotations

import json
from random import Random

from dragoman.core.documents import Zone
from dragoman.ingest.sketch import BANDS, KEYS, sketch_of
from tests.ingest.reading import BODY, MORE, read


def _sketch(text: str, kind: str = "body") -> tuple[int, ...]:
    return sketch_of(text, (Zone(0, len(text), kind),))


def test_a_document_that_was_read_has_a_sketch() -> None:
    document = read(f"Norland closes a consulate\n\n{BODY}\n{MORE}")
    assert document.sketch == sketch_of(document.text, document.zones) != ()


def test_the_sketch_of_a_text_is_the_same_on_any_machine() -> None:
    sketch = _sketch("Norland closed the Estavian consulate in Port Sarn on Monday.")
    assert sketch[:5] == (102, BANDS, 463988179, 2953024759, 1977949683)
    assert sketch[2 + BANDS :] == (309062389, 321094841, 978347340, 1514807629, 3974222479)


def test_boilerplate_and_bylines_are_no_part_of_it() -> None:
    menu = "Home Politics World Sport Culture"
    text = f"{menu}\n{BODY}"
    assert sketch_of(text, (Zone(0, len(menu), "boilerplate"), Zone(len(menu) + 1, len(text), "body"))) == _sketch(BODY)
    assert _sketch(menu, "boilerplate") == _sketch("!?. " * 20) == ()


def test_case_and_marks_make_no_difference() -> None:
    assert _sketch("“Norland’s envoy left at noon — alone,” she said.") == _sketch("NORLAND'S ENVOY LEFT AT NOON - ALONE, she said")


def test_a_sketch_is_small_whatever_the_text_and_its_keys_ascend() -> None:
    random = Random(1)
    sketch = _sketch(" ".join(f"word{random.randrange(5000)}" for _ in range(20_000)))
    keys = sketch[2 + BANDS :]
    assert list(keys) == sorted(set(keys))
    assert len(keys) == KEYS
    assert len(json.dumps(sketch, separators=(",", ":"))) <= 1500


def test_a_script_without_blanks_has_keys_too() -> None:
    assert len(_sketch("外交部星期一宣布关闭边境桥梁，三十八辆卡车被迫返回。")) > 2 + BANDS + 10


def test_odd_text_is_sketched_without_complaint() -> None:
    assert _sketch("a\ud800b " * 40 + "İstanbul’da ﬁne ½")
