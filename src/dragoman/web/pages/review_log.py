"""Yields the log of judgements, how far two reviewers agree, and judgements as data to train on and to measure by."""

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from dragoman.core.desk import Found, Page, found_of
from dragoman.core.errors import UsageError
from dragoman.export.judged import LAYOUTS, judged_lines
from dragoman.review.log import LogEntry
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import export
from dragoman.web.review_agreed import disagreements

ROUTER = APIRouter()
VERDICTS = {"right": "accepted", "wrong": "rejected", "edit": "edited", "same": "joined", "different": "told apart", "unsure": "not sure", "undo": "undone"}
"""How verdicts are said; an undo is a verdict on a judgement."""
WHAT = ("event", "entity", "claim")
COLUMNS = ("id", "at", "by", "verdict", "what", "sentence", "changes", "note", "undone_by", "undoes", "records", "mentions")
MOST = 1_000_000
Pages = Annotated[int, Query(ge=1)]


@ROUTER.get("/review/log")
def log(desk: DeskOf, by: str = "", verdict: str = "", what: str = "", record: str = "", page: Pages = 1, format: str = "") -> Response:
    """Who decided what and when, the latest first."""
    if (verdict and verdict not in VERDICTS) or (what and what not in WHAT):
        raise UsageError(f"the log has no such filter; verdicts: {', '.join(VERDICTS)}; what: {', '.join(WHAT)}")
    found = _found(desk, by, verdict, what, record, Page(page))
    if format:
        return export(format, "judgements", COLUMNS, (_row(entry) for entry in _entries(desk, by, verdict, what, record)))
    return desk.page(
        "review/log.html",
        here="review",
        title="Log of judgements",
        found=found,
        by=by,
        verdict=verdict,
        what=what,
        record=record,
        reviewers=desk.app.review.reviewers(),
        verdicts=VERDICTS,
        whats=WHAT,
        layouts=LAYOUTS,
    )


@ROUTER.get("/review/export")
def as_data(desk: DeskOf, layout: str = LAYOUTS[0]) -> Response:
    """All judgements that hold, as JSON lines: gold to measure by, or examples to train on."""
    if not desk.app.review.is_soon_settled:  # else this page would wait for all of it
        raise UsageError("what was decided is still being worked into the record; ask for this again when the notice above the pages has gone")
    lines = judged_lines(desk.app.record(), desk.app.judgements(), layout)
    if layout not in LAYOUTS:
        raise UsageError(f"judgements are not written as {layout!r}; known: {', '.join(LAYOUTS)}")
    sent = (json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n" for line in lines)
    return StreamingResponse(sent, media_type="application/jsonl; charset=utf-8", headers={"content-disposition": f'attachment; filename="{layout}.jsonl"'})


@ROUTER.get("/review/agreement")
def agree(desk: DeskOf, a: str = "", b: str = "") -> Response:
    """How far two reviewers agree on what both judged, and where they do not."""
    reviewers = desk.app.review.reviewers()
    names = [name for name, _ in reviewers]
    first = a or next(iter(names), "")
    second = b or next((name for name in names if name != first), "")
    both = bool(first and second)
    return desk.page(
        "review/agreement.html",
        here="review",
        title="Agreement",
        reviewers=reviewers,
        a=first,
        b=second,
        figures=desk.app.review.agreement(first, second) if both else (),
        differ=disagreements(desk.app, first, second) if both else (),
    )


def _found(desk: Desk, by: str, verdict: str, what: str, record: str, page: Page) -> Found[LogEntry]:
    if not (by or verdict or what):
        return found_of(*desk.app.review.log(page.skipped, page.size, record), page)
    every = list(_entries(desk, by, verdict, what, record))
    return found_of(tuple(every[page.skipped : page.skipped + page.size]), len(every), page)


def _entries(desk: Desk, by: str, verdict: str, what: str, record: str) -> Iterator[LogEntry]:
    for entry in desk.app.review.log(0, MOST, record)[0]:
        said = "undo" if entry.undoes else entry.verdict
        if by in {"", entry.by} and verdict in {"", said} and what in {"", entry.what}:
            yield entry


def _row(entry: LogEntry) -> dict[str, object]:
    changes = [f"{c.field}: {c.before} → {c.after}" for c in entry.changes]
    return {name: getattr(entry, name) for name in COLUMNS if name not in {"changes", "mentions"}} | {"changes": changes, "mentions": entry.subject}
