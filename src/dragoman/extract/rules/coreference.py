"""Yields which candidates of one document stand for the same entity: names by their words, descriptions and pronouns by their antecedents."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence

from dragoman.codebook.skeleton import body_words, fold, initials, is_generic, name_words, same_spelling, skeletons
from dragoman.core.documents import Annotated
from dragoman.extract.rules.aliases import Tie
from dragoman.extract.rules.antecedents import Antecedents
from dragoman.extract.rules.candidates import Candidate
from dragoman.extract.rules.nouns import Lexicon

NAMING = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_FITS: dict[Hashable, str] = {"acronym": "full", "full": "acronym"}
"""Kinds of key of which one fits the other, not itself: an acronym the initials of a full name."""


class Chains:
    """Union-find over the candidates of a document, by position; the earliest of a chain stands for it."""

    def __init__(self, n: int) -> None:
        """n: number of candidates."""
        self._root = list(range(n))

    def find(self, k: int) -> int:
        """First member of the chain of k."""
        while self._root[k] != k:
            self._root[k] = self._root[self._root[k]]
            k = self._root[k]
        return k

    def join(self, a: int, b: int) -> None:
        """Make one chain of two."""
        x, y = sorted((self.find(a), self.find(b)))
        self._root[y] = x

    def chains(self) -> dict[int, list[int]]:
        """Members of every chain, in order, by its first."""
        found: dict[int, list[int]] = {}
        for k in range(len(self._root)):
            found.setdefault(self.find(k), []).append(k)
        return found


def find_chains(
    annotated: Annotated, candidates: Sequence[Candidate], ties: Sequence[Tie], nouns: dict[int, set[str]], lexicon: Lexicon, states: Callable[[str], bool]
) -> Chains:
    """Chains over candidates, which stand in text order.

    ties: pairs that the wording makes one; nouns: title nouns by candidate, which a later description may take up; states: is a phrase a state's name
    or demonym?
    """
    chains = Chains(len(candidates))
    for tie in ties:
        chains.join(tie.a, tie.b)
    _join_names(candidates, chains, lexicon, states)
    seeker = Antecedents(annotated, candidates, chains, nouns, lexicon)
    named = {chains.find(k) for k, c in enumerate(candidates) if c.form in NAMING}  # a join of later candidates never makes one of these a root again
    settled = {k for tie in ties if tie.label in {"relative", "apposition"} for k in (tie.a, tie.b)}
    for k, c in enumerate(candidates):
        if c.form == "pronoun" and k not in settled and not _unbound(c):
            found = seeker.of_pronoun(k)
        elif c.form == "nominal" and not _tied_back(k, chains, named):
            found = seeker.of_nominal(k)
        else:
            found = None
        if found is not None:
            chains.join(found, k)
        seeker.learn(k)
    return chains


def _unbound(c: Candidate) -> bool:
    """A relative pronoun whose noun is no candidate: `those who …`."""
    return c.kind == "other" and c.gender is None


def _tied_back(k: int, chains: Chains, named: set[int]) -> bool:
    """Is the description already one with a name, or with something before it?"""
    return chains.find(k) != k or k in named


def _join_names(candidates: Sequence[Candidate], chains: Chains, lexicon: Lexicon, states: Callable[[str], bool]) -> None:
    """Names of one listed thing, equal names, a surname and its full name, an acronym and its words, a name and its short form."""
    seen: dict[tuple[str, ...], int] = {}
    alike: dict[tuple[Hashable, ...], list[int]] = {}
    for k, c in enumerate(candidates):
        if c.form not in NAMING:
            continue
        mark = (c.kind, "key", c.key) if c.key else (c.kind, "name", fold(c.text), c.country or "")
        if mark in seen:
            chains.join(seen[mark], k)
            continue
        seen[mark] = k
        keys = _keys(c, lexicon, states)
        near = sorted({j for key in keys for j in alike.get((_FITS.get(key[0], key[0]), *key[1:]), ())}, reverse=True)
        match = next((j for j in near if _same_name(candidates[j], c, lexicon, states)), None)
        if match is not None:
            chains.join(match, k)
        for key in keys:
            alike.setdefault(key, []).append(k)


def _keys(c: Candidate, lexicon: Lexicon, states: Callable[[str], bool]) -> set[tuple[Hashable, ...]]:
    """Keys of which two candidates share one, or have two that fit, wherever `_same_name` may hold.

    Comparing all with all takes minutes on a long list of names.
    """
    folded = fold(c.text)
    keys: set[tuple[Hashable, ...]] = {("fold", folded), *(("fold", folded[: m.start()]) for m in re.finditer(" in ", folded))}
    if c.kind == "person":
        words = _person_words(c.text, lexicon)
        return keys | {("person", reading) for reading in (skeletons(words[-1]) if words else ())} | {("given", fold(word)) for word in words[:1]}
    keys |= {("core", *_core(c.text, lexicon))}
    keys |= {("acronym", c.text)} if c.form == "acronym" else {("full", initials(c.text, lexicon.words("function_words")))}
    return keys | ({("body", body_words(c.text, states))} if c.country else set())


def _same_name(a: Candidate, b: Candidate, lexicon: Lexicon, states: Callable[[str], bool]) -> bool:
    if (a.key and b.key) or a.form in {"demonym", "metonym"} or b.form in {"demonym", "metonym"}:
        return False
    if a.kind == b.kind == "organisation" and a.country is None and b.country and is_generic(a.text, lexicon.words("generic_bodies")):
        return False  # whose ministry it was is not told by one named later
    if fold(a.text) == fold(b.text) and (a.kind == b.kind or "person" not in {a.kind, b.kind}):
        return not (a.country and b.country and a.country != b.country)
    if a.kind != b.kind:
        return False
    if a.kind == "person":
        return _same_person(_person_words(a.text, lexicon), _person_words(b.text, lexicon), lexicon)
    if _conflict(a, b):
        return False
    if "acronym" in {a.form, b.form} and a.form != b.form:
        short, full = (a, b) if a.form == "acronym" else (b, a)
        return len(short.text) > 1 and initials(full.text, lexicon.words("function_words")) == short.text
    if a.country and a.country == b.country and is_generic(a.text, lexicon.words("generic_bodies")):
        return bool(body_words(a.text, states)) and body_words(a.text, states) == body_words(b.text, states)
    return _same_core(a, b, lexicon)


def _conflict(a: Candidate, b: Candidate) -> bool:
    return bool(a.country and b.country and a.country != b.country)


def _same_person(a: list[str], b: list[str], lexicon: Lexicon) -> bool:
    """A surname or a given name alone is the full name's; two full names agree in first and last word, spelling and short forms apart."""
    short, full = sorted((a, b), key=len)
    if not short:
        return False
    if not same_spelling(short[-1], full[-1]):
        known = lexicon.words("masculine_given") | lexicon.words("feminine_given")
        return len(short) == 1 and fold(short[0]) == fold(full[0]) and fold(short[0]) in known
    if all(same_spelling(x, y) for x, y in zip(reversed(short), reversed(full), strict=False)):
        return True
    first, other = fold(short[0]), fold(full[0])
    return same_spelling(first, other) or (min(len(first), len(other)) == 1 and first[0] == other[0]) or other in lexicon.given.get(first, frozenset())


def _person_words(text: str, lexicon: Lexicon) -> list[str]:
    """The words of a person's name without `Jr.` and the like."""
    words = name_words(text)
    while len(words) > 1 and fold(words[-1]) in lexicon.words("generations"):
        words.pop()
    return words


def _same_core(a: Candidate, b: Candidate, lexicon: Lexicon) -> bool:
    """Names equal but for the nouns that say what the thing is (`Orlan 90 jet`, `Orlan 90 aircraft`), or for where it is (`… in Norhaven`)."""
    short, full = sorted((fold(a.text), fold(b.text)), key=len)
    if full.startswith(short + " in ") and a.kind in {"organisation", "facility"}:
        return True
    if a.kind not in {"craft", "weapon", "organisation", "facility"}:
        return False
    core_a, core_b = (_core(c.text, lexicon) for c in (a, b))
    return bool(core_a) and core_a == core_b and (a.kind != "organisation" or len(core_a) < len(max((a, b), key=lambda c: len(c.text)).text.split()))


def _core(text: str, lexicon: Lexicon) -> list[str]:
    words = fold(text).split()
    extra = {"passenger", "cargo", "military", "fighter", "news"}
    while words and (words[-1] in lexicon.by_lemma or words[-1] in extra or words[-1].rstrip("s") in lexicon.by_lemma):
        words.pop()
    return words
