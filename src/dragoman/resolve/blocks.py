"""Yields pairs of groups worth comparing, in a number near linear in that of the groups: only groups that share a key are paired."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dragoman.codebook.skeleton import fold, frames, initials, skeletons
from dragoman.resolve.features import SPELLED, same_words
from dragoman.resolve.groups import Group, Knowledge, is_generic
from dragoman.resolve.persons import has_initial, initial_keys, pair_keys, surname_keys

LARGEST = 60
"""Groups under one key up to which all pairs are compared; beyond, those of one document and the nearest in spelling."""
NEAREST = 8
"""Neighbours in spelling that a group of a larger block is compared with."""
Key = tuple[str, str, str]


def candidate_pairs(groups: Iterable[Group], known: Knowledge) -> list[tuple[Group, Group]]:
    """Pairs sorted by ids. A surname alone is paired with all that bear it, two full names only where two of their words sound alike."""
    blocks: dict[Key, list[Group]] = defaultdict(list)
    seekers: dict[Key, set[str]] = defaultdict(set)
    for group in sorted(groups, key=lambda g: g.id):
        for key, seeks in _keys(group, known):
            blocks[key].append(group)
            if seeks:
                seekers[key].add(group.id)
    found: dict[tuple[str, str], tuple[Group, Group]] = {}
    for key in sorted(blocks):
        wanted = seekers[key]
        for a, b in _paired(blocks[key]) if wanted else ():
            if a.id in wanted or b.id in wanted:
                found[min(a.id, b.id), max(a.id, b.id)] = (a, b) if a.id < b.id else (b, a)
    return [found[pair] for pair in sorted(found)]


def ambiguous_acronyms(groups: Iterable[Group], known: Knowledge) -> frozenset[str]:
    """Folded acronyms that stand beside unlike names somewhere: alone they say nothing of which is meant."""
    names: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for short in group.acronyms:
            names[fold(short)] |= group.expansions
    return frozenset(short for short, found in names.items() if not _all_alike(sorted(found), known))


def _all_alike(names: Sequence[str], known: Knowledge) -> bool:
    return all(same_words(names[0], name, known) for name in names[1:])


def _paired(block: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    if len(block) <= LARGEST:
        yield from combinations(block, 2)
        return
    by_document: dict[str, list[Group]] = defaultdict(list)
    for group in block:
        for doc in group.docs:
            by_document[doc].append(group)
    for doc in sorted(by_document):
        yield from combinations(by_document[doc][:LARGEST], 2)
    ranked = sorted(block, key=lambda g: (_spelling(g), g.id))
    for i, a in enumerate(ranked):
        yield from ((a, b) for b in ranked[i + 1 : i + 1 + NEAREST])


def _spelling(group: Group) -> str:
    if group.persons:
        return min(" ".join(sorted(min(skeletons(p.word), default="") for p in name.parts)) for name in group.persons)
    return min(group.names, default="")


def name_keys_of(group: Group, known: Knowledge) -> frozenset[Key]:
    """The keys under which a group may be compared with others."""
    return frozenset(key for key, _ in _keys(group, known))


def _keys(group: Group, known: Knowledge) -> Iterator[tuple[Key, bool]]:
    """(key, does the group seek others under it?): of two groups that share a key one must seek."""
    yield from (((group.kind, "key", key), True) for key in group.keys)
    if group.country or not is_generic(group, known):  # a ministry of nobody knows which state is compared with none
        yield from (((group.kind, "name", name), True) for name in group.names)
    yield from (((group.kind, "body", body), True) for body in group.bodies)
    if group.kind == "person":
        yield from _person_keys(group, known)
        return
    yield from (((group.kind, "initials", a), True) for a in group.acronyms)
    spelled = {initials(m.text, known.function_words) for m in group.mentions if m.form == "name"}
    yield from (((group.kind, "initials", s), False) for s in spelled if len(s) > 2)
    if group.kind in SPELLED:
        yield from (((group.kind, "sound", key), True) for name in group.names for key in _sounds(name, known))


def _person_keys(group: Group, known: Knowledge) -> Iterator[tuple[Key, bool]]:
    lone = not group.full
    yield from ((("person", "surname", key), lone) for key in surname_keys(group.persons))
    yield from ((("person", "pair", key), True) for key in pair_keys(group.full, known.names.rules))
    short = has_initial(group.full)
    yield from ((("person", "initial", key), short) for key in initial_keys(group.full))


def _sounds(name: str, known: Knowledge) -> frozenset[str]:
    """The first two words of a body's name by their consonants."""
    words = [w for w in name.split() if w not in known.function_words][:2]
    if not words or not all(w.isalpha() for w in words):
        return frozenset()
    heads = frames(words[0])
    return frozenset(f"{x} {y}" for x in heads for y in frames(words[1])) if len(words) == 2 else heads
