"""Yields the brief on two, on one, on a story or on some words: as a page of the desk to read and print, as HTML, Markdown and Word to take away."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.core.desk import Page as PageOf
from dragoman.core.desk_rows import PairRow
from dragoman.core.errors import DragomanError, NotFoundError, UsageError
from dragoman.pipeline import Part
from dragoman.view.brief import brief_of, render_docx, render_html, render_markdown
from dragoman.view.html import render_body, render_line
from dragoman.view.page import Page, Quote
from dragoman.view.record import Record
from dragoman.view.selection import Selection, select
from dragoman.view.story_selection import select_asked, select_story, select_words
from dragoman.web.desk import Desk, DeskOf

ROUTER = APIRouter()
KINDS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
WORDS = {"html": "HTML", "md": "Markdown", "docx": "Word"}
_OFFERED = 6
MOST = 240
"""Acts that a brief reads: of two that deal with each other daily the latest so many, or the page would take too long."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a brief is asked to be on: a pair, a story, or about (an id, or words); from, to: partial ISO days or None."""

    about: str
    pair: str
    story: str
    since: str | None
    until: str | None


@ROUTER.get("/brief")
def brief(
    desk: DeskOf,
    about: str = "",
    pair: str = "",
    story: str = "",
    since: Annotated[str, Query(alias="from")] = "",
    until: Annotated[str, Query(alias="to")] = "",
    format: str = "",
) -> Response:
    """A brief, or what it may be on. pair: two names, codes or ids with a comma between; about: an id, or words; beside a pair or a story, words narrow it."""
    asked = Asked(about.strip(), pair.strip(), story.strip(), since or None, until or None)
    if not (asked.about or asked.pair or asked.story):
        return _ask(desk)
    try:
        made, left = _make(desk, asked)
    except (NotFoundError, UsageError) as error:
        if format:
            raise
        return _ask(desk, asked, error)
    if format and format != "page":
        return _file(made, format)
    return desk.page(
        "brief/one.html",
        here="brief",
        title=made.title,
        figures=render_line(made.subtitle),
        body=render_body(made, in_report),
        asked_for=asked,
        left=left,
        kept=[(key, value) for key, value in (("about", about), ("pair", pair), ("story", story)) if value],
        files=[(form, word, f"/brief?{urlencode(_query(asked, form))}") for form, word in WORDS.items()],
        now=desk.now,
    )


def in_report(words: Quote) -> str:
    """The address at which a quote stands in its report."""
    return f"/documents/{quote(words.doc, safe='')}?at={words.start}-{words.end}#s{words.start}-{words.end}"


def _query(asked: Asked, form: str) -> dict[str, str]:
    values = {"about": asked.about, "pair": asked.pair, "story": asked.story, "from": asked.since, "to": asked.until, "format": form}
    return {key: value for key, value in values.items() if value}


def _ask(desk: Desk, asked: Asked | None = None, wrong: DragomanError | None = None) -> Response:
    """The page that asks what the brief is to be on, with what the record has most of; wrong: why none could be made of what was asked for."""
    reads = desk.app.desk
    return desk.page(
        "brief/ask.html",
        here="brief",
        title="Brief",
        pairs=_once(reads.pairs(most=3 * _OFFERED)),
        stories=reads.gatherings("stories", page=PageOf(1, _OFFERED), level="affair").items,
        total=reads.counts()["events"],
        status=wrong.http_status if wrong else 200,
        wrong=_in_form_words(wrong.message) if wrong else "",
        asked_for=asked or Asked("", "", "", None, None),
    )


def _in_form_words(message: str) -> str:
    """Of days that are none: with the names that the form has for them."""
    return message.replace("since", "“From”", 1).replace("until", "“To”", 1) if message.startswith(("since ", "until ")) else message


def _once(pairs: Iterable[PairRow]) -> list[tuple[PairRow, int]]:
    """Each two once, the one of more acts first, with how many acts the other did."""
    found: dict[frozenset[str], tuple[PairRow, int]] = {}
    for pair in pairs:
        two = frozenset({pair.actor, pair.recipient})
        found[two] = (found[two][0], pair.n) if two in found else (pair, 0)
    return list(found.values())[:_OFFERED]


def _make(desk: Desk, asked: Asked) -> tuple[Page, tuple[str, ...]]:
    part, selection = _select(desk, asked)
    return brief_of(selection), part.left


def _select(desk: Desk, asked: Asked) -> tuple[Part, Selection]:
    """What a brief is made of, and the part of the record that it lies in."""
    app, dates, words = desk.app, (asked.since, asked.until), asked.about or None
    if asked.story:
        part = app.part(story=asked.story, most=MOST)
        mine = next(s for s in part.record.resolved.stories if s.id == app.desk.current(asked.story))
        return part, select_story(part.record, mine, *dates, words)
    if asked.pair:
        part = app.part(pair=two_of(asked.pair), most=MOST)
        return part, select(part.record, part.about[0].id, part.about[1].id, *dates, words)
    return _select_about(desk, asked)


def two_of(pair: str) -> tuple[str, str]:
    """The two names of a pair; UsageError where they are not two."""
    names = [name.strip() for name in pair.split(",") if name.strip()]
    if len(names) != 2:
        raise UsageError(f"a pair is two names or codes with a comma between, like NOR,EST; not {pair!r}")
    return names[0], names[1]


def _select_about(desk: Desk, asked: Asked) -> tuple[Part, Selection]:
    """On an entity, an act, an incident or a question by its id; else on whom the words name; else on all that names them."""
    app, dates = desk.app, (asked.since, asked.until)
    kind = asked.about.partition("-")[0]
    if kind in {"s", "sh"}:
        return _select(desk, replace(asked, about="", story=asked.about))
    if kind in {"e", "i"} and "-" in asked.about:
        part = app.part(**{"events": (asked.about,)} if kind == "e" else {"incident": asked.about})
        return part, _around(part.record, *dates)
    row = app.desk.subject(asked.about)
    if row is not None:
        part = app.part(entity=row.id, most=MOST)
        return part, select(part.record, row.id, None, *dates)
    if kind == "n" and len(asked.about) > 20:
        raise NotFoundError(f"nobody in the record has the id {asked.about!r}; /who finds people by name")
    part = app.part(words=asked.about, most=MOST)
    return part, select_asked(part.record, None, None, *dates, about=asked.about) if part.record.resolved.stories else select_words(
        part.record, asked.about, *dates
    )


def _around(record: Record, since: str | None, until: str | None) -> Selection:
    """All that was gathered around an act or an incident."""
    selection = select_words(record, "", since, until)
    incident = record.resolved.incidents[0] if record.resolved.incidents else None
    name = incident.name if incident else next(iter(record.event.values())).summary.rstrip(".")
    return replace(selection, a=replace(selection.a, name=name), about=None)


def _file(made: Page, form: str) -> Response:
    if form not in KINDS:
        raise UsageError(f"a brief is not written as {form!r}; known: {', '.join(KINDS)}")
    content: str | bytes = render_html(made) if form == "html" else render_markdown(made) if form == "md" else render_docx(made)
    return Response(content, media_type=KINDS[form], headers={"content-disposition": f'attachment; filename="brief.{form}"'})
