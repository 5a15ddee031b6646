"""Yields questions to read: which there are, in what order, and their page: where accounts differ, what one outlet alone tells, what is told alike."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.contest import is_open
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.records import Question
from dragoman.view.counting import count
from dragoman.view.letters import letters_of
from dragoman.view.page import Bullets, Page, Paragraph, Section, plain
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.reports import reports_section
from dragoman.view.selection import holds
from dragoman.view.standing import documents_of, origins_of, outlets_of, severity
from dragoman.view.version_table import question_item, say_wording

__all__ = ["Parted", "is_about", "is_open", "list_questions", "order_questions", "part", "question_item", "questions_page", "say_wording"]

SLOTS = ("cause", "date", "place", "count", "reason", "status", "fault", "responsibility", "identity", "outcome", "content", "other")
WHICH = ("all", "open", "differ")
"""all; open: answered in more than one way; differ: contradiction, dispute, other answers or figures overtaken, no mere precision."""
_PRECISION = 2
"""Severity of answers that differ in precision or certainty."""
_GRAVE = 4
"""Severity of a dispute; from here on a question is open though one outlet alone tells the versions."""
_YES_NO = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Parted:
    """Questions: open ones, those that one of several outlets alone answers, and those told alike."""

    open: tuple[Question, ...]
    single: tuple[Question, ...]
    alike: tuple[Question, ...]


def is_about(record: Record, question: Question, about: str | None) -> bool:
    """Do wording, subject, answers or claims hold all the words asked for?"""
    if not about or about in (question.id, question.about):
        return True
    texts = [question.wording, *(answer.value for answer in question.answers)]
    texts += [record.claim[claim].proposition for answer in question.answers for claim in answer.claims]
    if question.about in record.entity:
        entity = record.entity[question.about]
        texts += [entity.name, *entity.aliases]
    if question.about in record.event:
        texts.append(record.event[question.about].summary)
    return holds(" ".join(texts), about)


def list_questions(record: Record, about: str | None = None, slot: str | None = None, which: str = "all") -> tuple[Question, ...]:
    """Questions by how far accounts part, then by number of origins.

    about: words that wording, subject or answers must hold, or an id; slot: one of SLOTS; which: one of WHICH. NotFoundError where none fits, UsageError for
    a slot that there is not.
    """
    if slot and slot not in SLOTS:
        raise UsageError(f"there is no slot {slot!r}; there are: {', '.join(SLOTS)}")
    known = {document.id for document in record.documents}
    told = [q for q in record.resolved.questions if documents_of(record, q) & known]
    found = [q for q in told if is_about(record, q, about)]
    if about and not found:
        wordings = [q.wording for q in told][:5]
        raise NotFoundError(f"no question is about {about!r}; there are: {'; '.join(wordings) or 'none'}")
    least = {"all": 0, "open": 0, "differ": _PRECISION + 1}[which]
    kept = [q for q in found if (not slot or q.slot == slot) and severity(q) >= least and (which == "all" or is_open(q))]
    if found and not kept:
        slots = ", ".join(sorted({q.slot for q in found}))
        raise NotFoundError(f"of {count(len(found), 'question')} none is so; their slots: {slots}; without --open, --differ and --slot all are listed")
    return order_questions(record, kept)


def order_questions(record: Record, found: Iterable[Question]) -> tuple[Question, ...]:
    """The most contested first; of equal ones, that with more outlets, then with more origins."""
    return tuple(sorted(found, key=lambda q: (-severity(q), -len(outlets_of(record, q)), -origins_of(record, q), -len(q.answers), q.id)))


def part(record: Record, questions: Iterable[Question], documents: Collection[str]) -> Parted:
    """Questions in three parts, each in the given order; documents: ids of those of the view: where they are of one outlet, nothing is its alone."""
    outlets = {(d.outlet or d.id) for doc in documents if (d := record.document.get(record.origin.get(doc, doc)))}
    open_: list[Question] = []
    single: list[Question] = []
    alike: list[Question] = []
    for question in questions:
        alone = len(outlets) > 1 and len(outlets_of(record, question)) == 1
        if is_open(question) and (not alone or severity(question) >= _GRAVE):
            open_.append(question)
        else:
            (single if alone else alike).append(question)
    return Parted(tuple(open_), tuple(single), tuple(alike))


def says_more(question: Question) -> bool:
    """Is there more in its answers than that it is so?"""
    return any(answer.value not in _YES_NO for answer in question.answers)


def questions_page(record: Record, about: str | None = None, slot: str | None = None, which: str = "all") -> Page:
    """The questions of a record to read; arguments and errors as in `list_questions`."""
    found = list_questions(record, about, slot, which)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    parted = part(record, found, tuple(letters))
    rows = (("Where the accounts differ", parted.open, True), ("Only one outlet", parted.single, False), ("Told alike or side by side", parted.alike, False))
    sections = [Section(title, (_bullets(record, questions, quoter, letters, ordered),)) for title, questions, ordered in rows if questions]
    if not sections:
        sections.append(Section("Where the accounts differ", (Paragraph(plain("The record holds no question yet; add reports that tell of one affair.")),)))
    else:
        sections.append(reports_section(record, quoter, letters, "Answers run from vague to sharp; ← cites."))
    told = {doc for q in found for doc in documents_of(record, q)}
    title = f"Questions about {about}" if about else "Questions"
    head = " · ".join(words for words in (count(len(parted.open), "open question"), count(len(told), "report") if told else "") if words)
    return Page(title, plain(head), tuple(sections), quoter.quotes())


def _bullets(record: Record, questions: Sequence[Question], quoter: Quoter, letters: Mapping[str, str], ordered: bool) -> Bullets:
    return Bullets(tuple(question_item(record, q, quoter, letters) for q in questions), ordered=ordered)
