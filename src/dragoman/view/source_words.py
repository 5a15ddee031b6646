"""Yields words for how a source is quoted: who it is, in which link of a chain, how surely, and what others told after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from dragoman.core.records import ClaimTold, Entity, Role
from dragoman.view.counting import count, listed
from dragoman.view.outcomes import RELATIONS, Outcomes
from dragoman.view.page import Line, emph, plain
from dragoman.view.people import say_attribute
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.said_of import Said
from dragoman.view.sources import Source, Sources, Telling
from dragoman.view.surety import say_surety
from dragoman.view.whose_word import OUTLET, say_link

KINDS = {"public": "nobody in particular", "unnamed": "not named"}
DONE = {
    "contradicts": "contradicted",
    "disputes": "disputed",
    "superseded": "overtaken by later news",
    "supersedes": "newer than what it overtakes",
    "different_answer": "answered otherwise",
    "sharper": "told more sharply",
    "vaguer": "told more loosely",
    "certainty_differs": "agreed with, more or less surely",
    "agrees": "agreed with",
    "same_act": "told too",
    "compatible": "stands beside it",
}
"""What another statement does to one of the source's."""
NO_VERDICT = (
    "Counted from the dates of reports and from how answers to one question stand to each other. Agreement proves nothing, contradiction refutes nothing."
)
_MOST_NAMES = 3


def say_kind(source: Source) -> str:
    """`person`, `agency`, `not named`."""
    return KINDS.get(source.kind, source.kind)


def say_standing(record: Record, source: Source) -> str:
    """The office told most often, with its body; for one not named the body that it is placed in; empty where none is told."""
    roles = [(role, record.entity[e]) for e in source.entities for role in record.entity[e].roles]
    if roles:
        role, entity = min(roles, key=lambda row: (-len(row[0].evidence), -len(_office(*row)), _office(*row)))
        return _office(role, entity)
    return f"in or of {listed(source.under[:_MOST_NAMES])}" if source.under and source.kind == "unnamed" else ""


def _office(role: Role, entity: Entity) -> str:
    return say_attribute(role, entity)


def say_places(found: Sources, tellings: Iterable[Telling]) -> str:
    """`directly 3; through Reuters 1; citing the report 2`: statements by their place in the chain."""
    direct, through, citing = 0, Counter[str](), Counter[str]()
    for telling in tellings:
        if telling.link > 1:
            through[telling.via[-1]] += 1
        elif telling.nearest:
            direct += 1
        if telling.beyond:
            citing[telling.beyond[0]] += 1
    parts = [f"directly {direct}"] if direct else []
    parts += [f"through {name} {n}" for name, n in _named(found, through)]
    parts += [f"citing {name} {n}" for name, n in _named(found, citing)]
    return "; ".join(parts)


def _named(found: Sources, counts: Mapping[str, int]) -> list[tuple[str, int]]:
    rows = sorted(((found.name_of(key), n) for key, n in counts.items()), key=lambda row: (-row[1], row[0]))
    more = sum(n for _, n in rows[_MOST_NAMES:])
    return rows[:_MOST_NAMES] + ([("others", more)] if more else [])


def say_sureties(source: Source) -> str:
    """`6 stated, 1 ? hedged, 1 ✗ denied`."""
    counts = source.certainty()
    shown = sorted(counts, key=lambda c: (-counts[c], c))
    return ", ".join(f"{counts[c]} {say_surety('asserted', 'denied') if c == 'denied' else say_surety(c)}" for c in shown)


def say_outcomes(outcomes: Outcomes) -> str:
    """`1 contradicted, 2 agreed with; told by nobody else: 3; no later report: 2`."""
    counts = outcomes.counts()
    parts = [", ".join(f"{counts[r]} {DONE[r]}" for r in RELATIONS if counts[r] and r != "compatible")]
    parts += [f"told by nobody else: {len(outcomes.untold)}" if outcomes.untold else "", f"no later report: {len(outcomes.last)}" if outcomes.last else ""]
    return "; ".join(filter(None, parts)) or "–"


def say_said(said: Said, letters: Mapping[str, str], quoter: Quoter) -> Line:
    """`“close to the palace” (A, in its own words) [3]`."""
    voices = [say_link(link) for link in said.chain if link.type != "outlet"]
    whose = " ← ".join([letters[said.evidence.doc], *voices]) if voices else f"{letters[said.evidence.doc]}, in its own words"
    return (*plain(f"“{said.words}”"), *emph(f" ({whose})"), *quoter.cite([said.evidence]))


def say_outlets(record: Record, tellings: Iterable[Telling], name: Callable[[str], str]) -> str:
    """`Courier 3, Ledger 1`: outlets by statements."""
    counts = Counter(telling.outlet for telling in tellings)
    rows = sorted(((name(key), n) for key, n in counts.items()), key=lambda row: (-row[1], row[0]))
    shown = ", ".join(f"{outlet} {n}" for outlet, n in rows[:_MOST_NAMES])
    return f"{shown} and {count(len(rows) - _MOST_NAMES, 'more outlet')}" if len(rows) > _MOST_NAMES else shown


def say_others(found: Sources, source: Source, told: ClaimTold) -> str:
    """The other links of a chain that a source stands in: `through Reuters`, `citing the report`; empty where there are none."""
    keys = list(dict.fromkeys(found.voices.key(told.doc, link) for link in told.chain if link.type != OUTLET))
    at = keys.index(source.key) if source.key in keys else 0
    before, behind = keys[:at], keys[at + 1 :]
    parts = [f"through {' and '.join(map(found.name_of, before))}" if before else "", f"citing {' ← '.join(map(found.name_of, behind))}" if behind else ""]
    return ", ".join(filter(None, parts))
