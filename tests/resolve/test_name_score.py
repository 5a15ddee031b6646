"""Two written names are one person's, or they are not."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.resolve.name_parts import parts_of
from dragoman.resolve.names import NameRules, name_features, name_score, read_rules

ONE, TWO = 0.7, 0.66


@pytest.fixture(scope="module")
def rules() -> NameRules:
    return read_rules(load_codebook())


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Taras Shevchenko", "Тарас Шевченко"),
        ("Shevchenko, Taras", "Taras Shevchenko"),
        ("T. H. Shevchenko", "Taras Hryhorovych Shevchenko"),
        ("President Volodymyr Bondar", "Vladimir Bondar"),
        ("Abd al-Rahman Qasimi", "Abdulrahman Al-Qasimi"),
        ("Kang Min-ho", "Kang Minho"),
        ("Kang Min-ho", "Kang Min Ho"),
        ("Rəşid oğlu Kərim Səfərov", "Karim Safarov"),
        ("Peter Norling Jr.", "Peter Norling"),
        ("J. D. Harrow", "JD Harrow"),
    ],
)
def test_variants_of_a_name_are_one(a: str, b: str, rules: NameRules) -> None:
    assert name_score(a, b, rules) >= ONE


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ivan Norlin", "Petar Norlin"),
        ("Aleksandr Volin", "Aleksandra Volina"),
        ("Karim Safarov", "Rashid Karim oglu Safarov"),
        ("Peter Norling Jr.", "Peter Norling Sr."),
        ("P. Norling", "K. Norling"),
        ("John R. Harrow", "John T. R. Harrow"),
        ("Kang Min-ho", "Kang Dong-ho"),
        ("Hassan Karimi", "Hossein Karimi"),
    ],
)
def test_names_of_two_persons_are_two(a: str, b: str, rules: NameRules) -> None:
    assert name_score(a, b, rules) < TWO


def test_the_order_of_a_pair_is_irrelevant(rules: NameRules) -> None:
    assert name_score("Anna Maria Volin", "Volin Anna", rules) == name_score("Volin Anna", "Anna Maria Volin", rules)


def test_a_name_without_words_is_like_none(rules: NameRules) -> None:
    assert name_score("", "Anna Volin", rules) == 0
    assert name_score("...", "...", rules) == 0


def test_the_same_name_scores_one(rules: NameRules) -> None:
    assert name_score("Anna Volin", "Anna Volin", rules) == 1


def test_a_surname_alone_is_less_sure_than_the_full_name(rules: NameRules) -> None:
    assert TWO < name_score("Volin", "Anna Volin", rules) < 1


def test_a_veto_is_named(rules: NameRules) -> None:
    a, b = (parts_of(name, rules.words)[0] for name in ("Ivan Norlin", "Petar Norlin"))
    assert name_features(a, b, rules)["veto"] == 1
    assert name_features(a, a, rules)["veto"] == 0


def test_two_surnames_are_the_full_name_without_the_given_one(rules: NameRules) -> None:
    assert name_score("Ramiro Ortega Valdes", "Ortega Valdes", rules) >= rules_sure()
    assert name_score("Ramiro Ortega Valdes", "Ramiro Ortega", rules) < 1
    assert name_score("Ramiro Jose Valdes", "Jose Valdes", rules) < rules_sure(), "a second given name may be another's first"


def rules_sure() -> float:
    return float(load_codebook().weights("entities")["names"]["sure"])
