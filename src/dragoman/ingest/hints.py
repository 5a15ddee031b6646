"""Yields what a file's own properties (title, author, dates) tell of a report, weighed as the weak hints that they are."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.ingest.told import Given, Told

_FILE_NAME = re.compile(r"\.(?:docx?|rtf|odt|pdf|indd|qxp|qxd|tex|dvi|html?|txt|pptx?|xlsx?|pages|pub|p65|cdr|ai|eps|php|aspx?)\s*$", re.IGNORECASE)
_PROGRAM = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel|office)|untitled|document\s*\d*$|dokument|layout \d|slide \d|page \d|print|scan|img|about:|https?:|file:)", re.I
)
_NOBODY = re.compile(
    r"^(?:microsoft.*|user\d*|admin\w*|administrator|unknown|owner|author|default.*|python-docx|apache poi|office.*|pc\d*|scanner.*|root)$", re.I
)


def sane_title(value: str | None) -> str | None:
    """A title property where it reads like one: three words or more, no file name, no program's placeholder; else None."""
    title = " ".join((value or "").split())
    if not 12 <= len(title) <= 300 or len(title.split()) < 3 or _FILE_NAME.search(title) or _PROGRAM.match(title):
        return None
    return title


def sane_author(value: str | None) -> str | None:
    """An author property where it reads like a name: two words or more, no account and no program; else None."""
    name = " ".join((value or "").split())
    return name if " " in name and len(name) <= 100 and not _NOBODY.match(name) and re.search(r"[^\W\d_]{2}", name) and "@" not in name else None


def hinted(given: Given, *, title: str | None = None, author: str | None = None, outlet: str | None = None, page_day: str | None = None) -> Given:
    """What was given, with hints put where nothing stronger stands: they are used where the text itself is silent."""
    told = given.told
    return replace(given, told=_filled(told, title, author, outlet, page_day))


def _filled(told: Told, title: str | None, author: str | None, outlet: str | None, page_day: str | None) -> Told:
    dated = told.published or told.page_day
    return replace(
        told,
        title=told.title or title,
        author=told.author or author,
        outlet=told.outlet or outlet,
        page_day=told.page_day if dated else page_day,
    )
