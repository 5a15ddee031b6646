"""Yields clusters by average link: the two clusters that are most alike on the average join first, until none are alike enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


def average_link(likeness: numpy.ndarray, least: float) -> numpy.ndarray:
    """[n] number of the cluster of each item, counted from 0 by first members. likeness: [n, n], symmetric; least: mean likeness of two that join.

    Of equal pairs the first joins first, so that the result depends on the order of the items alone. Time grows with the square of their number, or a
    little faster; memory with the square.
    """
    import numpy

    count = len(likeness)
    table = numpy.array(likeness, numpy.float64)
    numpy.fill_diagonal(table, -numpy.inf)
    label, size, alive = numpy.arange(count), numpy.ones(count), numpy.ones(count, bool)
    near = table.argmax(1) if count else numpy.zeros(0, numpy.int64)
    top = table[numpy.arange(count), near]
    while count > 1:
        one = int(top.argmax())
        if not top[one] >= least:
            break
        kept, gone = sorted((one, int(near[one])))
        joined = (table[kept] * size[kept] + table[gone] * size[gone]) / (size[kept] + size[gone])
        joined[[kept, gone]] = -numpy.inf
        joined[~alive] = -numpy.inf
        table[kept], table[:, kept] = joined, joined
        table[gone], table[:, gone] = -numpy.inf, -numpy.inf
        size[kept] += size[gone]
        alive[gone], top[gone] = False, -numpy.inf
        label[label == gone] = kept
        stale = alive & ((near == kept) | (near == gone))
        stale[kept] = True
        rows = stale.nonzero()[0]
        near[rows] = table[rows].argmax(1)
        top[rows] = table[rows, near[rows]]
        closer = alive & ((joined > top) | ((joined == top) & (kept < near)))
        near[closer], top[closer] = kept, joined[closer]
    return numpy.unique(label, return_inverse=True)[1]
