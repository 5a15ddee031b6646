"""Yields tests of the desk's documents, entities, questions, ties, inputs and search, against what counting record by record gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dragoman.core.contest import severity
from dragoman.core.desk import DocumentFilter, EntityFilter, LastVisit, Page, QuestionFilter, SavedSearch, SearchFilter
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.ids import document_id, sha256_hex
from dragoman.core.mentions import Extracted, Failure
from dragoman.core.resolved import Resolved
from dragoman.store.base import Arrival
from dragoman.store.sqlite import SqliteStore
from tests.store.desk_records import make_desk
from tests.store.records import make_document

Desk = tuple[SqliteStore, Resolved]
ALL = Page(1, 500)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store, resolved = make_desk(tmp_path_factory.mktemp("desk") / "r.db")
    yield store, resolved
    store.close()


def test_documents_are_listed_with_what_they_tell_and_what_they_copy(made: Desk) -> None:
    store, resolved = made
    kin = {k.document: k for k in resolved.kinships}
    told = Counter(doc for e in resolved.events for doc in {m.doc for m in e.mentions})
    rows = store.desk.documents(DocumentFilter(), ALL).items
    assert {row.id: row.events for row in rows} == {d.id: told[d.id] for d in store.documents()}
    assert {row.id: (row.kin, row.of) for row in rows if row.of} == {key: (k.kind, k.of) for key, k in kin.items()}
    assert {row.id: row.copies for row in rows if row.copies} == Counter(k.of for k in kin.values())
    assert [row.day for row in rows] == sorted((row.day for row in rows if row.day), reverse=True)


def test_document_facets_count_under_the_other_fields(made: Desk) -> None:
    store, _ = made
    outlet = store.desk.document_facets(DocumentFilter())[0].values[0].value
    facets = {facet.name: facet for facet in store.desk.document_facets(DocumentFilter(outlet=(outlet,), lang=("en",)), top=99)}
    documents = store.documents()
    assert {v.value: v.n for v in facets["lang"].values} == Counter(d.lang for d in documents if d.outlet == outlet)
    assert {v.value: v.n for v in facets["outlet"].values} == Counter(d.outlet for d in documents if d.lang == "en")
    assert {v.value for v in facets["state"].values} == {"coded"}


@pytest.mark.parametrize(
    ("asked", "n"), [(DocumentFilter(state=("uncoded",)), 2), (DocumentFilter(about="hacizade OR moskve"), 2), (DocumentFilter(after=48), 2)]
)
def test_documents_are_found_by_state_words_and_number(made: Desk, asked: DocumentFilter, n: int) -> None:
    assert made[0].desk.documents(asked).total == n


def test_a_document_page_has_all_that_rests_on_it(made: Desk) -> None:
    store, resolved = made
    key = next(k.document for k in resolved.kinships)
    page = store.desk.document(key)
    assert page is not None
    assert page.document == store.document(key)
    assert {e.id for e in page.events} == {e.id for e in resolved.events if any(m.doc == key for m in e.mentions)}
    assert {c.id for c in page.claims} == {c.id for c in resolved.claims if any(m.doc == key for m in c.mentions)}
    assert {m.id for m in page.mentions} == {m.id for e in resolved.entities for m in e.mentions if m.doc == key}
    assert page.kinship is not None
    assert page.kinship.of in page.heads
    assert set(page.entity.values()) == set(page.entities)
    assert store.desk.document("d-nothing") is None


def test_entities_are_found_by_the_beginning_of_any_of_their_names(made: Desk) -> None:
    store, resolved = made
    person = next(e for e in resolved.entities if e.type == "person")
    given, family = person.name.split()[:2]
    for words in (family[:3], f"{family[:4]} {given}".upper(), person.name):
        found = {row.id: row.spelled for row in store.desk.entities(EntityFilter(q=words), ALL).items}
        assert found[person.id] == person.name
    state = max((e for e in resolved.entities if e.type == "state"), key=lambda e: len(e.mentions))
    assert {row.id: row.spelled for row in store.desk.entities(EntityFilter(q=state.aliases[0])).items}[state.id] == state.aliases[0]
    assert store.desk.entities(EntityFilter(q="zzzz")).total == 0
    row = store.desk.entity_rows([person.id])[person.id]
    assert row.mentions == len(person.mentions)
    assert row.claims == sum(any(m.chain[-1].entity == person.id for m in c.mentions) for c in resolved.claims)


def test_an_entity_page_turns_over_its_mentions_newest_report_first(made: Desk) -> None:
    store, resolved = made
    entity = max(resolved.entities, key=lambda e: len(e.mentions))
    pages = [store.desk.entity(entity.id, Page(n, 10)) for n in range(1, 3 + len(entity.mentions) // 10)]
    told = [m for page in pages if page for m in page.mentions.items]
    assert sorted(m.id for m in told) == sorted(m.id for m in entity.mentions)
    days = [store.desk.document_rows([m.doc])[m.doc].day or "" for m in told]
    assert days == sorted(days, reverse=True)


def test_questions_are_in_order_of_contest_and_counted_by_kind(made: Desk) -> None:
    store, resolved = made
    rows = store.desk.questions(QuestionFilter(), ALL).items
    levels = [row.severity for row in rows]
    assert levels == sorted(levels, reverse=True)
    assert {row.question.id: row.severity for row in rows} == {q.id: severity(q) for q in resolved.questions}
    assert all(row.subject for row in rows)
    which = {v.value: v.n for v in store.desk.question_facets(QuestionFilter(which="open"))[1].values}
    assert which["disputed"] == sum(severity(q) >= 4 for q in resolved.questions) == store.desk.questions(QuestionFilter(which="disputed")).total


def test_pairs_weigh_as_their_ties_do(made: Desk) -> None:
    store, resolved = made
    rows = {(row.actor, row.recipient): row for row in store.desk.pairs(unit="month", most=500)}
    a, b = max(rows, key=lambda pair: rows[pair].n)
    ties = [t for t in resolved.ties if (t.actor, t.recipient, t.period.unit) == (a, b, "month")]
    assert rows[a, b].n == sum(t.n for t in ties)
    assert rows[a, b].score == pytest.approx(sum(t.n * t.score for t in ties) / sum(t.n for t in ties), abs=1e-3)
    assert [(p.start, p.n) for p in store.desk.series(a, b) if p.actor == a] == [(t.period.start, t.n) for t in ties]


def test_search_finds_each_kind_and_opens_at_the_words(made: Desk) -> None:
    store, _ = made
    found = store.desk.search(SearchFilter("wheat OR trade OR traders"))
    assert all(found.hits[kind].total for kind in ("documents", "events", "claims", "questions"))
    quoted = [hit for kind in ("documents", "events", "claims") for hit in found.hits[kind].items if hit.marks]
    for hit in quoted:
        document = store.document(hit.document or "")
        assert document is not None
        assert document.text[hit.start : hit.end].lower() in {"wheat", "trade", "traders"}
        assert all(hit.text[a:b].lower() in {"wheat", "trade", "traders"} for a, b in hit.marks)
    assert {facet.name for facet in found.facets} >= {"outlet", "lang", "month", "type"}
    assert store.desk.search(SearchFilter("-wheat", ("documents",))).hits["documents"].total == 0


def test_a_search_is_narrowed_by_outlet_time_and_type(made: Desk) -> None:
    store, _ = made
    outlet = store.desk.document_facets(DocumentFilter())[0].values[0].value
    narrow = store.desk.search(SearchFilter("on", outlet=(outlet,), since="2022-06", type=("COERCE",)))
    assert narrow.hits["documents"].total
    assert all(hit.outlet == outlet and (hit.day or "") >= "2022-06" for hit in narrow.hits["documents"].items)
    assert {hit.label for hit in narrow.hits["events"].items} == {"COERCE"}


def test_pages_of_finds_do_not_overlap(made: Desk) -> None:
    store, _ = made
    asked = SearchFilter("on", ("events",))
    pages = [store.desk.search(asked, Page(n, 7)).hits["events"] for n in (1, 2, 3)]
    ids = [hit.id for page in pages for hit in page.items]
    assert len(ids) == len(set(ids)) == 21
    assert pages[0].total > 21


def test_a_saved_search_tells_what_is_new_and_is_forgotten(made: Desk) -> None:
    store, _ = made
    saved = SavedSearch("wheat", SearchFilter("wheat OR trade", ("documents",)), "ana", store.desk.latest(), "2031-01-01T00:00:00Z")
    store.desk.save(saved)
    store.desk.save(replace(saved, seen=20))
    assert store.desk.saved("ana") == (replace(saved, seen=20),)
    assert store.desk.saved("ben") == ()
    new = store.desk.new_for(replace(saved, seen=20))["documents"]
    assert 0 < new < store.desk.search(saved.asked).hits["documents"].total
    assert store.desk.new_for(saved) == {"documents": 0}
    store.desk.forget("wheat", "ana")
    with pytest.raises(NotFoundError):
        store.desk.forget("wheat", "ana")


def test_news_counts_what_came_in_after_the_last_visit(made: Desk) -> None:
    store, resolved = made
    assert store.desk.last_visit("ana") == LastVisit()
    store.desk.put_visit(LastVisit(45, "2031-01-01T00:00:00Z"), "ana")
    assert store.desk.last_visit("ana").number == 45
    news = store.desk.news(45)
    assert news.documents == 5
    assert news.events == sum(all(int(store.desk.document_rows([m.doc])[m.doc].number) > 45 for m in e.mentions) for e in resolved.events)
    assert store.desk.news(store.desk.latest()).documents == 0


def test_inputs_are_listed_by_state_with_why_they_failed(made: Desk) -> None:
    store, resolved = made
    copies = sum(k.kind == "copy" for k in resolved.kinships)
    assert store.desk.input_counts() == {"added": 50 - copies, "copy": copies}
    store.put_arrival(Arrival("/scale/bad.pdf", "bad.pdf", "failed", None, "unreadable"))
    store.close_input("/scale/bad.pdf", frozenset({("", "")}), [Failure("ingest", "bad.pdf", "unreadable", "the file is cut off")])
    failed = store.desk.inputs("failed")
    assert [(row.path, row.error, row.message) for row in failed.items] == [("bad.pdf", "unreadable", "the file is cut off")]
    assert store.desk.inputs("copy").total == copies


def test_a_document_whose_coding_failed_says_so_until_it_is_coded(made: Desk) -> None:
    store, _ = made
    document = make_document("Calm.", "calm.txt")
    for failure, state in ((Failure("extract", "calm.txt", "broken", "it broke"), "failed"), (None, "coded")):
        store.put_coded(Extracted(document), b"raw", Arrival("/c/calm.txt", "calm.txt", "added", document.id), failure)
        assert store.desk.document_rows([document.id])[document.id].state == state
    assert document.id == document_id(b"Calm.")
    assert document.sha256 == sha256_hex(b"Calm.")


def test_a_name_a_code_and_an_id_stand_for_the_same_state(made: Desk) -> None:
    store, resolved = made
    state = max((e for e in resolved.entities if e.type == "state"), key=lambda e: len(e.mentions))
    for words in (state.name, state.name.upper(), state.country or "", state.id, state.aliases[0]):
        found = store.desk.subject(words)
        assert found is not None
        assert found.id == state.id
    assert store.desk.labels([state.country or "", "ZZZ"]) == {state.country: state.name, "ZZZ": "ZZZ"}


@pytest.mark.parametrize("asked", [DocumentFilter(state=("lost",)), DocumentFilter(kin=("twin",)), DocumentFilter(since="soon")])
def test_a_document_filter_that_cannot_be_is_refused(made: Desk, asked: DocumentFilter) -> None:
    with pytest.raises(UsageError):
        made[0].desk.documents(asked)
