"""The page of one event: its tellings, why it came out so, and its correction."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient


def rows(desk: TestClient, query: str = "") -> list[dict[str, Any]]:
    return list(desk.get(f"/events?format=json&sort=told{query}").json())


def test_the_sentence_comes_first_and_every_outlet_is_quoted(desk: TestClient) -> None:
    row = rows(desk, "&type=SANCTION")[0]
    page = desk.get(f"/events/{row['id']}").text
    assert row["outlets"] > 1
    assert row["sentence"].split()[0] in re.sub("<[^>]+>", "", page.split("<h1")[1].split("</h1>")[0])
    assert len(set(re.findall(r'<bdi class="outlet">([^<]+)', page))) >= row["outlets"]


def test_each_quote_opens_the_report_at_its_words(desk: TestClient) -> None:
    row = rows(desk)[0]
    assert f"/documents/{row['document']}?at={row['start']}-{row['end']}#s{row['start']}-{row['end']}" in desk.get(f"/events/{row['id']}").text


def test_the_word_that_was_coded_is_marked_and_the_rule_named(desk: TestClient) -> None:
    page = desk.get(f"/events/{rows(desk, '&type=SANCTION')[0]['id']}").text
    assert re.search(r"<mark>\w+</mark>", page)
    assert re.search(r"SANCTION\.yaml#\d+", page)
    assert "A rule for Sanction asks for" in page


def test_an_act_told_several_times_says_why_it_is_one(desk: TestClient) -> None:
    page = desk.get(f"/events/{rows(desk)[0]['id']}").text
    assert "Why one act" in page
    assert re.search(r"Telling \d+</a> and", page)


def test_an_unknown_act_is_not_found(desk: TestClient) -> None:
    assert desk.get("/events/e-nothing").status_code == 404
    assert desk.get("/events/<script>").status_code == 404


def test_an_accepted_act_says_so_and_how_to_undo_it(own_desk: TestClient) -> None:
    key = rows(own_desk)[0]["id"]
    page = own_desk.post("/judgements", data={"act": "accept", "record": key}).text
    assert "Just now:" in page
    assert 'class="state accepted"' in page
    undo = re.search(r'action="(/judgements/[^"]+/undo)"', page)
    assert undo
    own_desk.post(undo[1])
    assert 'class="state accepted"' not in own_desk.get(f"/events/{key}").text


def test_an_act_that_was_thrown_out_leaves_the_lists_and_keeps_its_page(own_desk: TestClient) -> None:
    key = rows(own_desk)[0]["id"]
    own_desk.post("/judgements", data={"act": "reject", "record": key})
    assert key not in {row["id"] for row in rows(own_desk)}
    page = own_desk.get(f"/events/{key}")
    assert page.status_code == 200
    assert "threw this act out" in page.text


def test_a_corrected_type_shows_on_the_page_and_in_the_list(own_desk: TestClient) -> None:
    key = rows(own_desk, "&type=SANCTION")[0]["id"]
    page = own_desk.post("/judgements", data={"act": "edit", "record": key, "type": "COERCE"}).text
    assert "COERCE" in page
    assert 'class="state edited"' in page
    assert key not in {row["id"] for row in rows(own_desk, "&type=SANCTION")}


def test_a_telling_that_is_split_off_leaves_the_act(own_desk: TestClient) -> None:
    row = rows(own_desk)[0]
    page = own_desk.get(f"/events/{row['id']}").text
    last = re.findall(r'name="record" value="(em-[^"]+)"', page)[-1]
    own_desk.post("/judgements", data={"act": "split", "record": last})
    assert max(one["tellings"] for one in rows(own_desk) if one["type"] == row["type"]) < row["tellings"]


def test_an_act_thrown_out_keeps_the_day_that_other_acts_gave_it(own_desk: TestClient) -> None:
    dated = [row for row in rows(own_desk) if "lost control of the plane" in row["sentence"]]
    assert "25 December 2024" in own_desk.get(f"/events/{dated[0]['id']}").text.split("</h1>")[0]
    own_desk.post("/judgements", data={"act": "reject", "record": dated[0]["id"]})
    assert "25 December 2024" in own_desk.get(f"/events/{dated[0]['id']}").text.split("</h1>")[0]


def test_why_tellings_are_one_is_said_without_scores(desk: TestClient) -> None:
    why = desk.get(f"/events/{rows(desk)[0]['id']}").text.split("Why one act")[1].split("</section>")[0]
    assert "the same actor" in why
    assert not re.search(r"\d\.\d", why)


def test_a_rule_of_an_earlier_codebook_is_not_told_in_words_of_another(own_desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    key = rows(own_desk, "&type=SANCTION")[0]["id"]
    monkeypatch.setattr("dragoman.web.pages.event._version", lambda overlay: "another")
    page = own_desk.get(f"/events/{key}").text
    assert "Coded by a rule of an earlier codebook." in page
    assert "A rule for Sanction asks for" not in page
