"""Yields what a server's answer says: where it sends one on, what it holds, how long to wait, what went wrong; and the records of a fetch."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

from dragoman.core.visits import Visit
from dragoman.ingest.fetch.addresses import WebAddress, parse_address, short
from dragoman.ingest.fetch.body import too_long
from dragoman.ingest.fetch.refused import RefusedError

TAKEN = (200, 203, 204, 205)
"""Status codes of a page; 204 and 205 have no body."""
_REDIRECTS = (301, 302, 303, 307, 308)
_NEVER_TEXT = ("audio/", "font/", "image/", "model/", "video/")
_TYPE = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80})\s*(?:;|$)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([a-z0-9_.:-]{1,40})", re.IGNORECASE)
_VALIDATOR = re.compile(r"[\x20-\x7e]{1,1000}")
_ADVICE = {
    401: "it wants a login: save the page in a browser and add the file",
    403: "it may refuse programs: save the page in a browser and add the file",
    404: "check the link, or look for the page in a web archive",
    410: "it was taken down: look for the page in a web archive",
    451: "it is withheld for legal reasons: look for the page in a web archive",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page. url: where it was found in the end; asked: the link as given; raw: unpacked bytes; media: type without parameters, lower case, and
    charset, as the server named them, None where it named none; visit: what to give to the next fetch of the same link."""

    url: str
    asked: str
    raw: bytes
    media: str | None
    charset: str | None
    visit: Visit


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is as it was when it was last fetched, and was not sent again. visit: as of now."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sends. headers: by lower-case name, the first of each; chunks: of the body, not yet read and not yet unpacked."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


def next_address(asked: WebAddress, answer: Answer) -> WebAddress | None:
    """Where a redirect leads, checked like any link; None where the answer is none. RefusedError: bad-address, private-address."""
    target = answer.headers.get("location")
    if answer.status not in _REDIRECTS or not target:
        return None
    if any(character < " " for character in target):
        raise RefusedError("bad-address", "it redirects to what is no link; check the link")
    try:
        found = parse_address(urljoin(asked.url, target.strip(" ")))
    except RefusedError as refused:
        raise RefusedError(refused.code, f"it redirects to {short(target)}: {refused.reason}") from refused
    except ValueError as error:  # brackets that close nothing
        raise RefusedError("bad-address", "it redirects to what is no link; check the link") from error
    if asked.scheme == "https" and found.scheme == "http":
        raise RefusedError("bad-address", "it redirects from https to http, where anybody on the way can alter it; add the http link itself if that is well")
    return found


def media_of(answer: Answer) -> tuple[str | None, str | None]:
    """Type and charset, lower case; RefusedError (unknown-format) for what no importer can read."""
    written = answer.headers.get("content-type", "")
    media = found[1].lower() if (found := _TYPE.match(written)) else None
    if media and media.startswith(_NEVER_TEXT):
        raise RefusedError("unknown-format", f"it is {media}, which holds no text to read; give a link to a page or a document")
    return media, charset[1].lower() if (charset := _CHARSET.search(written)) else None


def check_length(answer: Answer, limit: int) -> None:
    """RefusedError (too-large) where the body is over the limit by its own account."""
    length = length_of(answer)
    if limit < length < math.inf:
        raise too_long(limit)


def length_of(answer: Answer) -> float:
    """Bytes of the body by its own account; infinite where it gives none."""
    written = answer.headers.get("content-length", "").strip()
    return int(written) if re.fullmatch(r"[0-9]{1,20}", written) else math.inf


def retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds that a 429 or 503 asks to wait, at least 0, at most a day; None where it does not ask."""
    written = answer.headers.get("retry-after", "").strip()
    if answer.status not in (429, 503) or not written:
        return None
    if re.fullmatch(r"[0-9]{1,9}", written):
        return float(min(int(written), 86_400))
    try:
        when = parsedate_to_datetime(written)
        seconds = ((when if when.tzinfo else when.replace(tzinfo=UTC)) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), 86_400.0)


def failed(status: int) -> RefusedError:
    """For a status that is neither a page nor a redirect."""
    try:
        words = f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        words = str(status)
    advice = _ADVICE.get(status) or ("try again later with `dragoman retry`" if status >= 500 or status in (408, 425, 429) else "check the link")
    return RefusedError("http-status", f"the site answered with status {words}; {advice}")


def validators(known: Visit | None) -> list[tuple[str, str]]:
    """Headers by which the server can say that nothing has changed since a former visit."""
    pairs = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified)) if known else ()
    return [(name, value) for name, value in pairs if value and _VALIDATOR.fullmatch(value)]


def validator(answer: Answer, name: str) -> str | None:
    """The ETag or Last-Modified of an answer, verbatim; None where there is none that can be sent back."""
    value = answer.headers.get(name, "").strip()
    return value if _VALIDATOR.fullmatch(value) else None
