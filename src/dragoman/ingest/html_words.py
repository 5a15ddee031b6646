"""Yields the words by which web pages name their parts, from `codebook/languages/markup.yaml`, and what a name tells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.core.errors import CodebookError

_FILE = "languages/markup.yaml"
_SEPARATORS = re.compile(r"[^A-Za-z0-9]+")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_DIGITS = re.compile(r"(?<=[A-Za-z])\d+$")


@dataclass(frozen=True, slots=True)
class MarkupWords:
    """Lists of the file: patterns over split names, and lower-cased words and beginnings of lines."""

    names: dict[str, re.Pattern[str]]
    roles: frozenset[str]
    tags: frozenset[str]
    link_starts: frozenset[str]
    apart_headings: frozenset[str]
    pitches: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameTells:
    """What an element's names say it is; each False where they do not."""

    body: bool = False
    crowd: bool = False
    apart: bool = False
    byline: bool = False
    caption: bool = False
    standfirst: bool = False
    updated: bool = False
    live: bool = False
    unseen: bool = False


@lru_cache(maxsize=1)
def load_markup_words() -> MarkupWords:
    """The shipped lists; CodebookError where the file lacks a key."""
    table: dict[str, Any] = yaml.safe_load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"))
    try:
        names = {key: _pattern(table[key]) for key in (*NameTells.__slots__, "state")}
        return MarkupWords(names, *(frozenset(str(word).lower() for word in table[key]) for key in MarkupWords.__slots__ if key != "names"))
    except KeyError as error:
        raise CodebookError(f"codebook/{_FILE} has no list {error.args[0]!r}") from error


@lru_cache(maxsize=4096)
def name_tells(names: str) -> NameTells:
    """What the names of an element (its classes, id and the like, parted by blanks) tell of it."""
    patterns = load_markup_words().names
    found: dict[str, bool] = {}
    for name in names.split()[:40]:
        words = f" {' '.join(_words(name[:120]))} "
        state = bool(patterns["state"].search(words))
        for key in NameTells.__slots__:
            if patterns[key].search(words) and not (state and key in ("crowd", "apart")):
                found[key] = True
    return NameTells(**found)


def _words(name: str) -> list[str]:
    """`ArticleBody__rich-text2` is article, body, rich, text. What looks like a hash (`kAd3x`, `1ad2`) stays whole and so matches nothing."""
    words: list[str] = []
    for piece in _SEPARATORS.split(name):
        plain = _DIGITS.sub("", piece)
        parts = _CAMEL.findall(plain) if plain.isalpha() else []
        words += [part.lower() for part in parts] if len(parts) < 2 or all(len(part) > 1 for part in parts) else []
    return words


def _pattern(entries: Iterable[Any]) -> re.Pattern[str]:
    return re.compile(" (?:" + "|".join(re.escape(str(entry).lower()) for entry in sorted(map(str, entries), key=len, reverse=True)) + ") ")
