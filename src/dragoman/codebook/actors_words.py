"""Yields the words by which an actor's sector and state are known, read from `languages/en/actors.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_OWNER = re.compile(r"'s?(?=\s|$)")
LONGEST = 5
"""Words of the longest role that is listed."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a noun tells. sector: PLOVER code or None; kind: head (tells it alone), carrier (tells whose member it is), modifier (only beside a noun)."""

    noun: str
    sector: str | None
    kind: str


@dataclass(frozen=True)
class ActorWords:
    """Roles by their singular, and the named lists of the file: `lists` in lower case, `names` as written."""

    roles: Mapping[str, Role]
    lists: Mapping[str, frozenset[str]]
    names: Mapping[str, frozenset[str]]
    fields: Mapping[str, frozenset[str]]
    of_state: Mapping[str, str]
    peoples: Mapping[str, str]
    rank: tuple[str, ...]

    def role(self, words: str) -> Role | None:
        """The role that lower-case words name, the last of them in any number; hyphens and owners' marks apart."""
        key = spelled(words)
        found = self.roles.get(key)
        if found is None or found.kind == "modifier":  # `workers` are people, though `workers' council` has the same letters
            head, _, last = key.rpartition(" ")
            for other in singulars(last):
                noun = self.roles.get(f"{head} {other}" if head else other)
                if noun:
                    return noun
        return found

    def is_plain(self, name: str) -> bool:
        """Is every word of a name one that bodies of many states bear?"""
        return all(word in self.lists["plain_names"] or self.role(word) is not None for word in spelled(name).split())


def read_actor_words(table: Mapping[str, Any]) -> ActorWords:
    """The words of a language's actors.yaml."""
    roles: dict[str, Role] = {}
    for key, kind in (("heads", "head"), ("carriers", "carrier"), ("modifiers", "modifier")):
        for sector, words in table[key].items():
            for word in words:
                noun = spelled(str(word))
                roles.setdefault(noun, Role(noun, str(sector) or None, kind))
    for word in table["kin"]:
        roles.setdefault(str(word), Role(str(word), "CVL", "head"))
    lists = {key: frozenset(spelled(str(word)) for word in words) for key, words in table.items() if isinstance(words, list) and key != "fields"}
    names = {key: frozenset(map(str, words)) for key, words in table.items() if isinstance(words, list) and key != "fields"}
    fields = {str(noun): frozenset(map(str, row["sectors"])) for row in table["fields"] for noun in row["nouns"]}
    of_state = {str(noun): str(sector) for noun, sector in table["of_state"].items()}
    peoples = {str(name): str(code) for name, code in table["peoples"].items()}
    return ActorWords(roles, lists, names, fields, of_state, peoples, tuple(map(str, table["rank"])))


def spelled(words: str) -> str:
    """As the lists are keyed: lower case, blanks for hyphens, no owner's mark, no dots."""
    return _OWNER.sub("", words.lower().replace("-", " ").replace(".", "")).strip()


def singulars(word: str) -> tuple[str, ...]:
    """What a plural may be the plural of, likeliest first."""
    if word.endswith("men"):
        return (f"{word[:-3]}man",)
    if word.endswith("ies"):
        return (f"{word[:-3]}y", word[:-1])
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        return (word[:-2], word[:-1])
    if word.endswith("ves"):
        return (f"{word[:-3]}f", word[:-1])
    if word.endswith("eaux"):
        return (word[:-1],)
    return (word[:-1],) if word.endswith("s") and len(word) > 2 else ()
