"""Yields what the page on the interchange format says, as a checker: what is wrong with the lines of a dump."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "interchange.md"
ROW = re.compile(r"^\| `([a-z_0-9]+)` \| ([^|]+) \| ([^|]+) \|$")
SCALARS: dict[str, tuple[type, ...]] = {"text": (str,), "integer": (int,), "number": (int, float), "share": (int, float)}
LONGEST = 600
Tables = dict[str, dict[str, str]]


def read_page(text: str) -> tuple[Tables, Tables]:
    """(kinds, shapes): name to {field: value}."""
    halves = text.split("\n# Shapes\n")
    return tuple(_tables(half) for half in halves)  # type: ignore[return-value]


def _tables(text: str) -> Tables:
    found: Tables = {}
    for part in text.split("\n## ")[1:]:
        name, *lines = part.splitlines()
        found[name] = {row[1]: row[2].strip() for line in lines if (row := ROW.match(line))}
    return found


class Checker:
    """Holds lines of a dump against the page."""

    def __init__(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """lines: a whole dump, so that references can be followed."""
        self.kinds, self.shapes = read_page(PAGE.read_text(encoding="utf-8"))
        self.lines = lines
        self.texts = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
        self.ids: dict[str, set[str]] = {"any": set()}
        for line in lines:
            if "id" in line:
                self.ids.setdefault(line["kind"], set()).add(line["id"])
                self.ids["any"] |= {line["id"], *(m["id"] for m in line.get("mentions", ()))}

    def wrong(self) -> list[str]:
        """Everything that is wrong, each with where it is."""
        return [complaint for line in self.lines for complaint in self._record(line)]

    def _record(self, line: Mapping[str, Any]) -> Iterator[str]:
        kind, fields = line["kind"], {k: v for k, v in line.items() if k != "kind"}
        if kind not in self.kinds:
            yield f"{kind}: not on the page"
            return
        where = f"{kind} {line.get('id', '')}"
        yield from self._object(fields, self.kinds[kind], where, line["id"] if kind == "document" else None)

    def _object(self, value: Any, table: Mapping[str, str], where: str, doc: str | None) -> Iterator[str]:
        if not isinstance(value, dict) or set(value) != set(table):
            yield f"{where}: has not the fields {sorted(table)} but {sorted(value) if isinstance(value, dict) else value!r}"
            return
        doc = value.get("doc", doc)
        for field, wanted in table.items():
            yield from self._value(value[field], wanted, f"{where}.{field}", doc)
        if {"start", "end", "text"} <= set(value):
            yield from self._span(value, where, doc)

    def _span(self, value: Mapping[str, Any], where: str, doc: str | None) -> Iterator[str]:
        if self.texts.get(doc or "", "")[value["start"] : value["end"]] != value["text"]:
            yield f"{where}: {value['text']!r} is not what stands there"
        if not 0 < value["end"] - value["start"] <= LONGEST:
            yield f"{where}: a span of {value['end'] - value['start']}"

    def _value(self, value: Any, wanted: str, where: str, doc: str | None) -> Iterator[str]:
        if wanted.endswith(" or null"):
            if value is not None:
                yield from self._value(value, wanted.removesuffix(" or null"), where, doc)
        elif wanted.startswith("list of ") or wanted == "*chain*":
            if not isinstance(value, list):
                yield f"{where}: no list"
                return
            for n, item in enumerate(value):
                one = "chain link" if wanted == "*chain*" else wanted.removeprefix("list of ")
                yield from self._value(item, one, f"{where}[{n}]", doc)
        elif wanted == "chain link":
            yield from self._object(value, self.shapes["chain"], where, doc)
        elif wanted.startswith("*"):
            yield from self._object(value, self.shapes[wanted.strip("*")], where, doc)
        elif not self._fits(value, wanted):
            yield f"{where}: {value!r} is not {wanted}"

    def _fits(self, value: Any, wanted: str) -> bool:
        if wanted.startswith("id of "):
            return any(value in self.ids.get(kind, ()) for kind in wanted.removeprefix("id of ").split(", "))
        if wanted.startswith("one of "):
            return value in wanted.removeprefix("one of ").split(", ")
        if wanted == "flag":
            return isinstance(value, bool)
        if wanted == "map of text":
            return isinstance(value, dict) and all(isinstance(x, str) for pair in value.items() for x in pair)
        if wanted == "map of number":
            return isinstance(value, dict) and all(isinstance(x, float) for x in value.values())
        fits = isinstance(value, SCALARS[wanted]) and not isinstance(value, bool)
        return fits and (wanted != "share" or 0 <= value <= 1) and (wanted != "text" or value != "")
