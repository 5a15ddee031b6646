"""Yields proof that the log says who decided what, in sentences, and that judgements come out as data to measure by and to train on."""

from __future__ import annotations

import json

import pytest

from dragoman.app import App
from dragoman.core.errors import UsageError
from dragoman.export.judged import judged_lines
from dragoman.review.acts import Act
from tests.review.conftest import Only


def test_each_act_has_its_sentence(app: App, only: Only) -> None:
    event, other = only("consulate"), only("expelled")
    doc = event.mentions[0].doc
    made = [
        *app.judge(Act("accept", (event.id,), note="seen  on site"), "ana"),
        *app.judge(Act("edit", (event.id,), {"modality": "alleged", "date": {"start": "2031-03-05", "end": "2031-03-06"}}), "ben"),
        *app.judge(Act("reject", (other.id,)), "ana"),
        *app.judge(Act("add", (), {"what": "event", "doc": doc, "start": 0, "end": 9, "type": "AID"}), "ana"),
        *app.judge(Act("split", (event.mentions[0].id,)), "ana"),
    ]
    made.append(app.undo(made[-1].id, "ben"))
    log, total = app.review.log()
    assert total == len(log) == 6
    said = [entry.sentence for entry in reversed(log)]
    assert said[0].startswith("ana accepted “Norland closed")
    assert said[1].endswith(": date from 2031-03-06 to 2031-03-05 to 2031-03-06; modality from done to alleged.")
    assert said[2] == "ana threw out “Estavia expelled two Norlandic diplomats on 12 March 2031”."
    assert said[3].startswith("ana added an event (AID): “")
    assert said[4].startswith("ana split “")
    assert said[5] == f"ben undid this: {said[4]}"
    assert (log[-1].note, log[1].undone_by, log[0].undoes) == ("seen on site", made[-1].id, made[-2].id)
    assert log[-1].records == (next(e.id for e in app.record().resolved.events if e.id == event.id),)


def test_the_log_of_one_record_has_what_was_decided_on_it_and_undone(app: App, only: Only) -> None:
    event = only("consulate")
    (made,) = app.judge(Act("accept", (event.id,)), "ana")
    app.judge(Act("reject", (only("expelled").id,)), "ana")
    undone = app.undo(made.id, "ben")
    log, total = app.review.log(about=event.id)
    assert ([entry.id for entry in log], total) == ([undone.id, made.id], 2)
    assert [e.summary for e in app.review.rejected()] == ["Estavia expelled two Norlandic diplomats on 12 March 2031."]
    assert app.review.rejected(event.id) == ()


def test_the_dump_has_every_judgement_that_its_format_knows(app: App, only: Only) -> None:
    event = only("consulate")
    (made,) = app.judge(Act("accept", (event.id,)), "ana")
    app.judge(Act("unsure", (event.id,)), "ana")
    undone = app.undo(made.id, "ben")
    assert {j.id for j in app.judgements()} > {made.id, undone.id}
    from dragoman.export.interchange import dump_lines

    lines = {line["id"]: line for line in dump_lines(*app.dump(), kinds=["judgement"]) if line["kind"] == "judgement"}
    assert set(lines) == {made.id, undone.id}
    assert (lines[made.id]["undone_by"], lines[undone.id]["subject"], lines[undone.id]["verdict"]) == (undone.id, [made.id], "wrong")
    assert json.loads(lines[made.id]["after"])["review"] == "accepted"


def test_reviewed_events_come_out_as_gold(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("edit", (event.id,), {"modality": "alleged"}), "ana")
    (line,) = judged_lines(app.record(), app.judgements(), "gold")
    assert (line["type"], line["modality"], line["date"], line["review"]) == ("SANCTION", "alleged", "2031-03-06", "edited")
    documents = {d.path: d.text for d in app.record().documents}
    assert line["mentions"]
    assert all(documents[m["doc"]][m["start"] : m["end"]] == m["quote"] for m in line["mentions"])


def test_right_and_wrong_come_out_to_train_on(app: App, only: Only) -> None:
    event, other = only("consulate"), only("expelled")
    app.judge(Act("accept", (other.id,)), "ana")
    app.judge(Act("reject", (only("accused Estavia").id,)), "ana")
    app.judge(Act("split", (event.mentions[0].id,)), "ana")
    lines = list(judged_lines(app.record(), app.judgements(), "training"))
    sentences = [line for line in lines if line["kind"] == "sentence"]
    assert {e["code"] for line in sentences for e in line["events"]} == {"SANCTION"}
    assert {e["code"] for line in sentences for e in line["not"]} == {"ACCUSE"}
    assert {line["same"] for line in lines if line["kind"] == "pair"} == {True, False}
    assert lines == list(judged_lines(app.record(), app.judgements(), "training"))
    with pytest.raises(UsageError):
        list(judged_lines(app.record(), app.judgements(), "novel"))
