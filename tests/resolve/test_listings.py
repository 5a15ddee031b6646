"""Listings over documents: what is imposed, told again, and lifted."""

from __future__ import annotations

from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import AttributeMention, Extracted
from dragoman.core.records import Listing
from tests.resolve.conftest import Read
from tests.resolve.drawn import drawn, resolve


def listed(tail: str, date: DateRange = UNKNOWN, until: DateRange = UNKNOWN, measure: str | None = None, by: str = "Norland") -> Extracted:
    """A document that tells of one sanction."""
    source = drawn("Ilja Sorin", text=tail)
    m = source.entities[0]
    made = AttributeMention(
        mention_id("am", m.doc, m.start, m.end, "listing", tail), m.doc, "listing", m.id, "sanction", (Span(m.start, m.end),), "test",
        object_name=by, value=measure, date=date, until=until,
    )  # fmt: skip
    return Extracted(source.document, entities=source.entities, attributes=(made,))


def told(*documents: Extracted) -> tuple[Listing, ...]:
    """Of the one person of the documents."""
    (entity,) = resolve(*documents).entities
    return entity.listings


def test_lifting_ends_what_was_imposed() -> None:
    (listing,) = told(listed("", on("2029")), listed(" .", until=on("2031-03-01")))
    assert (listing.date, listing.until, len(listing.evidence)) == (on("2029"), on("2031-03-01"), 2)


def test_lifting_does_not_end_what_came_later() -> None:
    assert {(x.date, x.until) for x in told(listed("", on("2030")), listed(" .", until=on("2029")))} == {(on("2030"), UNKNOWN), (UNKNOWN, on("2029"))}


def test_lifting_by_one_ends_nothing_of_another() -> None:
    assert {x.until for x in told(listed("", on("2029")), listed(" .", until=on("2031"), by="Estavia"))} == {UNKNOWN, on("2031")}


def test_a_telling_without_the_measure_is_the_one_that_names_it() -> None:
    (listing,) = told(listed("", on("2029"), measure="asset_freeze"), listed(" ."))
    assert listing.measure == "asset_freeze"


def test_a_month_is_the_only_day_in_it() -> None:
    (listing,) = told(listed("", on("2031-02")), listed(" .", on("2031-02-06")))
    assert listing.date == on("2031-02-06")


def test_a_month_is_neither_of_two_days_in_it() -> None:
    assert len(told(listed("", on("2031-02")), listed(" .", on("2031-02-03")), listed(" !", on("2031-02-06")))) == 3


def test_two_measures_of_one_authority_are_two() -> None:
    found = told(listed("", on("2029"), measure="asset_freeze"), listed(" .", on("2029"), measure="embargo"))
    assert sorted(x.measure or "" for x in found) == ["asset_freeze", "embargo"]


def test_a_measure_of_the_government_is_one_of_the_state(read: Read) -> None:
    found = read("Estavia closed the Harbour Institute. The Estavian government shut down the Harbour Institute without a warning.")
    told = [x for e in found.entities if e.name == "Harbour Institute" for x in e.listings]
    assert {(x.kind, x.authority_name) for x in told} == {("closure", "Estavia")}


def test_an_imposed_and_a_lifted_measure_are_one_over_reports(read: Read) -> None:
    found = read(
        "The European Union imposed sanctions on the Karsian Oil Company in 2029 over smuggling.",
        "The European Union lifted sanctions on the Karsian Oil Company on 1 March 2031.",
    )
    ((listing,),) = [e.listings for e in found.entities if e.name == "Karsian Oil Company"]
    assert (listing.date, listing.until, listing.ground) == (on("2029"), on("2031-03-01"), "over smuggling")
