"""Yields the figures of golds that are coded as PETRARCH codes: triples of source, target and CAMEO code, and CAMEO codes alone.

Example: `dragoman evaluate petr gold/petr1_validate.jsonl --codebook gold/petr1_custom`, `dragoman evaluate cameo gold/manual.jsonl`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook import load_codebook
from dragoman.core.records import Event, Party
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share
from dragoman.export.dyads import as_dyads
from dragoman.pipeline import Coding, assemble_record, bare_document, version_of

NOBODY = "---"
"""PETRARCH's code for a side that is not told."""
RECODED = "events_recoded_2018"
"""Field of PETRARCH's suite with its codes brought up to CAMEO 2.0; it wins over `events`."""

Triple = tuple[str, str, str]
_VIEWS: dict[str, Callable[[Triple], Hashable]] = {
    "exact": lambda t: t,
    "dyad": lambda t: t[:2],
    "dyad_country": lambda t: (t[0][:3], t[1][:3]),
    "code": lambda t: t[2],
    "code2": lambda t: t[2][:2],
}


@dataclass(frozen=True, slots=True)
class Coded:
    """A text with its right triples (source, target, CAMEO code); day: ISO, None where unknown."""

    text: str
    day: str | None
    triples: tuple[Triple, ...]


def measure_petr(file: Path, overlay: Path | None = None) -> Measured:
    """Codes a gold, each text alone: lines {"text","date"?,"events":[{"source","target","code"}]}.

    overlay: the folder with the actor lists; None for `NAME_custom` beside a gold `NAME_….jsonl`, where there is one. Errors: those of `read_lines`.
    """
    golds, digest = read_lines(file, _read)
    beside = file.parent / f"{file.stem.partition('_')[0]}_custom"
    lists = overlay or (beside if beside.is_dir() else None)
    return Measured(digest, evaluate_petr(golds, _code(golds, lists)))


def evaluate_petr(golds: Sequence[Coded], found: Iterable[Sequence[Event]]) -> dict[str, Figure]:
    """{name: figure} over texts and their events in the same order.

    Of all triples, counted with repeats, those that are right: exact (all three), dyad (both sides), dyad_country (the first three letters of both),
    code, code2 (its first two digits); sentences_right: texts whose triples are all right, with none missing.
    """
    answers = [triples_of(events) for events in found]
    pairs = list(zip(golds, answers, strict=True))
    given, gold = sum(map(len, answers)), sum(len(g.triples) for g in golds)
    figures: dict[str, Figure] = {}
    for name, view in _VIEWS.items():
        right = sum((Counter(map(view, g.triples)) & Counter(map(view, a))).total() for g, a in pairs)
        figures[name] = Balance(right, given, gold)
    return figures | {"sentences_right": Share(sum(Counter(g.triples) == Counter(a) for g, a in pairs), len(golds))}


def triples_of(events: Iterable[Event]) -> list[Triple]:
    """Every actor with every recipient of each event and its code, each triple once, in order."""
    sides = [([_side(p) for p in e.actors] or [NOBODY], [_side(p) for p in e.recipients] or [NOBODY], e.cameo or "") for e in events]
    return list(dict.fromkeys((source, target, code) for sources, targets, code in sides for source in sources for target in targets))


def measure_cameo(file: Path, overlay: Path | None = None) -> Measured:
    """Codes a gold, each text alone: lines {"text","date"?,"events":[{"code"}]}, of which the first code counts.

    Figures: texts with any code; with one that is right in its first two digits (root), its first three, wholly. Errors: those of `read_lines`.
    """
    golds, digest = read_lines(file, lambda line: Coded(line["text"], line.get("date"), ((NOBODY, NOBODY, str(line["events"][0]["code"])),)))
    found = [[e.cameo for e in events if e.cameo] for events in _code(golds, overlay)]
    want = [g.triples[0][2] for g in golds]

    def share(length: int | None) -> Share:
        return Share(sum(w[:length] in {c[:length] for c in codes} for w, codes in zip(want, found, strict=True)), len(golds))

    return Measured(digest, {"any": Share(sum(map(bool, found)), len(golds)), "root": share(2), "three": share(3), "exact": share(None)})


def _code(golds: Iterable[Coded], overlay: Path | None) -> Iterator[Sequence[Event]]:
    """What the command `code` makes of each."""
    codebook = load_codebook(overlay)
    code = Coding(overlay, version_of(codebook)).prepare()
    for gold in golds:
        events = assemble_record([code(bare_document(gold.text, gold.day)).extracted], overlay, gold.day).resolved.events
        yield as_dyads(events, codebook.dictionary) if codebook.dictionary is not None else events


def _side(party: Party) -> str:
    return party.code or f"{party.country or NOBODY}{party.sector or ''}"


def _read(line: dict[str, Any]) -> Coded:
    rows = line["events"] if line.get(RECODED) is None else line[RECODED]
    return Coded(line["text"], line.get("date"), tuple((row["source"] or NOBODY, row["target"] or NOBODY, str(row["code"])) for row in rows))
