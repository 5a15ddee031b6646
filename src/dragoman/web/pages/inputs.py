"""Yields what brings reports in and takes them out: files, links, what is watched, the list of inputs, jobs and how far they are."""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, File, Form, Query, UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.core.desk import Page
from dragoman.core.desk_rows import InputRow
from dragoman.core.errors import ForbiddenError, NotFoundError, UsageError
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import all_of, export
from dragoman.web.jobs import Jobs, waiting_for
from dragoman.web.jobs_child import failed_inputs
from dragoman.web.jobs_kept import Job
from dragoman.web.jobs_spool import HandedIn

COLUMNS = ("path", "location", "state", "document", "kin", "error", "message")
STATE_WORDS = {
    "added": "added",
    "copy": "copy",
    "updated": "updated",
    "empty": "empty",
    "failed": "failed",
    "unchanged": "known already",
    "removed": "removed",
}
"""How the ends of inputs are called."""
KIND_WORDS = {"add": "Reading", "retry": "Trying again", "watch": "Looking at", "remove": "Taking out"}
JOB_WORDS = {"waiting": "waiting", "reading": "reading", "done": "done", "failed": "failed", "stopped": "stopped", "cut": "cut off"}
SHOWN = 6
"""Jobs that ended and are shown on the first page."""


@asynccontextmanager
async def _working(app: FastAPI) -> AsyncIterator[None]:
    """Jobs run as long as the desk does."""
    site = app.state.site
    app.state.jobs = Jobs(site.settings, site.clock)
    app.state.jobs.start()
    try:
        yield
    finally:
        app.state.jobs.close()


ROUTER = APIRouter(lifespan=_working)


def jobs_of(desk: Desk) -> Jobs:
    """The jobs of the desk's record."""
    jobs: Jobs = desk.request.app.state.jobs
    return jobs


def seen_of(jobs: Iterable[Job], over: int = SHOWN) -> list[dict[str, Any]]:
    """Jobs as a page shows them: what is under way, and the last so many that ended."""
    several = tuple(jobs)
    before = waiting_for(several)
    ended = [job for job in several if job.is_over][:over]
    return [seen(job, before.get(job.id, 0)) for job in several if not job.is_over] + [seen(job) for job in ended]


def seen(job: Job, before: int = 0) -> dict[str, Any]:
    """One job as a page shows it; before: jobs that are read before it."""
    return {
        "job": job,
        "called": job.called,
        "does": KIND_WORDS[job.kind],
        "state": "stopping" if job.stopping else JOB_WORDS[job.state],
        "line": _line(job, before),
        "bad": tuple(end for end in job.ends if end.state in ("failed", "empty")),
    }


def lost_of(desk: Desk, rows: Iterable[InputRow]) -> frozenset[str]:
    """Locations of inputs that failed and whose file is no longer kept: they must be handed in again."""
    lost = jobs_of(desk).spool.has_lost
    return frozenset(row.location for row in rows if row.error and lost(row.location))


@ROUTER.get("/api/jobs")
def told_jobs(desk: DeskOf) -> Response:
    """How far each job is, for the pages that show it."""
    rows = [
        {"id": row["job"].id, "state": row["state"], "done": row["job"].done, "of": row["job"].of, "line": row["line"]} for row in seen_of(jobs_of(desk).all())
    ]
    return JSONResponse({"jobs": rows, "running": any(row["state"] in ("waiting", "reading", "stopping") for row in rows), "latest": desk.app.desk.latest()})


@ROUTER.post("/inputs")
def add(
    desk: DeskOf,
    files: Annotated[list[UploadFile], File()] = [],  # noqa: B006  FastAPI makes a new one for each request
    links: Annotated[str, Form()] = "",
    restore: Annotated[str, Form()] = "",
    format: str = "",
) -> Response:
    """Takes files and links; they are read in the background."""
    given = [HandedIn(file.filename, file.file) for file in files if file.filename]
    job = jobs_of(desk).add(given, links.split(), desk.user.name, restore=bool(restore))
    return JSONResponse({"job": job.id}, 202) if format == "json" else RedirectResponse("/#work", status_code=303)


@ROUTER.get("/inputs")
def inputs(desk: DeskOf, state: str = "", page: Annotated[int, Query(ge=1)] = 1, format: str = "") -> Response:
    """What became of every input."""
    reads = desk.app.desk
    counts = reads.input_counts()
    if state and state not in STATE_WORDS:
        raise UsageError(f"inputs have no state {state!r}; known: {', '.join(STATE_WORDS)}")
    if format:
        return export(format, "inputs", COLUMNS, (_row(row) for row in all_of(lambda one: reads.inputs(state or None, one))))
    return desk.page(
        "inputs/list.html",
        here="home",
        title="Inputs",
        found=(found := reads.inputs(state or None, Page(page))),
        lost=lost_of(desk, found.items),
        counts=counts,
        state=state,
        state_words=STATE_WORDS,
        may_add=desk.user.may("reviewer"),
        may_remove=desk.user.may("admin"),
    )


@ROUTER.post("/inputs/retry")
def retry(desk: DeskOf, location: Annotated[str, Form()] = "") -> Response:
    """Reads again one input that failed, or all. What was removed comes back where it is asked for by itself."""
    lost = jobs_of(desk).spool.has_lost
    failed = {place: code for place, code in failed_inputs(desk.app).items() if not lost(place)}
    if location and location not in failed:
        raise NotFoundError("this input is not among those that failed and can be read again; it may have been read since, or its file was dismissed")
    places = {location} if location else {place for place, code in failed.items() if code != "removed"}
    jobs_of(desk).retry(places, desk.user.name, restore=bool(location) and failed[location] == "removed")
    return RedirectResponse("/#work", status_code=303)


@ROUTER.get("/inputs/remove")
def ask_to_remove(desk: DeskOf, document: str) -> Response:
    """Says what would go with a document, and asks."""
    desk.need("admin")
    found = desk.app.desk.document(document)
    if found is None:
        raise NotFoundError(f"the record has no document {document!r}")
    return desk.page("inputs/remove.html", here="home", title="Take a report out", found=found)


@ROUTER.post("/inputs/remove")
def remove(desk: DeskOf, document: Annotated[str, Form()], why: Annotated[str, Form(max_length=500)] = "") -> Response:
    """Takes a document out, in the background."""
    desk.need("admin")
    found = desk.app.desk.document_rows([document]).get(document)
    if found is None:
        raise NotFoundError(f"the record has no document {document!r}")
    jobs_of(desk).remove(document, found.title, desk.user.name, why.strip())
    return RedirectResponse("/#work", status_code=303)


@ROUTER.get("/jobs/{key}")
def job(desk: DeskOf, key: str) -> Response:
    """One job with what became of each of its inputs."""
    jobs = jobs_of(desk)
    found = jobs.get(key)
    shown = seen(found, waiting_for(jobs.all()).get(key, 0))
    return desk.page("inputs/job.html", here="home", title=f"{shown['does']} {shown['called']}"[:200], one=shown, state_words=STATE_WORDS)


@ROUTER.post("/jobs/{key}/stop")
def stop(desk: DeskOf, key: str) -> Response:
    """Stops a job; what it read stays."""
    jobs_of(desk).stop(key)
    return RedirectResponse("/#work", status_code=303)


@ROUTER.post("/jobs/{key}/again")
def again(desk: DeskOf, key: str) -> Response:
    """Tries once more what a job did not do."""
    if jobs_of(desk).get(key).kind in ("remove", "watch"):
        desk.need("admin")
    jobs_of(desk).again(key, desk.user.name)
    return RedirectResponse("/#work", status_code=303)


@ROUTER.post("/jobs/{key}/forget")
def forget(desk: DeskOf, key: str) -> Response:
    """Takes a job that ended from the list."""
    jobs_of(desk).forget(key)
    return RedirectResponse("/#work", status_code=303)


@ROUTER.post("/watches")
def watch(desk: DeskOf, given: Annotated[str, Form(max_length=4000)]) -> Response:
    """Looks at a folder of this machine, or a feed, from now on."""
    _check_local(desk)
    jobs_of(desk).watch(given, desk.user.name)
    return RedirectResponse("/#watched", status_code=303)


@ROUTER.post("/watches/{key}/remove")
def unwatch(desk: DeskOf, key: str) -> Response:
    """Looks no more."""
    _check_local(desk)
    jobs_of(desk).unwatch(key)
    return RedirectResponse("/#watched", status_code=303)


def _check_local(desk: Desk) -> None:
    """Whoever can name a folder can read it: nobody from elsewhere may."""
    desk.need("admin")
    if not desk.site.access.local:
        raise ForbiddenError("folders and feeds are watched only where the desk is served to this machine alone; use 'dragoman watch' there")


def _line(job: Job, before: int) -> str:
    """How far it is, or how it ended, in words."""
    if job.state == "waiting":
        return "next" if before == 0 else f"after {before} other{'s' if before > 1 else ''}"
    if job.stopping:
        return "putting in order what was read"
    if job.state == "reading":
        if job.kind == "remove":
            return "with all that rests on it alone"
        if job.settling:
            return f"{job.done:,} of {job.of:,}; working out who and what is meant"
        return f"{job.done:,} of {job.of:,}" if job.of else "loading what reads"
    said = [f"{n:,} {STATE_WORDS.get(state, state)}" for state, n in _ordered(job.counts)]
    ended = {"stopped": "what was read stays", "cut": "the desk was shut; what was read stays"}.get(job.state)
    return ", ".join([*said, *([ended] if ended else [])]) or "nothing was read"


def _ordered(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(state, counts[state]) for state in STATE_WORDS if counts.get(state)]


def _row(row: InputRow) -> dict[str, str | None]:
    return {name: getattr(row, name) for name in COLUMNS}
