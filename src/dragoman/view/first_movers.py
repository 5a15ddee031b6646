"""Yields the claims on who of a pair began: fired first, provoked whom, acted unprovoked; kept as claims, with nobody found right."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.codebook.load import load_codebook
from dragoman.codebook.skeleton import fold
from dragoman.core.records import Claim
from dragoman.view.selection import Selection


def first_movers(selection: Selection, acts: Collection[str]) -> list[Claim]:
    """Claims in words of who began, told in the documents of the affair, most told first.

    A claim is the pair's if it tells one of the acts (ids), or if its words name one of the two and the other is named beside it or says it.
    """
    cues = tuple(sorted(fold(word) for word in load_codebook().language.words("responses", "beginning")))
    found = []
    for claim in selection.claims:
        words = f" {fold(' '.join([claim.proposition, *(e.text for m in claim.mentions for e in m.content)]))} "
        if any(f" {cue} " in words for cue in cues) and (any(e in acts for e in claim.events) or _between(claim, selection)):
            found.append(claim)
    return sorted(found, key=lambda c: (-len(c.mentions), c.id))


def _between(claim: Claim, selection: Selection) -> bool:
    if selection.b is None:
        return False
    spans = [(e.doc, e.start, e.end) for m in claim.mentions for e in m.content]
    saying = {link.entity for m in claim.mentions for link in m.chain if link.entity}
    named, said = [], []
    for subject in (selection.a, selection.b):
        theirs = [e for e in selection.record.resolved.entities if e.id in subject.entities or (subject.code is not None and e.country == subject.code)]
        named.append(any(m.doc == doc and start <= m.start and m.end <= end for e in theirs for m in e.mentions for doc, start, end in spans))
        said.append(any(e.id in saying for e in theirs))
    return any(named) and all(n or s for n, s in zip(named, said, strict=True))
