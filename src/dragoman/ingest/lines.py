"""Yields the lines of a text with their offsets, and what their shape alone says about them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_EDGES = " \t\xa0\ufeff\u200b"
_SENTENCE_END = re.compile(r"""[.!?…。！？।؟۔։]["'”’»)\]」』]*$""")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of scripts that leave no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_ENDING = 200
"""Code points at either end of a line that decide its shape: a line of a megabyte must not be split to be judged."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line (in hard-wrapped text, a paragraph) without blanks around it: half-open code-point span; is a blank line before it?"""

    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def words(self) -> int:
        """How many words, counted up to 60; where a script leaves no blanks between them, half as many as letters."""
        head = self.text[:1500]
        return max(len(head.split(None, 60)), 0 if head.isascii() else min(60, len(_UNSPACED.findall(head)) // 2))

    @property
    def ends_sentence(self) -> bool:
        """Does it end in a full stop, question or exclamation mark, closing marks apart?"""
        return bool(_SENTENCE_END.search(self.text[-_ENDING:]))

    @property
    def is_prose(self) -> bool:
        """Does it read like a sentence of a report: an end mark and some length, or much length?"""
        return (self.ends_sentence and self.words >= 6) or self.words >= 25


def split_lines(text: str) -> list[Line]:
    """Non-blank lines in order; in hard-wrapped text those of one paragraph are one Line, line breaks included."""
    lines = _raw_lines(text)
    if not _is_wrapped(lines):
        return lines
    width = max(len(line.text) for line in lines)
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and not line.after_blank and (line.text[0].islower() or len(last.text.splitlines()[-1]) >= 0.6 * width):
            joined[-1] = Line(last.start, line.end, text[last.start : line.end], last.after_blank)
        else:
            joined.append(line)
    return joined


def _raw_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    previous = 0
    for match in _LINE.finditer(text):
        stripped = match.group().strip(_EDGES)
        if stripped:
            start = match.start() + match.group().index(stripped)
            gap = text[previous : match.start()]
            lines.append(Line(start, start + len(stripped), stripped, gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1))
            previous = match.end()
    return lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Lines broken at a fixed width: many go on in lower case, none is long."""
    if not lines or max(len(line.text) for line in lines) > 120:
        return False
    following = [b for b in lines[1:] if not b.after_blank]
    going_on = sum(line.text[0].islower() for line in following)
    return going_on >= 2 and going_on >= 0.25 * len(following)
