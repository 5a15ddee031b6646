"""What becomes of links: given by themselves, in lists and in feeds; the web is a stand-in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.core.errors import NothingReadError
from dragoman.pipeline import Wanted, add
from dragoman.store.sqlite import SqliteStore
from tests.pipeline.engines import PlainEngine
from tests.pipeline.pages import Pages, page

HOST = "https://harbourpost.example"
FERRY = "Norland closed the Estavian consulate in Port Sarn on 6 March 2031, and its navy stopped two Estavian ferries in the strait the same day."
GRAIN = "Karsia and Vesperia signed an accord on grain on 7 March 2031 after a week of talks in Ostrana, the two ministries said in a joint note."
NOW = dt.datetime(2031, 3, 12, 12, tzinfo=dt.UTC)


def feed(*addresses: str) -> tuple[str, bytes]:
    items = "".join(f"<item><title>An item</title><link>{address}</link><pubDate>Tue, 11 Mar 2031 08:00:00 GMT</pubDate></item>" for address in addresses)
    return "application/rss+xml", f'<rss version="2.0"><channel><title>The Harbour Post</title>{items}</channel></rss>'.encode()


@pytest.fixture
def web() -> Pages:
    return Pages({f"{HOST}/ferry": page("Ferries stopped", "2031-03-10", FERRY), f"{HOST}/grain": page("Grain accord", "2031-03-11", GRAIN)})


def states(store: SqliteStore, web: Pages, *given: str | Path, now: dt.datetime | None = NOW, follow: bool = True) -> dict[str, str]:
    return {entry.path: entry.state for entry in add(Wanted(given, now=now, follow=follow), store, PlainEngine(), None, web).inputs}


def test_a_link_is_fetched_read_and_known_by_its_address(store: SqliteStore, web: Pages) -> None:
    assert states(store, web, f"{HOST}/ferry") == {f"{HOST}/ferry": "added"}
    (document,) = store.documents()
    assert (document.url, document.title, document.importer) == (f"{HOST}/ferry", "Ferries stopped", "html")
    assert FERRY in document.text
    assert store.raw(document.sha256) == web.held[f"{HOST}/ferry"][1]


def test_a_page_that_did_not_change_is_not_sent_again(store: SqliteStore, web: Pages) -> None:
    states(store, web, f"{HOST}/ferry")
    assert states(store, web, f"{HOST}/ferry") == {f"{HOST}/ferry": "unchanged"}
    assert len(store.documents()) == 1


def test_a_page_that_changed_is_updated_and_its_old_text_stays(store: SqliteStore, web: Pages) -> None:
    states(store, web, f"{HOST}/ferry")
    web.held[f"{HOST}/ferry"] = page("Ferries stopped", "2031-03-10", FERRY + " Both were let go on Sunday.")
    assert states(store, web, f"{HOST}/ferry") == {f"{HOST}/ferry": "updated"}
    assert len(store.documents()) == 2


def test_a_list_of_links_leads_to_its_pages_each_once(store: SqliteStore, web: Pages, tmp_path: Path) -> None:
    (tmp_path / "a.links").write_text(f"{HOST}/ferry\n{HOST}/grain\n{HOST}/ferry\n", encoding="utf-8")
    assert states(store, web, tmp_path / "a.links") == {f"{HOST}/ferry": "added", f"{HOST}/grain": "added"}
    assert sorted(web.asked) == [f"{HOST}/ferry", f"{HOST}/grain"]


def test_a_feed_leads_to_its_pages_and_they_are_not_asked_for_again_within_the_hour(store: SqliteStore, web: Pages) -> None:
    web.held[f"{HOST}/feed.xml"] = feed(f"{HOST}/ferry", f"{HOST}/grain")
    assert set(states(store, web, f"{HOST}/feed.xml")) >= {f"{HOST}/ferry", f"{HOST}/grain"}
    web.asked.clear()
    web.held[f"{HOST}/feed.xml"] = feed(f"{HOST}/ferry", f"{HOST}/grain", f"{HOST}/gone")
    found = states(store, web, f"{HOST}/feed.xml", now=dt.datetime(2031, 3, 12, 10, 30, tzinfo=dt.UTC))
    assert [found[f"{HOST}/ferry"], found[f"{HOST}/gone"]] == ["unchanged", "failed"]
    assert web.asked == [f"{HOST}/feed.xml", f"{HOST}/gone"]


def test_where_nothing_is_to_be_fetched_links_are_noted_as_not_followed(store: SqliteStore, web: Pages, tmp_path: Path) -> None:
    (tmp_path / "a.links").write_text(f"{HOST}/ferry\n", encoding="utf-8")
    with pytest.raises(NothingReadError, match="not fetched"):
        states(store, web, tmp_path / "a.links", follow=False)
    assert web.asked == []
    assert [failure.error for failure in store.failures()] == ["not-followed"]
    assert set(store.failed()[0]) == {f"{HOST}/ferry"}


def test_a_link_that_fails_later_keeps_what_it_brought(store: SqliteStore, web: Pages) -> None:
    states(store, web, f"{HOST}/ferry")
    del web.held[f"{HOST}/ferry"]
    with pytest.raises(NothingReadError):
        states(store, web, f"{HOST}/ferry")
    assert [entry.state for entry in store.inputs()] == ["added"]
    assert [failure.error for failure in store.failures()] == ["http-status"]
    assert store.brought_by(f"{HOST}/ferry")


def test_more_links_than_one_run_fetches_are_left_for_the_next(store: SqliteStore, web: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.sources.MOST_LINKS", 1)
    assert states(store, web, f"{HOST}/ferry", f"{HOST}/grain") == {f"{HOST}/ferry": "added", f"{HOST}/grain": "failed"}
    assert store.failed()[0] == {f"{HOST}/grain": "not-followed"}


def test_a_page_from_the_future_has_no_day(store: SqliteStore, web: Pages) -> None:
    web.held[f"{HOST}/ahead"] = page("Ahead of time", "2031-05-01", FERRY)
    states(store, web, f"{HOST}/ahead")
    assert [document.published for document in store.documents()] == [None]
