"""Namesakes, relatives and homonyms stay two through the whole flow; variants of one stay one. Every third pair of reports was kept out of tuning."""

from __future__ import annotations

import pytest

from dragoman.core.records import Entity
from dragoman.resolve.entities import EntityResolution
from tests.resolve.conftest import Read


def bearing(found: EntityResolution, *names: str) -> list[Entity]:
    """Entities that are called so somewhere."""
    return [e for e in found.entities if {e.name, *(m.text for m in e.mentions if m.form in {"name", "acronym", "alias"})} & set(names)]


TWO = [
    (
        "other given name",
        "Norlandic minister Tomas Keller spoke on Monday.",
        "Norlandic minister Lukas Keller spoke on Friday.",
        ("Tomas Keller", "Lukas Keller"),
    ),
    ("near surname", "Norlandic minister Tomas Keller spoke.", "Norlandic minister Tomas Kessler spoke.", ("Tomas Keller", "Tomas Kessler")),
    ("two foreign ministers", "Norlandic Foreign Minister Tomas Keller flew home.", "Estavian Foreign Minister Tomas Keller flew home.", ("Tomas Keller",)),
    ("two states", "Karsian banker Tomas Keller resigned.", "Vesperian judge Tomas Keller resigned.", ("Tomas Keller",)),
    ("she and he", "Spokeswoman Robin Keller met reporters. She smiled.", "Spokesman Robin Keller met reporters. He smiled.", ("Robin Keller",)),
    ("ages", "Tomas Keller, 71, was released in Norland.", "Tomas Keller, 34, was released in Norland.", ("Tomas Keller",)),
    ("births", "Tomas Keller, born in 1950, wrote to Norland.", "Tomas Keller was born in Norland in 1988.", ("Tomas Keller",)),
    ("deaths", "Tomas Keller died in 1999 in Norland.", "Tomas Keller died in 2024 in Norland.", ("Tomas Keller",)),
    ("a term after death", "Tomas Keller died in 2005 in Norland.", "Tomas Keller has been president of Norland since 2019.", ("Tomas Keller",)),
    (
        "an act after death",
        "Tomas Keller died in 2005 in Norland.",
        "Norlandic minister Tomas Keller signed a treaty with Estavia on 3 March 2031.",
        ("Tomas Keller",),
    ),
    ("years of a life", "Tomas Keller (1921-1999) ruled Norland.", "Tomas Keller (1966-2021) ruled Norland.", ("Tomas Keller",)),
    ("grandson", "Tomas Keller, the grandson of former prime minister Tomas Keller, was arrested.", "A storm hit Estavia.", ("Tomas Keller",)),
    ("father", "Marek Keller, the father of Tomas Keller, was arrested.", "Tomas Keller thanked Norland.", ("Marek Keller", "Tomas Keller")),
    (
        "generations",
        "Tomas Keller Sr. bought the mine in Norland.",
        "Tomas Keller Jr. sold the mine in Norland.",
        ("Tomas Keller", "Tomas Keller Sr", "Tomas Keller Sr.", "Tomas Keller Jr."),
    ),
]
ONE = [
    ("a former office", "Tomas Keller was minister of Norland until 2010.", "Tomas Keller has been president of Norland since 2020.", ("Tomas Keller",)),
    ("two terms", "Tomas Keller was president of Norland until 2010.", "Tomas Keller has been president of Norland since 2020.", ("Tomas Keller",)),
    ("ages of two years", "Tomas Keller, 54, was released in Norland.", "Tomas Keller, born in 1976, wrote to Norland.", ("Tomas Keller",)),
    ("a spelling", "Norlandic minister Tomas Keller spoke.", "Norlandic minister Tomaš Keller spoke on Friday.", ("Tomas Keller", "Tomaš Keller")),
    ("an initial", "Norlandic minister Tomas Keller spoke.", "Norlandic minister T. Keller spoke on Friday.", ("Tomas Keller", "T. Keller")),
    ("a surname with the title", "Norlandic Foreign Minister Tomas Keller spoke.", "Norlandic Foreign Minister Keller spoke.", ("Tomas Keller", "Keller")),
]


@pytest.mark.parametrize(("case", "one", "other", "names"), TWO)
def test_two_persons_are_not_made_one(read: Read, case: str, one: str, other: str, names: tuple[str, ...]) -> None:
    assert len(bearing(read(one, other), *names)) == 2, case


@pytest.mark.parametrize(("case", "one", "other", "names"), ONE)
def test_one_person_stays_one(read: Read, case: str, one: str, other: str, names: tuple[str, ...]) -> None:
    assert len(bearing(read(one, other), *names)) == 1, case


def test_an_acronym_of_two_names_is_two_bodies(read: Read) -> None:
    found = read("The Association of Port Authorities (APA) sued Norland. APA won.", "The Alliance of Press Agencies (APA) met in Norland. APA lost.")
    assert len(bearing(found, "APA")) == 2


def test_an_acronym_alone_is_neither_of_two_that_bear_it(read: Read) -> None:
    found = read("The Association of Port Authorities (APA) sued Norland.", "The Alliance of Press Agencies (APA) met in Norland.", "APA reported a fire.")
    assert len(bearing(found, "APA")) == 3


def test_an_acronym_of_one_name_is_that_body(read: Read) -> None:
    found = read("The Velga Basin Alliance (VBA) met in Norland.", "VBA officials warned Norland of floods.")
    assert len(bearing(found, "VBA")) == 1


def test_a_president_is_not_the_minister_of_his_name(read: Read) -> None:
    found = read("Norlandic President Tomas Keller spoke.", "Norlandic Foreign Minister Lukas Keller spoke.", "Norlandic Foreign Minister Keller left.")
    (minister,) = bearing(found, "Lukas Keller")
    assert {m.text for m in minister.mentions if m.form == "name"} == {"Lukas Keller", "Keller"}


def test_agencies_of_two_states_with_one_acronym_are_two(read: Read) -> None:
    found = read("The Azeri Press Agency (APA) reported a fire in Baku. APA gave no details.", "The Austria Press Agency (APA) reported a flood in Vienna.")
    assert len(bearing(found, "APA", "Azeri Press Agency", "Austria Press Agency")) == 2
