"""Yields the parts of an actor's phrase: roles, states, bodies, places, persons, and the words that link them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.actors_words import LONGEST, ActorWords, Role, spelled
from dragoman.codebook.gazetteer import Gazetteer, GazetteerEntry, plain
from dragoman.codebook.officials import NO_STATE, Official, Officials, folded

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['&/.-][^\W_]+)*\.?'?|[,;:()]")
_ODD_ACRONYM = re.compile(r"[A-Z][a-z]{3,5}|[A-Z][a-z]+[A-Z]+")
"""`Nato`, `DfID`: an acronym written as a word, or with its small words small."""
_MOST_WORDS = 8
"""Words of the longest name that is looked up."""
_FEWEST, _MOST_PERSON = 2, 5
_COMMAS = frozenset(",;:()")
_SKIPPED = frozenset({"the", "a", "an"})
_TIES = ("owning", "not_owning", "told_by", "sent_to", "relative")


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a phrase.

    kind: role, state, body, place, person, link (what parts phrases), word (anything else). low: spelled as the lists are; owner: it ends with 's;
    weak: the state is told only beside another word (Norlandic-led); bare: it is a seat of government, told as such.
    """

    kind: str
    text: str
    low: str
    owner: bool = False
    role: Role | None = None
    country: str | None = None
    sector: str | None = None
    key: str | None = None
    weak: bool = False
    bare: bool = False
    generic: bool = False
    readings: tuple[GazetteerEntry, ...] = ()
    people: tuple[Official, ...] = ()

    @property
    def capital(self) -> bool:
        """Does it begin with a capital?"""
        return self.text[:1].isupper()

    @property
    def people_of_state(self) -> bool:
        """Does it name the people of a state, not the state itself?"""
        return not self.readings or self.readings[0].form == "demonym"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    low: str
    start: int
    end: int
    owner: bool


@dataclass(frozen=True)
class PhraseReader:
    """Cuts phrases into parts by the words of the codebook."""

    words: ActorWords
    gazetteer: Gazetteer
    officials: Officials

    def parts(self, phrase: str, prefer: str | None = None) -> list[Part]:
        """Parts in order, articles left out; prefer: ISO alpha-3 of the state whose readings of a name come first."""
        text = plain(phrase).replace(" 's", "'s")
        tokens = list(_tokens(text))
        found: list[Part] = []
        at = 0
        while at < len(tokens):
            size, part = self._longest(text, tokens, at, prefer)
            if part is not None:
                found.append(part)
            at += size
        return found

    def _longest(self, text: str, tokens: Sequence[_Token], at: int, prefer: str | None) -> tuple[int, Part | None]:
        """(words taken, the part that they make)."""
        first = tokens[at]
        room = self._room(tokens, at)
        for size in range(room, 0, -1):
            span = tokens[at : at + size]
            name = text[first.start : span[-1].end]
            role = self._role(span, len(tokens)) if size <= LONGEST else None
            if role is not None and not self._is_name(name, tokens):
                return size, Part("role", name, role.noun, span[-1].owner, role=role, sector=role.sector)
            listed = self._listed(name, span, prefer)
            if listed is not None:
                return size, listed
        if first.low in _SKIPPED:
            return 1, None
        return 1, self._single(first)

    def _room(self, tokens: Sequence[_Token], at: int) -> int:
        """Words from `at` on that one name may hold: none behind a comma, one after an owner's mark only inside a name."""
        size = 0
        while size < _MOST_WORDS and at + size < len(tokens) and tokens[at + size].text not in _COMMAS:
            size += 1
        return max(size, 1)

    def _role(self, span: Sequence[_Token], total: int) -> Role | None:
        if len(span) == 1 and (span[0].low in _SKIPPED or (total > 1 and span[0].low in self.words.lists["alone"])):
            return None
        low = " ".join(token.low for token in span)
        return self.words.role(low)

    def _is_name(self, name: str, tokens: Sequence[_Token]) -> bool:
        """A body of that name is meant, not just any such body: it is listed, with capitals, and alone or called by no word that many bear."""
        readings = [e for e in self.gazetteer.lookup(name) if e.kind not in {"state", "place"} or e.form == "metonym"]
        if not name[:1].isupper() or all(e.country in NO_STATE and " " not in name for e in readings):
            return False
        alone = sum(t.low not in _SKIPPED for t in tokens) == len(name.split())
        return alone or " " in name or name.isupper() or spelled(name) not in self.words.lists["plain_names"]

    def _listed(self, name: str, span: Sequence[_Token], prefer: str | None) -> Part | None:
        capital = name[:1].isupper()
        readings = self.gazetteer.lookup(name)
        if not readings and capital and name.startswith("The "):
            readings = self.gazetteer.lookup(name[4:])
        if not readings and len(span) == 1 and _ODD_ACRONYM.fullmatch(name):
            readings = tuple(e for e in self.gazetteer.lookup(name.upper()) if e.form == "acronym")
        owner = span[-1].owner
        if readings and (capital or any(c.isupper() for c in name)):
            return _named(name, owner, readings, prefer)
        if 1 < len(span) <= _MOST_PERSON and capital and not any(t.owner for t in span[:-1]):
            people = self.officials.listed(folded(name))
            if people:
                return Part("person", name, span[-1].low, owner, people=people)
        if name in self.words.peoples:
            return Part("state", name, name.lower(), owner, country=self.words.peoples[name])
        if not capital and len(span) == 1 and len(name) > 3:
            demonym = next((e for e in self.gazetteer.lookup(name.capitalize()) if e.form == "demonym"), None)
            if demonym:
                return Part("state", name, name, owner, country=demonym.country, key=demonym.key)
        return None

    def _single(self, token: _Token) -> Part:
        """A word that is nothing by itself: a link, a compound with a hyphen, or just a word."""
        if token.text in _COMMAS:
            return Part("link", ",", ",")
        if any(token.low in self.words.lists[key] for key in _TIES):
            return Part("link", token.text, token.low)
        if "-" in token.text:
            return self._compound(token)
        return Part("word", token.text, token.low, token.owner)

    def _compound(self, token: _Token) -> Part:
        """`Norland-based`, `Norlandic-led`, `Norlandic-Estavian`, `ex-minister`."""
        first, _, last = token.text.partition("-")
        state = self._state(first)
        if first.lower() in self.words.lists["leaning"] or spelled_last(last) in self.words.lists["backed"]:
            return Part("word", token.text, "leaning")
        if first.lower() in self.words.lists["former"]:
            role, of = self.words.role(last.lower()), self._state(last)
            if role:
                return Part("role", token.text, "former", token.owner, role=role, sector=role.sector)
            return Part("state", token.text, "former", country=of.country, key=of.key) if of else Part("word", token.text, "former")
        if state is None and spelled_last(last) in self.words.lists["based"]:
            return Part("word", first, first.lower())
        if spelled_last(last) in self.words.lists["based"] | self.words.lists["led"] and state is not None:
            return Part("state", token.text, token.low, country=state.country, key=state.key, weak=last.lower() in self.words.lists["led"])
        other = self._state(token.text.rpartition("-")[2])
        found = other or state
        return (
            Part("state", token.text, token.low, token.owner, country=found.country, key=found.key)
            if found
            else Part("word", token.text, token.low, token.owner)
        )

    def _state(self, word: str) -> GazetteerEntry | None:
        if word in self.words.peoples:
            return GazetteerEntry(word, "state", "demonym", word, self.words.peoples[word])
        return next((e for e in self.gazetteer.lookup(word) if e.country and e.kind in {"state", "place"}), None)


def spelled_last(word: str) -> str:
    """The last part of a compound, lower case."""
    return word.lower().rpartition("-")[2]


def choose(part: Part, country: str | None, words: ActorWords) -> Part:
    """The part by its reading of the state told; a body of another state whose name many bear is only what its words say."""
    if part.kind != "body" or country is None or part.country == country:
        return part
    fitting = tuple(entry for entry in part.readings if entry.country == country)
    if fitting:
        return _named(part.text, part.owner, fitting, None)
    role = words.role(part.low) or (words.role(part.low.rpartition(" ")[2]) if part.country not in NO_STATE else None)
    return Part("role", part.text, role.noun, part.owner, role=role, sector=role.sector) if role and words.is_plain(part.low) else part


def own_name(parts: Sequence[Part], institutions: frozenset[str]) -> str | None:
    """The name that a phrase gives somebody whom nothing lists, as written: a person's, alone or behind a title, or a body's (`Sarn High Court`).

    institutions: nouns that end the names of bodies, lower case.
    """
    if not parts or any(p.owner or not p.capital for p in parts):
        return None
    words = [p for p in parts if p.kind == "word"]
    last = parts[-1]
    if last.kind == "role" and last.low.rpartition(" ")[2] in institutions:
        return " ".join(p.text for p in parts) if words and all(p.kind in {"word", "role"} for p in parts) else None
    at = len(parts) - len(words)
    alike = all(p.kind == "word" and p.text.replace(".", "").replace("-", "").isalpha() for p in parts[at:])
    titled = at == 0 or parts[at - 1].kind == "role"
    return " ".join(p.text for p in parts[at:]) if alike and titled and _FEWEST <= len(words) <= _MOST_PERSON else None


def _named(name: str, owner: bool, readings: tuple[GazetteerEntry, ...], prefer: str | None) -> Part:
    first = next((e for e in readings if prefer and e.country == prefer), readings[0])
    kind = first.kind if first.kind in {"state", "place"} else "body"
    seat = next((e for e in readings if e.kind == "state" and e.form == "metonym" and e.country == first.country), None)
    generic = first.ids.get("generic") == "yes"
    part = Part(kind, name, name.lower(), owner, country=first.country, sector=first.sector, key=first.key, generic=generic, readings=readings)
    return replace(part, bare=True) if seat is not None and kind in {"state", "place"} else part


def _tokens(text: str) -> Iterator[_Token]:
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        owner = word.endswith(("'s", "'S")) or (word.endswith("'") and word[-2:-1] in {"s", "S"})
        core = word[:-2] if word.endswith(("'s", "'S")) else word.rstrip("'")
        yield _Token(core, core.lower().replace(".", "").replace("-", " "), start, start + len(core), owner)
