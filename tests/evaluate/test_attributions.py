"""The figures of who says what: tokens by role, and when a whole attribution is near enough."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.attributions import TOKEN, Report, Said, evaluate_attributions, form_of, measure_attributions
from dragoman.evaluate.metrics import Balance, Share

TEXT = "Velin said the old mine was safe. “It wasn’t us,” added Ada Quill."


def said(source: str, cue: str, content: str) -> Said:
    spans = [tuple((TEXT.index(words), TEXT.index(words) + len(words)) for words in [role] if words) for role in (source, cue, content)]
    return Said(*spans)


NAMES = ("source", "cue", "content", "ar_soft", "ar_exact", "recall_direct", "recall_mixed", "recall_indirect")
FIRST, SECOND = said("Velin", "said", "the old mine was safe"), said("Ada Quill", "added", "“It wasn’t us,”")
GOLD = Report(TEXT, (FIRST, SECOND))


def values(*found: Said) -> dict[str, float | None]:
    return {name: figure.value for name, figure in evaluate_attributions([GOLD], [found]).items()}


def test_all_attributions_as_they_are_marked_is_one_and_none_is_nought() -> None:
    assert values(FIRST, SECOND) == dict.fromkeys(NAMES, 1.0) | {"recall_mixed": None}
    assert values() == dict.fromkeys(NAMES, 0.0) | {"recall_mixed": None}


def test_words_are_cut_as_treebanks_cut_them() -> None:
    words = "Estavia's U.S. envoy didn't pay 1,200.5 crowns."
    assert TOKEN.findall(words) == ["Estavia", "'s", "U.S.", "envoy", "did", "n't", "pay", "1,200.5", "crowns", "."]


def test_quotation_marks_at_the_edge_are_not_judged() -> None:
    assert values(FIRST, said("Ada Quill", "added", "It wasn’t us")) == values(FIRST, SECOND)


def test_half_of_the_content_is_near_enough_and_less_is_not() -> None:
    near = evaluate_attributions([GOLD], [[said("Velin", "said", "mine was safe")]])
    assert (near["content"], near["ar_soft"]) == (Balance(3, 3, 9), Balance(1, 1, 2))
    assert values(said("Velin", "said", "was safe"))["ar_soft"] == 0.0


@pytest.mark.parametrize(
    "damaged", [said("Quill", "said", "the old mine was safe"), said("", "said", "the old mine was safe"), said("Velin", "added", TEXT[11:32])]
)
def test_another_source_no_source_or_another_cue_is_another_attribution(damaged: Said) -> None:
    assert values(damaged, SECOND)["ar_soft"] == 0.5


def test_what_neither_names_counts_as_agreed() -> None:
    bare = said("", "", "the old mine was safe")
    assert evaluate_attributions([Report(TEXT, (bare,))], [[bare]])["ar_soft"] == Balance(1, 1, 1)


def test_exact_is_what_holds_the_same_words_in_all_roles() -> None:
    found = evaluate_attributions([GOLD], [[said("Velin", "said", "old mine was safe"), SECOND]])
    assert (found["ar_soft"], found["ar_exact"]) == (Balance(2, 2, 2), Balance(1, 2, 2))


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("“It wasn’t us,”", "direct"),
        ('"It wasn’t us" and "nor them"', "direct"),
        ("that it was “not us”", "mixed"),
        ("“not us” at all but them", "mixed"),
        ("that it was not us", "indirect"),
    ],
)
def test_a_content_is_direct_mixed_or_indirect_by_its_marks(words: str, form: str) -> None:
    assert form_of(words) == form


def test_recall_is_told_by_form() -> None:
    found = evaluate_attributions([GOLD], [[SECOND]])
    assert (found["recall_direct"], found["recall_indirect"]) == (Share(1, 1), Share(0, 1))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "is empty"),
        ('{"text": "Velin said so."}', "line 1 .* KeyError: 'attributions'"),
        ('{"text": 7, "attributions": []}', "line 1 .* its text is no text, but int"),
        ('{"text": "Velin", "attributions": [{"source": [[0, 9]]}]}', "line 1 .* a source lies outside of the text"),
    ],
)
def test_a_gold_of_another_layout_is_refused_with_its_line(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=complaint):
        measure_attributions(tmp_path / "gold.jsonl")


def test_a_gold_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="there is no gold"):
        measure_attributions(tmp_path / "none.jsonl")


def test_each_attribution_is_used_once() -> None:
    found = evaluate_attributions([GOLD], [[FIRST, FIRST]])
    assert (found["content"], found["ar_soft"]) == (Balance(5, 5, 9), Balance(1, 2, 2))


def test_a_gold_file_is_read_from_its_texts_alone(tmp_path: Path) -> None:
    text = "Velin said that the mine was old."
    spans = {role: [[text.index(words), text.index(words) + len(words), words]] for role, words in zip(("source", "cue"), ("Velin", "said"), strict=True)}
    line = {"doc_id": "a", "text": text, "attributions": [spans | {"content": [[11, 32, text[11:32]]]}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found = measure_attributions(tmp_path / "gold.jsonl").figures
    assert (found["source"], found["cue"], found["ar_soft"]) == (Balance(1, 1, 1), Balance(1, 1, 1), Balance(1, 1, 1))
