"""Attributes: roles, relations, listings and dated facts, with the words that tell them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import AttributeMention, Extracted

Code = Callable[[str], Extracted]


def told(drawn: Extracted, kind: str) -> list[AttributeMention]:
    """Attributes of a kind, in text order."""
    return [a for a in drawn.attributes if a.kind == kind]


def subject(drawn: Extracted, attribute: AttributeMention) -> str:
    """Best name of what the attribute is told of."""
    return next(m.name for m in drawn.entities if m.id == attribute.subject)


def test_evidence_lies_in_the_text_and_is_short(code: Code) -> None:
    drawn = code("Karsia banned Norlandic deputy Ilja Sorin from entering its territory over his speech in Vesperia.")
    assert drawn.attributes
    assert all(0 < s.end - s.start <= 600 and s.end <= len(drawn.document.text) for a in drawn.attributes for s in a.evidence)


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Estavian President Ilja Sorin spoke.", "President", "Estavia"),
        ("Ilja Sorin, the then-President of Estavia, spoke.", "then-President", "Estavia"),
        ("Ilja Sorin, deputy chairman of the Harbour Committee, spoke.", "deputy chairman", "Harbour Committee"),
        ("Ilja Sorin serves as the director of the Harbour Institute.", "director", "Harbour Institute"),
        ("The Harbour Institute, led by Ilja Sorin, was closed.", "head", "Harbour Institute"),
        ("Former Vesperian boxer Ilja Sorin spoke.", "Former boxer", "Vesperia"),
    ],
)
def test_a_title_and_its_body_are_a_role(code: Code, text: str, title: str, body: str) -> None:
    drawn = code(text)
    found = [(subject(drawn, a), a.label, a.object_name) for a in told(drawn, "role")]
    assert ("Ilja Sorin", title, body) in found


def test_a_role_held_since_a_month_says_so(code: Code) -> None:
    roles = told(code("Since May 2029, Marta Holt has been leading the Harbour Institute."), "role")
    assert [r.since.start for r in roles if r.label == "head"] == ["2029-05"]


def test_a_role_without_a_date_has_none(code: Code) -> None:
    assert not told(code("Estavian President Ilja Sorin spoke on Friday."), "role")[0].since.known


def test_a_picture_credit_names_the_photographer(code: Code) -> None:
    roles = told(code("A ship burns in Norland. [Jan Holm / Reuters]"), "role")
    assert [(r.label, r.object_name) for r in roles] == [("photographer", "Reuters")]


def test_a_committee_of_a_council_is_part_of_it(code: Code) -> None:
    drawn = code("The Harbour Committee of the Norlandic State Council met.")
    assert [(subject(drawn, a), a.object_name) for a in told(drawn, "relation") if a.label == "part_of"] == [("Harbour Committee", "Norlandic State Council")]


def test_a_headquarters_is_tied_to_what_it_heads(code: Code) -> None:
    drawn = code("Harbour House was the headquarters in Norland for the Estavian agency Estnet.")
    assert ("headquarters_of", "Estnet") in {(a.label, a.object_name) for a in told(drawn, "relation")}


def test_an_outlets_stance_is_kept_as_the_text_puts_it(code: Code) -> None:
    drawn = code("The pro-government Harbour Daily newspaper reported a fire.")
    assert "pro-government" in {a.object_name for a in told(drawn, "relation") if a.label == "leaning"}


def test_a_craft_belongs_to_its_operator(code: Code) -> None:
    drawn = code("The plane belonging to Norland Airlines landed.")
    assert [a.object_name for a in told(drawn, "relation") if a.label == "operated_by"] == ["Norland Airlines"]


@pytest.mark.parametrize(
    "text",
    [
        "Marta Holt was barred from entering Norland due to her remarks.",
        "Norland banned Marta Holt from entering the country.",
        "Marta Holt was included in a list of persons prohibited from entering Norland.",
        "Norland's list of undesirable persons includes Marta Holt.",
    ],
)
def test_being_kept_out_is_an_entry_ban_by_the_state(code: Code, text: str) -> None:
    drawn = code(text)
    found = [(subject(drawn, a), a.label, a.object_name) for a in told(drawn, "listing")]
    assert ("Marta Holt", "entry_ban", "Norland") in found


def test_the_stated_ground_stands_with_the_ban(code: Code) -> None:
    (ban,) = told(code("Marta Holt was barred from entering Norland due to her remarks about Karsia."), "listing")
    assert ban.ground == "due to her remarks about Karsia"


def test_sanctions_have_authority_and_date(code: Code) -> None:
    drawn = code("In July 2029, Estavia imposed sanctions on the banker Ilja Sorin for arms deals.")
    (listing,) = told(drawn, "listing")
    assert (listing.label, listing.object_name, listing.date.start) == ("sanction", "Estavia", "2029-07")


def test_whoever_follows_suit_lists_the_same_target(code: Code) -> None:
    drawn = code("Estavia imposed sanctions on Ilja Sorin. Vesperia followed suit.")
    assert {a.object_name for a in told(drawn, "listing")} == {"Estavia", "Vesperia"}


def test_being_under_sanctions_is_a_listing(code: Code) -> None:
    drawn = code("Ilja Sorin, who is under Estavian sanctions, smiled.")
    assert [(subject(drawn, a), a.object_name) for a in told(drawn, "listing")] == [("Ilja Sorin", "Estavia")]


def test_closing_a_shop_by_nobody_is_no_listing(code: Code) -> None:
    assert told(code("The museum closed at noon."), "listing") == []


def test_a_founding_has_its_year_and_founder(code: Code) -> None:
    drawn = code("The Harbour Institute was founded in 1998 by Marta Holt.")
    facts = [(subject(drawn, a), a.label, a.date.start, a.value) for a in told(drawn, "fact")]
    assert facts == [("Harbour Institute", "founded", "1998", "1998 by Marta Holt")]


def test_a_count_of_countries_is_a_fact(code: Code) -> None:
    assert ("country_count", "70 countries") in {(a.label, a.value) for a in told(code("Norland Airlines operates in 70 countries."), "fact")}
