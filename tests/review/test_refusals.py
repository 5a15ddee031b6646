"""Yields proof that what cannot be judged is refused with a stable code, and leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest

from dragoman.app import App
from dragoman.core.errors import JudgementError
from dragoman.review.acts import Act
from tests.review.conftest import Only

EDITS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("unknown-type", {"type": "BANISH"}),
    ("unknown-type", {"type": None}),
    ("unknown-mode", {"mode": "by-post"}),
    ("unknown-modality", {"modality": "rumoured"}),
    ("bad-date", {"date": "yesterday"}),
    ("bad-date", {"date": "2031-02-30"}),
    ("bad-date", {"date": {"start": "2031-03", "end": "2031-02"}}),
    ("bad-date", {"date": 7}),
    ("bad-party", {"actors": "Norland"}),
    ("bad-party", {"actors": [""]}),
    ("bad-party", {"actors": [{"name": "Norland", "country": "NOWHERE"}]}),
    ("bad-party", {"actors": [{"name": "x" * 201}]}),
    ("bad-party", {"recipients": [{"name": "x", "sector": "G-V"}]}),
    ("bad-party", {"actors": ["a"] * 7}),
    ("no-such-subject", {"actors": ["n-000000000000-000000-000001-0000"]}),
    ("bad-place", {"place": "Port Sarn"}),
    ("unknown-field", {"score": 10}),
    ("unknown-field", {"evidence": [[0, 4]]}),
    ("nothing-changed", {"modality": "done"}),
    ("nothing-changed", {}),
)


@pytest.mark.parametrize(("code", "change"), EDITS, ids=[f"{n} {code}" for n, (code, _) in enumerate(EDITS)])
def test_an_edit_that_is_wrong_is_refused(app: App, only: Only, code: str, change: dict[str, Any]) -> None:
    with pytest.raises(JudgementError) as refused:
        app.judge(Act("edit", (only("consulate").id,), change), "ana")
    assert (refused.value.code, app.judgements()) == (code, ())


@pytest.mark.parametrize("span", [[0, 0], [5, 2], [-1, 4], [0, 10**6], ["a", 3], [1, 2, 3], 7])
def test_evidence_outside_the_text_is_refused(app: App, only: Only, span: object) -> None:
    with pytest.raises(JudgementError) as refused:
        app.judge(Act("edit", (only("consulate").mentions[0].id,), {"evidence": [span]}), "ana")
    assert refused.value.code == "bad-span"


def refused(app: App, act: Act, by: str = "ana") -> str:
    with pytest.raises(JudgementError) as found:
        app.judge(act, by)
    assert found.value.http_status == 422
    return found.value.code


def test_acts_about_nothing_or_by_nobody_are_refused(app: App, only: Only) -> None:
    event = only("consulate")
    every = tuple(m.id for m in event.mentions)
    assert refused(app, Act("bless", (event.id,))) == "unknown-act"
    assert refused(app, Act("accept", (event.id,)), " ") == "no-name"
    assert refused(app, Act("accept")) == "needs-one"
    assert refused(app, Act("accept", ("e-000000000000-000000-000001-0000",))) == "no-such-subject"
    assert refused(app, Act("accept", ("'; DROP TABLE judgements",))) == "no-such-subject"
    assert refused(app, Act("accept", (event.id, app.record().resolved.entities[0].id))) == "mixed-subjects"
    assert refused(app, Act("merge", (event.id,))) == "needs-two"
    assert refused(app, Act("merge", (event.id, event.id))) == "needs-two"
    assert refused(app, Act("split", every)) == "whole-record"
    assert refused(app, Act("split", (event.id,))) == "no-such-subject"
    assert refused(app, Act("add", (), {"what": "rumour"})) == "unknown-act"
    assert refused(app, Act("add", (), {"what": "event", "doc": "d-0", "start": 0, "end": 1})) == "no-such-subject"
    assert refused(app, Act("add", (), {"what": "event", "doc": event.mentions[0].doc, "start": 0, "end": 4})) == "unknown-type"


def test_a_judgement_is_undone_once(app: App, only: Only) -> None:
    (made,) = app.judge(Act("accept", (only("consulate").id,)), "ana")
    app.undo(made.id, "ana")
    with pytest.raises(JudgementError) as found:
        app.undo(made.id, "ana")
    assert found.value.code == "already-undone"
    with pytest.raises(JudgementError):
        app.undo("j-nothing", "ana")


def test_markup_in_a_name_and_a_note_is_kept_as_it_is(app: App, only: Only) -> None:
    words = "<script>alert(1)</script> \u202eevil"
    (made,) = app.judge(Act("edit", (only("consulate").id,), {"actors": [words]}, note=words), "ana")
    assert (only("consulate").actors[0].name, made.note) == (words, words)
