"""Yields who is who: persons and organisations in one line each, with spellings, offices, listings and dated facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import DateRange
from dragoman.core.documents import Evidence
from dragoman.core.records import Entity, Fact, Listing, Relation, Role
from dragoman.view.days import say_range
from dragoman.view.page import Item, Line, join, plain, strong
from dragoman.view.quoting import Quoter
from dragoman.view.selection import Selection

MOST_PEOPLE = 14
_MOST_FACTS = 5
_MOST_ALIASES = 4
_STEM = 6
_FEW_WORDS = 8
_DESCRIBED = "described"
_TELLING = frozenset({"INCIDENT", "FINDING", "REPORT", "STATEMENT", "APPOINTMENT"})
_KINDS = frozenset({"person", "organisation", "craft"})
_LISTINGS = {"entry_ban": "entry ban", "sanction": "sanctions", "closure": "closure", "other": "listed"}


def who_matters(selection: Selection) -> tuple[Entity, ...]:
    """Persons and organisations of an affair, by acts and words of theirs and by what is told of them; named ones only."""
    weight: Counter[str] = Counter()
    for event in (e for e in selection.events if e.ontology == "PLOVER" or e.type in _TELLING):
        parties = {p.entity for p in (*event.actors, *event.recipients) if p.entity}
        weight.update(dict.fromkeys(parties, 2 + 2 * (event.id in selection.between)))
        weight.update({link.entity for m in event.told for link in m.chain if link.entity})
    about = {q.id for q in selection.record.resolved.questions if q.about in selection.ids}
    for claim in (c for c in selection.claims if c.question in about or selection.ids.intersection(c.events)):
        weight.update({link.entity for m in claim.mentions for link in m.chain if link.entity})
    found = []
    for key in weight:
        entity = selection.record.entity.get(key)
        if entity and entity.type in _KINDS and is_named(entity) and _is_told_of(entity, selection.letters):
            told = 3 * len(entity.roles) + 4 * len(entity.listings) + 2 * len(entity.facts)
            found.append((-(weight[key] + told), entity.id, entity))
    return tuple(entity for _, _, entity in sorted(found, key=lambda row: row[:2])[:MOST_PEOPLE])


def _is_told_of(entity: Entity, letters: Mapping[str, str]) -> bool:
    """Do documents of the view say anything of it beyond the name?"""
    rows: tuple[Role | Listing | Relation | Fact, ...] = (*entity.roles, *entity.listings, *entity.relations, *entity.facts)
    return any(e.doc in letters for row in rows for e in row.evidence) or any(m.doc in letters and m.descriptor for m in entity.mentions)


def is_named(entity: Entity) -> bool:
    """Has it a name of its own, rather than a description alone?"""
    return any(m.form in {"name", "alias", "acronym"} for m in entity.mentions)


def person_item(entity: Entity, quoter: Quoter, letters: Mapping[str, str]) -> Item:
    """`**Name** (also …), office; entry ban by …; founded 2008 [3]`; only what documents of the view tell."""
    known = set(fold(entity.name).split())
    aliases = [alias for alias in entity.aliases if not set(fold(alias).split()) <= known]
    also = f" (also {', '.join(aliases[:_MOST_ALIASES])})" if aliases else ""
    told = [line for line in about(entity, quoter, letters) if line]
    if not told:
        first = [m for m in entity.mentions if m.doc in letters and m.descriptor]
        told = [plain(" ".join((first[0].descriptor or "").split()))] if first else []
    return Item((*strong(entity.name), *plain(also), *(plain(": ") if told else ()), *join(told, "; ")))


def about(entity: Entity, quoter: Quoter, letters: Mapping[str, str]) -> list[Line]:
    """Offices, listings, relations and facts, one line each."""
    lines: dict[str, tuple[str, list[Evidence]]] = {}
    rows: tuple[Role | Listing | Relation | Fact, ...] = (*_offices(entity.roles), *entity.listings, *entity.relations, *entity.facts[:_MOST_FACTS])
    for row in rows:
        words = say_attribute(row, entity)
        evidence = [e for e in row.evidence if e.doc in letters]
        if words and evidence:
            lines.setdefault(fold(words), (words, evidence))
    # `founded 2008` says nothing beside `founded 2008 by …`.
    kept = [key for key in lines if not any(other != key and other.startswith(f"{key} ") for other in lines)]
    return [(*plain(lines[key][0]), *quoter.cite(lines[key][1][:2])) for key in kept]


def _offices(roles: tuple[Role, ...]) -> list[Role]:
    """Each office once: `spokesman` and `spokeswoman` of one body are one."""
    found: dict[tuple[str, str], Role] = {}
    for role in roles:
        found.setdefault((role.title[:_STEM].casefold(), role.body or role.body_name or ""), role)
    return list(found.values())


def say_attribute(row: Role | Listing | Relation | Fact, entity: Entity) -> str:
    """`spokesman of the ministry (since 2020)`, `entry ban by Norland, 6 February 2025`, `founded 2008`; empty where it repeats the name."""
    if isinstance(row, Role):
        body = row.body_name if row.body_name and fold(row.body_name) not in fold(row.title) else None
        # One word needs no article after `of`; before a longer name it might, so a comma stands there.
        body = f"{', ' if ' ' in body else ' of '}{body}" if body else ""
        return f"{row.title}{body}{_term(row.since, row.until)}"
    if isinstance(row, Listing):
        kind = row.measure.replace("_", " ") if row.measure else _LISTINGS.get(row.kind, row.kind.replace("_", " "))
        parts = [f"{kind} by {row.authority_name}" if row.authority_name else kind, say_range(row.date) if row.date.known else ""]
        parts += [f"ended {say_range(row.until)}" if row.until.start else "ended since" if row.until.known else ""]
        ground = f" (ground: {' '.join(row.ground.split())})" if row.ground else ""
        return ", ".join(filter(None, parts)) + ground
    if isinstance(row, Relation):
        if not row.to_name or fold(row.to_name) == fold(entity.name):
            return ""
        return f"{row.kind.replace('_', ' ')} {row.to_name}{_term(row.since, row.until)}"
    if row.attribute == _DESCRIBED:
        return f"described: “{' '.join(row.value.split())}”"
    if row.attribute.endswith("_count") and not row.value.isdigit():
        return _with_verb(row)
    label, value = row.attribute.replace("_", " "), " ".join(row.value.split())
    told = row.date.start in (value, *value.split()) if row.date.start else False  # `2008 by the ministry` says the year already
    when = "" if not row.date.known or told else f" ({say_range(row.date)})"
    return f"{label} {value}{when}" if fold(value) != fold(label) else f"{label}{when}"


def _with_verb(fact: Fact) -> str:
    """`works in 71 countries` for the bare value `71 countries`: the report's words say what of it they are, where they are few."""
    told = " ".join(fact.evidence[0].text.split()) if fact.evidence else ""
    value = " ".join(fact.value.split())
    return told if value in told and len(told.split()) <= _FEW_WORDS else f"{fact.attribute.replace('_', ' ')}: {value}"


def _term(since: DateRange, until: DateRange) -> str:
    """` (since 2014)`, ` (until May 2024)`; empty where no time is told."""
    parts = [f"since {say_range(since)}" if since.known else "", f"until {say_range(until)}" if until.known else ""]
    words = ", ".join(filter(None, parts))
    return f" ({words})" if words else ""
