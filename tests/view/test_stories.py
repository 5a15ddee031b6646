"""Stories as a reader asks for them: by id, by words, with a brief and a timeline that no state need be named for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import DateRange
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.incidents import Story
from dragoman.view.brief import brief_of
from dragoman.view.incident import find_incident, say_seconds
from dragoman.view.markdown import render_markdown
from dragoman.view.record import Record
from dragoman.view.stories import list_stories
from dragoman.view.story_selection import find_story, select_asked, story_about
from dragoman.view.timeline import build_timeline


@pytest.fixture
def told(record: Record) -> Record:
    """The record with an affair of both reports, the sinking as its happening, and an affair that no report of it tells more of."""
    documents, events = tuple(d.id for d in record.documents), tuple(e.id for e in record.resolved.events)
    span = DateRange("2031-03-03", "2031-03-12")
    affair = Story("s-1", "Estavia and Norland: closures, March 2031", "affair", documents, events, None, span)
    sinking = Story("sh-2", "Sinking of the Gull", "happening", documents, ("e-sink",), "s-1", DateRange("2031-03-03", "2031-03-03"), "e-sink")
    other = Story("s-3", "Karsia: talks, January 2030", "affair", documents[:1], (), None, DateRange("2030-01-01", "2030-01-31"))
    return replace(record, resolved=replace(record.resolved, stories=(affair, other, sinking)))


def test_stories_are_listed_the_latest_affair_first_each_with_its_happenings(told: Record) -> None:
    rows = list_stories(told)
    assert [row.story.id for row in rows] == ["s-1", "sh-2", "s-3"]
    assert [row.part_of for row in rows] == ["", "Estavia and Norland: closures, March 2031", ""]
    assert (rows[0].reports, rows[0].origins, rows[1].dates) == (2, 2, "3 Mar 2031")


@pytest.mark.parametrize(("words", "story"), [("s-1", "s-1"), ("sh-", "sh-2"), ("norland closures", "s-1"), ("gull", "sh-2"), ("cable", "s-1")])
def test_a_story_is_found_by_its_id_its_name_or_what_it_tells(told: Record, words: str, story: str) -> None:
    assert find_story(told, words).id == story


def test_a_story_that_is_not_there_is_answered_with_those_that_are(told: Record) -> None:
    with pytest.raises(NotFoundError, match=r"no story is called 'zeppelin'; there are: Estavia and Norland: closures, March 2031 \(s-1\)"):
        find_story(told, "zeppelin")


def test_a_brief_on_a_story_names_no_state_and_tells_what_all_of_them_did(told: Record) -> None:
    text = render_markdown(brief_of(select_asked(told, None, None, story="closures")))
    assert text.startswith("# Estavia and Norland: closures, March 2031\n\n3 March 2031 to 12 March 2031 · 2 reports from 2 outlets")
    assert "closed" in text
    assert "## Incident" in text


def test_words_without_a_name_stand_for_the_story_that_they_mean(told: Record) -> None:
    meant = story_about(told, "closures")
    assert meant is not None
    assert select_asked(told, None, None, about="closures").story == meant


def test_words_that_mean_no_one_story_bring_all_that_names_them(told: Record) -> None:
    bare = replace(told, resolved=replace(told.resolved, stories=()))
    found = select_asked(bare, None, None, about="cable")
    assert found.name == "“cable”"
    assert found.events
    assert len(found.events) < len(told.resolved.events)


def test_a_timeline_of_a_story_holds_its_acts_alone(told: Record) -> None:
    found = build_timeline(select_asked(told, None, None, story="sh-2"))
    assert [row.event for row in (*found.rows, *found.undated, *found.background)] == ["e-sink"]


def test_a_story_and_a_name_together_are_refused(told: Record) -> None:
    with pytest.raises(UsageError, match="not both"):
        select_asked(told, "Norland", None, story="gull")


def test_the_only_incident_needs_no_name_and_of_several_one_must_be_named(record: Record) -> None:
    (one,) = record.resolved.incidents
    assert find_incident(record, "") == one
    two = replace(record, resolved=replace(record.resolved, incidents=(one, replace(one, id="i-other"))))
    with pytest.raises(NotFoundError, match="more than one incident; name one"):
        find_incident(two, "")
    none = replace(record, resolved=replace(record.resolved, incidents=()))
    with pytest.raises(NotFoundError, match="tells of none"):
        find_incident(none, "")


@pytest.mark.parametrize(("seconds", "words"), [(24, "24 seconds"), (60, "1 minute"), (90, "90 seconds"), (3900, "1 hour 5 minutes")])
def test_a_lapse_is_said_in_the_units_that_it_was_told_in(seconds: int, words: str) -> None:
    assert say_seconds(seconds) == words
