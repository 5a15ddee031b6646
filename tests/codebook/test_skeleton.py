"""Transliteration skeletons: spellings of one name meet, near names do not."""

from __future__ import annotations

import pytest

from dragoman.codebook.skeleton import body_words, fold, initials, same_spelling, skeletons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Orujzade", "Orujzada"),
        ("Orujzade", "Orujzadeh"),
        ("Orujzade", "Оруджзаде"),
        ("Harifzade", "Гарифзаде"),
        ("Səlimova", "Selimova"),
        ("Talyev", "Taliev"),
        ("Vorensky", "Vorenskyy"),
        ("Vorensky", "Воренський"),
        ("Yevlampy", "Evlampi"),
        ("Sergej", "Sergey"),
        ("Tchernov", "Chernoff"),
        ("Çelikoğlu", "Celikoglu"),
        ("Khasanov", "Hasanov"),
        ("Bohdan", "Bogdan"),
        ("Zhumabayev", "Жумабаев"),
    ],
)
def test_spellings_of_one_name_agree(a: str, b: str) -> None:
    assert same_spelling(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("Vorensky", "Vorinsky"), ("Talyev", "Talov"), ("Petrov", "Pavlov"), ("Sorin", "Soran"), ("Kasimov", "Hashimov"), ("Sorin", "Sorina")]
)
def test_near_names_stay_apart(a: str, b: str) -> None:
    assert not same_spelling(a, b)


def test_a_text_without_letters_has_no_skeleton() -> None:
    assert skeletons("1234") == frozenset()


def test_folding_drops_case_accents_and_marks() -> None:
    assert fold("  Çelik’s  ‘House’ ") == "celiks house"


def test_initials_leave_function_words_out() -> None:
    assert initials("Northern Agency of the Seas", ["of", "the"]) == "NAS"


def test_ministries_are_compared_without_their_state() -> None:
    def is_state(text: str) -> bool:
        return text in {"Norland", "Republic of Norland", "Norlandic"}

    assert body_words("Norlandic Foreign Ministry", is_state) == body_words("Ministry of Foreign Affairs of the Republic of Norland", is_state)
    assert body_words("Norlandic Foreign Ministry", is_state) != body_words("Norlandic Defence Ministry", is_state)


def test_an_embassys_host_tells_it_apart() -> None:
    def is_state(text: str) -> bool:
        return text in {"Norlandic", "Estavia", "Karsia"}

    assert body_words("Norlandic Embassy in Estavia", is_state) != body_words("Norlandic Embassy in Karsia", is_state)
