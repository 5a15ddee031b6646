"""Yields mode, CAMEO code and contexts of a matched trigger, sharpened by what the words below it are about: a demand for release is 1053."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.codebook.model import Condition, EventType, Refinement, Trigger
from dragoman.core.documents import Token
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match, fits

_OUTSIDE = {"nsubj", "csubj", "expl", "advcl", "relcl", "conj", "cc", "punct", "aux", "auxpass", "neg", "agent", "mark", "parataxis", "appos", "poss"}
_ASIDE = {"after", "before", "during", "since", "amid", "despite", "following", "until", "because", "at", "by"}

_NO = frozenset({"no", "without"})
_LONGER = frozenset({"longer"})
_SAYING_NO = frozenset({"sentence", "preposition"})


@dataclass(frozen=True, slots=True)
class Coding:
    """What the event of a match is called: mode (or None), CAMEO code (or None: the type's) and the contexts that it always has."""

    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]


def asks_for_no(trigger: Trigger) -> bool:
    """Does the trigger itself ask for a `not`, `no` or `without`? Then what is denied is what it tells."""
    asked = [c for c in trigger.conditions if not c.negated]
    said = any((c.role in _SAYING_NO and not c.lemmas.isdisjoint(_NO)) or not c.lemmas.isdisjoint(_LONGER) for c in asked)
    return said or any(c.role == "negation" for c in trigger.conditions)


def coding_of(match: Match, kind: EventType, index: EntityIndex, roles: Roles) -> Coding:
    """The trigger's own coding, or that of the type's `codes` that narrows it and has the lowest rank and words nearest to the trigger."""
    trigger = match.trigger
    told = Coding(trigger.mode, trigger.cameo, trigger.contexts)
    narrower = [(r, code) for r in kind.codes if (code := narrowed(trigger.cameo or kind.cameo or "", r.cameo))]
    if not narrower:
        return told
    refused = [match.token] if any(c.role == "negation" for c in trigger.conditions) else []  # `will not withdraw`: the verb itself says what
    words = refused + content(match.token, roles)
    found = [(_depth(match.token, r, words, index, roles), n) for n, (r, _) in enumerate(narrower)]
    rank, _, n = min(((narrower[n][0].rank, depth, n) for depth, n in found if depth is not None), default=(None, 0, 0))
    return told if rank is None else _sharper(told, *narrower[n])


def _sharper(told: Coding, refinement: Refinement, code: str) -> Coding:
    return Coding(refinement.mode or told.mode, code, tuple(dict.fromkeys([*told.contexts, *refinement.contexts])))


@lru_cache(maxsize=1 << 14)
def narrowed(code: str, pattern: str) -> str | None:
    """The code that a pattern makes of a wider one, None where it is not wider; an `x` of the pattern takes the code's own digit.

    `100` and `xx53` make 1053, `020` and `xx53` 0253, `141` and `14x2` 1412; `106` is no wider code of `xx53`.
    """
    if len(code) < 3 or ("x" in pattern[2:3] and code[2] == "0"):
        return None
    made = "".join(code[i] if digit == "x" and i < len(code) else digit for i, digit in enumerate(pattern))
    wide = code[:2] if code[2] == "0" and len(code) == 3 else code
    return made if made.startswith(wide) and made != code and "x" not in made else None


def content(token: Token, roles: Roles) -> list[Token]:
    """Every word of what is asked, refused, threatened or given: all that hangs on the word, without its doer, other clauses and the circumstances."""
    annotated = roles.annotated
    found: list[Token] = []
    left = [c for c in annotated.children(token.i) if _inside(c)]
    if token.pos in {"NOUN", "PROPN"} and token.dep in {"dobj", "nsubjpass"}:  # `made a demand on them for aid`
        left += [c for c in annotated.children(token.head) if c.dep == "prep" and _inside(c)]
    while left:
        word = left.pop(0)
        found.append(word)
        left += [c for c in annotated.children(word.i) if c.dep in {"conj", "poss"} or _inside(c)]
    return found


def _inside(word: Token) -> bool:
    return word.dep not in _OUTSIDE and not (word.dep == "prep" and word.lemma in _ASIDE)


def _depth(token: Token, refinement: Refinement, words: list[Token], index: EntityIndex, roles: Roles) -> int | None:
    """How many words of the content must be read until all conditions hold; None where they do not."""
    deepest = 0
    for condition in refinement.conditions:
        at = _first(token, condition, words, index, roles)
        if (at is None) != condition.negated:
            return None
        deepest = max(deepest, at or 0)
    return deepest


def _first(token: Token, condition: Condition, words: list[Token], index: EntityIndex, roles: Roles) -> int | None:
    role, _, rest = condition.role.partition(".")
    if role != "content":
        return 0 if any(fits(t, condition, index, roles) for t in roles.fill(token.i, condition.role)) else None
    if not rest:
        return next((n for n, word in enumerate(words) if fits(word, condition, index, roles)), None)
    for n, word in enumerate(words):
        fillers = content(word, roles) if rest == "content" else roles.fill(word.i, rest)
        if any(fits(t, condition, index, roles) for t in fillers):
            return n
    return None
