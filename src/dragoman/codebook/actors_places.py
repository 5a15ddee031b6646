"""Yields the state of a town, a region or a misspelt state that stands in an actor's phrase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from dragoman.codebook.actors_parts import Part
from dragoman.codebook.actors_people import ActorCode
from dragoman.codebook.actors_words import ActorWords
from dragoman.codebook.gazetteer import Gazetteer

_SHORTEST = 5
"""Letters that a word needs to be taken for a misspelling of another."""
_PARTICLES = frozenset({"de", "da", "do", "dos", "del", "la", "el", "al", "los", "las", "le", "les", "am", "an"})
_LARGE = 1_000_000
"""People that a town needs for its misspelt name to be known."""


class PlaceFinder:
    """Finds states by towns; the table of towns is read when a name is first asked for that nothing else lists."""

    def __init__(self, gazetteer: Gazetteer, words: ActorWords, *, towns: bool = True) -> None:
        """towns: without, nothing is found; regions and states are of the gazetteer and found elsewhere."""
        self.towns = towns
        self.gazetteer = gazetteer
        self.words = words
        self.partial = words.names["partial"]

    def code(self, name: str) -> ActorCode | None:
        """A phrase that is nothing but the name of a town, a region, or a state with a slip of the pen."""
        city = self.gazetteer.city(name) if self.towns else None
        if city is not None and city.country and name.lower() not in self.words.lists["no_city"]:
            return ActorCode(city.country, None, city.name)
        country = self._misspelt(name) if " " not in name else None
        return ActorCode(country) if country else None

    def before(self, own: Sequence[Part], head: Part | None) -> str | None:
        """The state of a town named before the head: `Hallvik police`."""
        until = own.index(head) if head is not None else 0
        return self._of_words(own[:until])

    def inside(self, parts: Iterable[Part]) -> str | None:
        """The state of a town named among the parts."""
        return self._of_words(list(parts))

    def _of_words(self, parts: Sequence[Part]) -> str | None:
        for run in _runs(parts) if self.towns else ():
            for size in range(len(run), 0, -1):
                for start in range(len(run) - size, -1, -1):
                    name = " ".join(run[start : start + size])
                    city = None if name.lower() in self.words.lists["no_city"] else self.gazetteer.city(name)
                    if city is not None and city.country:
                        return city.country
            found = next((country for country in map(self._misspelt, run) if country), None)
            if found:
                return found
        return None

    def _misspelt(self, word: str) -> str | None:
        """The state whose name, people or capital, or large town, is one slip away: a letter too many, too few, another, or two turned round."""
        if not self.towns or len(word) < _SHORTEST or not word[0].isupper() or word.lower() in self.words.lists["no_city"]:
            return None
        low = word.lower()
        found = self._slips.get(low) or next((self._slips[cut] for cut in _cuts(low) if cut in self._slips), None)
        if found:
            return found if found != "-" else None
        for other in _turned(word):
            city = self.gazetteer.city(other)
            if city is not None and city.population >= _LARGE:
                return city.country
        return None

    @cached_property
    def _slips(self) -> dict[str, str]:
        """{name, or name less a letter: state}; `-` where it would be that of several."""
        found: dict[str, str] = {}
        for code, state in self.gazetteer.by_code.items():
            if state.status == "nonstate":
                continue
            for name in (state.name, *state.aliases, *state.demonyms, *state.capitals):
                if len(name) >= _SHORTEST and " " not in name:
                    for cut in (name.lower(), *_cuts(name.lower())):
                        found[cut] = code if found.get(cut, code) == code else "-"
        return found


def _runs(parts: Sequence[Part]) -> Iterator[list[str]]:
    """Words with capitals that stand together and are nothing else."""
    run: list[str] = []
    for part in parts:
        if part.kind == "word" and (part.capital or (run and part.low in _PARTICLES)):
            run.append(part.text)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _cuts(word: str) -> list[str]:
    """The word less each letter but the first."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]


def _turned(word: str) -> list[str]:
    """The word with each two neighbours turned round, and less each letter, but for the first."""
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1)] + _cuts(word)
