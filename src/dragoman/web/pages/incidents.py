"""Yields the list of incidents, and the page of one: its phases, casualties, damage, inquiries and what is due."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.core.desk import Page, QuestionFilter
from dragoman.core.errors import NotFoundError
from dragoman.export.lines import incident_line
from dragoman.view.html import render_body, render_line
from dragoman.view.incident_sheet import incident_sheet
from dragoman.view.letters import say_outlet, say_published
from dragoman.view.named import named, names_of, spelt
from dragoman.view.page import Page as Written
from dragoman.web.desk import DeskOf
from dragoman.web.exports import all_of, export, export_one
from dragoman.web.pages.brief import in_report

ROUTER = APIRouter()
COLUMNS = ("id", "name", "first", "last", "documents", "events")


@ROUTER.get("/incidents")
def incidents(desk: DeskOf, words: str = "", page: Annotated[int, Query(ge=1)] = 1, format: str = "") -> Response:
    """Accidents, attacks and the like that have phases or casualties."""
    reads = desk.app.desk
    if format:
        found = all_of(lambda one: reads.gatherings("incidents", words, one))
        return export(format, "incidents", COLUMNS, ({name: getattr(row, name) for name in COLUMNS} for row in found))
    return desk.page(
        "incidents/list.html",
        title="Incidents",
        found=reads.gatherings("incidents", words, Page(page)),
        words=words,
        total=reads.counts().get("incidents", 0),
    )


@ROUTER.get("/incidents/{key}")
def incident(desk: DeskOf, key: str, format: str = "") -> Response:
    """One incident."""
    current = desk.app.desk.current(key) if key.startswith("i-") else None
    if current is None:
        raise NotFoundError(f"the record has no incident {key!r}; /incidents lists them all")
    if current != key:
        return RedirectResponse(f"/incidents/{current}", status_code=303)
    part = desk.app.part(incident=key)
    sheet = incident_sheet(part.record, key)
    if format:
        return export_one(format, "an incident", key, incident_line(sheet.incident, {d.id: d.outlet for d in part.record.documents}))
    about = (key, sheet.head.id, *(step.event.id for step in sheet.steps))
    questions = desk.app.desk.questions(QuestionFilter(which="open", about=about), Page(1, 8))
    cited = {quote.doc for quote in sheet.quotes}
    reports = sorted((d for d in part.record.documents if d.id in cited), key=lambda d: (len(sheet.letters[d.id]), sheet.letters[d.id]))
    names = names_of(part.record.documents, sheet.quotes)
    return desk.page(
        "incidents/one.html",
        title=sheet.incident.name,
        sheet=sheet,
        left=part.left,
        line=render_line,
        inquiries=render_body(named(sheet.inquiries, names)),
        quotes=render_body(named(Written("", (), (), sheet.quotes), names), in_report, named=True),
        tolls=[(toll, spelt(toll.chain, names)) for toll in sheet.tolls],
        as_of=part.record.as_of,
        questions=questions,
        reports=[(d, say_outlet(d), say_published(d)) for d in reports],
    )
