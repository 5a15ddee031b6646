"""Yields proof that spellings of one name share a coarse key, and that a key is no catch-all."""

import pytest

from dragoman.codebook.name_keys import name_keys


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Vladimir Sorokin", "Владимир Сорокин"),
        ("Sorokin, Vladimir", "Vladimir Sorokin"),
        ("Muammar Gaddafi", "Moammar Qadhafi"),
        ("Yevgeny Petrov", "Evgenii Petrov"),
        ("Ayxan Hacızadə", "Aykhan Hajizade"),
        ("Xi Jinping", "习近平"),
        ("Mohammed Reza Karimi", "Muhammad Karimi"),
    ],
)
def test_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert name_keys(a) & name_keys(b)


@pytest.mark.parametrize(("a", "b"), [("Anna Lindt", "Peter Lindt"), ("Norland Shipping", "Norland Airways"), ("Ivan Petrov", "Oleg Sidorov")])
def test_other_names_share_none(a: str, b: str) -> None:
    assert not name_keys(a) & name_keys(b)


def test_a_name_without_letters_has_no_key() -> None:
    assert name_keys("1234 --") == frozenset()


def test_a_long_name_has_a_bounded_number_of_keys() -> None:
    assert len(name_keys(" ".join(f"Word{chr(97 + n)}" for n in range(26)) * 20)) <= 16
