"""Yields TimeWord: the words of a text, each with its class of the time vocabulary, and the grammar that is written over the classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from dragoman.core.errors import CodebookError

_TOKEN = re.compile(
    r"""(?P<plain>[^\W\d_]+(?=[\s,;!?)]))  # most words: nothing that begins so can be a link, a number or an abbreviation
    |(?P<skip>(?:https?://|www\.)\S{1,2000}|\]\([^()\s]{1,500}\)|(?<![\w.])/?[\w.-]{1,80}/[\w.-]{1,80}/\S{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.\w+
        |[\w-]{1,80}\.(?:webp|jpe?g|png|gif|html?|pdf|php)\b)
    |(?P<isodate>\d{4}-\d{2}-\d{2}(?:T[\d:.Z+-]{2,20})?(?!\d))
    |(?P<slashdate>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})(?![\d/.]))
    |(?P<fraction>(?<!\d)[13]/[2348](?!\d)|[½¼¾])
    |(?P<clock>(?<![\d:.])\d{1,2}[:.]\d{2}(?::\d{2})?(?=\s?(?:[ap]\.?m\b|[A-Z]{3}\b))|(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))
    |(?P<decade>(?:\d{3}|['’]?\d)0['’]?s\b)
    |(?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
    |(?P<mixed>(?=\w{0,199}\d)(?=\w{0,199}[^\W\d])\w{1,200})
    |(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)
    |(?P<word>[apAP]\.[mM]\.?|[oO]['’]clock\b|[^\W\d_]+)
    |(?P<poss>['’]s\b)
    |(?P<mark>\S)
    |(?P<line>(?<![^\S\n\r])[^\S\n\r]*[\n\r]\s*)""",
    re.VERBOSE,
)
_MARKS = {"-": "dash", "–": "dash", ",": "comma", "(": "open", ")": "close", "+": "plus"}
_FIXED = ("isodate", "slashdate", "fraction", "clock", "decade", "small", "number", "year", "poss", "dash", "comma", "open", "close", "plus")


class TimeWord(NamedTuple):
    """One word: offsets, its class, the word in small letters, and what the vocabulary says of it (a month's number …)."""

    start: int
    end: int
    kind: str
    text: str
    value: Any = None
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A value function's name and the pattern over class letters that calls it."""

    name: str
    pattern: re.Pattern[str]


class Grammar:
    """The vocabulary and the rules of a language's `time` table, compiled."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        capital = set(table["capital"])
        self.words: dict[str, tuple[str, Any, bool]] = {}
        for kind, words in table["words"].items():
            for word in words:
                value = words[word] if isinstance(words, dict) else None
                self.words.setdefault(str(word), (kind, value, kind in capital))
        kinds = [*_FIXED, *table["words"]]
        self.letters = {kind: chr(0x4E00 + at) for at, kind in enumerate(dict.fromkeys(kinds))}
        self.macros: dict[str, str] = {}
        for name, pattern in table["macros"].items():
            self.macros[name] = self._compile(pattern)
        self.rules = [Rule(name, re.compile(self._compile(pattern))) for name, pattern in table["rules"]]
        self.borrow = re.compile(self._compile(table["borrowed_year"]))
        self.ahead = frozenset(map(str, table["ahead"]))
        self.soon = frozenset(map(str, table["soon"]))
        self.bound = frozenset(map(str, table["bound"]))
        self.appointing = frozenset(map(str, table["appointing"]))
        self.agent = frozenset(map(str, table["agent"]))
        self.infinitive = frozenset(map(str, table["infinitive"]))
        self.past_words = frozenset(map(str, table["past_words"]))
        self.before_year = frozenset(map(str, table["before_year"]))
        self.not_a_year_after = frozenset(map(str, table["not_a_year_after"]))
        self.after_number = frozenset(map(str, table["after_number"]))
        self.month_cues = frozenset(map(str, table["month_cues"]))
        self.names = frozenset(map(str, table["month_names"]))

    def _compile(self, pattern: str) -> str:
        """Class names become letters, macros what they stand for."""

        def swap(match: re.Match[str]) -> str:
            name = match.group()
            if name not in self.macros and name not in self.letters:
                raise CodebookError(f"languages/*/time.yaml: the pattern {pattern!r} names {name!r}, which is neither a class of `words` nor a macro")
            return self.macros[name] if name in self.macros else self.letters[name]

        return re.sub(r"[a-z_]+", swap, pattern).replace(" ", "")

    def read(self, text: str) -> list[TimeWord]:
        """All words of a text in order; white space between them is left out, the end of a line is a word of its own."""
        return list(self._words(text))

    def _words(self, text: str) -> Iterator[TimeWord]:
        known, read_to = self.words, 0
        for match in _TOKEN.finditer(text):
            group, raw = match.lastgroup, match.group()
            start, end = match.span()
            if start < read_to:  # the full stop of an abbreviation
                continue
            low = raw.lower()
            if group == "plain" or group == "word":
                entry = known.get(low.replace("’", "'"))
                if text[end : end + 1] == "." and low + "." in known:
                    entry, end, low = known[low + "."], end + 1, low + "."
                    read_to = end
                upper = raw[0].isupper()
                if entry is None or (entry[2] and not upper):
                    yield TimeWord(start, end, "other", low, None, upper)
                else:
                    yield TimeWord(start, end, entry[0], low, entry[1], upper)
            elif group == "digits":
                yield TimeWord(start, end, *_digits(raw))
            elif group == "nth":
                yield TimeWord(start, end, "ordinal", low, int(re.sub(r"\D", "", raw)))
            elif group == "mark":
                yield TimeWord(start, end, _MARKS.get(raw, "other"), raw)
            elif group in ("skip", "mixed"):
                yield TimeWord(start, end, "other", low)
            else:
                yield TimeWord(start, end, str(group), low if group != "line" else "\n")

    def codes(self, words: list[TimeWord]) -> str:
        """One letter a word: what the rules' patterns run over."""
        letters = self.letters
        return "".join(letters.get(word.kind, ".") for word in words)


def _digits(raw: str) -> tuple[str, str, float | int]:
    plain = raw.replace(",", "")
    if "." in plain:
        return "number", raw, float(plain)
    value = int(plain) if len(plain) < 10 else 10**9
    if len(raw) == 4 and 1000 <= value <= 2100:
        return "year", raw, value
    return ("small" if 0 < value <= 31 and len(raw) <= 2 else "number"), raw, value


@lru_cache(maxsize=4)
def _compiled(holder: _Held) -> Grammar:
    return Grammar(holder.table)


class _Held:
    """A table that can be a key of the cache: two are the same only if they are one object."""

    __slots__ = ("table",)

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.table = table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.table is other.table

    def __hash__(self) -> int:
        return id(self.table)


def grammar_of(table: Mapping[str, Any]) -> Grammar:
    """The compiled grammar of a language's `time` table; compiled once for each table object."""
    return _compiled(_Held(table))
