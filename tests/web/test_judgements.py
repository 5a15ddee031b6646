"""Yields proof that forms correct the record: what they say is looked up, carried out at once, refused in words, and undone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

Rows = list[dict[str, Any]]


def queued(desk: TestClient, kind: str) -> Rows:
    """Items of the queue."""
    found: Rows = desk.get("/review", params={"kind": kind, "format": "json"}).json()
    return found


def logged(desk: TestClient, **asked: str) -> Rows:
    """Judgements, the latest first."""
    found: Rows = desk.get("/review/log", params={**asked, "format": "json"}).json()
    return found


def send(desk: TestClient, **fields: Any) -> Any:
    """Posts a form as an island does, and gives what came of it."""
    return desk.post("/judgements?format=json", data=fields)


def first_event(desk: TestClient) -> str:
    """The event that the machine is least sure of."""
    return str(queued(desk, "event")[0]["records"][0])


def test_a_form_leads_on_to_where_it_says_and_the_record_has_changed(own_desk: TestClient) -> None:
    event = first_event(own_desk)
    answer = own_desk.post("/judgements", data={"act": "accept", "record": event, "next": "/events?page=2"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/events?page=2")
    assert event not in [row["records"][0] for row in queued(own_desk, "event")]


@pytest.mark.parametrize("asked", ["//other.example/", "https://other.example/", "/\\other.example"])
def test_a_form_never_leads_to_another_site(own_desk: TestClient, asked: str) -> None:
    answer = own_desk.post("/judgements", data={"act": "unsure", "record": first_event(own_desk), "next": asked}, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_an_edit_looks_up_whom_a_name_means_and_an_undo_takes_it_back(own_desk: TestClient) -> None:
    event = first_event(own_desk)
    told = send(own_desk, act="edit", record=event, actors="Norland; Grey Cat [NOR GOV]", date="2031-02 to 2031-03", note="as the second report has it").json()
    entry = logged(own_desk)[0]
    assert "actors" in " ".join(entry["changes"])
    assert "2031-02 to 2031-03" in " ".join(entry["changes"])
    assert entry["note"] == "as the second report has it"
    undone = own_desk.post(f"/judgements/{told['judgements'][0]}/undo", data={"next": "/review"}, follow_redirects=False)
    assert undone.headers["location"] == "/review"
    assert [row["undone_by"] for row in logged(own_desk)] == [None, logged(own_desk)[0]["id"]]


def test_a_form_sent_back_as_it_was_changes_nothing_and_says_so(own_desk: TestClient) -> None:
    page = own_desk.get("/review", params={"kind": "event"}).text
    form = re.search(r'<form method="post" action="/judgements" class="act-form">(.*?)</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input [^>]*name="(\w+)" value="([^"]*)"', form[1]))
    fields |= dict.fromkeys(re.findall(r'<input id="[^"]*" name="(\w+)" value=""', form[1]), "")
    for name, options in re.findall(r'<select [^>]*name="(\w+)">(.*?)</select>', form[1], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    answer = own_desk.post("/judgements", data=fields)
    assert answer.status_code == 422
    assert "says all that already" in answer.text


def test_one_form_answers_several_records(own_desk: TestClient) -> None:
    events = [row["records"][0] for row in queued(own_desk, "event")[:3]]
    assert len(send(own_desk, act="accept", record=events).json()["judgements"]) == 3


def test_two_records_become_one_by_an_address_of_a_page_and_two_again_by_undoing(own_desk: TestClient) -> None:
    a, b = next(row["records"] for row in queued(own_desk, "near") if row["records"][0].startswith("n-"))
    told = send(own_desk, act="merge", record=a, **{"with": f"http://127.0.0.1:8421/who/{b}?page=2"}).json()
    assert len(told["records"]) == 1
    own_desk.post(f"/judgements/{told['judgements'][0]}/undo")
    assert [a, b] in [row["records"] for row in queued(own_desk, "near")]


def test_what_was_missed_is_added_from_words(own_desk: TestClient) -> None:
    event = own_desk.get("/review", params={"kind": "event"}).text
    place = re.search(r"/documents/(d-\w+)#s(\d+)-(\d+)", event)
    assert place
    told = send(
        own_desk, act="add", what="event", doc=place[1], start=place[2], end=place[3], type="THREATEN", actors="Norland;", recipients="", date=""
    ).json()
    assert told["records"][0].startswith("e-")
    assert "added an event (THREATEN)" in told["sentences"][0]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"act": "praise", "record": "e-1-2-3-4"}, "unknown-act"),
        ({"act": "accept", "record": "e-000000000000-000000-000001-0000"}, "no-such-subject"),
        ({"act": "accept", "record": "<script>alert(1)</script>"}, "no-such-subject"),
        ({"act": "accept"}, "needs-one"),
        ({"act": "edit", "date": "yesterday"}, "bad-date"),
        ({"act": "edit", "type": "SHOUT"}, "unknown-type"),
        ({"act": "edit", "place": "Nowhere at all"}, "no-such-subject"),
        ({"act": "edit", "evidence": "1 to 4"}, "bad-span"),
        ({"act": "answer", "item": "event:e-1", "answer": "accept"}, "no-such-subject"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_code_and_nothing_is_written(own_desk: TestClient, fields: dict[str, str], code: str) -> None:
    if fields["act"] == "edit":
        fields = fields | {"record": first_event(own_desk)}
    answer = send(own_desk, **fields)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)
    assert logged(own_desk) == []


def test_a_refusal_is_a_page_in_words_that_shows_markup_as_text(own_desk: TestClient) -> None:
    answer = own_desk.post("/judgements", data={"act": "accept", "record": "<img src=x onerror=alert(1)>", "next": "/events"})
    assert answer.status_code == 422
    assert "<img src=x" not in answer.text
    assert "&lt;img src=x" in answer.text
    assert 'href="/events"' in answer.text


def test_a_form_without_its_token_changes_nothing(own_desk: TestClient) -> None:
    event = first_event(own_desk)
    assert own_desk.post("/judgements", data={"act": "accept", "record": event}, headers={"x-csrf-token": "no"}).status_code == 403
    assert logged(own_desk) == []
