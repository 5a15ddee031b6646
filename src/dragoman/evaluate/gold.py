"""Yields golds: of a record, events and claims marked by hand in some texts, and where those lie; of all else, the lines of a file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.errors import NotFoundError, UsageError

OCCURRENCES = {"ACCIDENT": "INCIDENT", "MOURNING": "CEREMONY", "FOUNDED": "FOUNDING", "MOVED": "RELOCATION", "APPOINTED": "APPOINTMENT", "INVESTIGATE": "OTHER"}
"""Names that golds give to OCCURRENCE types, where they are not ours."""

Quote = tuple[str, int, int]
"""File name, start, end: a half-open span of code points."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One deed as a person coded it; modalities: those that are right."""

    id: str
    type: str
    occurrence: bool
    modalities: frozenset[str]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """One thing said; attributed: on the word of another than the outlet."""

    id: str
    attributed: bool
    content: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """All that was marked; texts: the files that it was marked in; digest: twelve hex digits over the gold's files."""

    events: tuple[GoldEvent, ...]
    claims: tuple[GoldClaim, ...]
    texts: tuple[Path, ...]
    digest: str


def read_gold(folder: Path) -> Gold:
    """The gold of a folder that holds `events.json` and `claims.json`, or the two under longer names that end so.

    A document is named by its file, or, where a file holds many, by file and line (`reports.jsonl:2`), as `add` names it.

    NotFoundError where a file of it, or a text that it names, is not there; UsageError where a file is not of that layout.
    """
    files = [_one(folder, "events.json"), _one(folder, "claims.json")]
    try:
        events, claims = (json.loads(file.read_text(encoding="utf-8")) for file in files)
        names = {key: entry["file"] for key, entry in claims["docs"].items()}
        return Gold(
            events=tuple(_event(entry) for entry in events["events"]),
            claims=tuple(_claim(entry, names) for entry in claims["claims"]),
            texts=tuple(find_text(folder, name) for name in sorted({re.sub(r":\d+$", "", name) for name in names.values()})),
            digest=digest_of(*(file.read_bytes() for file in files)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"the gold in {str(folder)!r} is not of the layout of a record's gold: {type(error).__name__}: {error}") from error


def read_lines[Entry](file: Path, make: Callable[[dict[str, Any]], Entry]) -> tuple[tuple[Entry, ...], str]:
    """(what `make` makes of each object of a gold in JSON Lines, digest of the file).

    NotFoundError where the file is not there; UsageError, with the number of the line, where `make` cannot read one.
    """
    if not file.is_file():
        raise NotFoundError(f"there is no gold {str(file)!r}; give a file of JSON Lines")
    raw = file.read_bytes()
    entries = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            try:
                entries.append(make(json.loads(line)))
            except (ValueError, LookupError, TypeError, AttributeError) as error:
                raise UsageError(f"line {number} of the gold {str(file)!r} is not of the layout of this task: {type(error).__name__}: {error}") from error
    return tuple(entries), digest_of(raw)


def digest_of(*raws: bytes) -> str:
    """Twelve hex digits over the bytes of files."""
    return hashlib.sha256(b"".join(raws)).hexdigest()[:12]


def _one(folder: Path, ending: str) -> Path:
    found = sorted(folder.glob(f"*{ending}"))
    if not found:
        raise NotFoundError(f"there is no file '*{ending}' in {str(folder)!r}; give the folder of a record's gold")
    return found[0]


def find_text(folder: Path, name: str) -> Path:
    """Beside the gold, in the folder above it, or in a folder `seeds` near by: golds and texts are often kept apart, for their licences differ."""
    above = folder.resolve().parent
    places = [folder, above, above / "seeds", above.parent / "seeds"]
    for place in places:
        if (place / name).is_file():
            return place / name
    raise NotFoundError(f"the text {name!r} of the gold lies in none of {', '.join(repr(str(place)) for place in places)}")


def _event(entry: dict[str, Any]) -> GoldEvent:
    kind = str(entry["type"])
    occurrence = kind.startswith("OTHER:")
    name = kind.removeprefix("OTHER:")
    modality = entry["modality"]
    return GoldEvent(
        id=entry["id"],
        type=OCCURRENCES.get(name, name) if occurrence else name,
        occurrence=occurrence,
        modalities=frozenset([modality] if isinstance(modality, str) else modality),
        actors=tuple(entry["actors"]),
        recipients=tuple(entry["recipients"]),
        quotes=tuple((m["doc"], m["start"], m["end"]) for m in entry["mentions"]),
    )


def _claim(entry: dict[str, Any], names: dict[str, str]) -> GoldClaim:
    spans: Iterable[Any] = entry["content"]
    return GoldClaim(entry["id"], len(entry["source_chain"]) > 1, tuple((names[entry["doc"]], span[0], span[1]) for span in spans))
