"""Persons' judgements hold whatever speaks against them, in any order, after every re-clustering."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.documents import Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import AttributeMention, Extracted, Judgement
from tests.resolve.drawn import drawn, judged, resolve

NAMES = ("Ilja Sorin", "Ilja Sorin", "Ilya Sorin", "Marek Sorin", "Sorin", "Tomas Keller", "T. Keller", "Tomas Keller")


def keyed(source: Extracted, key: str) -> Extracted:
    """The document with an entry of the gazetteer on every mention."""
    return replace(source, entities=tuple(replace(m, key=key) for m in source.entities))


def told_one(source: Extracted) -> Extracted:
    """A document that calls its two names one."""
    a, b = source.entities
    alias = AttributeMention(
        mention_id("am", a.doc, a.start, b.end, "alias"), a.doc, "relation", a.id, "alias_of", (Span(a.start, b.end),), "test", object=b.id
    )
    return replace(source, attributes=(alias,))


DOCUMENTS = (
    *(drawn(name, country="XNO" if i % 2 else None, text=f" {i}") for i, name in enumerate(NAMES)),
    *(keyed(drawn("Harbour Board", kind="organisation", text=f" {i}"), "Harbour Board") for i in range(3)),
    told_one(drawn("Grey Board", "Blue Board", kind="organisation")),
)
MENTIONS = [m.id for d in DOCUMENTS for m in d.entities]


@st.composite
def consistent(draw: st.DrawFn) -> list[Judgement]:
    """Judgements that some partition of the mentions satisfies."""
    side = {m: draw(st.integers(0, 2)) for m in MENTIONS}
    pairs = draw(st.lists(st.tuples(st.sampled_from(MENTIONS), st.sampled_from(MENTIONS)).filter(lambda p: p[0] != p[1]), max_size=8))
    return [judged("same" if side[a] == side[b] else "different", a, b, at=f"2031-01-{i + 1:02}") for i, (a, b) in enumerate(pairs)]


@given(consistent(), st.permutations(DOCUMENTS))
def test_judgements_hold_in_both_directions(judgements: list[Judgement], documents: list[Extracted]) -> None:
    found = resolve(*documents, judgements=judgements).of_mention
    assert all((found[j.subject[0]] == found[j.subject[1]]) == (j.verdict == "same") for j in judgements)


@given(consistent())
def test_a_second_run_with_the_ids_of_the_first_changes_nothing(judgements: list[Judgement]) -> None:
    assert resolve(*DOCUMENTS, judgements=judgements) == resolve(*DOCUMENTS, judgements=judgements[::-1])


def one(*documents: Extracted, judgements: list[Judgement]) -> bool:
    """Are all mentions one entity?"""
    return len(set(resolve(*documents, judgements=judgements).of_mention.values())) == 1


def test_a_judgement_parts_what_shares_an_entry_of_the_gazetteer() -> None:
    a, b = DOCUMENTS[8:10]
    assert one(a, b, judgements=[])
    assert not one(a, b, judgements=[judged("different", a.entities[0].id, b.entities[0].id)])


def test_a_judgement_parts_what_a_text_calls_one() -> None:
    (document,) = DOCUMENTS[11:]
    assert one(document, judgements=[])
    assert not one(document, judgements=[judged("different", *(m.id for m in document.entities))])


def test_a_judgement_unites_two_entries_of_the_gazetteer() -> None:
    a, b = keyed(drawn("North Board", kind="organisation"), "North Board"), keyed(drawn("South Board", kind="organisation"), "South Board")
    assert not one(a, b, judgements=[])
    assert one(a, b, judgements=[judged("same", a.entities[0].id, b.entities[0].id)])


def test_the_later_judgement_on_two_groups_holds_whichever_mentions_it_names() -> None:
    a, b = drawn("Ilja Sorin", "Sorin", one=True), drawn("Ilja Sorin", "Sorin", one=True, text=" .")
    first = judged("different", a.entities[0].id, b.entities[0].id, at="2031-01-01")
    assert one(a, b, judgements=[first, judged("same", a.entities[1].id, b.entities[1].id, at="2031-01-02")])


def test_the_reason_of_a_judgement_names_the_judged() -> None:
    a, b = drawn("Ilja Sorin"), drawn("Marek Sorin")
    (entity,) = resolve(a, b, judgements=[judged("same", a.entities[0].id, b.entities[0].id)]).entities
    (reason,) = entity.reasons
    assert ({reason.a, reason.b}, reason.basis) == ({a.entities[0].id, b.entities[0].id}, "judgement")
