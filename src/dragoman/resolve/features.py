"""Yields named features of a pair of groups, 0 to 1 each, and their weighted sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold, initials, skeletons
from dragoman.resolve.groups import NAMING as NAMING
from dragoman.resolve.groups import Group as Group
from dragoman.resolve.groups import Knowledge, is_generic
from dragoman.resolve.persons import surname_keys
from dragoman.resolve.sounds import unvowelled

SPELLED = frozenset({"organisation", "facility", "craft"})
"""Kinds beside persons whose names are compared by sound; places are told apart by the gazetteer."""
_SHORTEST = 5
"""Letters that a single word must have to be compared by sound: `Atar` and `Etar` may be two firms."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Features of a pair, with the mention of either side that they rest on."""

    features: Mapping[str, float]
    a: str
    b: str


def compare(a: Group, b: Group, doubtful: frozenset[str], known: Knowledge) -> Compared:
    """Named features of a pair; none where nothing but context speaks for it. doubtful: folded acronyms of several bodies."""
    found, name_a, name_b = _names_compared(a, b, known)
    if ("same_name" in found and name_a in doubtful) or ("acronym" in found and {name_a, name_b} & doubtful):
        found["doubtful_acronym"] = 1.0
    if found:
        found |= _context(a, b, known, lone="surname_only" in found)
    return Compared(found, a.face(name_a), b.face(name_b))


def _context(a: Group, b: Group, known: Knowledge, lone: bool) -> dict[str, float]:
    found: dict[str, float] = {}
    if a.docs & b.docs:
        found["same_document"] = 1.0
    if a.country and a.country == b.country:
        found["same_country"] = 1.0
    if a.sector and a.sector == b.sector:
        found["same_sector"] = 1.0
    if a.life.titles & b.life.titles:
        found["same_title"] = 1.0
    elif lone and a.life.titles and b.life.titles:
        found["other_title"] = 1.0
    if not (a.keys & b.keys) and not (a.country and b.country) and (is_generic(a, known) or is_generic(b, known)):
        found["generic_name"] = 1.0
    return found


def _names_compared(a: Group, b: Group, known: Knowledge) -> tuple[dict[str, float], str | None, str | None]:
    """(features of the names, the folded names that they rest on)."""
    if a.keys & b.keys:
        return {"same_key": 1.0}, None, None
    if a.kind == "person":
        return _persons_compared(a, b, known)
    shared = sorted(set(a.names) & set(b.names), key=lambda name: (-len(name), name))
    if shared or a.bodies & b.bodies:
        return {"same_name": 1.0}, *((shared[0],) * 2 if shared else (None, None))
    if short := _acronym(a, b, known):
        return {"acronym": 1.0}, *short
    if a.kind in SPELLED:
        for x in sorted(a.names):
            for y in sorted(b.names):
                if same_words(x, y, known):
                    return {"same_spelling": 1.0}, x, y
    return {}, None, None


def _persons_compared(a: Group, b: Group, known: Knowledge) -> tuple[dict[str, float], str | None, str | None]:
    if not (a.full and b.full):
        return ({"surname_only": 1.0}, None, None) if surname_keys(a.persons) & surname_keys(b.persons) else ({}, None, None)
    equal = sorted({fold(p.text) for p in a.full} & {fold(p.text) for p in b.full})
    if equal:
        return {"same_name": 1.0}, equal[0], equal[0]
    value, x, y = max((known.names.score(x.text, y.text), x.text, y.text) for x in a.full for y in b.full)
    if value < known.apart:
        return {}, None, None
    if not (a.complete and b.complete):
        return {"name_score": value, "initial": 1.0}, fold(x), fold(y)
    unsure = {"unsure_name": 1.0} if value < known.sure else {}
    return {"name_score": value, **unsure}, fold(x), fold(y)


def _acronym(a: Group, b: Group, known: Knowledge) -> tuple[str | None, str | None] | None:
    """The acronym of one side and the name of the other whose initials it is."""
    if bool(a.acronyms) == bool(b.acronyms):
        return None
    short, long = (a, b) if a.acronyms else (b, a)
    for m in long.mentions:
        spelled = initials(m.text, known.function_words) if m.form == "name" else ""
        if len(spelled) > 2 and spelled in short.acronyms:
            return (fold(spelled), fold(m.text)) if short is a else (fold(m.text), fold(spelled))
    return None


def same_words(x: str, y: str, known: Knowledge) -> bool:
    """Are two names of bodies, folded, spellings of the same words in the same order? Numbers and short words must be equal."""
    words_x, words_y = ([w for w in name.split() if w not in known.function_words] for name in (x, y))
    if not words_x or len(words_x) != len(words_y) or (len(words_x) == 1 and min(len(x), len(y)) < _SHORTEST):
        return False
    return all(v == w or _one_word(v, w, known) for v, w in zip(words_x, words_y, strict=True))


def _one_word(v: str, w: str, known: Knowledge) -> bool:
    if not v.isalpha() or not w.isalpha() or (v.isascii() and w.isascii() and min(len(v), len(w)) < _SHORTEST):
        return False
    if unvowelled(v) or unvowelled(w):
        return known.names.score(v, w) >= known.sure
    return bool(skeletons(v) & skeletons(w))


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted sum of the features."""
    return sum(weights.get(name, 0.0) * value for name, value in sorted(features.items()))
