"""Yields what the tags of a web page tell: title, headings, captions, images, paragraphs, and who published it when and where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from typing import Any

_SILENT = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "form", "textarea"})
_APART = frozenset({"nav", "footer", "aside", "menu"})
_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "title", "li", "blockquote", "td", "time", "div", "article", "section"})
_KINDS = {"figcaption": "caption"} | dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), "heading")
_PUBLISHED = """article:published_time og:published_time datepublished pubdate publishdate publish_date publication_date date dc.date.issued
    dc.date dcterms.created dcterms.issued sailthru.date parsely-pub-date citation_publication_date"""
_META = {
    "published": tuple(_PUBLISHED.split()),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"),
    "url": ("og:url",),
    "title": ("og:title", "dc.title", "twitter:title"),
}
"""Meta names, by what they tell, the most reliable first. Read without regard to case."""


@dataclass(slots=True)
class Page:
    """What the tags tell; None where they do not.

    marked: the page with captions as paragraphs, for extractors that drop them. kinds: heading or caption, by the line's words.
    """

    marked: str
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    lang: str | None = None
    images: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)


def read_page(source: str) -> Page:
    """Read a page's tags in one pass that no depth of nesting and no unclosed tag can stop; JSON-LD wins over meta, meta over `<time>`."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    meta = {key: next((reader.meta[name] for name in names if name in reader.meta), None) for key, names in _META.items()}
    data = _linked_data(reader.linked)
    outlet = meta["outlet"] or data.get("publisher")
    headlines = {text for tag, text in reader.blocks if tag == "h1" and text != outlet}  # the outlet's name is its logo
    author = data.get("author") or meta["author"]
    return Page(
        marked="".join(reader.marked),
        title=data.get("headline") or (headlines.pop() if len(headlines) == 1 else meta["title"]),
        url=reader.canonical or meta["url"],
        outlet=outlet,
        author=None if author and author.startswith("http") else author,
        published=data.get("datePublished") or meta["published"] or reader.time,
        lang=(reader.lang or "").replace("_", "-").split("-")[0].lower() or None,
        images=tuple(reader.images),
        paragraphs=tuple(text for tag, text in reader.blocks if tag not in ("title", "time", "h1")),
        kinds={text: _KINDS[tag] for tag, text in reader.blocks if tag in _KINDS},
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, str] = {}
        self.linked: list[str] = []
        self.blocks: list[tuple[str, str]] = []
        self.images: list[str] = []
        self.marked: list[str] = []
        self.canonical: str | None = None
        self.lang: str | None = None
        self.time: str | None = None
        self._silent: str | None = None
        self._apart = 0
        self._block: str | None = None
        self._words: list[str] = []
        self._is_linked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag in _SILENT and self._silent is None:
            self._silent = tag
        self._is_linked = tag == "script" and values.get("type", "").lower() == "application/ld+json"
        self._apart += tag in _APART
        self._note(tag, values)
        if tag in _BLOCKS:
            self._flush()
            self._block = tag
        elif tag == "br":
            self._words.append(" ")
        self.marked.append(self.get_starttag_text() or "" if tag != "figcaption" else "</figure><p>")

    def _note(self, tag: str, values: dict[str, str]) -> None:
        """Keep what an element's attributes tell of the page; the first of each kind."""
        if tag == "meta" and values.get("content"):
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            self.meta.setdefault(name.lower(), values["content"])
        elif tag == "link" and values.get("rel", "").lower() == "canonical":
            self.canonical = self.canonical or values.get("href") or None
        elif tag == "html":
            self.lang = self.lang or values.get("lang") or None
        elif tag == "time" and not self._apart:
            self.time = self.time or values.get("datetime") or None
        elif tag == "img" and not self._apart and values.get("src") and not values["src"].startswith("data:"):
            self.images.append(values["src"])

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note(tag, {name: (value or "").strip() for name, value in attrs})
        self.marked.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        if tag in _APART:
            self._apart = max(0, self._apart - 1)
        if tag in _BLOCKS:
            self._flush()
        self.marked.append(f"</{tag}>" if tag != "figcaption" else "</p>")

    def handle_data(self, data: str) -> None:
        if self._is_linked and self._silent == "script":
            self.linked.append(data)
        elif self._silent is None:
            self._words.append(data)
            self.marked.append(escape(data, quote=False))

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words.clear()
        if text and self._block and not self._apart:
            self.blocks.append((self._block, text))
        self._block = "p" if self._block else None


def _linked_data(texts: list[str]) -> dict[str, str]:
    """headline, datePublished, author and publisher of the first JSON-LD object that has a day of publication."""
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            if isinstance(item.get("datePublished"), str):
                found = {key: _name(item.get(key)) for key in ("headline", "datePublished", "author", "publisher")}
                return {key: value for key, value in found.items() if value}
    return {}


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            yield item
            waiting.extend(item.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))
        elif isinstance(item, list):
            waiting.extend(item[:200])


def _name(value: Any) -> str | None:
    """The words of a JSON-LD value: a string, an object's name, or names joined by commas."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:10]) if name) or None
    return " ".join(value.split()) or None if isinstance(value, str) else None
