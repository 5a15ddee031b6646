"""Yields proof that the codebook finds its types, modes, codes and words, and tells where they stand."""

from __future__ import annotations

from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.codebook.catalogue import find, search
from dragoman.codebook.entries import Entries
from dragoman.codebook.load import FOLDER

CODEBOOK, ENTRIES = load_codebook(), Entries([FOLDER])


def line(where: str) -> str:
    """The line of a file of the codebook, and the one behind it, that a place names."""
    file, _, number = where.partition(":")
    return " ".join((FOLDER / file).read_text(encoding="utf-8").splitlines()[int(number) - 1 :][:2])


def test_a_type_brings_its_codes_and_triggers() -> None:
    found = find(CODEBOOK, ENTRIES, "sanction")
    assert [kind.name for kind in found.types] == ["SANCTION"]
    assert len(found.triggers) == len(CODEBOOK.types["SANCTION"].triggers)
    assert "163" in {row.code for row in found.codes}


def test_a_mode_brings_every_type_that_has_it() -> None:
    assert [kind.name for kind, _ in find(CODEBOOK, ENTRIES, "expel").modes] == ["SANCTION", "THREATEN"]


def test_the_beginning_of_a_code_brings_all_below() -> None:
    assert [row.code for row in find(CODEBOOK, ENTRIES, "084").codes] == ["084", "0841", "0842"]


def test_a_context_brings_its_words() -> None:
    assert find(CODEBOOK, ENTRIES, "cyber").contexts[0][0] == "cyber"


def test_every_trigger_stands_on_the_line_that_is_told() -> None:
    for kind in CODEBOOK.types.values():
        for trigger, entry in zip(kind.triggers, ENTRIES.of_type(kind.name, "triggers"), strict=True):
            assert f"{trigger.pos}:" in line(entry.where), entry.where


def test_a_list_over_two_lines_is_told_as_one() -> None:
    assert not [p.text for p in find(CODEBOOK, ENTRIES, "reject").triggers if ",; " in p.text]


def test_words_are_found_by_how_they_begin_in_all_lists() -> None:
    hits = list(search(CODEBOOK, ENTRIES, ["expel"]))
    assert {"type", "mode", "trigger", "example"} <= {hit.kind for hit in hits}
    assert all("expel" in (hit.text + hit.name).lower() or hit.kind == "trigger" for hit in hits)


def test_all_words_must_be_there() -> None:
    assert list(search(CODEBOOK, ENTRIES, ["expel", "marzipan"])) == []


def test_a_class_is_found_by_a_word_in_it() -> None:
    assert ("class", "envoy") in {(hit.kind, hit.name) for hit in search(CODEBOOK, ENTRIES, ["nuncio"])}


def test_entries_of_an_overlay_are_told_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "AID.yaml").write_text("type: AID\ntriggers:\n  en:\n    - {verb: [befriendify]}\n", encoding="utf-8")
    (hit,) = [h for h in search(load_codebook(tmp_path), Entries([FOLDER, tmp_path]), ["befriendify"]) if h.kind == "trigger"]
    assert hit.where == f"{tmp_path}/events/AID.yaml:4"
