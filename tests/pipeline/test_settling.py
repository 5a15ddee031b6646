"""Yields proof that a judgement which takes long to work in is kept at once, that nobody waits for it, and that it comes to the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.app import App, open_app
from dragoman.core.desk import EntityFilter, EventFilter, Page
from dragoman.core.settings import Settings
from dragoman.pipeline import reviewing, settling
from dragoman.review.acts import Act


@pytest.fixture
def app(sample_record: Path, tmp_path: Path) -> Iterator[App]:
    """A copy of the record of the samples."""
    record = tmp_path / "affair.db"
    shutil.copy(sample_record, record)
    with open_app(Settings(record)) as opened:
        yield opened


def reviewed(app: App) -> list[tuple[str, str]]:
    """Who did what, and what persons said of it."""
    return sorted((row.event.summary, row.event.review) for row in app.desk.events(EventFilter(), Page(1, 500)).items)


def first_events(app: App) -> list[str]:
    """Some events of one telling each."""
    return [row.event.id for row in app.desk.events(EventFilter()).items if len(row.event.mentions) == 1]


def test_what_takes_long_is_kept_at_once_and_holds_when_it_is_settled(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "SOON", 0.0)
    before, (first, second, *_) = reviewed(app), first_events(app)
    app.review.judge(Act("accept", (first,)), "ana", soon=True)
    app.review.judge(Act("reject", (second,)), "ana", soon=True)
    assert (len(app.judgements()), reviewed(app), app.review.can_wait) == (2, before, True)
    app.review.settle()
    assert (len(reviewed(app)), [state for _, state in reviewed(app) if state != "machine"]) == (len(before) - 1, ["accepted"])
    assert not app.review.can_wait


def test_what_waited_comes_to_the_same_as_what_was_worked_in_at_once(sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for soon in (False, True):
        record = tmp_path / f"{soon}.db"
        shutil.copy(sample_record, record)
        with open_app(Settings(record)) as app, monkeypatch.context() as patch:
            patch.setattr(reviewing, "SOON", 0.0)
            first, second, *_ = first_events(app)
            made = app.review.judge(Act("edit", (first,), {"actors": ["Somebody Else"]}), "ana", soon=soon)
            app.review.judge(Act("reject", (second,)), "ana", soon=soon)
            app.review.undo(made[0].id, "ana", soon=soon)
            app.review.settle()
            found.append(reviewed(app))
    assert found[0] == found[1]


def test_what_is_soon_done_is_done_at_once(app: App) -> None:
    app.review.judge(Act("accept", (first_events(app)[0],)), "ana", soon=True)
    assert [state for _, state in reviewed(app) if state != "machine"] == ["accepted"]


def test_an_act_is_soon_worked_in_and_somebody_of_whom_many_documents_tell_is_not(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "is_small", lambda store, state: False)
    hot = app.desk.entities(EntityFilter(), sort="documents").items[0]
    assert hot.documents > settling.SOON
    app.review.judge(Act("accept", (first_events(app)[0],)), "ana", soon=True)
    assert not app.review.can_wait
    made = app.review.judge(Act("edit", (hot.id,), {"name": "Another Name"}), "ana", soon=True)
    assert app.review.can_wait
    assert hot.name in {row.name for row in app.desk.entities(EntityFilter(), Page(1, 500)).items}
    app.review.undo(made[0].id, "ana", soon=True)
    assert len(app.judgements()) == 3
