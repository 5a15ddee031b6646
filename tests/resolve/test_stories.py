"""Stories: affairs and happenings from reports of our own making; what parts two affairs, what holds one together, and what they are called."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import DateRange, on
from dragoman.core.documents import Document, Evidence, Published
from dragoman.core.incidents import Incident, Phase, Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import EntityMention, Extracted
from dragoman.core.records import Entity, Event, EventTold, Party
from dragoman.resolve.stories import group_documents, resolve_stories
from dragoman.resolve.story_names import say_period

CODEBOOK = load_codebook()
QUARREL = {
    "visa": "Consular visas were withheld after the envoys of the lagoon commission were sent home; the lagoon toll and the visas stay in dispute.",
    "fish": "Trawlers netted herring beyond the buoys; the herring quota, the trawlers' licences and the buoys are what the skippers quarrel over.",
    "dam": "The reservoir behind the dam was filled; turbines, sluices and irrigation canals downstream ran dry, engineers of the reservoir said.",
}


class Reports:
    """Reports with whom they name and what they tell."""

    def __init__(self) -> None:
        self.texts: list[Extracted] = []
        self.names: dict[str, list[str]] = {}
        self.told: dict[str, list[str]] = {}
        self.acts: dict[str, tuple[str, str | None, str, str, DateRange]] = {}

    def add(self, key: str, day: str | None, text: str, names: Sequence[str] = (), events: Sequence[str] = ()) -> str:
        published = Published(day, "metadata", 1.0) if day else None
        self.texts.append(Extracted(Document(f"d-{key}", text, "0" * 64, "test", outlet=f"Outlet {key}", published=published)))
        for name in names:
            self.names.setdefault(name, []).append(f"d-{key}")
        for event in events:
            self.told.setdefault(event, []).append(f"d-{key}")
        return f"d-{key}"

    @property
    def entities(self) -> Mapping[str, Entity]:
        found = {}
        for name, docs in self.names.items():
            state = len(name) == 3
            kind, country = ("state", name) if state else ("person", None)
            mentions = tuple(EntityMention(f"nm-{d[2:]}-{name}", d, 0, 3, name, kind, "name", name, "x", 0) for d in docs)
            found[f"n-{name}"] = Entity(f"n-{name}", kind, {"XNO": "Norland", "XES": "Estavia"}.get(name, name), (), country, None, {}, mentions)
        return found

    @property
    def events(self) -> list[Event]:
        made = []
        for key, (kind, mode, actor, recipient, date) in self.acts.items():
            told = tuple(EventTold(f"em-{d[2:]}-{key}", d, (Evidence(d, 0, 3, "abc"),), (), "test", 0.9) for d in self.told.get(key, ()))
            sides = [(Party(f"n-{c}", c, c, None, c),) if c else () for c in (actor, recipient)]
            ontology, quad = ("OCCURRENCE", None) if kind == "INCIDENT" else ("PLOVER", 4 if kind in {"SANCTION", "ASSAULT"} else 3)
            parts = (ontology, kind, mode, (), None, "done", *sides, None, date, quad, -5.0, None, (), None, f"{actor} did {key}.", told)
            made.append(Event(f"e-{key}", *parts))  # type: ignore[arg-type]
        return made

    def stories(self, incidents: Sequence[Incident] = (), kin: Sequence[Kinship] = ()) -> tuple[Story, ...]:
        return resolve_stories(self.texts, self.events, incidents, self.entities, kin, CODEBOOK)

    def affairs(self) -> list[list[str]]:
        return group_documents(self.texts, self.events, self.entities, (), CODEBOOK, "affair")


def test_two_affairs_of_one_pair_years_apart_are_two() -> None:
    reports = Reports()
    for year, what in ((2031, "visa"), (2034, "fish")):
        for n in range(4):
            reports.add(f"{year}{n}", f"{year}-03-0{n + 1}", QUARREL[what], ["XNO", "XES"])
    assert [len(group) for group in reports.affairs()] == [4, 4]


def test_two_affairs_that_share_one_state_stay_apart() -> None:
    reports = Reports()
    for n in range(4):
        reports.add(f"a{n}", f"2031-03-0{n + 1}", QUARREL["visa"], ["XNO", "XES", "Ada Quill"])
        reports.add(f"b{n}", f"2031-03-0{n + 2}", QUARREL["dam"], ["XNO", "XVE", "Tom Reed"])
    assert reports.affairs() == [[f"d-a{n}" for n in range(4)], [f"d-b{n}" for n in range(4)]]


def test_a_quarrel_of_thirty_reports_over_half_a_year_is_one_affair() -> None:
    reports, draw = Reports(), random.Random(1)
    words = QUARREL["visa"].split()
    for n in range(30):
        text = " ".join(draw.sample(words, len(words) // 2))
        reports.add(f"{n:02d}", (dt.date(2031, 1, 1) + dt.timedelta(6 * n)).isoformat(), text, ["XNO", "XES", *(["Ada Quill"] if n % 3 else [])])
    assert [len(group) for group in reports.affairs()] == [30]


def test_the_order_of_the_reports_is_nothing_to_the_stories() -> None:
    reports = Reports()
    for n, what in enumerate(["visa", "fish", "dam"] * 4):
        reports.add(f"{n:02d}", f"2031-03-{n + 1:02d}", QUARREL[what], ["XNO", "XES"], [f"act{n % 3}"])
        reports.acts[f"act{n % 3}"] = ("SANCTION", "expel", "XNO", "XES", on("2031-03-01"))
    told = reports.stories()
    reports.texts.reverse()
    assert reports.stories() == told
    assert told


def test_a_copy_is_of_the_affair_of_what_it_copies() -> None:
    reports = Reports()
    first, copy = reports.add("a", "2031-03-01", QUARREL["visa"], (), ["act"]), reports.add("b", "2033-03-01", "Nothing of the kind.")
    reports.acts["act"] = ("SANCTION", "expel", "XNO", "XES", on("2031-03-01"))
    (affair,) = [s for s in reports.stories(kin=[Kinship(copy, "copy", first, 1.0, 1.0)]) if s.level == "affair"]
    assert affair.documents == (first, copy)


@pytest.fixture
def expulsions() -> Reports:
    """Two expulsions within one quarrel, told by three reports each, and a later one that looks back at both."""
    reports = Reports()
    for n, day in enumerate(("2031-04-14", "2031-04-14", "2031-04-15")):
        reports.add(f"a{n}", day, QUARREL["visa"] + " Twelve embassy clerks must leave within two days.", ["XNO", "XES", "Ada Quill"], ["first"])
    for n, day in enumerate(("2031-05-11", "2031-05-11", "2031-05-12")):
        reports.add(f"b{n}", day, QUARREL["visa"] + " Fifteen holders of diplomatic passports were turned back.", ["XNO", "XES", "Tom Reed"], ["second"])
    reports.add("c", "2031-05-20", QUARREL["visa"], ["XNO", "XES"], ["first", "second"])
    reports.acts = {
        "first": ("SANCTION", "expel", "XNO", "XES", on("2031-04-14")),
        "second": ("SANCTION", "expel", "XES", "XNO", on("2031-05-11")),
    }
    return reports


def test_a_report_is_of_one_affair_and_of_every_happening_that_it_tells(expulsions: Reports) -> None:
    told = expulsions.stories()
    (affair,) = [s for s in told if s.level == "affair"]
    happenings = [s for s in told if s.level == "happening"]
    assert len(affair.documents) == 7
    assert {s.parent for s in happenings} == {affair.id}
    assert sorted((s.head, len(s.documents)) for s in happenings) == [("e-first", 4), ("e-second", 4)]
    assert all("d-c" in s.documents for s in happenings)


def test_a_story_is_named_after_who_did_what_and_when(expulsions: Reports) -> None:
    assert {s.name for s in expulsions.stories()} == {
        "Estavia and Norland: expulsions, April to May 2031",
        "Estavia and Norland: expulsion, 14 April 2031",
        "Estavia and Norland: expulsion, 11 May 2031",
    }


def test_an_accident_that_two_reports_tell_is_a_happening_and_names_its_affair() -> None:
    reports = Reports()
    for key in ("a", "b"):
        reports.add(key, "2031-03-02", QUARREL["fish"], ["XNO", "XES"], ["sinking"])
    reports.acts["sinking"] = ("INCIDENT", None, "", "XNO", on("2031-03-01"))
    incident = Incident("i-1", "Sinking of the Gull", "e-sinking", (Phase("e-sinking", 1, None),), (), (), ())
    told = {s.level: s.name for s in reports.stories([incident])}
    assert told["happening"] == "Sinking of the Gull"
    assert "sinking of the Gull, March 2031" in told["affair"]


def test_each_story_has_an_id_of_its_own(expulsions: Reports) -> None:
    ids = [s.id for s in expulsions.stories()]
    assert len(set(ids)) == len(ids)


def test_reports_without_a_day_are_put_together_by_what_they_say() -> None:
    reports = Reports()
    for n in range(3):
        reports.add(f"a{n}", None, QUARREL["dam"])
        reports.add(f"b{n}", None, QUARREL["fish"])
    assert sorted(len(group) for group in reports.affairs()) == [3, 3]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        (DateRange("2031-04-02", "2031-04-20"), "April 2031"),
        (DateRange("2031-03-31", "2031-05-01"), "March to May 2031"),
        (DateRange("2030-12-25", "2031-02-13"), "December 2030 to February 2031"),
        (DateRange("2031-04-02", None), ""),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(date: DateRange, words: str) -> None:
    assert say_period(date) == words
