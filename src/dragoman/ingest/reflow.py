"""Yields whole paragraphs from lines that were wrapped at a fixed width, on paper or in mail."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.core.errors import CodebookError
from dragoman.ingest.byline import is_byline
from dragoman.ingest.lines import Line

_FILE = "languages/en/reflow.yaml"
MAIL_WIDTH = 100
"""Columns; a line that is longer was not wrapped by the program that sent it (72 to 78 are usual, 98 the most that Usenet knew)."""
_LEAST_WIDTH = 60
"""Columns; nothing is wrapped at less, so that shorter lines are as their writer broke them."""
_FULL = 0.75
"""Share of the width from which a line counts as full where nothing else tells. Set by hand, 2026-11-22."""
_SPARE = 8
"""Columns by which wrapped lines may stay short of the longest: programs that wrap mail differ by a few from line to line."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BLANKS = dict.fromkeys((0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_SILENT = dict.fromkeys(
    (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0x200B, 0x2060, 0xFEFF, *range(0xD800, 0xF900), 0xFFFE, 0xFFFF)
)
_TABLE: dict[int, str | None] = {**_SILENT, **_LIGATURES, **_BLANKS, 0x2010: "-", 0x2011: "-"}
SOFT_HYPHEN = "\xad"
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_BULLET = re.compile(r"[•◦▪‣●○■*]\s|[-–]\s+[A-Z“\"]|\(?\d{1,2}[.)]\s+[A-Z“\"]")
_DIVIDED = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)-$")
_FIRST = re.compile(r"[^\W\d_]+")
_ADDRESS_TAIL = re.compile(r"(?:https?://|www\.)\S*[/_?&=.-]$")
_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Hyphens:
    compound_starts: frozenset[str]
    endings: frozenset[str]
    hanging_before: frozenset[str]


@lru_cache(maxsize=1)
def _hyphens() -> _Hyphens:
    table: dict[str, Any] = yaml.safe_load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"))
    try:
        return _Hyphens(**{key: frozenset(map(str, table[key])) for key in _Hyphens.__slots__})
    except KeyError as error:
        raise CodebookError(f"codebook/{_FILE} has no list {error.args[0]!r}") from error


def clean(text: str) -> str:
    """One line of words with ligatures spelt out, one kind of blank and hyphen, and without soft hyphens, control and private characters."""
    return " ".join(text.translate(_TABLE).replace(SOFT_HYPHEN, "").split())


def words_of(lines: Sequence[str]) -> frozenset[str]:
    """Words and hyphenated compounds that stand whole within the lines, in lower case: what tells a divided word from a compound.

    Empty where no line ends in a hyphen, as none is asked for then.
    """
    if not any(line.endswith("-") for line in lines):
        return frozenset()
    found: set[str] = set()
    for line in lines:
        end = len(line) - 1
        found.update(match.group().lower() for match in _COMPOUND.finditer(line) if match.end() < end)
    return frozenset(found)


def join(lines: Sequence[str], words: Collection[str], *, divides: bool = True) -> str:
    """The lines of a paragraph as one. words: as `words_of` gives them; divides: does the setter divide words at the ends of lines?"""
    parts: list[str] = []
    for line in lines:
        if parts:
            cut, glue = _seam(parts[-1], line, words, divides)
            parts[-1] = parts[-1][: len(parts[-1]) - cut] + glue
        parts.append(line)
    return "".join(parts)


def _seam(left: str, right: str, words: Collection[str], divides: bool) -> tuple[int, str]:
    """How many characters of the first line go, and what stands between the two."""
    if left.endswith(SOFT_HYPHEN):
        return 1, ""
    if left.endswith("-") and not left.endswith((" -", "--")):
        return _seam_at_hyphen(left, right, words, divides)
    glued = bool(re.search(r"\w[—/]$", left[-2:])) or bool(_ADDRESS_TAIL.search(left[-300:]))
    return 0, "" if glued else " "


def _seam_at_hyphen(left: str, right: str, words: Collection[str], divides: bool) -> tuple[int, str]:
    first, divided, lists = _FIRST.match(right), _DIVIDED.search(left[-80:]), _hyphens()
    if first and first.group() in lists.hanging_before:
        return 0, " "
    if not first or not divided or not right[0].islower():
        return 0, ""
    head, tail = divided.group(1).lower(), first.group().lower()
    if head + tail in words:
        return 1, ""
    if f"{head}-{tail}" in words or "-" in head or not divides:
        return 0, ""
    whole = min(len(head), len(tail)) > 2 and head in words and tail in words
    compound = tail not in lists.endings and (whole or (head in lists.compound_starts and len(tail) > 3))
    return (0, "") if compound else (1, "")


def goes_on(before: str, after: str, *, fits: bool, share: float) -> bool:
    """Does a paragraph go on from one line to the next?

    fits: would the first word of the next line have found room on the line before, so that somebody broke it on purpose?
    share: width of the line before, as a share of the widest.
    """
    ends = bool(_SENTENCE_END.search(before[-40:]))
    if _BULLET.match(after) and (ends or before.endswith((":", ";")) or share < _FULL):
        return False
    if after[:1].islower() and (not ends or share >= 0.4):
        return True
    if not fits or _DIVIDED.search(before[-80:]):
        return True
    if ends or share < _FULL:
        return False
    return not any(is_byline(Line(0, len(line), line, False), named=True) for line in (before, after))


def unwrap(lines: Sequence[str]) -> list[str]:
    """Paragraphs of a plain text: blank lines part them, and lines that were wrapped at a fixed width are joined; of long lines each is one."""
    lengths = sorted(len(line) for line in lines if len(line) <= MAIL_WIDTH and " " in line)
    width = max(_LEAST_WIDTH, lengths[-1] if lengths else 0)
    lines = [line.rstrip() for line in lines]
    words = words_of(lines)
    paragraphs: list[list[str]] = []
    last = ""
    for line in lines:
        if line and last and _goes_on(last, line, width):
            paragraphs[-1].append(line.strip())
        elif line.strip():
            paragraphs.append([line.strip()])
        last = line
    return [text for group in paragraphs if (text := clean(join(group, words, divides=False)))]


def _goes_on(last: str, line: str, width: int) -> bool:
    if max(len(last), len(line)) > MAIL_WIDTH:
        return False
    first = len(line.split(None, 1)[0]) if line.strip() else 0
    fits = len(last) + 1 + first <= width - (0 if _SENTENCE_END.search(last[-40:]) else _SPARE)
    return goes_on(last.strip(), line.strip(), fits=fits, share=len(last) / width)


def unflow(text: str, *, delete_space: bool = False) -> list[str]:
    """Lines of a text in `format=flowed` (RFC 3676): what a space at the end of a line breaks is joined, quotation depth by depth.

    delete_space: the `DelSp=yes` of that format. Quoted lines keep their `>`.
    """
    out: list[str] = []
    open_at: int | None = None
    for raw in text.splitlines():
        depth = len(raw) - len(raw.lstrip(">"))
        body = raw[depth:].removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        kept = body[:-1] if soft and delete_space else body
        if open_at == depth and body != "-- ":
            out[-1] += kept
        else:
            out.append((">" * depth + " " if depth else "") + kept)
        open_at = depth if soft else None
    return [line if line == "-- " else line.rstrip() for line in out]
