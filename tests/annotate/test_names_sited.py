"""Which place a place name of a whole document means in the main flow: the traps of names that several states share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.documents import Annotated, Name

Read = Callable[..., Annotated]


def called(annotated: Annotated, name: str) -> list[tuple[str, str | None, str | None]]:
    """(kind, key, country) of each mention; the dateline in capitals counts too."""
    return sorted({(n.kind, n.key, n.country) for n in annotated.names if n.text.upper() == name.upper() and n.form != "metonym"})


@pytest.mark.parametrize(
    ("text", "name", "kind", "key", "country"),
    [
        (
            "Georgia counted votes on Monday, officials in Savannah and Macon said. Clerks from Alabama came to Georgia.",
            "Georgia",
            "place",
            "Georgia (US state)",
            "USA",
        ),
        ("Georgia signed a treaty with Armenia. Officials in Tbilisi said that Georgia would open a bridge.", "Georgia", "state", "Georgia", "GEO"),
        ("JORDAN, Minnesota - A library opened in Jordan on Monday. Guests came from Minneapolis.", "Jordan", "place", "Jordan, Minnesota", "USA"),
        ("Jordan closed its border with Syria on Monday, officials in Amman said.", "Jordan", "state", "Jordan", "JOR"),
        ("Ferries in Washington stopped. Crews from Spokane, Tacoma and Olympia were sent to Seattle.", "Washington", "place", "Washington State", "USA"),
        ("Officials in Washington said that the embassy of Norway would stay open.", "Washington", "place", "Washington", "USA"),
        ("Congo signed an accord with Gabon, the ministry in Brazzaville said.", "Congo", "state", "Republic of the Congo", "COG"),
        ("Congo signed an accord with Rwanda, the ministry in Kinshasa said.", "Congo", "state", "Democratic Republic of the Congo", "COD"),
        ("LONDON, Ontario - A bridge in London was closed. Drivers from Toronto waited.", "London", "place", "London, Ontario", "CAN"),
        ("LONDON - A bridge in London was closed, Britain said.", "London", "place", "London", "GBR"),
        ("Lebanon sent soldiers to Tripoli. The road from Tripoli to Beirut and Sidon was closed.", "Tripoli", "place", "Tripoli, Lebanon", "LBN"),
        ("Libya opened a road from Tripoli to Benghazi. Crowds gathered in Tripoli.", "Tripoli", "place", "Tripoli", "LBY"),
        ("Pakistan opened a mill in Hyderabad. Workers came from Karachi.", "Hyderabad", "place", "Hyderabad, Pakistan", "PAK"),
        ("India opened a mill in Hyderabad. Workers came from Mumbai.", "Hyderabad", "place", "Hyderabad", "IND"),
        ("Cuba opened a mill in Santiago. Workers came from Havana and Holguin.", "Santiago", "place", "Santiago de Cuba", "CUB"),
        ("Chile opened a mill in Santiago. Workers came from Valparaiso.", "Santiago", "place", "Santiago", "CHL"),
        ("Spain opened a mill in Cordoba. Workers came from Seville and Granada.", "Cordoba", "place", "Córdoba, Spain", "ESP"),
        ("Argentina opened a mill in Cordoba. Workers came from Mendoza.", "Cordoba", "place", "Córdoba", "ARG"),
        ("A bridge in San Jose was closed. Drivers from Oakland and Fremont in California waited.", "San Jose", "place", "San Jose, California", "USA"),
        ("Costa Rica closed a bridge in San Jose. Drivers from Cartago waited.", "San Jose", "place", "San José", "CRI"),
        ("A bridge in Paris was closed. Drivers from Dallas and Tyler in Texas waited.", "Paris", "place", "Paris, Texas", "USA"),
        ("A bridge in Paris was closed, France said.", "Paris", "place", "Paris", "FRA"),
        ("Spain closed a bridge in Guadalajara. Drivers from Madrid waited.", "Guadalajara", "place", "Guadalajara, Spain", "ESP"),
        ("A bridge in Birmingham, Alabama, was closed. Drivers from Montgomery came to Birmingham.", "Birmingham", "place", "Birmingham, Alabama", "USA"),
        ("Britain closed a bridge in Birmingham. Drivers from Leeds and Coventry waited.", "Birmingham", "place", "Birmingham", "GBR"),
    ],
)
def test_the_places_of_a_document_decide_together(read: Read, text: str, name: str, kind: str, key: str, country: str) -> None:
    assert called(read(text), name) == [(kind, key, country)]


def test_a_capital_of_another_state_is_no_government(read: Read) -> None:
    annotated = read("A bridge in San Jose was closed. Drivers from Oakland and Fremont waited. San Jose said that it would reopen.")
    assert {n.country for n in annotated.names if n.text == "San Jose"} == {"USA"}


def test_a_town_is_none_of_its_namesakes_where_the_text_puts_it_elsewhere(read: Read) -> None:
    annotated = read("A tram stopped in Springfield, Norway, on Monday. Nobody in Springfield was hurt.")
    assert {n.country for n in annotated.names if n.text == "Springfield"} == {"NOR"}


def test_names_keep_their_number_and_order(read: Read) -> None:
    names: tuple[Name, ...] = read("Norway and Peru met in Oslo. Envoys from Lima came to Oslo.").names
    assert [n.text for n in names] == ["Norway", "Peru", "Oslo", "Lima", "Oslo"]
