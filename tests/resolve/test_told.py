"""What reports say in words of other names, seats and parts holds over documents; a building is never its body."""

from __future__ import annotations

import pytest

from dragoman.core.records import Entity
from dragoman.resolve.entities import EntityResolution
from tests.resolve.conftest import Read


def called(found: EntityResolution, name: str) -> Entity:
    """The entity with a mention of that name."""
    return next(e for e in found.entities if any(m.text == name and m.form != "nominal" for m in e.mentions))


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Institute, formerly the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute, formerly known as the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute (formerly Northern Fisheries Board) sued Norland.",
        "The Northern Fisheries Board, now called the Harbour Institute, sued Norland.",
        "The Northern Fisheries Board was renamed the Harbour Institute in 2029.",
        "The Harbour Institute, also called the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute, also known as the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute, previously the Northern Fisheries Board, sued Norland.",
    ],
)
def test_two_names_of_one_body_are_one(read: Read, text: str) -> None:
    found = read(text)
    entity = called(found, "Harbour Institute")
    assert entity == called(found, "Northern Fisheries Board")
    assert "alias_of" in {r.kind for r in entity.relations}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Institute and the Northern Fisheries Board sued Norland.",
        "The Harbour Institute, formerly a Northern Fisheries Board tenant, sued Norland.",
        "The Harbour Institute, part of the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute, a branch of the Northern Fisheries Board, sued Norland.",
        "The Harbour Institute of the Northern Fisheries Board sued Norland.",
        "The Harbour Institute once sued the Northern Fisheries Board.",
    ],
)
def test_two_bodies_beside_each_other_are_two(read: Read, text: str) -> None:
    found = read(text)
    assert called(found, "Harbour Institute") != called(found, "Northern Fisheries Board")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Harbour Institute, part of the Northern Fisheries Board, sued Norland.", "part_of"),
        ("The Harbour Institute, a branch of the Northern Fisheries Board, sued Norland.", "branch_of"),
        ("The Harbour Institute of the Northern Fisheries Board sued Norland.", "part_of"),
        ("The Harbour Institute was the headquarters of the Northern Fisheries Board.", "headquarters_of"),
        ("The Harbour Institute in Kirna, headquarters of the Northern Fisheries Board, burnt down.", "headquarters_of"),
    ],
)
def test_a_part_or_seat_is_tied_to_its_whole(read: Read, text: str, kind: str) -> None:
    found = read(text)
    whole = called(found, "Northern Fisheries Board")
    assert (kind, whole.id) in {(r.kind, r.to) for r in called(found, "Harbour Institute").relations}


def test_a_headquarters_is_not_the_body_that_sits_in_it(read: Read) -> None:
    found = read("Harbour House, headquarters of the Northern Fisheries Board, burnt down.", "The Northern Fisheries Board left Harbour House.")
    assert called(found, "Harbour House").id != called(found, "Northern Fisheries Board").id


def test_an_alias_told_in_one_report_holds_in_the_others(read: Read) -> None:
    found = read("Estavia's Northern Alliance, also known as Karsnet, sued Norland.", "Karsnet lost in court.", "The Northern Alliance won in court.")
    assert len({called(found, name).id for name in ("Northern Alliance", "Karsnet")}) == 1


def test_relatives_are_tied_to_each_other(read: Read) -> None:
    found = read("Marek Keller, the father of Tomas Keller, was arrested in Norland.")
    assert [(r.kind, r.to_name) for r in called(found, "Marek Keller").relations] == [("father_of", "Tomas Keller")]


def test_the_reason_of_a_told_name_is_kept(read: Read) -> None:
    entity = called(read("The Harbour Institute, formerly the Northern Fisheries Board, sued Norland."), "Harbour Institute")
    words = {m.id: m.text for m in entity.mentions}
    assert [(words[r.a], words[r.b], r.basis) for r in entity.reasons] == [("Harbour Institute", "Northern Fisheries Board", "told as known as")]
