"""Yields proof that the page of review asks one thing at a time with its evidence, goes on, and that the log tells what was decided."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.web.test_judgements import first_event, logged, queued, send

KINDS = ("event", "merge", "near", "identity", "claim", "proposal")


def words(html: str) -> str:
    """The page as it is read."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_shows_one_question_with_its_evidence_or_says_what_to_do_next(desk: TestClient, kind: str) -> None:
    page = desk.get("/review", params={"kind": kind})
    assert page.status_code == 200
    if queued(desk, kind):
        assert 'id="asked"' in page.text
        assert "in the report" in page.text
        assert "Why it is here." in page.text
    else:
        assert "Nothing is left to decide" in page.text


def test_the_least_sure_comes_first_and_every_answer_is_a_form_with_a_key(desk: TestClient) -> None:
    rows = queued(desk, "event")
    assert [row["sure"] for row in rows] == sorted(row["sure"] for row in rows)
    page = desk.get("/review", params={"kind": "event"}).text
    assert rows[0]["id"] in page
    assert set(re.findall(r'data-key="(\w)"', page)) >= {"a", "r", "s", "e", "3"}


def test_two_that_may_be_one_stand_side_by_side(desk: TestClient) -> None:
    page = desk.get("/review", params={"kind": "merge"}).text
    sides = re.findall(r'<section aria-label="(One|The other)">', page)
    assert sides == ["One", "The other"]
    assert page.count("in the report") >= 2


def test_an_answer_leads_to_the_next_and_counts_as_done(own_desk: TestClient) -> None:
    before = queued(own_desk, "event")
    page = own_desk.post("/judgements", data={"act": "answer", "item": before[0]["id"], "answer": "accept", "next": "/review?kind=event"})
    assert before[1]["id"] in page.text
    assert "1 decided by you" in words(page.text)
    assert "accepted" in words(page.text)
    assert "Undo" in words(page.text)


def test_what_is_skipped_stands_last_and_stays_so(own_desk: TestClient) -> None:
    first = queued(own_desk, "event")[0]["id"]
    own_desk.post("/judgements", data={"act": "skip", "item": first, "next": "/review?kind=event"})
    assert queued(own_desk, "event")[-1]["id"] == first
    assert logged(own_desk) == []


def test_an_item_that_was_settled_says_so_and_shows_the_next(own_desk: TestClient) -> None:
    item = queued(own_desk, "event")[0]
    send(own_desk, act="reject", record=item["records"][0])
    page = own_desk.get("/review", params={"item": item["id"]})
    assert "That one is settled by now." in page.text


def test_machine_accepted_edited_and_rejected_are_told_apart(own_desk: TestClient) -> None:
    a, b, c = (row["records"][0] for row in queued(own_desk, "event")[:3])
    send(own_desk, act="accept", record=a)
    send(own_desk, act="reject", record=b)
    send(own_desk, act="edit", record=c, modality="denied")
    page = words(own_desk.get("/review").text)
    assert re.search(r"accepted 1 edited 1 rejected 1", page)


def test_the_log_tells_who_what_before_and_after_and_obeys_its_filters(own_desk: TestClient) -> None:
    event = first_event(own_desk)
    send(own_desk, act="edit", record=event, modality="denied", note="it was never done")
    send(own_desk, act="unsure", record=queued(own_desk, "claim")[0]["records"][0])
    page = words(own_desk.get("/review/log").text)
    assert "modality" in page
    assert "denied" in page
    assert "it was never done" in page
    assert "2 judgements" in page
    assert [row["verdict"] for row in logged(own_desk, verdict="edit")] == ["edit"]
    assert [row["what"] for row in logged(own_desk, what="claim")] == ["claim"]
    assert len(logged(own_desk, record=event)) == 1
    assert logged(own_desk, by="nobody") == []
    assert own_desk.get("/review/log", params={"verdict": "praised"}).status_code == 400


def test_the_log_undoes_and_brings_back(own_desk: TestClient) -> None:
    key = send(own_desk, act="reject", record=first_event(own_desk)).json()["judgements"][0]
    own_desk.post(f"/judgements/{key}/undo", data={"next": "/review/log"})
    page = own_desk.get("/review/log").text
    assert "Bring it back" in page
    assert f'href="#{key}"' in page


def test_judgements_are_taken_away_as_gold_and_as_examples(own_desk: TestClient) -> None:
    event = first_event(own_desk)
    send(own_desk, act="edit", record=event, modality="denied")
    gold = [json.loads(line) for line in own_desk.get("/review/export", params={"layout": "gold"}).text.splitlines()]
    examples = own_desk.get("/review/export", params={"layout": "training"})
    assert [line["modality"] for line in gold] == ["denied"]
    assert json.loads(examples.text.splitlines()[0])["kind"] == "sentence"
    assert own_desk.get("/review/export", params={"layout": "poem"}).status_code == 400


def test_agreement_shows_figures_and_what_two_disagree_on(own_desk: TestClient) -> None:
    assert "It takes two to agree" in own_desk.get("/review/agreement").text
    events = [row["records"][0] for row in queued(own_desk, "event")[:2]]
    send(own_desk, act="accept", record=events)
    with own_desk.app.state.site.pool.lend() as app:  # type: ignore[attr-defined]
        from dragoman.review.acts import Act

        app.judge(Act("accept", (events[0],)), "Ana")
        app.judge(Act("edit", (events[1],), {"modality": "denied"}), "Ana")
    page = words(own_desk.get("/review/agreement").text)
    assert "too few to mean much" in page
    assert "What they disagree on" in page
    assert '"denied"' not in page


def test_an_empty_record_says_where_reports_come_in(empty_desk: TestClient) -> None:
    for path in ("/review", "/review/log", "/review/agreement"):
        page = empty_desk.get(path)
        assert page.status_code == 200
        assert 'class="empty"' in page.text
