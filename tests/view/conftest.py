"""Yields a small hand-built record: two outlets' accounts of a sunk ferry and of what two invented states did then."""

from __future__ import annotations

import pytest

from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Document, Evidence, Published
from dragoman.core.incidents import Deadline, Incident, PaperOfProceeding, Phase, Proceeding, Toll
from dragoman.core.mentions import EntityMention
from dragoman.core.records import (
    Answer,
    Claim,
    ClaimRelation,
    ClaimTold,
    Entity,
    Event,
    EventTold,
    Fact,
    Link,
    Listing,
    Party,
    Question,
    Role,
)
from dragoman.core.resolved import Resolved
from dragoman.core.ties import Period, Response, Tie
from dragoman.view.record import Record

LEDGER = """The ferry Gull sank off Port Amsel on 3 March 2031, and 12 of 40 passengers drowned.
Norland closed the Estavian <b>trade*office</b> on 10 March. Ada Quill, a spokeswoman, said the note went out on 9 March.
Norland wants to sue Estavia. A mine sank her, a naval officer told the Tidings agency. The inquiry found no trace of fire.
"""
COURIER = """Estavia threatened to cut the cable after Norland closed the office. The Gull sank on 3 March.
An explosion outside the hull sank the ferry, the Harbour Board reported. Its final report is due within one year.
"""


def quote(document: Document, words: str) -> Evidence:
    """The first occurrence of words."""
    start = document.text.index(words)
    return document.evidence(start, start + len(words))


def _document(key: str, text: str, outlet: str, day: str) -> Document:
    return Document(key, text, "0" * 64, "text", path=f"{key}.txt", outlet=outlet, published=Published(day, "byline", 0.9))


A, B = _document("d-courier", COURIER, "Courier", "2031-03-11"), _document("d-ledger", LEDGER, "Ledger", "2031-03-12")
OFFICER = (Link("outlet", "Ledger", None, None, None), Link("agency", "Tidings", None, None, None), Link("unnamed", "a naval officer", None, None, None))
BOARD = (Link("outlet", "Courier", None, None, None), Link("institution", "Harbour Board", "n-board", None, None))
QUILL = (Link("outlet", "Ledger", None, None, None), Link("person", "Ada Quill", "n-quill", None, None))


def _entity(key: str, kind: str, name: str, spans: dict[str, str], country: str | None, **more: object) -> Entity:
    """spans: words in either document to the form in which they name it."""
    mentions = []
    for words, form in spans.items():
        document = A if words in A.text else B
        found = quote(document, words)
        mentions.append(EntityMention(f"nm-{key}-{found.start}", document.id, found.start, found.end, words, kind, form, name, f"nm-{key}", 0))
    return Entity(f"n-{key}", kind, name, (), country, None, {}, tuple(mentions), **more)  # type: ignore[arg-type]


def _party(name: str, country: str, entity: str) -> Party:
    return Party(entity, name, country, None, country)


NORLAND, ESTAVIA = _party("Norland", "XNO", "n-norland"), _party("Estavia", "XES", "n-estavia")


def _event(key: str, kind: str, summary: str, told: list[tuple[Document, str, tuple[Link, ...]]], **more: object) -> Event:
    fields: dict[str, object] = {
        "ontology": "PLOVER", "mode": None, "contexts": (), "cameo": None, "modality": "done", "actors": (), "recipients": (), "place": None,
        "date": UNKNOWN, "quad": 4, "score": None, "goldstein": None, "parent": None, "chain": told[0][2],
    }  # fmt: skip
    mentions = tuple(EventTold(f"em-{key}-{n}", d.id, (quote(d, words),), chain, "rules", 0.9) for n, (d, words, chain) in enumerate(told))
    return Event(id=f"e-{key}", type=kind, summary=summary, mentions=mentions, **(fields | more))  # type: ignore[arg-type]


def _events() -> tuple[Event, ...]:
    pair, back = {"actors": (NORLAND,), "recipients": (ESTAVIA,)}, {"actors": (ESTAVIA,), "recipients": (NORLAND,)}
    sank = [(A, "The Gull sank on 3 March", ()), (B, "The ferry Gull sank off Port Amsel on 3 March 2031", ())]
    closed = [(B, "Norland closed the Estavian <b>trade*office</b> on 10 March", ()), (A, "after Norland closed the office", ())]
    return (
        _event("close", "SANCTION", "Norland closed the <b>trade*office</b> on 10 March 2031.", closed, **pair, date=on("2031-03-10"), score=-7.0),
        _event(
            "cut",
            "THREATEN",
            "Estavia threatened to cut the cable.",
            [(A, "Estavia threatened to cut the cable", ())],
            **back,
            modality="threatened",
            score=-6.0,
        ),
        _event("found", "FINDING", "The inquiry found no trace of fire.", [(B, "The inquiry found no trace of fire", ())], ontology="OCCURRENCE"),
        _event("old", "AGREE", "Norland and Estavia agreed on fishing in 2012.", [(B, "Norland wants", ())], **pair, date=on("2012"), score=6.0),
        _event("sink", "INCIDENT", "The ferry Gull sank on 3 March 2031.", sank, ontology="OCCURRENCE", date=on("2031-03-03")),
        _event("sue", "ACCUSE", "Norland is to sue Estavia.", [(B, "Norland wants to sue Estavia", ())], **pair, modality="planned", score=-4.0),
    )


def _claim(key: str, proposition: str, document: Document, words: str, chain: tuple[Link, ...], certainty: str = "asserted") -> Claim:
    told = ClaimTold(f"cm-{key}", document.id, (quote(document, words),), None, chain, certainty, "affirmed", "indirect", "rules", 0.8)
    return Claim(f"c-{key}", f"q-{key[:4]}", proposition, None, (told,))


def _entities() -> tuple[Entity, ...]:
    role = Role("spokeswoman", "n-norland", "Norland", UNKNOWN, UNKNOWN, (quote(B, "Ada Quill, a spokeswoman"),))
    ban = Listing("entry_ban", "n-estavia", "Estavia", on("2031-03-11"), None, (quote(B, "Ada Quill"),))
    return (
        _entity(
            "board", "organisation", "Harbour Board", {"Harbour Board": "name"}, "XNO", facts=(Fact("founded", "1901", UNKNOWN, (quote(A, "Harbour Board"),)),)
        ),
        _entity("estavia", "state", "Estavia", {"Estavia threatened": "name", "Estavian": "demonym"}, "XES"),
        _entity("norland", "state", "Norland", {"Norland closed the office": "name", "Norland": "name"}, "XNO"),
        _entity("quill", "person", "Ada Quill", {"Ada Quill": "name"}, "XNO", roles=(role,), listings=(ban,)),
    )


@pytest.fixture
def record() -> Record:
    claims = (
        _claim("sankmine", "A mine sank the ferry.", B, "A mine sank her", OFFICER),
        _claim("sankblast", "An explosion outside the hull sank the ferry.", A, "An explosion outside the hull sank the ferry", BOARD, "probable"),
        _claim("whenclosed", "Norland closed it on 10 March.", B, "on 10 March", ()),
        _claim("whennote", "The note went out on 9 March.", B, "the note went out on 9 March", QUILL),
    )
    questions = (
        Question("q-sank", "What sank the Gull?", "e-sink", "cause", (Answer("a mine", ("c-sankmine",)), Answer("an explosion", ("c-sankblast",))),
                 (ClaimRelation("c-sankmine", "c-sankblast", "sharper", None),)),
        Question("q-when", "When was the office closed?", "e-close", "date", (Answer("10 March", ("c-whenclosed",)), Answer("9 March", ("c-whennote",))),
                 (ClaimRelation("c-whenclosed", "c-whennote", "contradicts", None),)),
    )  # fmt: skip
    toll = Toll("drowned", 12, 40, on("2031-03-03"), (), (quote(B, "12 of 40 passengers drowned"),))
    paper = PaperOfProceeding("preliminary report", UNKNOWN, (quote(A, "the Harbour Board reported"),))
    due = Deadline("final report", DateRange("2032-03-03", "2032-03-03"), "within one year", (quote(A, "Its final report is due within one year"),), "open")
    month = Period("month", "2031-03-01", "2031-03-31")
    return Record(
        Resolved(
            entities=_entities(),
            events=_events(),
            claims=claims,
            questions=questions,
            ties=(Tie("XNO", "XES", month, -7.0, None, 1, ("e-close",), 2, 2),),
            responses=(Response("e-close", "e-cut", None, "stated", (quote(A, "after Norland closed the office"),)),),
            incidents=(Incident("i-sink", "The ferry Gull sank", "e-sink", (Phase("e-sink", 1, None),), (toll,), ("n-board",), ("p-sink",)),),
            proceedings=(Proceeding("p-sink", "Inquiry: the Gull", "i-sink", ("n-board",), (paper,), (), ("e-found",), (due,)),),
            origins=((A.id, A.id), (B.id, B.id)),
        ),
        (B, A),
        {},
        "2031-03-12",
    )
