"""A rejected event is shown as it was when it was thrown out."""

from __future__ import annotations

from dataclasses import replace

from dragoman.app import App
from dragoman.core.dates import DateRange
from dragoman.core.desk import EventFilter, Page
from dragoman.review.acts import Act
from dragoman.review.rejected import as_it_was


def test_a_day_that_other_acts_gave_is_kept(app: App) -> None:
    event = app.desk.events(EventFilter(dated=True), Page(1, 1)).items[0].event
    app.judge(Act("reject", (event.id,)), "ana")
    alone = replace(event, date=DateRange(), summary="It was done.")
    shown = as_it_was(alone, app.judgements())
    assert (shown.date, shown.summary) == (event.date, event.summary)


def test_an_undone_judgement_tells_nothing(app: App) -> None:
    event = next(row.event for row in app.desk.events(EventFilter(dated=False), Page(1, 1)).items)
    (judgement,) = app.judge(Act("reject", (event.id,)), "ana")
    app.undo(judgement.id, "ana")
    assert as_it_was(event, app.judgements()) == event
