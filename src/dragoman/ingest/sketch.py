"""Yields the sketch of a text: a hundred or so hashes by which copies and rewrites of it are found without reading it again.

Layout: [version, number of bands, bands …, keys …]. version: LAYOUT × 100 + that of rensa's algorithm, for bands of two versions tell nothing of each other.
bands: 32-bit digests of three MinHash values each, over runs of five words: two texts with a Jaccard share s of runs have one in common
with a chance of 1 − (1 − s³)²⁰ (0.93 at 0.5). keys: the 96 smallest digests of runs of three telling words, ascending: of two texts, those
under the lower of their greatest keys tell what share of the one stands in the other, however much longer that one is.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest

from dragoman.core.documents import Zone
from dragoman.core.runs import forms_of, keys_of, prose_spans, runs_of

LAYOUT = 1
BANDS, ROWS, KEYS = 20, 3, 96
RUN = 5
SKETCHED = 200_000
"""Code points of prose that are sketched: as many as are coded."""
_SEED = 20261122


def sketch_of(text: str, zones: Sequence[Zone]) -> tuple[int, ...]:
    """The sketch of a text's prose (boilerplate, bylines and captions are no part of it); empty where it has no word."""
    forms: list[str] = []
    left = SKETCHED
    for start, end in prose_spans(zones):
        if left <= 0:
            break
        forms += forms_of(text, start, min(end, start + left))
        left -= end - start
    if not forms:
        return ()
    algorithm, bands = _bands(runs_of(forms, RUN))
    return (LAYOUT * 100 + algorithm, BANDS, *bands, *nsmallest(KEYS, keys_of(forms)))


def _bands(runs: list[bytes]) -> tuple[int, list[int]]:
    from rensa import RMinHash

    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(runs)
    values: list[int] = minhash.digest()
    packed = (struct.pack(f">{ROWS}Q", *values[i : i + ROWS]) for i in range(0, BANDS * ROWS, ROWS))
    return int(RMinHash.ALGORITHM_VERSION), [int.from_bytes(blake2b(band, digest_size=4).digest()) for band in packed]
