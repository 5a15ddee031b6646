"""Yields the figures of single sentences that each tell one deed between states: is its type found, and are the two sides?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook import load_codebook
from dragoman.core.records import Event, Party
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Figure, Measured, Share
from dragoman.pipeline import Coding, assemble_record, bare_document, version_of

ELDER = {
    **{"YIELD": frozenset({"CONCEDE", "RETREAT"}), "DEMAND": frozenset({"REQUEST"}), "FIGHT": frozenset({"ASSAULT"})},
    **dict.fromkeys(("DISAPPROVE", "INVESTIGATE"), frozenset({"ACCUSE"})),
}
"""Types of PLOVER's first edition, which golds still use, and what they are called since."""
MISPRINTS = {"JAP": "JPN"}
"""Codes of countries that golds misspell."""

Sides = frozenset[tuple[str | None, str | None]]
"""Country codes of who does it and to whom; None where any will do."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with the deed marked in it; day: ISO, None where unknown; types: those that are right; dyads: likewise."""

    text: str
    day: str | None
    types: frozenset[str]
    dyads: Sides


def measure_sentences(file: Path, overlay: Path | None = None) -> Measured:
    """Codes a gold, each sentence alone: lines {"text","date"?,"events":[{"code","source_actors","target_actors"}]}, of which the first event counts.

    Errors: those of `read_lines`.
    """
    golds, digest = read_lines(file, _read)
    return Measured(digest, evaluate_sentences(golds, list(_code(golds, overlay))))


def evaluate_sentences(golds: Sequence[Sentence], found: Iterable[Sequence[Event]]) -> dict[str, Figure]:
    """{name: figure} over sentences and their events in the same order; only PLOVER events count.

    any_event: sentences with an event; type, dyad: with one whose type, whose two countries are right; type_dyad: with one that has both right;
    precision: of all events, those that have both right. A sentence may tell more than is marked, so precision is a lower bound.
    """
    judged = [[_judge(gold, event) for event in events if event.ontology == "PLOVER"] for gold, events in zip(golds, found, strict=True)]
    verdicts = [verdict for sentence in judged for verdict in sentence]
    return {
        "any_event": Share(sum(map(bool, judged)), len(golds)),
        "type": Share(sum(any(kind for kind, _ in sentence) for sentence in judged), len(golds)),
        "dyad": Share(sum(any(dyad for _, dyad in sentence) for sentence in judged), len(golds)),
        "type_dyad": Share(sum((True, True) in sentence for sentence in judged), len(golds)),
        "precision": Share(verdicts.count((True, True)), len(verdicts)),
    }


def _code(golds: Iterable[Sentence], overlay: Path | None) -> Iterator[tuple[Event, ...]]:
    """What the command `code` makes of each."""
    code = Coding(overlay, version_of(load_codebook(overlay))).prepare()
    for gold in golds:
        extracted = code(bare_document(gold.text, gold.day)).extracted
        yield assemble_record([extracted], overlay, gold.day).resolved.events


def _judge(gold: Sentence, event: Event) -> tuple[bool, bool]:
    """(is the type right, are the two sides?). Of an event without recipients, such as a meeting, the actors are both sides."""
    actors, recipients = _countries(event.actors), _countries(event.recipients)
    if not recipients and len(actors) > 1:
        recipients = actors
    dyad = any((one is None or one in actors) and (other is None or other in recipients) for one, other in gold.dyads)
    return event.type in gold.types, dyad


def _countries(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)


def _read(line: dict[str, Any]) -> Sentence:
    event = line["events"][0]
    kind = event["code"]
    sources, targets = (_codes(event.get(side) or ()) for side in ("source_actors", "target_actors"))
    return Sentence(line["text"], line.get("date"), ELDER.get(kind, frozenset({kind})), _dyads(sources, targets))


def _codes(actors: Iterable[dict[str, str | None]]) -> list[str | None]:
    codes = [actor.get("code") for actor in actors]
    return [MISPRINTS.get(code, code) if code else None for code in codes]


def _dyads(sources: Sequence[str | None], targets: Sequence[str | None]) -> Sides:
    """Every source with every target; with no targets any two sources, or, of a single one, that with anybody; likewise with no sources."""
    if sources and targets:
        return frozenset((one, other) for one in sources for other in targets)
    among = frozenset((one, other) for one in sources for other in sources if one != other)
    return among or frozenset((one, None) for one in sources) or frozenset((None, other) for other in targets)
