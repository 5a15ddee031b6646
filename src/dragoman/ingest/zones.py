"""Yields the zones of a text: title, byline, caption, heading, body and boilerplate, by the shape and place of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.documents import Zone
from dragoman.ingest.byline import is_bare_name, is_byline, is_masthead
from dragoman.ingest.dateline import read_dateline
from dragoman.ingest.lines import Line, split_lines
from dragoman.ingest.words import load_words, starts_with

_IMAGE = re.compile(r"!\[((?:[^\[\]\r\n]|\[[^\[\]\r\n]*+\])*+)\]\((?:[^()\r\n]|\([^()\r\n]*+\))*+\)")
_CREDIT = re.compile(r"(\[[^\[\]]{2,80}\]|\((?:photo|picture|image|credit|courtesy)\b[^()]{0,80}\))[.\s]*$", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)+")
_GLUED_COUNTER = re.compile(r"\d{2,9}(?=[A-Z][a-z])")
_ASKED = re.compile(r"[A-Z][^:.?!]{0,40}:\s.*\?$")
"""A question in an interview, after the name of who asks it."""
_URL = re.compile(r"(?:https?://|www\.)\S+$")
_HEADING_WORDS, _HEADING_LENGTH = 14, 110


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a text's parts lie, as indexes of lines: the head ends before `body`, the tail begins after `last`."""

    lines: Sequence[Line]
    body: int
    last: int
    title: int | None


def find_zones(text: str, known: Mapping[str, str] | None = None) -> tuple[Zone, ...]:
    """Zones in text order, none empty, none overlapping; together they hold every character but blanks around lines.

    known: zone kinds of lines that the source's markup tells, by the line's words; they win over shape. In a byline zone stand who
    wrote it, when, kind of piece, counters and picture credits; in boilerplate menus, links, markup. Neither is coded.
    """
    kinds = known or {}
    lines = split_lines(text)
    frame = _frame(lines, kinds)
    zones = [Zone(0, 1, "boilerplate")] if text.startswith("\ufeff") else []
    for i, line in enumerate(lines):
        zones.extend(_parts(line, kinds.get(line.text) or _kind(i, frame), i == frame.body))
    return tuple(zones)


def _frame(lines: Sequence[Line], known: Mapping[str, str]) -> _Frame:
    """The head lasts up to the second sentence-like paragraph: the first may be a standfirst above the byline."""
    plain = [i for i, line in enumerate(lines) if line.is_prose and not _is_boilerplate(line, edge=True) and "![" not in line.text[:2]]
    first = plain[0] if plain else len(lines)
    second = plain[1] if len(plain) > 1 else first
    titles = [i for i, line in enumerate(lines) if known.get(line.text) == "title"]
    title = titles[0] if titles else _title(lines, first)
    lead = second if any(is_byline(line, named=True) for line in lines[first + 1 : second]) else first
    return _Frame(lines, lead, plain[-1] if plain else -1, title)


def _title(lines: Sequence[Line], first: int) -> int | None:
    """The first substantial line above the text that is no outlet's name, else that name; None where there is neither."""
    candidates = list(_title_candidates(lines, first)) if len(lines) > 1 else []
    return next((i for i in candidates if not is_masthead(lines[i].text)), candidates[0] if candidates else None)


def _title_candidates(lines: Sequence[Line], first: int) -> Iterator[int]:
    """Lines above the text that do not end like a sentence, or a short sentence right above a byline."""
    for i, line in enumerate(lines[: min(12, first + 1)]):
        if i == first and not _is_short_sentence_above_byline(lines, i):
            continue
        if _is_boilerplate(line, edge=True) or is_byline(line, named=i > 0) or _is_caption(line) or _IMAGE.match(line.text):
            continue
        if (line.words >= 3 or len(line.text) >= 15) and len(line.text) <= 300 and not line.text.endswith((":", ";", ",")):
            yield i


def _is_short_sentence_above_byline(lines: Sequence[Line], i: int) -> bool:
    return lines[i].words <= 20 and i + 1 < len(lines) and is_byline(lines[i + 1], named=True)


def _kind(i: int, frame: _Frame) -> str:
    line = frame.lines[i]
    head, tail = i < frame.body, i > frame.last
    if i == frame.title:
        return "title"
    if _is_boilerplate(line, edge=head or tail):
        return "boilerplate"
    named = frame.title is not None and i > frame.title
    if (head or tail) and (is_byline(line, named) or (head and (is_masthead(line.text) or _is_author(i, frame)))):
        return "byline"
    if _is_caption(line):
        return "caption"
    return "heading" if i < frame.last and _is_heading(line) else "body"


def _is_author(i: int, frame: _Frame) -> bool:
    """A name alone between the title and a line with the date, or the dateline."""
    if frame.title is None or i != frame.title + 1 or i + 1 >= len(frame.lines) or not is_bare_name(frame.lines[i].text):
        return False
    below = frame.lines[i + 1]
    return is_byline(below, named=True) or read_dateline(below.text, (Zone(0, len(below.text), "body"),)) is not None


def _is_boilerplate(line: Line, edge: bool) -> bool:
    """A menu, a link, an invitation; edge: above or below the text, where a section's name may stand alone."""
    words, text = load_words(), line.text
    if _RUN_TOGETHER.fullmatch(text[:200]) or _URL.match(text[:2000]) or text.startswith("©"):
        return True
    if len(text) <= 300 and (starts_with(text, words.boilerplate_starts) or text[:60].split(":")[0].strip(" .!»>").lower() in words.boilerplate_labels):
        return True
    labels = [part.strip().lower() for part in re.split(r"[|/>»›·•]|\s[-–—]\s", text[:200])]
    return edge and len(text) <= 120 and all(not label or label in words.section_labels for label in labels) and any(labels)


def _is_caption(line: Line) -> bool:
    """What a picture shows: so marked at its beginning, or by a credit at its end (`[Name/AGENCY]`, `(Photo: Name)`)."""
    if len(line.text) > 600:
        return False
    credit = _CREDIT.search(line.text[-100:])
    return starts_with(line.text, load_words().caption_starts) or bool(credit and (credit.group().startswith("(") or "/" in credit.group()))


def _is_heading(line: Line) -> bool:
    """Short, begins with a capital, a quotation mark or a digit, and does not end like a sentence."""
    text = line.text
    if len(text) > _HEADING_LENGTH or line.words > _HEADING_WORDS or text.endswith((".", ":", ";", ",", "…", "-", "–", "—")):
        return False
    if _ASKED.match(text):
        return False
    return (text[0].isupper() or text[0].isdigit() or text[0] in "'\"“‘«#") and not (line.ends_sentence and text[-1] not in "?'\"”’»)]")


def _parts(line: Line, kind: str, leads: bool) -> Iterator[Zone]:
    """The zones of one line: pictures cut out of it, a view counter cut off its beginning, a credit off a caption's end."""
    at = line.start
    for image in _IMAGE.finditer(line.text):
        yield from _stretch(line, at, line.start + image.start(), kind)
        inner_start, inner_end = line.start + image.start(1), line.start + image.end(1)
        yield Zone(line.start + image.start(), inner_start, "boilerplate")
        yield from _caption(line, inner_start, inner_end)
        yield Zone(inner_end, line.start + image.end(), "boilerplate")
        at = line.start + image.end()
    counter = _GLUED_COUNTER.match(line.text) if kind == "body" and leads and at == line.start else None
    if counter:
        yield Zone(line.start, line.start + counter.end(), "boilerplate")
        at += counter.end()
    if kind == "caption":
        yield from _caption(line, at, line.end)
    else:
        yield from _stretch(line, at, line.end, kind)


def _caption(line: Line, start: int, end: int) -> Iterator[Zone]:
    words = line.text[start - line.start : end - line.start]
    credit = _CREDIT.search(words[-120:])
    cut = start + max(0, len(words) - 120) + credit.start() if credit else end
    yield from _stretch(line, start, cut, "caption")
    yield from _stretch(line, cut, end, "byline")


def _stretch(line: Line, start: int, end: int, kind: str) -> Iterator[Zone]:
    """The zone without blanks at its ends; nothing where only blanks are left."""
    words = line.text[start - line.start : end - line.start]
    if words.strip():
        yield Zone(start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip())), kind)
