"""Yields tests of parts: a page made of a part of a record is the page that the whole record makes, and what is left out is said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.core.desk import EntityFilter, Page, QuestionFilter
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.pipeline import PartOf, read_part
from dragoman.store.sqlite import SqliteStore
from dragoman.view.brief import build_brief
from dragoman.view.chain import show_chain
from dragoman.view.dossier import build_dossier
from dragoman.view.record import Record
from dragoman.view.tie_table import show_ties
from tests.store.desk_records import make_desk


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    made, _ = make_desk(tmp_path_factory.mktemp("part") / "r.db", 24, 90)
    yield made
    made.close()


@pytest.fixture(scope="module")
def whole(store: SqliteStore) -> Record:
    return Record(store.resolved(), store.documents(), store.times(), store.latest_day())


@pytest.fixture(scope="module")
def pair(store: SqliteStore) -> tuple[str, str]:
    row = store.desk.pairs(unit="year", most=1)[0]
    return row.actor, row.recipient


@pytest.mark.parametrize("kind", ["state", "person"])
def test_a_dossier_of_a_part_is_that_of_the_whole(store: SqliteStore, whole: Record, kind: str) -> None:
    for row in store.desk.entities(EntityFilter(type=(kind,)), Page(1, 6)).items:
        part = read_part(store, PartOf(entity=row.id))
        assert part.left == ()
        assert part.about == (row,)
        assert build_dossier(part.record, row.id) == build_dossier(whole, row.id)


def test_ties_chain_and_brief_of_a_pair_are_those_of_the_whole(store: SqliteStore, whole: Record, pair: tuple[str, str]) -> None:
    part = read_part(store, PartOf(pair=pair))
    assert show_ties(part.record, *pair) == show_ties(whole, *pair)
    assert show_chain(part.record, *pair)[0] == show_chain(whole, *pair)[0]
    assert build_brief(part.record, *pair) == build_brief(whole, *pair)


def test_of_one_unit_the_ties_are_those_of_the_whole_and_no_others_are_read(store: SqliteStore, whole: Record, pair: tuple[str, str]) -> None:
    part = read_part(store, PartOf(pair=pair, unit="month"))
    assert {tie.period.unit for tie in part.record.resolved.ties} == {"month"}
    assert show_ties(part.record, *pair, "month") == show_ties(whole, *pair, "month")


def test_what_is_left_out_is_said_and_no_tie_is_told_by_half_its_acts(store: SqliteStore, whole: Record, pair: tuple[str, str]) -> None:
    part = read_part(store, PartOf(pair=pair), most=4)
    assert any("earlier events" in said for said in part.left)
    rows = {row.start: row for row in show_ties(whole, *pair).rows}
    assert all(row == rows[row.start] for row in show_ties(part.record, *pair).rows)


@pytest.mark.parametrize("name", ["events", "question", "document", "story", "words"])
def test_each_part_holds_what_it_is_of_with_all_that_it_names(store: SqliteStore, whole: Record, name: str) -> None:
    disputed = store.desk.questions(QuestionFilter(which="disputed")).items[0].question
    event = max(whole.resolved.events, key=lambda e: len(e.mentions))
    stories = [story.id for story in whole.resolved.stories]
    asked = {
        "events": PartOf(events=(event.id,)),
        "question": PartOf(question=disputed.id),
        "document": PartOf(document=event.mentions[0].doc),
        "story": PartOf(story=stories[0]) if stories else PartOf(events=(event.id,)),
        "words": PartOf(words="trade OR agreement"),
    }[name]
    record = read_part(store, asked).record
    assert record.resolved.events or name == "question"
    assert all(record.question[q.id] == whole.question[q.id] for q in record.resolved.questions)
    for claim in record.resolved.claims:
        assert all(told.doc in record.document for told in claim.mentions)
    for told in record.resolved.events:
        assert told == whole.event[told.id]
        assert all(party.entity in record.entity for party in (*told.actors, *told.recipients) if party.entity)


def test_a_name_leads_to_the_same_part_as_a_code(store: SqliteStore, pair: tuple[str, str]) -> None:
    names = [store.desk.labels(pair)[code] for code in pair]
    assert read_part(store, PartOf(pair=(names[0], names[1]))) == read_part(store, PartOf(pair=pair))


@pytest.mark.parametrize(
    "asked",
    [
        PartOf(events=("e-none",)),
        PartOf(entity="Nowhereland"),
        PartOf(pair=("Nowhereland", "NOR")),
        PartOf(question="q-none"),
        PartOf(document="d-none"),
        PartOf(incident="i-none"),
        PartOf(story="s-none"),
    ],
)
def test_a_part_of_what_is_not_there_is_refused(store: SqliteStore, asked: PartOf) -> None:
    with pytest.raises(NotFoundError):
        read_part(store, asked)


@pytest.mark.parametrize("asked", [PartOf(), PartOf(entity="NOR", words="trade")])
def test_a_part_is_of_one_thing(store: SqliteStore, asked: PartOf) -> None:
    with pytest.raises(UsageError):
        read_part(store, asked)
