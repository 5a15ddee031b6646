"""A surname finds its bearer, in any spelling that one name takes."""

from __future__ import annotations

import pytest

from dragoman.core.errors import NotFoundError
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Entity
from dragoman.core.resolved import Resolved
from dragoman.view.record import Record
from dragoman.view.subjects import find_entity


def _record() -> Record:
    mention = EntityMention("nm-1", "d-1", 0, 12, "Ruta Selinova", "person", "name", "Ruta Selinova", "nm-1", 0)
    person = Entity("n-1", "person", "Ruta Selinova", ("Ruta Selinowa",), "XES", "GOV", {}, (mention,))
    return Record(Resolved(entities=(person,)), (), {}, None)


@pytest.mark.parametrize("name", ["Ruta Selinova", "selinova", "Selinowa", "Selynova", "SELINOVA"])
def test_a_surname_in_another_spelling_finds_the_person(name: str) -> None:
    assert find_entity(_record(), name).id == "n-1"


def test_a_given_name_alone_finds_nobody() -> None:
    with pytest.raises(NotFoundError, match="Ruta Selinova"):
        find_entity(_record(), "Ruta")
