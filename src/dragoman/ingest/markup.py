"""Yields what the tags of a web page tell of its report: title, address, outlet, author, days, language, agency, images."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from dragoman.ingest.html_blocks import one_line
from dragoman.ingest.html_linked import Linked, read_linked
from dragoman.ingest.html_words import name_tells

_PUBLISHED = """article:published_time og:article:published_time og:published_time datepublished pubdate publishdate publish_date publish-date publication_date
    dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date date citation_publication_date citation_date sailthru.date parsely-pub-date
    article.published cxenseparse:recs:publishtime cse.pubdate article_date_original originalpublicationdate first_publish_date release_date"""
_UPDATED = """article:modified_time og:article:modified_time og:updated_time datemodified dc.date.modified dcterms.modified lastmod last-modified
    revision_date article.updated article_date_updated"""
_META = {
    "published": tuple(_PUBLISHED.split()),
    "updated": tuple(_UPDATED.split()),
    "outlet": ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "cre"),
    "author": (
        "author",
        "article:author",
        "article:author_name",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
        "parsely-author",
        "sailthru.author",
        "byl",
        "cxenseparse:author",
    ),
    "url": ("og:url", "twitter:url"),
    "title": ("og:title", "dc.title", "dcterms.title", "citation_title", "twitter:title", "parsely-title", "sailthru.title"),
    "lang": ("content-language", "og:locale", "dc.language", "dcterms.language", "language"),
}
"""Meta names, by what they tell, the most reliable first. Read without regard to case."""
_CUT = re.compile(r"\s+[|·•»«–—:/-]+\s+|\s*\|\s*|:\s+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./ ]\S+[./ ]\d{4}")


@dataclass(slots=True)
class Page:
    """What the tags tell; None where they do not. paragraphs: the text of the report, where JSON-LD holds it; live: a live blog."""

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    lang: str | None = None
    agency: str | None = None
    images: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    live: bool = False


@dataclass(slots=True)
class _Tags:
    """What was met in the tree, in its order."""

    meta: dict[str, str] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)
    title: str | None = None
    canonical: str | None = None
    time: str | None = None
    updated: str | None = None


_APART = frozenset({"nav", "footer", "aside", "menu"})


def read_page(root: Any, shown: Set[str] = frozenset()) -> Page:
    """What the tags below an lxml element tell. shown: the lines of the page, among which its headline is looked for.

    JSON-LD wins over meta, meta over microdata, those over `<time>`; a headline that the page shows wins over all.
    """
    tags = _walk(root)
    linked = read_linked(tags.scripts)
    meta = {key: next((tags.meta[name] for name in names if name in tags.meta), None) for key, names in _META.items()}
    outlet = meta["outlet"] or linked.outlet or tags.items.get("publisher")
    title, suffix = _title(tags, linked, meta["title"], outlet, shown)
    author = linked.author or meta["author"] or tags.items.get("author")
    address = tags.canonical or meta["url"] or linked.url
    lang = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang") or meta["lang"] or linked.lang
    return Page(
        title=title,
        url=address if address and address.startswith("http") else meta["url"] or linked.url,
        outlet=outlet or suffix,
        author=None if author and author.startswith("http") else author,
        published=linked.published or meta["published"] or tags.items.get("datepublished") or tags.time,
        updated=linked.updated or meta["updated"] or tags.items.get("datemodified") or tags.updated,
        lang=re.split(r"[-_,]", (lang or "").strip())[0].lower()[:3] or None,
        agency=linked.agency,
        images=tuple(tags.images),
        paragraphs=linked.paragraphs,
        live=linked.live,
    )


def _walk(root: Any) -> _Tags:
    found = _Tags()
    for element in root.iter("meta", "link", "title", "script", "img", "amp-img", "h1", "time", "span", "a", "div", "p"):
        tag, get = element.tag, element.get
        if tag == "meta" and get("content"):
            name = get("property") or get("name") or get("itemprop") or get("http-equiv") or ""
            found.meta.setdefault(name.lower(), one_line(get("content")))
        elif tag == "link" and (get("rel") or "").lower() == "canonical":
            found.canonical = found.canonical or (get("href") or "").strip() or None
        elif tag == "title" and found.title is None:
            found.title = one_line(element.text or "") or None
        elif tag == "script":
            found.scripts.append(element.text or "")
        elif tag == "h1" and not _lies_apart(element):
            found.headlines.append(one_line(_said(element)))
        elif tag in ("img", "amp-img"):
            source = (get("src") or get("data-src") or "").strip()
            if source and len(source) < 2000 and not source.startswith("data:") and not _lies_apart(element):
                found.images.append(source)
        elif tag == "time":
            _note_time(found, element)
        elif get("itemprop") and (get("itemprop") or "").lower() in ("datepublished", "datemodified", "author", "publisher"):
            value = get("content") or get("datetime") or one_line(_said(element))
            found.items.setdefault((get("itemprop") or "").lower(), value[:200])
    return found


def _note_time(found: _Tags, element: Any) -> None:
    """The first time of publication and of update; those in comments and lists of links are neither."""
    if _lies_apart(element):
        return
    value = element.get("datetime") or one_line(_said(element))
    item = (element.get("itemprop") or "").lower()
    if item in ("datepublished", "datemodified"):
        found.items.setdefault(item, value)
    elif name_tells(" ".join((element.get("class") or "", (element.getparent().get("class") or "") if element.getparent() is not None else ""))).updated:
        found.updated = found.updated or value
    elif _DAY.search(value):
        found.time = found.time or value


def _lies_apart(element: Any) -> bool:
    """Does an element stand in a menu, a footer, a sidebar or among comments?"""
    for above in (element, *element.iterancestors()):
        names = " ".join(filter(None, (above.get("class"), above.get("id"))))
        if above.tag in _APART or (names and above.tag not in ("body", "html") and name_tells(names).crowd):
            return True
    return False


def _said(element: Any) -> str:
    return "".join(element.itertext())


def _title(tags: _Tags, linked: Linked, meta: str | None, outlet: str | None, shown: Set[str]) -> tuple[str | None, str | None]:
    """(headline, outlet's name beside it in `<title>`). A headline that the page shows wins over a like one that metadata tell."""
    headlines = [text for text in tags.headlines if text and text != outlet]  # the outlet's name is its logo
    told = [text for text in (linked.headline, meta, tags.title) if text]
    title = next((text for name in told for text in headlines if _alike(text, name)), None)
    if title is None and headlines and not linked.headline and (len(headlines) == 1 or not told):
        title = headlines[0]
    suffix = None
    for name in (*told, tags.title or ""):
        for rest, part in _parts(name):
            if (
                suffix is None
                and (part == title if title else (part in shown and not _same(part, outlet or "")) or _same(rest, outlet or ""))
                and len(part.split()) >= 2
            ):
                title = part
                suffix = _CUT.split(rest)[-1].strip()
    return title or next(iter(told), None), suffix if suffix and len(suffix.split()) <= 6 and not _is_live(suffix) else None


def _parts(name: str) -> Iterator[tuple[str, str]]:
    """(what is beside, what may be the headline) for every cut of a page's title, the longest headlines first, those at its beginning before others."""
    cuts = list(_CUT.finditer(name))
    for cut in reversed(cuts):
        yield name[cut.end() :], name[: cut.start()]
    for cut in cuts:
        yield name[: cut.start()], name[cut.end() :]


def _is_live(suffix: str) -> bool:
    return name_tells("-".join(suffix.split())).live


def _same(a: str, b: str) -> bool:
    return a.casefold().removeprefix("the ") == b.casefold().removeprefix("the ")


def _alike(shown: str, told: str) -> bool:
    """Do most words of the shorter stand in the longer?"""
    a, b = (set(re.findall(r"\w+", text.lower())) for text in (shown, told))
    return bool(a and b) and len(a & b) >= 0.6 * min(len(a), len(b))
