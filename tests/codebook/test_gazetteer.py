"""The gazetteer: names, capitals, overlays and errors."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import dragoman.codebook
from dragoman.codebook.gazetteer import Gazetteer, load_gazetteer
from dragoman.core.errors import CodebookError

SHIPPED = Path(dragoman.codebook.__file__).parent
HEADER = "iso3,iso2,name,official,aliases,demonyms,capitals,seats,lat,lon,status\n"
NORLAND = "XNO,,Norland,Kingdom of Norland,,Norlander;Norlanders;Norlandic,Karstadt,Old Fort,60.1,10.2,state\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(SHIPPED)


def overlaid(folder: Path, table: str, text: str) -> Gazetteer:
    (folder / "gazetteer").mkdir()
    (folder / "gazetteer" / f"{table}.csv").write_text(text, encoding="utf-8")
    return load_gazetteer(SHIPPED, folder)


@pytest.mark.parametrize(
    ("text", "country", "form"),
    [
        ("Niger", "NER", "name"),
        ("Nigerien", "NER", "demonym"),
        ("Nigeria", "NGA", "name"),
        ("Nigerians", "NGA", "demonym"),
        ("DPRK", "PRK", "acronym"),
        ("Britain", "GBR", "alias"),
        ("Élysée Palace", "FRA", "metonym"),
        ("Quai d’Orsay", "FRA", "metonym"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("Republic of the Congo", "COG", "name"),
        ("Kosovar", "XKX", "demonym"),
        ("USSR", "SUN", "acronym"),
    ],
)
def test_a_state_is_found_by_all_its_names(gazetteer: Gazetteer, text: str, country: str, form: str) -> None:
    first = gazetteer.lookup(text)[0]
    assert (first.kind, first.country, first.form) == ("state", country, form)


def test_case_tells_a_state_from_a_pronoun(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("US")
    assert not gazetteer.lookup("us")
    assert not gazetteer.lookup("turkey")


def test_capital_letters_hide_no_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("LISBON")[0].country == "PRT"


def test_a_capital_is_a_place_and_stands_for_its_government(gazetteer: Gazetteer) -> None:
    assert {(entry.kind, entry.form) for entry in gazetteer.lookup("Lisbon")} == {("place", "name"), ("state", "metonym")}


def test_congo_has_two_readings(gazetteer: Gazetteer) -> None:
    assert [entry.country for entry in gazetteer.lookup("Congo")] == ["COD", "COG"]


def test_moscow_stands_for_the_living_state_first(gazetteer: Gazetteer) -> None:
    assert [entry.country for entry in gazetteer.lookup("Moscow") if entry.form == "metonym"] == ["RUS", "SUN"]


def test_a_partially_recognised_state_is_coded_under_its_parent(gazetteer: Gazetteer) -> None:
    entry = gazetteer.lookup("Transnistria")[0]
    assert (entry.country, entry.sector) == ("MDA", "PRE")
    state = gazetteer.state_named("Transnistria")
    assert state is not None
    assert state.capital == "Tiraspol"


def test_every_state_has_a_place_on_the_map(gazetteer: Gazetteer) -> None:
    astray = [state.code for state in gazetteer.by_code.values() if state.status == "state" and (state.lat is None or not state.capitals)]
    assert astray == ["MCO", "SGP", "SMR"], "city states have no capital beside themselves"


def test_nonstate_codes_have_names(gazetteer: Gazetteer) -> None:
    assert gazetteer.state("EUR") is not None
    assert gazetteer.lookup("NATO")[0].country == "IGO"


def test_every_country_code_of_the_tables_is_known(gazetteer: Gazetteer) -> None:
    used = {entry.country for found in gazetteer._index.values() for entry in found if entry.country}
    assert used <= set(gazetteer.by_code)


def test_a_city_is_sought_in_the_states_of_the_document_first(gazetteer: Gazetteer) -> None:
    usual, preferred = gazetteer.city("Tripoli"), gazetteer.city("Tripoli", prefer=["LBN"])
    assert usual is not None
    assert preferred is not None
    assert (usual.country, preferred.country) == ("LBY", "LBN")
    assert gazetteer.city("Tripoli", country="NOR") is None


def test_regions_have_a_middle(gazetteer: Gazetteer) -> None:
    region = gazetteer.region("Karabakh")
    assert region is not None
    assert (region.name, region.country) == ("Nagorno-Karabakh", "AZE")


def test_news_agencies_are_told_from_other_outlets(gazetteer: Gazetteer) -> None:
    assert "Reuters" in gazetteer.agencies
    assert "BBC" not in gazetteer.agencies


def test_an_overlay_adds_a_state(tmp_path: Path) -> None:
    found = overlaid(tmp_path, "states", HEADER + NORLAND)
    assert found.lookup("Norlandic")[0].country == "XNO"
    assert found.lookup("France")


def test_an_overlay_wins_over_the_shipped_row(tmp_path: Path) -> None:
    row = "FRA,FR,France,,,Gaul,Karstadt,,1,1,state\n"
    found = overlaid(tmp_path, "states", HEADER + row)
    assert found.lookup("Gaul")[0].country == "FRA"
    assert not found.lookup("French")


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"states\.csv lacks the columns .*seats"):
        overlaid(tmp_path, "states", "iso3,name\nXNO,Norland\n")


def test_a_wrong_pattern_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="Zed"):
        overlaid(tmp_path, "weapons", "name,kind,pattern\nZed,weapon,Zed(\n")


def test_a_wrong_number_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="Norland"):
        overlaid(tmp_path, "states", HEADER + NORLAND.replace("60.1", "north"))


def test_a_wrong_status_is_named(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="kingdom"):
        overlaid(tmp_path, "states", HEADER + NORLAND.replace(",state\n", ",kingdom\n"))


def test_loading_takes_under_a_second() -> None:
    start = time.process_time()
    load_gazetteer(SHIPPED)
    assert time.process_time() - start < 1.0
