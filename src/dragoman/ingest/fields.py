"""Yields a document or a link from a record with named fields: a JSON object, a row of a table, an entry of a feed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any

from dragoman.core.errors import InputError
from dragoman.ingest.assemble import assemble
from dragoman.ingest.fragments import is_html, plain, read_fragment, without_entities
from dragoman.ingest.links import checked
from dragoman.ingest.told import Given, Link, Part, Told

ALIASES = {
    "text": "text maintext bodytext contenttext articlebody articletext fulltext fullcontent body content contenthtml article",
    "title": "title headline webtitle",
    "url": "url link sourceurl weburl articleurl canonicalurl permalink href",
    "outlet": "outlet sitename publication publisher newspaper source sourcename provider site domain sourcedomain",
    "author": "author authors byline creator creators",
    "published": """published publishedat datepublish datepublished pubdate publicationdate publishdate publisheddate publishedon webpublicationdate
        date datetime seendate timestamp createdat""",
    "updated": "updated updatedat datemodify datemodified modified modifiedat lastmodified",
    "lang": "lang language languagecode inlanguage",
    "agency": "agency",
}
"""Names under which a field is looked for, in this order; without regard to case, and `_`, `-`, blanks and dots within.

They are those of news services, of extractors (news-please, Newspaper, trafilatura), of schema.org and of common data sets.
"""
FIELDS = tuple(ALIASES)
"""What `Given.columns` may name."""

LISTS = ("articles", "results", "data", "docs", "items", "stories", "news", "hits", "@graph")
"""Keys under which a news service's answer lists its articles."""
WRAPPERS = re.compile(
    rb'\{\s*"(?:articles|results|data|docs|items|stories|news|hits|@graph|response|status|totalResults|totalArticles|pagination|version|@context)"\s*:'
)
"""How such an answer begins, by which it is told from a line of JSON Lines."""

_INNER = ("name", "main", "original", "title", "value", "id")
_CUT = re.compile(r"\[\+?\d+ chars\]\s*\Z|\AONLY AVAILABLE IN .{0,40}PLANS?\s*\Z")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})Z?)?")
_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d+)?")
_LONGEST = 2000
_MOST_FIELDS = 1000


def read_record(record: Mapping[str, Any], raw: bytes, where: str, importer: str, given: Given) -> Part | Link:
    """The document of a record, or where it has no text, or one that is cut off, the link to it.

    raw: what the document's id is made of. Fields are looked for under `given.columns`, else under ALIASES; HTML in the text is read as HTML.
    InputError: missing-field (names the fields there are), no-text, encoding, bad-address, malformed (over 1,000 fields), too-large (HTML).
    """
    if len(record) > _MOST_FIELDS:
        raise InputError("malformed", f"{where!r} has {len(record):,} fields, the limit is {_MOST_FIELDS:,}; it is no article")
    values = _values(record, where, given)
    told = _told(values)
    text, url = _first_text(values["text"]), told.url
    if isinstance(text, str) and ("\0" in text or has_surrogates(text)):
        raise InputError("encoding", f"{where!r} has a text with half of a surrogate pair or NUL in it; write the characters themselves")
    if not isinstance(text, str) or not text.strip() or _CUT.search(text, max(0, len(text) - 200)):
        if url:
            checked(url, where)
            return Link(url, where, told)
        if isinstance(text, str):
            raise InputError("no-text", f"{where!r} holds no text, or one that is cut off, and no address of the whole")
        raise InputError("missing-field", f"{where!r} has no field 'text' that is a string, and no 'url'; {names_of(record)}")
    if is_html(text):
        text, told = read_fragment(text, where, told)
    return assemble(raw, without_entities(text), where, importer, told, given)


def has_any(record: Mapping[str, Any], given: Given, *fields: str) -> bool:
    """Is one of our fields in the record, by its mapped name or an alias, whatever it holds?"""
    names = {_normal(str(name)) for name in islice(record, _MOST_FIELDS)}
    mapped = [given.columns.get(field) for field in fields]
    return any(name is not None and name in record for name in mapped) or any(alias in names for field in fields for alias in _aliases()[field])


def names_of(record: Mapping[str, Any]) -> str:
    """Words for a message that say which fields there are."""
    return f"it has: {', '.join(repr(str(name)[:40]) for name in islice(record, 20)) or 'none'}"


def missing(where: str, column: str, record: Mapping[str, Any]) -> InputError:
    """The error for a column that was named and is not there."""
    return InputError("missing-field", f"{where!r} has no field {column!r}, which was named for it; {names_of(record)}")


def has_surrogates(value: str) -> bool:
    """Is there half of a surrogate pair in it, which no valid text holds?"""
    return not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)


def moment(value: Any) -> str | None:
    """A date as written; ISO where it is a bare number: 20310306, 20310306T101500Z, 20310306101500, or seconds or milliseconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    written = str(value).strip()
    if digits := _DIGITS.fullmatch(written):
        year, month, day, *time = digits.groups()
        return f"{year}-{month}-{day}" + (f"T{':'.join(time)}Z" if time[0] else "")
    if epoch := _EPOCH.fullmatch(written):
        return dt.datetime.fromtimestamp(int(epoch.group(1)), dt.UTC).isoformat()
    return _words(written)


def language_code(value: str) -> str | None:
    """ISO 639-1 code where there is one (else 639-3) of a code or an English name: `en-GB`, `eng`, `English`; None where it is neither."""
    name = value.split("(")[0].strip().lower()
    code = re.split(r"[-_]", name)[0]
    if re.fullmatch(r"[a-z]{2}", code):
        return code
    from babel.core import get_global  # 30 ms, which few inputs need

    known = str(get_global("language_aliases").get(code, code))
    if re.fullmatch(r"[a-z]{2,3}", code):
        return known.split("_")[0]
    return _languages().get(name)


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    from babel import Locale

    return {str(name).lower(): code for code, name in sorted(Locale("en").languages.items(), reverse=True) if len(code) <= 3}


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    return {field: tuple(names.split()) for field, names in ALIASES.items()}


@lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "", name[:100]).lower()


def _values(record: Mapping[str, Any], where: str, given: Given) -> dict[str, list[Any]]:
    """What the record holds for each of our fields, the best first: the mapped one, else those of its aliases that are not empty."""
    named: dict[str, Any] = {}
    for name, value in record.items():
        if value not in (None, "", [], {}):
            named.setdefault(_normal(str(name)), value)
    values: dict[str, Any] = {}
    for field, aliases in _aliases().items():
        column = given.columns.get(field)
        if column is None:
            values[field] = [named[alias] for alias in aliases if alias in named]
        else:
            values[field] = [record[column]] if column in record else []
    if "text" in given.columns and not values["text"]:
        raise missing(where, given.columns["text"], record)
    blank = "text" not in given.columns and any(value == "" and _normal(str(name)) in _aliases()["text"] for name, value in record.items())
    return values | {"text": values["text"] or [""] * blank}


def _first_text(values: Sequence[Any]) -> Any:
    """The first string that is not blank, else the first value."""
    return next((value for value in values if isinstance(value, str) and value.strip()), values[0] if values else None)


def _told(values: Mapping[str, list[Any]]) -> Told:
    def first(field: str) -> str | None:
        return next((found for value in values[field] if (found := _string(value))), None)

    urls = (value.strip() for value in values["url"] if isinstance(value, str) and not has_surrogates(value))
    language = first("lang")
    return Told(
        title=first("title"),
        url=next((url for url in urls if url), None),
        outlet=first("outlet"),
        author=first("author"),
        published=next((found for value in values["published"] if (found := moment(value))), None),
        updated=next((found for value in values["updated"] if (found := moment(value))), None),
        lang=language_code(language) if language else None,
        agency=first("agency"),
    )


def _string(value: Any) -> str | None:
    """The words of a string, of a list of such, or of an object that has a name."""
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(part for part in (_string(item) for item in value[:20] if not isinstance(item, list)) if part)) or None
    if isinstance(value, dict):
        return next((found for key in _INNER if isinstance(value.get(key), str) and (found := _words(value[key]))), None)
    return _words(value) if isinstance(value, str) else None


def _words(value: str) -> str | None:
    """One line without tags and entities; None where it is empty or no valid text."""
    return None if has_surrogates(value) else plain(value[: 10 * _LONGEST])[:_LONGEST] or None
