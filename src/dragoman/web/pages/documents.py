"""Yields the list of documents and the page of one: its text with all that was drawn from it marked, its copies, and what they changed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.codebook.types import MODALITIES
from dragoman.core.desk import KIN, DocumentFilter, Facet, FacetValue, Page
from dragoman.core.desk_rows import DocumentRow
from dragoman.core.documents import Document, Span
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.review.fields import CERTAINTIES, KINDS
from dragoman.view.days import say_month
from dragoman.view.languages import say_language
from dragoman.view.letters import say_published
from dragoman.view.reading import Reading, read_document
from dragoman.view.surety import say_surety
from dragoman.web.desk import Desk, DeskOf, called
from dragoman.web.exports import all_of, export
from dragoman.web.pages.inputs import jobs_of
from dragoman.web.verbatim import verbatim

ROUTER = APIRouter()
COLUMNS = ("id", "title", "outlet", "day", "lang", "kin", "of", "copies", "events", "claims", "length", "state", "path", "url")
SORTS = (("-time", "Latest first"), ("time", "Earliest first"), ("new", "As they came in"), ("events", "Most acts first"))
TITLES = {"outlet": "Outlet", "lang": "Language", "month": "Month", "kin": "Whose text", "state": "Coded"}
STATES = {
    "coded": "coded to its end",
    "partly": "coded up to a length",
    "uncoded": "stored, not coded: no rules for its language",
    "failed": "could not be coded",
}
"""What the states of a document mean."""
KINSHIPS = {"original": "its own", "copy": "a copy", "rewrite": "a rewrite", "correction": "a correction", "update": "an update"}
_NOT_COPIES = tuple(kind for kind in KIN if kind != "copy")
_SPAN = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Many = Annotated[list[str], Query()]


@ROUTER.get("/documents")
def documents(
    desk: DeskOf,
    about: str = "",
    outlet: Many = [],  # noqa: B006  FastAPI makes a new one for each request
    lang: Many = [],  # noqa: B006
    month: Many = [],  # noqa: B006
    kin: Many = [],  # noqa: B006
    state: Many = [],  # noqa: B006
    since: Annotated[str, Query(alias="from")] = "",
    until: Annotated[str, Query(alias="to")] = "",
    of: str = "",
    entity: str = "",
    event: str = "",
    copies: str = "",
    sort: str = "-time",
    page: Annotated[int, Query(ge=1)] = 1,
    format: str = "",
) -> Response:
    """The reports of the record; copies stand with what they copy, unless they are asked for."""
    asked = DocumentFilter(
        outlet=tuple(outlet),
        lang=tuple(lang),
        month=tuple(month),
        kin=tuple(kin),
        state=tuple(state),
        since=since or None,
        until=until or None,
        about=about,
        of=of or None,
        entity=entity or None,
        event=event or None,
    )
    return _list(desk, asked, folded=not (kin or of or copies == "all"), sort=sort, page=page, form=format)


def _list(desk: Desk, asked: DocumentFilter, *, folded: bool, sort: str, page: int, form: str) -> Response:
    reads = desk.app.desk
    shown = replace(asked, kin=_NOT_COPIES) if folded else asked
    if form:
        return export(form, "documents", COLUMNS, (_row(row) for row in all_of(lambda one: reads.documents(shown, one, sort))))
    found = reads.documents(shown, Page(page), sort)
    hidden = reads.documents(replace(asked, kin=("copy",)), Page(1, 1)).total if folded else 0
    facets = reads.document_facets(asked)
    others = {key: name for key, name in ((asked.of, "of"), (asked.entity, "entity"), (asked.event, "event")) if key}
    return desk.page(
        "documents/list.html",
        title="Documents",
        found=found,
        folded=folded,
        hidden=hidden,
        facets=[_labelled(facet) for facet in facets if len(facet.values) > 1 or any(one.chosen for one in facet.values)],
        titles=TITLES,
        states=STATES,
        kinships=KINSHIPS,
        chosen=_chosen(facets, asked) + [(_SAYS[name], name, key, _called(desk, name, key)) for key, name in others.items()],
        sorts=SORTS,
        sort=sort,
        about=asked.about,
        since=asked.since or "",
        until=asked.until or "",
        total=found.total or reads.counts()["documents"],
        heads=reads.document_rows(row.of for row in found.items if row.of),
    )


_SAYS = {"of": "Copies and versions of", "entity": "Names", "event": "Tells"}


def _labelled(facet: Facet) -> Facet:
    said = tuple(replace(one, label=_label(facet.name, one)) for one in facet.values)
    return replace(facet, values=said)


def _label(name: str, one: FacetValue) -> str:
    if name == "lang":
        return say_language(one.value)
    return say_month(f"{one.value}-01") if name == "month" else KINSHIPS.get(one.value, one.label) if name == "kin" else one.label


def _row(row: DocumentRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS}


def _chosen(facets: tuple[Facet, ...], asked: DocumentFilter) -> list[tuple[str, str, str, str]]:
    chosen = [(TITLES[facet.name], facet.name, one.value, one.label) for facet in map(_labelled, facets) for one in facet.values if one.chosen]
    for key, title, value in (("about", "With the words", asked.about), ("from", "From", asked.since), ("to", "To", asked.until)):
        if value:
            chosen.append((title, key, value, value))
    return chosen


def _called(desk: Desk, name: str, key: str) -> str:
    if name == "of":
        row = desk.app.desk.document_rows([key]).get(key)
        return row.title if row else key
    return called(desk, [key])[key]


@ROUTER.get("/documents/{key}")
def document(desk: DeskOf, key: str, at: str = "", q: str = "", part: Annotated[int, Query(ge=1)] = 1) -> Response:
    """One report. at: code points that were asked for, `120` or `120-140`; q: words whose places are shown."""
    page = desk.app.desk.document(key)
    if page is None:
        raise NotFoundError(f"there is no document {key!r}; it may have been taken out")
    reading = read_document(page, part, _span(at), desk.app.desk.spots(key, q) if q.strip() else ())
    text = page.document
    host = urlsplit(text.url or "")
    return desk.page(
        "documents/one.html",
        here="search" if q else "",
        title=page.row.title,
        asked=q,
        page=page,
        row=page.row,
        document=text,
        reading=reading,
        q=q,
        headed=reading.number == 1 and _headline(reading),
        verbatim=verbatim,
        fetched=_fetched(desk, text),
        published=say_published(text) if text.published else "",
        lang=text.lang if text.lang and _LANG.fullmatch(text.lang) else None,
        safe_url=text.url if host.scheme in ("http", "https") and host.netloc else None,
        states=STATES,
        awaited=not (reading.events or reading.claims) and any(not job.is_over for job in jobs_of(desk).all()),
        kinships=KINSHIPS,
        surety=say_surety,
        language=say_language(text.lang) if text.lang else "",
        adding=_choices(desk) if desk.user.may("reviewer") else None,
        place=_place(reading),
        picked=text.text[reading.asked.start : reading.asked.end] if reading.asked else "",
        here_again=f"/documents/{key}",
        queried=f"&{urlencode({'q': q})}" if q else "",
    )


def _fetched(desk: Desk, document: Document) -> str | None:
    """When its link was last read: ISO date and time in UTC; None of what came in a file."""
    store = desk.app.store
    links = {place for place in (document.url, *store.locations_of(document.id)) if place}
    return max((visit.at for link in links if (visit := store.visit(link))), default=None)


def _span(at: str) -> Span | None:
    found = _SPAN.fullmatch(at)
    if at and not found:
        raise UsageError(f"a place in a text is told in characters, as 120 or 120-140; not {at!r}")
    return Span(int(found[1]), int(found[2] or int(found[1]) + 1)) if found else None


def _headline(reading: Reading) -> bool:
    """Does the text's own headline stand before its body? It then heads the page."""
    kinds = [block.kind for block in reading.blocks if block.kind != "gap"]
    return "title" in kinds[: next((n for n, kind in enumerate(kinds) if kind == "body"), len(kinds))]


def _place(reading: Reading) -> Mapping[str, int | str]:
    asked = reading.asked
    return {"start": asked.start, "end": asked.end} if asked else {"start": "", "end": ""}


def _choices(desk: Desk) -> dict[str, Any]:
    """What the forms of the page offer."""
    types = desk.codebook.types
    said = [(name, name.replace("_", " ").capitalize()) for name in sorted(types, key=lambda name: (types[name].ontology != "PLOVER", name))]
    order = [*(m for m in ("done", "alleged", "planned", "hypothetical", "threatened", "demanded", "denied") if m in MODALITIES)]
    return {
        "types": said,
        "modalities": [(name, name) for name in order],
        "kinds": [(name, name) for name in KINDS],
        "certainties": [(name, say_surety(name)) for name in CERTAINTIES],
        "polarities": [("affirmed", "says that it is so"), ("denied", "says that it is not so")],
    }
