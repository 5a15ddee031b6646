"""Yields the state of bodies, offices and groups that are named without one: `the ministry`, `the office in Arden`, `some deputies`."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.citizens import citizenship
from dragoman.extract.rules.matching import EntityIndex

_NAMING = frozenset({"name", "alias", "acronym", "metonym"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SCENE = frozenset({"in", "at", "near", "inside", "outside", "on", "around", "across"})
_UNDER = frozenset({"prep", "pobj", "dobj", "prt"})
_DEEPEST = 4
_PRIVATE = frozenset({"REL", "EDU", "JRN", "BUS", "MED", "CVL", "SOC", "LAB", "REF", "ELI"})
"""Sectors of people who speak for no state."""
_MISSIONS = frozenset({"embassy", "consulate"})
_NEAR, _FAR = 2, 25
"""Sentences back that the state spoken of, and the organisation whose office it is, may have been named in."""


def states_of(codebook: Codebook) -> frozenset[str]:
    """Codes of all states and territories, without those of groups that are none."""
    return frozenset(code for code, state in codebook.gazetteer.by_code.items() if state.status != "nonstate")


class Belonging:
    """Reads one document. Only what the words around tell: where nothing does, nobody's."""

    def __init__(self, annotated: Annotated, index: EntityIndex, codebook: Codebook) -> None:
        """annotated, index: of the document; codebook: for the word lists `parties`."""
        words = codebook.language.words
        self.annotated, self.index = annotated, index
        self.offices, self.setting_up = words("parties", "offices"), words("parties", "setting_up")
        self.of_the_state, self.of_a_body = words("parties", "of_the_state"), words("parties", "of_a_body")
        self.at_home = words("parties", "at_home")
        self.collectives, self.regions = words("parties", "collectives"), words("parties", "regions")
        self.states = codebook.made(states_of)
        self.places = {n.start: n.country for n in annotated.names if n.kind == "place" and n.country in self.states}
        self._known: dict[str, str | None] = {}
        self._alone: set[tuple[str | None, int]] | None = None

    def country(self, mention: EntityMention) -> str | None:
        """The state of a mention, its own where it tells one."""
        first = self.index.first(mention)
        told = mention.country or first.country
        if told or mention.head < 0:
            return told
        if mention.anchor not in self._known:
            self._known[mention.anchor] = self._found(mention, first)
        return self._known[mention.anchor]

    def placed(self, mention: EntityMention) -> str | None:
        """The state in which police, judges and others who act at home are told to act: no guess, also where it is their sufferer's."""
        head = self.annotated.tokens[mention.head]
        return self._scene(head) if {head.lemma, " ".join(mention.text.lower().split()[-2:])} & self.at_home else None

    def _found(self, mention: EntityMention, first: EntityMention) -> str | None:
        if told := citizenship(self.annotated, self.index, first):
            return told
        if mention.kind == "person" and (body := self._body_of(first)) is not None:
            return self._found(body, self.index.first(body))
        described = [m for m in (first, mention) if m.form == "nominal" or (m.form == "name" and self._plain_body(m))]
        for one in described:
            head = self.annotated.tokens[one.head]
            names = {head.lemma, " ".join(one.text.lower().split()[-2:])}
            if head.lemma in self.of_the_state and (leader := self._leader(head)) is not None:
                return self.country(leader)
            if found := self._seat(head) or self._behind(head) or self._listed_with(head):
                return found
            if names & _MISSIONS and (found := self._sender(one, head)):
                return found
            if names & self.at_home and (found := self._scene(head) or self._colleagues(one) or self._around(one)):
                return found
            if names & self.offices:
                return self._organisation(one)
            if names & self.of_a_body:
                return self._body(one)
            if names & self.of_the_state and one.kind in {"organisation", "person", "group"}:
                return self._topic(one) or self._only_state(head)
        return None

    def _only_state(self, head: Token) -> str | None:
        """That of a text that names but one, elsewhere, as agencies tell of their own: `the Ministry of Defence announced it … Norlandic airspace`."""
        if self._alone is None:
            states = [m for m in self.index.by_id.values() if m.kind == "state" and m.country in self.states and m.head >= 0]
            self._alone = {(m.country, self.annotated.tokens[m.head].sentence) for m in states}
        countries = {country for country, _ in self._alone}
        beside = any(sentence == head.sentence for _, sentence in self._alone)  # `the army has seized power in Norland`: from Norland
        return next(iter(countries)) if len(countries) == 1 and not beside else None

    def _sender(self, mission: EntityMention, head: Token) -> str | None:
        """`Norland spoke to the Estavian ambassador. The embassy in Arden denied it`: of the only other state whose people were spoken of just before."""
        marks = [c for c in self.annotated.children(head.i) if c.dep == "prep" and c.text.lower() == "in"]
        places = [self.index.at.get(c.i) for mark in marks for c in self.annotated.children(mark.i) if c.dep == "pobj"]
        host = next((m.country for m in places if m is not None and m.country in self.states), None)
        if host is None:
            return None
        others = [m.country for sentence in self._back(mission, 1) for m in sentence if m.country in self.states and m.country != host and m.kind != "place"]
        return others[0] if others and set(others) == {others[0]} else None

    def _plain_body(self, mention: EntityMention) -> bool:
        """`Foreign Ministry`: a name that every state has a bearer of."""
        words = mention.text.lower().split()
        return mention.kind == "organisation" and bool({words[0], words[-1], " ".join(words[-2:])} & self.of_the_state)

    def _body_of(self, person: EntityMention) -> EntityMention | None:
        """The body without a state that the title of a person names: `Foreign Ministry spokesman Ivo Marel`."""
        for child in self.annotated.children(person.head):
            for token in (child, *self.annotated.children(child.i)):
                mention = self.index.at.get(token.i)
                if mention is not None and mention.id != person.id and token.i < person.head and self._plain_body(mention):
                    return mention
        return None

    def _seat(self, head: Token) -> str | None:
        """`the commission established in Norland`."""
        for child in self.annotated.children(head.i):
            if child.dep == "acl" and child.tag == "VBN" and child.lemma in self.setting_up:
                for preposition in self.annotated.children(child.i):
                    if preposition.text.lower() in {"in", "by"}:
                        places = [self.index.at.get(c.i) for c in self.annotated.children(preposition.i) if c.dep == "pobj"]
                        return next((m.country for m in places if m is not None and m.country in self.states), None)
        return None

    def _scene(self, head: Token) -> str | None:
        """`police stormed the embassy in Arden`: of the state where they do it, whosever embassy it is."""
        tokens = self.annotated.tokens
        if head.dep not in _SUBJECTS and not (head.dep == "pobj" and tokens[head.head].dep == "agent"):
            return None
        verb = tokens[head.head] if head.dep in _SUBJECTS else tokens[tokens[head.head].head]
        below = [(child, 1) for child in self.annotated.children(verb.i)]
        while below:
            token, depth = below.pop(0)
            if token.dep == "pobj" and tokens[token.head].text.lower() in _SCENE:
                place = self.index.at.get(token.i)
                if place is not None and place.kind == "place" and place.country in self.states:
                    return place.country
                if found := self.places.get(token.start):  # a town in the name of a house: `the Norlandic embassy in Arden`
                    return found
            if token.dep in _UNDER and depth < _DEEPEST and token.i != head.i:
                below.extend((child, depth + 1) for child in self.annotated.children(token.i))
        return None

    def _colleagues(self, body: EntityMention) -> str | None:
        """`a Karsian court let him go … Judges convicted him`: those of the same calling named before, with their state beside them."""
        sector = body.sector or self.index.first(body).sector
        for sentence in self._back(body, 2 * _NEAR):
            for one in sentence:
                marks = (self.index.at.get(c.i) for c in self.annotated.children(one.head) if c.dep in {"amod", "poss", "compound"})
                told = one.country or next((m.country for m in marks if m is not None and m.country in self.states), None)
                if sector and one.sector == sector and told in self.states:
                    return told
        return None

    def _around(self, body: EntityMention) -> str | None:
        """`a trial opened in Arden. Police took him away in May`: of the state of the places that were named last before, if they are of one."""
        for sentence in self._back(body, _NEAR):
            places = {m.country for m in sentence if m.kind == "place" and m.form in _NAMING and m.country in self.states}
            if places:
                return places.pop() if len(places) == 1 else None
        return None

    def _behind(self, head: Token) -> str | None:
        """`a group of Norlandic lawmakers`, `the premier of Norland's Arden province`, `a court in Norland's Port Hale`."""
        marks = [c for c in self.annotated.children(head.i) if c.dep == "prep" and c.text.lower() in {"of", "in"}]
        for noun in (noun for mark in marks for noun in self.annotated.children(mark.i) if noun.dep == "pobj"):
            at = self.index.at.get(noun.i)
            owners = [self.index.at.get(c.i) for c in self.annotated.children(noun.i) if c.dep == "poss"]
            region = noun.lemma.lower() in self.regions or (at is not None and at.kind == "place")
            several = head.lemma in self.collectives and self.annotated.tokens[noun.head].lemma == "of"
            told = [m for m in owners if m is not None and region] + ([at] if at is not None and several else [])
            if found := next((m.country for m in told if m.country in self.states), None):
                return found
        return None

    def _leader(self, head: Token) -> EntityMention | None:
        """`the government of Ivo Marel`: of his state or of none, but not of that which the text speaks of."""
        marks = [c for c in self.annotated.children(head.i) if c.dep == "prep" and c.text.lower() in {"of", "under"}]
        at = (self.index.at.get(noun.i) for mark in marks for noun in self.annotated.children(mark.i) if noun.dep == "pobj")
        return next((m for m in at if m is not None and m.kind == "person" and m.form == "name"), None)

    def _listed_with(self, head: Token) -> str | None:
        """`the Ministry of Justice and the Foreign Ministry of Norland`: those listed together are of one state, if they are of one at all."""
        tokens = [self.annotated.tokens[head.head]] if head.dep == "conj" else []
        first = tokens[0] if tokens else head
        listed, found = [first], set()
        while listed:
            token = listed.pop()
            mention = self.index.at.get(token.i)
            found |= {mention.country} if mention is not None and mention.kind == "organisation" and mention.country in self.states else set()
            listed += [c for c in self.annotated.children(token.i) if c.dep == "conj"]
        return next(iter(found)) if len(found) == 1 else None

    def _organisation(self, office: EntityMention) -> str | None:
        """Whose office: the organisation named last before it."""
        for sentence in self._back(office, _FAR):
            for mention in sentence:
                if mention.kind == "organisation" and mention.form in {"name", "alias", "acronym"} and mention.country and mention.sector != "JRN":
                    return mention.country
        return None

    def _body(self, members: EntityMention) -> str | None:
        """Whose deputies: those of the chamber, or with the colleagues, named last before them; else of the state spoken of."""
        sector = members.sector or self.index.first(members).sector
        for sentence in self._back(members, _NEAR):
            for mention in sentence:
                if mention.sector == sector and mention.country in self.states:
                    return mention.country
        return self._topic(members)

    def _topic(self, body: EntityMention) -> str | None:
        """The state spoken of: that whose officials or people do what the clause before tells; of two none."""
        for sentence in self._back(body, _NEAR):
            doing = [m for m in sentence if m.country in self.states and self._does(m)]
            if doing:
                return doing[0].country
        return None

    def _does(self, mention: EntityMention) -> bool:
        head = self.annotated.tokens[mention.head]
        private = mention.kind == "person" and (mention.sector or self.index.first(mention).sector) in _PRIVATE  # `an Estavian pastor stood trial. Judges …`
        return head.dep in _SUBJECTS and not private and (mention.kind in {"state", "person", "organisation"} or mention.form == "metonym")

    def _back(self, mention: EntityMention, far: int) -> list[list[EntityMention]]:
        """Mentions before one, nearest first, by sentence, its own first."""
        here = self.annotated.tokens[mention.head].sentence
        start = min(mention.head, self.annotated.tokens[mention.head].i)
        found = []
        for n in range(here, max(here - far, 0) - 1, -1):
            sentence = self.annotated.sentences[n]
            last = start if n == here else sentence.last
            found.append([m for i in range(last - 1, sentence.first - 1, -1) if (m := self.index.at.get(i)) is not None])
        return found
