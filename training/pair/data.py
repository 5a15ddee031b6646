"""Yields the items that the pair model learns from: words as the product shows them, cut into pieces, with their labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated, Span
from dragoman.extract import extract
from dragoman.models.pair_model import to_ids
from dragoman.models.pair_words import pair_words
from dragoman.models.spacy_model import load_english
from dragoman.models.wordpiece import WordPieces
from dragoman.pipeline import bare_document

PAIRS, CLASSES = "events/plv_train.jsonl", "events/cameo_quad_train.jsonl"
INVENTED = Path("tests/codebook/overlay")
"""Makes the invented states of the codebook's examples known."""
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
"""The gold set has one type for the two."""
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("AID", "COOPERATE", "YIELD"), 2),
    **dict.fromkeys(("ACCUSE", "REJECT", "REQUEST", "THREATEN"), 3),
    **dict.fromkeys(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"), 4),
}
TYPES = tuple(sorted(QUADS))
WEIGHT_CLASSES, WEIGHT_EXAMPLES = 0.5, 0.7
UNSAID = -1


@dataclass(frozen=True, slots=True)
class Item:
    """ids, segments: see `to_ids`. type: index into TYPES; quad: 0 (no deed) to 4; planned: 0 or 1; UNSAID where not told. key: the text, normalised."""

    id: str
    key: str
    ids: list[int]
    segments: list[int]
    type: int
    quad: int
    planned: int
    weight: float


def normalised(text: str) -> str:
    """Letters and digits alone, in lower case: what two copies of a sentence share."""
    return " ".join(re.findall(r"\w+", text.lower()))


def read_pairs(gold: Path, pieces: WordPieces) -> list[Item]:
    """The set that is learned and measured, one item a pair, in file order."""
    rows = _rows(gold / PAIRS)
    items = []
    for row, annotated in zip(rows, _annotated([row["text"] for row in rows], None), strict=True):
        event = row["events"][0]
        source, target = (Span(*event[side]) if event[side] else None for side in ("source_span", "target_span"))
        labels = TYPES.index(event["code"]), int(event["quad"]), int(event["modality"] == "planned")
        items.append(_item(row["id"], annotated, (source, target), labels, 1.0, pieces))
    return items


def read_classes(gold: Path, known: set[str], pieces: WordPieces) -> list[Item]:
    """Sentences of which only the class is told (cooperation or conflict, by word or deed, or none); those in `known` are left out."""
    rows = [row for row in _rows(gold / CLASSES) if normalised(row["text"]) not in known and _usable(row["events"][0])]
    items = []
    for row, annotated in zip(rows, _annotated([row["text"] for row in rows], None), strict=True):
        event = row["events"][0]
        sides = _find(row["text"], event["source"]), _find(row["text"], event["target"])
        items.append(_item(row["id"], annotated, sides, (UNSAID, int(event["code"]), UNSAID), WEIGHT_CLASSES, pieces))
    return items


def read_examples(pieces: WordPieces) -> list[Item]:
    """The codebook's own examples, between invented states; the coder, which codes all of them right, tells where the parties stand."""
    codebook = load_codebook(INVENTED)
    examples = [example for name in sorted(codebook.types) for example in codebook.types[name].examples if example.events]
    items: dict[tuple[Any, ...], Item] = {}
    for example, annotated in zip(examples, _annotated([example.text for example in examples], INVENTED), strict=True):
        extracted = extract(annotated, codebook)
        at = {mention.id: Span(mention.start, mention.end) for mention in extracted.entities}
        listed = {str(event["type"]) for event in example.events}
        for event in extracted.events:
            name = YIELD.get(event.type, event.type)
            actors, recipients = ([at[p.mention] for p in side if p.mention in at] for side in (event.actors, event.recipients))
            if name not in TYPES or event.type not in listed or not actors:
                continue
            others = actors[1:] if name == "CONSULT" and len(actors) > 1 else recipients
            sides = actors[0], others[0] if others else None
            labels = TYPES.index(name), QUADS[name], UNSAID
            items.setdefault((example.text, sides, name), _item(example.where, annotated, sides, labels, WEIGHT_EXAMPLES, pieces))
    return list(items.values())


def _item(key: str, annotated: Annotated, sides: tuple[Span | None, Span | None], labels: tuple[int, int, int], weight: float, pieces: WordPieces) -> Item:
    ids, segments = to_ids(pair_words(annotated, *sides), pieces)
    return Item(key, normalised(annotated.document.text), ids, segments, *labels, weight)


def _annotated(texts: Sequence[str], overlay: Path | None) -> Iterator[Annotated]:
    """Each alone, as the product reads them."""
    nlp, codebook = load_english().nlp, load_codebook(overlay)
    for text in texts:
        yield from annotate([bare_document(text, None)], nlp, codebook)


def _usable(event: dict[str, Any]) -> bool:
    return event["code"] == 0 or bool(event["source"] and event["target"])


def _find(text: str, words: str | None) -> Span | None:
    start = text.find(words) if words else -1
    return Span(start, start + len(words or "")) if start >= 0 else None


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
