"""Yields a record in which two invented outlets give rival versions of why a ferry sank, and a toll that a later report overtakes."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.dates import on
from dragoman.core.documents import Document, Published, Timex
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Answer, Claim, ClaimRelation, ClaimTold, Entity, Event, EventTold, Link, Question
from dragoman.core.resolved import Resolved
from dragoman.view.record import Record
from tests.view.conftest import quote

POST_TEXT = """Something struck the Gull, the Harbour Board said on 10 March. A mine sank her, a naval officer told the Corvid agency.
Ada Quill said that no fire broke out on board. The report does not contain a word on the crew. Estavia has not said whether it laid mines.
12 people drowned.
"""
COURIER_TEXT = """A mine sank the Gull, a naval officer said. A drone sank her, Karsia claims. "It may have been a reef," Ada Quill said.
15 people drowned. <b>The ferry</b> sank at dawn.
"""


def _document(key: str, text: str, outlet: str, day: str) -> Document:
    return Document(key, text, "0" * 64, "text", path=f"{key[2:]}.txt", title=f"{outlet} on the Gull", outlet=outlet, published=Published(day, "byline", 0.9))


POST = _document("d-post", POST_TEXT, "The Harbour Post", "2031-03-12")
COURIER = _document("d-courier", COURIER_TEXT, "Amsel Courier", "2031-03-14")


def link(kind: str, name: str | None, entity: str | None = None, document: Document | None = None) -> Link:
    """A link of a chain, with its place where a document says it."""
    start = document.text.index(name) if document and name else None
    return Link(kind, name, entity, start, start + len(name) if start is not None and name else None)


def claim(key: str, document: Document, words: str, links: tuple[Link, ...] = (), certainty: str = "asserted", polarity: str = "affirmed") -> Claim:
    """A claim told once, in words of the document; links: the chain without the outlet."""
    chain = (Link("outlet", document.outlet, None, None, None), *links)
    form = "indirect" if links else "outlet_voice"
    said = quote(document, "said") if key == "struck" else None
    told = ClaimTold(f"cm-{key}", document.id, (quote(document, words),), said, chain, certainty, polarity, form, "rules", 0.8)
    return Claim(f"c-{key}", None, f"{words}.", None, (told,), ("e-sink",) if "Gull" in words else ())


QUILL = ("person", "Ada Quill", "n-quill")
CLAIMS = (
    claim("struck", POST, "Something struck the Gull", (link("institution", "Harbour Board", "n-board", POST),), "probable"),
    claim("mine-post", POST, "A mine sank her", (link("agency", "Corvid"), link("unnamed", "a naval officer"))),
    claim("no-fire", POST, "no fire broke out on board", (link(*QUILL),), polarity="denied"),
    claim("crew", POST, "The report does not contain a word on the crew", (link("document", "the report"),), "absence"),
    claim("silent", POST, "Estavia has not said whether it laid mines", (link("institution", "Estavia", "n-estavia"),), "withheld"),
    claim("dead-12", POST, "12 people drowned"),
    claim("mine-courier", COURIER, "A mine sank the Gull", (link("unnamed", "a naval officer"),)),
    claim("drone", COURIER, "A drone sank her", (link("institution", "Karsia"),)),
    claim("reef", COURIER, "It may have been a reef", (link(*QUILL),), "hedged"),
    claim("dead-15", COURIER, "15 people drowned"),
)
_RELATIONS = (
    ClaimRelation("c-mine-post", "c-struck", "sharper", "one names it more closely"),
    ClaimRelation("c-mine-courier", "c-struck", "sharper", "one names it more closely"),
    ClaimRelation("c-drone", "c-mine-post", "contradicts", "a drone against a mine: other hands"),
)
CAUSE = Question(
    "q-cause", "What sank the Gull?", "e-sink", "cause",
    (
        Answer("a mine", ("c-mine-courier", "c-mine-post")), Answer("a drone", ("c-drone",)), Answer("something that struck her", ("c-struck",)),
        Answer("not: fire", ("c-no-fire",)), Answer("a reef", ("c-reef",)), Answer("whether Estavia laid mines", ("c-silent",)),
    ),
    _RELATIONS,
)  # fmt: skip
TOLL = Question(
    "q-toll", "How many drowned?", "e-sink", "count", (Answer("12", ("c-dead-12",)), Answer("15", ("c-dead-15",))),
    (ClaimRelation("c-dead-12", "c-dead-15", "superseded", "12 against 15: a later report counts more"),),
)  # fmt: skip


def make_record() -> Record:
    """Both reports, their claims, two questions, and the event and two entities that they are about."""
    evidence = (quote(POST, "Something struck the Gull"),)
    sink = Event(
        "e-sink", "OCCURRENCE", "INCIDENT", None, (), None, "done", (), (), None, on("2031-03-03"), None, None, None, (), None,
        "The ferry Gull sank on 3 March 2031.", (EventTold("em-sink", POST.id, evidence, (), "rules", 0.9),),
    )  # fmt: skip
    entities = (_entity("n-gull", "craft", "Gull", "Gull"), _entity("n-quill", "person", "Ada Quill", "Ada Quill"))
    resolved = Resolved(entities=entities, events=(sink,), claims=CLAIMS, questions=(CAUSE, TOLL), origins=((POST.id, POST.id), (COURIER.id, COURIER.id)))
    day = POST_TEXT.index("10 March")
    return Record(resolved, (POST, COURIER), {POST.id: (Timex(day, day + 8, "DATE", "2031-03-10"),)}, "2031-03-14")


def _entity(key: str, kind: str, name: str, words: str) -> Entity:
    spans = [(document, quote(document, words)) for document in (POST, COURIER)]
    mentions = tuple(EntityMention(f"m-{key}-{d.id}", d.id, e.start, e.end, words, kind, "name", name, key, 0) for d, e in spans)
    return Entity(key, kind, name, (), None, None, {}, mentions)


def with_questions(record: Record, *questions: Question) -> Record:
    """The record with these questions alone."""
    return replace(record, resolved=replace(record.resolved, questions=questions))


__all__ = ["CAUSE", "CLAIMS", "COURIER", "POST", "TOLL", "claim", "link", "make_record", "with_questions"]
