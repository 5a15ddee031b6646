"""Yields two entities side by side: what each is called, is, holds and does, row by row, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.desk_rows import EntityPage
from dragoman.core.documents import Document
from dragoman.core.mentions import EntityMention
from dragoman.view.counting import count
from dragoman.view.markdown import cut
from dragoman.view.people import say_attribute
from dragoman.view.spelled import by_script

_AROUND = 110
"""Code points shown on either side of a name."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A line to compare. verdict: same, differs, or empty where there is nothing to compare."""

    title: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is named: the words before, the name, the words after."""

    mention: EntityMention
    before: str
    name: str
    after: str


def beside(a: EntityPage, b: EntityPage, names: Mapping[str, str]) -> tuple[Row, ...]:
    """Rows in which two entities are compared; a row that is empty on both sides is left out. names: of states and bodies, by code."""
    rows = (
        ("Names", _names(a), _names(b)),
        ("What it is", (a.row.type,), (b.row.type,)),
        ("State or body", _some(names.get(a.row.country or "")), _some(names.get(b.row.country or ""))),
        ("Offices", _said(a, "roles"), _said(b, "roles")),
        ("Listings", _said(a, "listings"), _said(b, "listings")),
        ("Part of, beside", _said(a, "relations"), _said(b, "relations")),
        ("Facts", _said(a, "facts"), _said(b, "facts")),
        ("Named in", (count(a.row.documents, "report"),), (count(b.row.documents, "report"),)),
        ("Acts", (f"{a.row.events:,}",), (f"{b.row.events:,}",)),
    )
    return tuple(Row(title, x, y, "" if title in {"Named in", "Acts"} else _verdict(x, y)) for title, x, y in rows if x or y)


def _verdict(x: tuple[str, ...], y: tuple[str, ...]) -> str:
    if not x or not y:
        return ""
    return "same" if {fold(value) for value in x} & {fold(value) for value in y} else "differs"


def _some(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


def _names(page: EntityPage) -> tuple[str, ...]:
    spelled = [one.text for _, rows in by_script(page.spellings) for one in rows]
    return tuple(dict.fromkeys([page.row.name, *page.row.aliases, *spelled]))[:_MOST]


def _said(page: EntityPage, kind: str) -> tuple[str, ...]:
    rows: Iterable[str] = (say_attribute(row, page.entity) for row in getattr(page.entity, kind))
    return tuple(dict.fromkeys(words for words in rows if words))[:_MOST]


def place_of(document: Document, mention: EntityMention) -> Place:
    """A name with the words around it, on one line."""
    text = document.text
    before = " ".join(text[max(0, mention.start - _AROUND) : mention.start].split())
    after = cut(text[mention.end : mention.end + _AROUND], _AROUND - 10)
    # A cut in the middle of a word shows none of it.
    before = before.split(" ", 1)[-1] if mention.start > _AROUND and " " in before else before
    return Place(mention, f"… {before}" if mention.start > _AROUND else before, " ".join(text[mention.start : mention.end].split()), after)
