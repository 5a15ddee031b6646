"""Yields pairs of names that a text gives to one thing by the words between them: formerly, also called, renamed, alias."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.core.documents import Span
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Scene

NAMING = frozenset({"name", "alias", "acronym"})
_BODIES = frozenset({"organisation", "facility", "group", "other"})
_FARTHEST = 40
"""Code points between two names, the longest phrase with an article and quotation marks."""
_ENDS = re.compile(r"[\"”’']*\s*(?:[,.;:)\]]|$)")
_OPENS = r"^[\"”’']*\s*[,(–—-]*\s*"
_CLOSES = r"[\s,:]*(?:the\s+|an?\s+)?[\"“‘']*$"


@dataclass(frozen=True, slots=True)
class NameWords:
    """Phrases of languages/en/persons.yaml between two names of one; former: those that count only where the second name ends its phrase."""

    renaming: frozenset[str]
    former: frozenset[str]


def other_names(scene: Scene, words: NameWords) -> Iterator[tuple[EntityMention, EntityMention, Span]]:
    """(name, other name, the words that say so) in text order; of the same kind, or both bodies."""
    text = scene.annotated.document.text
    named = [m for m in scene.entities if m.form in NAMING]
    for a in named:
        for b in scene.beginning(a.end, a.end + _FARTHEST):
            if b.form not in NAMING or b.anchor == a.anchor or not _fits(a, b):
                continue
            between = text[a.end : b.start]
            if _phrase(words.renaming).match(between) or (_phrase(words.former).match(between) and _ENDS.match(text, b.end)):
                yield a, b, Span(a.start, b.end)
            break


def _fits(a: EntityMention, b: EntityMention) -> bool:
    return a.kind == b.kind or {a.kind, b.kind} <= _BODIES


@lru_cache(maxsize=16)
def _phrase(words: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(phrase) for phrase in sorted(words, key=lambda p: (-len(p), p)))
    return re.compile(rf"{_OPENS}(?:{either}){_CLOSES}", re.IGNORECASE)
