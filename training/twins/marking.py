"""The command `python -m training.twins.marking FOLDER --out FILE`: the tellings of marked stories, word by word, for `python -m training.twins`.

What a story is, is told in `training/deeds/marking.py`. A line is a story: {story, tellings: [{report, deeds, types, parties, words, states, names,
times, at, published}]}. Beside what is marked stand words at which the rules see a deed and nobody marked one: they tell none (deeds: []).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Extracted
from dragoman.core.twins import TellingWords
from dragoman.extract import extract
from dragoman.ingest import Part, read_input
from dragoman.resolve.telling_words import Teller
from training.deeds.marking import Marker, beginning, head_of, names_of, tellings_of
from training.deeds.rows import TYPES

FALSE = 3
"""Words of a report that tell no deed though the rules see one."""
BEGIN = 1000
"""Stands for the first day of a story: its days are told from there."""


def story_of(marker: Marker, folder: Path) -> dict[str, Any]:
    """One story, with what its reports tell."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    beside = folder.with_name(f"{folder.name}.countries.json")
    given = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
    rows = []
    for path in sorted(folder.glob("[0-9]*.json"), key=lambda p: int(p.stem)):
        (part,) = (p for p in read_input(path.read_bytes(), str(path)) if isinstance(p, Part))
        annotated = next(annotate([part.document], marker.nlp, marker.codebook))
        drawn = extract(annotated, marker.codebook)
        begins = beginning(path, annotated)
        told: dict[int, tuple[Token, list[dict[str, Any]]]] = {}
        for event in gold["events"]:
            for tokens in tellings_of(event, path.stem, annotated, begins):
                if tokens:
                    head = head_of(tokens)
                    told.setdefault(head.i, (head, []))[1].append(event)
        teller = Teller(drawn)
        rows += [_row(teller, head, path.stem, events, marker, given) for _, (head, events) in sorted(told.items())]
        rows += [_empty(teller, token, kind, path.stem) for token, kind in _false(annotated, drawn, {i for i, _ in told.items()})]
    return {"story": folder.name, "tellings": _masked(rows)}


def _row(teller: Teller, head: Token, report: str, events: list[dict[str, Any]], marker: Marker, given: dict[str, Any]) -> dict[str, Any]:
    parties = sorted({s for e in events for side in ("actor", "recipient") for name in names_of(e[side]) for s in marker.states_of(name, given)})
    what = {"report": report, "deeds": sorted({e["id"] for e in events}), "types": sorted({e["type"] for e in events}), "parties": parties}
    return what | _words(teller.of(head.start, head.end))


def _empty(teller: Teller, token: Token, kind: str, report: str) -> dict[str, Any]:
    return {"report": report, "deeds": [], "types": [kind], "parties": []} | _words(teller.of(token.start, token.end))


def _words(shown: TellingWords) -> dict[str, Any]:
    return {name: getattr(shown, name) for name in ("words", "states", "names", "times", "at", "published")}


def _false(annotated: Annotated, drawn: Extracted, told: set[int]) -> Iterator[tuple[Token, str]]:
    at = {token.start: token for token in annotated.tokens}
    seen = [(at[e.trigger.start], e.type) for e in drawn.events if e.type in TYPES and e.trigger.start in at]
    yield from [(token, kind) for token, kind in seen if token.i not in told][:FALSE]


def _masked(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """States, names and days as numbers, so that no line says of anybody that he did anything."""
    states = {s: f"s{n}" for n, s in enumerate(dict.fromkeys(s for row in rows for s in (*row["states"], *row["parties"]) if s), 1)}
    names = {s: f"n{n}" for n, s in enumerate(dict.fromkeys(s for row in rows for s in row["names"] if s), 1)}
    first = min((row["published"] for row in rows if row["published"]), default=0) - BEGIN
    for row in rows:
        row["states"], row["parties"] = [states.get(s, "") for s in row["states"]], [states[s] for s in row["parties"]]
        row["names"] = [names.get(s, "") for s in row["names"]]
        row["times"] = [(place, [day - first for day in days] if days else None) for place, days in row["times"]]
        row["published"] = row["published"] - first if row["published"] else None
    return rows


def main() -> None:
    """Writes one line a story."""
    parser = argparse.ArgumentParser(prog="python -m training.twins.marking", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of stories")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    marker = Marker()
    stories = [story_of(marker, gold.parent) for folder in given.folders for gold in sorted(folder.glob("*/gold.json"))]
    lines = "".join(json.dumps(story, ensure_ascii=False, separators=(",", ":")) + "\n" for story in stories).encode("utf-8")
    given.out.write_bytes(gzip.compress(lines, mtime=0) if given.out.suffix == ".gz" else lines)
    print(f"{len(stories)} stories, {sum(len(story['tellings']) for story in stories)} tellings")


if __name__ == "__main__":
    main()
