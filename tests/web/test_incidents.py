"""Incidents: steps in order with the time between them, casualties, what was found and what not, what is due."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient


@pytest.fixture(scope="module")
def crash(desk: TestClient) -> str:
    found = re.search(r'href="(/incidents/i-[^"]+)"><bdi>Crash of the passenger jet', desk.get("/incidents").text)
    assert found
    return found[1]


def test_steps_stand_in_order_with_the_time_between_them(desk: TestClient, crash: str) -> None:
    html = desk.get(crash).text
    steps = html[html.index('<ol class="steps">') : html.index("</ol>")]
    assert steps.index("lost the GPS signal") < steps.index("24 seconds apart") < steps.index("lost control") < steps.index("crashed near")


def test_casualties_rest_on_quotes_and_on_a_day(desk: TestClient, crash: str) -> None:
    html = desk.get(crash).text
    assert re.search(r'26 Dec 2024.*?38 of 67 dead.*?<a class="cite"', html, re.DOTALL)


def test_what_is_not_found_stands_apart_from_what_is(desk: TestClient, crash: str) -> None:
    html = desk.get(crash).text
    assert html.index("Found:") < html.index("Expressly not found or not said:") < html.index("no proof of a bird strike")


def test_a_deadline_says_in_words_whether_it_is_due(desk: TestClient, crash: str) -> None:
    assert re.search(r'class="due-state"><span aria-hidden="true">.</span> (due|overdue)</span> <bdi>final report', desk.get(crash).text)


def test_an_incident_is_exported(desk: TestClient, crash: str) -> None:
    assert desk.get(f"{crash}?format=json").json()[0]["id"] == crash.rsplit("/", 1)[1]


def test_an_incident_that_is_not_there_is_not_found(desk: TestClient) -> None:
    assert desk.get("/incidents/i-none").status_code == 404
    assert desk.get("/incidents/q-none").status_code == 404


def test_an_empty_record_says_what_to_do(empty_desk: TestClient) -> None:
    assert "Add reports" in empty_desk.get("/incidents").text


def test_a_deadline_is_told_once_and_counted_from_a_day_in_words(desk: TestClient, crash: str) -> None:
    page = desk.get(crash).text
    assert len(re.findall(r"(?i)final report\b(?=.{0,90}25 December 2025)", page, re.DOTALL)) == 1
    assert "counted from 25 December 2024" in page
    assert "2024-12-25)" not in page


def test_whose_word_it_is_has_a_name_and_no_letter(desk: TestClient, crash: str) -> None:
    text = desk.get(crash).text
    assert "The Meridian Wire, 26 Dec 2024" in text
    assert not re.search(r"<em> \([A-Z][ ,)]", text)
