"""Yields questions to read: wording, answers from vague to sharp with who holds each on whose word, and how they stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.dates import say_day
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Answer, ClaimTold, Question
from dragoman.resolve.summaries import say_date
from dragoman.view.counting import count
from dragoman.view.letters import letters_of
from dragoman.view.markdown import cut
from dragoman.view.page import Bullets, Item, Line, Page, Paragraph, Section, emph, join, plain, strong
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.selection import holds
from dragoman.view.standing import closing, origins_of, severity
from dragoman.view.whose_word import say_chain

MOST_HOLDERS = 6
MOST_ANSWERS = 8
_PRECISION = 2
"""Severity of answers that differ in precision or certainty."""
_SHORT = 6
"""Words up to which an answer stands out."""
_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_CERTAINTY = {
    "probable": "as probable",
    "hedged": "hedged",
    "alleged": "as others allege",
    "planned": "as planned",
    "demanded": "as a demand",
    "absence": "noting that it is not said",
    "withheld": "withholding it",
}


@dataclass(frozen=True, slots=True)
class Holding:
    """Who gives an answer: chain in words, certainty in words or None where asserted, and the telling."""

    chain: str
    certainty: str | None
    told: ClaimTold


def is_about(record: Record, question: Question, about: str | None) -> bool:
    """Do wording, subject, answers or claims hold all the words asked for?"""
    texts = [question.wording, *(answer.value for answer in question.answers)]
    texts += [record.claim[claim].proposition for answer in question.answers for claim in answer.claims]
    if question.about in record.entity:
        entity = record.entity[question.about]
        texts += [entity.name, *entity.aliases]
    if question.about in record.event:
        texts.append(record.event[question.about].summary)
    return holds(" ".join(texts), about)


def list_questions(record: Record, about: str | None = None) -> tuple[Question, ...]:
    """Questions by how far accounts part, then by number of origins; about: words that wording, subject or answers must hold.

    NotFoundError where `about` fits none.
    """
    known = {document.id for document in record.documents}
    found = [q for q in record.resolved.questions if is_about(record, q, about)]
    if about and not found:
        wordings = [q.wording for q in record.resolved.questions][:5]
        raise NotFoundError(f"no question is about {about!r}; there are: {'; '.join(wordings) or 'none'}")
    return order_questions(record, (q for q in found if _told(record, q, known)))


def order_questions(record: Record, found: Iterable[Question]) -> tuple[Question, ...]:
    """The most contested first; of equal ones, that with more origins."""
    return tuple(sorted(found, key=lambda q: (-severity(q), -origins_of(record, q), -len(q.answers), q.id)))


def questions_page(record: Record, about: str | None = None) -> Page:
    """All questions of a record to read."""
    found = list_questions(record, about)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    open_ones = [q for q in found if is_open(q)]
    items = tuple(question_item(record, q, quoter, letters) for q in open_ones)
    sections = [Section("Where the accounts differ", (Bullets(items, ordered=True),))] if items else []
    settled = [q for q in found if not is_open(q)]
    if settled:
        items = tuple(question_item(record, q, quoter, letters) for q in settled)
        sections.append(Section("Answered in one way", (Bullets(items),)))
    if not sections:
        sections.append(Section("Where the accounts differ", (Paragraph(plain("The record holds no question yet; add reports that tell of one affair.")),)))
    told = {m.doc for q in found for a in q.answers for c in a.claims for m in record.claim[c].mentions}
    sources = f"{count(len(told), 'report')}" if told else ""
    title = f"Questions about {about}" if about else "Questions"
    head = " · ".join(part for part in (count(len(open_ones), "open question"), sources) if part)
    return Page(title, plain(head), tuple(sections), quoter.quotes())


def is_open(question: Question) -> bool:
    """Is it answered in more than one way, or disputed under one answer? Different certainty alone does not open it."""
    return len(question.answers) > 1 or severity(question) > _PRECISION


def question_item(record: Record, question: Question, quoter: Quoter, letters: Mapping[str, str]) -> Item:
    """A question as a numbered point with an answer a line, from vague to sharp, and how they stand."""
    below = [line for answer in from_vague_to_sharp(question) if (line := _answer(record, answer, quoter, letters))]
    if len(below) > MOST_ANSWERS:
        below = [*below[:MOST_ANSWERS], plain(f"and {len(below) - MOST_ANSWERS} more")]
    origins = origins_of(record, question)
    end = f"{closing(record, question)} Origins: {origins}."
    return Item(emph(say_wording(record, question)), (*below, strong(end.strip())))


def say_wording(record: Record, question: Question) -> str:
    """The wording without the date of the act that it is about, which only lengthens it."""
    event = record.event.get(question.about)
    when = say_date(event.date) if event else ""
    return question.wording.replace(f" {when}", "").replace(",?", "?") if when else question.wording


def from_vague_to_sharp(question: Question) -> tuple[Answer, ...]:
    """Answers so that a sharper one follows those that it sharpens; else in the record's order."""
    owner = {claim: n for n, answer in enumerate(question.answers) for claim in answer.claims}
    after: dict[int, set[int]] = {n: set() for n in range(len(question.answers))}
    for relation in question.relations:
        a, b = owner.get(relation.a), owner.get(relation.b)
        if a is not None and b is not None and a != b and relation.relation in {"sharper", "vaguer"}:
            sharp, vague = (a, b) if relation.relation == "sharper" else (b, a)
            after[sharp].add(vague)
    placed: list[int] = []
    while len(placed) < len(after):
        left = [n for n in after if n not in placed]
        # Two claims may each be called sharper than the other; then the record's order decides.
        placed.append(next((n for n in left if after[n] <= set(placed)), left[0]))
    return tuple(question.answers[n] for n in placed)


def holdings(record: Record, claims: Sequence[str], letters: Mapping[str, str]) -> list[Holding]:
    """Who holds claims, each chain once with its surest telling first, in order of letters."""
    found: dict[tuple[str, str | None], Holding] = {}
    tellings = [told for claim in claims if claim in record.claim for told in record.claim[claim].mentions if told.doc in letters]
    for told in sorted(tellings, key=lambda m: (len(letters[m.doc]), letters[m.doc], len(m.chain), m.content[0].start)):
        certainty = "denying it" if told.polarity == "denied" else _CERTAINTY.get(told.certainty)
        chain = say_chain(told.chain, letters[told.doc])
        found.setdefault((chain, certainty), Holding(chain, certainty, told))
    return list(found.values())


def _answer(record: Record, answer: Answer, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """`**drone**: A ← Reuters ← unnamed: an official [3]; B, hedged [4]`."""
    found = holdings(record, answer.claims, letters)
    shown = [(*plain(", ".join(filter(None, (h.chain, h.certainty)))), *quoter.cite_claim(h.told)) for h in found[:MOST_HOLDERS]]
    if len(found) > MOST_HOLDERS:
        shown.append(plain(f"and {len(found) - MOST_HOLDERS} more"))
    return (*_value(answer.value), *plain(": "), *join(shown, "; ")) if shown else ()


def _value(value: str) -> Line:
    """A short answer stands out; a sentence stands as it is; ISO days are written out."""
    words = _ISO.sub(lambda m: say_day(m[0]), " ".join(value.split()).rstrip("."))
    words = f"by {words.removeprefix('… to ')}" if words.startswith("… to ") else words
    return strong(words) if len(words.split()) <= _SHORT else plain(cut(words))


def _told(record: Record, question: Question, known: set[str]) -> bool:
    return any(m.doc in known for answer in question.answers for claim in answer.claims for m in record.claim[claim].mentions)
