"""Yields proof of since when somebody is known to say something, and that a day of something else is not taken for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.documents import Document, Evidence, Published, Timex
from dragoman.core.records import ClaimTold, Link
from dragoman.core.resolved import Resolved
from dragoman.view.record import Record
from dragoman.view.said_days import Said, earliest, said_on


def told_in(text: str, content: str, day: str | None = "2031-03-12") -> tuple[Record, ClaimTold]:
    """A report of that day in which `Quill said` the content; its time expression is `10 March`."""
    document = Document("d-1", text, "0" * 64, "text", published=Published(day, "byline", 0.9) if day else None)
    start, cue, date = text.index("Quill"), text.index("said"), text.index("10 March")
    link = Link("person", "Quill", None, start, start + 5)
    said = Evidence(document.id, cue, cue + 4, "said")
    span = document.evidence(text.index(content), text.index(content) + len(content))
    told = ClaimTold("cm-1", document.id, (span,), said, (link,), "asserted", "affirmed", "indirect", "rules", 0.8)
    return Record(Resolved(), (document,), {document.id: (Timex(date, date + 8, "DATE", "2031-03-10"),)}, None), told


@pytest.mark.parametrize("text", ["Quill said on 10 March that it sank.", "On 10 March, Quill said that it sank.", "Quill, 10 March, said that it sank."])
def test_the_day_beside_who_says_it_is_the_day_of_the_words(text: str) -> None:
    assert str(said_on(*told_in(text, "it sank"))) == "10 Mar 2031"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Quill said that on 10 March it sank.", "on 10 March it sank"),
        ("Quill said after the storm of 10 March that it sank.", "it sank"),
        ("It was over by 10 March. Quill said that it sank.", "it sank"),
    ],
)
def test_a_day_within_the_words_or_of_something_else_is_not(text: str, content: str) -> None:
    assert str(said_on(*told_in(text, content))) == "by 12 Mar 2031"


@pytest.mark.parametrize("value", ["2029-03-10", "2031", "2031-W10", "2031-04-01", None])
def test_a_day_that_cannot_be_that_of_the_words_is_not_taken(value: str | None) -> None:
    record, told = told_in("Quill said on 10 March that it sank.", "it sank")
    times = {"d-1": tuple(replace(t, value=value) for t in record.times["d-1"])}
    assert said_on(replace(record, times=times), told) == Said("2031-03-12")


def test_what_an_outlet_says_itself_is_of_the_day_of_its_report() -> None:
    record, told = told_in("Quill said on 10 March that it sank.", "it sank")
    assert str(said_on(record, replace(told, form="outlet_voice"))) == "by 12 Mar 2031"


def test_without_any_day_it_is_undated() -> None:
    record, told = told_in("Quill said that it sank. 10 March", "it sank", None)
    assert str(said_on(record, told)) == "undated"


def test_the_earliest_of_several_is_taken_and_the_unknown_last() -> None:
    assert earliest([Said(None), Said("2031-03-12"), Said("2031-03-10", stated=True)]) == Said("2031-03-10", stated=True)
    assert earliest([]) == Said(None)
