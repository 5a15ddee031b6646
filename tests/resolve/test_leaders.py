"""Leaders called by surname alone are one with themselves named in full elsewhere, and nobody else."""

from __future__ import annotations

from dragoman.resolve.entities import EntityResolution
from tests.resolve.conftest import Read


def called(found: EntityResolution, word: str) -> list[list[str]]:
    """The names by which each entity goes that is called by a word."""
    every = [sorted({m.text for m in e.mentions if m.form in {"name", "alias"}}) for e in found.entities]
    return sorted(names for names in every if any(word in name.split() for name in names))


def test_a_leader_is_one_under_his_surname_and_in_full(read: Read) -> None:
    found = read("Lavrov accused Estavia of delay.", "Sergei Lavrov flew to Port Sarn.", "Norland thanked Lavrov on Friday.")
    assert called(found, "Lavrov") == [["Lavrov", "Sergei Lavrov"]]


def test_a_namesake_with_another_given_name_is_another_person(read: Read) -> None:
    found = read("Lavrov accused Estavia of delay.", "The Norlandic coach Igor Lavrov resigned. Lavrov will leave in May.")
    assert called(found, "Lavrov") == [["Igor Lavrov", "Lavrov"], ["Lavrov"]]


def test_a_leaders_wife_in_the_same_text_keeps_her_own_name(read: Read) -> None:
    found = read("Emine Erdogan opened a school in Port Sarn. Erdogan thanked the teachers.", "Erdogan accused Estavia of delay.")
    assert called(found, "Erdogan") == [["Emine Erdogan", "Erdogan"], ["Erdogan"]]
