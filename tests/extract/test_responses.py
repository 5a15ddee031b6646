"""What a text makes the answer to what: the words, the direction, and what is left to the record."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Code


def stated(code: Code, text: str) -> list[tuple[str, str, str, str]]:
    """(words of the reaction, words of the action or empty, types sought, words that tie them)."""
    drawn = code(text)
    mentions = {e.id: text[e.trigger.start : e.trigger.end] for e in drawn.events}
    found = []
    for event in drawn.events:
        for value in (v for name, v in event.values if name == "answers"):
            target, start, end = value.rsplit(":", 2)
            action, _, types = target.partition("?")
            found.append((mentions[event.id], mentions.get(action, ""), types, text[int(start) : int(end)]))
    return found


@pytest.mark.parametrize(
    ("text", "reaction", "action", "words"),
    [
        ("Estavia recalled its ambassador from Norland after Norland arrested an Estavian consul.", "recalled", "arrested", "after Norland arrested"),
        ("Norland closed the Estavian cultural centre in Sarn, prompting Estavia to recall its ambassador.", "recall", "closed", "prompting"),
        ("Estavia retaliated for the closure of its consulate by expelling two Norlandic envoys.", "expelling", "closure", "retaliated for the closure"),
        ("The arrest of its consul prompted Norland to summon the Estavian ambassador.", "summon", "arrest", "The arrest of its consul prompted"),
        ("Norland shelled the port of Estavia because Estavia attacked its ships.", "shelled", "attacked", "because Estavia attacked"),
        (
            "Norland expelled two Estavian envoys on 3 March. On 6 March Estavia expelled two of Norland in response.",
            "expelled",
            "expelled",
            "in response",
        ),
        (
            "Norland expelled an Estavian envoy. The move came in response to the arrest of a Norlander in Estavia.",
            "expelled",
            "arrest",
            "in response to",
        ),
        ("Estavia ordered out ten Norlandic diplomats a day after Norland expelled ten Estavian diplomats.", "ordered", "expelled", "a day after"),
        ("Estavia's expulsion of five diplomats was a response to Norland's closure of the centre.", "expulsion", "closure", "response to Norland's closure"),
        ("Norland fired missiles at Estavia in what it called a response to Estavian shelling.", "fired", "shelling", "response to Estavian shelling"),
        (
            "Norland barred an Estavian deputy from entering the country in response to Estavia's threat to its fleet.",
            "barred",
            "threat",
            "in response to",
        ),
        ("Norland threw out ten Estavian envoys; Estavia responded by expelling as many Norlandic ones.", "expelling", "threw", "responded"),
    ],
)
def test_words_tie_a_reaction_to_its_action(code: Code, text: str, reaction: str, action: str, words: str) -> None:
    ((told, of, _, said),) = stated(code, text)
    assert (told, of) == (reaction, action)
    assert said.startswith(words)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Estavia expelled five Norlandic diplomats in response to the expulsion of its diplomats.", "ASSAULT,COERCE,SANCTION"),
        ("Estavia will expel Norlandic diplomats in response to a similar Norlandic move.", "SANCTION"),
        ("Estavia banned imports from Norland as a countermeasure to Norland's sanctions.", "SANCTION"),
        ("Norland summoned the Estavian ambassador to protest against the shelling of a border village.", "ASSAULT"),
        ("In retaliation, Estavia banned imports from Norland.", ""),
        ("Estavia announced reciprocal sanctions against Norland.", ""),
    ],
)
def test_an_act_that_is_only_named_is_left_to_the_record_with_the_types_it_may_be(code: Code, text: str, types: str) -> None:
    assert [(action, of) for _, action, of, _ in stated(code, text)] == [("", types)]


@pytest.mark.parametrize(
    "text",
    [
        "Norland and Estavia held talks after Karsia attacked Vesperia.",
        "Norland expelled three diplomats after a dinner.",
        "Norland closed its embassy in Estavia due to bad weather.",
        "Norland praised Estavia in response to a question.",
        "Estavia did not respond after Norland expelled its envoy.",
        "Norland expelled an Estavian envoy. Karsia held a festival in response.",
    ],
)
def test_what_only_comes_after_or_answers_no_deed_is_tied_to_nothing(code: Code, text: str) -> None:
    assert stated(code, text) == []


def test_each_side_may_be_told_to_answer_the_other(code: Code) -> None:
    text = "Norland shelled the island in response to an Estavian attack. Estavia said it had attacked Norland in response to the shelling of the island."
    assert [(reaction, action) for reaction, action, _, _ in stated(code, text)] == [("shelled", ""), ("attacked", "shelled")]
