"""State and sector of who is named or described in a text: by the words told, else by the office held on the day of the text."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.actors import ActorCoder
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import EntityMention
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
PEOPLE = """name,aliases,country,sector,title,body,since,until
Aron Veldmark,,XNO,GOV,Foreign Minister,,2029-04,2031-06-30
Seven Rivers Front,,XVE,REB,,,2001,2030
Seven Rivers Front,,XVE,GOV,,,2031,
"""
BODIES = "name,kind,aliases,acronyms,country,sector,ids\nSeven Rivers Front,organisation,,,XVE,REB,\n"
Find = Callable[[str, str, str | None], EntityMention]


@pytest.fixture(scope="module")
def with_people(tmp_path_factory: pytest.TempPathFactory) -> Codebook:
    folder = tmp_path_factory.mktemp("codebook")
    shutil.copytree(OVERLAY / "gazetteer", folder / "gazetteer")
    (folder / "gazetteer" / "officials").mkdir()
    (folder / "gazetteer" / "officials" / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "gazetteer" / "organisations.csv").write_text(BODIES, encoding="utf-8")
    return load_codebook(folder)


@pytest.fixture(scope="module")
def find(english: LoadedModel, with_people: Codebook) -> Find:
    """The mention of some words in a text published on a day."""

    def run(text: str, words: str, day: str | None) -> EntityMention:
        document = Document(document_id(text.encode()), text, "0" * 64, "test", published=Published(day, "metadata", 1.0) if day else None)
        (annotated,) = annotate([document], english.nlp, with_people)
        return next(m for m in extract(annotated, with_people).entities if m.text == words)

    return run


@pytest.mark.parametrize(("day", "sector"), [("2031-03-10", "GOV"), ("2033-01-01", "ELI"), (None, None)])
def test_a_minister_named_bare_has_the_state_and_sector_of_the_office_on_the_day(find: Find, day: str | None, sector: str | None) -> None:
    found = find("Aron Veldmark accused Estavia of piracy on Monday.", "Aron Veldmark", day)
    assert (found.country, found.sector) == ("XNO", sector)


def test_what_the_text_tells_of_a_person_wins_over_the_office(find: Find) -> None:
    found = find("The Karsian boxer Aron Veldmark arrived in Port Sarn. Aron Veldmark met the mayor.", "Aron Veldmark", "2031-03-10")
    assert found.country == "XKA"
    assert found.sector != "GOV"


def test_a_leader_is_one_and_the_same_under_his_surname_and_in_full(find: Find) -> None:
    bare = find("Veldmark accused Estavia of piracy on Monday.", "Veldmark", "2031-03-10")
    full = find("Aron Veldmark accused Estavia of piracy on Monday.", "Aron Veldmark", "2031-03-10")
    assert (bare.country, bare.sector, bare.name) == ("XNO", "GOV", "Veldmark")
    assert (full.name, full.key) == ("Aron Veldmark", bare.key)


def test_one_who_is_listed_by_title_and_name_is_known_by_both(find: Find) -> None:
    assert find("Pope Francis urged Norland to end the war.", "Francis", "2020-03-10").country == "VAT"
    assert find("Sailor Francis urged Norland to end the war.", "Sailor Francis", "2020-03-10").country != "VAT"


def test_a_surname_alone_is_nobody_when_its_bearer_has_left_office(find: Find) -> None:
    found = find("Veldmark accused Estavia of piracy on Monday.", "Veldmark", "2033-01-01")
    assert (found.country, found.sector, found.key) == (None, None, None)


def test_a_surname_is_that_of_whoever_the_text_names_with_it(find: Find) -> None:
    found = find("The baker Ilka Veldmark opened a shop. Veldmark thanked the town.", "Veldmark", "2031-03-10")
    assert found.key is None
    assert found.sector != "GOV"


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("A group of masked gunmen stopped the bus.", "A group", "UAF"),
        ("Masked gunmen stopped the bus.", "Masked gunmen", "UAF"),
        ("Two farmers blocked the road.", "Two farmers", "AGR"),
        ("The riot police cleared the square.", "The riot police", "COP"),
        ("A former minister left Norland.", "A former minister", "ELI"),
    ],
)
def test_a_description_has_one_sector_in_a_text_and_as_a_phrase(find: Find, with_people: Codebook, text: str, words: str, sector: str) -> None:
    whole = "a group of masked gunmen" if words == "A group" else words
    assert find(text, words, "2031-03-10").sector == ActorCoder(with_people).code(whole).sector == sector


def test_a_description_has_the_sector_of_its_own_words(find: Find) -> None:
    assert find("Estavian farmers blocked the road to Port Sarn.", "Estavian farmers", "2031-03-10").sector == "AGR"


@pytest.mark.parametrize(("day", "sector"), [("2029-03-10", "REB"), ("2032-01-01", "GOV")])
def test_rebels_that_came_to_govern_are_what_they_are_on_the_day(find: Find, day: str, sector: str) -> None:
    assert find("The Seven Rivers Front accused Estavia of piracy.", "Seven Rivers Front", day).sector == sector
