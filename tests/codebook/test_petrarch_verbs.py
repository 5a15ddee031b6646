"""PETRARCH's verb lists: which are read, what a line of them means, and what a list must not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook.petrarch_files import notes_on, read_dictionary
from dragoman.codebook.petrarch_verbs import VerbCode, VerbEntry, VerbList
from dragoman.core.errors import CodebookError

LISTS = Path(__file__).parent / "petrarch_verbs"


def verbs(folder: Path) -> VerbList:
    found = read_dictionary(folder)
    assert found is not None
    assert found.verbs is not None
    return found.verbs


def only(listed: VerbList, form: str) -> VerbEntry:
    (entry,) = listed.at(form, form)
    return entry


def written(folder: Path, text: str, name: str = "my.verbs.txt") -> VerbList:
    (folder / name).write_text(text, encoding="utf-8")
    return verbs(folder)


def words(entry: VerbEntry, side: str = "after", at: int = 0) -> list[list[str]]:
    return [[" ".join(word.text for word in wording) for wording in atom.wordings] for atom in getattr(entry.patterns[at], side)]


def test_the_newest_format_of_several_is_read_and_the_other_told() -> None:
    assert only(verbs(LISTS), "praised").code == VerbCode("052")
    assert "own.verbs.txt is not read: own.verbs.2.0.txt is of a newer format" in notes_on(LISTS)


def test_a_verb_of_two_blocks_has_the_last_code_and_the_patterns_of_both() -> None:
    assert [p.code.there for p in only(verbs(LISTS), "praise").patterns] == ["111", "0551", "099"]


def test_verbs_of_several_words_come_before_those_of_one(tmp_path: Path) -> None:
    listed = written(tmp_path, "--- CUT [120] ---\nCUT\nCUT_INTO {CUT_INTO}\n+CUT_OFF [160]\nSHORT_+CUT\n")
    assert [(e.before, e.after, e.code.there) for e in listed.at("cuts", "cut")] == [((), ("OFF",), "160"), (("SHORT",), (), "120"), ((), (), "120")]
    assert ((), ("INTO",)) in [(e.before, e.after) for e in listed.at("cut", "cut")]


@pytest.mark.parametrize("form", ["carry", "carries", "carried", "carrying"])
def test_regular_forms_are_made_where_none_are_listed(tmp_path: Path, form: str) -> None:
    assert only(written(tmp_path, "--- CARRY [070] ---\nCARRY\n"), form).code == VerbCode("070")


def test_paired_null_and_one_sided_codes() -> None:
    listed = verbs(LISTS)
    assert [only(listed, form).code for form in ("visit", "spare", "differ")] == [VerbCode("042", "043"), VerbCode(None, "080"), VerbCode()]
    assert only(listed, "differ").code.null


def test_sets_of_synonyms_may_hold_sets_and_words_that_take_no_ending() -> None:
    pattern = verbs(LISTS).at("cut", "cut")[0].patterns[0]
    assert words(verbs(LISTS).at("cut", "cut")[0]) == [["RELATIONS", "TIES", "TRADE LINK", "BRIDGE"]]
    assert [wording[-1].exact for wording in pattern.after[0].wordings] == [False, False, False, True]
    assert not pattern.loose


def test_the_last_two_words_of_a_noun_phrase_stand_together(tmp_path: Path) -> None:
    first, middle, last = only(written(tmp_path, "--- CUT [120] ---\nCUT\n- * {OLD TRADE TIES} [161]\n"), "cut").patterns[0].after
    assert (first.phrase, middle.phrase, middle.tight, last.phrase, last.tight) == (False, True, False, True, True)


def test_underscores_of_the_first_format_bind_words(tmp_path: Path) -> None:
    (pattern, other) = only(written(tmp_path, "--- CUT [120] ---\nCUT\n- FAILED_TO_* NEW_TIES [161]\n- *_OFF [162]\n"), "cut").patterns
    assert pattern.loose
    assert pattern.close
    assert [a.tight for a in (*pattern.before, *pattern.after)] == [False, True, False, True]
    assert other.after[0].tight
    assert not other.close


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("CUT [120]\n", "my.verbs.txt, line 1: 'CUT [120]' stands before any verb"),
        ("--- CUT [120] ---\nCUT\n- * TIES\n", "my.verbs.txt, line 3: the pattern '* TIES' has no code"),
        ("--- CUT [120] ---\nCUT\n- TIES [161]\n", "my.verbs.txt, line 3: the pattern 'TIES [161]' must hold the verb"),
        ("--- CUT [120] ---\nCUT\n- * (WITH [161]\n", "my.verbs.txt, line 3: the pattern"),
        ("--- CUT [120 ---\nCUT\n", "my.verbs.txt, line 1"),
        ("--- CUT [120] ---\nCUT {CUTS\n", "my.verbs.txt, line 2"),
        ("&A\n+&B\n\n&B\n+&A\n\n--- CUT [120] ---\nCUT\n- * &A [161]\n", "hold themselves"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(CodebookError) as caught:
        written(tmp_path, text)
    assert told in str(caught.value)


def test_what_petrarch_skips_is_skipped_and_told(tmp_path: Path) -> None:
    listed = written(tmp_path, "--- CUT [120] ---\nCUT\n* (TO SIZE) [110]\n- * &LOST [161]\n\n~ a (a b CUT) SAY = a b 130\n")
    assert [p.code.there for p in only(listed, "cut").patterns] == ["161"]
    assert [note.partition(": ")[0] for note in notes_on(tmp_path)] == [f"my.verbs.txt, line {n}" for n in (3, 4, 6)]


def test_comments_may_stand_anywhere_but_in_a_code(tmp_path: Path) -> None:
    assert only(written(tmp_path, "<!-- mine -->\n--- CUT [###] ---  # well\nCUT # [1]\n"), "cut").code == VerbCode("###")
