"""Listings: who is put on a list or off it, by whom, when and on what ground; not what is only threatened, demanded or denied."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import AttributeMention, Extracted

Code = Callable[[str], Extracted]


def listings(drawn: Extracted) -> list[AttributeMention]:
    """In text order."""
    return [a for a in drawn.attributes if a.kind == "listing"]


def rows(drawn: Extracted) -> list[tuple[str, str, str | None, str | None]]:
    """(target, kind, measure, authority) of each."""
    text = {m.id: m.text for m in drawn.entities}
    return [(text[a.subject], a.label, a.value, text.get(a.object or "")) for a in listings(drawn)]


TAKEN = [
    ("The assets of Marta Holt were frozen by Estavia on 3 March 2031.", "Marta Holt", "sanction", "asset_freeze", "Estavia"),
    ("The European Union imposed an asset freeze on the Karsian Oil Company.", "Karsian Oil Company", "sanction", "asset_freeze", "The European Union"),
    ("The European Union slapped a travel ban on Ilja Sorin.", "Ilja Sorin", "entry_ban", "travel_ban", "The European Union"),
    ("Norland imposed visa restrictions on Estavian lawmaker Marta Holt.", "Marta Holt", "entry_ban", "visa_restriction", "Norland"),
    ("Norland declared Estavian diplomat Ilja Sorin persona non grata.", "Ilja Sorin", "entry_ban", "persona_non_grata", "Norland"),
    ("Estavian ambassador Marta Holt was declared persona non grata by Norland.", "Marta Holt", "entry_ban", "persona_non_grata", "Norland"),
    ("Norland expelled Estavian diplomat Ilja Sorin over espionage.", "Ilja Sorin", "other", "expulsion", "Norland"),
    ("Two Karsian diplomats were expelled from Norland on Friday.", "Two Karsian diplomats", "other", "expulsion", "Norland"),
    ("Norland designated the Velga Liberation Front as a terrorist organisation.", "Velga Liberation Front", "sanction", "terrorist_designation", "Norland"),
    ("A Norlandic court declared the Velga Brotherhood an extremist group.", "Velga Brotherhood", "other", "extremist_designation", "A Norlandic court"),
    ("Norland recognised the Velga Brotherhood as an undesirable organisation.", "Velga Brotherhood", "other", "undesirable_designation", "Norland"),
    ("Norland blacklisted the Karsian Oil Company on charges of smuggling.", "Karsian Oil Company", "sanction", "blacklisting", "Norland"),
    ("The UN Security Council added Ilja Sorin to its sanctions list.", "Ilja Sorin", "sanction", None, "UN Security Council"),
    ("Ilja Sorin has been on the European Union sanctions list since 2029.", "Ilja Sorin", "sanction", None, "European Union"),
    ("The Norlandic justice ministry shut down the Harbour Institute.", "Harbour Institute", "closure", None, "The Norlandic justice ministry"),
    ("Norland dissolved the Estavian Cultural House on 2 March.", "Estavian Cultural House", "closure", "dissolution", "Norland"),
    (
        "The interior ministry of Norland suspended the activities of the Velga Foundation.",
        "Velga Foundation", "closure", "suspension", "The interior ministry of Norland",
    ),
    ("The Estavian regulator revoked the licence of Channel Nine.", "Channel Nine", "other", "licence_revoked", "The Estavian regulator"),
    ("The broadcasting licence of Channel Nine was revoked by the Estavian regulator.", "Channel Nine", "other", "licence_revoked", "the Estavian regulator"),
    ("The supreme court of Estavia banned the National Unity Party.", "National Unity Party", "other", "ban", "The supreme court of Estavia"),
    ("Estavia barred deputy Marta Holt from travelling to Vesperia.", "Marta Holt", "entry_ban", None, "Estavia"),
    ("Marta Holt was denied entry to Norland on Sunday.", "Marta Holt", "entry_ban", None, "Norland"),
    ("Norland ordered the closure of the Estavian consulate in Port Sarn.", "the Estavian consulate in Port Sarn", "closure", None, "Norland"),
    ("Norland announced that two Karsian diplomats were expelled.", "two Karsian diplomats", "other", "expulsion", "Norland"),
    ("Norlandic President Tomas Keller expelled two Karsian diplomats.", "two Karsian diplomats", "other", "expulsion", "Norlandic"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "target", "kind", "measure", "authority"), TAKEN)
def test_a_measure_has_its_kind_target_and_authority(code: Code, text: str, target: str, kind: str, measure: str | None, authority: str) -> None:
    assert rows(code(text)) == [(target, kind, measure, authority)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland threatened to expel Estavian diplomat Marta Holt.",
        "Estavia demanded that Norland close the Karsian consulate.",
        "Norland would freeze the assets of Marta Holt, an official said.",
        "If Norland imposes sanctions on deputy Marta Holt, Estavia will respond.",
        "The European Union did not impose sanctions on Marta Holt.",
        "Norland refused to lift sanctions on the Karsian Oil Company.",
        "Norland plans to designate the Velga Liberation Front as a terrorist organisation.",
        "Norland denied that it had imposed sanctions on Marta Holt.",
        "Norland will close the Estavian consulate in Port Sarn.",
    ],
)
def test_what_is_not_done_is_no_listing(code: Code, text: str) -> None:
    assert rows(code(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The National Unity Party expelled Marta Holt on Monday.",
        "The president of Estavia dissolved parliament on Monday.",
        "The court banned smoking in Port Sarn.",
        "Norland froze in the coldest winter for years.",
        "Norland has closed all schools and museums over the flu.",
    ],
)
def test_what_binds_nobody_by_law_is_no_listing(code: Code, text: str) -> None:
    assert rows(code(text)) == []


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Estavia lifted sanctions on the Karsian Oil Company on 1 March 2031.", "2031-03-01"),
        ("The UN Security Council removed Ilja Sorin from its sanctions list on 4 March 2031.", "2031-03-04"),
        ("Ilja Sorin was delisted by the European Union on 6 March 2031.", "2031-03-06"),
        ("Norland lifted the entry ban on Marta Holt on Thursday.", "2031-03-06"),
    ],
)
def test_what_is_lifted_ends_on_its_day(code: Code, text: str, until: str) -> None:
    (listing,) = listings(code(text))
    assert (listing.until.start, listing.date.known) == (until, False)


def test_what_is_lifted_on_no_told_day_ended_by_the_day_of_the_report(code: Code) -> None:
    (listing,) = listings(code("Estavia lifted sanctions on the Karsian Oil Company."))
    assert (listing.until.start, listing.until.end) == (None, "2031-03-10")


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("Norland imposed sanctions on the banker Ilja Sorin for arms deals.", "for arms deals"),
        ("Norland blacklisted the Karsian Oil Company on charges of smuggling.", "on charges of smuggling"),
        ("The supreme court of Estavia banned the National Unity Party over links to Karsia.", "over links to Karsia"),
        ("Norland expelled Estavian diplomat Ilja Sorin in retaliation for the raid.", "in retaliation for the raid"),
        ("Norland imposed sanctions on the banker Ilja Sorin for five years.", None),
        ("Norland expelled two Estavian diplomats and recalled its envoy for talks.", None),
    ],
)
def test_the_ground_is_in_the_words_of_the_text(code: Code, text: str, ground: str | None) -> None:
    assert [a.ground for a in listings(code(text))] == [ground]


def test_two_targets_are_two_listings(code: Code) -> None:
    assert [row[0] for row in rows(code("Karsia sanctioned Ilja Sorin and Marta Holt for the crackdown."))] == ["Ilja Sorin", "Marta Holt"]


def test_who_was_blacklisted_earlier_is_on_the_list_told_before(code: Code) -> None:
    found = rows(code("Norland barred deputy Marta Holt from entry. Lukas Keller was blacklisted earlier."))
    assert found[-1] == ("Lukas Keller", "entry_ban", "blacklisting", "Norland")


def test_one_whom_a_state_barred_is_listed_and_a_blacklisting_behind_it_is_of_that_kind(code: Code) -> None:
    text = "Norland closed the consulate. Peter Crane, whom Norland has now barred from entry, is a writer. Carl Teal was blacklisted earlier."
    assert [(name, kind) for name, kind, *_ in rows(code(text))] == [("the consulate", "closure"), ("Peter Crane", "entry_ban"), ("Carl Teal", "entry_ban")]
