"""Yields small reports as documents that were read, for the tests of copies."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook import load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.kinship import Kinship
from dragoman.ingest import Part, read_input
from dragoman.resolve.copies import Copies, find_copies

TITLE = "Norland closes the bridge at Port Sarn"
SENTENCES = (
    "Norland closed the bridge over the Velga at Port Sarn on Monday and turned back 38 lorries with Estavian plates.",
    "The border service gave no reason and put concrete blocks on the road before noon.",
    "Estavian drivers who had waited since the weekend lit fires beside their vehicles and asked for water.",
    "A deputy of the foreign ministry in Velgrad, Anton Varga, called the closure a breach of the transit treaty of 2019.",
    "He handed a note to the envoy of Norland and asked for an answer within three days.",
    "Traders at the grain market expect that flour will cost a tenth more by the end of the month.",
    "The port of Kirna has offered to take part of the freight, but its cranes are old and slow.",
    "Two years ago a quarrel over the same bridge ended when Vesperia lent both sides a surveyor.",
    "The mayor of Port Sarn opened the school gymnasium for stranded families and sent for blankets.",
    "Talks between the two customs boards are to go on in Halden next week.",
)
OTHER = (
    "Karsia will lend its neighbour two rescue helicopters after the spring floods, the cabinet in Tolmin decided.",
    "The crews trained together last autumn and know the valleys well, a colonel said at the airfield.",
    "Engineers found cracks in the older of the two dams and lowered the lake by a metre.",
    "Farmers drove their cattle to the ridge, where the army had put up tents and a kitchen.",
    "Nobody could say when the railway would run again between the capital and the coast.",
)


def report(*sentences: str, day: str = "2031-03-01", title: str = TITLE, **known: str | None) -> Document:
    """A report of two sentences a paragraph. known: outlet, url, agency …"""
    body = "\n\n".join(" ".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2))
    (part,) = read_input(f"{title}\n\n{body}\n".encode(), "a.txt")
    assert isinstance(part, Part)
    return replace(part.document, published=Published(day, "given", 1.0), path=None, **known)  # type: ignore[arg-type]


def copies_of(*documents: Document) -> Copies:
    """What is found among them."""
    return find_copies(documents, load_codebook())


def only(copies: Copies) -> Kinship:
    """The one kinship."""
    (kinship,) = copies.kinships
    return kinship


def words(kinship: Kinship) -> list[tuple[str | None, str | None]]:
    """Its changes, in words."""
    return [(change.before and change.before.text, change.after and change.after.text) for change in kinship.changes]
