"""Yields Where, a condition of a query with its values; what a user typed is never part of its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """SQL with question marks, and what stands for them."""

    sql: str
    values: tuple[object, ...] = ()

    @staticmethod
    def one_of(column: str, values: Sequence[object]) -> Where:
        """A column has one of some values."""
        if len(values) == 1:
            return Where(f"{column} = ?", tuple(values))
        return Where(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(values)),))

    @staticmethod
    def rows(rows: Iterable[int]) -> Where:
        """Some rows."""
        return Where("row IN (SELECT value FROM json_each(?))", (json.dumps(list(rows)),))


def both(fields: Mapping[str, Where]) -> Where:
    """All conditions together."""
    if not fields:
        return Where("1")
    return Where(" AND ".join(f"({where.sql})" for where in fields.values()), tuple(value for where in fields.values() for value in where.values))
