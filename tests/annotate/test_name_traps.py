"""Names that mean several things: each is read by what stands around it, and one name has one kind per document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.documents import Annotated

Read = Callable[..., Annotated]


@pytest.mark.parametrize(
    ("text", "words", "kind", "country"),
    [
        ("George Washington was tall.", "George Washington", "person", None),
        ("Paris Hilton said she would stay.", "Paris Hilton", "person", None),
        ("The Berlin Wall fell in 1989.", "Berlin Wall", "facility", "DEU"),
        ("They signed the Vienna Convention.", "Vienna Convention", "law", None),
        ("They signed the Minsk agreements.", "Minsk agreements", "law", None),
        ("The Washington Post reported it.", "The Washington Post", "organisation", "USA"),
        ("Farmers in Turkey sold their wheat.", "Turkey", "state", "TUR"),
        ("Soldiers in Mali fired on a bus from Chad.", "Mali", "state", "MLI"),
        ("The Democratic Republic of the Congo held a vote.", "Democratic Republic of the Congo", "state", "COD"),
        ("The vote in Equatorial Guinea was held.", "Equatorial Guinea", "state", "GNQ"),
        ("Traders from Guinea-Bissau came.", "Guinea-Bissau", "state", "GNB"),
        ("Police in Northern Ireland said so.", "Northern Ireland", "place", "GBR"),
        ("Police in Ireland said so.", "Ireland", "state", "IRL"),
        ("Macedonia joined the alliance.", "Macedonia", "state", "MKD"),
        ("Palestine opened an embassy.", "Palestine", "state", "PSE"),
        ("A Dominican official spoke.", "Dominican", "state", "DOM"),
        ("Dominica held a vote. A Dominican official spoke.", "Dominican", "state", "DMA"),
        ("South Korea and North Korea met.", "North Korea", "state", "PRK"),
    ],
)
def test_a_name_of_many_meanings_has_the_one_that_its_words_give_it(read: Read, text: str, words: str, kind: str, country: str | None) -> None:
    found = [(name.kind, name.country) for name in read(text).names if name.text == words]
    assert found == [(kind, country)]


def test_a_bird_and_a_dish_are_no_state(read: Read) -> None:
    assert not read("We ate turkey and chips.").names


def test_the_talks_are_named_after_the_town_that_they_are_held_in(read: Read) -> None:
    assert [(name.text, name.kind) for name in read("The Geneva talks failed.").names] == [("Geneva", "place")]


def test_a_surname_that_is_a_state_is_the_person_throughout(read: Read) -> None:
    text = "Michael Jordan spoke on Monday. Jordan said he was tired."
    assert [(name.text, name.kind) for name in read(text).names] == [("Michael Jordan", "person"), ("Jordan", "person")]


def test_a_preposition_makes_a_state_of_it_again(read: Read) -> None:
    text = "Michael Jordan left. He was last seen in Jordan. Jordan denied it."
    assert [name.kind for name in read(text).names if name.text == "Jordan"] == ["state", "state"]


def test_a_company_named_after_a_state_is_no_person(read: Read) -> None:
    assert "person" not in {name.kind for name in read("Israel Railways said no. Georgia Tech said so.").names}


def test_adjectives_of_regions_stand_for_the_region(read: Read) -> None:
    found = [(name.text, name.key, name.form) for name in read("Western envoys met Arab leaders in Europe. European envoys left.").names]
    assert found == [("Western", "West", "demonym"), ("Arab", "Arab world", "demonym"), ("Europe", "Europe", "name"), ("European", "Europe", "demonym")]


def test_a_region_inside_the_name_of_a_body_is_no_name_of_its_own(read: Read) -> None:
    assert [name.text for name in read("The Arab League and Western Digital met.").names] == ["Arab League", "Western Digital"]


def test_technical_systems_are_names(read: Read) -> None:
    names = read("The ship lost its GPS signal, for the Global Positioning System failed.").names
    assert {(name.text, name.kind, name.key) for name in names} == {("GPS", "other", "GPS"), ("Global Positioning System", "other", "GPS")}


def test_a_person_is_named_behind_the_title_and_a_comma(read: Read) -> None:
    names = read("The Polish Foreign Ministry protested. Its spokesman, Jan Kowal, was angry.").names
    assert [(name.text, name.kind) for name in names if name.kind == "person"] == [("Jan Kowal", "person")]
