"""Entities over documents: who is one, who is not, and what is told of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import AttributeMention, Extracted
from dragoman.core.records import Entity
from dragoman.resolve.entities import EntityResolution
from tests.resolve.drawn import drawn, judged, resolve


def names(resolution: EntityResolution) -> list[str]:
    """Display names, sorted."""
    return sorted(e.name for e in resolution.entities)


def test_spellings_of_one_spokesman_are_one_person() -> None:
    found = resolve(drawn("Tural Orujzade", country="XNO"), drawn("Tural Orujzada", country="XNO"), drawn("Турал Оруджзаде"))
    assert len(found.entities) == 1


def test_a_misspelt_surname_joins_the_full_name_of_its_document() -> None:
    assert len(resolve(drawn("Tural Orujzade", "Orujzadeh")).entities) == 1


def test_brothers_are_two_persons() -> None:
    assert len(resolve(drawn("Ilja Sorin"), drawn("Marek Sorin")).entities) == 2


def test_national_forms_of_a_given_name_are_one() -> None:
    assert len(resolve(drawn("Dmitry Sorin"), drawn("Dmytro Sorin")).entities) == 1


def test_an_initial_is_its_given_name_and_no_other() -> None:
    assert len(resolve(drawn("Ilja Sorin"), drawn("I. Sorin")).entities) == 1
    assert len(resolve(drawn("Ilja Sorin"), drawn("M. Sorin")).entities) == 2


def test_an_initial_that_fits_two_is_neither() -> None:
    assert len(resolve(drawn("Ilja Sorin"), drawn("Igor Sorin"), drawn("I. Sorin")).entities) == 3


def test_a_patronymic_left_out_changes_nothing() -> None:
    assert names(resolve(drawn("Irina Petrovna Karova"), drawn("Irina Karova"))) == ["Irina Petrovna Karova"]


def test_an_ambiguous_surname_stays_alone() -> None:
    assert len(resolve(drawn("Ilja Sorin", "Marek Sorin", "Sorin")).entities) == 3


def test_a_bare_surname_elsewhere_needs_more_than_the_name() -> None:
    assert len(resolve(drawn("Ilja Sorin"), drawn("Sorin")).entities) == 2


def test_persons_of_two_states_are_not_joined_by_name() -> None:
    assert len(resolve(drawn("Ilja Sorin", country="XNO"), drawn("Ilja Sorin", country="XES", text=" .")).entities) == 2


def test_a_ship_is_not_the_person_it_is_named_after() -> None:
    assert len(resolve(drawn("Ilja Sorin"), drawn("Ilja Sorin", kind="craft", text=" .")).entities) == 2


def test_ministries_without_a_state_are_not_one_over_documents() -> None:
    first, second = drawn("Ministry of Trade", kind="organisation"), drawn("Ministry of Trade", kind="organisation", country="XNO", text=" .")
    assert len(resolve(first, second).entities) == 2


def test_a_ministry_is_one_however_it_is_put() -> None:
    first = drawn("French Foreign Ministry", kind="organisation", country="FRA")
    second = drawn("Ministry of Foreign Affairs of France", kind="organisation", country="FRA")
    assert len(resolve(first, second).entities) == 1


def test_descriptions_never_join_over_documents() -> None:
    assert len(resolve(drawn("observers", kind="group", form="nominal"), drawn("observers", kind="group", form="nominal", text=" .")).entities) == 2


def test_a_judgement_of_sameness_wins_over_two_given_names() -> None:
    a, b = drawn("Ilja Sorin"), drawn("Marek Sorin")
    verdict = judged("same", a.entities[0].id, b.entities[0].id)
    assert len(resolve(a, b, judgements=[verdict]).entities) == 1


def test_a_judgement_of_difference_wins_over_equal_names() -> None:
    a, b = drawn("Ilja Sorin"), drawn("Ilja Sorin", text=" .")
    verdict = judged("different", a.entities[0].id, b.entities[0].id)
    assert len(resolve(a, b, judgements=[verdict]).entities) == 2


def test_a_judgement_can_part_what_one_document_held_together() -> None:
    a = drawn("Ilja Sorin", "Sorin", one=True)
    verdict = judged("different", *(m.id for m in a.entities))
    assert len(resolve(a, judgements=[verdict]).entities) == 2


def test_an_undone_judgement_counts_for_nothing() -> None:
    a, b = drawn("Ilja Sorin"), drawn("Marek Sorin")
    verdict = judged("same", a.entities[0].id, b.entities[0].id, undone="j-2")
    assert len(resolve(a, b, judgements=[verdict]).entities) == 2


def test_the_later_of_two_judgements_holds() -> None:
    a, b = drawn("Ilja Sorin"), drawn("Marek Sorin")
    pair = (a.entities[0].id, b.entities[0].id)
    both = [judged("different", *pair, at="2031-01-02"), judged("same", *pair, at="2031-01-03")]
    assert len(resolve(a, b, judgements=both).entities) == 1


DOCUMENTS = (
    drawn("Tural Orujzade", "Orujzadeh", country="XNO"),
    drawn("Tural Orujzada", "Ilja Sorin"),
    drawn("Marek Sorin", "Sorin"),
    drawn("Harbour Institute", "HI", kind="organisation"),
    drawn("Harbour Institute", kind="organisation", country="XES"),
    drawn("Harbour Institute", kind="organisation", country="XNO", text=" ."),
)


@given(st.permutations(DOCUMENTS))
def test_the_order_of_documents_is_irrelevant(documents: list[Extracted]) -> None:
    assert resolve(*documents) == resolve(*DOCUMENTS)


def attribute(source: Extracted, kind: str, label: str, date: DateRange = UNKNOWN, name: str | None = None) -> Extracted:
    """The document with one attribute of its first mention."""
    m = source.entities[0]
    span = Span(m.start, m.end)
    made = AttributeMention(mention_id("am", m.doc, m.start, m.end, kind, label), m.doc, kind, m.id, label, (span,), "test", object_name=name, date=date)
    return Extracted(source.document, entities=source.entities, attributes=(made,))


def only(resolution: EntityResolution) -> Entity:
    """The one entity."""
    (entity,) = resolution.entities
    return entity


def test_a_role_told_twice_is_one_with_both_evidences() -> None:
    documents = [attribute(drawn("Ilja Sorin", text=end), "role", "minister", name="Norland") for end in ("", " .")]
    (role,) = only(resolve(*documents)).roles
    assert (role.title, role.body_name, len(role.evidence)) == ("minister", "Norland", 2)


def test_an_undated_telling_joins_the_dated_listing() -> None:
    dated = attribute(drawn("Ilja Sorin"), "listing", "sanction", on("2031-02"), "Norland")
    undated = attribute(drawn("Ilja Sorin", text=" ."), "listing", "sanction", UNKNOWN, "Norland")
    (listing,) = only(resolve(dated, undated)).listings
    assert (listing.date, len(listing.evidence)) == (on("2031-02"), 2)


def test_every_mention_belongs_to_one_entity() -> None:
    found = resolve(*DOCUMENTS)
    told = [m.id for e in found.entities for m in e.mentions]
    assert sorted(told) == sorted(found.of_mention)
