"""Yields Watched, a list of words that notes which of them were found, so that a decision can be told by the word that made it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping, Set
from typing import Any, cast

Found = list[tuple[str, str]]
"""(name of the list, word) of each word that was looked for and is in it, in order."""


class Watched(Set[str]):
    """Stands for a frozenset of words in every question that is asked of one."""

    def __init__(self, words: dict[str, str], found: Found) -> None:
        """words: each with the name of its list; found: where hits are noted."""
        self.named = words
        self.found = found

    def __contains__(self, word: object) -> bool:
        """Is it there? Noted."""
        if word not in self.named:
            return False
        self.found.append((self.named[str(word)], str(word)))
        return True

    def __iter__(self) -> Iterator[str]:
        """The words."""
        return iter(self.named)

    def __len__(self) -> int:
        """How many."""
        return len(self.named)

    def __and__(self, other: Iterable[Any]) -> Set[str]:
        """Those that are in both, noted."""
        return frozenset(word for word in sorted(other) if word in self)

    __rand__ = __and__

    def __or__(self, other: Iterable[Any]) -> Watched:
        """The words of both lists, which keep their names."""
        named = other.named if isinstance(other, Watched) else dict.fromkeys(other, "")
        return Watched({**named, **self.named}, self.found)

    __ror__ = __or__

    def __sub__(self, other: Iterable[Any]) -> Watched:
        """The words that are not in the other."""
        gone = frozenset(other)
        return Watched({word: name for word, name in self.named.items() if word not in gone}, self.found)


def watch(lists: MutableMapping[str, frozenset[str]]) -> Found:
    """Puts a Watched in the place of every list; gives back where the hits will be noted."""
    found: Found = []
    for name, words in lists.items():
        lists[name] = cast("frozenset[str]", Watched(dict.fromkeys(sorted(words), name), found))
    return found
