"""Yields what a page's JSON-LD tells of its report: headline, days, author, publisher, credited agency, language, and often the whole text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from dragoman.ingest.html_blocks import one_line

_LONGEST = 2_000_000
"""Code points of one script that are read."""
_MOST = 2000
"""Objects that are looked at."""
_REPORT = re.compile(r"(?:Article|Posting|Report|PressRelease|NewsItem)$")
_BELOW = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item")
_BREAK = re.compile(r"(?i)<br\s*/?>|</?(?:p|div|li|h[1-6]|blockquote)\b[^<>]*>|[\r\n]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Linked:
    """What the JSON-LD tells; None, or False, where it does not. paragraphs: of the text; live: it is a live blog."""

    headline: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    outlet: str | None = None
    agency: str | None = None
    url: str | None = None
    lang: str | None = None
    paragraphs: tuple[str, ...] = ()
    live: bool = False


def read_linked(scripts: Iterable[str]) -> Linked:
    """Of the first object that is a report by its type, or at least has a day of publication; empty where there is none."""
    objects = [item for script in scripts for item in _objects(_load(script))]
    reports = [item for item in objects if _is_report(item)] or [item for item in objects if isinstance(item.get("datePublished"), str)]
    if not reports:
        site = next((item for item in objects if _types(item) & {"WebSite", "NewsMediaOrganization"} and _name(item.get("name"))), {})
        return Linked(outlet=_name(site.get("name")))
    report = next((item for item in reports if item.get("datePublished")), reports[0])
    by_id = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str) and item.get("name")}
    outlet = _name(report.get("publisher"), by_id)
    based = report.get("isBasedOn")
    credited = [report.get("creditText"), report.get("sourceOrganization"), based.get("publisher") if isinstance(based, dict) else None, report.get("provider")]
    text = report.get("articleBody")
    return Linked(
        headline=_name(report.get("headline")) or _name(report.get("name")),
        published=_name(report.get("datePublished")) or _name(report.get("dateCreated")),
        updated=_name(report.get("dateModified")),
        author=_name(report.get("author"), by_id) or _name(report.get("creator"), by_id),
        outlet=outlet,
        agency=next((name for name in (_name(value, by_id) for value in credited) if name and name != outlet), None),
        url=_address(report),
        lang=_name(report.get("inLanguage")),
        paragraphs=_paragraphs(text) if isinstance(text, str) else (),
        live="LiveBlogPosting" in _types(report),
    )


def _load(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    if len(text) > _LONGEST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    waiting, at = [data], 0
    while at < min(len(waiting), _MOST):
        item = waiting[at]
        at += 1
        if isinstance(item, dict):
            yield item
            waiting.extend(item.get(key) for key in _BELOW)
        elif isinstance(item, list):
            waiting.extend(item[:200])


def _types(item: dict[str, Any]) -> set[str]:
    kinds = item.get("@type")
    return {str(kind).rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _is_report(item: dict[str, Any]) -> bool:
    return any(_REPORT.search(kind) for kind in _types(item))


def _address(report: dict[str, Any]) -> str | None:
    page = report.get("mainEntityOfPage")
    found = _name(report.get("url")) or (page.get("@id") if isinstance(page, dict) else page)
    return found if isinstance(found, str) and found.startswith("http") else None


def _name(value: Any, by_id: dict[str, dict[str, Any]] | None = None) -> str | None:
    """The words of a value: a string, an object's name (its own, or that of the object which it refers to), or names joined by commas."""
    if isinstance(value, dict):
        referred = (by_id or {}).get(str(value.get("@id")), {})
        value = value.get("name") or referred.get("name")
    if isinstance(value, list):
        return ", ".join(name for name in (_name(item, by_id) for item in value[:10]) if name) or None
    return one_line(unescape(value)) or None if isinstance(value, str) else None


def _paragraphs(text: str) -> tuple[str, ...]:
    plain = unescape(text) if "&lt;" in text[:2000] else text
    lines = (one_line(unescape(_TAG.sub("", line))) for line in _BREAK.split(plain))
    return tuple(line for line in lines if line)
