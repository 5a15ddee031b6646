"""Yields the sector of a party on the day of the report: by what that report says of it, else by offices told elsewhere with their time."""

from __future__ import annotations

from dragoman.core.dates import DateRange, on
from dragoman.core.records import Entity, Role

FORMER = "ELI"
"""PLOVER's sector of who held office and holds none now."""


def sector_on(entity: Entity, told: str | None, day: str | None) -> str | None:
    """The entity's PLOVER sector on a day (ISO, None where the report is undated); told: what the report itself makes it.

    One who was a minister in one report and is told of as a former one in a later report is each in its own. Where a report does not say, a person
    all of whose offices are told to have ended before the day is of the élite; else the sector is that of all reports together. A state has none.
    """
    if entity.type == "state":
        return None
    if entity.type != "person":
        return entity.sector or told
    if told:
        return told
    return FORMER if day and entity.roles and all(_ended(role, on(day)) for role in entity.roles) else entity.sector


def _ended(role: Role, day: DateRange) -> bool:
    last, now = DateRange(role.until.end, role.until.end).days(), day.days()
    return bool(role.until.end and last and now and last[1] < now[0])
