"""Yields the figures of coreference inside documents against a gold of entity mentions with chains (the layout of ECB+)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.documents import Annotated
from dragoman.core.mentions import EntityMention
from dragoman.evaluate.clusters import cluster_figures
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Figure, Measured, Share, pair_best
from dragoman.extract.rules.candidates import TokenIndex

ENTITY_TYPES = frozenset({"HUMAN", "NON_HUMAN", "LOC"})
"""Types of mentions that stand for somebody or something; the others are of deeds and times."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A span of code points and the chain that it is in."""

    start: int
    end: int
    chain: str


@dataclass(frozen=True, slots=True)
class ChainedText:
    """A text and the entity mentions marked in it."""

    text: str
    mentions: tuple[GoldMention, ...]


def measure_coreference(file: Path, overlay: Path | None = None) -> Measured:
    """Chains the texts of a gold: lines {"text","mentions":[{"type","start","end","chain"}]}. Errors: those of `read_lines`."""
    from dragoman.annotate import annotate
    from dragoman.codebook import load_codebook
    from dragoman.extract.rules.entities import find_entities
    from dragoman.models.spacy_model import load_english
    from dragoman.pipeline import bare_document

    golds, digest = read_lines(file, _read)
    codebook = load_codebook(overlay)
    documents = [bare_document(gold.text, None) for gold in golds]
    read = ((a, find_entities(a, codebook)) for a in annotate(documents, load_english().nlp, codebook))
    return Measured(digest, evaluate_coreference(golds, read))


def evaluate_coreference(golds: Sequence[ChainedText], found: Iterable[tuple[Annotated, Sequence[EntityMention]]]) -> dict[str, Figure]:
    """{name: figure} over texts in the same order, all mentions of the gold judged together.

    recall: gold mentions that one of ours is paired with, one to one. Two are a pair where the head word of each, as the parser sees it, lies in the
    span of the other; of several the one whose span is most alike. The rest as in `cluster_figures`, over the gold's mentions: a missing one stands alone.
    """
    theirs: dict[Hashable, Hashable] = {}
    ours: dict[Hashable, Hashable] = {}
    for at, (gold, (annotated, mentions)) in enumerate(zip(golds, found, strict=True)):
        theirs |= {(at, k): (at, mention.chain) for k, mention in enumerate(gold.mentions)}
        ours |= {(at, k): (at, mentions[j].anchor) for k, j in paired(gold.mentions, mentions, annotated).items()}
    return {"recall": Share(len(ours), len(theirs)), **cluster_figures(theirs, ours)}


def paired(gold: Sequence[GoldMention], mentions: Sequence[EntityMention], annotated: Annotated) -> Mapping[int, int]:
    """{gold mention: ours} by position."""
    head_of = _head_finder(annotated)
    heads = [head_of(mention.start, mention.end) for mention in gold]
    own = [head_of(mention.start, mention.end) for mention in mentions]
    candidates = []
    for k, marked in enumerate(gold):
        for j, mention in enumerate(mentions):
            shared = min(marked.end, mention.end) - max(marked.start, mention.start)
            if shared > 0 and marked.start <= own[j] < marked.end and mention.start <= heads[k] < mention.end:
                candidates.append((shared / (max(marked.end, mention.end) - min(marked.start, mention.start)), k, j))
    return pair_best(candidates)


def _head_finder(annotated: Annotated) -> Callable[[int, int], int]:
    tokens = TokenIndex(annotated)

    def head_of(start: int, end: int) -> int:
        head = tokens.head(start, end)
        return start if head is None else max(start, annotated.tokens[head].start)

    return head_of


def _read(line: dict[str, Any]) -> ChainedText:
    marks = [m for m in line["mentions"] if m["type"] in ENTITY_TYPES and m.get("scored", True)]
    return ChainedText(line["text"], tuple(GoldMention(m["start"], m["end"], m["chain"]) for m in marks))
