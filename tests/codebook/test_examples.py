"""Yields one test per example and near miss of the codebook: the sentence is coded, and the events that come out are compared with those listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.model import Codebook, Example
from dragoman.evaluate.examples import Told, check_example, check_near_miss, tell
from dragoman.models.spacy_model import LoadedModel

CODEBOOK = load_codebook(Path(__file__).parent / "overlay")  # adds the invented states that the examples are about
EXAMPLES = [(name, e) for name, t in CODEBOOK.types.items() for e in t.examples]
NEAR_MISSES = [(name, e) for name, t in CODEBOOK.types.items() for e in t.near_misses]


@pytest.fixture(scope="session")
def coded(english: LoadedModel) -> dict[str, Told]:
    """What every sentence tells; each is coded once, when its test asks."""
    return {}


@pytest.fixture
def told(example: Example, coded: dict[str, Told], english: LoadedModel) -> Told:
    """What the sentence of the example tells."""
    if example.text not in coded:
        coded.update(tell([example.text], english.nlp, CODEBOOK))
    return coded[example.text]


def cases(rows: list[tuple[str, Example]]) -> list[Any]:
    """A parameter per row, named after the file and the number of the example."""
    return [pytest.param(name, example, id=example.where.replace(" ", "-")) for name, example in rows]


@pytest.mark.parametrize(("name", "example"), cases(EXAMPLES))
def test_an_example_is_coded_as_listed(name: str, example: Example, told: Told) -> None:
    wrong = check_example(CODEBOOK.types[name], example, told)
    assert not wrong, wrong


@pytest.mark.parametrize(("name", "example"), cases(NEAR_MISSES))
def test_a_near_miss_is_no_event_of_the_type(name: str, example: Example, told: Told) -> None:
    wrong = check_near_miss(CODEBOOK.types[name], example, told)
    assert not wrong, wrong


@pytest.mark.parametrize(("name", "example"), cases(EXAMPLES + NEAR_MISSES))
def test_an_example_lists_only_types_modes_and_contexts_that_there_are(name: str, example: Example) -> None:
    for listed in example.events:
        assert set(listed.get("contexts", ())) <= set(CODEBOOK.contexts)
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
