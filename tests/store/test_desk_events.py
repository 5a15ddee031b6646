"""Yields tests of lists, facets, swimlanes and maps of events: what is packed and counted is what counting record by record gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.core.dates import first_day, last_day
from dragoman.core.desk import EventFilter, Page
from dragoman.core.errors import UsageError
from dragoman.core.records import Event
from dragoman.core.resolved import Resolved
from dragoman.store.sqlite import SqliteStore
from tests.store.desk_records import make_desk

Desk = tuple[SqliteStore, Resolved]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    store, resolved = make_desk(tmp_path_factory.mktemp("desk") / "r.db")
    yield store, resolved
    store.close()


def ids(store: SqliteStore, asked: EventFilter, sort: str = "-time") -> list[str]:
    return [row.event.id for row in store.desk.events(asked, Page(1, 500), sort).items]


def outlets_of(store: SqliteStore) -> dict[str, str | None]:
    return {document.id: document.outlet for document in store.documents()}


def bears(event: Event, side: str, key: str) -> bool:
    return any(key in (party.country, party.entity) for party in getattr(event, side))


CASES: dict[str, tuple[EventFilter, Callable[[Event, SqliteStore], bool]]] = {
    "type": (EventFilter(type=("COERCE", "AID")), lambda e, s: e.type in {"COERCE", "AID"}),
    "modality": (EventFilter(modality=("planned",)), lambda e, s: e.modality == "planned"),
    "quad": (EventFilter(quad=("4", "x")), lambda e, s: e.quad == 4),
    "since": (EventFilter(since="2022-06", dated=True), lambda e, s: bool(e.date.end) and last_day(e.date.end or "") >= first_day("2022-06")),
    "until": (EventFilter(until="2022", dated=True), lambda e, s: bool(e.date.start) and first_day(e.date.start or "") <= last_day("2022")),
    "undated": (EventFilter(dated=False), lambda e, s: not e.date.known),
    "outlets": (EventFilter(outlets=2), lambda e, s: len({outlets_of(s)[m.doc] for m in e.mentions}) >= 2),
    "month": (EventFilter(month=("2022-01",)), lambda e, s: (e.date.start or "")[:7] == "2022-01"),
    "unknown": (EventFilter(type=("NOTHING",)), lambda e, s: False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_filter_keeps_what_counting_one_by_one_keeps(made: Desk, name: str) -> None:
    store, resolved = made
    asked, keeps = CASES[name]
    wanted = {event.id for event in resolved.events if keeps(event, store)}
    assert set(ids(store, asked)) == wanted
    assert name == "unknown" or 0 < len(wanted) < len(resolved.events)


def test_a_code_takes_in_all_that_bears_it_and_an_id_only_itself(made: Desk) -> None:
    store, resolved = made
    code = Counter(e.actors[0].country for e in resolved.events).most_common(1)[0][0] or ""
    person = next(e.actors[0].entity for e in resolved.events if e.actors[0].entity and e.actors[0].name and e.actors[0].code is None) or ""
    assert set(ids(store, EventFilter(actor=(code,)))) == {e.id for e in resolved.events if bears(e, "actors", code)}
    assert set(ids(store, EventFilter(party=(person,)))) == {e.id for e in resolved.events if bears(e, "actors", person) or bears(e, "recipients", person)}


def test_a_pair_is_met_either_way_round(made: Desk) -> None:
    store, resolved = made
    (a, b), _ = Counter((e.actors[0].country or "", e.recipients[0].country or "") for e in resolved.events).most_common(1)[0]
    wanted = {e.id for e in resolved.events if (e.actors[0].country, e.recipients[0].country) in {(a, b), (b, a)}}
    assert set(ids(store, EventFilter(pair=(a, b)))) == set(ids(store, EventFilter(pair=(b, a)))) == wanted


def test_each_facet_counts_under_all_other_fields(made: Desk) -> None:
    store, resolved = made
    asked = EventFilter(type=("COERCE",), modality=("done",))
    facets = {facet.name: facet for facet in store.desk.event_facets(asked, top=500)}
    types = Counter(e.type for e in resolved.events if e.modality == "done")
    assert {value.value: value.n for value in facets["type"].values} == types
    assert [value.value for value in facets["type"].values if value.chosen] == ["COERCE"]
    kept = [e for e in resolved.events if e.modality == "done" and e.type == "COERCE"]
    assert {value.value: value.n for value in facets["outlet"].values} == Counter(o for e in kept for o in {outlets_of(store)[m.doc] for m in e.mentions})
    assert {value.value: value.n for value in facets["recipient"].values} == Counter(e.recipients[0].country for e in kept)


def test_a_facet_is_cut_and_says_how_many_values_more_there_are(made: Desk) -> None:
    store, resolved = made
    facet = store.desk.event_facets(EventFilter(actor=("ZZZ",)), top=3, names=("actor",))[0]
    assert len(facet.values) == 3
    assert facet.more == len({e.actors[0].country or e.actors[0].entity for e in resolved.events}) - 3


@pytest.mark.parametrize("sort", ["-time", "time", "told", "score", "-score", "sure"])
def test_pages_of_an_order_make_up_the_whole_list(made: Desk, sort: str) -> None:
    store, resolved = made
    whole = ids(store, EventFilter(), sort)
    paged = [row.event.id for number in range(1, 9) for row in store.desk.events(EventFilter(), Page(number, 40), sort).items]
    assert paged == whole
    assert sorted(whole) == sorted(e.id for e in resolved.events)
    assert store.desk.events(EventFilter(), Page(99, 40), sort).items == ()


def test_the_latest_come_first_and_the_undated_last(made: Desk) -> None:
    store, resolved = made
    days = [row.event.date.start for row in store.desk.events(EventFilter(), Page(1, 500)).items]
    dated = [first_day(day) for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert days[len(dated) :] == [None] * sum(not e.date.known for e in resolved.events)


def test_lanes_hold_every_event_of_their_actor_in_its_month(made: Desk) -> None:
    store, resolved = made
    lanes = store.desk.lanes(EventFilter(), "actor", "month", most=500)
    for lane in lanes.lanes:
        mine = [e for e in resolved.events if (e.actors[0].country or e.actors[0].entity) == lane.key]
        assert lane.n == len(mine)
        assert {b.start: b.n for b in lane.buckets} == Counter(f"{e.date.start[:7]}-01" for e in mine if e.date.start)
        assert all(sum(b.modalities.values()) == b.n for b in lane.buckets)
    assert lanes.undated == sum(not e.date.known for e in resolved.events)
    assert lanes.more == lanes.wide == 0


def test_a_month_is_too_wide_for_a_day(made: Desk) -> None:
    store, resolved = made
    assert store.desk.lanes(EventFilter(), "type", "day").wide == sum(len(e.date.start or "") == 7 for e in resolved.events)


def test_marks_are_the_latest_in_order_of_time(made: Desk) -> None:
    store, _ = made
    marks = store.desk.event_marks(EventFilter(dated=True), "pair", 20)
    assert [mark.id for mark in marks.items] == ids(store, EventFilter(dated=True))[19::-1]
    assert all(mark.first and mark.lanes and "-" in mark.lanes[0] for mark in marks.items)


def test_places_are_counted_and_those_without_told(made: Desk) -> None:
    store, resolved = made
    places = store.desk.places(EventFilter())
    assert {(p.name, p.country): p.n for p in places.places} == Counter((e.place.name, e.place.country) for e in resolved.events if e.place)
    assert places.nowhere == sum(e.place is None for e in resolved.events)


def test_words_find_events_by_summary_and_quotes(made: Desk) -> None:
    store, resolved = made
    told = {e.id for e in resolved.events if "wheat" in " ".join([e.summary, *(m.evidence[0].text for m in e.mentions)]).lower()}
    assert set(ids(store, EventFilter(about="Wheat"))) == told
    assert ids(store, EventFilter(about="wheat -wheat")) == ids(store, EventFilter(about='"')) == []


def test_what_is_new_is_told_by_no_earlier_document(made: Desk) -> None:
    store, resolved = made
    number = store.desk.latest() - 10
    late = {document.id for document in store.documents() if int((document.path or "0")[:6]) >= number}
    assert set(ids(store, EventFilter(after=number))) == {e.id for e in resolved.events if all(m.doc in late for m in e.mentions)}


@pytest.mark.parametrize(
    "ask",
    [
        lambda d: d.events(EventFilter(), sort="best"),
        lambda d: d.events(EventFilter(since="soon")),
        lambda d: d.lanes(EventFilter(), "colour"),
        lambda d: d.lanes(EventFilter(), "actor", "decade"),
        lambda d: d.event_facets(EventFilter(), names=("colour",)),
        lambda d: Page(0),
        lambda d: Page(1, 501),
    ],
)
def test_what_cannot_be_asked_is_refused(made: Desk, ask: Callable[[object], object]) -> None:
    with pytest.raises(UsageError):
        ask(made[0].desk)


def test_a_desk_without_events_is_empty(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "empty.db")
    assert store.desk.events(EventFilter()).total == 0
    assert store.desk.lanes(EventFilter()).lanes == ()
    assert all(facet.values == () for facet in store.desk.event_facets(EventFilter()))
    assert store.desk.places(EventFilter()).places == ()
    store.close()
