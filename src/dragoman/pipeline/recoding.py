"""Yields what a change of codebook or model does to a record: its documents coded anew, and how that differs, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.core.documents import Document
from dragoman.core.mentions import Extracted
from dragoman.core.recoded import Recoded
from dragoman.engine.base import Engine
from dragoman.pipeline.coding import Coded, Coding, version_of
from dragoman.store.base import Store

Told = Mapping[tuple[int, int], list[str]]


@dataclass(frozen=True, slots=True)
class Recoding:
    """Documents coded anew, none of them stored yet, and what is told otherwise now, by document and place."""

    coded: tuple[Coded, ...]
    changes: tuple[Recoded, ...]


def recode(store: Store, engine: Engine, overlay: Path | None) -> Recoding:
    """Codes again what was coded by another version of Dragoman, codebook or models; writes nothing. Empty where all is of this version.

    overlay: folder laid over the shipped codebook.
    """
    coding = Coding(overlay, version_of(load_codebook(overlay)))
    with store.snapshot():
        stale = [key for key, version in store.versions().items() if version != coding.version]
        before = {x.document.id: x for x in store.extracted_of(stale)}
    coded = tuple(engine.map(coding, [before[key].document for key in sorted(before)]))
    found = [change for new in coded for change in compare(before[new.extracted.document.id], new.extracted)]
    return Recoding(coded, tuple(found))


def compare(before: Extracted, after: Extracted) -> Iterator[Recoded]:
    """How two codings of one document differ, by kind and place: what stands at one place under another type is retyped."""
    document = after.document
    for what, told in (("event", _events), ("entity", _entities), ("claim", _claims)):
        old, new = told(before), told(after)
        for at in sorted(old.keys() | new.keys()):
            yield from _at(what, document, at, old.get(at, []), new.get(at, []))


def _at(what: str, document: Document, at: tuple[int, int], old: Sequence[str], new: Sequence[str]) -> Iterator[Recoded]:
    """The differences at one place; what stands there in both codings is none."""
    left, right = list(old), list(new)
    for label in old:
        if label in right:
            left.remove(label)
            right.remove(label)
    words = document.text[at[0] : at[1]]
    for k in range(max(len(left), len(right))):
        was, now = left[k] if k < len(left) else None, right[k] if k < len(right) else None
        yield Recoded(what, "appeared" if was is None else "gone" if now is None else "retyped", document.id, words, was, now)


def _events(extracted: Extracted) -> Told:
    found = defaultdict(list)
    for e in extracted.events:
        found[e.trigger.start, e.trigger.end].append(" ".join((e.type, *([e.mode] if e.mode else []), e.modality)))
    return found


def _entities(extracted: Extracted) -> Told:
    found = defaultdict(list)
    for m in extracted.entities:
        found[m.start, m.end].append(m.kind)
    return found


def _claims(extracted: Extracted) -> Told:
    found = defaultdict(list)
    for c in extracted.claims:
        found[min(s.start for s in c.content), max(s.end for s in c.content)].append(f"{c.certainty} {c.polarity}")
    return found
