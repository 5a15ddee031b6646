"""A day tells more where reports name it, lead with it and look back on it."""

from __future__ import annotations

import pytest

from dragoman.core.documents import Timex
from dragoman.resolve.salient_days import ToldDays, rank_days, told_days, weigh_days

WEIGHTS = {"mention": 1.0, "lead": 1.0, "back": 1.0, "published": 0.5, "lead_sentences": 2}


def test_only_whole_days_count_and_those_of_the_first_sentences_stand_apart() -> None:
    text = "Shut on Monday. Talks in May.\nOpen on Friday at noon. Next year more."
    times = [
        Timex(text.index(words), text.index(words) + len(words), "DATE", value)
        for words, value in (("Monday", "2031-03-03"), ("May", "2031-05"), ("Friday at noon", "2031-03-07T12:00"), ("Next year", "2032"))
    ]
    assert told_days(text, "2031-03-08", times, WEIGHTS) == ToldDays("2031-03-08", ("2031-03-03",), ("2031-03-07",))


def test_each_way_of_telling_a_day_adds_its_weight() -> None:
    told = [ToldDays("2031-03-08", ("2031-03-03",), ("2031-03-09",)), ToldDays(None, (), ("2031-03-03",))]
    assert weigh_days(told, WEIGHTS) == pytest.approx({"2031-03-03": 4.0, "2031-03-08": 0.5, "2031-03-09": 1.0})


def test_of_equal_days_the_earlier_comes_first_whatever_the_order_of_reports() -> None:
    told = [ToldDays(None, (), ("2031-03-05",)), ToldDays(None, (), ("2031-03-04",)), ToldDays(None, (), ("2031-03-09", "2031-03-09"))]
    assert rank_days(told, WEIGHTS) == rank_days(told[::-1], WEIGHTS) == ["2031-03-09", "2031-03-04", "2031-03-05"]
