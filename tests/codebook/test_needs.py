"""What a trigger needs in a sentence before its conditions are looked at."""

from __future__ import annotations

from dragoman.codebook.model import NATIONALS, Condition, Trigger


def _needs(*conditions: Condition) -> tuple[frozenset[str], ...]:
    return Trigger("SANCTION", "verb", ("expel",), conditions, (), (), None, None, (), None, 0, "here").needs


def _asked(role: str, *lemmas: str, kinds: frozenset[str] = frozenset(), negated: bool = False) -> Condition:
    return Condition(role, frozenset(lemmas), kinds, anything=False, negated=negated)


def test_words_alone_are_needed_of_several_the_first() -> None:
    assert _needs(_asked("object", "envoy", "note of protest"), _asked("particle", "out")) == (frozenset({"envoy", "note"}), frozenset({"out"}))


def test_what_other_things_can_meet_is_not_needed() -> None:
    state, nationals = _asked("object", "envoy", kinds=frozenset({"state"})), _asked("object", NATIONALS)
    denied, anything = _asked("object", "storm", negated=True), Condition("object", frozenset(), frozenset(), anything=True, negated=False)
    elsewhere = _asked("source", "ministry")
    assert _needs(state, nationals, denied, anything, elsewhere) == ()
