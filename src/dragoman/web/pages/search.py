"""Yields the search over texts, acts, statements, names and questions, what is saved of it, and what is new in that."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import RedirectResponse, Response

from dragoman.core.desk import KINDS, Facet, Found, Page, SavedSearch, SearchFilter
from dragoman.core.desk_hits import Hit, Searched
from dragoman.core.errors import UsageError
from dragoman.view.counting import count, listed
from dragoman.view.days import say_month
from dragoman.view.languages import say_language
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import all_of, export
from dragoman.web.security import READERS

ROUTER = APIRouter()
COLUMNS = ("kind", "id", "title", "text", "day", "outlet", "label", "document", "start", "end")
WORDS = {"documents": "Reports", "events": "Acts", "claims": "Statements", "entities": "Names", "questions": "Questions"}
"""What the kinds of finds are called."""
NOUNS = {"documents": "report", "events": "act", "claims": "statement", "entities": "name", "questions": "question"}
ORDER = ("documents", "entities", "events", "claims", "questions")
FEW = 5
"""Finds of each kind where all kinds are shown."""
MANY = 25
"""Finds on a page of one kind."""
LONGEST = 400
"""Characters of a search."""
_FACETS = {"documents": ("outlet", "lang", "month"), "events": ("type", "outlet"), "claims": ("outlet", "lang"), "entities": ("who",), "questions": ()}
"""What narrows the finds of one kind; of all kinds together: those of texts and acts."""
_TITLES = {"outlet": "Outlet", "lang": "Language", "type": "Kind of act", "who": "Who or what", "month": "Month"}

Many = Annotated[list[str], Query()]


@ROUTER.get("/search")
def search(
    desk: DeskOf,
    q: str = "",
    kind: str = "",
    outlet: Many = [],  # noqa: B006  FastAPI makes a new one for each request
    lang: Many = [],  # noqa: B006
    type: Many = [],  # noqa: B006
    since: Annotated[str, Query(alias="from")] = "",
    until: Annotated[str, Query(alias="to")] = "",
    after: Annotated[int, Query(ge=0)] = 0,
    saved: str = "",
    page: Annotated[int, Query(ge=1)] = 1,
    format: str = "",
) -> Response:
    """Finds of all kinds, or of one; without words what is saved, and how to search."""
    asked = SearchFilter(_short(q), KINDS, tuple(outlet), tuple(lang), tuple(type), since or None, until or None, after)
    _kinds(kind)
    if format:
        return export(format, "search", COLUMNS, _rows(desk, asked, kind))
    if not q.strip():
        return desk.page("search/start.html", here="search", title="Search", saved=_saved(desk), counts=desk.app.desk.counts(), **_common(asked))
    found, shown = _found(desk, asked, kind, page)
    return desk.page(
        "search/results.html",
        title=f"Search: {asked.words}",
        here="search",
        asked=asked.words,
        found=shown.hits[kind] if kind else None,
        hits=shown.hits,
        totals={one: found.hits[one].total for one in ORDER},
        total=sum(one.total for one in found.hits.values()),
        kind=kind,
        facets=[_said(facet, asked) for facet in shown.facets if facet.name in (_FACETS[kind] if kind else ("outlet", "type")) and _narrows(facet)],
        chosen=_chosen(asked),
        saved=_saved(desk),
        kept=next((one for one in _saved(desk) if one["name"] == saved), None),
        opens=lambda hit: opening(hit, asked.words),
        **_common(asked),
    )


def _common(asked: SearchFilter) -> dict[str, Any]:
    return {
        "words_of": WORDS,
        "nouns": NOUNS,
        "order": ORDER,
        "titles": _TITLES,
        "since": asked.since or "",
        "until": asked.until or "",
        "after": asked.after,
        "q": asked.words,
    }


def _found(desk: Desk, asked: SearchFilter, kind: str, page: int) -> tuple[Searched, Searched]:
    """(all kinds, for their counts; what is shown): one search where all are shown, and no kind sought twice."""
    if not kind:
        every = desk.app.desk.search(asked, Page(1, FEW))
        return every, every
    shown = desk.app.desk.search(replace(asked, kinds=(kind,)), Page(page, MANY))
    others = desk.app.desk.search(replace(asked, kinds=tuple(one for one in KINDS if one != kind)), Page(1, 1))
    return replace(others, hits={**others.hits, **shown.hits}), shown


def _rows(desk: Desk, asked: SearchFilter, kind: str) -> Iterator[Mapping[str, Any]]:
    for one in (kind,) if kind else ORDER:

        def read(page: Page, one: str = one) -> Found[Hit]:
            return desk.app.desk.search(replace(asked, kinds=(one,)), page).hits[one]

        yield from ({name: getattr(hit, name) for name in COLUMNS} for hit in all_of(read))


def opening(hit: Hit, words: str) -> str:
    """Where a find opens: a text at the words that were found, what was drawn from texts on its own page."""
    if hit.kind == "documents":
        query = {"q": words} | ({"at": f"{hit.start}-{hit.end}"} if hit.start is not None else {})
        place = f"#s{hit.start}-{hit.end}" if hit.start is not None else ""
        return f"/documents/{hit.id}?{urlencode(query)}{place}"
    return {"events": "/events/", "entities": "/who/", "questions": "/questions/"}.get(hit.kind, "") + hit.id if hit.kind != "claims" else _words_of(hit)


def _words_of(hit: Hit) -> str:
    return f"/documents/{hit.document}?at={hit.start}-{hit.end}#s{hit.start}-{hit.end}"


def _short(words: str) -> str:
    if len(words) > LONGEST:
        raise UsageError(f"a search holds at most {LONGEST} characters; this one has {len(words)}")
    return " ".join(words.split())


def _kinds(kind: str) -> tuple[str, ...]:
    """The kinds of finds of a search: one, or all; UsageError where there is none so called."""
    if kind and kind not in KINDS:
        raise UsageError(f"there is no kind {kind[:40]!r}; known: {', '.join(KINDS)}")
    return (kind,) if kind else KINDS


def _narrows(facet: Facet) -> bool:
    """Has it more than one value, or one that is chosen?"""
    return len(facet.values) > 1 or any(one.chosen for one in facet.values)


def _said(facet: Facet, asked: SearchFilter) -> dict[str, Any]:
    """A facet as the page shows it: key of the address, title, values with words."""
    values = []
    for one in facet.values:
        chosen = one.chosen or (facet.name == "who" and one.value in asked.type) or (facet.name == "month" and asked.since == asked.until == one.value)
        values.append({"value": one.value, "label": _label(facet.name, one.value), "n": one.n, "chosen": chosen})
    return {"key": "type" if facet.name == "who" else facet.name, "title": _TITLES[facet.name], "values": values, "more": facet.more}


def _label(name: str, value: str) -> str:
    if name == "outlet":
        return value
    return say_language(value) if name == "lang" else say_month(f"{value}-01") if name == "month" else value.replace("_", " ").lower()


def _chosen(asked: SearchFilter) -> list[tuple[str, str, str, str]]:
    chosen = [("Outlet", "outlet", value, value) for value in asked.outlet]
    chosen += [("Language", "lang", value, say_language(value)) for value in asked.lang]
    chosen += [("Kind", "type", value, value.replace("_", " ").lower()) for value in asked.type]
    chosen += [(title, key, value, value) for title, key, value in (("From", "from", asked.since), ("To", "to", asked.until)) if value]
    return chosen + ([("", "after", str(asked.after), "only what is new")] if asked.after else [])


def _saved(desk: Desk) -> list[dict[str, Any]]:
    """Saved searches of whoever asks, with their addresses and how many finds came in since they were looked at."""
    found = []
    for one in desk.app.desk.saved(desk.user.name):
        new = desk.app.desk.new_for(one)
        fresh = listed([count(n, NOUNS[kind]) for kind in ORDER if (n := new.get(kind, 0))])
        of = WORDS[one.asked.kinds[0]] if len(one.asked.kinds) == 1 else ""
        address = f"/search?{urlencode([*_query(one.asked), ('saved', one.name)])}"
        told = {"name": one.name, "address": address, "of": of, "asked": one.asked}
        found.append(told | {"new": sum(new.values()), "fresh": fresh, "seen": one.seen, "at": one.at[:10]})
    return found


def _query(asked: SearchFilter) -> list[tuple[str, str]]:
    kind = [("kind", asked.kinds[0])] if len(asked.kinds) == 1 else []
    several = [(name, value) for name, values in (("outlet", asked.outlet), ("lang", asked.lang), ("type", asked.type)) for value in values]
    return [("q", asked.words), *kind, *several, *((key, value) for key, value in (("from", asked.since), ("to", asked.until)) if value)]


@ROUTER.post("/searches", tags=[READERS])
def save(
    desk: DeskOf,
    name: Annotated[str, Form()],
    q: Annotated[str, Form()],
    kind: Annotated[str, Form()] = "",
    outlet: Annotated[list[str], Form()] = [],  # noqa: B006
    lang: Annotated[list[str], Form()] = [],  # noqa: B006
    type: Annotated[list[str], Form()] = [],  # noqa: B006
    since: Annotated[str, Form(alias="from")] = "",
    until: Annotated[str, Form(alias="to")] = "",
) -> Response:
    """Keeps a search under a name, with the kind of finds that it is of, all of them looked at; in place of one of that name."""
    called = " ".join(name.split())[:80]
    if not called or not q.strip():
        raise UsageError("a search is saved under a name, and looks for words; one of the two is missing")
    asked = SearchFilter(_short(q), _kinds(kind), tuple(outlet), tuple(lang), tuple(type), since or None, until or None)
    desk.app.desk.save(SavedSearch(called, asked, desk.user.name, desk.app.desk.latest(), desk.now.isoformat()))
    return RedirectResponse(f"/search?{urlencode([*_query(asked), ('saved', called)])}", status_code=303)


@ROUTER.post("/searches/seen", tags=[READERS])
def see(desk: DeskOf, name: Annotated[str, Form()]) -> Response:
    """Notes that all finds of a saved search were looked at."""
    for one in desk.app.desk.saved(desk.user.name):
        if one.name == name:
            desk.app.desk.save(replace(one, seen=desk.app.desk.latest(), at=desk.now.isoformat()))
    return RedirectResponse("/search", status_code=303)


@ROUTER.post("/searches/forget", tags=[READERS])
def forget(desk: DeskOf, name: Annotated[str, Form()]) -> Response:
    """Lets go of a saved search."""
    desk.app.desk.forget(name, desk.user.name)
    return RedirectResponse("/search", status_code=303)
