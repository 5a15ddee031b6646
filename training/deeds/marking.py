"""The command `python -m training.deeds.marking FOLDER OUT`: stories whose tellings are marked, as windows of masked words for `python -m training.deeds`.

A story is a folder with reports `1.json`, `2.json` … ({text, date, title}) and `gold.json`: {events: [{id, type, actor, recipient (";" between several),
modality, date, tellings: {n: [words]}, triggers: {n: [[[start, end, word]]]}}]}; beside it `NAME.countries.json`, {name: code of its state, or a list}.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.dates import DateRange
from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.entities import find_entities
from dragoman.ingest import Part, read_input
from dragoman.models.deed_words import deed_windows
from dragoman.models.spacy_model import load_english
from dragoman.pipeline import bare_document
from training.deeds.rows import MODALITIES, TYPES, as_row

Days = tuple[dt.date, dt.date]
_BEGINNING = 60
_CONTENT = ("VERB", "NOUN", "ADJ", "PROPN")
_NARROW = 8
"""Days of an event that the day of a report may stand for."""
_REPORT = -1


class Marker:
    """Reads marked stories."""

    def __init__(self) -> None:
        self.codebook: Codebook = load_codebook()
        self.nlp = load_english().nlp
        self._states: dict[str, list[str]] = {}

    def rows(self, folder: Path) -> list[dict[str, Any]]:
        """The windows of one story, report by report."""
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        beside = folder.with_name(f"{folder.name}.countries.json")
        given: Mapping[str, Any] = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
        found = []
        for path in sorted(folder.glob("[0-9]*.json"), key=lambda p: int(p.stem)):
            (part,) = (p for p in read_input(path.read_bytes(), str(path)) if isinstance(p, Part))
            annotated = next(annotate([part.document], self.nlp, self.codebook))
            begins = beginning(path, annotated)
            told: dict[int, list[dict[str, Any]]] = {}
            untold: set[int] = set()
            for event in gold["events"]:
                for tokens in tellings_of(event, path.stem, annotated, begins):
                    if "triggers" not in event or event["type"] not in TYPES:
                        untold |= {t.i for t in tokens}
                    if tokens and event["type"] in TYPES:
                        told.setdefault(head_of(tokens).i, []).append(self._deed(event, given, annotated))
            windows = deed_windows(annotated, find_entities(annotated, self.codebook))
            found += [as_row(folder.name, window, told, untold) for window in windows]
        return found

    def _deed(self, event: Mapping[str, Any], given: Mapping[str, Any], annotated: Annotated) -> dict[str, Any]:
        sides = {side: sorted({s for name in names_of(event[side]) for s in self.states_of(name, given)}) for side in ("actor", "recipient")}
        modality = next((m for m in MODALITIES if event["modality"].startswith(m)), MODALITIES[0])
        return {"deed": event["id"], "type": event["type"], "modality": modality, **sides, "day": _days(annotated, event["date"])}

    def states_of(self, name: str, given: Mapping[str, Any]) -> list[str]:
        """Codes of the states that a party of a story is or belongs to."""
        if name in given:
            return [given[name]] if isinstance(given[name], str) else list(given[name] or ())
        if name not in self._states:
            (annotated,) = annotate([bare_document(f"{name} met.", None)], self.nlp, self.codebook)
            self._states[name] = sorted({n.country for n in annotated.names if n.country})
        return self._states[name]


def beginning(path: Path, annotated: Annotated) -> int:
    """Where the text of a report begins in the document, behind its title."""
    return annotated.document.text.find(json.loads(path.read_text(encoding="utf-8"))["text"][:_BEGINNING])


def tellings_of(event: Mapping[str, Any], report: str, annotated: Annotated, begins: int) -> list[list[Token]]:
    """Tokens of each telling of an event in a report, whose text begins at a place of the document's; the marked words, or all where none is marked."""
    found = []
    for number, words in enumerate(event["tellings"].get(report, ())):
        marked = event["triggers"][report][number] if "triggers" in event else None
        spans = span_of(annotated, words) if marked is None else [(start + begins, end + begins) for start, end, _ in marked]
        found.append([t for t in annotated.tokens if any(t.start < end and start < t.end for start, end in spans)])
    return found


def names_of(names: str) -> list[str]:
    """`Estavia; Karsia (alleged)`: the parties one by one."""
    bare = (re.sub(r"\(.*?\)", "", name).strip() for name in names.split(";"))
    return [name for name in bare if name and name != "unknown"]


def span_of(annotated: Annotated, words: str) -> list[tuple[int, int]]:
    """Where words stand in a document; empty where they do not."""
    start = annotated.document.text.find(words)
    return [(start, start + len(words))] if start >= 0 else []


def head_of(tokens: Sequence[Token]) -> Token:
    """The word of a stretch that carries it: one that hangs on none of the others, a verb or noun where there is one."""
    held = {t.i for t in tokens}
    roots = [t for t in tokens if t.head not in held or t.head == t.i]
    return next(iter([t for t in roots if t.pos in _CONTENT] or [t for t in tokens if t.pos in {"VERB", "NOUN"}] or roots))


def _days(annotated: Annotated, day: str | None) -> list[int] | None:
    """Tokens at which times begin that cover the day and are not much wider; -1 where none is and the report came out then; None where the day is not told."""
    wanted = _bounds(day)
    if wanted is None:
        return None
    wide = max(1, (wanted[1] - wanted[0]).days) + 1
    starts = {t.start: t.i for t in annotated.tokens}
    found = []
    for time in annotated.times:
        known = time.range.days() if time.range is not None and time.range.known else None
        if known and known[0] <= wanted[1] and wanted[0] <= known[1] and (known[1] - known[0]).days <= wide and time.start in starts:
            found.append(starts[time.start])
    published = annotated.document.published
    if not found and published is not None and wide <= _NARROW:
        out = dt.date.fromisoformat(published.day[:10])
        found = [_REPORT] if wanted[0] <= out <= wanted[1] + dt.timedelta(days=1) else []
    return found


def _bounds(day: str | None) -> Days | None:
    """`2025-04`, `2025-04-01/2025-04-03`, `../2025-04-03`: first and last day."""
    if not day:
        return None
    start, _, end = day.partition("/")
    whole = DateRange(None if start == ".." else start, (end if end != ".." else None) if end else start)
    bounds = whole.days()
    return None if bounds is None or ".." in day else bounds


def main() -> None:
    """Writes one line a window."""
    parser = argparse.ArgumentParser(prog="python -m training.deeds.marking", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of stories")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    marker = Marker()
    rows = [row for folder in given.folders for gold in sorted(folder.glob("*/gold.json")) for row in marker.rows(gold.parent)]
    lines = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode("utf-8")
    given.out.write_bytes(gzip.compress(lines, mtime=0) if given.out.suffix == ".gz" else lines)
    print(f"{len(rows)} windows, {sum(len(row['told']) for row in rows)} tellings")


if __name__ == "__main__":
    main()
