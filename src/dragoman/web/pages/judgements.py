"""Yields the one door through which every correction goes, the undoing of one, and how far it is where it takes long until what was judged holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.core.errors import JudgementError
from dragoman.core.mentions import Judgement
from dragoman.web.act_forms import read_act
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.pages.login import own_path
from dragoman.web.settling import Settler


@asynccontextmanager
async def _settling(app: FastAPI) -> AsyncIterator[None]:
    """What was judged is worked in as long as the desk is open, beginning with what was left when it was shut."""
    site = app.state.site
    app.state.settler = settler = Settler(site.settings, site.clock)
    settler.start()
    if site.settings.record.is_file():
        with site.pool.lend() as opened:
            if opened.review.can_wait:
                settler.want(all_of_it=True)
    try:
        yield
    finally:
        settler.close()


ROUTER = APIRouter(lifespan=_settling)
PAGES = {"e": "/events/", "n": "/who/"}
"""Where records have a page of their own, by what their ids begin with."""


async def given_of(request: Request) -> dict[str, list[str]]:
    """The fields of a form, each with all its values; files are passed over."""
    form = await request.form()
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


Given = Annotated[dict[str, list[str]], Depends(given_of)]


@ROUTER.post("/judgements")
def judge(desk: DeskOf, given: Given) -> Response:
    """Carries out what a form asks for; the record is resolved when the answer comes, or, where that takes long, a while after it."""
    if given.get("act") == ["skip"]:
        desk.app.review.skip(next(iter(given.get("item", ())), ""), desk.user.name)
        return _done(desk, given, ())
    try:
        made = desk.app.review.judge(read_act(desk.app, desk.codebook, given), desk.user.name, soon=True)
    except JudgementError as error:
        return _refused(desk, given, error)
    return _done(desk, given, made)


@ROUTER.post("/judgements/{judgement}/undo")
def undo(desk: DeskOf, judgement: str, given: Given) -> Response:
    """Undoes a judgement by another one."""
    try:
        made = desk.app.review.undo(judgement, desk.user.name, soon=True)
    except JudgementError as error:
        return _refused(desk, given, error)
    return _done(desk, given, (made,))


@ROUTER.get("/api/settling")
def told_settling(desk: DeskOf) -> Response:
    """Whether what was judged is still being worked in, for the pages that wait for it."""
    state = settler_of(desk).state
    told = {"seconds": state.seconds, "percent": state.percent, "wrong": state.wrong} if state else {}
    return JSONResponse({"settling": state is not None and not state.wrong, **told})


@ROUTER.post("/settling")
def settle(desk: DeskOf, given: Given) -> Response:
    """Tries once more to work in what was judged."""
    settler_of(desk).want()
    return RedirectResponse(own_path(_next(given)), status_code=303)


def settler_of(desk: Desk) -> Settler:
    """What works in the judgements on the desk's record."""
    settler: Settler = desk.request.app.state.settler
    return settler


def _done(desk: Desk, given: dict[str, list[str]], made: tuple[Judgement, ...]) -> Response:
    holds = not made or desk.app.review.is_soon_settled
    if not holds:
        settler_of(desk).want()
    entries = desk.app.review.log(most=len(made))[0] if made else ()
    records = list(dict.fromkeys(key for entry in entries for key in entry.records))
    asked = _next(given)
    page = next((PAGES[key[0]] + key for key in records if key[0] in PAGES), "/review/log")
    leads_to = own_path(asked) if asked else page
    if desk.request.query_params.get("format") == "json":
        told = {"judgements": [j.id for j in made], "records": records, "sentences": [e.sentence for e in entries], "next": leads_to, "holds": holds}
        return JSONResponse(told)
    return RedirectResponse(leads_to, status_code=303)


def _refused(desk: Desk, given: dict[str, list[str]], error: JudgementError) -> Response:
    """A page that says what is wrong with what was asked, and leads back to where it was asked; of an answer asked for as JSON the error itself."""
    if desk.request.query_params.get("format") == "json":
        raise error
    return desk.page("review/refused.html", error.http_status, here="review", title="Nothing was changed", message=error.message, back=own_path(_next(given)))


def _next(given: dict[str, list[str]]) -> str:
    return next(iter(given.get("next", ())), "")
