"""What every store must do, whatever it is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.codebook.name_keys import name_keys
from dragoman.core.errors import NotFoundError
from dragoman.core.listed import Listed, ListHead
from dragoman.core.mentions import Failure, Input, Judgement, Tombstone
from dragoman.core.resolved import Resolved
from dragoman.core.visits import Visit
from dragoman.store.base import Arrival, Store
from dragoman.store.sqlite import SqliteStore
from tests.store.memory import MemoryStore
from tests.store.records import make_arrival, make_document, make_extracted, make_resolved

MAKERS: dict[str, Callable[[Path], Store]] = {"sqlite": lambda folder: SqliteStore(folder / "record.db"), "memory": lambda folder: MemoryStore()}


@pytest.fixture(params=sorted(MAKERS))
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made = MAKERS[request.param](tmp_path)
    yield made
    made.close()


def put(store: Store, text: str = "Norland shut the pass.", path: str = "a.txt", title: str | None = None) -> str:
    document = make_document(text, path, title)
    store.put_coded(make_extracted(document), text.encode(), make_arrival(document))
    return document.id


def test_what_is_put_comes_back_equal(store: Store) -> None:
    document = make_document(title="A pass is shut")
    extracted = make_extracted(document)
    store.put_coded(extracted, b"raw bytes", make_arrival(document))
    assert list(store.extracted()) == [extracted]
    assert store.documents() == (document,)
    assert store.document(document.id) == document
    assert store.times() == {document.id: extracted.times}


def test_raw_bytes_are_kept_by_their_hash(store: Store) -> None:
    put(store)
    (document,) = store.documents()
    assert store.raw(document.sha256) == document.text.encode()
    assert store.raw("0" * 64) is None


def test_documents_come_by_id_in_whatever_order_they_were_put(store: Store) -> None:
    ids = [put(store, text, f"{n}.txt") for n, text in enumerate(("Karsia paid.", "Estavia sued.", "Vesperia left."))]
    assert [document.id for document in store.documents()] == sorted(ids)
    assert list(store.versions()) == sorted(ids)


def test_putting_twice_is_putting_once(store: Store) -> None:
    put(store)
    before = (store.documents(), store.inputs(), list(store.extracted()))
    put(store)
    assert (store.documents(), store.inputs(), list(store.extracted())) == before


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_a_copy_is_one_document_named_by_the_smaller_path(store: Store, order: tuple[str, str]) -> None:
    first, second = (make_document(path=path) for path in order)
    store.put_coded(make_extracted(first), b"raw", make_arrival(first))
    store.put_arrival(make_arrival(second), second)
    assert [document.path for document in store.documents()] == ["a.txt"]
    assert store.inputs() == (Input("a.txt", "added", first.id), Input("b.txt", "copy", first.id))


def test_one_relative_path_in_two_folders_is_two_inputs(store: Store) -> None:
    one, other = make_document("Karsia paid."), make_document("Karsia refused.")
    store.put_coded(make_extracted(one), b"1", make_arrival(one, folder="/x"))
    store.put_coded(make_extracted(other), b"2", make_arrival(other, folder="/y"))
    assert [(entry.path, entry.state) for entry in store.inputs()] == [("a.txt", "added")] * 2


def test_a_file_that_brings_another_text_drops_its_old_input_and_keeps_the_document(store: Store) -> None:
    old = put(store)
    new = make_document("Norland opened the pass.")
    store.put_coded(make_extracted(new), b"2", make_arrival(new, "updated"))
    store.close_input("/clippings/a.txt", frozenset({("", new.id)}), ())
    assert store.inputs() == (Input("a.txt", "updated", new.id),)
    assert store.document(old) is not None
    assert store.brought_by("/clippings/a.txt") == {"": {new.id}}


def test_a_failed_file_is_an_input_until_it_brings_a_document(store: Store) -> None:
    failure = Failure("ingest", "a.txt", "encoding", "'a.txt' is no text")
    store.put_arrival(Arrival("/clippings/a.txt", "a.txt", "failed", None, "encoding"))
    store.close_input("/clippings/a.txt", frozenset({("", "")}), [failure])
    assert store.inputs() == (Input("a.txt", "failed", None, "encoding"),)
    assert store.failures() == (failure,)
    key = put(store)
    store.close_input("/clippings/a.txt", frozenset({("", key)}), ())
    assert store.inputs() == (Input("a.txt", "added", key),)
    assert store.failures() == ()


def test_a_failure_of_coding_names_the_path_that_the_document_has_now(store: Store) -> None:
    document = make_document(path="b.txt")
    store.put_coded(make_extracted(document), b"raw", make_arrival(document), Failure("extract", "b.txt", "extraction", "KeyError: 'x'"))
    copy = replace(document, path="a.txt")
    store.put_arrival(make_arrival(copy), copy)
    assert [failure.input for failure in store.failures()] == ["a.txt"]
    store.put_coded(make_extracted(document), b"raw", make_arrival(document))
    assert store.failures() == ()


def test_the_parts_of_an_archive_are_inputs_of_their_own(store: Store) -> None:
    one, other = make_document("Karsia paid.", "b.zip/1.txt"), make_document("Karsia refused.", "b.zip/2.txt")
    for document, part in ((one, "/1.txt"), (other, "/2.txt")):
        store.put_coded(make_extracted(document), part.encode(), Arrival("/b.zip", document.path or "", "added", document.id, part=part))
    store.put_arrival(Arrival("/b.zip", "b.zip/3.pdf", "failed", None, "encrypted", "/3.pdf"))
    store.close_input("/b.zip", frozenset({("/1.txt", one.id), ("/2.txt", other.id), ("/3.pdf", "")}), ())
    assert [(entry.path, entry.state) for entry in store.inputs()] == [("b.zip/1.txt", "added"), ("b.zip/2.txt", "added"), ("b.zip/3.pdf", "failed")]
    assert store.brought_by("/b.zip") == {"/1.txt": {one.id}, "/2.txt": {other.id}}
    store.close_input("/b.zip", frozenset({("/1.txt", one.id)}), ())
    assert [entry.path for entry in store.inputs()] == ["b.zip/1.txt"]


def test_what_failed_can_be_asked_for(store: Store) -> None:
    document = make_document()
    store.put_coded(make_extracted(document), b"raw", make_arrival(document), Failure("extract", "a.txt", "extraction", "KeyError: 'x'"))
    store.close_input("/clippings/b.pdf", frozenset(), [Failure("ingest", "b.pdf", "encrypted", "'b.pdf' has a password")])
    assert store.failed() == ({"/clippings/b.pdf": "encrypted"}, {document.id})


def test_a_removed_document_leaves_a_tombstone_and_nothing_else(store: Store) -> None:
    key = put(store, "Norland shut the pass.")
    stays = put(store, "Karsia paid.", "b.txt")
    bytes_of = store.documents()[[d.id for d in store.documents()].index(key)].sha256
    stone = Tombstone(key, "2031-03-12T10:00:00+00:00", "mara", "told in confidence")
    store.remove(stone)
    assert [document.id for document in store.documents()] == [stays]
    assert [drawn.document.id for drawn in store.extracted()] == [stays]
    assert (store.tombstones(), store.raw(bytes_of), store.search("pass")) == ((stone,), None, ())
    assert [entry.document for entry in store.inputs()] == [stays]
    with pytest.raises(NotFoundError):
        store.remove(stone)
    put(store, "Norland shut the pass.")
    assert store.tombstones() == ()


def test_bytes_that_another_document_was_made_of_stay(store: Store) -> None:
    one = make_document("Karsia paid.", "a.jsonl:1")
    other = replace(one, id="d-other", path="a.jsonl:2")
    for document in (one, other):
        store.put_coded(make_extracted(document), one.text.encode(), make_arrival(document))
    store.remove(Tombstone(one.id, "2031-03-12T10:00:00+00:00", "mara"))
    assert store.raw(one.sha256) == one.text.encode()


def test_the_last_visit_of_an_address_is_kept(store: Store) -> None:
    first = Visit("https://harbourpost.example/a", "2031-03-12T10:00:00+00:00", '"1"', None, 200, "00")
    store.put_visit(first)
    store.put_visit(replace(first, etag='"2"'))
    assert store.visit(first.url) == replace(first, etag='"2"')
    assert store.visit("https://harbourpost.example/b") is None


def test_resolved_records_are_replaced_whole(store: Store) -> None:
    put(store)
    resolved = make_resolved(*store.extracted())
    store.replace_resolved(resolved, "first")
    assert (store.resolved(), store.note("resolved_for")) == (resolved, "first")
    store.replace_resolved(Resolved(), "second")
    assert (store.resolved(), store.note("resolved_for")) == (Resolved(), "second")


def test_an_id_that_goes_leads_to_the_record_that_holds_its_mention(store: Store) -> None:
    put(store)
    extracted = list(store.extracted())
    old = make_resolved(*extracted).entities[0].id
    store.replace_resolved(make_resolved(*extracted), "first")
    store.replace_resolved(make_resolved(*extracted, key="n-000000000000-000000-000001-0000"), "second")
    assert store.redirects() == {old: "n-000000000000-000000-000001-0000"}
    store.replace_resolved(make_resolved(*extracted), "third")
    assert old not in store.redirects()


def test_a_judgement_is_never_overwritten(store: Store) -> None:
    first = Judgement("j-1", ("nm-1", "nm-2"), "same", "mara", "2031-03-12")
    store.put_judgement(first)
    store.put_judgement(replace(first, verdict="different"))
    assert store.judgements() == (first,)


def test_search_finds_words_without_their_accents(store: Store) -> None:
    key = put(store, "Õlav Šimek crossed the pass.")
    put(store, "Karsia paid.", "b.txt")
    assert store.search("olav simek") == (key,)
    assert store.search("Šimek") == (key,)


@pytest.mark.parametrize("words", ['"', "pass OR", "*", "NEAR(", "", "text:pass AND -"])
def test_no_word_is_read_as_the_syntax_of_a_search(store: Store, words: str) -> None:
    put(store)
    store.search(words)


def test_a_snapshot_may_be_taken_within_another(store: Store) -> None:
    put(store)
    with store.snapshot(), store.snapshot():
        assert len(store.documents()) == 1


def test_lists_are_found_by_the_keys_of_names_and_replaced_by_name(store: Store) -> None:
    head = ListHead("boats", "boats.json", "00", 0, "2025-01-01T00:00:00")
    heron, teal = Listed("boats", "b", "craft", "Grey Heron", ("Silver Heron",)), Listed("boats", "a", "craft", "Green Teal")
    assert store.put_list(head, [heron, teal, replace(heron, name="Another")]) == replace(head, entries=2)
    assert store.lists() == (replace(head, entries=2),)
    assert store.listed(name_keys("Heron Silver")) == (heron,)
    assert store.listed(name_keys("Grey Heron") | name_keys("Green Teal")) == (teal, heron)
    assert store.listed(()) == ()
    store.put_list(head, [teal])
    assert store.listed(name_keys("Grey Heron")) == ()
    store.drop_list("boats")
    assert (store.lists(), store.listed(name_keys("Green Teal"))) == ((), ())
    with pytest.raises(NotFoundError):
        store.drop_list("boats")


def test_odds_of_pairs_are_kept_until_only_others_are_asked_for(store: Store) -> None:
    assert store.odds("twins a b") is None
    store.put_odds({"twins a b": -1.25, "twins a c": 2.0}, alone=False)
    store.put_odds({"twins a b": 0.5}, alone=False)
    assert (store.odds("twins a b"), store.odds("twins a c")) == (0.5, 2.0)
    store.put_odds({"twins a d": 1.0}, alone=True)
    assert (store.odds("twins a b"), store.odds("twins a d")) == (None, 1.0)
