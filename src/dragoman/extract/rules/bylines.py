"""Yields names of bylines and picture credits, which are not parsed: authors, photographers, agencies."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Annotated, Document, Name, Zone
from dragoman.core.ids import mention_id
from dragoman.core.mentions import EntityMention

NO_TOKEN = -1
"""Head of a mention in text that is not parsed."""
_CREDIT = re.compile(r"[\[(]((?:[^\W\d_][\w’'-]+ ){1,3}[^\W\d_][\w’'-]+)\s*/\s*([^\W\d_][\w .’'-]{1,40}?)[\])]")
_PART = re.compile(r"\s+and\s+|\s*[,;/&]\s*")


def credit_names(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """`[X Y/Agency]` under a picture: photographer and agency, where the agency is listed."""
    found = []
    for match in _CREDIT.finditer(document.text):
        agency = _listed(match.start(2), match.group(2), gazetteer)
        if agency is not None:
            found += [Name(match.start(1), match.end(1), match.group(1), "person", "name", "pattern"), agency]
    return found


def author_names(document: Document, gazetteer: Gazetteer) -> list[Name]:
    """Those whom the byline names as authors: listed outlets, persons by two words or more, else an outlet."""
    found = []
    for zone in document.zones:
        if zone.kind == "byline" and document.author:
            found += [_author(document, zone, part, gazetteer) for part in _PART.split(document.author) if part.strip()]
    return [name for name in found if name is not None]


def _author(document: Document, zone: Zone, part: str, gazetteer: Gazetteer) -> Name | None:
    word = part.strip()
    at = document.text.find(word, zone.start, zone.end)
    if at < 0 or not word[0].isupper():
        return None
    kind, sector = ("person", None) if len(word.split()) > 1 else ("organisation", "JRN")
    return _listed(at, word, gazetteer) or Name(at, at + len(word), word, kind, "name", "pattern", sector=sector)


def _listed(start: int, text: str, gazetteer: Gazetteer) -> Name | None:
    for entry in gazetteer.lookup(text):
        if entry.kind == "organisation":
            return Name(start, start + len(text), text, entry.kind, entry.form, "gazetteer", entry.key, entry.country, entry.sector)
    return None


def byline_mentions(annotated: Annotated, mentions: Iterable[EntityMention], gazetteer: Gazetteer) -> list[EntityMention]:
    """Mentions for names in unparsed text, tied to the mention of the parsed text that has the same key or name; their head is NO_TOKEN."""
    known = list(mentions)
    parsed = [(t.start, t.end) for t in annotated.tokens]
    first, last = (parsed[0][0], parsed[-1][1]) if parsed else (0, 0)
    by_name: dict[tuple[str, str], EntityMention] = {}
    for m in known:
        by_name.setdefault((m.kind, m.key or fold(m.text)), m)
    found: list[EntityMention] = []
    for name in sorted({*credit_names(annotated.document, gazetteer), *author_names(annotated.document, gazetteer)}, key=lambda n: (n.start, n.end)):
        inside = first <= name.start < last and any(start < name.end and name.start < end for start, end in parsed)
        if inside or any(m.start < name.end and name.start < m.end for m in [*known, *found]):
            continue
        made = mention_id("nm", annotated.document.id, name.start, name.end, name.form)
        same = by_name.get((name.kind, name.key or fold(name.text)))
        mention = EntityMention(
            made, annotated.document.id, name.start, name.end, name.text, name.kind, name.form, name.key or name.text, same.anchor if same else made,
            NO_TOKEN, name.key, name.country, name.sector, same.descriptor if same else None,
        )  # fmt: skip
        by_name.setdefault((name.kind, name.key or fold(name.text)), mention)
        found.append(mention)
    return found
