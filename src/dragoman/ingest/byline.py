"""Yields which lines are bylines, and the author and outlet that a report's bylines name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.core.documents import Zone
from dragoman.ingest.days import written_days
from dragoman.ingest.lines import Line
from dragoman.ingest.words import load_words, starts_with

_BY = re.compile(r"(?:By|BY)\s+(?=[A-Z“\"'])")
_COUNTER = re.compile(r"[\d.,]+\s?[KkM]?(?:\s(?P<unit>[A-Za-z]+)(?:\s(?P<second>[A-Za-z]+))?)?")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_CUT = re.compile(r"\s*[|·•]\s*|\s+[-–—]+\s+|,\s+")
_SMALL = {"and", "of", "the", "for", "in", "de", "van", "von", "al", "bin", "&", "with", "special", "to", "from"}
_AGENCY_DATELINE = re.compile(r"[A-Z][^()\n]{1,60}\(([A-Z][A-Za-z -]{1,30})\)\s*(?:--|[-–—])")
_DOMAIN = re.compile(r"[A-Za-z0-9-]{2,40}\.(?:com|net|org|info|az|ru|ua|uk|eu|fr|de|tv|news|me|io)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credits:
    """Who wrote a report and who brought it out, as its bylines say; None where they do not."""

    author: str | None
    outlet: str | None


def is_byline(line: Line, named: bool) -> bool:
    """Does a line above or below a text tell who wrote it, when, of what kind it is or how often it was read?

    named: the title stands above it already, so that this line is not the title.
    """
    text, words = line.text, load_words()
    if len(text) > 200:
        return False
    if text.lower().strip(" :|") in words.genre_labels or not any(c.isalnum() for c in text) or _is_counter(text):
        return True
    if starts_with(text.lstrip("( "), words.credit_starts):
        return True
    if named and _BY.match(text) and not _ends_like_a_sentence(line) and _reads_like_names(text):
        return True
    return _is_dated(text, named, _ends_like_a_sentence(line))


def read_credits(text: str, zones: Sequence[Zone]) -> Credits:
    """Author and outlet from the bylines of a text, else from an agency's name in the dateline (`PORT SARN (Reuters) -`).

    `By A and B`, where B is an agency and A is one word or has a word such as `News`: A is the outlet, both are the author.
    A person's name, a place and an office (`correspondent`) are never taken for an outlet.
    """
    author: str | None = None
    outlet: str | None = None
    first_text = next((zone.start for zone in zones if zone.kind in ("body", "caption")), len(text))
    for zone in zones:
        line = text[zone.start : zone.end]
        after_caption = zone.start > first_text and line.startswith(("[", "("))  # a picture's credit is not the report's
        if zone.kind != "byline" or after_caption:
            continue
        found = _credits_of(line)
        author, outlet = author or found.author, outlet or found.outlet
    if outlet is None:
        outlet = _agency_of_dateline(text, zones)
    return Credits(author, outlet)


def _credits_of(line: str) -> Credits:
    by = _BY.match(line) or re.match(r"(?i:text|author|written by|source|published by|story by)\s*:?\s+(?=[A-Z])", line)
    source = bool(by and by.group().lower().startswith(("source", "published")))
    parts = [p.strip(" |,()") for p in _CUT.split(_without_dates(line[by.end() if by else 0 :]))]
    parts = [part for part in parts if re.search(r"[A-Za-z]{2}", part) and part.lower() not in load_words().genre_labels]
    author = parts[0] if by and parts and not source else None
    outlet = next((part for part in parts if _is_outlet(part)), None)
    if author:
        names = [name.strip() for name in re.split(r"\s+(?:and|&|with)\s+|,\s+", author)]
        others = [name for name in names if name not in load_words().agencies]
        if len(others) < len(names):  # an agency among the authors: the rest are its client
            outlet = next((name for name in others if " " not in name or _is_outlet(name)), outlet if others else names[0])
    return Credits(author, outlet)


def is_masthead(text: str) -> bool:
    """Could a line be an outlet's name and nothing else: up to four capitalised words, one like `News` or `Post` at the end?"""
    tokens = re.findall(r"[A-Za-z.'’-]+", text)
    if not tokens or len(tokens) > 4 or not all(token[0].isupper() or token in _SMALL for token in tokens):
        return False
    return _is_outlet(text) and tokens[-1].lower() in load_words().outlet_words


def _is_outlet(name: str) -> bool:
    words = load_words()
    tokens = [token.lower() for token in re.findall(r"[A-Za-z]+", name)]
    if not name[:1].isupper() or len(tokens) > 6 or " and " in name or set(tokens) & words.office_words:
        return bool(_DOMAIN.fullmatch(name))
    return name in words.agencies or bool(set(tokens) & words.outlet_words and len(tokens) > 1) or bool(_DOMAIN.fullmatch(name))


def _agency_of_dateline(text: str, zones: Sequence[Zone]) -> str | None:
    for zone in [z for z in zones if z.kind == "body"][:4]:
        match = _AGENCY_DATELINE.match(text, zone.start, min(zone.end, zone.start + 120))
        if match and (match.group(1) in load_words().agencies or _is_outlet(match.group(1))):
            return match.group(1)
    return None


def _without_dates(line: str) -> str:
    """The line with its dates and times, and the words that go with them, taken out."""
    for day in reversed(written_days(line)):
        line = f"{line[: day.start]}|{line[day.end :]}"
    line = _CLOCK.sub("|", line)
    fillers = "|".join(re.escape(w) for w in sorted(load_words().date_line_words, key=len, reverse=True))
    return re.sub(rf"(?:(?<=[|,(])|^)\s*(?:(?:{fillers})(?![A-Za-z])[\s:]*)+(?=[|,)]|$)", "|", line, flags=re.IGNORECASE)


def _is_dated(text: str, named: bool, sentence: bool) -> bool:
    """Nothing but a date, or a few words and a date at the end or the beginning, cut off by a comma, bar, dot or dash."""
    days = written_days(text)
    if not days:
        return False
    rest = _without_dates(text)
    if not re.search(r"[A-Za-z]", re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", "", rest)):
        return True
    if sentence or len(text.split()) > 16 or (not named and not any(day.year for day in days)):
        return False
    before = text[: days[-1].start].rstrip()
    after = [part.strip(" .()").lower() for part in _CUT.split(_CLOCK.sub("", text[days[-1].end :]))]
    ends = before.endswith((",", "|", "·", "•", "-", "–", "—", ":")) and all(
        part in load_words().genre_labels or not re.search(r"[a-z]{6,}", part) for part in after
    )
    begins = not text[: days[0].start].strip() and text[days[0].end :].lstrip().startswith(("|", "·", "•", "-", "–", "—"))
    return ends or begins


def _is_counter(text: str) -> bool:
    match = _COUNTER.fullmatch(text)
    units = {match.group("unit"), match.group("second")} - {None} if match else set()
    return bool(match) and all(str(unit).lower() in load_words().counter_words for unit in units)


def _ends_like_a_sentence(line: Line) -> bool:
    return line.ends_sentence and not re.search(r"\b[A-Z]\.$", line.text)


def _reads_like_names(text: str) -> bool:
    tokens = re.findall(r"[^\W\d_][\w.'’-]*", _without_dates(_BY.sub("", text, count=1)))
    return len(tokens) <= 14 and all(token[0].isupper() or token in _SMALL or token.lower() in load_words().office_words for token in tokens)
