"""Yields the words by which parts of a report are told apart, from `codebook/languages/en/ingest.yaml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.core.errors import CodebookError

_FILE = "languages/en/ingest.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of the file, lower-cased but for `months` and `weekdays` (name to number, 1 and 0 first)."""

    months: dict[str, int]
    weekdays: dict[str, int]
    section_labels: frozenset[str]
    genre_labels: frozenset[str]
    boilerplate_labels: frozenset[str]
    boilerplate_starts: frozenset[str]
    caption_starts: frozenset[str]
    credit_starts: frozenset[str]
    counter_words: frozenset[str]
    date_line_words: frozenset[str]
    update_words: frozenset[str]
    print_words: frozenset[str]
    outlet_words: frozenset[str]
    office_words: frozenset[str]
    future_words: frozenset[str]
    bound_words: frozenset[str]
    stop_words: frozenset[str]
    telling_words: frozenset[str]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The shipped lists; CodebookError where the file lacks a key. Reads that one file only: a text is imported without a gazetteer."""
    table: dict[str, Any] = yaml.load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"), Loader=_Loader)
    try:
        lists = {key: _lower(table[key]) for key in Words.__slots__ if key not in ("months", "weekdays")}
        return Words(months=table["months"], weekdays=table["weekdays"], **lists)
    except KeyError as error:
        raise CodebookError(f"codebook/{_FILE} has no list {error.args[0]!r}") from error


@lru_cache(maxsize=64)
def _sorted(phrases: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(phrases))


def starts_with(text: str, beginnings: frozenset[str]) -> bool:
    """Does a line begin with one of the phrases, as whole words? Without regard to case."""
    lowered = text[:80].lower()
    return lowered.startswith(_sorted(beginnings)) and any(
        lowered.startswith(phrase) and (len(lowered) == len(phrase) or not phrase[-1].isalnum() or not lowered[len(phrase)].isalnum()) for phrase in beginnings
    )


def _lower(words: Iterable[Any]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)
