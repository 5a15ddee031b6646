"""Names: what the gazetteer lists, what print marks, one kind per name, and seats that stand for governments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.documents import Annotated, Name

Read = Callable[..., Annotated]


def named(read: Read, text: str, words: str) -> list[Name]:
    return [name for name in read(text).names if name.text == words]


def only(read: Read, text: str, words: str) -> Name:
    found = named(read, text, words)
    assert len(found) == 1, [name.text for name in read(text).names]
    return found[0]


def test_a_first_name_is_no_state(read: Read) -> None:
    text = "Chad Smith met Michael Jordan before he left for Chad."
    assert [(n.text, n.kind) for n in read(text).names] == [("Chad Smith", "person"), ("Michael Jordan", "person"), ("Chad", "state")]


def test_a_pronoun_is_no_state(read: Read) -> None:
    assert [n.text for n in read("They told us that the US would not help us.").names] == ["US"]


def test_neighbours_with_like_names_stay_apart(read: Read) -> None:
    names = read("Soldiers from Niger and traders from Nigeria met a Nigerien general.").names
    assert [n.country for n in names] == ["NER", "NGA", "NER"]


def test_the_city_before_it_tells_which_georgia(read: Read) -> None:
    names = read("A storm hit Savannah, Georgia. Georgia and Norway signed a treaty.").names
    assert [(n.kind, n.country) for n in names if n.text == "Georgia"] == [("place", "USA"), ("state", "GEO")]
    assert [n.country for n in names if n.text == "Savannah"] == ["USA"]


def test_the_document_tells_which_congo(read: Read) -> None:
    text = "The president of the Republic of the Congo spoke in Brazzaville. Congo will vote in March."
    assert only(read, text, "Congo").country == "COG"


@pytest.mark.parametrize(
    "text",
    [
        "Lisbon accused its neighbour of theft.",
        "Norland will sue Lisbon.",
        "Ties with Lisbon are bad.",
        "Talks between Lisbon and Karstadt failed.",
        "The note was a signal to Lisbon.",
        "They demanded an apology from Lisbon.",
        "Lisbon's decision angered them.",
        "They were warned by Lisbon.",
        "Criticism of Lisbon grew.",
    ],
)
def test_a_capital_that_acts_is_its_government(read: Read, text: str) -> None:
    name = only(read, text, "Lisbon")
    assert (name.kind, name.form, name.country, name.key) == ("state", "metonym", "PRT", "Portugal")


@pytest.mark.parametrize(
    "text",
    [
        "A bridge in Lisbon collapsed.",
        "They flew to Lisbon on Sunday.",
        "The plane flew from Lisbon to Porto.",
        "The mayor of Lisbon resigned.",
        "Flights between Lisbon and Porto stopped.",
        "Lisbon's streets were empty.",
        "The envoy left Lisbon.",
        "A Lisbon-based company closed.",
        "The bank has a Lisbon office.",
        "LISBON (Agency) -- The bank closed its doors.",
    ],
)
def test_a_capital_that_things_happen_in_is_a_place(read: Read, text: str) -> None:
    name = next(n for n in read(text).names if n.text.title() == "Lisbon")
    assert (name.kind, name.form) == ("place", "name")


def test_a_seat_of_government_acts_or_stands(read: Read) -> None:
    names = [n for n in read("The White House said no. Reporters waited outside the White House.").names if n.text == "White House"]
    assert [(n.kind, n.form) for n in names] == [("state", "metonym"), ("facility", "name")]


def test_a_side_is_the_state(read: Read) -> None:
    names = read("A note was sent to the Danish side on Monday.").names
    assert [(n.text, n.form, n.country) for n in names] == [("Danish side", "metonym", "DNK"), ("Danish", "demonym", "DNK")]


def test_a_demonym_stands_inside_the_name_of_a_ministry(read: Read) -> None:
    names = read("The Danish Foreign Ministry protested.").names
    assert [(n.text, n.kind) for n in names] == [("Danish Foreign Ministry", "organisation"), ("Danish", "state")]
    assert (names[0].country, names[0].sector) == ("DNK", "GOV")


def test_a_ministry_belongs_to_the_state_behind_it(read: Read) -> None:
    name = only(read, "The Ministry of Foreign Affairs of the Republic of Poland replied.", "Ministry of Foreign Affairs of the Republic of Poland")
    assert name.country == "POL"


def test_two_ministries_are_two_names(read: Read) -> None:
    names = read("The Ministry of Finance and the Ministry of Public Health replied.").names
    assert [n.text for n in names] == ["Ministry of Finance", "Ministry of Public Health"]


def test_a_committee_and_its_assembly_are_two_names(read: Read) -> None:
    names = read("The Committee on River Trade of the National Assembly met.").names
    assert [n.text for n in names] == ["Committee on River Trade", "National Assembly"]


def test_an_embassy_takes_in_the_state_where_it_sits(read: Read) -> None:
    name = only(read, "The Polish Embassy in the Republic of Chile closed.", "Polish Embassy in the Republic of Chile")
    assert name.country == "POL"


def test_a_treaty_is_a_law(read: Read) -> None:
    text = "They signed the Agreement on the Use of Rivers, Lakes, and Canals."
    assert only(read, text, "Agreement on the Use of Rivers, Lakes, and Canals").kind == "law"


def test_facilities_and_addresses_are_names(read: Read) -> None:
    names = read("The office moved to 12 Mill Street, near the Orlin metro station and Karst airport.").names
    assert [(n.text, n.kind) for n in names] == [
        ("12 Mill Street", "facility"),
        ("Orlin metro station", "facility"),
        ("Karst airport", "facility"),
    ]


def test_craft_and_weapons_take_their_type_words(read: Read) -> None:
    names = read("A Buk-M1 missile hit a Boeing 737-800 passenger plane; the ferry Blue Star turned back.").names
    assert [(n.text, n.kind) for n in names] == [
        ("Buk-M1 missile", "weapon"),
        ("Boeing 737-800 passenger plane", "craft"),
        ("Blue Star", "craft"),
    ]


def test_a_bracket_defines_a_short_form(read: Read) -> None:
    names = read("The Karst Aid Union (KAU) opened. Later KAU closed again.").names
    assert [(n.text, n.form) for n in names] == [("Karst Aid Union", "name"), ("KAU", "acronym"), ("KAU", "acronym")]


def test_a_quoted_name_is_a_body_where_it_is_called_one(read: Read) -> None:
    assert only(read, "They closed the organization known as “Norland House” in May.", "Norland House").kind == "organisation"


def test_a_bare_surname_is_the_person(read: Read) -> None:
    text = "Spokeswoman Dana Orlinova spoke on Monday. Orlinova added nothing. Orlinowa smiled."
    assert [(n.text, n.kind, n.form) for n in read(text).names] == [
        ("Dana Orlinova", "person", "name"),
        ("Orlinova", "person", "name"),
        ("Orlinowa", "person", "alias"),
    ]


def test_a_person_has_the_state_of_the_demonym_in_front_only(read: Read) -> None:
    text = "Danish President Karl Ostrom met Anna Lindgaard in Oslo."
    assert only(read, text, "Karl Ostrom").country == "DNK"
    assert only(read, text, "Anna Lindgaard").country is None


def test_a_town_is_a_place_wherever_it_stands(read: Read) -> None:
    text = "The plane circled over Bergen. Bergen had fog. The Bergen tower gave no leave to land."
    assert {n.kind for n in named(read, text, "Bergen")} == {"place"}


def test_a_headline_makes_no_names_of_plain_words(read: Read) -> None:
    text = "Denmark Ends Operations Of Trade Office\nDenmark closed an office."
    kept = {n.text for n in read(text, zones=[(0, 39, "heading")]).names}
    assert "Denmark Ends Operations" not in kept
    assert "Denmark" in kept


def test_dates_and_numbers_are_no_names(read: Read) -> None:
    assert not read("On Monday, 12 May 2021, about 40 people met twice.").names


def test_names_never_cross_and_equal_their_slice(read: Read) -> None:
    text = "The Council of the University of Warsaw, Poland, wrote to the Polish Ministry of Science in Warsaw about the Warsaw Convention."
    names = read(text).names
    assert all(text[n.start : n.end] == n.text for n in names)
    assert not [(a.text, b.text) for a in names for b in names if a.start < b.start < a.end < b.end]


def test_brussels_is_the_union_unless_belgium_is_spoken_of(read: Read) -> None:
    assert only(read, "The European Union met. Brussels accused the bank.", "Brussels").country == "EUR"
    assert only(read, "Brussels accused the bank.", "Brussels").country == "EUR"
    assert only(read, "The European Union met Belgium. Brussels accused the bank.", "Brussels").country == "BEL"


def test_a_short_first_word_hides_no_listed_name(read: Read) -> None:
    assert only(read, "They watched Al Jazeera and read nothing.", "Al Jazeera").country == "QAT"


def test_of_two_agencies_with_the_same_letters_the_one_of_the_state_that_is_spoken_of_is_meant(read: Read) -> None:
    assert only(read, "The agency APA reported from Vienna that Austria would pay.", "APA").country == "AUT"
    assert only(read, "APA reported it on Monday, and Azerbaijan denied it.", "APA").country == "AZE"


def test_where_one_moves_to_is_a_town_and_a_title_begins_no_name(read: Read) -> None:
    assert only(read, "The army moved its guns to Misrata on Monday.", "Misrata").kind == "place"
    assert only(read, "The troops withdrew to Bakhmut.", "Bakhmut").kind == "place"
    assert [n.text for n in read("The envoy met Kenyan Deputy Prime Minister Ann Otieno.").names if n.kind == "person"] == ["Ann Otieno"]
