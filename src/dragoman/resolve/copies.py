"""Yields the origin of each document: the earliest published of those with the same words, else itself."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from dragoman.core.documents import Document

_WORD = re.compile(r"\w+")
_RUN = 5
_SAME = 0.8
"""Share of five-word runs that two texts have in common (of the smaller one's) from which on one is a copy; research on near-duplicates uses 0.8."""


def find_origins(documents: Sequence[Document]) -> tuple[tuple[str, str], ...]:
    """(document id, id of its origin) for all, sorted; the origin is the earliest published, then the smallest id."""
    runs = {d.id: _runs(d) for d in documents}
    homes: dict[str, list[str]] = defaultdict(list)
    for doc_id, own in sorted(runs.items()):
        for run in own:
            homes[run].append(doc_id)
    shared: Counter[tuple[str, str]] = Counter()
    for found in homes.values():
        shared.update(combinations(found[:50], 2))
    parent = {d.id: d.id for d in documents}
    for (a, b), n in sorted(shared.items()):
        if n >= _SAME * min(len(runs[a]), len(runs[b])):
            parent[_root(parent, b)] = _root(parent, a)
    day = {d.id: (d.published.day if d.published else "9999-12-31", d.id) for d in documents}
    first: dict[str, str] = {}
    for doc_id in sorted(parent, key=lambda i: day[i]):
        first.setdefault(_root(parent, doc_id), doc_id)
    return tuple((doc_id, first[_root(parent, doc_id)]) for doc_id in sorted(parent))


def _runs(document: Document) -> set[str]:
    """Digests of all runs of five words of the prose."""
    prose = " ".join(document.text[z.start : z.end] for z in document.zones if z.kind in {"body", "title", "heading"}) or document.text
    words = _WORD.findall(prose.lower())
    return {hashlib.blake2b(" ".join(words[i : i + _RUN]).encode(), digest_size=8).hexdigest() for i in range(max(1, len(words) - _RUN + 1))}


def _root(parent: dict[str, str], node: str) -> str:
    while parent[node] != node:
        node = parent[node]
    return node
