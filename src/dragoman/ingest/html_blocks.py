"""Yields the blocks of a page: its paragraphs, headings, captions, list items and rows in order, each with where it stands and what names it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from dragoman.ingest.html_words import NameTells, load_markup_words, name_tells

_SILENT_NAMES = """script style head title template svg math datalist option select textarea input button"""
_SILENT = frozenset(_SILENT_NAMES.split())
_BLOCKS_NAMES = """p h1 h2 h3 h4 h5 h6 div section article main header footer nav aside li ul ol dl dt dd blockquote pre table tbody thead tr td th caption
    figure figcaption address center form fieldset details summary hr body dialog menu hgroup search legend"""
_BLOCKS = frozenset(_BLOCKS_NAMES.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_CONTROLS = frozenset(["input", "button", "select", "textarea"])
_ENDS = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_LONG_CELL = 25
_LONG_HEADING = 14


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands. chain: numbers of its ancestors, outermost first; signature: equal for places of the same tags and classes.

    apart: numbers of the ancestors that are no part of a text by their name; crowd: those of them that may hold more words than the text.
    """

    tag: str = "body"
    number: int = 0
    chain: tuple[int, ...] = ()
    signature: int = 0
    apart: tuple[int, ...] = ()
    crowd: tuple[int, ...] = ()
    body: int = 0
    article: int = 0
    linked: bool = False
    byline: bool = False
    caption: bool = False
    standfirst: bool = False
    live: bool = False
    quoted: bool = False
    unseen: bool = False
    bold: bool = False
    credit: bool = False


@dataclass(slots=True)
class Block:
    """A stretch of text that stands alone. kind: h1 to h6, p, li, caption, credit (of a picture), row. byline: so named.

    words, and how many of them are links.
    """

    kind: str
    text: str
    words: int
    linked: int
    place: Place
    byline: bool = False

    @property
    def link_share(self) -> float:
        """Share of its words that are links."""
        return self.linked / self.words if self.words else 0.0

    @property
    def ends(self) -> bool:
        """Does it end like a sentence?"""
        return bool(_ENDS.search(self.text))

    @property
    def reads_on(self) -> bool:
        """Is it a sentence or more, whatever it is marked as? Pages set standfirsts as headings."""
        return self.words >= 10 and self.ends

    @property
    def is_prose(self) -> bool:
        """Does it read like a paragraph of a text?"""
        return self.kind in ("p", "li") and self.link_share < 0.5 and (self.words >= 12 or (self.words >= 4 and self.ends))


@dataclass(slots=True)
class Blocks:
    """All blocks of a page in its order; controls: numbers of the elements near above a field or a button."""

    blocks: list[Block] = field(default_factory=list)
    controls: set[int] = field(default_factory=set)


def read_blocks(root: Any) -> Blocks:
    """The blocks below an lxml element. Words of inline elements are joined as a browser shows them; `<br><br>` parts two blocks."""
    return _Walk().read(root)


def one_line(text: str) -> str:
    """The text on one line: blanks run together, invisible characters gone, halves of surrogate pairs replaced."""
    plain = " ".join(_UNSEEN.sub("", text).split())
    return plain if plain.isascii() else plain.encode("utf-8", "replace").decode("utf-8")


def count_words(text: str) -> int:
    """Words of a text; where a script writes without blanks between words, two letters count for one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one element in a block."""

    text: str
    place: Place


class _Walk:
    def __init__(self) -> None:
        self.found = Blocks()
        self.places: list[Place] = [Place()]
        self._signatures: dict[tuple[int, str, str], int] = {}
        self._pieces: list[_Piece] = []
        self._number = 0
        self._broken = False
        self._rows: list[int] = []
        self._tags = load_markup_words().tags
        self._roles = load_markup_words().roles

    def read(self, root: Any) -> Blocks:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _CONTROLS:
                    self.found.controls.update(self.places[-1].chain[-3:])
                if not tag or tag in _SILENT:
                    walk.skip_subtree()
                    continue
                self._start(tag, element)
                self._say(element.text)
            else:
                if tag and tag not in _SILENT:
                    self._end(tag)
                if element is not root:
                    self._say(element.tail)
        self._flush()
        return self.found

    def _start(self, tag: str, element: Any) -> None:
        if tag == "br":
            self._break()
        elif tag == "q":
            self._say("“")
        if tag in _BLOCKS or "-" in tag:
            self._flush()
        if tag == "tr":
            self._rows.append(len(self.found.blocks))
        self.places.append(self._place(tag, element))

    def _end(self, tag: str) -> None:
        if tag == "q":
            self._say("”")
        if tag in _BLOCKS or "-" in tag:
            self._flush()
        self.places.pop()
        if tag == "tr" and self._rows:
            self._join_row(self._rows.pop())

    def _place(self, tag: str, element: Any) -> Place:
        above = self.places[-1]
        if tag not in _BLOCKS and "-" not in tag and not element.attrib and tag not in ("b", "strong"):
            return above
        self._number += 1
        number, get = self._number, element.get
        classes = get("class") or ""
        names = " ".join(
            filter(
                None, (classes, get("id"), get("itemprop"), get("data-testid"), get("data-component"), get("property"), get("rel"), _dashed(get("aria-label")))
            )
        )
        tells = name_tells(names) if names else NameTells()
        block = tag in _BLOCKS or "-" in tag
        apart = tag not in ("html", "body") and (tells.crowd or tells.apart or self._is_apart(tag, get))
        signature = above.signature
        if block:
            signature = self._signatures.setdefault((above.signature, tag, "" if tag == "p" else classes), len(self._signatures) + 1)
        return Place(
            tag=tag if block else above.tag,
            number=number,
            chain=(*above.chain, number) if block else above.chain,
            signature=signature,
            apart=(*above.apart, number) if apart else above.apart,
            crowd=(*above.crowd, number) if apart and tells.crowd else above.crowd,
            body=above.body or (number if tells.body and block and not apart else 0),
            article=number if tag == "article" or "Article" in (get("itemtype") or "") else above.article,
            linked=above.linked or (tag == "a" and bool(get("href"))),
            byline=above.byline or tag == "time" or (tells.byline and tag not in ("article", "main", "header", "body", "html")),
            caption=above.caption or tag == "figcaption" or tells.caption,
            standfirst=above.standfirst or (tells.standfirst and tag not in ("article", "main", "body", "html")),
            live=above.live or tells.live,
            credit=above.credit or (not block and tells.byline and tag != "time"),
            bold=above.bold or tag in ("b", "strong"),
            quoted=above.quoted or tag == "blockquote",
            unseen=above.unseen or (not block and (tells.unseen or self._is_apart(tag, get))),
        )

    def _is_apart(self, tag: str, get: Any) -> bool:
        if tag in self._tags or (get("role") or "").lower() in self._roles or get("hidden") is not None:
            return True
        return (get("aria-hidden") or "").lower() == "true" or bool(_HIDDEN.search(get("style") or ""))

    def _say(self, text: str | None) -> None:
        place = self.places[-1]
        if text and not place.unseen:
            self._pieces.append(_Piece(text, place))
            self._broken = self._broken and not text.strip()

    def _break(self) -> None:
        said = "".join(piece.text for piece in self._pieces[-3:]).rstrip()
        if self._broken or _ENDS.search(said):
            self._flush()
        else:
            self._pieces.append(_Piece(" ", self.places[-1]))
            self._broken = True

    def _flush(self) -> None:
        pieces = self._pieces
        place, cut = self.places[-1], len(pieces)
        while place.caption and cut and (pieces[cut - 1].place.credit or not pieces[cut - 1].text.strip()):
            cut -= 1
        if 0 < cut < len(pieces):
            self._add(pieces[:cut], place)
            self._add(pieces[cut:], place, "credit")
        else:
            self._add(pieces, place)
        self._pieces = []
        self._broken = False

    def _add(self, pieces: list[_Piece], place: Place, kind: str | None = None) -> None:
        text = one_line("".join(piece.text for piece in pieces))
        if not text:
            return
        words = count_words(text)
        linked, credited, plain = (
            sum(count_words(piece.text) for piece in pieces if test(piece.place)) for test in (lambda p: p.linked, lambda p: p.byline, lambda p: not p.bold)
        )
        kind = kind or _kind(place)
        if kind == "p" and not plain and words <= _LONG_HEADING and not _ENDS.search(text) and place.tag not in ("td", "th"):
            kind = "h5"  # what stands alone in bold
        self.found.blocks.append(Block(kind, text, words, min(words, linked), place, 2 * credited >= words))

    def _join_row(self, first: int) -> None:
        """Short cells of one row become one block: a table of data, not one that lays out a page."""
        cells = self.found.blocks[first:]
        if len(cells) > 1 and all(cell.words <= _LONG_CELL and cell.place.tag in ("td", "th") for cell in cells):
            row = Block("row", " | ".join(c.text for c in cells), sum(c.words for c in cells), sum(c.linked for c in cells), cells[0].place)
            self.found.blocks[first:] = [row]


def _kind(place: Place) -> str:
    if place.caption and place.tag not in _HEADINGS:
        return "caption"
    return place.tag if place.tag in _HEADINGS or place.tag == "li" else "p"


def _dashed(label: str | None) -> str:
    return "-".join(label.split()) if label and len(label) <= 40 else ""
