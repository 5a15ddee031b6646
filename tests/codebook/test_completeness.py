"""Yields proof that the codebook is complete: PLOVER's types, modes and scores, CAMEO's codes both ways, and enough examples of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook

CODEBOOK = load_codebook(Path(__file__).parent / "overlay")
NAMES = sorted(CODEBOOK.types)

# Each with quad, score and modes with theirs, after the manual 2.0; None where the scale gives none.
PLOVER: dict[str, tuple[int, float, Mapping[str, float | None]]] = {
    "AGREE": (1, 2.5, {}),
    "CONSULT": (1, 2.5, {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5}),
    "SUPPORT": (1, 5.0, {}),
    "CONCEDE": (1, 4.5, {}),
    "COOPERATE": (2, 9.5, {}),
    "AID": (2, 10.0, {}),
    "RETREAT": (2, 6.5, {"withdraw": 8.0, "release": 6.5, "disarm": 10.0, "ceasefire": 7.5, "access": 6.5, "resign": 4.5}),
    "REQUEST": (3, 0.0, {"assist": 0.5, "change": -1.0, "yield": -1.0, "meet": 0.0}),
    "ACCUSE": (3, -2.0, {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (3, -2.0, {"assist": -1.5, "change": -2.0, "yield": -2.0, "meet": -2.0}),
    "THREATEN": (3, -3.5, {"restrict": -3.0, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4.0, "violence": -3.5}),
    "PROTEST": (
        4,
        -5.0,
        {"demo": -5.0, "riot": -7.0, "strike": -5.0, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": None},
    ),
    "SANCTION": (4, -6.0, {"convict": -6.0, "expel": -5.5, "withdraw": -6.0, "discontinue": -6.0}),
    "MOBILIZE": (4, -5.5, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6.0}),
    "COERCE": (
        4,
        -7.0,
        {"seize": -7.0, "restrict": -7.0, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7.0}
        | {"deport": -7.0, "withhold": -7.0, "misinformation": -6.5, "cyber": -7.0},
    ),
    "ASSAULT": (
        4,
        -9.0,
        {"abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5, "primitive": -8.0, "firearms": -9.0}
        | {"explosives": -9.0, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5, "heavy-weapons": -9.5, "crowd-control": -7.5}
        | {"unconventional": -10.0},
    ),
}
CONTEXTS = """
    military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations human_rights
    rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping health asylum migration disasters
    natural_resource environment technology terrorism cbrn cyber misinformation crime corruption illegal_drugs trafficking
"""
LAST = {1: 19, 2: 28, 3: 39, 4: 46, 5: 57, 6: 64, 7: 75, 8: 87, 9: 94, 10: 108, 11: 116, 12: 129, 13: 139, 14: 145, 15: 155, 16: 166, 17: 176, 18: 186}
"""{root: last code of three digits below it} of CAMEO 1.1b3; 19 and 20 end at 196 and 204."""
THREE = [f"{code:03d}" for root, last in {**LAST, 19: 196, 20: 204}.items() for code in range(root * 10, last + 1)]


CODED = {str(e["cameo"]) for kind in CODEBOOK.types.values() for example in kind.examples for e in example.events if e.get("cameo")}
"""Codes that an example must get: test_examples proves that it does."""


@pytest.mark.parametrize("name", NAMES)
def test_a_type_has_enough_examples_and_near_misses(name: str) -> None:
    kind = CODEBOOK.types[name]
    assert len(kind.examples) >= 15
    assert len(kind.near_misses) >= 8
    assert kind.definition
    assert kind.source


def test_plover_has_its_sixteen_types_with_quad_scores_and_modes() -> None:
    told = {
        name: (kind.quad, kind.score, {mode.name: mode.score for mode in kind.modes.values()})
        for name, kind in CODEBOOK.types.items()
        if kind.ontology == "PLOVER"
    }
    assert told == PLOVER


def test_every_mode_is_shown_by_an_example() -> None:
    shown = {(e["type"], e.get("mode")) for kind in CODEBOOK.types.values() for example in kind.examples for e in example.events}
    assert [(name, mode) for name, (_, _, modes) in PLOVER.items() for mode in modes if (name, mode) not in shown] == []


def test_plover_has_all_its_contexts() -> None:
    assert sorted(CODEBOOK.contexts) == sorted(CONTEXTS.split())


def test_an_occurrence_stands_outside_the_scales() -> None:
    told = [kind.name for kind in CODEBOOK.types.values() if kind.ontology == "OCCURRENCE" and (kind.quad, kind.score, kind.goldstein) != (None, None, None)]
    assert told == []


def test_every_cameo_code_stands_in_the_table_with_a_goldstein_value() -> None:
    assert [code for code in THREE if code not in CODEBOOK.cameo] == []
    assert [code for code in CODEBOOK.cameo if CODEBOOK.goldstein_of(code) is None] == []


def test_a_code_is_of_the_type_that_its_beginning_is_of_or_says_so_itself() -> None:
    assert [code for code in CODEBOOK.cameo if len(code) == 4 and code[:3] not in CODEBOOK.cameo] == []


def test_the_table_names_only_types_modes_and_contexts_that_there_are() -> None:
    wrong = [
        row.code
        for row in CODEBOOK.cameo.values()
        if row.type not in CODEBOOK.types or row.mode not in {None, *CODEBOOK.types[row.type].modes} or not set(row.contexts) <= set(CODEBOOK.contexts)
    ]
    assert wrong == []


def test_the_code_of_a_mode_leads_back_to_its_type() -> None:
    wrong = [
        (kind.name, mode.name) for kind in CODEBOOK.types.values() for mode in kind.modes.values() if CODEBOOK.cameo[mode.cameo or "???"].type != kind.name
    ]
    assert wrong == []


@pytest.mark.parametrize("root", [f"{root:02d}" for root in range(2, 21)])
def test_every_code_of_a_root_is_shown_by_an_example(root: str) -> None:
    reached = {code[:3] for code in CODED}
    assert [code for code in THREE if code.startswith(root) and code not in reached] == []
