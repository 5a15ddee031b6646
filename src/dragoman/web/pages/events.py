"""Yields the events of the desk: one filtered set as swimlanes over time, as a table and on a map, and as a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from dragoman.codebook.types import MODALITIES
from dragoman.core.desk import EventFilter, Facet, Page
from dragoman.core.desk_rows import PlaceRow
from dragoman.core.errors import UsageError
from dragoman.view.event_asking import Asked, labelled, plain_type, read_asked, split_pair
from dragoman.view.event_rows import COLUMNS, row_of
from dragoman.view.swimlanes import LANES, MORE_LANES, Swimlanes, swimlanes
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import all_of, export

ROUTER = APIRouter()
VIEWS = (("swimlanes", "Timeline"), ("table", "Table"), ("map", "Map"))
BY = (("actor", "Who did it"), ("recipient", "To whom"), ("pair", "Pair"), ("type", "Type"))
SORTS = (
    ("-time", "Latest first"), ("time", "Earliest first"), ("told", "Told by most"), ("score", "Most hostile first"), ("-score", "Friendliest first"),
    ("sure", "Least sure first"),
)  # fmt: skip
FACETS = ("type", "modality", "actor", "recipient", "country", "outlet", "review")
FACET_TITLES = {"type": "Type", "modality": "Told as", "actor": "Who", "recipient": "To whom", "country": "Where", "outlet": "Outlet", "review": "Review"}
_ORDER = ("done", "alleged", "planned", "hypothetical", "threatened", "demanded", "denied")
_FORM = ("about", "actor", "recipient", "pair", "from", "to", "type", "modality")
"""Keys that the form itself asks for; it carries the others along."""
_UNDATED = 8
"""Acts without a day that are told under the chart."""


@ROUTER.get("/events")
def events(desk: DeskOf) -> Response:
    """The acts of a filter; `view`: swimlanes, table or map; `format`: all of them as a file."""
    query = _query(desk)
    asked = read_asked(query, desk.app.desk)
    view, sort = _one(query, "view", VIEWS), _one(query, "sort", SORTS)
    if form := _last(query, "format"):
        reads = desk.app.desk
        return export(form, "events", COLUMNS, map(row_of, all_of(lambda page: reads.events(asked.filter, page, sort))))
    shown = {"swimlanes": _swimlanes, "table": _table, "map": _map}[view](desk, asked.filter, query, sort)
    facets = desk.app.desk.event_facets(asked.filter, top=8, names=FACETS)
    return desk.page(
        f"events/{view}.html",
        here="events",
        title="Events",
        views=VIEWS,
        view=view,
        asked_for=asked,
        facets=tuple(map(_said, facets)),
        facet_titles=FACET_TITLES,
        form=_form(desk, query, asked),
        brief=_brief(asked),
        **shown,
    )


def _query(desk: Desk) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, value in desk.request.query_params.multi_items():
        found.setdefault(key, []).append(value)
    return found


def _swimlanes(desk: Desk, asked: EventFilter, query: Mapping[str, Sequence[str]], sort: str) -> dict[str, Any]:
    by = _one(query, "by", BY)
    wanted = MORE_LANES if _last(query, "lanes") == "more" else LANES
    chart = _renamed(swimlanes(desk.app.desk, asked, by, wanted, whole=_last(query, "span") == "all"))
    undated = desk.app.desk.events(replace(asked, dated=False), Page(1, _UNDATED), "told") if chart.undated else None
    return {"chart": chart, "found": _Total(chart.total), "by": by, "bys": BY, "undated": undated, "sort": sort}


def _table(desk: Desk, asked: EventFilter, query: Mapping[str, Sequence[str]], sort: str) -> dict[str, Any]:
    number = _last(query, "page") or "1"
    if not number.isdecimal() or len(number) > 7 or not 1 <= int(number) <= 1_000_000:
        raise UsageError(f"a page has a number from 1; not {number[:40]!r}")
    return {"found": desk.app.desk.events(asked, Page(int(number)), sort), "sorts": SORTS, "sort": sort}


def _map(desk: Desk, asked: EventFilter, query: Mapping[str, Sequence[str]], sort: str) -> dict[str, Any]:
    places = desk.app.desk.places(asked)
    names = desk.app.desk.labels(places.countries)
    exact = [p for p in places.places if p.lat is not None and p.lon is not None and p.country]
    coarse = [p for p in places.places if p.lat is None and p.country]
    least: dict[str, int] = {}
    for place in coarse:
        least[place.country or ""] = least.get(place.country or "", 0) + place.n
    data = {"places": [_dot(p) for p in exact], "countries": [{"code": code, "name": names[code], "n": n} for code, n in sorted(least.items())]}
    named = [(code, names[code], n, least.get(code, 0)) for code, n in places.countries.items()]
    return {"places": places, "found": _Total(places.total), "names": names, "named": named, "data": data, "sort": sort}


def _dot(place: PlaceRow) -> dict[str, Any]:
    return {"name": place.name, "country": place.country, "lat": place.lat, "lon": place.lon, "n": place.n, "done": place.modalities.get("done", 0)}


class _Total:
    """As much of a Found as the count of a list needs."""

    def __init__(self, total: int) -> None:
        self.total = total


def _said(facet: Facet) -> Facet:
    if facet.name != "type":
        return facet
    return replace(facet, values=tuple(replace(value, label=plain_type(value.label)) for value in facet.values))


def _renamed(chart: Swimlanes) -> Swimlanes:
    if chart.by != "type":
        return chart
    return replace(chart, tracks=tuple(replace(track, label=plain_type(track.label) if track.key else track.label) for track in chart.tracks))


def _form(desk: Desk, query: Mapping[str, Sequence[str]], asked: Asked) -> dict[str, Any]:
    """What the form of filters shows and carries along."""
    single = {key: _last(query, key) if len(query.get(key, ())) < 2 else "" for key in _FORM}
    labels = {key: said for _, key, value, said in asked.chosen if key in {"actor", "recipient", "pair"} and value == single.get(key)}
    carried = [(key, value) for key, values in query.items() for value in values if key not in {"page", "format"} and (key not in _FORM or len(values) > 1)]
    types = desk.codebook.types
    return {
        "values": single | {key: said.replace(" and ", ", ") if key == "pair" else said for key, said in labels.items()},
        "carried": carried,
        "types": [("", "any"), *labelled(sorted(types, key=lambda name: (types[name].ontology != "PLOVER", name)))],
        "modalities": [("", "any"), *((name, name) for name in _ORDER if name in MODALITIES)],
    }


def _brief(asked: Asked) -> str:
    """What a brief of these acts would be about."""
    pair = next((value for _, key, value, _ in asked.chosen if key == "pair"), "")
    if len(split_pair(pair)) == 2:
        return ",".join(split_pair(pair))
    said = [said for _, key, _, said in asked.chosen if key in {"actor", "recipient", "party"}]
    return ",".join(said[:2]) or asked.filter.about


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    return (query.get(key) or [""])[-1]


def _one(query: Mapping[str, Sequence[str]], key: str, known: Sequence[tuple[str, str]]) -> str:
    """One of what is known, the first where none is told."""
    value = _last(query, key) or known[0][0]
    if value not in {name for name, _ in known}:
        raise UsageError(f"{key} is one of {', '.join(name for name, _ in known)}; not {value!r}")
    return value
