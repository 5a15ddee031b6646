"""Yields the one document of a Markdown file: its plain words, one paragraph a line, and what its front matter tells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from dragoman.core.errors import InputError
from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import decode
from dragoman.ingest.reflow import clean, unwrap
from dragoman.ingest.told import Found, Given, Told

MAX_MARKDOWN = 2 * 1024 * 1024
"""Raw bytes; a long report has 100 kB, and parsing takes a second for each megabyte or two."""
_MAX_MATTER = 10_000
_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PAIR = re.compile(r"^([A-Za-z_]{2,30})\s*:\s*(.{1,500})$", re.MULTILINE)
_KEYS = {
    "title": ("title", "headline"),
    "published": ("date", "published", "pubdate", "publish_date", "date_published", "published_at"),
    "updated": ("updated", "lastmod", "modified", "last_modified_at"),
    "author": ("author", "authors", "byline", "by"),
    "url": ("url", "source", "link", "canonical", "canonical_url", "permalink"),
    "outlet": ("outlet", "publisher", "site", "sitename", "site_name", "publication", "source"),
    "lang": ("lang", "language"),
}
"""Keys of front matter by what they tell, the first that is there."""


@dataclass(slots=True)
class _Text:
    """Lines of a text as they are gathered. kinds: zone kinds by words; paths: of images."""

    lines: list[str] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    title: str | None = None


class MarkdownImporter:
    """Reads `.md`: headings, paragraphs, lists, quotations, tables and the words of images; no code and no raw HTML."""

    name = "markdown"
    suffixes = (".md", ".markdown")
    media = ("text/markdown", "text/x-markdown")
    limit = MAX_MARKDOWN

    def takes(self, head: bytes) -> bool:
        """Markdown is hardly told from text by its beginning; this importer asks for a suffix or a media type."""
        return False

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """One document; its title is that of the front matter, else the first heading of the first level. InputError: encoding, unreadable, no-text."""
        source = decode(raw, path)
        matter = _MATTER.match(source[: _MAX_MATTER + 100])
        told = _told(matter.group(1) or "") if matter else {}
        text = _read(source[matter.end() :] if matter else source.removeprefix("\ufeff"), path)
        title = told.get("title") or text.title
        if title:
            if all(_same(line, title) is False for line in text.lines[:5]):
                text.lines.insert(0, title)
            text.kinds[next(line for line in text.lines if _same(line, title))] = "title"
        body = "\n\n".join(text.lines) + "\n"
        if not any(line != title for line in text.lines):
            raise InputError("no-text", f"{path!r} holds no paragraph of text")
        fields = {key: value for key, value in told.items() if key != "title"}
        yield assemble(raw, body, path, self.name, Told(title=title, images=tuple(text.paths), kinds=text.kinds, **fields), given)


def _same(line: str, title: str) -> bool:
    return line.casefold() == title.casefold()


def _told(matter: str) -> dict[str, str]:
    """What front matter tells; where it is no valid YAML (a colon in a title), its lines are read one by one."""
    table: Any = None
    if len(matter) <= _MAX_MATTER:
        try:
            table = yaml.safe_load(matter)
        except (yaml.YAMLError, ValueError, RecursionError):
            table = None
    if not isinstance(table, dict):
        table = {match.group(1): match.group(2).strip().strip("\"'[]") for match in _PAIR.finditer(matter[:_MAX_MATTER])}
    lowered = {str(key).lower(): value for key, value in table.items()}
    found = {key: value for key, names in _KEYS.items() if (value := next(filter(None, (_plain(lowered.get(name)) for name in names)), None))}
    if "url" in found and not re.match(r"https?://", found["url"]):  # `source: The Harbour Post` names the outlet, no address
        found.pop("url")
    if re.match(r"https?://", found.get("outlet", "")):
        found.pop("outlet")
    return found


def _plain(value: Any) -> str | None:
    """A value as a line of words: a string, a day, a name, or names joined by commas; None for anything else."""
    if isinstance(value, dt.date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        value = ", ".join(name for name in (_plain(entry) for entry in value[:10] if not isinstance(entry, list)) if name)
    return clean(value[:1000]) or None if isinstance(value, str) else None


def _read(source: str, path: str) -> _Text:
    from markdown_it import MarkdownIt  # a tenth of a second, which a run over plain text need not pay

    try:
        tokens = MarkdownIt("commonmark").enable("table").parse(source)
    except RecursionError as error:
        raise InputError("malformed", f"{path!r} is nested too deeply to be read") from error
    text = _Text()
    heading: str | None = None
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            text.lines.extend([" | ".join(cells)] if cells else [])
            cells = None
        elif token.type == "inline":
            lines, images = _inline(token.children or (), text.paths)
            if cells is not None:
                cells.extend(lines)
            else:
                _put(text, [clean(" ".join(lines))] if heading else lines, heading, images)
            heading = None
    return text


def _put(text: _Text, lines: list[str], heading: str | None, images: list[str]) -> None:
    for line in filter(None, lines):
        if heading == "h1" and text.title is None and len(text.lines) < 5:
            text.title = line
        elif heading and len(line) <= 200:
            text.kinds.setdefault(line, "heading")
        text.lines.append(line)
    for alt in images:
        text.kinds.setdefault(alt, "caption")
        text.lines.append(alt)


def _inline(children: Any, paths: list[str]) -> tuple[list[str], list[str]]:
    """Lines of a paragraph and captions of the images in it. Links are their words, tags nothing."""
    parts: list[str] = []
    captions: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline"):
            parts.append(child.content.replace("\n", " "))
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type == "hardbreak" or (child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE)):
            parts.append("\n\n")
        elif child.type == "image":
            paths.append(str(child.attrs.get("src", ""))[:1000])
            alt = clean(child.content)
            captions.extend([alt] if len(alt.split()) >= 3 else [])
    return unwrap("".join(parts).split("\n")), captions


PLUGIN = MarkdownImporter()
