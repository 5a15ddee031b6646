"""Yields whose a paper is: who released, prepared or found what a report, letter or study says, wherever the text tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex

_PAPERS = frozenset({"document", "law"})


class Papers:
    """The makers of the papers of one document."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, party: Callable[[Token], list[Participant]], codebook: Codebook) -> None:
        """annotated, index, roles: of the document; party: who stands at a token; codebook: for the word lists `parties`."""
        words = codebook.language.words
        self.annotated, self.index, self.roles, self.party = annotated, index, roles, party
        self.nouns, self.making, self.made = words("parties", "papers"), words("parties", "making"), words("parties", "made")
        self._makers: dict[str, tuple[Participant, ...]] | None = None

    def makers(self, token: Token) -> tuple[Participant, ...]:
        """Who made the paper that a token names, as told with any mention of it; nobody where it is no paper, or nothing tells."""
        mention = self.index.at.get(token.i)
        if mention is None or mention.kind not in _PAPERS:
            return tuple(self._told_at(token)) if token.lemma in self.nouns else ()
        if self._makers is None:
            self._makers = {}
            for one in sorted(self.index.by_id.values(), key=lambda m: m.start):
                if one.kind in _PAPERS and one.head >= 0 and one.anchor not in self._makers and (told := self._told_at(self.annotated.tokens[one.head])):
                    self._makers[one.anchor] = tuple(told)
        return self._makers.get(mention.anchor, ())

    def _told_at(self, paper: Token) -> list[Participant]:
        """Makers that stand with one mention of a paper; states and bodies, not the place where it is about."""
        for token in self._doers(paper):
            parties = [p for one in self.roles.with_conjuncts(token) for p in self.party(one)]
            if parties:
                return list({p.mention or p.country or p.name: p for p in parties}.values())
        return []

    def _doers(self, paper: Token) -> Iterator[Token]:
        yield from self.roles.possessor(paper)
        for child in self.annotated.children(paper.i):
            if child.dep in {"prep", "agent"} and child.text.lower() in {"by", "from"}:
                yield from (c for c in self.annotated.children(child.i) if c.dep == "pobj")
            elif child.dep in {"acl", "relcl"} and child.lemma in self.making:
                yield from (t for t in self.roles.subject(child) if t.i != paper.i)
            elif child.dep in {"compound", "amod"} and (m := self.index.at.get(child.i)) is not None and m.country:
                yield child
        yield from self._above(paper)

    def _above(self, paper: Token) -> Iterator[Token]:
        """`X released the report`, `the publication of the report by X`, `X confirmed the facts in the report`."""
        head = self.annotated.tokens[paper.head]
        if paper.dep in {"dobj", "nsubjpass"} and head.lemma in self.making:
            yield from self.roles.subject(head)
        if paper.dep != "pobj":
            return
        governor = self.annotated.tokens[head.head]
        if head.text.lower() == "of" and governor.lemma in self.made:
            yield from (t for role in ("by", "possessor") for t in self.roles.fill(governor.i, role))
        elif head.text.lower() == "in":
            verb = next((up for up in (governor, *self.annotated.ancestors(governor.i)) if up.pos == "VERB"), None)
            if verb is not None and (governor.i == verb.i or governor.dep == "dobj"):
                yield from self.roles.subject(verb)
