"""Author and outlet as bylines name them."""

from __future__ import annotations

import pytest

from tests.ingest.reading import BODY, MORE, read, zones_of


@pytest.mark.parametrize(
    ("line", "author", "outlet"),
    [
        ("By Lena Torvik", "Lena Torvik", None),
        ("By Lena Torvik and Odd Berg |", "Lena Torvik and Odd Berg", None),
        ("By Lena Torvik, The Harbour Post, 10 March 2031", "Lena Torvik", "The Harbour Post"),
        ("By Lena Torvik, Foreign Correspondent", "Lena Torvik", None),
        ("By Meridian and Reuters |", "Meridian and Reuters", "Meridian"),
        ("By Lena Torvik and AFP", "Lena Torvik and AFP", None),
        ("By AFP", "AFP", "AFP"),
        ("Estavia Today, 11 March 2031", None, "Estavia Today"),
        ("Port Sarn, 11 March 2031", None, None),
        ("The Harbour Post | 10 March 2031, 14:20 | Review", None, "The Harbour Post"),
        ("Source: The Harbour Post", None, "The Harbour Post"),
        ("10 March", None, None),
    ],
)
def test_a_byline_names_author_and_outlet(line: str, author: str | None, outlet: str | None) -> None:
    document = read(f"Norland shuts Estavian consulate\n{line}\n{BODY}{MORE}")
    assert (document.author, document.outlet) == (author, outlet)


def test_an_agency_in_the_dateline_is_the_outlet() -> None:
    assert read("Norland shuts Estavian consulate\nPORT SARN (Reuters) - " + BODY).outlet == "Reuters"


def test_a_picture_credit_names_no_author_or_outlet() -> None:
    document = read("Norland shuts Estavian consulate\n![A gate in Port Sarn. [Odd Berg/AFP]](/a.webp)\n" + BODY)
    assert (document.author, document.outlet) == (None, None)


def test_an_outlet_name_above_the_title_is_the_outlet_not_the_title() -> None:
    document = read("The Harbour Post\nNorland shuts Estavian consulate\n" + BODY)
    assert (document.title, document.outlet) == ("Norland shuts Estavian consulate", "The Harbour Post")


def test_a_title_of_capitalised_words_stays_the_title() -> None:
    assert read("Norland Shuts Estavian News\n" + BODY).title == "Norland Shuts Estavian News"


def test_a_name_alone_under_the_title_is_the_author_before_a_date_or_a_dateline() -> None:
    for below in ("10 March 2021\n", "PORT SARN -- "):
        document = read("Norland shuts Estavian consulate\nAna Petrov\n" + below + BODY + MORE)
        assert document.author == "Ana Petrov"
        assert zones_of(document)[1] == ("byline", "Ana Petrov")


def test_a_name_alone_under_the_title_is_a_heading_before_a_paragraph() -> None:
    document = read("Norland shuts Estavian consulate\nPort Closures\n" + BODY + MORE)
    assert (document.author, zones_of(document)[1][0]) == (None, "heading")


def test_a_place_alone_under_the_title_is_no_author() -> None:
    assert read("Norland shuts Estavian consulate\nPort Sarn\nPORT SARN, 10 March 2021 -- " + BODY).author is None
