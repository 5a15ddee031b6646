"""Yields Annotated for each Document: chunks of all documents go through the parser in batches, then every tagger reads the result."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from dragoman.annotate.chunks import LEFT_OUT, Chunk, find_chunks
from dragoman.annotate.date_repairs import parted_from_dates, without_dates
from dragoman.annotate.names import find_names
from dragoman.annotate.names_sited import site_names
from dragoman.annotate.quotations import find_marked, judge_quotations
from dragoman.annotate.repairs import repaired
from dragoman.annotate.step_repairs import step_repaired
from dragoman.annotate.times import tag_times
from dragoman.annotate.tokens import TokenTable, prepare
from dragoman.codebook.coded import uncoded
from dragoman.core.counted import NOMINAL, is_counted
from dragoman.core.dates import on
from dragoman.core.documents import Annotated, Document, Span, Timex

if TYPE_CHECKING:
    from spacy.language import Language

    from dragoman.codebook import Codebook

BATCH = 64
"""Documents whose chunks are parsed together."""
BATCH_TEXT = 400_000
"""Code points after which a batch is closed early, so that memory stays bounded."""
PARSED_CHUNKS, PARSED_TEXT = 128, 20_000
"""Chunks, and code points of them, that the parser holds in memory at once: up to 20 KB for each word, and a word may be one character."""


def annotate(documents: Iterable[Document], nlp: Language, codebook: Codebook) -> Iterator[Annotated]:
    """One Annotated per document, in order. nlp: an English spaCy pipeline with tagger, parser, lemmatizer and ner.

    Boilerplate and bylines are not parsed, nor what is in a language that cannot be coded, nor anything behind `coded_until`.
    A document without coded text comes back empty.
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
        marks.append(find_marked(document.text, _paragraphs(chunks), codebook))
        work.extend((at, chunk) for chunk in chunks)
    tables = [TokenTable(document.text) for document in batch]
    for part in _parts(work):
        prepared = [prepare(chunk, nlp, marks[at]) for at, chunk in part]
        for doc, (at, chunk) in zip(nlp.pipe(prepared, batch_size=PARSED_CHUNKS), part, strict=True):
            tables[at].add(chunk, doc)
    for document, table, marked in zip(batch, tables, marks, strict=True):
        yield _assemble(document, table, marked, codebook)


def _parts(work: list[tuple[int, Chunk]]) -> Iterator[list[tuple[int, Chunk]]]:
    part: list[tuple[int, Chunk]] = []
    size = 0
    for at, chunk in work:
        size += len(chunk.text)
        if part and (len(part) == PARSED_CHUNKS or size > PARSED_TEXT):
            yield part
            part, size = [], len(chunk.text)
        part.append((at, chunk))
    if part:
        yield part


def _paragraphs(chunks: list[Chunk]) -> list[tuple[int, int]]:
    """(start, end) of the coded part of each line; a line cut by a zone counts twice, one cut by length or dateline once."""
    spans: list[tuple[int, int]] = []
    for _, group in groupby(chunks, key=lambda chunk: (chunk.paragraph, chunk.zone)):
        members = list(group)
        spans.append((members[0].start, members[-1].end))
    return spans


def _assemble(document: Document, table: TokenTable, marked: list[tuple[int, int, int, int]], codebook: Codebook) -> Annotated:
    published = document.published.day if document.published else None
    times = _times(document, table, codebook, published)
    tokens, sentences = parted_from_dates(step_repaired(repaired(table.tokens)), times), tuple(table.sentences)
    tagged = without_dates(table.tagged, tokens, times)
    return Annotated(
        document=document,
        tokens=tokens,
        sentences=sentences,
        times=times,
        nominal=_ago_by_months(_times(document, table, codebook, NOMINAL), document.text, codebook) if is_counted(document) else (),
        names=site_names(document, find_names(document, tokens, sentences, tagged, codebook), codebook),
        quotations=judge_quotations(marked, tokens, codebook),
    )


def _times(document: Document, table: TokenTable, codebook: Codebook, published: str | None) -> tuple[Timex, ...]:
    """Times of the whole coded text, those of boilerplate left out; a byline is no sentence but may hold the date."""
    until = len(document.text) if document.coded_until is None else document.coded_until
    found = tag_times(document.text[:until], published, codebook, tuple(table.tokens))
    dead = [Span(zone.start, zone.end) for zone in document.zones if zone.kind in LEFT_OUT - {"byline"}]
    dead += [Span(passage.start, passage.end) for passage in uncoded(document)]
    starts = sorted(span.start for span in dead)
    reached = list(accumulate((span.end for span in sorted(dead)), max, initial=0))
    return tuple(t for t in found if reached[bisect_left(starts, t.end)] <= t.start)


def _ago_by_months(times: tuple[Timex, ...], text: str, codebook: Codebook) -> tuple[Timex, ...]:
    """`a year ago` and `two years ago` told to the month: they say when a report came out better than `last year` does."""
    ago, year = codebook.language.table("time")["words"]["ago"], int(NOMINAL[:4])
    done = []
    for timex in times:
        value = timex.value or ""
        if len(value) == 4 and value.isdigit() and int(value) < year and not {*text[timex.start : timex.end].lower().split()}.isdisjoint(ago):
            timex = replace(timex, range=on(value + NOMINAL[4:7]))
        done.append(timex)
    return tuple(done)
