"""Capitals and seats of government: the town or building, or the government that sits there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.documents import Annotated, Name

Read = Callable[..., Annotated]


def marked(read: Read, text: str) -> list[Name]:
    """The names of the words between braces."""
    parts = text.replace("{", "\0{").replace("}", "\0").split("\0")
    wanted, plain = [], ""
    for part in parts:
        if part.startswith("{"):
            wanted.append(len(plain))
        plain += part.lstrip("{")
    return [name for name in read(plain).names if name.start in wanted]


@pytest.mark.parametrize(
    "text",
    [
        "{Tehran} rejected the proposal.",
        "{Tehran} preparing to expel the envoy",
        "{Ankara} to sue {Athens} over the islands",
        "{Beijing} said it would respond.",
        "Relations between {Moscow} and {Warsaw} worsened.",
        "Talks between {Yerevan} and {Baku} resumed on Monday.",
        "{Islamabad}'s ambassador was summoned.",
        "{Seoul} has long resented the presence of those troops.",
        "The dispute compounded {Dhaka}'s disgust with {Delhi}.",
        "Aid from {Berlin} has dried up.",
        "Negotiators from {Tbilisi} left the room.",
        "{Riyadh} is an ally of the Americans.",
        "The deal gives {Baghdad} control over the oil.",
        "A {Tripoli} spokesman denied it.",
        "The {Vilnius} government resigned.",
        "Loyal to {Kyiv}, the units held the town.",
        "{Oslo}-{Moscow} relations are at their worst.",
        "The {Elysee} said no.",
        "{Foggy Bottom} warned both sides.",
    ],
)
def test_a_seat_that_acts_or_is_dealt_with_is_its_government(read: Read, text: str) -> None:
    names = marked(read, text)
    assert len({name.start for name in names}) == text.count("{")
    assert {(name.kind, name.form) for name in names} == {("state", "metonym")}


@pytest.mark.parametrize(
    "text",
    [
        "Clashes broke out in {Tehran} on Sunday.",
        "A fire at {Ottawa} airport delayed flights.",
        "{Beijing} is the capital of China.",
        "{Kyiv} was bombed overnight.",
        "{Manila} was flooded.",
        "{Bratislava} lies on the Danube.",
        "The road between {Moscow} and {Warsaw} was closed.",
        "The {Oslo}-{Copenhagen} train was late.",
        "The rebels advanced on {Tripoli}.",
        "The plane was bound for {Moscow}.",
        "They drove towards {Kigali}.",
        "Half of {Dhaka} was flooded.",
        "{Seoul} residents were told to stay indoors.",
        "Police in north west {London} searched a house.",
        "A {Tokyo} court sentenced the man.",
        "{Harare}'s streets were empty.",
        "{Kabul}, March 3 (Agency) - A blast killed six.",
        "The {White House} lawn was wet.",
    ],
)
def test_a_seat_that_things_happen_in_is_the_spot_itself(read: Read, text: str) -> None:
    names = marked(read, text)
    assert len({name.start for name in names}) == text.count("{")
    assert {name.form for name in names} == {"name"}
    assert {name.kind for name in names} <= {"place", "facility"}
