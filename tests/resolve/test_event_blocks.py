"""Which tellings are compared: those of one pair within a window, all where they are few, a bounded number where a pair is hot."""

from __future__ import annotations

from collections import Counter

from dragoman.resolve.event_blocks import EVER, NEVER, Block
from dragoman.resolve.event_pairs import NEAREST, candidate_pairs


def told(pair: int, day: int, kind: int = 1, near: int = 1) -> Block:
    return Block(pair * 2, day, day, kind, near, False)


def alone(party: int, day: int, half: bool) -> Block:
    return Block(party * 2 + 1, day, day, 1, 1, half)


def test_tellings_of_one_pair_and_week_are_compared() -> None:
    assert list(candidate_pairs([(told(1, 10),), (told(1, 12),), (told(2, 10),), (told(1, 40),)])) == [(0, 1)]


def test_the_type_parts_no_block() -> None:
    assert list(candidate_pairs([(told(1, 10, kind=1),), (told(1, 10, kind=2),)])) == [(0, 1)]


def test_an_undated_telling_is_compared_with_all_of_its_pair() -> None:
    undated = Block(2, NEVER, EVER, 1, 1, False)
    assert list(candidate_pairs([(told(1, 10),), (told(1, 900),), (undated,)])) == [(0, 2), (1, 2)]


def test_by_one_party_alone_only_those_are_compared_that_leave_a_side_out() -> None:
    rows = [(alone(1, 10, False),), (alone(1, 10, False),), (alone(1, 10, True),)]
    assert list(candidate_pairs(rows)) == [(0, 2), (1, 2)]


def test_in_a_hot_pair_each_telling_is_compared_with_a_bounded_number() -> None:
    pairs = list(candidate_pairs([(told(1, 10 + i % 3, kind=i % 5, near=i % 40),) for i in range(3000)]))
    counts = Counter(i for pair in pairs for i in pair)
    assert max(counts.values()) <= 6 * NEAREST


def test_in_a_hot_pair_the_like_of_one_day_are_still_compared() -> None:
    rows = [(told(1, 10 + i, kind=i, near=i),) for i in range(500)] + [(told(1, 200, kind=7, near=99),), (told(1, 201, kind=7, near=99),)]
    assert (500, 501) in set(candidate_pairs(rows))
