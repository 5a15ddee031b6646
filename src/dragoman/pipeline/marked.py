"""Yields which event mentions of several texts tell of one event: read text by text in an engine, compared over all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Span
from dragoman.core.errors import InputError
from dragoman.core.marked import MarkedText
from dragoman.extract.marked import read_marked
from dragoman.models.same_model import load_same_model
from dragoman.models.spacy_model import load_english
from dragoman.models.word_vectors import load_vectors
from dragoman.pipeline.coding import bare_document
from dragoman.resolve.marked import resolve_marked

Line = dict[str, Any]


def answering_mentions(overlay: Path | None) -> Callable[[Line], Line]:
    """What answers {"doc_id","text","mentions":[{"id","start","end"}]} with what was read around the mentions.

    Raises InputError of a line whose mentions are no spans of its text.
    """
    nlp, codebook = load_english().nlp, load_codebook(overlay)

    def answer(line: Line) -> Line:
        marks = _marks(line)
        (annotated,) = annotate([bare_document(line["text"], None)], nlp, codebook)
        spans = [(f"{number:06d}", span) for number, (_, span) in enumerate(marks)]
        return {"doc_id": line.get("doc_id"), "ids": [id for id, _ in marks], "read": read_marked(annotated, spans, codebook, str(line.get("doc_id")))}

    return answer


def cluster_answers(answers: Iterable[Mapping[str, Any]], overlay: Path | None, *, with_model: bool = True) -> list[Line]:
    """A line {"id","cluster"} for each mention, in the order in which texts and mentions were given; the failure of a text stands in its place.

    answers: those of `answering_mentions`. A cluster is named after its first mention by text and place, so its name stays when texts come in another
    order. with_model: ask the trained model where there is one. Raises ModelError as `load_same_model`.
    """
    answers = list(answers)
    judge = load_same_model() if with_model else None
    weights = load_codebook(overlay).weights("mentions")
    read = sorted((number for number, answer in enumerate(answers) if not answer.get("failure")), key=lambda number: _key(answers[number]))
    texts: list[MarkedText] = [answers[number]["read"] for number in read]
    names: dict[tuple[int, int], str] = {}
    for cluster in resolve_marked(texts, judge, load_vectors() if judge else None, weights):
        text, start, end = min((texts[at].key, texts[at].mentions[number].start, texts[at].mentions[number].end) for at, number in cluster)
        name = f"e-{text}-{start:06d}-{end:06d}"
        names |= {(read[at], int(texts[at].mentions[number].id)): name for at, number in cluster}
    lines: list[Line] = []
    for number, answer in enumerate(answers):
        if answer.get("failure"):
            lines.append({"id": None, "cluster": None, "doc_id": answer.get("doc_id"), "failure": answer["failure"]})
        else:
            lines += [{"id": id, "cluster": names[number, place]} for place, id in enumerate(answer["ids"])]
    return lines


def _key(answer: Mapping[str, Any]) -> tuple[str, list[tuple[int, int]]]:
    text: MarkedText = answer["read"]
    return text.key, [(m.start, m.end) for m in text.mentions]


def _marks(line: Line) -> list[tuple[Any, Span]]:
    try:
        marks = [(item["id"], Span(int(item["start"]), int(item["end"]))) for item in line["mentions"]]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("missing-field", "has no mentions, each with id, start and end") from error
    if not all(0 <= span.start < span.end <= len(line["text"]) for _, span in marks):
        raise InputError("malformed", "has a mention that lies outside of its text")
    return marks
