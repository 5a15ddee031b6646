"""Yields a Dictionary: who is coded how by PETRARCH's actor and agent lists, looked up by words and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.petrarch_verbs import VerbList

NULL = "---"
"""What PETRARCH writes for no code; an actor that has it is known and not coded."""
_LONGEST_ENDING = 4
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class DatedCode:
    """A code and the days on which it holds, ISO; since or until None: open; exclusive: the bound itself is outside, unless nothing else holds then."""

    code: str
    since: str | None = None
    until: str | None = None
    exclusive: bool = False

    @property
    def dated(self) -> bool:
        """Is it bound to days at all?"""
        return bool(self.since or self.until)

    def holds(self, day: str, *, bound: bool) -> bool:
        """Does the code hold on a day? bound: count the bound of an exclusive one in."""
        if self.exclusive and not bound and day in {self.since, self.until}:
            return False
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An entry of an actor list. name: its first name as written in texts; whole: names whose last word takes no ending."""

    name: str
    names: tuple[tuple[str, ...], ...]
    codes: tuple[DatedCode, ...]
    whole: frozenset[tuple[str, ...]] = frozenset()

    def code_on(self, day: str | None) -> str | None:
        """Its code on a day: the first dated one that holds, else the one without dates; undated texts have the latter or the last. None where it has none."""
        plain = [c.code for c in self.codes if not c.dated]
        if day is None:
            return next(iter(plain or [c.code for c in self.codes[-1:]]), None)
        for bound in (False, True):
            for code in self.codes:
                if code.dated and code.holds(day, bound=bound):
                    return code.code
        return plain[0] if plain else None


@dataclass(frozen=True, slots=True)
class Agent:
    """A word for people or bodies of a state: its code stands behind that of the actor, or before it (`NGO~`)."""

    code: str
    before: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Discard:
    """Words in capitals by which a sentence, or the whole text (story), is known to tell nothing worth coding."""

    words: tuple[str, ...]
    story: bool = False


@dataclass(frozen=True)
class Dictionary:
    """PETRARCH's lists of one folder. notes: what was skipped, in words, file and line named."""

    actors: Mapping[tuple[str, ...], ListedActor]
    agents: Mapping[tuple[str, ...], Agent]
    notes: tuple[str, ...] = ()
    verbs: VerbList | None = None
    """What is an event, where the folder has a verb list: then nothing else is."""
    discards: tuple[Discard, ...] = ()
    longest: int = field(init=False, default=1)
    """Words of the longest entry."""

    @property
    def written(self) -> tuple[str, ...]:
        """Names of actors as a text would write them, in capitals, with room for an ending."""
        return tuple(" ".join(words).replace(" - ", "-") + "x" * _LONGEST_ENDING for words in self.actors)

    def __post_init__(self) -> None:
        """Counts the words of the longest entry."""
        object.__setattr__(self, "longest", max((len(words) for words in (*self.actors, *self.agents)), default=1))

    def actor(self, words: Sequence[str]) -> ListedActor | None:
        """The actor that these words, and no others, name; case does not count, but something must be written with a capital or hold none at all."""
        if not any(word[:1].isupper() or word[-1:].isupper() for word in words):
            return None
        key = tuple(map(upper, words))
        found = self.actors.get(key)
        if found is not None or not key:
            return found
        *head, last = key
        for cut in range(1, min(_LONGEST_ENDING, len(last) - _SHORTEST_STEM) + 1):
            stem = (*head, last[:-cut])
            found = self.actors.get(stem)
            if found is not None and stem not in found.whole and last[-cut:].isalpha():
                return found
        return None

    def agent(self, words: Sequence[str]) -> Agent | None:
        """The agent that these words, and no others, name."""
        return self.agents.get(tuple(map(upper, words)))

    def found_in(self, words: Sequence[str]) -> list[tuple[int, ListedActor | Agent]]:
        """(position of its first word, actor or agent) for all in a phrase, in order: the longest that begins at a word, none inside another.

        Words that a text joins with underscores (`United_States`) are read as the words they join.
        """
        if any("_" in word for word in words):
            at_word = [n for n, word in enumerate(words) for _ in word.strip("_").split("_")]
            return [(at_word[at], hit) for at, hit in self.found_in([part for word in words for part in word.strip("_").split("_")])]
        found: list[tuple[int, ListedActor | Agent]] = []
        at = 0
        while at < len(words):
            step = 1
            for last in range(min(len(words), at + self.longest), at, -1):
                hit = self.actor(words[at:last]) or self.agent(words[at:last])
                if hit is not None:
                    found.append((at, hit))
                    step = last - at
                    break
            at += step
        return found


def compose(actor: str | None, agents: Sequence[Agent]) -> str | None:
    """Actor and agents as one code: `XNOGOV`, `NGOXNO`, `---GOV` where no actor is named; what is there already is not added. None for nothing at all."""
    if not actor and not agents:
        return None
    code = actor or NULL
    for agent in agents:
        if agent.code not in triples(code):
            code = f"{agent.code}{code}" if agent.before and actor else f"{code}{agent.code}"
    return code


def triples(code: str) -> tuple[str, ...]:
    """Every code that stands inside a code, at places where a code of three letters may begin."""
    starts = range(0, len(code), 3)
    return tuple(code[a:b] for a in starts for b in (*starts, len(code)) if b > a)


def upper(word: str) -> str:
    """A word as the lists are keyed: capitals and straight apostrophe."""
    return word.upper().replace("’", "'")
