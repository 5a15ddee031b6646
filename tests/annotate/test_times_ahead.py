"""Weekdays and months that lie ahead, and what a text without a day of its own is read from."""

from __future__ import annotations

import pytest

from dragoman.annotate.times import tag_times
from dragoman.codebook import load_codebook

DAY = "2025-02-13"  # a Thursday


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The president is to ask parliament on Monday.", "Monday", "2025-02-17"),
        ("The measure takes effect on Monday.", "Monday", "2025-02-17"),
        ("The president asked parliament on Monday.", "Monday", "2025-02-10"),
        ("The court had called for it in May, and in November Norland seized a ship.", "November", "2024-11"),
        ("The law takes effect on Monday. The ships had been seized a day earlier.", "a day earlier", "2025-02-12"),
    ],
)
def test_a_day_is_ahead_only_where_words_say_so(text: str, words: str, value: str) -> None:
    found = {text[t.start : t.end]: t.value for t in tag_times(text, DAY, load_codebook())}
    assert found[words] == value
