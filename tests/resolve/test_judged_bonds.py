"""Yields proof that decisions laid over each other come to one result, in which the later ones hold and nothing is both joined and parted."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.judged import Decision, with_undone
from dragoman.core.mentions import Judgement
from dragoman.resolve.judged_bonds import bonds_of

KEYS = "abcdef"
OF = {key: key for key in KEYS}


@st.composite
def decisions(draw: st.DrawFn) -> list[Decision]:
    """Joins and splits in any order of time."""
    found = []
    for n in range(draw(st.integers(0, 6))):
        some = draw(st.lists(st.sampled_from(KEYS), min_size=2, max_size=5, unique=True))
        cut = draw(st.integers(0, len(some)))
        parts = tuple(tuple(sorted(part)) for part in (some[:cut], some[cut:]) if part)
        found.append(Decision(f"2031-01-{n + 1:02}", f"j-{n}", parts, draw(st.booleans()) or len(parts) == 1))
    return found


@given(decisions())
def test_nothing_is_both_joined_and_parted(found: list[Decision]) -> None:
    bonds = bonds_of(found, OF)
    assert not any(bonds.one(a, b) and bonds.apart(a, b) for a, b in combinations(KEYS, 2))


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_read_does_not_matter(found: list[Decision], random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(found)
    random.shuffle(mixed)
    bonds, other = bonds_of(found, OF), bonds_of(mixed, OF)
    assert bonds.blocks() == other.blocks()
    assert list(bonds.parted()) == list(other.parted())


@given(decisions())
def test_the_last_decision_holds_whole(found: list[Decision]) -> None:
    if not found:
        return
    bonds, last = bonds_of(found, OF), found[-1]
    for part in last.parts:
        assert not last.bound or all(bonds.one(a, b) for a, b in combinations(part, 2))
    for one, other in combinations(last.parts, 2):
        assert all(bonds.apart(a, b) for a in one for b in other)


@given(decisions())
def test_who_is_one_is_so_for_all(found: list[Decision]) -> None:
    bonds = bonds_of(found, OF)
    for a, b in combinations(KEYS, 2):
        for c in KEYS:
            assert not (bonds.one(a, b) and bonds.one(b, c)) or bonds.one(a, c)
            assert not (bonds.one(a, b) and bonds.apart(b, c)) or bonds.apart(a, c)


def judgement(key: str, *subject: str) -> Judgement:
    return Judgement(f"j-{key}", subject, "wrong", "ana", f"2031-01-01T00:00:0{key}")


def test_an_undo_of_an_undo_brings_back() -> None:
    first, undo, redo = judgement("1", "em-1"), judgement("2", "j-1"), judgement("3", "j-2")
    assert [j.undone_by for j in with_undone([first, undo])] == ["j-2", None]
    assert [j.undone_by for j in with_undone([redo, first, undo])] == [None, "j-3", None]
    again = judgement("4", "j-1")
    assert [j.undone_by for j in with_undone([first, undo, redo, again])] == ["j-4", "j-3", None, None]
