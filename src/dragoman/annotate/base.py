"""Yields Annotated for each Document: chunks of all documents go through the parser in batches, then every tagger reads the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.annotate.chunks import LEFT_OUT, Chunk, find_chunks
from dragoman.annotate.names import find_names
from dragoman.annotate.quotations import find_marked, judge_quotations
from dragoman.annotate.times import tag_times
from dragoman.annotate.tokens import TokenTable, prepare
from dragoman.core.documents import Annotated, Document, Span, Timex

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.codebook import Codebook

BATCH = 64
"""Documents whose chunks are parsed together."""
BATCH_TEXT = 400_000
"""Code points after which a batch is closed early, so that memory stays bounded."""


def annotate(documents: Iterable[Document], nlp: Language, codebook: Codebook) -> Iterator[Annotated]:
    """One Annotated per document, in order. nlp: an English spaCy pipeline with tagger, parser, lemmatizer and ner.

    Boilerplate and bylines are not parsed, and nothing behind `coded_until`. A document without coded text comes back empty.
    """
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) == BATCH or size > BATCH_TEXT:
            yield from _annotate_batch(batch, nlp, codebook)
            batch, size = [], 0
    yield from _annotate_batch(batch, nlp, codebook)


def _annotate_batch(batch: list[Document], nlp: Language, codebook: Codebook) -> Iterator[Annotated]:
    marks: list[list[tuple[int, int, int, int]]] = []
    work: list[tuple[int, Chunk]] = []
    for at, document in enumerate(batch):
        chunks = find_chunks(document)
        marks.append(find_marked(document.text, _paragraphs(chunks)))
        work.extend((at, chunk) for chunk in chunks)
    tables = [TokenTable(document.text) for document in batch]
    prepared = ((prepare(chunk, nlp, marks[at]), (at, chunk)) for at, chunk in work)
    for doc, (at, chunk) in nlp.pipe(prepared, as_tuples=True, batch_size=128):
        tables[at].add(chunk, doc)
    for document, table, marked in zip(batch, tables, marks, strict=True):
        yield _assemble(document, table, marked, codebook)


def _paragraphs(chunks: list[Chunk]) -> list[tuple[int, int]]:
    """(start, end) of the coded part of each line; a line cut by a zone counts twice, one cut by length or dateline once."""
    spans: list[tuple[int, int]] = []
    for _, group in groupby(chunks, key=lambda chunk: (chunk.paragraph, chunk.zone)):
        members = list(group)
        spans.append((members[0].start, members[-1].end))
    return spans


def _assemble(document: Document, table: TokenTable, marked: list[tuple[int, int, int, int]], codebook: Codebook) -> Annotated:
    tokens, sentences = tuple(table.tokens), tuple(table.sentences)
    return Annotated(
        document=document,
        tokens=tokens,
        sentences=sentences,
        times=_times(document, table, codebook),
        names=find_names(document, tokens, sentences, tuple(table.tagged), codebook),
        quotations=judge_quotations(marked, tokens, codebook),
    )


def _times(document: Document, table: TokenTable, codebook: Codebook) -> tuple[Timex, ...]:
    """Times of the whole coded text, those of boilerplate left out; a byline is no sentence but may hold the date."""
    until = len(document.text) if document.coded_until is None else document.coded_until
    published = document.published.day if document.published else None
    found = tag_times(document.text[:until], published, codebook, tuple(table.tokens))
    dead = [Span(zone.start, zone.end) for zone in document.zones if zone.kind in LEFT_OUT - {"byline"}]
    return tuple(t for t in found if not any(span.overlaps(Span(t.start, t.end)) for span in dead))
