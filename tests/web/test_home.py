"""The first page tells what is in the record, what is new, what is open, and what to do where there is nothing."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient


def test_an_empty_record_says_what_this_is_and_takes_files_and_links(empty_desk: TestClient) -> None:
    page = empty_desk.get("/").text
    assert "Nothing is in this record yet" in page
    assert "reads news reports about states" in page
    assert re.search(r'<input id="files" name="files" type="file" multiple', page)
    assert '<textarea id="links" name="links"' in page


def test_each_open_question_has_one_line_that_leads_to_it(desk: TestClient) -> None:
    page = desk.get("/").text
    section = page.split('id="open-questions"')[1].split("</section>")[0]
    first = re.search(r'href="(/questions/[^"]+)"', section)
    assert first
    assert desk.get(first[1]).status_code == 200
    assert "contradiction" in section


def test_outlets_and_languages_stand_with_how_often_and_lead_to_their_reports(desk: TestClient) -> None:
    page = desk.get("/").text
    assert "English" in page
    found = re.search(r'href="(/documents\?outlet=[^"]+)"><bdi>([^<]+)</bdi> <span class="n">(\d+)<', page)
    assert found
    assert found[2] in desk.get(found[1]).text


def test_what_was_marked_as_seen_is_no_longer_new(own_desk: TestClient) -> None:
    assert "All of it is new to you" in own_desk.get("/").text
    page = own_desk.post("/visits", data={"number": "3"}).text
    assert "New since 2 March 2026" in page
    assert re.search(r"<b>\d+</b>reports", page)
    assert "Nothing has come in since" in own_desk.post("/visits", data={"number": "999999"}).text


def test_a_number_that_is_none_is_refused(own_desk: TestClient) -> None:
    for number in ("-1", "x", "99999999999999999999999"):
        assert own_desk.post("/visits", data={"number": number}).status_code == 400


def test_as_many_pairs_are_told_as_the_ties_list(desk: TestClient) -> None:
    told = re.search(r'<a href="/ties">(\d+) pairs?</a>', desk.get("/").text)
    listed = re.search(r"<p>(\d+) pairs?</p>", desk.get("/ties?unit=year").text)
    assert told
    assert listed
    assert told[1] == listed[1]
