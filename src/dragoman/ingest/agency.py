"""Yields the news agency that a text is credited to, under its name in the gazetteer: from datelines, bylines and the last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import yaml

from dragoman.core.documents import Zone
from dragoman.core.errors import CodebookError
from dragoman.ingest.days import written_days

_FILE = "ingest/agencies.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_AROUND = " \t\r\n()[]—–-_/|©.,;:"
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b(?:\s?[-–]\s?(?:19|20)?\d{2})?")
_PARTS = re.compile(r"\s*(?:[,/|;·•&+]|\s(?:and|und|et|y|e|и|va|və|ve|with|-|–|—)\s)\s*")
_REST = re.compile(r"(?i)\b(?:inputs?|agencies|news agency|all rights reserved|copyright|\(c\)|writers?|staff|photo)\b\.?")
_DESK = re.compile(r"(?i)\(?\b(?:additional )?reporting by [^;\n]{3,300};.{0,300}\bediting by ", re.DOTALL)
_AT_END = re.compile(r"[.!?…][\"'”’»)]{0,2}\s*(?:\((?P<in>[^()\n]{2,40})\)|\s[-–—]{1,2}\s?(?P<after>[^\n.]{2,40}))[.\s]*\Z")
_WRITER = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})\s(?:staff\s)?(?:writers?|reporters?|journalists?)\s.{3,200}\bcontributed\b", re.DOTALL)
_LAST, _LONGEST, _WORDS = 6, 300, 8
"""How many zones at the end are read for a credit, how many code points a line may have there, and how many words a line of the text itself."""


@dataclass(frozen=True, slots=True)
class _Agencies:
    names: Mapping[str, str]
    credit_starts: re.Pattern[str]
    common_words: frozenset[str]


@lru_cache(maxsize=1)
def _agencies() -> _Agencies:
    table: dict[str, Any] = yaml.load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"), Loader=_Loader)
    try:
        ambiguous = set(map(str, table["ambiguous"]))
        names = {str(form): str(name) for name, forms in table["agencies"].items() for form in (name, *forms) if form not in ambiguous}
        starts = "|".join(re.escape(str(word)) for word in sorted(table["credit_starts"], key=lambda word: (-len(str(word)), str(word))))
        common = frozenset(map(str, table["common_words"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"codebook/{_FILE}: {error}") from error
    return _Agencies(names, re.compile(rf"(?:{starts})\s*[:：]?\s*(?=\S)", re.IGNORECASE), common)


def agency_named(name: str) -> str | None:
    """The agency that these words name and nothing else, else None; with regard to case, `news agency` behind the name left out."""
    names, bare = _agencies().names, name.strip().strip("\"'“”«»().,")
    found = names.get(bare) or names.get(name.strip())
    return found or names.get(re.sub(r"(?i)\s+news agency$", "", bare))


def agency_in(words: str, *, told: bool = False) -> str | None:
    """The first agency among words that bars, commas or `and` part (`Meridian and Reuters`); None where no part names one alone.

    told: the words are told to be a source; else a name that is a common word as well (`Report`, `Petra`) does not count.
    """
    common = frozenset() if told else _agencies().common_words
    return next((found for part in (words, *_PARTS.split(words)) if part not in common and (found := agency_named(part))), None)


def credited_agency(text: str, zones: Sequence[Zone], dateline: str | None) -> str | None:
    """The agency of the dateline, else of the bylines, else of a credit in the last lines; None where there is none.

    dateline: the agency that stands there. What the text says of an agency (`told Reuters`, `according to the agency`) is no credit, nor is
    the credit of a picture, nor `Agencies`, which names none.
    """
    if dateline:
        return dateline
    pictures = {below.start for above, below in pairwise(zones) if above.kind == "caption" and below.kind == "byline"}
    bylines = (zone for zone in zones if zone.kind == "byline" and zone.start not in pictures)
    last = (zone for zone in list(zones)[-_LAST:] if zone.kind not in ("title", "caption", "byline"))
    for zone in (*bylines, *last):
        line = text[zone.start : zone.end]
        short = zone.kind != "body" or (len(line.split()) <= _WORDS and not line.rstrip().endswith(("?", "!", ":")))
        found = (_credited(line, short) if len(line) <= _LONGEST else None) or (_at_end(line) if zone.kind == "body" else None)
        if found:
            return found
    return None


def _credited(line: str, short: bool) -> str | None:
    """The agency that a line credits; short: it may be a bare name, else only a formula counts."""
    if _DESK.search(line):
        return "Reuters"  # how its reports end, and only its
    writer = _WRITER.match(line.strip(_AROUND))
    if writer:
        return agency_named(writer.group("name"))
    for day in reversed(written_days(line) if short else []):
        line = f"{line[: day.start]}|{line[day.end :]}"
    return next((found for words, told in (_trimmed(line) if short else ()) if (found := agency_in(words, told=told))), None)


def _trimmed(line: str) -> Iterator[tuple[str, bool]]:
    """The words of a line without marks around them, without `Source:` before them, and without years and `inputs`; the latter as told expressly."""
    bare = line.strip(_AROUND)
    yield bare, False
    start = _agencies().credit_starts.match(bare)
    if start or line.lstrip().startswith(("©", "(", "—", "–", "-")) or re.match(r"(?i)copyright\b|\(c\)", line.strip()):
        rest = bare[start.end() :] if start else bare
        named = start is not None and not start.group().lower().startswith("by")  # By Petra Novak
        yield _REST.sub("", _YEARS.sub("", rest)).strip(_AROUND), named


def _at_end(line: str) -> str | None:
    """The agency in brackets or behind a dash after the last sentence of a paragraph."""
    match = _AT_END.search(line[-120:])
    if match is None:
        return None
    return next((found for words, _ in _trimmed(f"({match.group('in') or match.group('after')})") if (found := agency_in(words))), None)
