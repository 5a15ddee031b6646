"""Yields proof that a brief begins with what has weight, and that a bare deed is told in the report's words or not in front."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import UNKNOWN
from dragoman.core.records import Event, EventTold, Link, Party
from dragoman.view.brief import build_brief, render_markdown
from dragoman.view.opening import strongest
from dragoman.view.record import Record
from dragoman.view.selection import select
from dragoman.view.sentences import is_bare, words_beside
from tests.view.conftest import ESTAVIA, NORLAND, B, quote
from tests.view.test_brief import section


def with_event(record: Record, key: str, **changes: object) -> Record:
    """The record with one event changed."""
    changed = tuple(replace(e, **changes) if e.id == key else e for e in record.resolved.events)  # type: ignore[arg-type]
    return replace(record, resolved=replace(record.resolved, events=changed))


def beside(record: Record, *events: Event) -> Record:
    """The record with more events."""
    return replace(record, resolved=replace(record.resolved, events=(*record.resolved.events, *events)))


def act(summary: str, recipients: tuple[Party, ...] = (), quad: int = 2, words: str = "Norland wants", **more: object) -> Event:
    """An act of both states, or as changed."""
    told = EventTold("em-act", B.id, (quote(B, words),), (), "rules", 0.9)
    actors = (NORLAND, ESTAVIA)
    found = Event("e-act", "PLOVER", "COOPERATE", None, (), None, "done", actors, recipients, None, UNKNOWN, quad, 9.5, None, (), None, summary, (told,))
    return replace(found, **more)  # type: ignore[arg-type]


def in_brief(record: Record) -> str:
    return section(render_markdown(build_brief(record, "Norland", "Estavia")), "In brief")


def test_a_sentence_that_says_nothing_but_that_two_cooperated_does_not_come_before_a_closure(record: Record) -> None:
    told = beside(record, act("Norland and Estavia cooperated."))
    selection = select(told, "Norland", "Estavia")
    assert is_bare(told.event["e-act"])
    assert [e.id for e in strongest(selection)][:2] == ["e-sink", "e-close"]


def test_what_the_coder_is_unsure_of_does_not_stand_in_front(record: Record) -> None:
    unsure = tuple(replace(m, confidence=0.15) for m in record.event["e-close"].mentions)
    assert "trade" not in in_brief(with_event(record, "e-close", mentions=unsure))
    assert "trade" in in_brief(record)


def test_the_accident_is_told_with_its_dead(record: Record) -> None:
    assert "sank off Port Amsel on 3 March 2031” [1][2]; 12 of 40 drowned [3]." in in_brief(record)


def test_what_accounts_contradict_each_other_on_is_named(record: Record) -> None:
    assert "Accounts contradict each other on one question: When was the office closed? See below." in in_brief(record)


@pytest.mark.parametrize(
    ("summary", "recipients", "quad", "bare"),
    [
        ("Norland and Estavia cooperated.", (), 2, True),
        ("Norland attacked.", (), 4, True),
        ("Norland accused Estavia.", (ESTAVIA,), 3, True),
        ("Norland closed Estavia.", (ESTAVIA,), 4, False),
        ("Norland and Estavia held talks.", (), 1, False),
        ("Norland accused Estavia of laying mines.", (ESTAVIA,), 3, False),
    ],
)
def test_a_deed_without_a_recipient_and_words_without_content_are_bare(summary: str, recipients: tuple[Party, ...], quad: int, bare: bool) -> None:
    assert is_bare(act(summary, recipients, quad, actors=(NORLAND,) if recipients else (NORLAND, ESTAVIA))) is bare


def test_a_bare_deed_is_told_with_the_words_of_the_report() -> None:
    event = act("Norland attacked.", (), 4, "A mine sank her, a naval officer told the Tidings", actors=(NORLAND,))
    assert words_beside(event) == ": “A mine sank her, a naval officer told the Tidings”"
    assert words_beside(replace(event, summary="Norland attacked the harbour of Port Amsel with ships.")) == ""


def test_an_accusation_is_not_repeated_beside_the_deed_alleged_on_the_accusers_word(record: Record) -> None:
    quill = Party("n-quill", "Ada Quill", "XNO", None, None)
    chain = (Link("person", "Ada Quill", "n-quill", None, None),)
    alleged = act("Estavia allegedly sank the ferry.", (NORLAND,), 4, actors=(ESTAVIA,), modality="alleged", type="ASSAULT")
    alleged = replace(alleged, mentions=(replace(alleged.mentions[0], chain=chain),))
    accused = replace(act("Ada Quill accused Estavia of sinking the ferry.", (ESTAVIA,), 3, actors=(quill,), type="ACCUSE", score=-3.5), id="e-accused")
    text = in_brief(beside(record, alleged, accused))
    assert "Estavia allegedly sank the ferry, according to Ada Quill [" in text
    assert "accused" not in text
