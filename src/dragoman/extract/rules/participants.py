"""Yields the actors and recipients of a matched trigger, from its roles, as entity mentions or states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.codebook.petrarch import NULL
from dragoman.core.documents import Token
from dragoman.core.mentions import EntityMention, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.belonging import Belonging
from dragoman.extract.rules.both import Spoken
from dragoman.extract.rules.carriers import accompanied, attributed, carriers, handed
from dragoman.extract.rules.citizens import citizen_named, recipient_roles
from dragoman.extract.rules.conjuncts import owner_lists
from dragoman.extract.rules.listed_codes import ListedCodes
from dragoman.extract.rules.matching import EntityIndex, Match
from dragoman.extract.rules.spans import phrase_span

_ACTORS = {"state", "person", "organisation", "group", "craft", "facility", "weapon"}
_DRILL = ("possessor", "of", "modifier", "by", "from", "for", "in", "to", "on", "with", "between", "about", "near")
_BEFORE = {"amod", "compound", "nmod", "poss"}
_NAMES = {"name", "alias", "acronym"}
_HANDING = {"AID"}
_DEPORTED = "deport"
_MAX_PARTIES = 8
_LONGEST_NAME = 60


class Cast:
    """Finds participants in one document."""

    def __init__(self, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """index, roles: of the document; codebook: for the states of places and the light verbs."""
        self.index = index
        self.roles = roles
        self.codebook = codebook
        self.carrying = codebook.language.words("modality", "carrying")
        self.reasons = codebook.language.words("modality", "reasons")
        self.demanding = codebook.language.words("modality", "demanding")
        self.shared = codebook.language.words("modality", "speech_types")
        self.belonging = Belonging(roles.annotated, index, codebook)
        self.first_person, self.blocs, self.platforms = (codebook.language.words("parties", key) for key in ("first_person", "blocs", "platforms"))
        self.spoken = Spoken(roles.annotated, index, codebook)
        published = roles.annotated.document.published
        self.listed = ListedCodes(roles.annotated, codebook.dictionary, published.day if published else None) if codebook.dictionary is not None else None

    def actors(self, match: Match) -> tuple[Participant, ...]:
        """Who did it; for a noun without one, the subject of the light verb that governs it."""
        found = self._from(match, match.trigger.actor)
        if not found and match.trigger.pos == "noun":
            found = self._doing_so(match, self._asked(match.token)) or self._carrier(match.token) or self._parties(accompanied(self.roles, match.token))
        if not found and match.trigger.type in _HANDING:
            owners = (owner for t in handed(self.roles, match.token) if (owner := self.index.at.get(t.i)) is not None and owner.kind in {"state", "place"})
            found = tuple({p.country: p for owner in owners for p in self._state_of(owner)}.values())
        return found

    def described(self, word: Token) -> tuple[Participant, ...]:
        """`the imprisoned journalist Ivo Marel`: to whom that was done which a participle before a noun says of him."""
        return tuple(p for p in self._parties(attributed(self.roles.annotated, word)) if p.mention is not None)

    def _asked(self, noun: Token) -> tuple[Participant, ...]:
        """`demanded an apology from Norland`: who is to do what is demanded."""
        head = self.roles.annotated.tokens[noun.head]
        if noun.dep != "dobj" or head.lemma not in self.demanding:
            return ()
        asked = [t for role in ("from", "dative") for t in self.roles.fill(head.i, role)]
        if not asked and head.dep == "conj":
            asked = self.roles.object(self.roles.annotated.tokens[head.head])
        return tuple({self._same(p): p for t in asked for p in self.party(t)}.values())

    def _doing_so(self, match: Match, asked: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Who is asked; but nobody is asked to expel his own envoys (`summoned the Estavian envoy and demanded the expulsion of Estavian diplomats`)."""
        own = {p.country for p in asked if p.country}
        struck = {p.country for p in self._from(match, match.trigger.recipient) if p.country}
        head = self.roles.annotated.tokens[match.token.head]
        return self._parties(self.roles.subject(head)) if own and own == struck else asked

    def recipients(self, match: Match, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """To whom it was done: the first role filled by somebody other than the actors, and, where one is, than their own people (`warned its citizens`)."""
        taken = {self._same(p) for p in actors}
        own = {p.country for p in actors if p.country}
        mine: tuple[Participant, ...] = ()
        for role in recipient_roles(self.roles, self.index, self.codebook, match):
            told = self._sent_to(match, self._from(match, (role,)))
            found = tuple(p for p in told if self._same(p) not in taken and not (p.mention is None and p.country in own))
            if found and not self._owned(found, own):
                return found + self._listed_with(match, role, found, own) if role.startswith("object.") else found
            mine = mine or found
        return mine or self._of_first_conjunct(match, taken) or self._demander(match.token, taken)

    def _listed_with(self, match: Match, role: str, found: tuple[Participant, ...], own: set[str]) -> tuple[Participant, ...]:
        """`threw out Estavia's consul and two Karsian officials`: where a role tells whose the first is, those of other states who are listed with him."""
        known = own | {p.country for p in found if p.country}
        listed = (t for head in self.roles.object(match.token) for t in self.roles.with_conjuncts(head)[1:])
        return tuple({p.country: p for t in listed for p in self.party(t) if p.country and p.country not in known}.values())

    def _sent_to(self, match: Match, found: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """`deported 200 migrants to Norland`: where the deported have neither name nor state, they are that state's."""
        if match.trigger.mode != _DEPORTED or not found or any(p.country or self._named(p) for p in found):
            return found
        return tuple(p for p in self._from(match, ("to",)) if p.country) or found

    def _named(self, party: Participant) -> bool:
        mention = self.index.by_id.get(party.mention or "")
        return mention is not None and self.index.first(mention).form in _NAMES

    def _owned(self, parties: Iterable[Participant], own: set[str]) -> bool:
        """Are they all of the actors' own state, and told by `its` or `their`?"""
        at = {p: self.index.by_id.get(p.mention or "") for p in parties if p.country in own}
        return all((m := at.get(p)) is not None and any(c.tag == "PRP$" for c in self.roles.annotated.children(m.head)) for p in parties)

    def _demander(self, noun: Token, taken: set[str]) -> tuple[Participant, ...]:
        """`demanded an apology`: to whom it is to be made."""
        head = self.roles.annotated.tokens[noun.head]
        if noun.pos != "NOUN" or noun.dep != "dobj" or head.lemma not in self.demanding:
            return ()
        return tuple(p for p in self._parties(self.roles.subject(head)) if self._same(p) not in taken)

    def _of_first_conjunct(self, match: Match, taken: set[str]) -> tuple[Participant, ...]:
        """`criticised Moscow and demanded an apology`: whom the first verb names is meant by the second."""
        token = match.token
        if token.pos != "VERB" or token.dep != "conj" or match.trigger.type not in self.shared:
            return ()
        head = self.roles.annotated.tokens[token.head]
        return tuple(p for t in self.roles.object(head) for p in self.party(t) if self._same(p) not in taken)

    def _same(self, party: Participant) -> str:
        return f"{m.anchor if (m := self.index.by_id.get(party.mention or '')) else party.country or party.name} {party.code or ''}"

    def _from(self, match: Match, roles: Iterable[str]) -> tuple[Participant, ...]:
        for role in roles:
            parties: dict[str, Participant] = {}
            for filler in self.roles.fill(match.token.i, role):
                if filler.i == match.token.i or (role == "on" and filler.text.lower() in self.platforms):
                    continue  # `called on television for talks`
                for token in self.roles.with_conjuncts(filler):
                    for party in self.party(token) or self._signer(token):
                        parties.setdefault(self._same(party), party)
            if parties:
                return tuple(parties.values())[:_MAX_PARTIES]
        return ()

    def _signer(self, token: Token) -> tuple[Participant, ...]:
        """`signed a decree allocating …`: a paper does what its signer does."""
        mention = self.index.at.get(token.i)
        return self._carrier(token) if mention is not None and mention.kind in {"document", "law"} else ()

    def _carrier(self, noun: Token) -> tuple[Participant, ...]:
        """`announced the closure`: who announced."""
        return self._parties(carriers(self.roles, noun, self.carrying - self.demanding, self.reasons))

    def _parties(self, heads: Iterable[Token]) -> tuple[Participant, ...]:
        return tuple({self._same(p): p for head in heads for token in self.roles.with_conjuncts(head) for p in self.party(token)}.values())

    def party(self, token: Token) -> list[Participant]:
        """The entity at a token, else the one inside its phrase (`the work of the centre`); a place stands for its state.

        Where the user's own lists are in force, they give the codes, and who stands in no list and is of no known state is nobody.
        """
        if self.listed is None:
            return self._party(token)
        head = self.roles.annotated.tokens[token.head]
        office = self.index.at.get(head.i) if token.dep in _BEFORE else None
        if office is not None and office.form == "nominal" and self._acts(office):
            token = head  # `the Norlandic minister`: not Norland alone
        if codes := self._codes(token):
            mention = self.index.at.get(token.i)
            known = self._participant(mention) if mention is not None and self._acts(mention) else self._unnamed(token, None)
            return [self._coded(known, code) for code in codes]
        found = []
        for party in self._party(token):
            at = self.index.by_id.get(party.mention or "")
            codes = self._codes(self.roles.annotated.tokens[at.head]) if at is not None else ()
            found += [self._coded(party, code) for code in codes] or ([party] if party.country else [])
        return found

    def _coded(self, party: Participant, code: str) -> Participant:
        country = code[:3] if code[:3].isalpha() else None
        return replace(party, country=country, sector=code[3:] or None, code=code)

    def _codes(self, token: Token) -> tuple[str, ...]:
        """Codes by the lists of what stands at a token; a pronoun has those of what it stands for."""
        assert self.listed is not None
        tokens, mention = self.roles.annotated.tokens, self.index.at.get(token.i)
        if mention is not None and mention.form == "pronoun":
            first = self.index.first(mention)
            return self.listed.of(tokens[first.head]) if first.head != token.i else ()
        owner = self.index.at.get(next((c.i for c in self.roles.annotated.children(token.i) if c.dep == "poss" and c.pos == "PRON"), -1))
        whose = self.listed.of(tokens[self.index.first(owner).head]) if owner is not None else ()
        found = self.listed.of(token, whose, acts=mention is not None and self._acts(mention))
        state = (mention.country or self.index.first(mention).country) if mention is not None else None
        return tuple(f"{state}{code.removeprefix(NULL)}" if state and code.startswith(NULL) else code for code in found)  # `the French minister`

    def _party(self, token: Token, depth: int = 0) -> list[Participant]:
        source = self.roles.sources.get(token.i) if token.pos == "PRON" and token.text.lower() in self.first_person else None
        if source is not None and source != token.i and depth < 2:  # `we` in quoted words: who says them
            return self._party(self.roles.annotated.tokens[source], depth + 1)
        if meant := self.spoken.meant(token):
            stated = {"place", "person"} if len(meant) > 1 and token.lemma not in self.spoken.persons else {"place"}  # `the two countries`
            return [p for m in meant for p in (self._state_of(m) if m.kind in stated else self._party(self.roles.annotated.tokens[m.head], depth + 1))]
        mention = self.index.at.get(token.i)
        mention = citizen_named(self.roles.annotated, self.index, token) or mention
        if mention is not None and mention.kind == "weapon" and not self._owner(mention):
            return []  # rockets are no party
        if several := self._of_each(token, mention) or self._called(token, mention):
            return several
        if mention is not None and self._acts(mention):
            counted = mention.form == "demonym" and any(c.dep == "nummod" for c in self.roles.annotated.children(token.i))
            return [self._unnamed(token, mention.country)] if counted else [self._participant(mention)]
        if token.text in self.blocs and token.pos == "PROPN" and (mention is None or not mention.country):
            return [Participant(None, token.text, None, None)]  # `the West`
        if mention is not None and mention.kind == "place":
            return self._state_of(mention)
        if depth > 2 or token.pos not in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON"}:
            return []
        for role in _DRILL:
            for filler in self.roles.fill(token.i, role):
                listed = self.roles.with_conjuncts(filler) if filler.i != token.i else []
                inner = list({self._same(p): p for one in listed for p in self._party(one, depth + 1)}.values())
                if inner:
                    flag = role == "modifier" and token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "amod"}
                    return [self._unnamed(token, inner[0].country)] if flag else inner
        return []

    def _of_each(self, token: Token, mention: EntityMention | None) -> list[Participant]:
        """`Norlandic and Estavian commanders`, `the governments of Norland and Estavia`: some of each state."""
        for group in owner_lists(self.roles.annotated, token):
            owners = [(word, owner.country) for word in group if (owner := self.index.at.get(word.i)) is not None and owner.country]
            behind = group[0].i > token.i
            if len({country for _, country in owners}) > 1 and not (behind and (mention is None or not self._acts(mention))):
                called, sector = "{1} of {0}" if behind else "{0} {1}", mention.sector if mention is not None else None
                return [Participant(None, called.format(word.text, token.text), country, sector) for word, country in owners]
        return []

    def _called(self, token: Token, mention: EntityMention | None) -> list[Participant]:
        """`the Karsian town of Arden`: an unknown name is the place's, and stands for its state."""
        up = self.roles.annotated.tokens[token.head]
        place = self.index.at.get(up.head)
        named = mention is not None and mention.form == "name" and mention.country is None
        return self._state_of(place) if named and up.lemma == "of" and place is not None and place.kind == "place" else []

    def _unnamed(self, token: Token, country: str | None) -> Participant:
        """`twelve Estavian diplomats`: known by these words and their state alone."""
        span = phrase_span(self.roles.annotated, token.i)
        words = " ".join(self.roles.annotated.document.text[span.start : span.end].split())
        words = next((words.removeprefix(a) for a in ("the ", "a ", "an ", "The ", "A ", "An ") if words.startswith(a)), words)
        return Participant(None, words if len(words) <= _LONGEST_NAME else token.text, country, None)

    def _acts(self, mention: EntityMention) -> bool:
        first = self.index.first(mention)
        return mention.kind in _ACTORS or (mention.form == "pronoun" and first.kind in _ACTORS)

    def _participant(self, mention: EntityMention) -> Participant:
        first = self.index.first(mention)
        name = first.name if mention.form in {"pronoun", "nominal"} else mention.name
        country = self._owner(mention) or self.belonging.country(mention)
        owner = self.codebook.gazetteer.state(country) if mention.kind == "weapon" and country else None
        if owner is not None:  # a missile does not act: its state does
            return Participant(None, owner.name, country, None)
        return Participant(mention.id, name, country, mention.sector or first.sector)

    def told(self, party: Participant) -> bool:
        """Do its own words tell its state, and not only those around?"""
        mention = self.index.by_id.get(party.mention or "")
        return mention is None or (self._owner(mention) or self.belonging.placed(mention)) is not None

    def _owner(self, mention: EntityMention) -> str | None:
        return mention.country or self.index.first(mention).country or self._flag(mention)

    def _flag(self, mention: EntityMention) -> str | None:
        """`a Russian S-300 missile`: the state named before or as possessor; `its neighbours` are others."""
        others = self.roles.annotated.tokens[mention.head].lemma in self.codebook.language.words("entities", "of_others")
        for role in ("modifier", "by", "from") if others else ("possessor", "modifier", "by", "from"):
            for token in self.roles.fill(mention.head, role):
                owner = self.index.at.get(token.i)
                up = self.roles.annotated.tokens[self.roles.annotated.tokens[token.head].head]
                sent = up.dep == "acl" and up.head == mention.head and up.lemma in self.roles.authoring  # `troops sent by Norland`
                own = role not in {"by", "from"} or mention.head in {token.head, up.i} or sent  # not `the house was hit by Norland`
                if owner is not None and owner.country and own:
                    return owner.country
        return None

    def _state_of(self, mention: EntityMention) -> list[Participant]:
        state = self.codebook.gazetteer.state(mention.country) if mention.country else None
        return [Participant(None, state.name, mention.country, None)] if state else []
