"""People of public life: their offices by day, their spellings, and tables laid over the shipped ones."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

import dragoman.codebook
from dragoman.codebook import load_codebook
from dragoman.codebook.officials import Officials, Standing
from dragoman.core.errors import CodebookError

SHIPPED = Path(dragoman.codebook.__file__).parent
RANK = ("GOV", "LEG", "PTY", "ELI")
HEADER = "name,aliases,country,sector,title,body,since,until\n"
ROWS = (
    "Ødger Vaalstrøm,Odger Waalstrom,XNO,LEG,Deputy,,1999,2010\n"
    "Ødger Vaalstrøm,,XNO,GOV,Foreign Minister,,2004-05,2009-03-10\n"
    "Ødger Vaalstrøm,,UNO,GOV,Envoy,,2012,2014\n"
    "Myroslav Drahomenko,,XES,GOV,President,,2020-02-01,\n"
)


def officials(folder: Path, rows: str = ROWS) -> Officials:
    (folder / "gazetteer" / "officials").mkdir(parents=True)
    (folder / "gazetteer" / "officials" / "people.csv").write_text(HEADER + rows, encoding="utf-8")
    return Officials((folder,))


def standing(table: Officials, name: str, day: str | None, *, today: bool = False) -> Standing:
    (person,) = table.named(name)
    return person.standing(day, RANK, today=today)


@pytest.mark.parametrize(
    ("day", "country", "sector"),
    [
        ("1990-01-01", "XNO", None),
        ("2003-06-30", "XNO", "LEG"),
        ("2004-05-02", "XNO", "GOV"),
        ("2009-03-10", "XNO", "GOV"),
        ("2009-03-11", "XNO", "LEG"),
        ("2011-07", "XNO", "ELI"),
        ("2013", "UNO", "GOV"),
        ("2020-01-01", "XNO", "ELI"),
        (None, "UNO", "GOV"),
    ],
)
def test_an_office_counts_on_the_days_that_it_was_held(tmp_path: Path, day: str | None, country: str, sector: str | None) -> None:
    found = standing(officials(tmp_path), "Odger Vaalstrom", day)
    assert (found.country, found.sector) == (country, sector)


def test_today_an_office_that_has_ended_is_past(tmp_path: Path) -> None:
    table = officials(tmp_path)
    assert standing(table, "Ødger Vaalstrøm", None, today=True).sector == "ELI"
    assert standing(table, "Myroslav Drahomenko", None, today=True).sector == "GOV"


@pytest.mark.parametrize("name", ["MYROSLAV DRAHOMENKO", "Miroslav Dragomenko", "Myroslav P. Drahomenko", "Myroslav Petrovych Drahomenko"])
def test_a_name_is_known_in_other_spellings(tmp_path: Path, name: str) -> None:
    assert [person.name for person in officials(tmp_path).named(name)] == ["Myroslav Drahomenko"]


@pytest.mark.parametrize("name", ["Miroslava Drahomenko", "Drahomenko", "Stanislav Drahomenko", ""])
def test_another_name_is_nobody(tmp_path: Path, name: str) -> None:
    assert officials(tmp_path).named(name) == ()


def test_rows_laid_over_take_the_place_of_those_of_the_same_name(tmp_path: Path) -> None:
    officials(tmp_path / "a")
    officials(tmp_path / "b", "Myroslav Drahomenko,,XES,REB,Commander,,2020,\n")
    table = Officials((tmp_path / "a", tmp_path / "b"))
    assert standing(table, "Myroslav Drahomenko", "2021").sector == "REB"
    assert standing(table, "Odger Vaalstrom", "2005").sector == "GOV"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name,country\nA B,XNO\n", "must have the columns"),
        (HEADER + "A B,,,GOV,Minister,,2001,\n", "A B"),
        (HEADER + "A B,,XNO,GOV,Minister,,May 2001,\n", "ISO dates"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    table = officials(tmp_path)
    (tmp_path / "gazetteer" / "officials" / "people.csv").write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=re.escape(complaint)) as error:
        table.named("A B")
    assert "people.csv" in str(error.value)


def test_the_shipped_tables_are_read_whole_and_name_known_states_and_sectors() -> None:
    codebook = load_codebook()
    sectors = set(codebook.actors.rank) | {"UNK", "UAF"}
    wrong = [
        (name, row)
        for name, rows in codebook.officials.tables[0].items()
        for row in rows
        if codebook.gazetteer.state(row[2]) is None or row[3] not in sectors or (row[7] and row[6][: len(row[7])] > row[7][: len(row[6])])
    ]
    assert wrong == []


def test_six_thousand_rows_load_in_forty_milliseconds() -> None:
    best = min(_seconds_of_six_thousand() for _ in range(5))
    assert best < 0.12  # three times as much as on an idle machine


def _seconds_of_six_thousand() -> float:
    table = Officials((SHIPPED,))
    began = time.process_time()
    rows = sum(map(len, table.tables[0].values()))
    return (time.process_time() - began) * 6000 / rows
