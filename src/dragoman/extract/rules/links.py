"""Yields which event mention is told as the answer to which: `in response to …`, `prompting …`, `over …`, with the words that say so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention
from dragoman.extract.rules.earlier import NEAR, countries

_COMPLETES = frozenset({"pcomp", "prep", "xcomp", "conj", "dobj", "advcl", "oprd"})
_HOLDERS = frozenset({"prep", "advcl", "mark", "agent", "acl", "npadvmod", "dative", "xcomp"})
_HIGHEST = 3
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_BLOWS = frozenset({"SANCTION", "COERCE", "ASSAULT", "MOBILIZE", "PROTEST", "REJECT"})
_NAMED = frozenset({2, 3, 4})
"""Quads of deeds that a bare noun may name: talks and promises are too many to be sought by kind."""
_LONGEST, _SHORT = 500, 4
_MOST = 40
_BEHIND = frozenset({"in", "over", "as", "after", "following"})
_STATED, _HINTED, _GROUND = 3, 2, 1


def with_links(annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> tuple[EventMention, ...]:
    """The events, those that answer another with values (answers, `MENTION?TYPES:start:end`); events: in text order.

    MENTION is empty where only the record can know the act; TYPES are those that its noun may stand for, none for any.
    """
    links = Links(annotated, events, codebook)
    return tuple(replace(event, values=(*event.values, ("answers", link))) if (link := links.of(event)) else event for event in events)


class Links:
    """Reads one document."""

    def __init__(self, annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> None:
        """events: of the document, in text order; codebook: for the words of answers and the nouns of deeds."""
        self.annotated, self.codebook, self.events = annotated, codebook, events
        at = {t.start: t.i for t in annotated.tokens}
        self.token_of = {e.id: annotated.tokens[at[e.trigger.start]] for e in events if e.trigger.start in at}
        self.event_at: dict[int, EventMention] = {self.token_of[e.id].i: e for e in reversed(events) if e.id in self.token_of}
        self.stating = tuple(f"{phrase} " for phrase in self.words("stating"))
        self.moved = self._moves()

    def words(self, key: str) -> frozenset[str]:
        """A list of `languages/en/responses.yaml`."""
        return self.codebook.language.words("responses", key)

    def of(self, event: EventMention) -> str | None:
        """The link of an event; None where nothing makes it an answer."""
        token = self.token_of.get(event.id)
        if token is None or event.ontology != "PLOVER" or event.modality in {"denied", "hypothetical"}:
            return None
        return self._held(event, token) or self._called(event, token) or self._prompted(event, token) or self.moved.get(event.id) or self._bare(event, token)

    # ------------------------------------------------------------ `in response to …`, `after …`, `retaliated for … by …`
    def _held(self, event: EventMention, token: Token) -> str | None:
        phrases = []
        for n, host in enumerate(self._hosts(token)):
            for child in (*self.annotated.children(host.i), *self._behind_objects(host)):
                own = host.i != token.i and self.annotated.hangs_on(child.i, token.i)
                if child.dep in _HOLDERS and not own and not self.annotated.hangs_on(token.i, child.i):
                    strength = self._strength(child, host, event)
                    if strength:
                        said = host if host.lemma in self.words("answering") else None
                        phrases.append((-strength, n, child.i, child, said))
        phrases.sort(key=lambda row: row[:3])
        links = (self._within(event, child, -strength, said) for strength, _, _, child, said in phrases)
        return next((link for link in links if link), None)

    def _hosts(self, token: Token) -> list[Token]:
        """The trigger and the verbs that it completes (`reacted by suggesting`, `the closure came`), as long as these are no events of their own."""
        hosts, below = [token], token
        for up in self.annotated.ancestors(token.i):
            subject = below.dep in {"nsubj", "nsubjpass"} and up.lemma in self.words("coming")
            if not (below.dep in _COMPLETES or subject) or len(hosts) > _HIGHEST:
                break
            if up.pos in {"VERB", "AUX"}:
                if up.i in self.event_at:
                    break
                hosts.append(up)
            below = up
        return hosts

    def _behind_objects(self, host: Token) -> list[Token]:
        """Phrases that the parse hangs on the object or on the verb below: `expelled two envoys in response to …`, `barred her from entering after …`."""
        children = self.annotated.children(host.i)
        objects = [p for o in children if o.dep in {"dobj", "attr", "nsubjpass"} for p in self.annotated.children(o.i) if p.dep == "prep"]
        below = [c for c in children if c.dep in {"xcomp", "ccomp"} and c.i not in self.event_at]
        below += [c for p in children if p.dep == "prep" for c in self.annotated.children(p.i) if c.dep == "pcomp" and c.i not in self.event_at]
        return [*(p for p in objects if p.text.lower() in _BEHIND), *(p for c in below for p in self.annotated.children(c.i) if p.dep != "xcomp")]

    def _strength(self, child: Token, host: Token, event: EventMention) -> int:
        below = self.annotated.subtree(child.i)
        words = " ".join(t.text.lower() for t in below[:5])
        opening = self._opening(child)
        if words.startswith(self.stating) or opening == "because":
            return _STATED
        if host.lemma in self.words("answering") and host.i not in self.event_at and opening in self.words("answered_with"):
            return _STATED
        nouns = {t.lemma for t in below[:4] if t.pos == "NOUN"}
        if opening in self.words("answer_in") and nouns & self.words("answer_nouns") and any(t.text.lower() in {"to", "for", "against"} for t in below[:6]):
            return _STATED
        if event.type in _MUTUAL:
            return 0
        if opening in self.words("hinting"):
            return _HINTED
        return _GROUND if opening in self.words("grounds") and event.type in _BLOWS else 0

    def _opening(self, child: Token) -> str:
        """The word that opens the phrase or clause: the preposition itself, or the clause's `mark`."""
        if child.dep not in {"advcl", "acl"}:
            return child.text.lower()
        marks = [c.text.lower() for c in self.annotated.children(child.i) if c.dep in {"mark", "advmod", "prep"} and c.i < child.i]
        return marks[0] if marks else ""

    def _within(self, event: EventMention, child: Token, strength: int, said: Token | None = None) -> str | None:
        """The act in a phrase: an event told there, sides turned round first, then the one nearest to the phrase's head; else what its noun names.

        said: the word before the phrase that calls it an answer.
        """
        below = self.annotated.subtree(child.i)
        inner = [e for t in below if (e := self.event_at.get(t.i)) and e.id != event.id and self._may_be_answered(e)]
        if said is not None and said.i < below[0].i:
            below = [said, *below]
        inner.sort(key=lambda e: (not self._turned(event, e), self._depth(self.token_of[e.id], child), e.trigger))
        if inner and (strength == _STATED or self._turned(event, inner[0])):
            return _link(inner[0].id, (inner[0].type,), below)
        if strength != _STATED and child.text.lower() != "over":
            return None
        noun = self._noun(child)
        return self._by_noun(event, noun, below) if noun is not None else None

    def _may_be_answered(self, event: EventMention) -> bool:
        return (event.ontology == "PLOVER" and event.modality not in {"denied", "hypothetical"}) or event.type == "STATEMENT"

    def _depth(self, token: Token, top: Token) -> int:
        return next((n for n, up in enumerate(self.annotated.ancestors(token.i), 1) if up.i == top.i), 0)

    def _noun(self, child: Token) -> Token | None:
        """The noun of a deed that the phrase is about: `in response to the expulsion of two envoys`."""
        token = child
        for _ in range(5):
            down = next((c for c in self.annotated.children(token.i) if c.dep in {"pobj", "prep", "pcomp", "dobj"} and c.i > token.i), None)
            if down is None:
                return None
            token = down
            if token.pos == "NOUN" and token.lemma not in self.words("answer_nouns"):
                return token if token.lemma in self.words("moves") or self._types(token.lemma) else None
        return None

    def _by_noun(self, event: EventMention, noun: Token, below: Sequence[Token]) -> str | None:
        alike = any(c.lemma in self.words("alike") for c in self.annotated.children(noun.i))
        if alike and noun.lemma in self.words("moves"):
            types: tuple[str, ...] = (event.type,)
        elif noun.lemma in self.words("moves"):
            types = ()
        else:
            types = self._types(noun.lemma)
        told = self._before(event, types, _MOST if types else NEAR)
        return _link(told.id if told else "", types, below)

    def _types(self, lemma: str) -> tuple[str, ...]:
        """The types of deed that a noun may name, by the codebook's triggers."""
        known = {t.type for t in self.codebook.triggers_at("noun", lemma)}
        return tuple(sorted(name for name in known if self.codebook.types[name].quad in _NAMED))

    # ------------------------------------------------------------ `in what it called a response to …`, `the expulsion was a response to …`
    def _called(self, event: EventMention, token: Token) -> str | None:
        for host in self._hosts(token):
            for noun in self._close(host):
                for phrase in self.annotated.children(noun.i):
                    if phrase.dep == "prep" and phrase.text.lower() in {"to", "for", "against"} and (link := self._within(event, phrase, _STATED, noun)):
                        return link
        return None

    def _close(self, host: Token) -> list[Token]:
        """Nouns for an answer, at most three steps below a word, no event in between."""
        found, layer = [], [host]
        for _ in range(3):
            layer = [c for t in layer for c in self.annotated.children(t.i) if c.i not in self.event_at and c.dep in {"attr", "oprd", "pcomp", "pobj", "prep"}]
            found += [t for t in layer if t.lemma in self.words("answer_nouns")]
        return found

    # ------------------------------------------------------------ `…, prompting Estavia to …`; `the arrest drew a protest`
    def _prompted(self, event: EventMention, token: Token) -> str | None:
        below = token
        for n, up in enumerate(self.annotated.ancestors(token.i)):
            if up.lemma in self.words("prompting") and up.pos == "VERB" and below.dep in {"dobj", "xcomp", "ccomp", "prep", "dative"}:
                return self._prompter(event, up)
            if n >= _HIGHEST or up.i in self.event_at:
                return None
            below = up
        return None

    def _prompter(self, event: EventMention, verb: Token) -> str | None:
        subject = next((c for c in self.annotated.children(verb.i) if c.dep == "nsubj" and c.i < verb.i), None)
        if subject is not None:
            inner = [e for t in self.annotated.subtree(subject.i) if (e := self.event_at.get(t.i)) and self._may_be_answered(e)]
            if inner:
                return _link(inner[0].id, (inner[0].type,), [*self.annotated.subtree(subject.i), verb])
            if subject.lemma in self.words("moves"):
                told = self._before(event, (), NEAR)
                return _link(told.id, (told.type,), [*self.annotated.subtree(subject.i), verb]) if told else None
            return None
        above = self.event_at.get(verb.head) if verb.dep in {"advcl", "acl", "conj"} else None
        return _link(above.id, (above.type,), [verb]) if above is not None and self._may_be_answered(above) and above.id != event.id else None

    # ------------------------------------------------------------ `The move came in response to …`
    def _moves(self) -> dict[str, str]:
        """{event: link} of deeds that the next sentences take up as `the move`."""
        found: dict[str, str] = {}
        for noun in self.annotated.tokens:
            if noun.lemma not in self.words("moves") or noun.dep not in {"nsubj", "nsubjpass"} or noun.i in self.event_at:
                continue
            verb = self.annotated.tokens[noun.head]
            taken = self._last_before(noun) if verb.lemma in self.words("coming") else None
            if taken is None or taken.id in found:
                continue
            for child in self.annotated.children(verb.i):
                plain_after = verb.lemma in self.words("following") and child.dep == "dobj"
                strength = _HINTED if plain_after else self._strength(child, verb, taken) if child.dep in _HOLDERS else 0
                if child.dep == "attr" and child.lemma in self.words("answer_nouns"):
                    child = next((p for p in self.annotated.children(child.i) if p.text.lower() in {"to", "for", "against"}), child)
                    strength = _STATED
                if strength and (link := self._within(taken, child, strength)):
                    found[taken.id] = link
                    break
        return found

    def _last_before(self, token: Token) -> EventMention | None:
        """The main deed of the sentence before (at most NEAR back), or of the same one."""
        here = bisect_left(self.events, token.start, key=lambda e: e.trigger.start)
        near = [e for e in self.events[max(0, here - _MOST) : here] if e.ontology == "PLOVER" and e.id in self.token_of and e.modality != "hypothetical"]
        near = [e for e in near if 0 < token.sentence - self.token_of[e.id].sentence <= NEAR]
        last = max((self.token_of[e.id].sentence for e in near), default=0)
        main = [e for e in near if self.token_of[e.id].sentence == last]
        return min(main, key=lambda e: (sum(1 for _ in self.annotated.ancestors(self.token_of[e.id].i)), e.trigger), default=None)

    # ------------------------------------------------------------ `In response Estavia …`, `a reciprocal ban`
    def _bare(self, event: EventMention, token: Token) -> str | None:
        if (words := next(self._answering(event, token), None)) is None or event.type in _MUTUAL:
            return None
        told = self._before(event, (), NEAR + 1)
        return _link(told.id if told else "", (told.type,) if told else (), words) if event.actors or told else None

    def _answering(self, event: EventMention, token: Token) -> Iterator[list[Token]]:
        """The words that make a deed an answer without saying to what."""
        below = token
        for n, up in enumerate(self.annotated.ancestors(token.i)):
            if up.lemma in self.words("answering") and up.pos == "VERB" and below.dep in {"pcomp", "prep"} and not self._negated(up):
                yield [up]
            if n >= _HIGHEST or (up.i in self.event_at and up.lemma not in self.words("answering")):
                break
            below = up
        for phrase in self.annotated.children(token.i):
            if phrase.dep != "prep" or phrase.text.lower() not in self.words("answer_in"):
                continue
            inner = self.annotated.subtree(phrase.i)
            if len(inner) <= _SHORT and any(t.lemma in self.words("answer_nouns") for t in inner):
                yield inner
        objects = [token, *(c for c in self.annotated.children(token.i) if c.dep in {"dobj", "nsubjpass"})]
        for noun in objects:
            yield from ([c] for c in self.annotated.children(noun.i) if c.dep == "amod" and c.text.lower() in self.words("answer_words"))

    def _negated(self, verb: Token) -> bool:
        return any(c.dep == "neg" for c in self.annotated.children(verb.i))

    def _before(self, event: EventMention, types: Sequence[str], far: int) -> EventMention | None:
        """The nearest deed before, at most so many sentences back, of one of the types (any for none), with the sides turned round."""
        here, sentence = bisect_left(self.events, event.trigger, key=lambda e: e.trigger), self.token_of[event.id].sentence
        for other in reversed(self.events[max(0, here - _MOST) : here]):
            token = self.token_of.get(other.id)
            if token is None or token.sentence < sentence - far:
                break
            fits = other.type in types if types else other.type not in _MUTUAL
            beside = token.sentence == sentence and not types  # `Norland threw out ten envoys; Estavia responded by expelling as many`
            if (token.sentence < sentence or beside) and fits and other.ontology == "PLOVER" and self._may_be_answered(other) and self._turned(event, other):
                return other
        return None

    def _turned(self, event: EventMention, other: EventMention) -> bool:
        """Did those who are struck do it, or was it done to those who act?"""
        struck, hit = countries(event.recipients) & countries(other.actors), countries(event.actors) & countries(other.recipients)
        return bool(struck or hit) and not (countries(event.actors) and countries(event.actors) == countries(other.actors))


def _link(action: str, types: Sequence[str], words: Sequence[Token]) -> str:
    first, last = words[0], words[-1]
    return f"{action}?{','.join(types)}:{first.start}:{min(last.end, first.start + _LONGEST)}"
