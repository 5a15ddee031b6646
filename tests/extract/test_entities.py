"""Entity mentions: who is named, described and meant by a pronoun."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EntityMention, Extracted

Code = Callable[[str], Extracted]


def mention(drawn: Extracted, text: str) -> EntityMention:
    """The first mention with exactly these words."""
    return next(m for m in drawn.entities if m.text == text)


def chain(drawn: Extracted, text: str) -> set[str]:
    """Words of all mentions of the same one."""
    anchor = mention(drawn, text).anchor
    return {m.text for m in drawn.entities if m.anchor == anchor}


def test_every_mention_is_the_words_at_its_offsets(code: Code) -> None:
    drawn = code("The Norlandic government said its deputies had left. They returned on Monday.")
    assert all(m.text == drawn.document.text[m.start : m.end] for m in drawn.entities)
    assert {m.anchor for m in drawn.entities} <= {m.id for m in drawn.entities}


def test_a_described_government_has_the_state_of_its_demonym(code: Code) -> None:
    government = mention(code("The Norlandic government closed the border."), "The Norlandic government")
    assert (government.kind, government.country, government.sector) == ("organisation", "XNO", "GOV")


@pytest.mark.parametrize(
    ("text", "words", "kind", "sector"),
    [
        ("Estavian troops crossed the river.", "Estavian troops", "organisation", "MIL"),
        ("Several deputies walked out.", "Several deputies", "group", "LEG"),
        ("A tanker sank off Norland.", "A tanker", "craft", None),
        ("The court signed a decree.", "a decree", "document", None),
        ("Local media reported a fire.", "Local media", "organisation", "JRN"),
        ("Norlandic air defence systems were switched on.", "Norlandic air defence systems", "weapon", None),
    ],
)
def test_a_noun_of_a_class_is_a_mention_of_its_kind(code: Code, text: str, words: str, kind: str, sector: str | None) -> None:
    found = mention(code(text), words)
    assert (found.kind, found.sector, found.form) == (kind, sector, "nominal")


def test_a_description_ends_before_its_relative_clause(code: Code) -> None:
    drawn = code("The agency that watches the ports of Estavia was criticised.")
    assert "The agency" in {m.text for m in drawn.entities}


def test_a_title_gives_state_and_sector_to_the_person(code: Code) -> None:
    person = mention(code("Norlandic President Ilja Sorin met reporters."), "Ilja Sorin")
    assert (person.country, person.sector) == ("XNO", "GOV")


def test_a_former_official_is_of_the_elite(code: Code) -> None:
    assert mention(code("Former Estavian minister Ilja Sorin met reporters."), "Ilja Sorin").sector == "ELI"


def test_a_surname_is_the_full_name_told_before(code: Code) -> None:
    drawn = code("Ilja Sorin flew to Vesperia. Sorin came back on Friday.")
    assert chain(drawn, "Ilja Sorin") >= {"Ilja Sorin", "Sorin"}


def test_two_full_names_with_one_surname_are_two_persons(code: Code) -> None:
    drawn = code("Ilja Sorin praised Vesperia. Marta Sorin criticised Vesperia.")
    assert mention(drawn, "Ilja Sorin").anchor != mention(drawn, "Marta Sorin").anchor


def test_a_name_in_brackets_is_the_same_body(code: Code) -> None:
    drawn = code("The Northern Fisheries Institute (NFI) sued Norland. NFI won.")
    assert chain(drawn, "NFI") >= {"Northern Fisheries Institute", "NFI"}


def test_an_apposition_describes_the_name_before_it(code: Code) -> None:
    drawn = code("Marta Holt, the director of the museum, resigned.")
    assert mention(drawn, "the director").anchor == mention(drawn, "Marta Holt").anchor


def test_an_organisation_known_by_two_names_is_one(code: Code) -> None:
    drawn = code("Estavia closed the organisation known as “Karsnet” or “Karsian House” on Friday.")
    assert mention(drawn, "Karsnet").anchor == mention(drawn, "Karsian House").anchor


def test_he_is_the_man_who_spoke_and_she_the_woman(code: Code) -> None:
    drawn = code("Norlandic spokeswoman Marta Holt met spokesman Ilja Sorin. She thanked Estavia. He did not.")
    assert "Marta Holt" in chain(drawn, "She")
    assert "Ilja Sorin" in chain(drawn, "He")


def test_who_is_the_noun_that_its_clause_hangs_on(code: Code) -> None:
    assert "Marta Holt" in chain(code("Estavia arrested Marta Holt, who denied it."), "who")


def test_the_plane_is_the_jet_told_before(code: Code) -> None:
    drawn = code("An Estavian jet took off at noon. The plane landed in Norland.")
    assert mention(drawn, "The plane").anchor == mention(drawn, "An Estavian jet").anchor


def test_the_final_report_is_not_the_preliminary_one(code: Code) -> None:
    drawn = code("The preliminary report named no cause. The final report is due in May.")
    assert mention(drawn, "The preliminary report").anchor != mention(drawn, "The final report").anchor


def test_planes_of_two_states_are_two(code: Code) -> None:
    drawn = code("The Estavian plane landed. The Norlandic plane did not.")
    assert mention(drawn, "The Estavian plane").anchor != mention(drawn, "The Norlandic plane").anchor


def test_a_possessive_gives_its_state_to_what_it_owns(code: Code) -> None:
    drawn = code("Norland said that its air defence was working.")
    assert mention(drawn, "its").anchor == mention(drawn, "Norland").anchor


def test_an_it_that_stands_for_nothing_is_no_mention(code: Code) -> None:
    assert "It" not in {m.text for m in code("It seems that Norland will sign.").entities}


def test_a_pro_state_demonym_does_not_make_a_state_of_the_phrase(code: Code) -> None:
    found = mention(code("The pro-Estavian party lost the vote."), "The pro-Estavian party")
    assert found.country is None


def test_two_embassies_of_one_state_stay_two(code: Code) -> None:
    drawn = code("The Norlandic Embassy in Estavia opened. The Norlandic Embassy in Vesperia closed.")
    anchors = {m.anchor for m in drawn.entities if m.text.startswith("Norlandic Embassy")}
    assert len(anchors) == 2
