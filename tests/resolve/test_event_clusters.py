"""Yields proof of what keeps two clusters of tellings apart: days always, a side that one telling gives amiss only where many do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve import events
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.event_clusters import Scores
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.judged_events import NOBODY

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
ALIKE = tuple(f"{day} agents of Norland abducted Ivo Marel in Karsk." for day in ("In March 2031", "Last month", "Weeks ago", "On 3 March 2031", "This year"))
AMISS = "In March 2031 agents of Vesperia abducted Ivo Marel in Karsk."
LATER = "On 21 March 2031 agents of Norland abducted Ivo Marel in Karsk."


@pytest.fixture(scope="module")
def book() -> Codebook:
    """The shipped codebook with invented states laid over it."""
    return load_codebook(OVERLAY)


@pytest.fixture
def joined(english: LoadedModel, book: Codebook, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """May the first tellings, and the last, be one cluster with those between? Given as (texts of the one, texts of the other)."""

    def run(one: Sequence[str], other: Sequence[str]) -> bool:
        seen: list[Frame] = []

        def keep(frames: Sequence[Frame], *_: Any) -> list[list[Frame]]:
            seen[:] = frames
            return [[frame] for frame in frames]

        monkeypatch.setattr(events, "cluster_frames", keep)
        documents = [Document(document_id(t.encode()), t, "0" * 64, "test", published=Published("2031-04-12", "metadata", 1.0)) for t in (*one, *other)]
        drawn = [extract(annotated, book) for annotated in annotate(documents, english.nlp, book)]
        events.resolve_events(drawn, resolve_entities(drawn, (), book), (), book)
        place = {frame.mention.doc: n for n, frame in enumerate(seen) if frame.mention.type == "ASSAULT"}
        a, b = ([place[document.id] for document in documents if document.text in texts] for texts in (one, other))
        return Scores(seen, NOBODY, book.weights("event_merge")).may_join(a, b)

    return run


def test_one_telling_amiss_among_many_does_not_keep_two_clusters_apart(joined) -> None:  # type: ignore[no-untyped-def]
    assert joined([*ALIKE[:2], AMISS], ALIKE[2:])
    assert not joined([ALIKE[0], AMISS], ALIKE[2:3])


def test_a_day_told_apart_does(joined) -> None:  # type: ignore[no-untyped-def]
    assert not joined([*ALIKE[:2], LATER], ALIKE[2:])
