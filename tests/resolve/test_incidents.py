"""Incidents and their inquiries, from three accidents of our own writing (`incidents/*.yaml`): steps, times, tolls, damage, bodies, papers, deadlines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.incidents import Incident, Proceeding, Toll
from dragoman.core.mentions import Extracted
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import assemble_record
from dragoman.view.record import Record

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
SETS = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((Path(__file__).parent / "incidents").glob("*.yaml"))}


@pytest.fixture(scope="module")
def drawn(english: LoadedModel) -> dict[str, list[Extracted]]:
    """What each set's reports tell."""
    codebook, found = load_codebook(OVERLAY), {}
    for name, told in SETS.items():
        documents = [
            Document(document_id(row["text"].encode()), row["text"], "0" * 64, "test", outlet=row["outlet"], published=Published(row["day"], "metadata", 1.0))
            for row in told["reports"]
        ]
        found[name] = [extract(annotated, codebook) for annotated in annotate(documents, english.nlp, codebook)]
    return found


@pytest.fixture(scope="module")
def records(drawn: dict[str, list[Extracted]]) -> dict[str, Record]:
    return {name: assemble_record(told, OVERLAY) for name, told in drawn.items()}


def words(record: Record, event: str) -> str:
    told = record.event[event]
    return " / ".join([told.summary, *(m.evidence[0].text for m in told.mentions)])


def say(toll: Toll) -> str:
    of = f" of {toll.of}" if toll.of else ""
    return f"{toll.n}{of} {toll.what}{', overtaken' if toll.superseded else ''}"


def incident_of(record: Record) -> Incident:
    (found,) = record.resolved.incidents
    return found


def inquiry_of(record: Record) -> Proceeding:
    (found,) = record.resolved.proceedings
    return found


@pytest.mark.parametrize("name", SETS)
def test_the_steps_of_an_accident_stand_in_order_with_the_seconds_that_are_told(name: str, records: dict[str, Record]) -> None:
    record, wanted = records[name], SETS[name]["expect"]
    found = incident_of(record)
    assert found.name.startswith(wanted["name"])
    assert [phase.order for phase in found.phases] == list(range(1, len(wanted["steps"]) + 1))
    assert all(step in words(record, phase.event) for step, phase in zip(wanted["steps"], found.phases, strict=True))
    assert [[phase.after_seconds, phase.apart] for phase in found.phases] == wanted["seconds"]


@pytest.mark.parametrize("name", SETS)
def test_figures_that_grow_overtake_those_told_before(name: str, records: dict[str, Record]) -> None:
    assert [say(toll) for toll in incident_of(records[name]).casualties] == SETS[name]["expect"]["tolls"]


@pytest.mark.parametrize("name", SETS)
def test_damage_is_told_in_the_words_of_the_reports(name: str, records: dict[str, Record]) -> None:
    told = [words(records[name], event) for event in incident_of(records[name]).damage]
    assert all(any(wish in text for text in told) for wish in SETS[name]["expect"]["damage"])


@pytest.mark.parametrize("name", SETS)
def test_an_inquiry_has_bodies_papers_absences_and_deadlines(name: str, records: dict[str, Record]) -> None:
    record, wanted = records[name], SETS[name]["expect"]
    found = inquiry_of(record)
    assert sorted({record.entity[body].name for body in found.bodies}) == wanted["bodies"]
    assert [f"{paper.name} {paper.date.end}, {paper.pages} pages" for paper in found.documents] == wanted["papers"]
    assert all(any(wish in words(record, event) for event in found.absences) for wish in wanted["absences"])
    assert [f"{due.what} {due.due.end} {due.state}" for due in found.deadlines] == wanted["due"]


@pytest.mark.parametrize(("day", "state"), [("2032-05-06", "open"), ("2032-05-07", "overdue")])
def test_a_deadline_is_judged_by_the_day_that_is_asked_for(day: str, state: str, drawn: dict[str, list[Extracted]]) -> None:
    assert [due.state for due in inquiry_of(assemble_record(drawn["ferry"], OVERLAY, day)).deadlines] == [state]


def test_the_order_of_the_reports_is_nothing_to_an_incident(drawn: dict[str, list[Extracted]], records: dict[str, Record]) -> None:
    turned = assemble_record(drawn["ferry"][::-1], OVERLAY)
    assert turned.resolved.incidents == records["ferry"].resolved.incidents


def test_without_the_texts_the_words_of_the_events_are_read_alone(records: dict[str, Record]) -> None:
    from dragoman.resolve.incidents import resolve_incidents

    record = records["ferry"]
    (found,) = resolve_incidents(record.resolved.events, record.entity, load_codebook(OVERLAY))
    assert found.event == incident_of(record).event


def code(english: LoadedModel) -> Callable[[str], Record]:
    def run(text: str) -> Record:
        codebook = load_codebook(OVERLAY)
        document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="Corvid", published=Published("2031-03-10", "metadata", 1.0))
        return assemble_record([extract(a, codebook) for a in annotate([document], english.nlp, codebook)], OVERLAY)

    return run


@pytest.mark.parametrize(
    "text",
    [
        "Talks between Norland and Estavia collapsed on 9 March, the foreign ministry said.",
        "The currency of Estavia crashed on Monday.",
        "Norland is to crash its old satellite into the sea next year.",
    ],
)
def test_a_figure_of_speech_or_a_plan_is_no_accident(text: str, english: LoadedModel) -> None:
    assert code(english)(text).resolved.incidents == ()


def test_a_paper_is_no_body_and_an_inquiry_named_after_a_state_stands_for_the_state(english: LoadedModel) -> None:
    text = (
        "A Norland airliner crashed near Port Sarn on 1 March 2031. An Estavian investigation found on 8 March that ice had blocked a valve of the airliner. "
        "The 12-page preliminary report does not mention a fault of the crew."
    )
    record = code(english)(text)
    bodies = {record.entity[body].name for body in inquiry_of(record).bodies}
    assert "Estavia" in bodies
    assert not any("report" in name or "investigation" in name for name in bodies)
