"""Yields the dateline with which a report begins: place, agency, and the days written in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.core.documents import Zone
from dragoman.ingest.agency import agency_named
from dragoman.ingest.days import WrittenDay, written_days
from dragoman.ingest.words import load_words

_LONGEST = 120
_DASH = re.compile(r"(?:\s(?:--?|[—–_])|(?<=[)A-ZА-ЯЁ])(?:--|[—–]))(?=\s|$)|(?<=\))\s?[-–—_:]\s")
_SLASHES = re.compile(r"[.,]?\s/(?P<agency>[^/\n]{2,30})/\s?\.?(?:\s?[-–—]{1,2})?(?=\s)")
_BRACKETS = re.compile(r"\((?P<agency>[^()\n]{2,40})\)")
_EAST_ASIAN = re.compile(
    r"[(（【\[]?(?P<agency>[^\s\d()（）【】]{3,5}?)[)）】\]]?\s?(?P<place>[^\s\d()（）]{2,8}?)(?=(?:\d{4}年)?\d{1,2}月\d{1,2}日)[^\s]{4,14}?[电電]"
)
_TOKEN = re.compile(r"[^\W\d_][\w.'’-]*")
_SMALL = frozenset({"de", "la", "le", "of", "al", "el", "upon", "sur", "del", "di", "and", "the", "am", "an", "der", "i", "и", "na", "на"})
_BRACKETED_DATE = 3
"""Code points that may stand between a date and the bracket that holds the agency."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """start, end: half-open span from the first character up to where the report begins; place: its words as written, None where none stands there.

    agency: its name in the gazetteer, or as written where only its place shows that it is one; credit: the words in which it stands.
    """

    start: int
    end: int
    place: str | None
    agency: str | None
    credit: str | None
    days: tuple[WrittenDay, ...]


def read_dateline(text: str, zones: Sequence[Zone], lang: str | None = None) -> Dateline | None:
    """The first dateline among the first eight paragraphs and bylines: `PORT SARN, Norland, 14 March (Corvid) --`, `BAKU -- `, `(AP) — `.

    Capitals, a date or an agency's name must mark it; a lower-case letter behind the dash makes it the beginning of a sentence.
    """
    for zone in [z for z in zones if z.kind in ("body", "byline")][:8]:
        if zone.kind == "byline":
            found = _whole_line(text[zone.start : zone.end], zone.start, lang)
            if found:
                return found
            continue
        head = text[zone.start : min(zone.end, zone.start + _LONGEST)].split("\n")[0]
        found = _east_asian(head, zone.start, lang) or _dashed(head, zone.start, lang) or _undashed(head, zone.start, lang)
        if found:
            return found
    return None


def _whole_line(line: str, at: int, lang: str | None) -> Dateline | None:
    """A line of its own with a day: `HALLVIK, 8 June 2033`, `Baku, February 6, AZERTAC`."""
    found = _read(line, len(line), at, lang, None) if len(line) <= _LONGEST else None
    return found if found and found.place and found.days and (found.place.isupper() or found.agency) else None


def _east_asian(head: str, at: int, lang: str | None) -> Dateline | None:
    """`新华社北京2月6日电`."""
    match = _EAST_ASIAN.match(head)
    agency = agency_named(match.group("agency")) if match else None
    if match is None or agency is None:
        return None
    return Dateline(at, at + match.end(), match.group("place"), agency, match.group("agency"), _days(head[: match.end()], at, lang))


def _dashed(head: str, at: int, lang: str | None) -> Dateline | None:
    dash = _DASH.search(head)
    if dash is None:
        return None
    after = head[dash.end() :].lstrip()
    if after[:1].islower():
        return None
    inner = agency_named(re.split(r"[.:]\s|\s", after, maxsplit=1)[0]) if after else None  # МОСКВА, 6 фев - РИА Новости. Посол …
    return _read(head[: dash.start()], dash.end(), at, lang, inner)


def _undashed(head: str, at: int, lang: str | None) -> Dateline | None:
    """A known agency between slashes or in brackets ends a dateline without a dash: `MOSCOW, February 6. /TASS/.`, `Baku, Feb 6 (Interfax)`."""
    for pattern in (_SLASHES, _BRACKETS):
        match = pattern.search(head)
        agency = agency_named(match.group("agency")) if match else None
        if match and agency:
            lead = head[: match.start()] + (match.group() if pattern is _BRACKETS else "")
            found = _read(lead, match.end(), at, lang, agency, match.group("agency"))
            if found and (found.days or (found.place and found.place.isupper()) or not lead[: match.start()].strip()):
                return found
    return None


def _read(lead: str, ends: int, at: int, lang: str | None, outside: str | None, words: str | None = None) -> Dateline | None:
    """Take a lead apart: what is in brackets, the days, agencies between commas or full stops, and the place, which is what is left.

    outside: an agency that stands right behind the lead; words: in which it stands there.
    """
    days = _days(lead, at, lang)
    brackets = _BRACKETS.search(lead)
    credit = brackets.group("agency").strip() if brackets else None
    agency = agency_named(credit) if credit else None
    rest = list(lead)
    for start, end in [(day.start - at, day.end - at) for day in days] + ([brackets.span()] if brackets else []):
        rest[start:end] = "|" * (end - start)
    parts = [part.strip(" \t.|") for part in re.split(r"\||,\s|\.\s|\.$|,$", "".join(rest))]
    agencies = [part for part in parts if part and agency_named(part)]
    names = [part for part in parts if part and part not in agencies]
    if agency is None and agencies:
        agency, credit = agency_named(agencies[0]), agencies[0]
    if agency is None and credit and _names_agency(lead, days, at, brackets, credit):
        agency = credit
    agency, credit = (agency, credit) if agency else (outside, words)
    if not names:
        return Dateline(at, at + ends, None, agency, credit, days) if agency and lead.strip().startswith("(") else None
    if not _is_place(names, marked=bool(days or agency)):
        return None
    begins = lead.index(names[0])
    place = lead[begins : lead.index(names[-1], begins) + len(names[-1])]
    place += "." if len(names) > 1 and lead[begins + len(place) :].startswith(".") else ""  # SPRINGFIELD, Ill.
    place = names[0] if "|" in "".join(rest)[begins : begins + len(place)] else place
    return Dateline(at, at + ends, " ".join(place.split()), agency, credit, days)


def _names_agency(lead: str, days: tuple[WrittenDay, ...], at: int, brackets: re.Match[str] | None, credit: str) -> bool:
    """An unknown name in brackets is an agency right behind a date, or with a word like `News` in it."""
    tokens = _TOKEN.findall(credit)
    if not brackets or not tokens or len(tokens) > 4 or not credit[0].isupper():
        return False
    dated = any(0 <= brackets.start() - (day.end - at) <= _BRACKETED_DATE for day in days)
    return dated or any(token.lower() in load_words().outlet_words for token in tokens)


def _is_place(names: Sequence[str], *, marked: bool) -> bool:
    """Do the words name a place: in capitals, or (marked: beside a date or an agency) each with a capital, or in letters that have no case?"""
    first, words = names[0], load_words()
    tokens = [token for name in names for token in _TOKEN.findall(name)]
    if not tokens or len(tokens) > 8 or len(first.split()) > 4 or len(names) > 3 or any(char.isdigit() for name in names for char in name):
        return False
    if first.lower() in words.genre_labels | words.boilerplate_labels | words.section_labels:
        return False
    upper = first.isupper() and (len(first) > 3 or marked or len(names) > 1)
    if not upper and not marked:
        return False
    cased = [token for token in tokens if token[0].islower() and token not in _SMALL]
    return not cased and (upper or len(tokens) <= 5) and first[:1].isalpha()


def _days(lead: str, at: int, lang: str | None) -> tuple[WrittenDay, ...]:
    return tuple(
        WrittenDay(day.start + at, day.end + at, day.year, day.month, day.day, day.weekday, day.unsure)
        for day in written_days(lead, lang=lang)
        if not day.unsure
    )
