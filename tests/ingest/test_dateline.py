"""Datelines and agency credits."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from dragoman.ingest.agency import agency_named
from tests.ingest.reading import BODY, MORE, read


@pytest.mark.parametrize(
    ("lead", "place", "agency"),
    [
        ("PORT SARN -- ", "PORT SARN", None),
        ("PORT SARN, Norland, 14 March (Corvid) -- ", "PORT SARN, Norland", "Corvid"),
        ("Baku, Feb 6 (Interfax) ", "Baku", "Interfax"),
        ("MOSCOW. Feb 6 (Interfax) - ", "MOSCOW", "Interfax"),
        ("MOSCOW, February 6. /TASS/. ", "MOSCOW", "TASS"),
        ("МОСКВА, 6 фев - РИА Новости. ", "МОСКВА", "RIA Novosti"),
        ("PORT SARN, 6 fév (Reuters) - ", None, None),
        ("ISTANBUL/ANKARA — ", "ISTANBUL/ANKARA", None),
        ("(AP) — ", None, "Associated Press"),
        ("SPRINGFIELD, Ill. (AP) _ ", "SPRINGFIELD, Ill.", "Associated Press"),
        ("Port Sarn (Corvid News) - ", "Port Sarn", "Corvid News"),
        ("ATHENS (Greece) — ", "ATHENS", None),
        ("باكو 6 فبراير (شينخوا) -- ", "باكو", "Xinhua"),
        ("WATCH — ", None, None),
        ("EU - ", None, None),
        ("President Torvik — ", None, None),
    ],
)
def test_a_dateline_names_place_and_agency(lead: str, place: str | None, agency: str | None) -> None:
    document = read("Norland shuts Estavian consulate\n" + lead + BODY + MORE)
    assert (document.dateline, document.agency) == (place, agency)


def test_a_sentence_with_a_dash_is_no_dateline() -> None:
    assert read("NORLAND -- the larger of the two states -- closed the consulate on Monday, officials said.\n" + MORE).dateline is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Source: TASS", "TASS"),
        ("Источник: ТАСС", "TASS"),
        ("With AFP", "Agence France-Presse"),
        ("(with AFP inputs)", "Agence France-Presse"),
        ("© 2025 AFP", "Agence France-Presse"),
        ("— Agencies", None),
        ("(Reporting by Lena Torvik; Editing by Odd Berg)", "Reuters"),
        ("Associated Press writer Lena Torvik contributed to this report.", "Associated Press"),
        ("The Associated Press contributed to this report.", None),
        ("The minister would not comment, according to the agency.", None),
        ("Officials told the Harbour Post, Reuters and AFP that talks would go on in the port.", None),
        ("The consulate stayed shut on Tuesday, the ministry said. (Reuters)", "Reuters"),
        ("The minister told Reuters.", None),
        ("Report", None),
    ],
)
def test_a_credit_at_the_end_names_the_agency(line: str, agency: str | None) -> None:
    assert read("Norland shuts Estavian consulate\n" + BODY + MORE + line + "\n").agency == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [("By AFP", "Agence France-Presse"), ("By Meridian and AFP |", "Agence France-Presse"), ("By Petra Novak", None), ("Reuters", "Reuters")],
)
def test_a_byline_names_the_agency(line: str, agency: str | None) -> None:
    assert read("Norland shuts Estavian consulate\n" + line + "\n" + BODY + MORE).agency == agency


def test_the_credit_of_a_picture_is_not_the_reports() -> None:
    assert read("Norland shuts consulate\n" + BODY + MORE + "![A gate in Port Sarn. [Odd Berg/AFP]](/a.webp)\n").agency is None


def test_every_agency_of_the_gazetteer_can_be_credited() -> None:
    table = (files("dragoman.codebook") / "gazetteer/outlets.csv").read_text(encoding="utf-8").splitlines()
    names = [row["name"] for row in csv.DictReader(table) if row["agency"] == "yes"]
    assert [name for name in names if agency_named(name) != name] == []
