"""Yields proof that entries of lists are found for those they name, and that likeness alone never makes one person of two."""

from dataclasses import replace

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN
from dragoman.core.listed import Listed, Post
from dragoman.core.mentions import EntityMention, Judgement
from dragoman.core.records import Entity, Role
from dragoman.resolve.lists import with_matches


def named(name: str, kind: str = "person", country: str | None = None, **more: object) -> Entity:
    mention = EntityMention(f"nm-{name}", "d-1", 0, len(name), name, kind, "name", name, f"nm-{name}", 0)
    return replace(Entity(f"n-{name}", kind, name, (), country, None, {}, (mention,)), **more)  # type: ignore[arg-type]


def entry(name: str, kind: str = "person", key: str = "e-1", **more: object) -> Listed:
    return replace(Listed("made-up", key, kind, name), **more)  # type: ignore[arg-type]


def matched(entity: Entity, *entries: Listed, judgements: tuple[Judgement, ...] = ()) -> Entity:
    (found,) = with_matches([entity], entries, judgements, load_codebook())
    return found


def states(entity: Entity) -> list[str]:
    return [match.state for match in entity.matches]


def test_another_spelling_of_a_full_name_is_the_same() -> None:
    found = matched(named("Ayxan Hacızadə"), entry("Aykhan Hajizade", countries=("AZE",), sector="GOV"))
    assert states(found) == ["same"]
    assert (found.country, found.sector) == ("AZE", "GOV")


def test_what_the_texts_tell_of_country_is_kept() -> None:
    found = matched(named("Ada Orlan", country="FRA"), entry("Ada Orlan", countries=("FRA", "ITA"), ids={"wikidata": "Q1"}))
    assert (found.country, found.ids) == ("FRA", {"wikidata": "Q1"})


def test_a_namesake_of_another_state_is_only_possible() -> None:
    found = matched(named("Ada Orlan", country="FRA"), entry("Ada Orlan", countries=("ITA",), sector="CRM"))
    assert states(found) in ([], ["possible"])
    assert found.sector is None


def test_a_surname_alone_is_looked_up_in_no_list() -> None:
    assert matched(named("Orlan"), entry("Ada Orlan"), entry("Orlan", key="e-2")).matches == ()


def test_two_entries_that_are_equally_near_are_both_only_possible() -> None:
    assert states(matched(named("Ada Orlan"), entry("Ada Orlan"), entry("Ada Orlan", key="e-2"))) == ["possible", "possible"]


def test_an_office_in_both_tells_two_namesakes_apart() -> None:
    role = Role("harbour master", None, None, UNKNOWN, UNKNOWN, ())
    found = matched(named("Ada Orlan", roles=(role,)), entry("Ada Orlan"), entry("Ada Orlan", key="e-2", posts=(Post("Harbour Master of Northport"),)))
    assert [(m.entry.id, m.state) for m in found.matches] == [("e-2", "same"), ("e-1", "possible")]


@pytest.mark.parametrize(
    ("told", "listed", "same"),
    [
        ("Norland Shipping Company", "NORLAND SHIPPING CO. LTD", True),
        ("Rosneft", "ROSNEFT OAO", True),
        ("Norland Shipping Company", "Norland Airways Company", False),
        ("Bank of Norland", "Bank of Estavia", False),
    ],
)
def test_bodies_are_compared_by_words_without_their_legal_form(told: str, listed: str, same: bool) -> None:
    assert bool(matched(named(told, "organisation"), entry(listed, "organisation")).matches) is same


def test_a_company_is_no_person() -> None:
    assert matched(named("Ada Orlan", "organisation"), entry("Ada Orlan")).matches == ()


def said(verdict: str, undone_by: str | None = None) -> Judgement:
    return Judgement("j-1", ("nm-Ada Orlan", "list:made-up/e-1"), verdict, "reviewer", "2025-01-01T00:00:00", undone_by=undone_by)


def test_a_person_who_says_different_is_obeyed() -> None:
    assert matched(named("Ada Orlan"), entry("Ada Orlan"), judgements=(said("different"),)).matches == ()
    assert states(matched(named("Ada Orlan"), entry("Ada Orlan"), judgements=(said("different", "j-2"),))) == ["same"]


def test_a_person_who_says_same_is_obeyed() -> None:
    found = matched(named("Ada Orlan", country="FRA"), entry("Ada Orlan", countries=("ITA",)), judgements=(said("same"),))
    assert states(found) == ["same"]


def test_without_lists_nothing_changes() -> None:
    entity = named("Ada Orlan")
    assert matched(entity) == entity
