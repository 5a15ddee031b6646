"""Yields how likely two written names are one person's: a score of named weighted features, and vetoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import fold, skeletons
from dragoman.resolve.name_parts import Part, Words, parts_of, read_words, wordings
from dragoman.resolve.sounds import spelled, unvowelled, word_likeness


@dataclass(frozen=True, slots=True)
class NameRules:
    """What the codebook knows of names: lists, forms (skeleton -> numbers of the rows that hold it), given names, weights."""

    words: Words
    forms: Mapping[str, frozenset[int]]
    given: frozenset[str]
    surnames_first: frozenset[str]
    features: Mapping[str, float]
    likeness: Mapping[str, float]
    sounds: Mapping[str, float]
    near: frozenset[frozenset[str]]
    vetoed: float
    apart: float


def read_rules(codebook: Codebook) -> NameRules:
    """Lists of languages/en/persons.yaml and entities.yaml, weights of weights/names.yaml; CodebookError where one is missing."""
    weights, persons = codebook.weights("names"), codebook.language.table("persons")
    given = [*codebook.language.table("entities")["given_names"], *persons["given_forms"], *([name] for name in persons["given_alone"])]
    rows = [*given, *persons["surname_forms"]]
    forms: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for form in map(str, row):
            for key in [spelled(form)] if unvowelled(form) else skeletons(form):
                forms.setdefault(key, set()).add(number)
    return NameRules(
        words=read_words(codebook),
        forms={form: frozenset(numbers) for form, numbers in forms.items()},
        given=frozenset(fold(str(form)) for row in given for form in row),
        surnames_first=frozenset(fold(str(form)) for row in persons["surname_forms"] for form in row),
        features={str(k): float(v) for k, v in weights["features"].items()},
        likeness={str(k): float(v) for k, v in weights["words"].items()},
        sounds={str(k): float(v) for k, v in weights["sounds"].items()},
        near=frozenset(frozenset(str(pair)) for pair in persons["near_sounds"]),
        vetoed=float(weights["vetoed"]),
        apart=float(weights["apart"]),
    )


def name_score(a: str, b: str, rules: NameRules) -> float:
    """0 (two persons) to 1 (one name), the same for (b, a); any scripts, orders and romanisations. 0 where a name has no word."""
    (parts_a, generation_a), (parts_b, generation_b) = parts_of(a, rules.words), parts_of(b, rules.words)
    if not parts_a or not parts_b:
        return 0.0
    vetoed = bool(generation_a and generation_b and generation_a != generation_b)
    best = max(_scored(x, y, rules) for x, y in wordings(parts_a, parts_b))
    return round(best * (rules.vetoed if vetoed else 1.0), 6)


def name_features(a: Sequence[Part], b: Sequence[Part], rules: NameRules) -> dict[str, float]:
    """Named features of two names in words, worst and mean from 0 to 1, left_out a count, the others 0 or 1; and `veto`."""
    short, long = sorted((tuple(a), tuple(b)), key=lambda parts: (len(parts), [p.word for p in parts]))
    pairs = _paired(short, long, rules)
    values = [value for _, _, value in pairs]
    taken = {j for _, j, _ in pairs}
    left = [j for j, part in enumerate(long) if j not in taken and not part.father]
    order = [j for _, j, _ in sorted(pairs)]
    alone = len(short) == 1 and len(long) > 1
    return {
        "worst": min(values),
        "mean": sum(values) / len(values),
        "left_out": float(len(left)),
        "given_left_out": float(0 in left and not alone and not _surnames_alone(short, long, rules)),
        "given_moved": float(0 in left and fold(anyascii(short[0].word)) in rules.given),
        "turned": float(order != sorted(order)),
        "surname_alone": float(alone),
        "veto": float(min(values) < rules.apart or _other_middle(short, long, rules)),
    }


def _surnames_alone(short: Sequence[Part], long: Sequence[Part], rules: NameRules) -> bool:
    """`Garcia Marquez` beside `Gabriel Garcia Marquez`: is the shorter, which has no given name, how the longer ends?"""
    ends = [fold(anyascii(p.word)) for p in long[-len(short) :]]
    return [fold(anyascii(p.word)) for p in short] == ends and ends[0] not in rules.given and not any(p.initial or p.father for p in short)


def _scored(a: Sequence[Part], b: Sequence[Part], rules: NameRules) -> float:
    features = name_features(a, b, rules)
    total = sum(rules.features.get(name, 0.0) * value for name, value in sorted(features.items()))
    return max(0.0, min(1.0, total)) * (rules.vetoed if features["veto"] else 1.0)


def _paired(short: Sequence[Part], long: Sequence[Part], rules: NameRules) -> list[tuple[int, int, float]]:
    """(place in the shorter, place in the longer, likeness): every word of the shorter with its likest, each once."""
    found = [(part_likeness(x, y, i, j, rules), i, j) for i, x in enumerate(short) for j, y in enumerate(long)]
    pairs: dict[int, tuple[int, float]] = {}
    for value, i, j in sorted(found, key=lambda f: (-f[0], abs(f[1] - f[2]), f[1], f[2])):
        if i not in pairs and j not in {place for place, _ in pairs.values()}:
            pairs[i] = (j, value)
    return [(i, j, value) for i, (j, value) in pairs.items()]


def part_likeness(x: Part, y: Part, i: int, j: int, rules: NameRules) -> float:
    """0 to 1 of two words at places i and j: a father's name is nobody's given name, an initial may be any word that begins so."""
    if (x.father and j == 0) or (y.father and i == 0):
        return 0.0
    if x.initial or y.initial:
        if x.initial and y.initial:
            return float(bool(first_sounds(x.word) & first_sounds(y.word)))
        return rules.likeness["initial"] if first_sounds(x.word) & first_sounds(y.word) else 0.0
    alike = word_likeness(x.word, y.word, rules.likeness, rules.sounds, rules.near)
    rows_x, rows_y = rows_of(x.word, rules), rows_of(y.word, rules)
    if rows_x & rows_y:
        return max(alike, rules.likeness["form"])
    return min(alike, rules.likeness["other_form"]) if rows_x and rows_y and alike < 1 else alike


def rows_of(word: str, rules: NameRules) -> frozenset[int]:
    """Names that the word may be a form of; one whose vowels are not written is looked up as it stands, its skeleton would fit too many."""
    return frozenset(n for key in ([spelled(word)] if unvowelled(word) else skeletons(word)) for n in rules.forms.get(key, ()))


def _other_middle(short: Sequence[Part], long: Sequence[Part], rules: NameRules) -> bool:
    """Have both a middle initial or name, of one given name and surname, and do they begin otherwise? George W., George H. W."""
    if len(short) < 3 or len(short) == len(long) or not any(p.initial for p in (short[1], long[1])):
        return False
    return part_likeness(short[1], long[1], 1, 1, rules) < rules.apart


def first_sounds(word: str) -> frozenset[str]:
    """The first letter of a word, as it is romanised and as it stands."""
    return frozenset(key[0] for key in skeletons(word) if key) | {fold(word)[:1]}


class NameScorer:
    """Scores names by one set of rules, and remembers every pair: a run compares the same names many times."""

    def __init__(self, rules: NameRules) -> None:
        """rules: by `read_rules`."""
        self.rules = rules
        self._scores: dict[tuple[str, str], float] = {}

    def score(self, a: str, b: str) -> float:
        """As `name_score`."""
        pair = (a, b) if a <= b else (b, a)
        if pair not in self._scores:
            self._scores[pair] = 1.0 if a == b else name_score(*pair, self.rules)
        return self._scores[pair]
