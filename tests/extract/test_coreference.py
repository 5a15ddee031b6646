"""Coreference: who is meant by pronouns and by descriptions, and which names are one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


def chains(drawn: Extracted) -> list[list[str]]:
    """The words of all mentions, chain by chain."""
    found: dict[str, list[str]] = {}
    for mention in drawn.entities:
        found.setdefault(mention.anchor, []).append(mention.text)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Norland accused Estavia of violating its airspace.", ["Norland", "its"]),
        ("Norland urged Estavia to open its border.", ["Estavia", "its"]),
        ("Norland promised Estavia to open its archives.", ["Norland", "its"]),
        ("Norland asked Estavia to leave. Estavia said it would keep its troops there.", ["Estavia", "Estavia", "it", "its"]),
        ("Ivan Malin fought Boris Orlan, knocking him down.", ["Boris Orlan", "him"]),
        ("Ivan Malin shot himself.", ["Ivan Malin", "himself"]),
        ("The court convicted Boris Malin. President Viktor Orel said he would not pardon him.", ["Boris Malin", "him"]),
        ("President Anna Lind met Prime Minister Carl Dahl. She thanked him.", ["Anna Lind", "She"]),
        ("The Estavian foreign minister spoke. The minister left.", ["The Estavian foreign minister", "The minister"]),
        ("The Estavian foreign minister met his Norlandic counterpart. The minister praised her.", ["his Norlandic counterpart", "her"]),
        ("The agency Corvid reported it. The agency gave no source.", ["The agency", "Corvid", "The agency"]),
        ("Anna Lind won the race. The boxer wept.", ["Anna Lind", "The boxer"]),
        ("Police closed the road. Later police opened it.", ["Police", "police"]),
        ("An attack on a Norlandic jet failed. The mayor wept. A week later a Norlandic jet landed.", ["a Norlandic jet", "a Norlandic jet"]),
        ("Karl Orlan Jr. spoke. Orlan left.", ["Karl Orlan Jr.", "Orlan"]),
        ("Anna Lind spoke. Anna left.", ["Anna Lind", "Anna"]),
    ],
)
def test_a_description_or_pronoun_takes_up_who_was_meant(code: Code, text: str, chain: list[str]) -> None:
    assert chain in chains(code(text))


def test_the_head_of_another_office_is_another_person(code: Code) -> None:
    text = "Ivan Malin, the head of the agency, spoke. The head of the border office left."
    assert ["The head"] in chains(code(text))


def test_a_body_of_flesh_is_no_institution(code: Code) -> None:
    assert not [m for m in code("The mother wept. Her body was found.").entities if "body" in m.text]


def test_namesakes_with_other_given_names_stay_two(code: Code) -> None:
    assert {tuple(chain) for chain in chains(code("Anna Lind met Carl Lind."))} == {("Anna Lind",), ("Carl Lind",)}
