"""Yields the list of who and what the record names, the dossier of one, and two side by side: to be called one, or two."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from dragoman.core.desk import EntityFilter, EventFilter, Page, QuestionFilter
from dragoman.core.desk_rows import EntityPage, EntityRow
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.mentions import EntityMention
from dragoman.export.lines import entity_line
from dragoman.pipeline.part import key_of_subject
from dragoman.view.beside import Place, beside, place_of
from dragoman.view.dossier import QUOTED, build_profile
from dragoman.view.html import render_body
from dragoman.view.named import named, names_of
from dragoman.view.spelled import by_script
from dragoman.web.act_choices import choices
from dragoman.web.desk import Desk, DeskOf
from dragoman.web.exports import all_of, export, export_one
from dragoman.web.pages.brief import in_report

ROUTER = APIRouter()
COLUMNS = ("id", "name", "type", "country", "aliases", "documents", "mentions", "events", "claims")
SORTS = (("documents", "In most reports"), ("events", "Most acts"), ("name", "By name"), ("new", "As they came in"))
TITLES = {"type": "What it is", "country": "State or body"}
MOST_ACTS = 8
MOST_NAMED = 12
Many = Annotated[list[str], Query()]


@ROUTER.get("/who")
def who(
    desk: DeskOf,
    q: str = "",
    type: Many = [],  # noqa: B006  FastAPI makes a new one for each request
    country: Many = [],  # noqa: B006
    sort: str = "documents",
    page: Annotated[int, Query(ge=1)] = 1,
    format: str = "",
) -> Response:
    """Persons, organisations, states, places, craft: by name in any spelling and script."""
    asked = EntityFilter(q=q, type=tuple(type), country=tuple(country))
    reads = desk.app.desk
    if format:
        return export(format, "who", COLUMNS, ({name: getattr(row, name) for name in COLUMNS} for row in all_of(lambda one: reads.entities(asked, one, sort))))
    facets = reads.entity_facets(asked)
    chosen = [(TITLES[facet.name], facet.name, one.value, one.label) for facet in facets for one in facet.values if one.chosen]
    found = reads.entities(asked, Page(page), sort)
    return desk.page(
        "who/list.html",
        here="who",
        title="Who",
        asked=q,
        q=q,
        found=found,
        states=reads.labels(row.country for row in found.items if row.country),
        facets=facets,
        titles=TITLES,
        sort=sort,
        sorts=SORTS,
        chosen=chosen + ([("Named like", "q", q, q)] if q.strip() else []),
        total=reads.counts()["entities"],
    )


@ROUTER.get("/who/{key}")
def dossier(desk: DeskOf, key: str, page: Annotated[int, Query(ge=1)] = 1, compare: str = "", format: str = "") -> Response:
    """The dossier of one. compare: a name, others called so are offered to be laid beside it."""
    shown = _entity(desk, key, Page(page, MOST_NAMED))
    if shown.row.id != key:
        return RedirectResponse(f"/who/{shown.row.id}", status_code=303)
    part = desk.app.part(entity=key)
    if format:
        return export_one(format, "a dossier", key, entity_line(next(e for e in part.record.resolved.entities if e.id == key)))
    reads, subject, profile = desk.app.desk, key_of_subject(shown.row), build_profile(part.record, key)
    profile = named(profile, names_of(part.record.documents, profile.quotes))
    questions = reads.questions(QuestionFilter(which="open", about=(key,)), Page(1, 8))
    return desk.page(
        "who/one.html",
        here="who",
        title=shown.row.name,
        shown=shown,
        row=shown.row,
        state=reads.labels([shown.row.country])[shown.row.country] if shown.row.country and shown.row.type != "state" else None,
        left=part.left,
        said=render_body(replace(profile, sections=tuple(s for s in profile.sections if s.title != QUOTED), quotes=())),
        quoted=render_body(replace(profile, sections=tuple(s for s in profile.sections if s.title == QUOTED)), in_report, named=True),
        empty=not profile.sections,
        spelled=by_script(shown.spellings),
        events=reads.events(EventFilter(party=(subject,)), Page(1, MOST_ACTS)),
        subject=subject,
        questions=questions,
        ties=_ties(desk, subject),
        places=_places(desk, shown.mentions.items),
        near=_near(desk, shown.row, compare),
        compare=compare,
        decided=_decided(desk, key),
        acts_choices=choices(desk.codebook) if desk.user.may("reviewer") else None,
    )


@ROUTER.get("/who/{key}/beside/{other}")
def side_by_side(desk: DeskOf, key: str, other: str) -> Response:
    """Two, with the evidence of each."""
    a, b = (_entity(desk, one, Page(1, 6)) for one in (key, other))
    if a.row.id == b.row.id:
        return RedirectResponse(f"/who/{a.row.id}", status_code=303)
    return desk.page(
        "who/beside.html",
        here="who",
        title=f"{a.row.name} and {b.row.name}",
        a=a,
        b=b,
        rows=beside(a, b, desk.app.desk.labels(filter(None, (a.row.country, b.row.country)))),
        places=[_places(desk, one.mentions.items) for one in (a, b)],
    )


@ROUTER.get("/who/{key}/split")
def split(desk: DeskOf, key: str, m: Many = []) -> Response:  # noqa: B006
    """The places that are said to name somebody else, beside those that stay."""
    shown = _entity(desk, key, Page(1, 500))
    going = [mention for mention in shown.mentions.items if mention.id in set(m)]
    if not going:
        raise UsageError("tick the places that name somebody else, then ask again")
    staying = [mention for mention in shown.mentions.items if mention.id not in set(m)]
    return desk.page(
        "who/split.html",
        here="who",
        title=f"Is it {shown.row.name}?",
        row=shown.row,
        heads=shown.heads,
        going=_places(desk, going[:60]),
        staying=_places(desk, staying[:MOST_NAMED]),
        rest=shown.mentions.total - len(going),
    )


def _entity(desk: Desk, key: str, page: Page) -> EntityPage:
    found = desk.app.desk.entity(key, page)
    if found is None:
        raise NotFoundError(f"nobody in the record has the id {key!r}; /who finds people by name")
    return found


def _places(desk: Desk, mentions: Iterable[EntityMention]) -> list[Place]:
    several = list(mentions)
    documents = {key: desk.app.store.document(key) for key in {m.doc for m in several}}
    return [place_of(document, m) for m in several if (document := documents[m.doc])]


def _near(desk: Desk, row: EntityRow, compare: str) -> tuple[EntityRow, ...]:
    """Others of the same kind that are named alike: by the words asked for, else by the last word of the name."""
    words = compare.strip() or row.name.split()[-1]
    found = desk.app.desk.entities(EntityFilter(q=words, type=() if compare.strip() else (row.type,)), Page(1, 9))
    return tuple(other for other in found.items if other.id != row.id)[:8]


def _ties(desk: Desk, subject: str) -> list[dict[str, Any]]:
    """With whom it deals most: the score of either towards the other."""
    found: dict[str, dict[str, Any]] = {}
    for pair in desk.app.desk.pairs(about=subject, most=30):
        other, label, side = (pair.recipient, pair.recipient_label, "out") if pair.actor == subject else (pair.actor, pair.actor_label, "back")
        tie = found.setdefault(other, {"key": other, "label": label, "n": 0, "out": None, "back": None})
        tie[side] = pair.score
        tie["n"] += pair.n
    return sorted(found.values(), key=lambda tie: (-tie["n"], tie["key"]))[:8]


def _decided(desk: Desk, key: str) -> list[Any]:
    """What persons decided about it, the latest first."""
    entries, _ = desk.app.review.log(most=200)
    return [entry for entry in entries if key in entry.records][:8]
