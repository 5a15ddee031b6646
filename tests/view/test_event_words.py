"""How an act was coded is said in words: the role of a word in a rule, the coder, and what a second one says."""

from __future__ import annotations

import pytest

from dragoman.view.event_story import say_coder, say_role


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("object", "as its object"),
        ("object.modifier", "as the modifier of its object"),
        ("of", "after “of”"),
        ("object.of", "after “of” of its object"),
        ("sentence", "in its sentence"),
    ],
)
def test_the_role_of_a_word_in_a_rule_is_said_in_words(role: str, said: str) -> None:
    assert say_role(role) == said


def test_a_second_coder_is_called_so() -> None:
    assert say_coder("rules 0.1.0, pair 1 agrees: SANCTION.yaml#54") == "SANCTION.yaml#54 (rules 0.1.0); a second coder agrees"
    assert say_coder("rules 0.1.0, pair 1 would say CONSULT: REQUEST.yaml#3") == "REQUEST.yaml#3 (rules 0.1.0); a second coder would say Consult"
    assert say_coder("rules 0.1.0, deed 1 sees no deed: AID.yaml#2") == "AID.yaml#2 (rules 0.1.0); a second coder sees no deed there"
    assert say_coder("rules 0.1.0, deed 1 agrees: heard") == "the reader of deeds, at a word that no trigger knows (rules 0.1.0)"
    assert say_coder("ana") == "ana"
