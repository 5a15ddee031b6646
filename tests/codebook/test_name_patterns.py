"""Yields proof that patterns looked up by the first letter find what they find when each is tried everywhere."""

import re

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.name_patterns import NamePattern, NamePatterns, first_letters


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("Buk", "B"),
        ("(?:USS|HMS) Teal", "UH"),
        ("S?-?300", "S-3"),
        ("[MT]-72", "MT"),
        ("(?:Su|MiG)?-?35", "SM-3"),
        ("(?:A(?:B|C)|D)", "AD"),
        (r"\d+", None),
        ("[A-Z]x", None),
        ("(?:Orlan)?", None),
        (r"(?<!\w)Orlan", None),
    ],
)
def test_the_letters_that_a_match_may_begin_with(pattern: str, letters: str | None) -> None:
    assert first_letters(pattern) == (None if letters is None else frozenset(letters))


def test_every_match_at_a_words_start_is_found_once() -> None:
    text = "An S-300 and two S-300s, an xS-300, a Buk-M1 (Buk-M1), and S-300PMU-2."
    found = [(m.group(), m.start()) for _, m in load_codebook().gazetteer.patterns.find(text)]
    each = [(m.group(), m.start()) for p in load_codebook().gazetteer.patterns for m in p.pattern.finditer(text)]
    assert found == [row for row in each if row[1] == 0 or not text[row[1] - 1].isalnum()]
    assert ("S-300PMU-2", text.index("S-300PMU")) in found


def test_matches_of_one_pattern_do_not_overlap() -> None:
    patterns = NamePatterns((NamePattern("a", "craft", re.compile("Teal (?:Teal)?")),))
    assert [m.span() for _, m in patterns.find("Teal Teal Teal ")] == [(0, 9), (10, 15)]
