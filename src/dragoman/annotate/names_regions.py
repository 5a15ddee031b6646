"""Yields adjectives and peoples of world regions (`Western`, `Arab`, `Balkan`), and technical systems known by letters (`GPS`)."""

from __future__ import annotations

from dragoman.annotate.names_text import Found, Text

_WORDS = 4
"""Tokens that such a name may have."""


def find_regional(text: Text, held: list[Found]) -> list[Found]:
    """Names of the tables `region_words` and `systems`, longest first, where no name of the gazetteer or of a pattern stands."""
    taken = {i for item in held for i in range(item.first, item.last) if item.made_by != "tagger"}
    tables = [(text.lists["region_words"], "place", "demonym"), (text.lists["systems"], "other", "name")]
    known = {word: (key, kind, form) for table, kind, form in tables for key, words in table.items() for word in words}
    found: list[Found] = []
    i = 0
    while i < len(text.tokens):
        last = next((last for last in range(min(len(text.tokens), i + _WORDS), i, -1) if text.slice(i, last) in known), 0)
        if last and not taken.intersection(range(i, last)) and not _in_longer_name(text, i, last):
            key, kind, form = known[text.slice(i, last)]
            acronym = kind == "other" and text.slice(i, last).replace("-", "").isupper()
            found.append(Found(i, last, kind, "acronym" if acronym else form, "pattern", key, rank=5))
        i = max(last, i + 1)
    return found


def _in_longer_name(text: Text, first: int, last: int) -> bool:
    """Is the word one of a longer name that the tagger sees (`Western Digital`), not of a people's?"""
    label = text.label_at.get(first)
    if not label or label[2] in {"NORP", "LOC", "GPE"}:
        return False
    return any(text.capital(i) and text.tokens[i].text != "The" for i in range(label[0], label[1]) if not first <= i < last)
