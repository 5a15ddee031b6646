"""Stories: affairs lead to their happenings and back, to their acts, reports and brief."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient


def _affair(desk: TestClient) -> str:
    found = re.search(r'href="(/stories/s-[^"]+)"', desk.get("/stories").text)
    assert found
    return found[1]


def test_an_affair_leads_to_its_happenings_and_they_lead_back(desk: TestClient) -> None:
    affair = _affair(desk)
    below = re.search(r'href="(/stories/sh-[^"]+)"', desk.get(affair).text)
    assert below
    assert f'href="{affair}"' in desk.get(below[1]).text


def test_an_affair_has_acts_reports_incidents_and_a_brief(desk: TestClient) -> None:
    html = desk.get(_affair(desk)).text
    assert all(part in html for part in ('href="/events/e-', 'href="/documents/d-', 'href="/incidents/i-', 'href="/brief?story=s-'))


def test_acts_before_an_affair_are_shown_where_they_are_asked_for(desk: TestClient) -> None:
    affair = _affair(desk)
    assert "Rossotrudnichestvo was founded" not in desk.get(affair).text
    assert "Rossotrudnichestvo was founded" in desk.get(f"{affair}?acts=all").text


def test_happenings_are_a_list_of_their_own(desk: TestClient) -> None:
    rows = desk.get("/stories?level=happening&format=json").json()
    assert rows
    assert {row["level"] for row in rows} == {"happening"}


def test_an_unknown_level_is_refused_and_an_unknown_story_not_found(desk: TestClient) -> None:
    assert desk.get("/stories?level=none").status_code == 400
    assert desk.get("/stories/s-none").status_code == 404


def test_an_empty_record_says_what_to_do(empty_desk: TestClient) -> None:
    assert "Add reports" in empty_desk.get("/stories").text
