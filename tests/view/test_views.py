"""Yields proof of the views beside the brief: timeline, dossier, questions, incident."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.errors import NotFoundError
from dragoman.view.dossier import build_dossier
from dragoman.view.incident import incident_page
from dragoman.view.markdown import render_markdown
from dragoman.view.questions import list_questions, questions_page
from dragoman.view.record import Record
from dragoman.view.selection import select
from dragoman.view.timeline import build_timeline, timeline_page


def test_a_timeline_parts_affair_undated_and_background(record: Record) -> None:
    timeline = build_timeline(select(record, "Norland", "Estavia"))
    assert [row.event for row in timeline.rows] == ["e-sink", "e-close"]
    assert [row.event for row in timeline.undated] == ["e-cut", "e-found", "e-sue"]
    assert [row.event for row in timeline.background] == ["e-old"]


def test_a_row_says_who_tells_it_and_on_whose_word(record: Record) -> None:
    row = build_timeline(select(record, "Norland", "Estavia")).rows[1]
    assert (row.whose_word, row.told_by) == ("outlet", ("A", "B"))


def test_an_empty_timeline_says_what_to_do(record: Record) -> None:
    assert "widen --since" in render_markdown(timeline_page(build_timeline(select(record, "Norland", "Estavia", until="1950"))))


def test_a_short_timeline_keeps_the_most_telling_acts_in_order_of_time_and_says_how_many_there_are(record: Record) -> None:
    short = build_timeline(select(record, "Norland", "Estavia"), most=2)
    assert [row.event for row in (*short.rows, *short.undated)] == ["e-sink", "e-close"]
    assert (short.background, short.left_out) == ((), 4)
    assert "The 2 most telling of 6 acts" in render_markdown(timeline_page(short))


def test_a_dossier_tells_offices_listings_and_reports(record: Record) -> None:
    text = render_markdown(build_dossier(record, "Ada Quill"))
    assert "spokeswoman of Norland [" in text
    assert "entry ban by Estavia, 11 March 2031" in text
    assert "The note went out on 9 March *(A)*" in text
    assert "named 1 time" in text


def test_a_person_is_found_by_surname(record: Record) -> None:
    assert build_dossier(record, "quill").title == "Ada Quill"


def test_a_state_is_found_by_demonym_and_code(record: Record) -> None:
    assert build_dossier(record, "estavian").title == build_dossier(record, "XES").title == "Estavia"


def test_a_dossier_of_nobody_lists_near_names(record: Record) -> None:
    with pytest.raises(NotFoundError, match="near it: Harbour Board"):
        build_dossier(record, "Harbor Board")


def test_the_most_contested_question_comes_first(record: Record) -> None:
    assert [q.id for q in list_questions(record)] == ["q-when", "q-sank"]


def test_questions_are_found_by_their_answers(record: Record) -> None:
    assert [q.id for q in list_questions(record, "mine")] == ["q-sank"]
    with pytest.raises(NotFoundError, match="no question is about 'weather'"):
        questions_page(record, "weather")


def test_a_record_without_questions_says_what_to_do(record: Record) -> None:
    bare = replace(record, resolved=replace(record.resolved, questions=()))
    assert "add reports" in render_markdown(questions_page(bare))


def test_an_incident_is_told_with_its_inquiry(record: Record) -> None:
    text = render_markdown(incident_page(record, "ferry"))
    assert "12 of 40 drowned (B) [" in text
    assert "Harbour Board" in text
    assert "no trace of fire" in text


def test_an_incident_that_is_not_there_is_answered_with_those_that_are(record: Record) -> None:
    with pytest.raises(NotFoundError, match="there are: The ferry Gull sank"):
        incident_page(record, "zeppelin")


def test_findings_side_by_side_are_no_rival_accounts(record: Record) -> None:
    findings = replace(record.question["q-sank"], slot="content", relations=())
    text = render_markdown(questions_page(replace(record, resolved=replace(record.resolved, questions=(findings,)))))
    assert "0 open questions" in text
    assert "## Told alike or side by side" in text


def test_answers_that_only_agree_in_other_words_are_no_open_question(record: Record) -> None:
    asked = record.question["q-sank"]
    agreed = replace(asked, relations=(replace(asked.relations[0], relation="agrees"),))
    text = render_markdown(questions_page(replace(record, resolved=replace(record.resolved, questions=(agreed,)))))
    assert "*What sank the Gull?* = told alike" in text
    assert "**The accounts agree.** Origins: 2, in 2 outlets." in text
    assert "0 open questions" in text
