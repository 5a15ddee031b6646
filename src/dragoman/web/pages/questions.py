"""Yields the list of questions that accounts answer, and the page of one: its answers as columns from vague to sharp, and how they stand."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from dragoman.core.desk import Facet, Page, QuestionFilter
from dragoman.core.desk_rows import QuestionRow
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Event
from dragoman.export.lines import question_line
from dragoman.view.contested import NAMELESS, mark_of, question_sheet
from dragoman.view.letters import letters_of
from dragoman.view.question_fields import question_fields
from dragoman.view.versions import say_value
from dragoman.web.desk import DeskOf, called
from dragoman.web.exports import all_of, export, export_one

ROUTER = APIRouter()
COLUMNS = ("id", "wording", "about", "subject", "slot", "mark", "open", "disputed", "answers", "documents", "outlets", "origins", "first", "last")
WHICH = (("open", "Open"), ("differ", "Differ in more than precision"), ("disputed", "Contradicted or disputed"), ("all", "All"))
SORTS = (("contested", "Most contested first"), ("-time", "Latest reports first"), ("outlets", "Most outlets first"), ("new", "As they came in"))
ASKED = {
    "cause": "what caused it", "content": "what is said or found", "count": "how many", "date": "when", "fault": "whose fault", "identity": "what or who it is",
    "other": "whether it is so", "outcome": "how it came out", "place": "where", "reason": "why", "responsibility": "who is responsible",
    "status": "how it stands",
}  # fmt: skip
"""What a slot of a question asks."""
Many = Annotated[list[str], Query()]


@ROUTER.get("/questions")
def questions(
    desk: DeskOf,
    which: str = "open",
    slot: Many = [],  # noqa: B006  FastAPI makes a new one for each request
    about: Many = [],  # noqa: B006
    words: str = "",
    document: str = "",
    sort: str = "contested",
    page: Annotated[int, Query(ge=1)] = 1,
    format: str = "",
) -> Response:
    """What the accounts answer; open ones unless all are asked for. about: ids; words: in wording, answers or subject."""
    asked = QuestionFilter(which=which, slot=tuple(slot), about=tuple(about), words=words, document=document or None)
    reads = desk.app.desk
    if format:
        return export(format, "questions", COLUMNS, (_row(row) for row in all_of(lambda one: reads.questions(asked, one, sort))))
    facets = reads.question_facets(asked)
    rows = reads.questions(asked, Page(page), sort)
    return desk.page(
        "questions/list.html",
        here="questions",
        title="Questions",
        found=rows,
        facets=[_said(facet) for facet in facets if facet.name != "which"],
        which=which,
        whiches=[(value, word, _n(facets, value)) for value, word in WHICH],
        sort=sort,
        sorts=SORTS,
        words=words,
        chosen=[("About", "about", key, label) for key, label in called(desk, about).items()]
        + [("Asked", "slot", value, ASKED.get(value, value)) for value in slot]
        + [("Words", "words", words, words)] * bool(words)
        + [("Answered in", "document", document, "one report")] * bool(document),
        total=reads.counts()["questions"],
    )


def _n(facets: Any, value: str) -> int | None:
    return next((one.n for facet in facets if facet.name == "which" for one in facet.values if one.value == value), None)


def _said(facet: Facet) -> Facet:
    return replace(facet, values=tuple(replace(one, label=ASKED.get(one.value, one.label)) for one in facet.values))


def _row(row: QuestionRow) -> dict[str, Any]:
    own = {name: getattr(row, name) for name in COLUMNS if hasattr(row, name)}
    question = row.question
    values = {"id": question.id, "wording": question.wording, "about": question.about, "slot": question.slot, "mark": mark_of(question)[1]}
    return own | values | {"answers": [say_value(answer.value) for answer in question.answers]}


@ROUTER.get("/questions/{key}")
def question(desk: DeskOf, key: str, format: str = "") -> Response:
    """One question."""
    row = desk.app.desk.question(key)
    if row is None:
        raise NotFoundError(f"the record has no question {key!r}; it may be asked in other words since: /questions lists them all")
    record = desk.app.part(question=row.question.id).record
    if format:
        line = question_line(row.question) | question_fields(record, row.question, letters_of(record.documents))
        return export_one(format, "one question", row.question.id, line)
    sheet = question_sheet(record, row.question)
    same = desk.app.desk.questions(QuestionFilter(about=(row.question.about,)), Page(1, 8)).items
    return desk.page(
        "questions/one.html",
        here="questions",
        title=sheet.wording,
        row=row,
        sheet=sheet,
        nameless=NAMELESS,
        related=[other for other in same if other.question.id != row.question.id],
        brief=_brief(sheet.event, row),
    )


def _brief(event: Event | None, row: QuestionRow) -> dict[str, str]:
    """What of a brief's address tells of the same: the two of an act, else whom the question is about."""
    if event is None:
        return {"about": row.question.about}
    sides = [next((p.country or p.entity for p in side if p.country or p.entity), None) for side in (event.actors, event.recipients)]
    return {"pair": f"{sides[0]},{sides[1]}"} if sides[0] and sides[1] and sides[0] != sides[1] else {"about": event.id}
