"""Yields roles, relations, listings and facts of entities from what documents tell, each once, with the evidence of all tellings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Document, Evidence
from dragoman.core.mentions import AttributeMention
from dragoman.core.records import Fact, Listing, Relation, Role


@dataclass(frozen=True, slots=True)
class About:
    """What is told of one entity."""

    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    listings: tuple[Listing, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of all entities."""

    _by_entity: Mapping[str, About]

    def of(self, entity: str) -> About:
        """What is told of one; empty where nothing is."""
        return self._by_entity.get(entity, About())


@dataclass(frozen=True, slots=True)
class _Row:
    """An attribute with its entities put in."""

    mention: AttributeMention
    object: str | None
    object_name: str | None
    evidence: tuple[Evidence, ...]


def told_of(
    attributes: Sequence[AttributeMention],
    of_mention: Mapping[str, str],
    names: Mapping[str, str],
    states: Mapping[str, str],
    documents: Mapping[str, Document],
) -> Told:
    """Resolve attribute mentions.

    names: display name of every entity; states: code of those that are a state or its government; documents: by id, for the words of the evidence.
    """
    rows: dict[tuple[str, str], list[_Row]] = defaultdict(list)
    for a in sorted(attributes, key=lambda a: a.id):
        target = of_mention.get(a.object or "")
        subject = of_mention[a.subject]
        if target == subject and a.kind == "relation" and a.label in {"part_of", "agency_of"}:
            continue
        evidence = tuple(documents[a.doc].evidence(s.start, s.end) for s in a.evidence)
        rows[subject, a.kind].append(_Row(a, target, names[target] if target else a.object_name, evidence))
    subjects = sorted({subject for subject, _ in rows})
    return Told(
        {s: About(_roles(rows[s, "role"]), _relations(rows[s, "relation"]), _listings(rows[s, "listing"], states), _facts(rows[s, "fact"])) for s in subjects}
    )


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], Hashable]) -> list[list[_Row]]:
    groups: dict[Hashable, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return list(groups.values())


def _evidence(rows: Iterable[_Row]) -> tuple[Evidence, ...]:
    found = {(e.doc, e.start, e.end): e for row in rows for e in row.evidence}
    return tuple(found[at] for at in sorted(found))


def _body(row: _Row) -> str | None:
    return row.object or (fold(row.object_name) if row.object_name else None)


def _first(values: Iterable[DateRange]) -> DateRange:
    """The most exact of the known intervals, the earliest of equal ones."""
    known = [v for v in values if v.known]
    return min(known, key=lambda v: (v.span_days(), v.start or "", v.end or "")) if known else UNKNOWN


def _without_vaguer(rows: Sequence[_Row]) -> list[_Row]:
    """Give rows without a body the only body that the same label has elsewhere."""
    bodies: dict[str, set[str]] = defaultdict(set)
    example: dict[str, _Row] = {}
    for row in rows:
        body = _body(row)
        if body:
            bodies[fold(row.mention.label)].add(body)
            example.setdefault(fold(row.mention.label), row)
    found = []
    for row in rows:
        label = fold(row.mention.label)
        if _body(row) is None and len(bodies[label]) == 1:
            row = _Row(row.mention, example[label].object, example[label].object_name, row.evidence)
        found.append(row)
    return found


def _roles(rows: Sequence[_Row]) -> tuple[Role, ...]:
    found = []
    for same in _grouped(_without_vaguer(rows), lambda r: (fold(r.mention.label), _body(r))):
        top = same[0]
        since, until = _first(r.mention.since for r in same), _first(r.mention.until for r in same)
        found.append(Role(top.mention.label, top.object, top.object_name, since, until, _evidence(same)))
    return tuple(sorted(found, key=lambda r: (fold(r.title), r.body_name or "", r.body or "")))


def _relations(rows: Sequence[_Row]) -> tuple[Relation, ...]:
    found = []
    for same in _grouped(rows, lambda r: (r.mention.label, _body(r))):
        top = same[0]
        since, until = _first(r.mention.since for r in same), _first(r.mention.until for r in same)
        found.append(Relation(top.mention.label, top.object, top.object_name, since, until, _evidence(same)))
    return tuple(sorted(found, key=lambda r: (r.kind, r.to_name or "", r.to or "")))


def _listings(rows: Sequence[_Row], states: Mapping[str, str]) -> tuple[Listing, ...]:
    """Measures by kind, authority and what exactly; an undated telling joins the only dated one, a lifting ends what was imposed before it."""
    found = []
    for same in _grouped(_without_vaguer(rows), lambda r: (r.mention.label, states.get(r.object or "", _body(r)))):
        ended = [r for r in same if r.mention.until.known and not r.mention.date.known]
        for part in _by_measure([r for r in same if r not in ended]):
            ends = [r for r in ended if _ends(r, part)]
            found.append(_listing(part, ends))
            ended = [r for r in ended if r not in ends]
        found += [_listing(part, part) for part in _by_measure(ended)]
    return tuple(sorted(found, key=lambda x: (x.kind, x.authority_name or "", x.date.start or "", x.evidence[0].doc, x.evidence[0].start)))


def _by_measure(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Tellings of one measure together: those that name none with those that name the only one, undated ones with the only dated ones."""
    named = sorted({r.mention.value for r in rows if r.mention.value})
    kinds = [list(rows)] if len(named) < 2 else [[r for r in rows if r.mention.value == name] for name in (*named, None)]
    found = []
    for same in filter(None, kinds):
        days = {r.mention.date for r in same if r.mention.date.known}
        exact = {day: _within(day, days) for day in days}
        dated = sorted(set(exact.values()), key=lambda d: (d.start or "", d.end or ""))
        parts = [[r for r in same if exact.get(r.mention.date) == day] for day in dated] or [[]]
        vague = [r for r in same if not r.mention.date.known]
        if len(parts) == 1:
            parts = [parts[0] + vague]
        elif vague:
            parts.append(vague)
        found += parts
    return found


def _within(vague: DateRange, dates: Iterable[DateRange]) -> DateRange:
    """The only other of the dates that lies inside a vaguer one, else the date itself: `in February` is `on 6 February`."""
    whole = vague.days()
    inside = [d for d in dates if d != vague and whole and (part := d.days()) and whole[0] <= part[0] and part[1] <= whole[1]]
    return inside[0] if len(inside) == 1 else vague


def _ends(row: _Row, part: Sequence[_Row]) -> bool:
    """Does a lifting end a measure: of the same sort, where both say which, and imposed no later?"""
    sorts = {r.mention.value for r in part if r.mention.value} | ({row.mention.value} if row.mention.value else set())
    imposed, lifted = _first(r.mention.date for r in part).days(), row.mention.until.days()
    return len(sorts) < 2 and (imposed is None or lifted is None or imposed[0] <= lifted[1])


def _listing(part: Sequence[_Row], ended: Sequence[_Row]) -> Listing:
    top = min(part, key=lambda r: (r.object_name is None, len(r.object_name or ""), r.mention.id))
    ground = next((r.mention.ground for r in part if r.mention.ground), None)
    measure = next((r.mention.value for r in part if r.mention.value), None)
    until = _first(r.mention.until for r in (*part, *ended))
    evidence = _evidence((*part, *ended))
    return Listing(top.mention.label, top.object, top.object_name, _first(r.mention.date for r in part), ground, evidence, measure, until)


def _facts(rows: Sequence[_Row]) -> tuple[Fact, ...]:
    found = []
    for same in _grouped(rows, lambda r: (r.mention.label, fold(r.mention.value or r.object_name or ""), r.mention.date)):
        top = same[0]
        found.append(Fact(top.mention.label, top.mention.value or top.object_name or "", top.mention.date, _evidence(same)))
    return tuple(sorted(found, key=lambda f: (f.attribute, f.value, f.date.start or "", f.date.end or "")))
