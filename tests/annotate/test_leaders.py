"""Leaders named by surname alone: found where only they can be meant on the day, left alone where anybody else may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.documents import Annotated

Read = Callable[..., Annotated]


def keys(read: Read, text: str, day: str | None) -> list[str]:
    """`words: leader, state` of each leader found."""
    return [f"{n.text}: {n.key}, {n.country}" for n in read(text, day=day).names if n.kind == "person" and n.key]


@pytest.mark.parametrize(
    ("day", "text", "found"),
    [
        ("2022-03-01", "Macron criticised the new tariffs on Tuesday.", ["Macron: Emmanuel Macron, FRA"]),
        ("2021-10-01", "Putin and Erdogan discussed grain exports by phone.", ["Putin: Vladimir Putin, RUS", "Erdogan: Recep Tayyip Erdogan, TUR"]),
        ("2021-10-01", "Lavrov accused the envoys of delay.", ["Lavrov: Sergei Lavrov, RUS"]),
        ("2022-05-04", "Zelensky rejected the offer.", ["Zelensky: Volodymyr Zelenskyy, UKR"]),
        ("2022-05-04", "Zelenskyy rejected the offer.", ["Zelenskyy: Volodymyr Zelenskyy, UKR"]),
        ("2022-05-04", "The offer was rejected by Zelenskiy.", ["Zelenskiy: Volodymyr Zelenskyy, UKR"]),
        ("2016-05-04", "Talks between Merkel and Hollande lasted an hour.", ["Merkel: Angela Merkel, DEU", "Hollande: François Hollande, FRA"]),
        ("2016-05-04", "Chancellor Merkel welcomed the report.", ["Merkel: Angela Merkel, DEU"]),
        ("2022-05-04", "Germany would not wait, Scholz said in Berlin.", ["Scholz: Olaf Scholz, DEU"]),
        ("2018-05-04", "May said that Britain would leave the customs union.", ["May: Theresa May, GBR"]),
        ("2018-05-04", "Prime Minister May told the house.", ["May: Theresa May, GBR"]),
        ("2005-05-04", "Bush vetoed the bill in Washington, and the United States Senate voted again.", ["Bush: George W. Bush, USA"]),
        ("2006-05-04", "The United States will not pay, Rice told reporters.", ["Rice: Condoleezza Rice, USA"]),
        ("2008-05-04", "Britain needs new rules for its banks, Brown said.", ["Brown: Gordon Brown, GBR"]),
        ("2020-05-04", "Johnson announced new rules for England and Scotland. Britain's hospitals were full.", ["Johnson: Boris Johnson, GBR"]),
        ("2023-11-14", "Xi arrived in San Francisco on Tuesday.", ["Xi: Xi Jinping, CHN"]),
        ("2023-11-14", "Netanyahu's aides rejected the plan.", ["Netanyahu: Benjamin Netanyahu, ISR"]),
        ("2023-11-14", "The plan was put to Guterres in New York.", ["Guterres: António Guterres, UNO"]),
        ("2022-05-04", "The Commission would propose a ban, von der Leyen said.", ["von der Leyen: Ursula von der Leyen, EUR"]),
        ("2022-05-04", "Secretary of State Blinken flew to Oslo.", ["Blinken: Antony Blinken, USA"]),
        ("2022-05-04", "Mr. Orban signed the law.", ["Orban: Viktor Orbán, HUN"]),
        ("2022-05-04", "Macron Meets Scholz in Paris", ["Macron: Emmanuel Macron, FRA", "Scholz: Olaf Scholz, DEU"]),
        ("2023-05-04", "The Biden administration announced new rules.", ["Biden: Joe Biden, USA"]),
        (None, "Putin signed the decree.", ["Putin: Vladimir Putin, RUS"]),
        (None, "Merkel signed the letter.", ["Merkel: Angela Merkel, DEU"]),
    ],
)
def test_a_surname_alone_names_the_leader_of_the_day(read: Read, day: str | None, text: str, found: list[str]) -> None:
    assert keys(read, text, day) == found


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("1995-05-04", "Macron criticised the new tariffs on Tuesday."),
        ("2022-03-01", "Brigitte Macron opened the school. Macron thanked the teachers."),
        ("2022-03-01", "Senator Macron criticised the tariffs."),
        ("2022-03-01", "Former president Sarkozy criticised the tariffs."),
        ("2022-03-01", "Macron, 34, was treated in a hospital in Lyon."),
        ("2022-03-01", "The crowd gathered in Macron Street."),
        ("2022-03-01", "Tennis coach Igor Lavrov accused the umpire. Lavrov left the court."),
        ("2012-05-04", "Ford said that it would close two plants in the United States."),
        ("2005-05-04", "The Bush fires spread north of Perth."),
        ("2006-05-04", "Rice prices rose in the United States."),
        ("2008-05-04", "Brown said that the bakery in Leeds would reopen."),
        ("2008-05-04", "Brown bears were seen in Britain."),
        ("2018-05-04", "In May, Britain voted on a new council."),
        ("2018-05-04", "May is the wettest month in Britain."),
        ("2018-05-04", "Britain may said the paper, and nobody knew why."),
        ("2020-05-04", "Johnson told the jury in Ohio that he had slept."),
        ("2021-05-04", "Black said that the ship had left."),
        ("2021-05-04", "The West rejected the offer."),
        ("2018-05-04", "Kim thanked the nurses in Bergen."),
        ("2018-05-04", "Lee won the race in Oslo."),
        ("2018-05-04", "The Moon was full, and Li slept."),
        (None, "Johnson criticised the plan of Britain and the United States."),
        (None, "Obrador Foods opened a plant."),
    ],
)
def test_a_surname_that_may_be_anybodys_names_no_leader(read: Read, day: str | None, text: str) -> None:
    assert keys(read, text, day) == []
