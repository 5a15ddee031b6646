"""PETRARCH's actor and agent lists: who is coded how, on which day, and what a list must not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.petrarch import Agent, Dictionary, Discard, compose
from dragoman.codebook.petrarch_files import notes_on, read_dictionary
from dragoman.core.errors import CodebookError

LISTS = Path(__file__).parent / "petrarch"


@pytest.fixture(scope="module")
def lists() -> Dictionary:
    found = read_dictionary(LISTS)
    assert found is not None
    return found


def code(lists: Dictionary, name: str, day: str | None = "2012-05-01") -> str | None:
    actor = lists.actor(name.split())
    return actor.code_on(day) if actor else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Norland", "XNO"),
        ("NORLAND", "XNO"),
        ("Harbour City", "XNO"),
        ("Norlander", None),
        ("Estavian", "XES"),
        ("Kars", "XKA"),
        ("Karsians", None),
        ("Vesperians", "XVE"),
        ("Twin Isles", "XT1/XT2"),
        ("norland", None),
        ("Nowhere", None),
        ("League of Isles", "IGOISL"),
        ("Lost Tribe", None),
    ],
)
def test_names_synonyms_and_stems_are_found_and_nothing_else(lists: Dictionary, name: str, expected: str | None) -> None:
    assert code(lists, name) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2009-12-31", "XNOOPP"), ("2010-01-01", "XNOGOV"), ("2014-12-31", "XNOGOV"), ("2015-01-01", "XNOELI"), (None, "XNOELI")],
)
def test_a_dated_code_is_that_of_the_day_of_the_text(lists: Dictionary, day: str | None, expected: str) -> None:
    assert code(lists, "Ana Vel", day) == code(lists, "Premier Vel", day) == expected


def test_a_code_without_dates_holds_where_no_dated_one_does(tmp_path: Path) -> None:
    (tmp_path / "my.actors.txt").write_text("VEL [XNO]\n\t[XNOMIL <100101]\n", encoding="utf-8")
    own = read_dictionary(tmp_path)
    assert own is not None
    assert (code(own, "Vel", "2009-01-01"), code(own, "Vel", "2011-01-01")) == ("XNOMIL", "XNO")


@pytest.mark.parametrize("words", ["minister", "Ministers", "guardsmen", "deputies", "congressman", "congresswomen", "police"])
def test_agents_are_known_in_both_numbers_and_by_their_markers(lists: Dictionary, words: str) -> None:
    assert lists.agent(words.split()) is not None


def test_the_longest_entry_counts_and_none_inside_another(lists: Dictionary) -> None:
    found = lists.found_in(["the", "Norlandic", "foreign", "minister"])
    assert [(at, hit.code if isinstance(hit, Agent) else hit.name) for at, hit in found] == [(1, "Norland"), (2, "GOVFRM")]


@pytest.mark.parametrize(
    ("actor", "agents", "expected"),
    [
        ("XNO", [Agent("GOV")], "XNOGOV"),
        ("XNOGOV", [Agent("GOV")], "XNOGOV"),
        ("XNO", [Agent("NGO", before=True), Agent("MED")], "NGOXNOMED"),
        (None, [Agent("GOV")], "---GOV"),
        ("XNO", [], "XNO"),
        (None, [], None),
    ],
)
def test_actor_and_agents_run_together(actor: str | None, agents: list[Agent], expected: str | None) -> None:
    assert compose(actor, agents) == expected


@pytest.mark.parametrize(
    ("file", "text", "part"),
    [
        ("a.actors.txt", "NORLAND [XNO\n", "line 1"),
        ("a.actors.txt", "# one\nNORLAND [XNO <2010]\n", "line 2"),
        ("a.actors.txt", "NORLAND [XNO 20101301-20111231]\n", "20101301"),
        ("a.actors.txt", "+NORLANDIC\n", "before any actor"),
        ("a.agents.txt", "MINISTER\n", "has no code"),
        ("a.agents.txt", "MINISTER {MINISTERS [~GOV]\n", "brace"),
        ("a.agents.txt", "CONGRESS!PERSON! [~LEG]\n", "marker"),
    ],
)
def test_a_list_that_cannot_be_read_is_told_with_file_and_line(tmp_path: Path, file: str, text: str, part: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"a\.") as told:
        load_codebook(tmp_path)
    assert file in told.value.message
    assert part in told.value.message


def test_issues_are_not_read_and_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "my.actors.txt").write_text("NORLAND [XNO]\nLOST_TRIBE\n", encoding="utf-8")
    (tmp_path / "my.issues.txt").write_text("TAX\n", encoding="utf-8")
    notes = notes_on(tmp_path)
    assert any("my.issues.txt" in note for note in notes)
    assert any("LOST TRIBE" in note and "line 2" in note for note in notes)


def test_words_discard_sentences_or_whole_texts(tmp_path: Path) -> None:
    (tmp_path / "my.actors.txt").write_text("NORLAND [XNO]\n", encoding="utf-8")
    (tmp_path / "my.discards.txt").write_text("ROWING_CUP  # 2012\n+regatta\n", encoding="utf-8")
    own = read_dictionary(tmp_path)
    assert own is not None
    assert own.discards == (Discard(("REGATTA",), story=True), Discard(("ROWING", "CUP")))


def test_of_two_lists_the_later_by_name_wins(tmp_path: Path) -> None:
    (tmp_path / "a.actors.txt").write_text("NORLAND [AAA]\n", encoding="utf-8")
    (tmp_path / "b.actors.txt").write_text("NORLAND [BBB]\n", encoding="utf-8")
    own = read_dictionary(tmp_path)
    assert own is not None
    assert code(own, "Norland") == "BBB"


def test_a_folder_without_such_lists_has_none(tmp_path: Path) -> None:
    assert read_dictionary(tmp_path) is None
    assert notes_on(tmp_path) == notes_on(None) == ()


def test_another_list_is_another_codebook(tmp_path: Path) -> None:
    lines = tmp_path / "my.actors.txt"
    digests = set()
    for text in ("NORLAND [XNO]\n", "NORLAND [XXX]\n"):
        lines.write_text(text, encoding="utf-8")
        load_codebook.cache_clear()
        digests.add(load_codebook(tmp_path).digest)
    assert len(digests) == 2
