"""Yields acts between two invented states, made by hand, and what relating them needs."""

from __future__ import annotations

import datetime as dt

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Document, Evidence, Published
from dragoman.core.records import Event, EventTold, Link, Party

WEIGHTS = load_codebook().weights("ties")
NORLAND, ESTAVIA = Party(None, "Norland", "XNO", None, "XNO"), Party(None, "Estavia", "XES", None, "XES")
TEXT = "Norland closed the office in response to the ban, the ministry said."


def report(key: str, day: str | None = "2031-03-10") -> Document:
    """A report of one sentence."""
    return Document(key, TEXT, "0" * 64, "test", published=Published(day, "byline", 0.9) if day else None)


def told(n: int, doc: str = "d-1", voice: str = "The Harbour Post") -> EventTold:
    """One telling of event n, on the word of `voice`."""
    return EventTold(f"em-{n}-{doc}", doc, (Evidence(doc, 0, 7, "Norland"),), (Link("outlet", voice, None, None, None),), "test", 0.9)


def act(n: int, actor: Party, recipient: Party, date: DateRange | str | None, score: float = -6.0, modality: str = "done", **more: object) -> Event:
    """Event `e-n` of one towards another; date: a range, or an ISO day."""
    when = UNKNOWN if date is None else on(date) if isinstance(date, str) else date
    fields: dict[str, object] = {
        "ontology": "PLOVER", "type": "SANCTION", "mode": None, "contexts": (), "cameo": "160", "modality": modality, "actors": (actor,),
        "recipients": (recipient,), "place": None, "date": when, "quad": 4 if score < 0 else 1, "score": score, "goldstein": -4.0, "chain": (),
        "parent": None, "summary": "s", "mentions": (told(n),),
    }  # fmt: skip
    return Event(f"e-{n}", **(fields | more))  # type: ignore[arg-type]


def course(scores: list[float], actor: Party = NORLAND, recipient: Party = ESTAVIA) -> list[Event]:
    """One act every third day with these scores."""
    start = dt.date(2031, 1, 1)
    return [act(n, actor, recipient, (start + dt.timedelta(3 * n)).isoformat(), score) for n, score in enumerate(scores)]
