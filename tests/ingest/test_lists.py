"""Yields proof that lists of persons and bodies are read as they are published: FollowTheMoney lines, tables, packed or not, with bad lines told."""

import gzip
import json
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.dates import DateRange
from dragoman.core.errors import InputError, NotFoundError
from dragoman.core.listed import Listed, Measure, Post
from dragoman.ingest.lists import BadEntry, read_list


def entity(key: str, schema: str, **properties: object) -> dict[str, object]:
    return {"id": key, "schema": schema, "properties": {name: value if isinstance(value, list) else [value] for name, value in properties.items()}}


def written(folder: Path, *lines: object, name: str = "list.json") -> Path:
    path = folder / name
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines) + "\n", encoding="utf-8")
    return path


def entries(path: Path) -> list[Listed | BadEntry]:
    return list(read_list(path, "made-up", load_codebook()))


def only(path: Path) -> Listed:
    (found,) = entries(path)
    assert isinstance(found, Listed)
    return found


def test_a_person_comes_with_names_countries_and_sector(tmp_path: Path) -> None:
    found = only(written(tmp_path, entity("Q1", "Person", name=["Ada Orlan", "Ада Орлан"], country="fr", topics=["role.pep"], birthDate="1960-01-02")))
    assert (found.kind, found.name, found.aliases) == ("person", "Ada Orlan", ("Ада Орлан",))
    assert (found.countries, found.sector, found.born, found.ids) == (("FRA",), "GOV", "1960-01-02", {"wikidata": "Q1"})


def test_a_sanction_of_another_line_belongs_to_its_entity(tmp_path: Path) -> None:
    sanction = entity("s-1", "Sanction", entity="c-1", authority="Council of the Union", program="Asset freeze", startDate="2022-03-01T00:00:00", reason="Arms")
    found = only(written(tmp_path, sanction, entity("c-1", "Company", name="Orlan Shipping Ltd")))
    assert found.measures == (Measure("sanction", "Council of the Union", "Asset freeze", "Arms", DateRange("2022-03-01", None)),)


def test_a_nested_travel_ban_is_an_entry_ban(tmp_path: Path) -> None:
    ban = entity("s-1", "Sanction", authority="Ministry", program="Travel ban", endDate="2024")
    found = only(written(tmp_path, {"id": "p", "schema": "Person", "properties": {"name": ["Ada Orlan"], "sanctions": [ban]}}))
    assert [(m.kind, m.date) for m in found.measures] == [("entry_ban", DateRange(None, "2024"))]


def test_an_office_comes_with_its_state_and_time(tmp_path: Path) -> None:
    lines = (
        entity("occ", "Occupancy", holder="p", post="pos", startDate="2019", endDate="2021-05"),
        entity("pos", "Position", name="Minister of Transport", country="it"),
        entity("p", "Person", name="Ada Orlan"),
    )
    assert only(written(tmp_path, *lines)).posts == (Post("Minister of Transport", "ITA", DateRange("2019", "2021-05")),)


def test_what_names_nobody_is_left_out(tmp_path: Path) -> None:
    found = entries(written(tmp_path, entity("a", "Address", name="1 Quay Road"), entity("p", "Person", name="Ada Orlan"), entity("q", "Person", name=[])))
    assert [entry.id for entry in found if isinstance(entry, Listed)] == ["p"]


def test_a_bad_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    found = entries(written(tmp_path, entity("p", "Person", name="Ada Orlan"), "{not json", '{"id": 3}'))
    assert [entry.line for entry in found if isinstance(entry, BadEntry)] == [2, 3]
    assert len(found) == 3


def test_a_packed_list_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "list.json.gz"
    path.write_bytes(gzip.compress(json.dumps(entity("p", "Person", name="Ada Orlan")).encode()))
    assert only(path).name == "Ada Orlan"


def test_the_simple_table_of_opensanctions_is_read(tmp_path: Path) -> None:
    header = '"id","schema","name","aliases","birth_date","countries","sanctions","dataset"'
    row = '"NK-1","Vessel","Grey Heron","Heron;Grey Heron II","","pa;lr","Oil price cap, 2023","made-up"'
    found = only(written(tmp_path, header, row, name="targets.simple.csv"))
    assert (found.id, found.kind, found.aliases, found.countries) == ("NK-1", "craft", ("Heron", "Grey Heron II"), ("PAN", "LBR"))
    assert found.measures == (Measure("sanction", None, "Oil price cap, 2023"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_ones_own_needs_no_more_than_names(tmp_path: Path, delimiter: str) -> None:
    rows = (["Name", "Country", "Position"], ["Ada Orlan", "France", "Harbour master"])
    found = only(written(tmp_path, *(delimiter.join(row) for row in rows), name="own.csv"))
    assert (found.name, found.countries, found.posts) == ("Ada Orlan", ("FRA",), (Post("Harbour master"),))
    assert found.measures == ()


def test_the_id_of_a_row_without_one_is_the_same_every_time(tmp_path: Path) -> None:
    path = written(tmp_path, "name,country", "Ada Orlan,FR", name="own.csv")
    assert only(path).id == only(path).id != ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"first,last\nAda,Orlan\n", "missing-field"),
        (b"name\n\xff\xfe\xfa\n", "encoding"),
        (b"name\n", "no-text"),
        (b"", "missing-field"),
        (b'[{"id": 1}]', "no-text"),
        (b"\x1f\x8b\x08broken", "unreadable"),
        (b"{" + b"a" * (17 << 20), "too-large"),
    ],
)
def test_what_is_no_list_is_refused_with_a_code(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(content)
    with pytest.raises(InputError) as raised:
        entries(path)
    assert raised.value.code == code
    assert "list" in raised.value.message


def test_a_list_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        entries(tmp_path / "missing.json")
