"""Yields the items that the deed model learns from: windows of words as the product shows them, with what some of the words tell."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.extract import extract
from dragoman.models.deed_model import Pieces, cut
from dragoman.models.deed_words import Window, deed_windows
from dragoman.models.spacy_model import load_english
from dragoman.models.wordpiece import WordPieces
from dragoman.pipeline import bare_document
from training.deeds.rows import MODALITIES, TYPES, as_row
from training.pair.data import INVENTED

EXAMPLES_DAY = "2024-06-12"


@dataclass(frozen=True, slots=True)
class Told:
    """What a piece tells. at: its place; deed: which deed of the story, empty where that is not known; type, modality: indexes.

    actor, recipient, day: places of pieces one of which is to be pointed at; 0 for nobody and for the day of the report, the last piece for no time
    at all; dated: is the day known?
    """

    at: int
    deed: str
    type: int
    modality: int
    actor: frozenset[int]
    recipient: frozenset[int]
    day: frozenset[int]
    dated: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A window in pieces; told: what it tells; untold: pieces of words of which it is not known what they tell; parties, times: pieces to point at."""

    story: str
    pieces: Pieces
    told: tuple[Told, ...]
    untold: frozenset[int]
    parties: tuple[int, ...]
    times: tuple[int, ...]


def read_windows(path: Path, pieces: WordPieces) -> list[Item]:
    """The windows of a file as `marking` writes it, in file order."""
    raw = path.read_bytes()
    lines = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    return [_item(json.loads(line), pieces) for line in lines]


def read_examples(pieces: WordPieces) -> list[Item]:
    """The codebook's own examples, between invented states; the coder, which codes all of them right, tells what they say."""
    codebook, nlp = load_codebook(INVENTED), load_english().nlp
    texts = dict.fromkeys(example.text for name in sorted(codebook.types) for example in codebook.types[name].examples)
    found = []
    for text in texts:
        (annotated,) = annotate([bare_document(text, EXAMPLES_DAY)], nlp, codebook)
        drawn = extract(annotated, codebook)
        at = {token.start: token.i for token in annotated.tokens}
        told: dict[int, list[dict[str, Any]]] = {}
        for event in drawn.events:
            if event.type in TYPES and event.trigger.start in at:
                others = event.recipients or event.actors[1:]
                sides = {side: sorted({p.country for p in people if p.country}) for side, people in (("actor", event.actors), ("recipient", others))}
                row = {"deed": "", "type": event.type, "modality": event.modality if event.modality in MODALITIES else MODALITIES[0], **sides, "day": None}
                told.setdefault(at[event.trigger.start], []).append(row)
        found += [_item(as_row("examples", window, told, ()), pieces) for window in deed_windows(annotated, drawn.entities)]
    return found


def _item(row: dict[str, Any], pieces: WordPieces) -> Item:
    window = Window(tuple(row["words"]), (), (), tuple(row["ranks"]), (), 0)
    shown = cut(window, pieces)
    most = len(shown.at)
    last = len(shown.ids) - 1

    def naming(numbers: list[int]) -> frozenset[int]:
        return frozenset(shown.at[w] for w in range(most) if row["parties"][w] in numbers) or frozenset({0})

    def days(places: list[int] | None) -> frozenset[int]:
        return frozenset(0 if w < 0 else shown.at[w] for w in places or () if w < most) or frozenset({last})

    told = [
        Told(
            at=shown.at[t["at"]],
            deed=t["deed"],
            type=TYPES.index(t["type"]),
            modality=MODALITIES.index(t["modality"]),
            actor=naming(t["actor"]),
            recipient=naming(t["recipient"]),
            day=days(t["day"]),
            dated=t["day"] is not None,
        )
        for t in row["told"]
        if t["at"] < most
    ]
    at = {t.at for t in told}
    untold = frozenset(shown.at[w] for w in row["untold"] if w < most) - at
    parties = tuple(shown.at[w] for w in range(most) if row["parties"][w])
    return Item(row["story"], shown, tuple(told), untold, parties, tuple(shown.at[w] for w in row["times"] if w < most))
