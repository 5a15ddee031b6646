"""Yields deadlines: what is due in an inquiry by when, told as a date, or as a term that is counted from the accident or from a report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange, add_months, on
from dragoman.core.incidents import Deadline
from dragoman.core.records import Event

_OPEN = {"planned", "demanded"}
_DUE = {"REPORT", "FINDING", "OTHER"}
_NAMED_PAPERS = frozenset({"preliminary report", "final report"})
"""A bare `report` may be another than the one that is due."""
_UNITS = {"year": 12, "month": 1, "week": 7, "day": 1}


@dataclass(frozen=True, slots=True)
class Terms:
    """How a language tells a term: `within one year of the accident`; numbers by word, and nouns for what a term may be counted from."""

    pattern: re.Pattern[str]
    by: re.Pattern[str]
    counts: dict[str, int]
    accidents: frozenset[str]
    papers: frozenset[str]


def terms_of(codebook: Codebook) -> Terms:
    """The terms of the codebook's language."""
    words = codebook.language.words
    counts = {str(word): int(n) for word, n in codebook.language.table("time")["words"]["numword"].items()} | {"a": 1, "an": 1}
    number = "|".join(sorted(counts, key=lambda w: (-len(w), w)))
    within = "|".join(sorted(words("time", "anchor_within")))
    behind = r"(?:\s+(?:of|from|after|following)\s+(?:the\s+(?:date|day|time)\s+of\s+)?((?:[\w'’-]+\s*){1,4}))?"
    term = rf"\b(?:{within})\s+(\d{{1,3}}|{number})[\s-]+(year|month|week|day)s?" + behind
    by = "|".join(re.escape(w) for w in sorted(words("time", "due_by"), key=lambda w: (-len(w), w)))
    incident = frozenset(w for t in codebook.triggers if t.type == "INCIDENT" and t.pos == "noun" for w in t.lemmas)
    return Terms(
        re.compile(term, re.I), re.compile(rf"\b(?:{by})\b[^,.;]{{2,60}}", re.I), counts, words("incidents", "heads") | incident, words("incidents", "papers")
    )


def find_deadline(event: Event, accident: DateRange, papers: Sequence[tuple[str, DateRange]], terms: Terms, what: str, as_of: str | None) -> Deadline | None:
    """The deadline that a planned or demanded report tells; None where it tells none, or one that no text lets us count.

    accident: days of the accident; papers: (name, days) of the reports that are out; as_of: ISO day by which it is judged, None leaves it open.
    """
    if event.type not in _DUE or event.modality not in _OPEN:
        return None
    evidence = tuple(e for m in event.mentions for e in m.evidence)
    match = next((found for e in evidence if (found := terms.pattern.search(e.text))), None)
    by = next((found for e in evidence if (found := terms.by.search(e.text))), None)
    start = _start(match, accident, papers, terms) if match else UNKNOWN
    due = _counted(start, match, terms) if match else None
    if match and due:
        basis = f"{' '.join(match[0].split()[:3])}, counted from {start.start}"
    elif event.date.end is not None and event.date.start in {None, event.date.end} and (match or by):
        due, basis = _last_day(event.date.end), (match or by or [""])[0].strip()
    else:
        return None
    met = what in _NAMED_PAPERS and any(name == what for name, _ in papers)
    state = "met" if met else "overdue" if as_of and due and as_of > due else "open"
    return Deadline(what, on(due), basis, evidence, state) if due else None


def _start(match: re.Match[str], accident: DateRange, papers: Sequence[tuple[str, DateRange]], terms: Terms) -> DateRange:
    """The day that a term is counted from: by the noun that it names; unknown where it names another thing."""
    nouns = [w.lower().removesuffix("s") for w in re.findall(r"[^\W\d_]+", match[3] or "")]
    if _names(nouns, terms.accidents) or not nouns:
        return accident
    days = {d for _, d in papers if d.known}
    return next(iter(days)) if _names(nouns, terms.papers) and len(days) == 1 else UNKNOWN


def _names(nouns: Collection[str], known: frozenset[str]) -> bool:
    return any(noun in known for noun in nouns)


def _counted(start: DateRange, match: re.Match[str], terms: Terms) -> str | None:
    if start.start is None or start.start != start.end or len(start.start) != 10:
        return None
    number, unit, day = terms.counts.get(match[1].lower()) or int(match[1]), match[2].lower(), dt.date.fromisoformat(start.start)
    due = add_months(day, number * _UNITS[unit]) if unit in {"year", "month"} else day + dt.timedelta(number * _UNITS[unit])
    return due.isoformat() if due else None


def _last_day(iso: str) -> str:
    days = on(iso).days()
    return days[1].isoformat() if days else iso
