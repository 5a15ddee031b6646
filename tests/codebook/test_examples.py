"""Yields one test per example and near miss of the codebook: the sentence is coded, and the events that come out are compared with those listed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.codebook.model import Codebook, Example
from dragoman.core.documents import Document, Zone
from dragoman.core.mentions import EventMention, Extracted, Participant
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel

CODEBOOK = load_codebook(Path(__file__).parent / "overlay")  # adds the invented states that the examples are about
EXAMPLES = [(name, e) for name, t in CODEBOOK.types.items() for e in t.examples]
NEAR_MISSES = [(name, e) for name, t in CODEBOOK.types.items() for e in t.near_misses]
TEXTS = sorted({e.text for _, e in EXAMPLES + NEAR_MISSES})
EVENT_KEYS = {"type", "actors", "recipients", "modality", "mode"}


def as_document(text: str) -> Document:
    """A document of one sentence; without a full stop it is a headline."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    zone = "body" if text.endswith((".", "?", "!")) else "title"
    return Document(id=f"d-{digest[:12]}", text=text, sha256=digest, importer="test", zones=(Zone(0, len(text), zone),))


@pytest.fixture(scope="session")
def coded(english: LoadedModel) -> dict[str, Named]:
    """The events of every sentence, coded in one batch."""
    annotated = annotate((as_document(text) for text in TEXTS), english.nlp, CODEBOOK)
    return {a.document.text: Named(extract(a, CODEBOOK)) for a in annotated}


class Named:
    """Names the parties of the events of one text."""

    def __init__(self, extracted: Extracted) -> None:
        """extracted: what was drawn from the text."""
        self.events = extracted.events
        self.forms = {m.id: m.form for m in extracted.entities}

    def names(self, parties: tuple[Participant, ...]) -> list[str]:
        """The name; of somebody described (`the Norlandic government`, `Karsian soldiers`) the state."""
        return sorted({self._name(p) for p in parties})

    def _name(self, party: Participant) -> str:
        state = CODEBOOK.gazetteer.state(party.country) if party.country else None
        described = self.forms.get(party.mention or "", "nominal") == "nominal" and party.name.split()[-1].islower()
        return state.name if state and described else party.name

    def as_listed(self, event: EventMention, keys: Iterable[str]) -> dict[str, Any]:
        """The event in the words of an example, with those keys only that the example gives."""
        full: dict[str, Any] = {"type": event.type, "modality": event.modality, "mode": event.mode}
        full |= {"actors": self.names(event.actors), "recipients": self.names(event.recipients)}
        return {key: full[key] for key in keys}

    def matches(self, listed: Mapping[str, Any]) -> bool:
        """Is there an event that agrees with all that is listed? Names are compared as sets."""
        wanted = {k: sorted(v) if isinstance(v, list) else v for k, v in listed.items()}
        return any(self.as_listed(event, listed) == wanted for event in self.events)

    def of_type(self, name: str) -> list[EventMention]:
        """The events of one type."""
        return [e for e in self.events if e.type == name]

    def told(self) -> str:
        """What came out, for the message of a failing test."""
        return "; ".join(f"{self.as_listed(e, sorted(EVENT_KEYS))} by {e.made_by}" for e in self.events) or "nothing"


def cases(rows: list[tuple[str, Example]]) -> list[Any]:
    """A parameter per row, named after the file and the number of the example."""
    return [pytest.param(name, example, id=example.where.replace(" ", "-")) for name, example in rows]


@pytest.mark.parametrize(("name", "example"), cases(EXAMPLES))
def test_an_example_is_coded_as_listed(name: str, example: Example, coded: dict[str, Named]) -> None:
    came = coded[example.text]
    missing = [listed for listed in example.events if not came.matches(listed)]
    assert not missing, f"{example.text}\nmissing: {missing}\ncame: {came.told()}"
    listed_of_type = [e for e in example.events if e["type"] == name]
    assert len(came.of_type(name)) == len(listed_of_type), f"{example.text}\ncame: {came.told()}"


@pytest.mark.parametrize(("name", "example"), cases(NEAR_MISSES))
def test_a_near_miss_is_no_event_of_the_type(name: str, example: Example, coded: dict[str, Named]) -> None:
    came = coded[example.text]
    assert not came.of_type(name), f"{example.text}\ncame: {came.told()}"
    missing = [listed for listed in example.events if not came.matches(listed)]
    assert not missing, f"{example.text}\nmissing: {missing}\ncame: {came.told()}"


@pytest.mark.parametrize("name", sorted(CODEBOOK.types))
def test_a_type_has_enough_examples_and_near_misses(name: str) -> None:
    kind = CODEBOOK.types[name]
    assert len(kind.examples) >= 6
    assert len(kind.near_misses) >= 4
    assert kind.definition
    assert kind.source


@pytest.mark.parametrize(("name", "example"), cases(EXAMPLES + NEAR_MISSES))
def test_an_example_lists_only_known_keys_types_and_modes(name: str, example: Example) -> None:
    for listed in example.events:
        assert set(listed) <= EVENT_KEYS
        kind = CODEBOOK.types[listed["type"]]
        assert listed.get("mode") in {None, *kind.modes}


def trigger_modes(codebook: Codebook) -> list[tuple[str, str]]:
    """(where, mode) of every trigger whose mode its type does not define."""
    return [(t.where, str(t.mode)) for t in codebook.triggers if t.mode and t.mode not in codebook.types[t.type].modes]


def test_every_mode_of_a_trigger_is_defined_by_its_type() -> None:
    assert trigger_modes(CODEBOOK) == []


def test_every_type_with_a_cameo_code_has_its_goldstein_value() -> None:
    wrong = [t.name for t in CODEBOOK.types.values() if t.cameo and CODEBOOK.goldstein_of(t.cameo) != t.goldstein]
    assert wrong == []
