"""Events listed in words are compared with those that came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.dates import DateRange
from dragoman.core.errors import InputError
from dragoman.core.records import Event, Party
from dragoman.evaluate.metrics import Share
from dragoman.evaluate.told import SENTENCES, Listed, Told, evaluate_told, read_told


def _event(kind: str, modality: str, actors: str, recipients: str, start: str | None = None) -> Event:
    one, other = (tuple(Party(None, code, code, None, code) for code in codes.split()) for codes in (actors, recipients))
    return Event("e", "PLOVER", kind, None, (), None, modality, one, other, None, DateRange(start, start), None, None, None, (), None, "", ())


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("SANCTION", True),
        ("SANCTION|COERCE done XNO>XES", True),
        ("* planned|done", True),
        ("SANCTION done XES>XNO", False),
        ("SANCTION done XES,XNO", True),
        ("SANCTION done *>XES", True),
        ("SANCTION planned", False),
        ("SANCTION done XNO>XES @2031", True),
        ("SANCTION done @1987", False),
        ("SANCTION done @now", True),
    ],
)
def test_each_part_of_a_listed_event_counts(words: str, fits: bool) -> None:
    assert Listed.read(words).fits(_event("SANCTION", "done", "XNO", "XES", "2031-03-03")) is fits


def test_both_sides_of_a_meeting_are_actors() -> None:
    assert Listed.read("CONSULT done XNO>XES").fits(_event("CONSULT", "done", "XES XNO", ""))


def test_words_of_another_shape_are_refused() -> None:
    with pytest.raises(InputError):
        Listed.read("SANCTION done XNO XES XVE")


def test_an_event_that_is_not_listed_lowers_precision_alone() -> None:
    told = Told("", (Listed.read("AID done XNO>XES"),), (Listed.read("CONSULT"),))
    events = [_event("AID", "done", "XNO", "XES"), _event("CONSULT", "done", "XNO XES", ""), _event("ASSAULT", "done", "XNO", "XES")]
    figures = evaluate_told([told], [events])
    assert figures["type_dyad"] == figures["modality"] == Share(1, 1)
    assert figures["precision"] == Share(2, 3)


def test_a_file_of_another_shape_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("sentences: [{text: Norland closed it.}]", encoding="utf-8")
    with pytest.raises(InputError):
        read_told(wrong)


def test_our_own_sentences_are_sixty_and_no_two_the_same() -> None:
    sentences = read_told(SENTENCES)
    assert len({told.text for told in sentences}) == len(sentences) >= 60
    assert sum(not told.wanted for told in sentences) >= 5
