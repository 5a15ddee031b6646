"""Yields whom words that name nobody stand for: the pair last spoken of (`the two countries`, `both sides`), more of the same (`Others said`)."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.belonging import states_of
from dragoman.extract.rules.conjuncts import owner_lists, with_conjuncts
from dragoman.extract.rules.matching import EntityIndex

_BACK = 3
"""Sentences that such words look back."""
_COUPLE = 2
_WHERE = frozenset({"in", "at", "near"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_TELLING = frozenset({"state", "person", "organisation", "group", "place"})


class Spoken:
    """Reads who was spoken of in one document."""

    def __init__(self, annotated: Annotated, index: EntityIndex, codebook: Codebook) -> None:
        """annotated, index: of the document; codebook: for the word lists `parties`."""
        words = codebook.language.words
        self.annotated, self.index = annotated, index
        self.nouns, self.numbers = words("parties", "pairs"), words("parties", "pair_numbers")
        self.alone, self.persons = words("parties", "pairs_alone"), words("parties", "persons_of_pairs")
        self.portfolios = words("parties", "pair_portfolios")
        self.partitives, self.plural = words("parties", "partitives"), words("parties", "they")
        self.states = codebook.made(states_of)

    def meant(self, token: Token) -> tuple[EntityMention, ...]:
        """Whom a word stands for, two or one; nobody where it is no such word, or where it is not plain who."""
        return self._couple(token) or self.pair(token) or self._more(token) or self._counted(token) or self._owners(token) or self._listed(token)

    def pair(self, token: Token) -> tuple[EntityMention, ...]:
        """The two mentions, of two states, in text order; nothing where the words stand for no pair, or where it is not plain which."""
        if not self._names_pair(token):
            return ()
        found: dict[str, EntityMention] = {}
        for group in self._before(token):
            persons = [m for m in group if token.lemma in self.persons and self._holds(m, token.lemma)]
            for mention in persons or group:
                found.setdefault(mention.country or "", mention)
            if len(found) == 2:
                return tuple(sorted(found.values(), key=lambda m: m.start))
            if len(found) > 2:
                return ()
        return ()

    def _couple(self, token: Token) -> tuple[EntityMention, ...]:
        """`Norland arrested Ivo Marel and Mira Toll. The two were freed on Monday`: whom something is done to are the persons listed last."""
        if token.lemma not in self.numbers or token.dep not in {"nsubjpass", "dobj"} or not self._names_pair(token):
            return ()
        for _, group in zip(range(2), self._before(token, everybody=True), strict=False):
            found = [members for members in map(self._members, group) if len(members) == _COUPLE and {m.kind for m in members} == {"person"}]
            if found:
                return found[-1]
        return ()

    def _more(self, token: Token) -> tuple[EntityMention, ...]:
        """`Others`, `some`: more of those whom the subject of a clause before called `some deputies`, `many ministers`."""
        if token.lemma not in self.partitives or token.dep != "nsubj" or token.tag not in {"NNS", "DT", "JJ"} or self.annotated.children(token.i):
            return ()
        for group in self._before(token, everybody=True):
            for mention in reversed(group):
                head = self.annotated.tokens[mention.head]
                parted = any(c.lemma in self.partitives for c in self.annotated.children(head.i) if c.dep in {"det", "amod"})
                if mention.form == "nominal" and head.tag == "NNS" and head.dep == "nsubj" and parted:
                    return (mention,)
        return ()

    def _counted(self, token: Token) -> tuple[EntityMention, ...]:
        """`Norland charged three Estavians. The three were arrested`: those of the same number."""
        alone = token.pos == "NUM" and token.dep in _PARTS and all(c.dep == "det" for c in self.annotated.children(token.i))
        if not alone or not any(c.lemma in {"the", "all"} for c in self.annotated.children(token.i)):
            return ()
        for group in self._before(token, everybody=True):
            for mention in reversed(group):
                kids = self.annotated.children(mention.head)
                if mention.form != "pronoun" and mention.kind != "place" and any(c.dep == "nummod" and c.lemma == token.lemma for c in kids):
                    return (mention,)
        return ()

    def _listed(self, token: Token) -> tuple[EntityMention, ...]:
        """`Norland and Karsia quarrelled. They met again`: of two states, listed here or in the sentence before; a subject rather than another list."""
        if token.text.lower() not in self.plural or token.tag not in {"PRP", "PRP$"} or self._stands_for_others(token):
            return ()
        for _, group in zip(range(2), self._before(token, everybody=True), strict=False):
            found = [members for members in map(self._members, group) if len({one.country for one in members} - {None}) > 1]
            if found:
                subjects = [members for members in found if self.annotated.tokens[members[0].head].dep in {"nsubj", "nsubjpass"}]
                return (subjects or found)[-1]
        return ()

    def _owners(self, token: Token) -> tuple[EntityMention, ...]:
        """`The ministers of Norland and Karsia … their talks`: the states."""
        own = self.index.at.get(token.i) if token.text.lower() in self.plural else None
        first = self.index.first(own) if own is not None and own.form == "pronoun" else None
        for group in owner_lists(self.annotated, self.annotated.tokens[first.head]) if first is not None else ():
            owners = [m for word in group if (m := self.index.at.get(word.i)) is not None and m.country]
            if len({m.country for m in owners}) > 1:
                return tuple(owners)
        return ()

    def _stands_for_others(self, token: Token) -> bool:
        """Has the pronoun found its noun already (`rebels … they`), other than the one that it stands before?"""
        own = self.index.at.get(token.i)
        first = self.index.first(own) if own is not None else None
        return first is not None and first is not own and not first.start <= token.start < first.end

    def _members(self, mention: EntityMention) -> tuple[EntityMention, ...]:
        """Those listed behind a name, with it: states, and who or what is of one."""
        head = self.annotated.tokens[mention.head]
        listed = with_conjuncts(self.annotated, head) if head.dep != "conj" else []
        found = [self.index.at.get(one.i) for one in listed]
        return tuple(m for m in found if m is not None and m.kind in _TELLING and m.form != "pronoun")

    def _names_pair(self, token: Token) -> bool:
        if token.lemma not in self.numbers and token.lemma not in self.nouns:
            return False
        kids = self.annotated.children(token.i)
        words = {c.lemma for c in kids} | {c.text.lower() for c in kids}
        if token.lemma in self.numbers and token.dep in {"nsubj", "nsubjpass", "pobj"} and not any(c.dep == "prep" for c in kids):
            return "the" in words or token.lemma == "both"  # `the two met`
        if token.lemma not in self.nouns or token.tag != "NNS" or any(self._told(c) for c in kids):
            return False
        told = any(c.dep in {"amod", "compound", "nummod"} and c.lemma not in self.portfolios for c in kids)
        return bool(words & self.numbers) or (token.lemma in self.alone and "the" in words and not told)

    def _told(self, child: Token) -> bool:
        """Do the words themselves say who (`the two Estavian ministers`, `the leaders of Norland and Karsia`, `both countries that …`)?"""
        if child.dep in {"relcl", "acl", "poss"} or (child.dep == "prep" and child.text.lower() == "of"):
            return True
        mention = self.index.at.get(child.i)
        return child.dep in {"amod", "compound", "nmod", "appos"} and mention is not None

    def _before(self, token: Token, everybody: bool = False) -> Iterator[list[EntityMention]]:
        """Who stands in the sentence before the token, then in each sentence above, in text order."""
        here = token.sentence
        for n in range(here, max(here - _BACK, 0) - 1, -1):
            sentence = self.annotated.sentences[n]
            last = token.i if n == here else sentence.last
            yield [m for i in range(sentence.first, last) if (m := self.index.at.get(i)) is not None and (everybody or self._counts(m, token))]

    def _counts(self, mention: EntityMention, token: Token) -> bool:
        """A state, or who or what is of one: not the doer in the words' own clause, who speaks of the two (`Karsia thanked both countries`)."""
        if mention.country not in self.states or mention.kind not in _TELLING or mention.form == "pronoun":
            return False
        head = self.annotated.tokens[mention.head]
        if mention.kind == "place" and head.dep == "pobj" and self.annotated.tokens[head.head].text.lower() in _WHERE:
            return False  # where they met
        return not (head.dep in {"nsubj", "nsubjpass"} and head.head in {up.i for up in self.annotated.ancestors(token.i)} and token.dep != head.dep)

    def _holds(self, mention: EntityMention, noun: str) -> bool:
        """Is it a person, of the office if any is told?"""
        first = self.index.first(mention)
        return mention.kind == "person" and (not first.descriptor or noun in {"leader", "head"} or noun in first.descriptor.lower())
