"""Yields the codes that the user's own actor and agent lists give to a noun phrase, as PETRARCH puts them together."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.petrarch import NULL, Agent, Dictionary, ListedActor, compose
from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.conjuncts import misplaced

_LEFT = frozenset({"det", "predet", "amod", "compound", "poss", "nmod", "nummod", "advmod", "npadvmod", "quantmod", "punct", "case"})
_OF = ("of", "from", "in", "at", "for", "within", "to")
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ"})
_DEPTH = 3
Hit = ListedActor | Agent


class ListedCodes:
    """Codes noun phrases of one document by the lists of a folder; day: of the document, ISO or None."""

    def __init__(self, annotated: Annotated, dictionary: Dictionary, day: str | None) -> None:
        self.annotated = annotated
        self.dictionary = dictionary
        self.day = day

    def of(self, token: Token, owner: Sequence[str] = (), *, acts: bool = False) -> tuple[str, ...]:
        """Codes of the phrase that a noun heads: several where it belongs to several (`envoys of A and B`), none where no list knows it.

        owner: codes of whom a pronoun before it stands for; acts: it is known to be somebody, so that a place behind `of` or `in` tells whose.
        """
        return tuple(dict.fromkeys(code for code in self._codes(token, tuple(owner), acts, 0) if code != NULL))

    def _codes(self, token: Token, owner: tuple[str, ...], acts: bool, depth: int) -> list[str]:
        if depth > _DEPTH or token.pos not in _NOUNS:
            return []
        hits = self._hits(token)
        agents = [hit for _, hit in hits if isinstance(hit, Agent)]
        named = [(at, hit) for at, hit in hits if isinstance(hit, ListedActor)]
        if named:
            told = [code for hit in self._first(named) if (code := hit.code_on(self.day)) and code != NULL]
            return [made for actor in told if (made := compose(actor, agents))]
        actors = list(owner)
        if not actors and (agents or acts):
            actors = self._behind(token, depth) or self._shared(token, depth)
        composed = [compose(actor, agents) for actor in actors] or [compose(None, agents)]
        return [code for code in composed if code]

    def _first(self, named: Sequence[tuple[int, ListedActor]]) -> list[ListedActor]:
        """The first actor of a phrase, with those listed with it (`Norlandic and Estavian envoys`); who else is named tells nothing."""
        found, last = [named[0][1]], named[0][0]
        for at, hit in named[1:]:
            if any(t.dep not in {"cc", "punct"} for t in self.annotated.tokens[last + 1 : at]) or at == last + 1:
                break
            found.append(hit)
            last = at
        return found

    def _hits(self, token: Token) -> list[tuple[int, Hit]]:
        """Actors and agents in the words before the noun and the noun itself; an entry of several words may reach behind it (`Prince of …`)."""
        tokens = self.annotated.tokens
        own = {token.i}
        for child in self.annotated.children(token.i):
            if child.i < token.i and child.dep in _LEFT:
                own |= {t.i for t in self.annotated.subtree(child.i)}
        first = token.i
        while first - 1 in own:
            first -= 1
        last = token.i + 1
        below = {t.i for t in self.annotated.subtree(token.i)}
        while last in below and last - token.i < self.dictionary.longest:
            last += 1
        words = [tokens[i].text for i in range(first, last)]
        return [(first + at, hit) for at, hit in self.dictionary.found_in(words) if first + at <= token.i]

    def _behind(self, token: Token, depth: int) -> list[str]:
        """Codes of the first phrase behind a preposition that names an actor."""
        for child in self.annotated.children(token.i):
            if child.i > token.i and child.dep == "prep" and child.text.lower() in _OF:
                nouns = [c for c in self.annotated.children(child.i) if c.dep == "pobj"]
                listed = [one for noun in nouns for one in self._listed_with(noun)]
                other = misplaced(self.annotated, token)
                found = [code for one in [*listed, *([other] if other is not None else [])] for code in self._codes(one, (), True, depth + 1)]
                if known := [code for code in found if not code.startswith(NULL)]:
                    return known
        return []

    def _shared(self, token: Token, depth: int) -> list[str]:
        """`Norlandic media and ministers`, `ministers and officials in Norland`: what stands before the first or behind the last belongs to both."""
        head = self.annotated.tokens[token.head]
        if token.dep == "conj" and head.pos in _NOUNS and not any(c.dep == "det" for c in self.annotated.children(token.i)):
            named = [hit for _, hit in self._hits(head) if isinstance(hit, ListedActor)]
            if any(c.dep in _LEFT for c in self.annotated.children(head.i)) and named and (code := named[0].code_on(self.day)):
                return [code]
        if token.dep == "conj" and head.pos in _NOUNS and (found := self._behind(head, depth)):
            return found
        for child in self.annotated.children(token.i):
            if child.dep == "conj" and child.pos in _NOUNS and (found := self._behind(child, depth)):
                return found
        return []

    def _listed_with(self, token: Token) -> list[Token]:
        found = [token]
        for child in self.annotated.children(token.i):
            if child.dep == "conj" and child.pos in _NOUNS:
                found += self._listed_with(child)
        return found
