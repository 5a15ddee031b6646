"""Yields the lines of `dump`: the whole record in the interchange format, the same bytes for the same record."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dragoman import __version__
from dragoman.core.judged import UNSURE
from dragoman.core.mentions import Failure, Input, Judgement
from dragoman.export import lines as made
from dragoman.export.lines import Line
from dragoman.export.tie_lines import response_line, shift_line, tie_line
from dragoman.view.record import Record

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What a dump tells beside the record itself. models: name to version."""

    inputs: tuple[Input, ...]
    failures: tuple[Failure, ...]
    judgements: tuple[Judgement, ...]
    models: dict[str, str]


def dump_lines(record: Record, upkeep: Upkeep, kinds: Collection[str] = ()) -> Iterator[Line]:
    """Every record as a JSON object, by kind in the order of KINDS, within a kind by id or by key.

    kinds: those wanted, none for all. The header always comes first.
    """
    yield {"kind": "header", "format": FORMAT, "dragoman": __version__, "models": upkeep.models, "as_of": record.as_of}
    for kind, of_kind in _by_kind(record, upkeep).items():
        if not kinds or kind in kinds:
            yield from ({"kind": kind, **line} for line in of_kind())


def encode_line(line: Line) -> str:
    """One line of a dump, without its end."""
    return json.dumps(line, ensure_ascii=False, allow_nan=False)


KINDS = (
    *("document", "entity", "event", "claim", "question", "tie", "response", "shift"),
    *("incident", "proceeding", "story", "judgement", "input", "failure"),
)
"""Kinds of a dump in its order, after the header."""


def _by_kind(record: Record, upkeep: Upkeep) -> dict[str, Callable[[], list[Line]]]:
    resolved, outlets = record.resolved, {document.id: document.outlet for document in record.documents}
    known = _known_ids(record)
    kin = {kinship.document: kinship for kinship in resolved.kinships}
    lines: dict[str, Callable[[], list[Line]]] = {
        "document": lambda: [made.document_line(d, record.origin[d.id], record.times.get(d.id, ()), kin.get(d.id)) for d in _by_id(record.documents)],
        "entity": lambda: [made.entity_line(e) for e in _by_id(resolved.entities)],
        "event": lambda: [made.event_line(e, outlets) for e in _by_id((*resolved.events, *resolved.rejected))],
        "claim": lambda: [made.claim_line(c, outlets) for c in _by_id(resolved.claims)],
        "question": lambda: [made.question_line(q) for q in _by_id(resolved.questions)],
        "tie": lambda: sorted(map(tie_line, resolved.ties), key=lambda t: (t["actor"], t["recipient"], t["period"]["unit"], t["period"]["start"])),
        "response": lambda: sorted(map(response_line, resolved.responses), key=lambda r: (r["action"], r["reaction"], r["basis"])),
        "shift": lambda: sorted(map(shift_line, resolved.shifts), key=lambda s: (s["actor"], s["recipient"], encode_line(s["date"]))),
        "incident": lambda: [made.incident_line(i, outlets) for i in _by_id(resolved.incidents)],
        "proceeding": lambda: [made.proceeding_line(p) for p in _by_id(resolved.proceedings)],
        "story": lambda: [made.story_line(s) for s in _by_id(resolved.stories)],
        # judgements on what is gone are kept in the record, but a dump names nothing that it does not hold
        "judgement": lambda: [made.judgement_line(j) for j in _by_id(known_judgements(upkeep.judgements, known))],
        "input": lambda: [made.input_line(i) for i in upkeep.inputs],
        "failure": lambda: [made.failure_line(f) for f in upkeep.failures],
    }
    return {kind: lines[kind] for kind in KINDS}


def _known_ids(record: Record) -> frozenset[str]:
    resolved = record.resolved
    told: Iterable[Any] = (*resolved.entities, *resolved.events, *resolved.rejected, *resolved.claims)
    others: Iterable[Any] = (*record.documents, *resolved.questions, *resolved.incidents, *resolved.proceedings, *resolved.stories)
    return frozenset([r.id for r in (*told, *others)] + [m.id for r in told for m in r.mentions])


def known_judgements(judgements: Iterable[Judgement], known: Collection[str]) -> list[Judgement]:
    """Judgements that name nothing but what is known, and those that undo one of these; `unsure`, which decides nothing, is not of the format."""
    told: dict[str, Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.verdict != UNSURE and all(key in known or key in told for key in judgement.subject):
            told[judgement.id] = judgement
    return list(told.values())


def _by_id(records: Iterable[Any]) -> list[Any]:
    return sorted(records, key=lambda record: str(record.id))
