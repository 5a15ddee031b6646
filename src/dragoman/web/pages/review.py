"""Yields the page of review: what is to be decided next, least sure first, with its evidence and the machine's reasons."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.core.desk import EventFilter
from dragoman.review.log import LogEntry
from dragoman.review.queue import KINDS, QueueFilter, QueueItem
from dragoman.web.act_choices import choices
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import export
from dragoman.web.review_cards import card_of, one_line

ROUTER = APIRouter()
NEXT = 8
"""Items that are named as coming next."""
ALIKE = 50
"""Items that say the same as the one shown, that can be answered with it."""
WORDS = {
    "event": "Acts read with doubt",
    "merge": "Tellings joined by little",
    "near": "Records kept apart by little",
    "identity": "Names joined by little",
    "claim": "Claims read with doubt",
    "proposal": "Reviewed, and would change",
}
ANSWERS = {
    "accept": ("Accept and next", "a"),
    "reject": ("Reject", "r"),
    "same": ("Same", "1"),
    "different": ("Different", "2"),
    "unsure": ("Not sure", "3"),
    "keep": ("Keep what was reviewed", "a"),
    "take": ("Take what the machine reads", "r"),
}
"""Words and key of each answer."""
COLUMNS = ("id", "kind", "question", "about", "why", "sure", "records", "mentions")
Kinds = Annotated[list[str] | None, Query()]


@ROUTER.get("/review")
def review(desk: DeskOf, kind: Kinds = None, item: str = "", unsure: bool = False, format: str = "") -> Response:
    """The item that is asked for, else the first of the queue, and what comes after it."""
    wanted = QueueFilter(frozenset(kind or ()), most=200, unsure=unsure)
    queue = desk.app.review.queue(wanted, desk.user.name)
    if format:
        return export(format, "review", COLUMNS, (_row(desk, one) for one in queue.items))
    asked = (desk.app.review.item(item) if item else None) or next(iter(queue.items), None)
    card = card_of(desk.app, asked) if asked else None
    others = [one for one in queue.items if asked is None or one.id != asked.id]
    alike = [one for one in others if asked and asked.like and one.like == asked.like][:ALIKE]
    reviewed = next((facet.values for facet in desk.app.desk.event_facets(EventFilter(), names=("review",))), ())
    states = {value.value: value.n for value in reviewed} | {"rejected": len(desk.app.review.rejected())}
    return desk.page(
        "review/queue.html",
        here="review",
        title="Review",
        queue=queue,
        card=card,
        settled=bool(item) and (asked is None or asked.id != item),
        coming=[(one, one_line(desk.app, one)) for one in others[:NEXT]],
        alike=[(one, one_line(desk.app, one)) for one in alike],
        kinds=[(name, WORDS[name], queue.counts.get(name, 0)) for name in KINDS],
        chosen=frozenset(kind or ()),
        unsure=unsure,
        states=[(name, states.get(name, 0)) for name in ("machine", "accepted", "edited", "rejected")],
        answers=ANSWERS,
        done=dict(desk.app.review.reviewers()).get(desk.user.name, 0),
        last=_last(desk),
        following=_address(kind or [], unsure=unsure),
        acts_choices=choices(desk.codebook),
    )


def _address(kinds: list[str], *, unsure: bool) -> str:
    """Where to go on: the queue as it was asked for, from its top."""
    query = [*(("kind", kind) for kind in kinds), *([("unsure", "true")] if unsure else [])]
    return f"/review?{urlencode(query)}" if query else "/review"


def _last(desk: Desk) -> LogEntry | None:
    """What whoever asks decided last, where it can be undone."""
    entries, _ = desk.app.review.log(most=20)
    mine = next((entry for entry in entries if entry.by == desk.user.name and not entry.undoes), None)
    return mine if mine and not mine.undone_by else None


def _row(desk: Desk, item: QueueItem) -> dict[str, object]:
    own = {name: getattr(item, name) for name in ("id", "kind", "question", "why", "sure", "mentions")}
    return own | {"about": one_line(desk.app, item), "records": item.subjects}
