"""Where an event is told to have happened."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[..., Extracted]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("Police arrested nine protesters in a village near Arden on Monday.", "COERCE", "Arden"),
        ("The presidents of Norway and Chile met in the Swiss resort of Davos on Monday.", "CONSULT", "Davos"),
        ("In Oslo, soldiers detained ten workers on Monday.", "COERCE", "Oslo"),
        ("Protesters rallied in the capital, Lima, on Monday.", "PROTEST", "Lima"),
        ("Soldiers fired at the crowd in Lima's port on Monday.", "ASSAULT", "Lima"),
        ("Norway imposed sanctions on Peru on Monday.", "SANCTION", None),
        ("Norway closed a Peruvian cultural centre in Oslo on Monday.", "SANCTION", "Oslo"),
    ],
)
def test_the_place_of_an_event_hangs_on_its_words(code: Code, text: str, kind: str, place: str | None) -> None:
    extracted = code(text)
    mentions = {mention.id: mention.text for mention in extracted.entities}
    [event] = [event for event in extracted.events if event.type == kind]
    assert (mentions[event.place] if event.place else None) == place
