"""Every line of the battery is coded, and the events that come out are compared with those that must and must not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.records import Event
from dragoman.evaluate.told import DAY, INVENTED, Listed
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import assemble_record, bare_document

BATTERY: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("modality_battery.yaml").read_text(encoding="utf-8"))
LINES = [(group, row) for group, rows in BATTERY.items() for row in rows]


@pytest.fixture(scope="session")
def events_of(english: LoadedModel) -> dict[str, list[Event]]:
    """The PLOVER events of each text, coded alone."""
    codebook = load_codebook(INVENTED)
    documents = [bare_document(row["text"], DAY) for _, row in LINES]
    drawn = [extract(annotated, codebook) for annotated in annotate(documents, english.nlp, codebook)]
    resolved = [assemble_record([one], INVENTED, DAY).resolved.events for one in drawn]
    return {row["text"]: [e for e in events if e.ontology == "PLOVER"] for (_, row), events in zip(LINES, resolved, strict=True)}


def _cases() -> list[Any]:
    numbered = [(f"{group}-{n}", row) for group, rows in BATTERY.items() for n, row in enumerate(rows, 1)]
    return [pytest.param(row, id=name, marks=[pytest.mark.xfail(reason=row["known"], strict=True)] if "known" in row else []) for name, row in numbered]


@pytest.mark.parametrize("row", _cases())
def test_a_sentence_gives_the_events_that_it_tells_and_no_others(row: dict[str, Any], events_of: dict[str, list[Event]]) -> None:
    events = events_of[row["text"]]
    came = [(e.type, e.modality, [p.country for p in e.actors], [p.country for p in e.recipients], e.date.start) for e in events]
    assert not [listed for listed in row.get("is", ()) if not any(map(Listed.read(listed).fits, events))], came
    assert not [listed for listed in row.get("not", ()) if any(map(Listed.read(listed).fits, events))], came
    assert not (row.get("none") and events), came


def test_the_battery_has_every_kind_of_modality() -> None:
    assert set(BATTERY) >= {"done", "planned", "threatened", "demanded", "denied", "hypothetical", "alleged", "nested", "history", "sport", "metaphor"}
    assert len(LINES) >= 150
