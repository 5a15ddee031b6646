"""Yields the list and the network of all ties, and the page of one pair: its course, changes of level, and who answered whom."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.core.dates import is_partial
from dragoman.core.desk import UNITS, EventFilter, Page
from dragoman.core.desk_rows import PairRow
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.relate.dyads import COUNTED
from dragoman.view.selection import bounds
from dragoman.view.tie_chart import NARROW, WIDE, draw, spark
from dragoman.view.tie_course import Course, CourseRow, course_of
from dragoman.view.tie_list import Dyad, TieLine, dyads, latest_shifts, page_of, tie_line
from dragoman.view.tie_page import Told, period_at, told_of
from dragoman.view.tie_table import say_period
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import export

ROUTER = APIRouter()
ALL = 100_000
"""Ordered pairs that are read for the list: all that a record can hold in practice."""
IN_NETWORK = 160
"""Ordered pairs that the network draws of one period: more cannot be told apart."""
ON_PAGE = 25
OF_PART = 120
"""Acts that the chain of a pair is looked for in, the latest."""
SORTS = (("acts", "Most acts first"), ("-time", "Latest first"), ("score", "Worst score first"), ("-score", "Best score first"))
PAIR_COLUMNS = ("actor", "actor_label", "recipient", "recipient_label", "unit", "n", "score", "first", "last")
SIDES = ("score", "n", "reports", "origins", "planned", "threatened", "announced")
COURSE_COLUMNS = ("period", "start", "end", *(f"{way}_{name}" for way in ("outward", "inward") for name in SIDES))
UNIT_WORDS = tuple((unit, unit.capitalize()) for unit in UNITS)

From = Annotated[str, Query(alias="from")]
Until = Annotated[str, Query(alias="to")]


@ROUTER.get("/ties")
def ties(
    desk: DeskOf,
    unit: str = "month",
    since: From = "",
    until: Until = "",
    about: str = "",
    sort: str = "acts",
    view: str = "list",
    period: str = "",
    page: Annotated[int, Query(ge=1)] = 1,
    format: str = "",
) -> Response:
    """Pairs by weight, or the network of them in one period after another."""
    _check(unit, since, until, period)
    if view not in ("list", "network"):
        raise UsageError(f"ties are seen as list or network; not as {view!r}")
    shown = period if view == "network" else ""
    who = desk.app.desk.subject(about) if about else None
    key = (who.country if who.type == "state" and who.country else who.id) if who else about or None
    span = (shown, shown) if shown else (since or None, until or None)
    found = desk.app.desk.pairs(*span, unit=unit, most=ALL, about=key)
    ordered = dyads(found, sort)
    if format:
        return export(format, "ties", PAIR_COLUMNS, _pair_rows(ordered, unit))
    pages = page_of(ordered, Page(page, ON_PAGE))
    lines = _lines(desk, pages.items, unit)
    ends = [day for line in lines for way in line.ways for day in (way.pair.first, way.pair.last)]
    context: dict[str, Any] = {"unit": unit, "since": since, "until": until, "about": about, "who": who, "sort": sort, "view": view, "period": shown}
    context |= {"units": UNIT_WORDS, "sorts": SORTS, "found": pages, "lines": lines, "spark": _spark(min(ends, default=""), max(ends, default=""))}
    if view == "network":
        context["periods"] = [(start, say_period(period_at(start, unit)), n) for start, n in desk.app.desk.periods(unit)]
    return desk.page("ties/list.html", here="ties", title="Ties", **context)


@ROUTER.get("/api/ties")
def network(desk: DeskOf, unit: str = "month", since: From = "", until: Until = "", about: str = "") -> Mapping[str, Any]:
    """The pairs of a span as nodes and edges, the heaviest; actor, recipient, acts, score, and names by code."""
    _check(unit, since, until, "")
    found = desk.app.desk.pairs(since or None, until or None, unit, IN_NETWORK, about or None)
    names = {key: label for row in found for key, label in ((row.actor, row.actor_label), (row.recipient, row.recipient_label))}
    return {"names": names, "edges": [{"a": row.actor, "b": row.recipient, "n": row.n, "score": row.score} for row in found]}


@ROUTER.get("/ties/{actor}/{recipient}")
def tie(desk: DeskOf, actor: str, recipient: str, unit: str = "month", since: From = "", until: Until = "", format: str = "") -> Response:
    """How one pair stands to each other, period by period and in both directions."""
    _check(unit, since, until, "")
    keys = _keys(desk, actor, recipient)
    if keys != (actor, recipient):
        query = f"?{desk.request.url.query}" if desk.request.url.query else ""
        return RedirectResponse(f"/ties/{quote(keys[0], safe='')}/{quote(keys[1], safe='')}{query}", status_code=303)
    course = _course(desk, keys, unit, since, until)
    if format:
        return export(format, f"tie-{keys[0]}-{keys[1]}", COURSE_COLUMNS, (_flat(row) for row in course.rows))
    told = _told(desk, keys, unit, since, until)
    shifts = told.table.shifts if told.table else ()
    moved = {event for shift in shifts for event in shift.events}
    acts = {row.event.id: row for row in desk.app.desk.events(EventFilter(ids=tuple(sorted(moved))), Page(1, 500)).items} if moved else {}
    context: dict[str, Any] = {
        "course": course,
        "told": told,
        "shifts": shifts,
        "acts": acts,
        "unit": unit,
        "units": UNIT_WORDS,
        "since": since,
        "until": until,
    }
    context |= {"wide": draw(course, shifts, WIDE), "narrow": draw(course, shifts, NARROW), "pair": _pair(keys), "counted": sorted(COUNTED)}
    context["names"] = desk.app.desk.labels({key for act in told.acts for key in (*act.actors, *act.recipients)})
    context["heads"] = desk.app.desk.document_rows({word[0] for act in told.acts for link in act.links for word in link.words})
    return desk.page("ties/pair.html", here="ties", title=f"{course.a} – {course.b}", **context)


def _check(unit: str, since: str, until: str, period: str) -> None:
    """UsageError where a word of the address is none that this page takes."""
    if unit not in UNITS:
        raise UsageError(f"ties are told by {', '.join(UNITS)}; not by {unit!r}")
    bounds(since or None, until or None)
    if period and not (is_partial(period) and len(period) == 10):
        raise UsageError(f"a period is named by its first day, like 2025-02-01; not by {period!r}")


def _keys(desk: Desk, actor: str, recipient: str) -> tuple[str, str]:
    """Under what ties name the two; NotFoundError where somebody is nobody, UsageError where both are the same."""
    if actor != recipient and desk.app.desk.series(actor, recipient, "year"):
        return actor, recipient
    found = []
    for name in (actor, recipient):
        row = desk.app.desk.subject(name)
        if row is None:
            raise NotFoundError(f"the record names nobody and nothing {name!r}")
        found.append(row.country if row.type == "state" and row.country else row.id)
    if found[0] == found[1]:
        raise UsageError("a tie is between two; both of these names mean the same")
    return found[0], found[1]


def _course(desk: Desk, keys: tuple[str, str], unit: str, since: str, until: str) -> Course:
    a, b = keys
    names = desk.app.desk.labels(keys)
    each = ((a, b), (b, a))
    ties = tuple(desk.app.store.of_pair("ties", x, y, unit) for x, y in each)
    asked = (EventFilter(actor=(x,), recipient=(y,), modality=("planned", "threatened"), ontology=("PLOVER",)) for x, y in each)
    said = tuple(desk.app.desk.lanes(one, "type", unit, 50).lanes for one in asked)
    return course_of((names[a], names[b]), keys, unit, (ties[0], ties[1]), (said[0], said[1]), bounds(since or None, until or None))


def _told(desk: Desk, keys: tuple[str, str], unit: str, since: str, until: str) -> Told:
    try:
        part = desk.app.part(pair=keys, unit=unit, most=OF_PART)
    except NotFoundError:
        return told_of(None, keys, unit, since or None, until or None)
    return told_of(part.record, keys, unit, since or None, until or None, part.left)


def _lines(desk: Desk, found: tuple[Dyad, ...], unit: str) -> tuple[TieLine, ...]:
    shifts = latest_shifts(desk.app.desk.shifts(1000))
    return tuple(tie_line(one, desk.app.desk.series(one.rows[0].actor, one.rows[0].recipient, unit), unit, shifts) for one in found)


def _pair_rows(ordered: tuple[Dyad, ...], unit: str) -> Iterator[Mapping[str, Any]]:
    for dyad in ordered:
        for row in dyad.rows:
            yield {name: getattr(row, name) for name in PairRow.__dataclass_fields__} | {"unit": unit}


def _flat(row: CourseRow) -> Mapping[str, Any]:
    sides = {f"{way}_{name}": getattr(side, name) for way, side in (("outward", row.outward), ("inward", row.inward)) for name in SIDES}
    return {"period": row.period, "start": row.start, "end": row.end} | sides


def _pair(keys: tuple[str, str]) -> str:
    """How an address names a pair of events."""
    return ("-" if all(len(key) == 3 and key.isalpha() and key.isupper() for key in keys) else "~").join(keys)


def _spark(first: str, last: str) -> Any:
    return lambda points: spark(points, first, last)
