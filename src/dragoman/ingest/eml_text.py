"""Yields what the header of a mail tells, and the paragraphs of its plain text, without signature and with quotations marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from dragoman.ingest.byline import is_masthead
from dragoman.ingest.hints import sane_author
from dragoman.ingest.reflow import clean, unflow, unwrap

_LONGEST = 1000
"""Characters of a header field that are read: the standard library's time grows with the square of it."""
_PREFIX = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|enc)(?:\[\d+\])?\s*:\s*|\[[^\[\]]{1,40}\]\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"^(?:fwd?|wg|tr|rv|enc)\s*:", re.IGNORECASE)
_VIA = re.compile(r"\s+(?:via|on behalf of|per|through)\s+.*$", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?$")
_BEGINS_FORWARD = re.compile(
    r"^\s*(?:-{2,}\s*(?:forwarded message|original message|forwarded by .{1,80}|forwarded message from .{1,80})\s*-{2,}|begin forwarded message:?)\s*$",
    re.IGNORECASE,
)
_INNER = re.compile(r"^\s*\*?(from|date|sent|subject|to|cc|reply-to)\s*:\*?\s*(.{0,400})$", re.IGNORECASE)
_WROTE = re.compile(r"^(?:on|am|le) .{5,160}(?:wrote|schrieb|a écrit)\s*:$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What a mail's header tells: subject without prefixes, who sent it as author or outlet, ISO day; None where it does not."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class MailText:
    """Paragraphs of a mail, zone kinds of some by their words, and the header of the message that it forwards, where it does."""

    paragraphs: tuple[str, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)
    forwarded: Envelope | None = None


def envelope(message: EmailMessage) -> Envelope:
    """The header of a mail. Whoever forwards a text is neither its author nor its outlet, and the day is not that of the text."""
    subject = clean(_header(message, "subject"))
    title = _title(subject)
    if _FORWARD.match(subject):
        return Envelope(title)
    newsletter = any(_raw(message, name) for name in ("list-id", "list-unsubscribe", "precedence"))
    return _envelope(title, _header(message, "from"), _header(message, "date"), newsletter)


def _title(subject: str) -> str | None:
    return _PREFIX.sub("", subject).strip() or None


def _envelope(title: str | None, sender: str, date: str, newsletter: bool = False) -> Envelope:
    name = _VIA.sub("", clean(parseaddr(sender[:200])[0] or ("" if "@" in sender else sender)).strip("\"' "))
    is_outlet = bool(name) and (newsletter or is_masthead(name))
    return Envelope(title, None if is_outlet else sane_author(name), name if is_outlet else None, _day(date))


def _day(date: str) -> str | None:
    """The day in the sender's own zone."""
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _raw(message: EmailMessage, name: str) -> str:
    return next((str(value) for key, value in message.raw_items() if key.lower() == name), "")


def _header(message: EmailMessage, name: str) -> str:
    """A header field in plain words: encoded words decoded, folding undone; bytes that are no ASCII taken as UTF-8."""
    value = _raw(message, name)[:_LONGEST]
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if "=?" not in value:
        return " ".join(value.split())
    try:
        return " ".join(str(message.policy.header_factory(name if name != "from" else "subject", value)).split())  # type: ignore[attr-defined]
    except (ValueError, TypeError, LookupError, AttributeError, IndexError, RecursionError):
        return " ".join(value.split())


def words_of_part(part: EmailMessage) -> str:
    """The text of a part in the charset that it declares, else in UTF-8, else in Windows-1252; what is in none of them is replaced."""
    payload: Any = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        declared = part.get_content_charset("utf-8")
    except (ValueError, TypeError, LookupError, AttributeError):
        declared = "utf-8"
    for charset in (declared if declared != "us-ascii" else "utf-8", "utf-8", "cp1252"):
        try:
            return payload.decode(charset)
        except (UnicodeError, LookupError):
            continue
    return payload.decode("utf-8", "replace")


def mail_text(text: str, flow: str | None) -> MailText:
    """Paragraphs of a plain text. flow: `flowed` or `delsp` where soft line breaks are marked (RFC 3676), else None: then hard wraps are undone."""
    lines = unflow(text, delete_space=flow == "delsp") if flow else text.splitlines()
    end = next((i for i, line in enumerate(lines) if _SIGNATURE.match(line) and any(lines[:i])), len(lines))
    lines = lines[:end]
    before, lines, inner = _forwarded(lines)
    own = [line for line in lines if not line.startswith(">") and not _WROTE.match(line.strip())]
    if not any(line.strip() for line in own):  # nothing but a quotation: it is what the mail is for
        lines = [line.lstrip("> ") for line in lines if not _WROTE.match(line.strip())]
    paragraphs: list[str] = []
    kinds: dict[str, str] = {}
    for quoted, block in (*((True, block) for _, block in _blocks(before)), *_blocks(lines)):
        found = [clean(line) for line in block if line.strip()] if flow else unwrap(block)
        paragraphs.extend(found)
        if quoted:
            kinds.update(dict.fromkeys(found, "boilerplate"))
    return MailText(tuple(paragraphs), kinds, inner)


def _blocks(lines: list[str]) -> list[tuple[bool, list[str]]]:
    """Runs of lines that are quoted (with the line that says whom), or are not."""
    blocks: list[tuple[bool, list[str]]] = []
    for line in lines:
        quoted = line.startswith(">") or bool(_WROTE.match(line.strip()))
        if not blocks or blocks[-1][0] is not quoted:
            blocks.append((quoted, []))
        blocks[-1][1].append(line.lstrip("> ") if quoted else line)
    return blocks


def _forwarded(lines: list[str]) -> tuple[list[str], list[str], Envelope | None]:
    """Lines above a forwarded message, lines of that message and its header; none above and no header where none is forwarded."""
    for i, line in enumerate(lines[:200]):
        if not _BEGINS_FORWARD.match(line):
            continue
        fields: dict[str, str] = {}
        k = i + 1
        while k < len(lines) and not lines[k].strip():
            k += 1
        while k < len(lines) and (match := _INNER.match(lines[k])):
            fields.setdefault(match.group(1).lower(), clean(match.group(2)))
            k += 1
        if fields and any(rest.strip() for rest in lines[k:]):
            found = _envelope(_title(fields.get("subject", "")), fields.get("from", ""), fields.get("date", "") or fields.get("sent", ""))
            return lines[:i], lines[k:], found
    return [], lines, None
