"""Tokens let one browser in, once; sessions end by themselves, and none can be guessed from another."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman.web import sessions as module
from dragoman.web.sessions import IDLE, TOKEN_LIFE, WHOLE, Sessions
from dragoman.web.users import User

DANA = User("dana", "reviewer")


class Clock:
    """A clock that stands until it is set on."""

    def __init__(self) -> None:
        self.at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.at


def test_a_token_is_spent_once_it_was_used() -> None:
    sessions = Sessions(Clock())
    token = sessions.invite()
    assert sessions.accept(token)
    assert not sessions.accept(token)


def test_a_token_of_another_desk_is_not_taken() -> None:
    assert not Sessions(Clock()).accept(Sessions(Clock()).invite())


def test_a_token_that_nobody_used_for_a_day_is_not_taken() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.invite()
    clock.at += TOKEN_LIFE
    assert not sessions.accept(token)


def test_two_tokens_are_spent_apart() -> None:
    sessions = Sessions(Clock())
    first, second = sessions.invite(), sessions.invite()
    assert sessions.accept(first)
    assert sessions.accept(second)


def test_words_that_are_no_ascii_are_no_token() -> None:
    sessions = Sessions(Clock())
    sessions.invite()
    assert not sessions.accept("токен\udcff")


def test_a_session_that_is_used_goes_on_and_one_that_is_not_ends() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    key = sessions.open(DANA).id
    clock.at += IDLE - dt.timedelta(minutes=1)
    assert sessions.find(key)
    clock.at += IDLE - dt.timedelta(minutes=1)
    assert sessions.find(key)
    clock.at += IDLE
    assert sessions.find(key) is None


def test_no_session_is_longer_than_a_week_however_much_it_is_used() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    key = sessions.open(DANA).id
    for _ in range(int(WHOLE / dt.timedelta(hours=6)) - 1):
        clock.at += dt.timedelta(hours=6)
        assert sessions.find(key)
    clock.at += dt.timedelta(hours=6)
    assert sessions.find(key) is None


def test_a_session_that_was_closed_is_gone() -> None:
    sessions = Sessions(Clock())
    session = sessions.open(DANA)
    sessions.close(session.id)
    assert sessions.find(session.id) is None


def test_every_session_has_a_form_token_of_its_own() -> None:
    sessions = Sessions(Clock())
    assert sessions.open(DANA).csrf != sessions.open(DANA).csrf


def test_the_session_used_longest_ago_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    clock = Clock()
    sessions = Sessions(clock)
    made = []
    for _ in range(3):
        clock.at += dt.timedelta(seconds=1)
        made.append(sessions.open(DANA).id)
    assert [sessions.find(key) is not None for key in made] == [False, True, True]
