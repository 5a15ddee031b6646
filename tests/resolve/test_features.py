"""Every union has a reason: named features with their values, or what stands in their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.mentions import Extracted
from dragoman.core.records import Reason
from tests.resolve.drawn import CODEBOOK, drawn, resolve


def reason(*documents: Extracted) -> Reason:
    """The one reason of the one entity."""
    (entity,) = resolve(*documents).entities
    (only,) = entity.reasons
    return only


def test_unlike_spellings_join_by_their_name_score() -> None:
    found = reason(drawn("Tural Orujzade", country="XNO"), drawn("Турал Оруджзаде", country="XNO"))
    assert (found.basis, found.features) == ("features", (("name_score", 1.0), ("same_country", 1.0)))


def test_the_score_is_the_weighted_sum_of_the_features() -> None:
    found = reason(drawn("Tural Orujzade", country="XNO"), drawn("Turral Orujzadeh", country="XNO"))
    weights = CODEBOOK.weights("entities")["features"]
    assert found.score == pytest.approx(sum(weights[name] * value for name, value in found.features), abs=0.001)


def test_a_surname_beside_its_full_name_says_so() -> None:
    assert dict(reason(drawn("Tural Orujzade", "Orujzade")).features) == {"surname_only": 1.0, "same_document": 1.0}


def test_equal_names_need_no_score() -> None:
    found = reason(drawn("Ilja Sorin"), drawn("Ilja Sorin", text=" ."))
    assert (found.basis, found.score) == ("same full name", None)


def test_one_entry_of_the_gazetteer_is_a_reason() -> None:
    documents = [drawn(name, kind="state", country="XNO") for name in ("Norland", "Norlandia")]
    keyed = [replace(d, entities=(replace(d.entities[0], key="Norland"),)) for d in documents]
    assert reason(*keyed).basis == "same gazetteer key"


def test_a_body_of_a_state_is_one_however_it_is_put() -> None:
    bodies = (drawn(name, kind="organisation", country="FRA") for name in ("French Foreign Ministry", "Ministry of Foreign Affairs of France"))
    assert reason(*bodies).basis == "same body of a state"


def test_there_is_a_reason_for_every_union() -> None:
    names = ("Ilja Sorin", "Ilja Sorin", "Ilya Sorin", "Илья Сорин", "I. Sorin")
    (entity,) = resolve(*(drawn(name, country="XNO", text=f" {i}") for i, name in enumerate(names))).entities
    assert len(entity.reasons) == len(names) - 1


def test_reasons_name_mentions_of_the_entity() -> None:
    (entity,) = resolve(drawn("Tural Orujzade", "Orujzade"), drawn("Tural Orujzadeh")).entities
    assert {side for r in entity.reasons for side in (r.a, r.b)} <= {m.id for m in entity.mentions}


def test_a_likely_misprint_alone_joins_nobody() -> None:
    assert len(resolve(drawn("Dmytro Kaleba"), drawn("Dmytro Kalyba")).entities) == 2


def test_two_entries_of_the_gazetteer_stay_two_under_one_name() -> None:
    documents = [drawn("Harbour Post", kind="organisation", text=f" {i}") for i in range(2)]
    keyed = [replace(d, entities=(replace(d.entities[0], key=f"Harbour Post {i}"),)) for i, d in enumerate(documents)]
    assert len(resolve(*keyed).entities) == 2
