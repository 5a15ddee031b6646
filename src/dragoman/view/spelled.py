"""Yields the names of an entity by script, so that every spelling is seen: Latin, Cyrillic, Arabic and others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from dragoman.core.desk_rows import Spelling

_OWN = frozenset({"name", "alias", "acronym"})
_SIDE = frozenset({"demonym", "metonym"})
DESCRIBED = "described as"


def by_script(spellings: Iterable[Spelling]) -> tuple[tuple[str, tuple[Spelling, ...]], ...]:
    """(script, spellings) of names, then what else stands for it, then how it is described; in each the most frequent first. Pronouns are left out."""
    found: dict[tuple[int, str], dict[str, Spelling]] = {}
    for one in spellings:
        if one.form == "pronoun":
            continue
        group = (0, script_of(one.text)) if one.form in _OWN else (1, "stands for it") if one.form in _SIDE else (2, DESCRIBED)
        words = " ".join(one.text.split())
        rows = found.setdefault(group, {})
        known = rows.get(words)
        rows[words] = Spelling(words, one.form, one.n + (known.n if known else 0))
    ordered = sorted(found, key=lambda group: (group[0], -sum(s.n for s in found[group].values()), group[1]))
    return tuple((group[1], tuple(sorted(found[group].values(), key=lambda s: (-s.n, s.text)))) for group in ordered)


def script_of(text: str) -> str:
    """The script that most letters are of, as Unicode calls it: `Latin`, `Cyrillic`; `other signs` where there is no letter."""
    names = (unicodedata.name(sign, "") for sign in text if sign.isalpha())
    counts = Counter(name.split(" ", 1)[0].split("-", 1)[0] for name in names if name)
    return min(counts, key=lambda name: (-counts[name], name)).capitalize() if counts else "other signs"
