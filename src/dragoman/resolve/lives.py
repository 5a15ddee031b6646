"""Yields what dates and offices tell of persons: titles, offices of states, birth, death, last act; and whether two such lives can be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import DateRange
from dragoman.core.mentions import AttributeMention, EntityMention, Extracted

Years = tuple[int, int]
_NEAR = 1
"""Years by which two tellings of a birth or death may differ and yet be of one person: reports err, and ages are told in whole years."""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of state that one person holds at a time. title: folded; country: ISO alpha-3; since, until: years or None."""

    title: str
    country: str
    since: int | None
    until: int | None


@dataclass(frozen=True, slots=True)
class Life:
    """What is told of one person. titles: folded; states: codes of those whose titles are borne; born, died: (first, last) year; acted: years of acts."""

    titles: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    offices: frozenset[Office] = frozenset()
    born: frozenset[Years] = frozenset()
    died: frozenset[Years] = frozenset()
    acted: frozenset[int] = frozenset()


NO_LIFE = Life()


def together(lives: Iterable[Life]) -> Life:
    """All that several lives tell."""
    known = [life for life in lives if life != NO_LIFE]
    if len(known) < 2:
        return known[0] if known else NO_LIFE
    return Life(
        frozenset(t for x in known for t in x.titles), frozenset(s for x in known for s in x.states), frozenset(o for x in known for o in x.offices),
        frozenset(y for x in known for y in x.born), frozenset(y for x in known for y in x.died), frozenset(y for x in known for y in x.acted),
    )  # fmt: skip


def lives_of(documents: Sequence[Extracted], state_offices: frozenset[str]) -> Mapping[str, Life]:
    """Life by mention id, of mentions of which something is told. state_offices: words of titles that one person at a time bears in a state."""
    found: dict[str, list[Life]] = defaultdict(list)
    for document in documents:
        mentions = {m.id: m for m in document.entities}
        for a in document.attributes:
            life = _told(a, mentions.get(a.object or ""), state_offices)
            if life is not None:
                found[a.subject].append(life)
        for event in document.events:
            if event.modality == "done" and event.date.known:
                for year in _years(event.date):
                    for actor in event.actors:
                        if actor.mention:
                            found[actor.mention].append(Life(acted=frozenset({year[0]})))
    return {mention: together(lives) for mention, lives in found.items()}


def _told(a: AttributeMention, body: EntityMention | None, state_offices: frozenset[str]) -> Life | None:
    if a.kind == "role":
        title = fold(a.label)
        offices = frozenset[Office]()
        of_state = body is not None and body.country is not None and (body.kind == "state" or body.sector == "GOV")
        if body is not None and body.country is not None and of_state and not state_offices.isdisjoint(title.split()):
            offices = frozenset({Office(title, body.country, *(next((y[0] for y in _years(d)), None) for d in (a.since, a.until)))})
        return Life(titles=frozenset({title}), states=frozenset({body.country} if body is not None and body.country else ()), offices=offices)
    years = frozenset(_years(a.date))
    if a.kind != "fact" or not years:
        return None
    if a.label == "age" and a.value and a.value.isdigit():
        return Life(born=frozenset((first - int(a.value) - 1, last - int(a.value)) for first, last in years))
    return Life(born=years) if a.label == "born" else Life(died=years) if a.label == "died" else None


def _years(date: DateRange) -> Iterator[Years]:
    ends = [int(end[:4]) for end in (date.start, date.end) if end and end[:4].isdigit()]
    if ends:
        yield min(ends), max(ends)


def clash(a: Life, b: Life) -> str | None:
    """Why two lives cannot be one person's: other birth, other death, after death, before birth, other office; None where they can."""
    if any(_apart(x, y) for x in a.born for y in b.born):
        return "other birth"
    if any(_apart(x, y) for x in a.died for y in b.died):
        return "other death"
    for one, other in ((a, b), (b, a)):
        if any(year > died[1] + _NEAR for died in one.died for year in _active(other)):
            return "after death"
        if any(year < born[0] for born in one.born for year in _active(other)):
            return "before birth"
    return "other office" if any(_at_once(x, y) for x in a.offices for y in b.offices if x.country != y.country) else None


def _apart(x: Years, y: Years) -> bool:
    return x[0] - y[1] > _NEAR or y[0] - x[1] > _NEAR


def _active(life: Life) -> Iterator[int]:
    yield from life.acted
    for office in life.offices:
        yield from (year for year in (office.since, office.until) if year is not None)


def _at_once(x: Office, y: Office) -> bool:
    """Do two terms overlap, or is it not told that they do not?"""
    return not any(first.until is not None and second.since is not None and first.until <= second.since for first, second in ((x, y), (y, x)))
