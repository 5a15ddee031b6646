"""Yields proof that a trigger's CAMEO code is made finer by what the words below it are about, and never blunter."""

from __future__ import annotations

import pytest

from dragoman.extract.rules.codes import narrowed


@pytest.mark.parametrize(
    ("code", "pattern", "made"),
    [("100", "xx53", "1053"), ("020", "xx53", "0253"), ("105", "xx53", "1053"), ("141", "14x2", "1412"), ("120", "1222", "1222"), ("101", "1011", "1011")],
)
def test_a_wider_code_takes_the_finer_one_of_its_kind(code: str, pattern: str, made: str) -> None:
    assert narrowed(code, pattern) == made


@pytest.mark.parametrize(("code", "pattern"), [("106", "xx53"), ("1053", "xx53"), ("129", "1222"), ("140", "14x2"), ("", "xx53")])
def test_a_code_of_another_kind_or_just_as_fine_is_left_alone(code: str, pattern: str) -> None:
    assert narrowed(code, pattern) is None
