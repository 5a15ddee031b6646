"""Yields what answers a pair: a text with two parties marked in it becomes the type of deed between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Span
from dragoman.core.errors import InputError
from dragoman.core.opinions import Question
from dragoman.extract import extract
from dragoman.extract.pairs import PairAnswer, judge_pair
from dragoman.models.pair_model import load_pair_model
from dragoman.models.spacy_model import load_english
from dragoman.pipeline.coding import bare_document

Line = dict[str, Any]


def prepare_pairs(overlay: Path | None, *, with_model: bool = True) -> Callable[[Line], PairAnswer]:
    """Loads what is needed and gives back what answers a line {"text","source","target"}; source, target: [start, end], or null where it is not named.

    with_model: ask the pair model where there is one. Raises InputError of a line whose parties are no spans of its text.
    """
    nlp, codebook = load_english().nlp, load_codebook(overlay)
    model = load_pair_model() if with_model else None

    def answer(line: Line) -> PairAnswer:
        pair = _span(line, "source"), _span(line, "target")
        (annotated,) = annotate([bare_document(line["text"], None)], nlp, codebook)
        opinion = model.judge(annotated, [Question(pair)])[0] if model else None
        return judge_pair(annotated, extract(annotated, codebook), codebook, pair, opinion)

    return answer


def answer_pairs(overlay: Path | None) -> Callable[[Line], Line]:
    """The same, from line to line: {"id","type","quad","modality","scores"}."""
    judge = prepare_pairs(overlay)

    def answer(line: Line) -> Line:
        found = judge(line)
        return {"id": line.get("id"), "type": found.type, "quad": found.quad, "modality": found.modality, "scores": dict(found.scores)}

    return answer


def _span(line: Line, side: str) -> Span | None:
    given = line.get(side)
    if given is None:
        return None
    try:
        start, end = (int(at) for at in given)
    except (TypeError, ValueError) as error:
        raise InputError("malformed", f"has a {side} that is no [start, end], but {given!r}") from error
    if not 0 <= start < end <= len(line["text"]):
        raise InputError("malformed", f"has a {side} that lies outside of its text")
    return Span(start, end)
