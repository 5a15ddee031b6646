"""Yields the document of a mail message, and those of the files that hang on it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import MAX_BYTES
from dragoman.ingest.eml_text import Envelope, MailText, envelope, mail_text, words_of_part
from dragoman.ingest.hints import hinted
from dragoman.ingest.read import importer_of, read_input
from dragoman.ingest.told import Found, Given, Part, Told

MAX_DEPTH = 2
"""Mails within mails, or other containers, that are opened."""
MAX_ATTACHMENTS = 100
_FIELDS = re.compile(
    rb"^(?:From|To|Cc|Received|Return-Path|Message-ID|Subject|Date|MIME-Version|Delivered-To|Reply-To|X-[\w-]{2,40}|DKIM-Signature|Sender):", re.I | re.M
)
_HEADER = re.compile(rb"\A(?:From [^\r\n]{1,500}\r?\n)?[!-9;-~]{1,76}:")
_NO_REPORTS = (
    *("image/", "audio/", "video/", "font/", "text/calendar", "text/vcard", "text/x-vcard", "text/css", "message/delivery-status"),
    *("application/pgp", "application/pkcs7", "application/x-pkcs7", "application/ms-tnef", "application/ics"),
)
"""What hangs on mails and holds no report: logos, invitations, cards, signatures."""
_SUFFIXES = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf", "message/rfc822": ".eml", "text/markdown": ".md"}
_PLAIN_ENOUGH = 200
"""Characters of a plain part, where there is one of HTML besides: a shorter one only says that the message cannot be shown."""


_LONG_FIELD = re.compile(rb"^(content-[a-z-]{2,30}:(?:[^\r\n]|\r?\n[ \t]){900})(?:[^\r\n]|\r?\n[ \t])+", re.IGNORECASE | re.MULTILINE)
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_MULTIPART = re.compile(rb"^content-type:[ \t]*multipart/", re.IGNORECASE | re.MULTILINE)
MAX_PARTS = 1000
MAX_MULTIPARTS = 100
"""The standard library's time grows with the length of fields, with the number of parts, and with lines times depth."""


class EmlImporter:
    """Reads `.eml`: the subject is the title, the plain part (else the HTML part) the text; attachments are read by their own importers."""

    name = "eml"
    suffixes = (".eml",)
    media = ("message/rfc822",)
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Does it begin with header fields, two of them such as every mail has?"""
        top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        return bool(_HEADER.match(head)) and len(set(_FIELDS.findall(top))) >= 2

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """The mail's own document (named as the file), then the parts of what hangs on it (`mail.eml/report.pdf`), with a Failure for each bad one.

        InputError: malformed (no mail), too-deep, no-text (neither words nor attachments that can be read).
        """
        if given.depth > MAX_DEPTH:
            raise InputError("too-deep", f"{path!r} lies in mails or archives more than {MAX_DEPTH} deep; add it by itself")
        message = _parse(raw, path)
        bodies, attached = _sorted_parts(message)
        head = envelope(message)
        found = False
        body = self._body(raw, path, given, head, bodies)
        if body:
            found = True
            yield body
        names: set[str] = set()
        for number, part in enumerate(attached[: MAX_ATTACHMENTS + 1], 1):
            if number > MAX_ATTACHMENTS:
                yield Failure("ingest", path, "too-large", f"{path!r} has {len(attached)} attachments; the first {MAX_ATTACHMENTS} were read")
                break
            for piece in _attachment(part, path, number, names, given):
                found = True
                yield piece
        if not found:
            raise InputError("no-text", f"{path!r} holds no words and no attachment that can be read")

    def _body(self, raw: bytes, path: str, given: Given, head: Envelope, bodies: Sequence[EmailMessage]) -> Part | None:
        plain = mail_text("\n\n".join(words_of_part(part) for part in bodies if part.get_content_type() == "text/plain"), _flow(bodies))
        marked = next((part for part in bodies if part.get_content_type() == "text/html"), None)
        if marked is not None and sum(map(len, plain.paragraphs)) < _PLAIN_ENOUGH:
            page = _page(marked, path, given)
            if page and len(page.text) > sum(map(len, plain.paragraphs)):
                return self._from_page(raw, path, given, head, page)
        if not plain.paragraphs:
            return None
        return self._part(raw, path, given, _headed(head, plain), plain, Told())

    def _from_page(self, raw: bytes, path: str, given: Given, head: Envelope, page: _Page) -> Part | None:
        lines = [line.strip() for line in page.text.splitlines() if line.strip()]
        return self._part(raw, path, given, head, MailText(tuple(lines), page.kinds), page.told)

    def _part(self, raw: bytes, path: str, given: Given, head: Envelope, text: MailText, told: Told) -> Part:
        lines, kinds = list(text.paragraphs), dict(text.kinds)
        if head.title:
            known = next((line for line in lines[:5] if line.casefold() == head.title.casefold()), None)
            if known is None:
                lines.insert(0, head.title)
            kinds[known or head.title] = "title"
        told = replace(told, title=head.title, kinds=kinds)
        hints = hinted(given, author=head.author, outlet=head.outlet, page_day=head.day)
        return assemble(raw, "\n\n".join(lines) + "\n", path, self.name, told, hints)


@dataclass(frozen=True, slots=True)
class _Page:
    """What an HTML part was read as."""

    text: str
    kinds: dict[str, str]
    told: Told


def _parse(raw: bytes, path: str) -> EmailMessage:
    top = re.split(rb"\r?\n\r?\n", raw[:200_000], maxsplit=1)[0]
    if not _HEADER.match(raw.lstrip(b"\r\n\xef\xbb\xbf")) or not _FIELDS.search(top):
        raise InputError("malformed", f"{path!r} is no mail message (it begins with no header field); give it the suffix of what it is")
    if sum(1 for _ in _PART.finditer(raw)) > MAX_PARTS:
        raise InputError("too-large", f"{path!r} has more than {MAX_PARTS:,} parts; add its attachments by themselves")
    if sum(1 for _ in _MULTIPART.finditer(raw)) > MAX_MULTIPARTS:
        raise InputError("too-deep", f"{path!r} holds parts in parts, more than {MAX_MULTIPARTS} of them")
    try:
        return email.message_from_bytes(_LONG_FIELD.sub(rb"\1", raw.lstrip(b"\r\n\xef\xbb\xbf")), policy=email.policy.default)
    except (RecursionError, ValueError, TypeError, LookupError, AttributeError) as error:  # its parser of fields raises any of them
        raise InputError("malformed", f"{path!r} is a broken mail message ({type(error).__name__}); save it anew from a mail program") from error


def _sorted_parts(message: EmailMessage) -> tuple[list[EmailMessage], list[EmailMessage]]:
    """The parts that are the mail's own text, and those that hang on it; walks without recursion, and not into attached mails."""
    bodies: list[EmailMessage] = []
    attached: list[EmailMessage] = []
    waiting: list[EmailMessage] = [message]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        if part.get_content_maintype() == "multipart":
            waiting.extend(reversed([inner for inner in part.get_payload() if isinstance(inner, EmailMessage)]))
        elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment" and not _file_name(part):
            bodies.append(part)
        elif not kind.startswith(_NO_REPORTS):
            attached.append(part)
    return bodies, attached


def _flow(bodies: Sequence[EmailMessage]) -> str | None:
    """How soft line breaks of the plain part are marked: `flowed`, `delsp`, or None."""
    for part in bodies:
        if part.get_content_type() == "text/plain" and str(part.get_param("format", "")).lower() == "flowed":
            return "delsp" if str(part.get_param("delsp", "")).lower() == "yes" else "flowed"
    return None


def _headed(head: Envelope, text: MailText) -> Envelope:
    """Of a forwarded message the inner header tells, not the outer one; the outer subject stays where the inner has none."""
    return replace(text.forwarded, title=text.forwarded.title or head.title) if text.forwarded else head


def _page(part: EmailMessage, path: str, given: Given) -> _Page | None:
    raw = words_of_part(part).encode("utf-8", "replace")
    try:
        found = next((piece for piece in read_input(raw, path, replace(given, media="text/html", depth=given.depth + 1)) if isinstance(piece, Part)), None)
    except InputError:
        return None
    if found is None:
        return None
    document = found.document
    kinds = {document.text[zone.start : zone.end]: zone.kind for zone in document.zones if zone.kind in ("heading", "caption")}
    day = document.published.day if document.published and document.published.basis == "metadata" else None
    return _Page(document.text, kinds, Told(url=document.url, published=day))


def _file_name(part: EmailMessage) -> str:
    try:
        name = str(part.get_filename() or "")
    except (ValueError, TypeError, LookupError, AttributeError, IndexError):
        name = ""
    return " ".join(re.sub(r"[\x00-\x1f\x7f/\\:]+", "_", name).split())[-120:].strip(". ")


def _attachment(part: EmailMessage, path: str, number: int, names: set[str], given: Given) -> Iterator[Found]:
    kind = part.get_content_type()
    name = _file_name(part) or f"part-{number}{_SUFFIXES.get(kind, '')}"
    name = name if name not in names else f"{number}-{name}"
    names.add(name)
    where = f"{path}/{name}"
    try:
        if kind == "message/rfc822":
            name, media = name if name.lower().endswith(".eml") else f"{name}.eml", "message/rfc822"
            inner = part.get_payload(0)
            raw = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        else:
            payload = part.get_payload(decode=True)
            raw, media = payload if isinstance(payload, bytes) else b"", kind if kind in _SUFFIXES else ""
        where = f"{path}/{name}"
        importer = importer_of(name, raw[:4096])
        yield from read_input(raw, where, Given(today=given.today, seen=given.seen, depth=given.depth + 1, media=media if media in importer.media else None))
    except InputError as error:
        yield Failure("ingest", where, error.code, error.message)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        yield Failure("ingest", where, "malformed", f"{where!r} cannot be taken from the mail: {type(error).__name__}: {error}")


PLUGIN = EmlImporter()
