"""Yields the first page: what came in and what becomes of it, what is new since the last visit, open questions, ties that moved."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from dragoman.core.desk import DocumentFilter, Facet, LastVisit, News, Page, QuestionFilter
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.pages.inputs import STATE_WORDS, jobs_of, lost_of, seen_of
from dragoman.web.security import READERS

ROUTER = APIRouter()
QUESTIONS = 8
SHIFTS = 6
INPUTS = 8
LATEST = 6
OUTLETS = 8
LANGUAGES = {"en": "English", "ru": "Russian", "uk": "Ukrainian", "az": "Azerbaijani", "tr": "Turkish", "fr": "French", "de": "German", "es": "Spanish"} | {
    "ar": "Arabic",
    "fa": "Persian",
    "zh": "Chinese",
    "pt": "Portuguese",
    "it": "Italian",
    "pl": "Polish",
    "kk": "Kazakh",
    "ka": "Georgian",
    "hy": "Armenian",
}
"""What languages are called; of others the code is shown."""


@ROUTER.get("/")
def home(desk: DeskOf) -> Response:
    """The record at a glance."""
    reads = desk.app.desk
    counts = reads.counts()
    ends = reads.input_counts()
    jobs = jobs_of(desk).all()
    watches = jobs_of(desk).watches()
    first = not counts["documents"]
    return desk.page(
        "home/first.html" if first else "home/home.html",
        here="home",
        title="Nothing is in this record yet" if first else "The desk",
        counts=counts,
        ends=ends,
        state_words=STATE_WORDS,
        seen=seen_of(jobs),
        watches=watches,
        may_watch=desk.site.access.local and desk.user.may("admin"),
        may_add=desk.user.may("reviewer"),
        may_remove=desk.user.may("admin"),
        inputs=(inputs := reads.inputs(None, Page(1, INPUTS))),
        lost=lost_of(desk, inputs.items),
        latest=reads.latest(),
        **({} if first else _shown(desk, counts)),
    )


@ROUTER.post("/visits", tags=[READERS])
def mark_seen(desk: DeskOf, number: Annotated[int, Form(ge=0, lt=1 << 53)]) -> Response:
    """Notes that all that came in up to a document has been seen: what comes after it is new."""
    reads = desk.app.desk
    reads.put_visit(LastVisit(min(number, reads.latest()), desk.now.isoformat(timespec="seconds")), _owner(desk))
    return RedirectResponse("/", status_code=303)


def _shown(desk: Desk, counts: Mapping[str, int]) -> dict[str, Any]:
    reads = desk.app.desk
    visit = reads.last_visit(_owner(desk))
    news = reads.news(visit.number) if visit.number else News()
    facets = _facets(desk, (reads.latest(), *counts.values()))
    questions = reads.questions(QuestionFilter(which="open"), Page(1, QUESTIONS))
    newest = reads.documents(DocumentFilter(after=visit.number), Page(1, LATEST), "new") if news.documents else None
    return {
        "visit": visit,
        "news": news,
        "newest": newest,
        "questions": questions,
        "shifts": reads.shifts(SHIFTS),
        "outlets": facets.get("outlet", Facet("outlet", ())),
        "languages": facets.get("lang", Facet("lang", ())),
        "kin": {value.value: value.n for value in facets["kin"].values} if "kin" in facets else {},
        "language_names": LANGUAGES,
    }


def _facets(desk: Desk, state: tuple[int, ...]) -> Mapping[str, Facet]:
    """{name: facet} of all documents; counted anew when the record's figures are others, for they cost as much as the rest of the page."""
    kept: tuple[tuple[int, ...], Mapping[str, Facet]] | None = getattr(desk.request.app.state, "home_facets", None)
    if kept is None or kept[0] != state:
        kept = state, {facet.name: facet for facet in desk.app.desk.document_facets(DocumentFilter(), OUTLETS)}
        desk.request.app.state.home_facets = kept
    return kept[1]


def _owner(desk: Desk) -> str:
    """Whose visits are remembered: everybody's own where several may come."""
    return "" if desk.site.access.local else desk.user.name
