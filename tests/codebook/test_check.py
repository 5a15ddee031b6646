"""Yields proof that what is wrong in the files of a codebook is found, all of it, with where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.check import Problem, check_files, check_meaning
from dragoman.codebook.entries import Entries
from dragoman.codebook.load import FOLDER


def overlay(folder: Path, text: str, path: str = "events/SANCTION.yaml") -> Path:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, encoding="utf-8")
    return folder


def trigger(words: str) -> str:
    """A file that adds one trigger, on line 4."""
    return f"type: SANCTION\ntriggers:\n  en:\n    - {{{words}}}\n"


def meaning(folder: Path) -> list[Problem]:
    entries = Entries([FOLDER, folder])
    return [p for p in check_meaning(load_codebook(folder), entries) if p.severity == "error" and p.where.startswith(str(folder))]


def test_the_shipped_files_are_in_order() -> None:
    assert check_files(None) == []
    assert [p for p in check_meaning(load_codebook(), Entries([FOLDER])) if p.severity == "error"] == []


def test_every_wrong_entry_of_a_file_is_told_with_its_line(tmp_path: Path) -> None:
    text = trigger("verb: [blackball], whith: {}") + "    - {verb: [spurn], with: {object: ['@planets']}}\nexamples:\n  - {txt: 'No text.'}\n"
    found = check_files(overlay(tmp_path, text))
    assert [p.where for p in found] == [f"{tmp_path}/events/SANCTION.yaml:{line}" for line in (4, 5, 7)]
    assert "'whith'" in found[0].message
    assert "@planets" in found[1].message


def test_a_file_that_is_no_yaml_is_told_with_the_line_where_it_ends_to_be_one(tmp_path: Path) -> None:
    (problem,) = check_files(overlay(tmp_path, "type: SANCTION\nmodes: {expel: [}\n"))
    assert problem.where == f"{tmp_path}/events/SANCTION.yaml:2"


def test_a_list_that_is_none_is_told(tmp_path: Path) -> None:
    (problem,) = check_files(overlay(tmp_path, "type: SANCTION\nexamples: some\n"))
    assert problem.message == "examples must be a list"


def test_a_file_that_nothing_reads_is_a_hint(tmp_path: Path) -> None:
    (problem,) = check_files(overlay(tmp_path, "type: SANCTION\n", "event/SANCTION.yaml"))
    assert (problem.severity, problem.where) == ("hint", str(tmp_path / "event/SANCTION.yaml"))


def test_a_code_that_is_none_is_told(tmp_path: Path) -> None:
    (problem,) = check_files(overlay(tmp_path, '"17x": {title: "coercion", type: COERCE}\n', "crosswalks/cameo.yaml"))
    assert "three or four digits" in problem.message


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("verb: [blackball], mode: shun", "no mode 'shun'"),
        ("verb: [blackball], contexts: [gossip]", "no context 'gossip'"),
        ("verb: [blackball], with: {object: ['kind:planet']}", "no kind of entity 'planet'"),
        ("verb: [blackball], priority: 20", "priority lies between"),
    ],
)
def test_what_a_trigger_cannot_mean_is_told(tmp_path: Path, words: str, said: str) -> None:
    (problem,) = meaning(overlay(tmp_path, trigger(words)))
    assert said in problem.message
    assert problem.where == f"{tmp_path}/events/SANCTION.yaml:4"


def test_a_word_claimed_twice_under_the_same_conditions_is_told_with_both_places(tmp_path: Path) -> None:
    (problem,) = meaning(overlay(tmp_path, trigger("verb: [blackball], priority: 3") + "    - {verb: [blackball, spurn], mode: expel, priority: 3}\n"))
    assert "'blackball'" in problem.message
    assert problem.message.count("SANCTION.yaml:4") == 1
    assert problem.where.endswith("SANCTION.yaml:5")


def test_a_word_may_stand_twice_under_other_conditions(tmp_path: Path) -> None:
    assert (
        meaning(overlay(tmp_path, trigger("verb: [blackball], priority: 3") + "    - {verb: [blackball], with: {object: ['kind:state']}, priority: 3}\n")) == []
    )


def test_a_new_type_needs_a_definition_a_quad_and_a_score(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "type: GOSSIP\nontology: PLOVER\nquad: 5\nmodes: {loud: {score: 12}}\n", "events/GOSSIP.yaml")
    said = " ".join(p.message for p in check_meaning(load_codebook(folder), Entries([FOLDER, folder])) if p.where == "events/GOSSIP.yaml")
    assert "no definition" in said
    assert "quad from 1 to 4" in said
    assert "score of mode loud" in said


def test_a_code_without_a_goldstein_value_is_told(tmp_path: Path) -> None:
    folder = overlay(tmp_path, trigger('verb: [blackball], cameo: "299"'))
    said = [p.message for p in check_meaning(load_codebook(folder), Entries([FOLDER, folder]))]
    assert any("299" in message and "no Goldstein value" in message for message in said)
