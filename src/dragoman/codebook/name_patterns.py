"""Yields NamePattern, a regular expression for a type of weapon or craft, and where in a text such patterns match, in time that few words cost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_WORD_START = re.compile(r"(?<!\w)\w")
_PLAIN = re.compile(r"[\w\- ]")
_OPTIONAL = ("?", "*", "{0")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A regular expression for a type of weapon or craft; `key` the type's usual name."""

    key: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class NamePatterns(Sequence[NamePattern]):
    """Patterns in the order of their table, looked up by the first letter of a word."""

    patterns: tuple[NamePattern, ...]
    _by_letter: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sorts the patterns by the letters that they may begin with; those that may begin with any are tried everywhere."""
        letters = [first_letters(found.pattern.pattern) for found in self.patterns]
        known = sorted({letter for found in letters if found for letter in found})
        table = {letter: tuple(n for n, found in enumerate(letters) if found is None or letter in found) for letter in known}
        object.__setattr__(self, "_by_letter", table | {"": tuple(n for n, found in enumerate(letters) if found is None)})

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        """The pattern, or the patterns, at an index."""
        return self.patterns[index]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.patterns)

    def find(self, text: str) -> Iterator[tuple[NamePattern, re.Match[str]]]:
        """Matches that begin at a word's start, pattern by pattern in order, each pattern's matches from left to right without overlap."""
        found: list[tuple[int, int, re.Match[str]]] = []
        ends: dict[int, int] = {}
        for start in (word.start() for word in _WORD_START.finditer(text)):
            for n in self._by_letter.get(text[start], self._by_letter[""]):
                match = self.patterns[n].pattern.match(text, start) if ends.get(n, 0) <= start else None
                if match and match.end() > start:
                    ends[n] = match.end()
                    found.append((n, start, match))
        for n, _, match in sorted(found, key=lambda row: row[:2]):
            yield self.patterns[n], match


def first_letters(pattern: str) -> frozenset[str] | None:
    """The characters that a match may begin with; None where that is not told by plain letters and groups of them alone."""
    letters: set[str] = set()
    for branch in _branches(pattern):
        at = 0
        while True:
            piece, after = _piece(branch, at)
            if piece is None:
                return None
            letters |= piece
            if not branch.startswith(_OPTIONAL, after):
                break
            at = after + (branch.index("}", after) + 1 - after if branch[after] == "{" else 1)
            if at >= len(branch):
                return None
    return frozenset(letters)


def _piece(branch: str, at: int) -> tuple[frozenset[str] | None, int]:
    """(first characters of the next letter, class or group, where it ends); None for what is neither."""
    if branch.startswith("(?:", at):
        end = _closing(branch, at)
        return first_letters(branch[at + 3 : end]), end + 1
    if branch.startswith("[", at) and (end := branch.find("]", at)) > 0 and branch[at + 1 : end].isalnum():
        return frozenset(branch[at + 1 : end]), end + 1
    if at < len(branch) and _PLAIN.match(branch[at]):
        return frozenset(branch[at]), at + 1
    return None, at


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern, those within groups and classes left whole."""
    parts, depth, begun, at = [], 0, 0, 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] in "([":
            depth += 1
        elif pattern[at] in ")]":
            depth -= 1
        elif pattern[at] == "|" and not depth:
            parts.append(pattern[begun:at])
            begun = at + 1
        at += 1
    return [*parts, pattern[begun:]]


def _closing(pattern: str, at: int) -> int:
    depth = 0
    while at < len(pattern):
        if pattern[at] == "\\":
            at += 1
        elif pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    return at
