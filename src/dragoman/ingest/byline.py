"""Yields which lines are bylines, and the author and outlet that a report's bylines name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dragoman.core.documents import Zone
from dragoman.ingest.agency import agency_named
from dragoman.ingest.dateline import Dateline
from dragoman.ingest.days import written_days
from dragoman.ingest.lines import Line
from dragoman.ingest.months import load_calendar
from dragoman.ingest.relative import relative_stamp
from dragoman.ingest.words import load_words, starts_with

_BY = re.compile(r"(?:By|BY)\s+(?=[A-Z“\"'])")
_COUNTER = re.compile(r"[\d.,]+\s?[KkM]?(?:\s(?P<unit>[A-Za-z]+)(?:\s(?P<second>[A-Za-z]+))?)?")
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]|\s?[Hh]\s?)\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?\(?(?:UTC|GMT)\s?[+−-]\d{1,2}(?::?\d{2})?\)?)?", re.IGNORECASE)
_CUT = re.compile(r"\s*[|·•]\s*|\s+[-–—]+\s+|,\s+")
_NAME_PART = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?|(?:de|van|von|al|bin|el|di|da|ter|der)")
_SMALL = {"and", "of", "the", "for", "in", "de", "van", "von", "al", "bin", "&", "with", "special", "to", "from"}
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
    if starts_with(text.lstrip("( "), words.credit_starts) or agency_named(text.strip(" |—–-()")):
        return True
    if named and _BY.match(text) and not _ends_like_a_sentence(line) and _reads_like_names(text):
        return True
    return _is_dated(text, named, _ends_like_a_sentence(line))


def is_bare_name(text: str) -> bool:
    """Could a line be a person's name and nothing else: two or three words with a capital, none of which an outlet or an office is known by?"""
    words, tokens = load_words(), text.strip(" |").split()
    if not 2 <= len(tokens) <= 3 or text.isupper() or not all(_NAME_PART.fullmatch(token) for token in tokens):
        return False
    lowered = {token.lower().strip(".") for token in tokens}
    return not lowered & (words.outlet_words | words.office_words | words.section_labels | words.genre_labels) and text.lower() not in words.section_labels


def read_credits(text: str, zones: Sequence[Zone], dateline: Dateline | None = None) -> Credits:
    """Author and outlet from the bylines of a text, else from an agency's name in the dateline (`PORT SARN (Reuters) -`).

    A name alone in the byline right under the title is the author, unless the dateline gives it as place.
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
    if outlet is None and dateline and dateline.agency:
        outlet = dateline.credit
    return Credits(author or _bare_author(text, zones, dateline), outlet)


def _bare_author(text: str, zones: Sequence[Zone], dateline: Dateline | None) -> str | None:
    """The name that stands alone in the byline right under the title."""
    under = next((below for above, below in pairwise(zones) if above.kind == "title"), None)
    if under is None or under.kind != "byline":
        return None
    name = text[under.start : under.end].strip(" |")
    is_place = dateline is not None and dateline.place is not None and dateline.place.lower().startswith(name.lower())
    return name if is_bare_name(name) and not is_place else None


def _credits_of(line: str) -> Credits:
    by = _BY.match(line) or re.match(r"(?i:text|author|written by|source|published by|story by)\s*:?\s+(?=[A-Z])", line)
    source = bool(by and by.group().lower().startswith(("source", "published")))
    parts = [p.strip(" |,()") for p in _CUT.split(_without_dates(line[by.end() if by else 0 :]))]
    parts = [part for part in parts if re.search(r"[A-Za-z]{2}", part) and part.lower() not in load_words().genre_labels]
    author = parts[0] if by and parts and not source else None
    outlet = next((part for part in parts if _is_outlet(part)), None)
    if author:
        names = [name.strip() for name in re.split(r"\s+(?:and|&|with)\s+|,\s+", author)]
        others = [name for name in names if not agency_named(name)]
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
    return bool(agency_named(name)) or bool(set(tokens) & words.outlet_words and len(tokens) > 1) or bool(_DOMAIN.fullmatch(name))


def _without_dates(line: str) -> str:
    """The line with its dates and times, and the words that go with them, taken out."""
    for day in reversed(written_days(line)):
        line = f"{line[: day.start]}|{line[day.end :]}"
    stamp = relative_stamp(line)
    line = _CLOCK.sub("|", f"{line[: stamp[0]]}|{line[stamp[1] :]}" if stamp else line)
    return _fillers().sub("|", line)


@lru_cache(maxsize=1)
def _fillers() -> re.Pattern[str]:
    """What stands beside a date on its line, in any language."""
    phrases = load_words().date_line_words | load_calendar().date_words | load_calendar().update_words
    fillers = "|".join(re.escape(word) for word in sorted(phrases, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:(?<=[|,(/·])|^)\s*(?:(?:{fillers})(?![^\W\d_])[\s:：]*)+(?=[|,)/·]|$)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _weekdays() -> re.Pattern[str]:
    names = {*load_words().weekdays, *load_calendar().weekdays}
    return re.compile(
        rf"(?<![^\W\d_])(?:{'|'.join(re.escape(name) for name in sorted(names, key=lambda word: (-len(word), word)))})(?![^\W\d_])", re.IGNORECASE
    )


def _is_dated(text: str, named: bool, sentence: bool) -> bool:
    """Nothing but a date, or a few words and a date at the end or the beginning, cut off by a comma, bar, dot or dash."""
    days = written_days(text)
    if not days and not relative_stamp(text):
        return False
    if not re.search(r"[^\W\d_]", _weekdays().sub("", _without_dates(text))):
        return True
    if not days:
        return False
    if sentence or len(text.split()) > 16 or (not named and not any(day.year for day in days)):
        return False
    before = text[: days[-1].start].rstrip()
    after = [part.strip(" .()").lower() for part in _CUT.split(_CLOCK.sub("", text[days[-1].end :]))]
    ends = before.endswith((",", "|", "·", "•", "-", "–", "—", ":")) and all(
        part in load_words().genre_labels or not re.search(r"[^\W\d_A-Z]{6,}", part) for part in after
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
