"""What belongs in front: strong, shared, recent and sure acts, and heads of accidents before all."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.records import Event
from dragoman.view.record import Record
from dragoman.view.salience import most_telling, weigh
from dragoman.view.selection import Selection, select


def changed(record: Record, key: str, **fields: object) -> Selection:
    def change(event: Event) -> Event:
        return replace(event, **fields) if event.id == key else event  # type: ignore[arg-type]

    resolved = replace(record.resolved, events=tuple(change(e) for e in record.resolved.events))
    return select(replace(record, resolved=resolved), "Norland", "Estavia")


def test_an_act_weighs_more_for_its_score_and_less_for_doubt(record: Record) -> None:
    told = weigh(select(record, "Norland", "Estavia"))["e-close"]
    assert weigh(changed(record, "e-close", score=-10.0))["e-close"] > told
    assert weigh(changed(record, "e-close", modality="alleged"))["e-close"] < told


def test_an_act_that_two_reports_tell_weighs_more_than_the_same_told_by_one(record: Record) -> None:
    selection = select(record, "Norland", "Estavia")
    event = record.event["e-close"]
    assert len({m.doc for m in event.mentions}) == 2
    assert weigh(changed(record, "e-close", mentions=event.mentions[:1]))["e-close"] < weigh(selection)["e-close"]


def test_an_accident_stands_before_the_quarrel_over_it(record: Record) -> None:
    selection = select(record, "Norland", "Estavia")
    assert most_telling(selection.events, selection, 1)[0].id == "e-sink"
