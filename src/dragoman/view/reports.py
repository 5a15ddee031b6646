"""Yields what the letters of a page stand for: its quoted reports with outlet and day, and the key of the marks of certainty."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.view.letters import say_outlet, say_published
from dragoman.view.page import Bullets, Item, Paragraph, Section, emph, plain, strong
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.surety import KEY


def reports_section(record: Record, quoter: Quoter, letters: Mapping[str, str], note: str) -> Section:
    """The reports that the page quotes, by letter; call it last. letters: document id to letter; note: what else the reader must know of the page."""
    quoted = {quote.doc for quote in quoter.quotes()}
    shown = [d for d in sorted(record.documents, key=lambda d: (len(letters[d.id]), letters[d.id])) if d.id in quoted]
    items = tuple(Item((*strong(letters[d.id]), *plain(f": {say_outlet(d)}, {say_published(d)}"))) for d in shown)
    return Section("Reports", (Bullets(items), Paragraph(emph(f"{KEY}; stated: none of these. {note}"))))
