"""Yields event mentions with the parties that their own clause leaves unsaid and the text around them tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Attribution, EventMention, Participant
from dragoman.extract.rules.earlier import FAR, NEAR, Earlier, countries, shared
from dragoman.extract.rules.matching import EntityIndex
from dragoman.extract.rules.papers import Papers
from dragoman.extract.rules.participants import Cast
from dragoman.extract.rules.reactions import Reactions

_FOUND = frozenset({"FINDING", "REPORT"})
_MEASURES = frozenset({"SANCTION", "COERCE", "REJECT", "ACCUSE", "THREATEN", "ASSAULT", "RETREAT", "MOBILIZE", "AID", "SUPPORT"})
_WORDING = frozenset({"doer", "doers", "verb", "rest", "object", "particle", "number"})
_REAL = frozenset({"done", "alleged"})
_SUFFERED = frozenset({"COERCE", "CONCEDE", "ASSAULT"})
_NEAREST = 40
"""Events told before in which somebody who suffers is looked for."""
_SPOKEN = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def with_unstated(
    annotated: Annotated,
    events: Sequence[EventMention],
    attributions: Sequence[Attribution],
    index: EntityIndex,
    cast: Cast,
    codebook: Codebook,
    again: Callable[[EventMention], EventMention],
) -> list[EventMention]:
    """The events, in text order; events: in text order, those of one document, as are the rest; again: looks at the modality once the parties are known."""
    reader = _Unstated(annotated, attributions, index, cast, codebook)
    found: list[EventMention] = []
    for event in events:
        found.append(reader.filled(event, found))
    found = [reader.taken_up(event, found) for event in found]
    found = [reader.suffered(reader.posted(event, found), found) for event in found]
    return [again(_reworded(event)) if _sides(event) != _sides(bare) else event for bare, event in zip(events, found, strict=True)]


def _sides(event: EventMention) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    return event.actors, event.recipients


def _reworded(event: EventMention) -> EventMention:
    """`its appeals were unanswered`, told of whoever did not answer: he left them so; words for a doer that were no words for him go."""
    told = dict(event.values)
    if "{a}" not in told.get("doer", ""):
        return event
    _, _, thing = told["doer"].partition("{a}'s ")
    words = (("verb", "leave"), ("object", f"the {thing} of {{r}}"), ("rest", told["rest"])) if told.get("verb") == "be" and thing and "rest" in told else ()
    return replace(event, values=(*((k, v) for k, v in event.values if k not in _WORDING), *words))


class _Unstated:
    def __init__(self, annotated: Annotated, attributions: Sequence[Attribution], index: EntityIndex, cast: Cast, codebook: Codebook) -> None:
        words = codebook.language.words
        self.annotated, self.attributions, self.index, self.cast, self.roles = annotated, attributions, index, cast, cast.roles
        self.papers = Papers(annotated, index, cast.roles, cast.party, codebook)
        self.likewise, self.alike = words("parties", "likewise"), words("parties", "alike")
        self.earlier = Earlier(annotated)
        self.reactions = Reactions(annotated, cast, self.earlier, codebook)
        self.posts, self.bonds = words("parties", "posts"), words("parties", "bonds")
        self.states = codebook.gazetteer
        self.demand_words = words("modality", "demanding_nouns")
        self.held = self._held()

    def filled(self, event: EventMention, before: Sequence[EventMention]) -> EventMention:
        """The event with whom it leaves unsaid; before: those told before it."""
        token = self.earlier.at(event)
        if event.type in _FOUND and not event.actors:
            return replace(event, actors=self._finders(event, token))
        if event.type == "CONSULT" and not event.date.known:
            event = self._same_meeting(event, token, before)
        if event.type == "REQUEST" and not event.recipients and event.actors and token.pos == "NOUN":
            met = self.earlier.last(event, before, NEAR, lambda e: shared(e.actors, event.actors), frozenset({"CONSULT"}))
            own = {p.country for p in event.actors}
            event = replace(event, recipients=tuple(p for p in met.actors if p.country not in own)) if met else event
        if event.type == "COERCE":
            event = self._sufferer(event, before)
        if event.type == "FLIGHT" and not event.actors:
            return replace(event, actors=self._flown(token))
        if event.type == "SANCTION" and event.mode != "withdraw":
            event = self._not_its_own(event, token, before)
        if event.type in _MEASURES and event.made_by[-6:] != "saying":
            event = self._like_the_last(event, token, before)
        return self.reactions.against(event, before) if event.made_by[-6:] != "saying" else event

    def _not_its_own(self, event: EventMention, token: Token, before: Sequence[EventMention]) -> EventMention:
        """`Norland broke off relations with Estavia and expelled its diplomats`: nobody expels his own."""
        own = countries(event.actors)
        theirs = {c.tag for noun in (*self.roles.object(token), *self.roles.dative(token)) for c in self.annotated.children(noun.i) if c.dep == "poss"}
        if not own or not event.recipients or not countries(event.recipients) <= own or "PRP$" not in theirs:
            return event
        last = self.earlier.last(event, before, NEAR, lambda e: shared(e.actors, event.actors) and bool(countries(e.recipients) - own), _MEASURES)
        others = tuple(p for p in last.recipients if p.country and p.country not in own)[:1] if last else ()
        return replace(event, recipients=others) if others else event

    def _sufferer(self, event: EventMention, before: Sequence[EventMention]) -> EventMention:
        """`Marel was pardoned. The president thanked them. He had been sentenced …`: not the president, who only acts, but he who suffered before."""
        mentions = [self.index.by_id.get(p.mention or "") for p in event.recipients]
        if len(mentions) != 1 or mentions[0] is None or mentions[0].form != "pronoun":
            return event
        taken = self.index.first(mentions[0]).id
        near = [e for e in before[-_NEAREST:] if e.modality in _REAL]
        acts = any(self._first(p) == taken for e in near for p in e.actors)
        suffered = [p for e in near if e.type in _SUFFERED for p in e.recipients if self._is_person(p)]
        if not acts or not suffered or any(self._first(p) == taken for p in suffered):
            return event
        return replace(event, recipients=(suffered[-1],))

    def _first(self, party: Participant) -> str | None:
        mention = self.index.by_id.get(party.mention or "")
        return self.index.first(mention).id if mention is not None else None

    def _is_person(self, party: Participant) -> bool:
        mention = self.index.by_id.get(party.mention or "")
        return mention is not None and mention.kind == "person"

    def taken_up(self, event: EventMention, events: Sequence[EventMention]) -> EventMention:
        """A deed that nobody is said to do, done by those who are told elsewhere to do it: `the closure of the office`, `its appeals went unanswered`."""
        if event.actors or event.ontology != "PLOVER":
            return event
        token = self.earlier.at(event)
        if event.type == "REJECT" and (asked := self._asked(event, token, events)):
            return replace(event, actors=asked)
        if not self._definite(token):
            return event
        around = self.earlier.around(event, events)
        nearest = next((e for e in around if e.mode == event.mode and e.actors and e.modality in _REAL and self._same_ones(e, event)), None)
        return replace(event, actors=nearest.actors) if nearest is not None else event

    def posted(self, event: EventMention, events: Sequence[EventMention]) -> EventMention:
        """Against whom a measure is that does not say it: `sent Karsia's envoy home and froze trade`, `has withdrawn its envoy`.

        The other side of a measure in the same sentence; for envoys called home and ties broken also that of any deed told around, for they are one state's.
        """
        token = self.earlier.at(event)
        own = countries(event.actors)
        if event.type != "SANCTION" or event.recipients or len(own) != 1 or token.pos != "VERB" or event.modality not in _REAL | {"planned"}:
            return event
        envoys = event.mode == "withdraw" and any(t.lemma in self.posts for t in self.roles.object(token))
        envoys |= event.mode == "discontinue" and any(self._bond(t) for t in self.roles.object(token))
        sided: list[tuple[bool, int, tuple[Participant, ...]]] = []
        for other in events:
            both = (*other.recipients, *other.actors)
            theirs = countries(both) - own
            away = abs(self.earlier.at(other).sentence - token.sentence)
            if other.ontology == "PLOVER" and len(theirs) == 1 and own & countries(both) and away <= (FAR if envoys else 0):
                alike = other.type == event.type
                sided += [(not alike, away, tuple(p for p in both if p.country in theirs)[:1])] if alike or envoys else []
        if not sided and envoys and (partner := self._partner(own)):
            return replace(event, recipients=(partner,))
        return replace(event, recipients=min(sided, key=lambda s: s[:2])[2]) if sided else event

    def _bond(self, thing: Token) -> bool:
        """`relations`, `its airspace`, `an overflight ban`."""
        return thing.lemma in self.bonds or any(c.lemma in self.bonds for c in self.annotated.children(thing.i) if c.dep in {"compound", "amod"})

    def _partner(self, own: set[str]) -> Participant | None:
        """The one other state that a text speaks of more than once: with it ties are broken, from it envoys come home, where nothing else is told."""
        named = Counter(m.country for m in self.index.by_id.values() if m.country and m.kind != "person" and m.form in _SPOKEN)
        others = [c for c, n in named.items() if n > 1 and c not in own and self.states.state(c) is not None]
        state = self.states.state(others[0]) if len(others) == 1 else None
        return Participant(None, state.name, others[0], None) if state is not None and state.status != "nonstate" else None

    def suffered(self, event: EventMention, events: Sequence[EventMention]) -> EventMention:
        """`the attack on the convoy, in which nine Karsians died`: the dead are those whom it struck, where no state is told that it struck."""
        if event.type != "ASSAULT" or countries(event.recipients):
            return event
        at = self.earlier.at(event).i
        struck = {at, *(t.i for role in ("on", "against") for t in self.roles.fill(at, role))}  # a relative clause may be hung on either
        fell = [e for e in self.earlier.around(event, events, "CASUALTIES") if any(t.i in struck for t in self.roles.fill(self.earlier.at(e).i, "in"))]
        dead = tuple(p for e in fell for p in e.recipients if p.country and p.country not in countries(event.actors))
        return replace(event, recipients=dead) if dead else event

    def _definite(self, token: Token) -> bool:
        """A noun with `the` or `this`, or a participle behind one that `the` stands before."""
        noun = self.annotated.tokens[token.head] if token.dep == "acl" else token
        return noun.pos == "NOUN" and any(c.dep == "det" and c.lemma in _DEFINITE for c in self.annotated.children(noun.i))

    def _same_ones(self, a: EventMention, b: EventMention) -> bool:
        """Are the recipients of both, mentions of the document, the same?"""
        return bool(self._suffering(a) & self._suffering(b)) and not shared(a.actors, b.recipients)

    def _suffering(self, event: EventMention) -> set[str]:
        """Anchors of the recipients, and of what stands as the object of the deed (`closed the Estavian institute`)."""
        token = self.earlier.at(event)
        mentions = [self.index.by_id.get(p.mention or "") for p in event.recipients]
        mentions += [self.index.at.get(t.i) for t in (self.roles.object(token) if token.pos == "VERB" else self.roles.fill(token.i, "of"))]
        return {m.anchor for m in mentions if m is not None and m.kind != "state"}

    # ------------------------------------------------------------ papers and inquiries
    def _held(self) -> dict[int, list[Attribution]]:
        """{token: attributions in whose content or cue it stands}."""
        found: dict[int, list[Attribution]] = {}
        for attribution in self.attributions:
            for token in self.annotated.within([*attribution.content, *([attribution.cue] if attribution.cue else [])]):
                found.setdefault(token.i, []).append(attribution)
        return found

    def _finders(self, event: EventMention, token: Token) -> tuple[Participant, ...]:
        """Who made the paper in which it was found, or that was published; else the inquiry that is cited for it."""
        heads = [*self.roles.subject(token), *(self.roles.object(token) if event.type == "REPORT" else ())]
        for attribution in self.held.get(token.i, ()) if event.type == "FINDING" else ():
            mention = self.index.by_id.get(attribution.mention or "")
            if mention is not None and mention.head >= 0 and attribution.kind != "evidential":
                heads.append(self.annotated.tokens[mention.head])
        for head in heads:
            if makers := self.papers.makers(head):
                return makers
            mention = self.index.at.get(head.i)
            if mention is not None and mention.kind in {"organisation", "state"} and event.type == "FINDING":
                return tuple(self.cast.party(head))
        return ()

    # ------------------------------------------------------------ one more of the same, and answers
    def _like_the_last(self, event: EventMention, token: Token, before: Sequence[EventMention]) -> EventMention:
        """`Karsia followed suit`, `similar sanctions`, `the office was also closed`: by or against whom the deed before was."""
        if not event.recipients and self._alike(token):
            last = self.earlier.last(event, before, NEAR, lambda e: bool(e.recipients) and not shared(e.recipients, event.actors))
            return replace(event, recipients=last.recipients) if last else event
        if not event.actors and self.roles.passive(token) and self._has(token, self.likewise):
            last = self.earlier.last(event, before, FAR, lambda e: bool(e.actors) and e.mode == event.mode and not shared(e.actors, event.recipients))
            return replace(event, actors=last.actors) if last else event
        return event

    def _same_meeting(self, event: EventMention, token: Token, before: Sequence[EventMention]) -> EventMention:
        """`A and B met on Monday. The leaders discussed trade`: one meeting, of one day."""
        states = {p.country for p in event.actors}
        met = self.earlier.last(event, before, NEAR, lambda e: {p.country for p in e.actors} == states and e.date.known)
        return replace(event, date=met.date) if met and len(states) > 1 and None not in states and event.modality == met.modality else event

    def _flown(self, token: Token) -> tuple[Participant, ...]:
        """`A flight was made from Arden to Sarn. The airliner …`: the craft that the next sentence begins with."""
        n = token.sentence + 1
        if n >= len(self.annotated.sentences) or self.annotated.sentences[n].paragraph != self.annotated.sentences[n - 1].paragraph:
            return ()
        sentence = self.annotated.sentences[n]
        first = next((t for t in self.annotated.sentence_tokens(sentence) if t.dep in {"nsubj", "nsubjpass"}), None)
        mention = self.index.at.get(first.i) if first is not None else None
        return tuple(self.cast.party(first)) if first is not None and mention is not None and mention.kind == "craft" else ()

    def _alike(self, token: Token) -> bool:
        if any(c.dep == "dobj" and c.lemma == "suit" for c in self.annotated.children(token.i)):
            return True
        told = [token, *self.roles.object(token)]
        return not self.reactions.answers(token) and any(c.lemma in self.alike for t in told for c in self.annotated.children(t.i) if c.dep == "amod")

    def _has(self, token: Token, words: frozenset[str]) -> bool:
        return any(c.text.lower() in words for c in self.annotated.children(token.i))

    # ------------------------------------------------------------ appeals
    def _asked(self, event: EventMention, token: Token, events: Sequence[EventMention]) -> tuple[Participant, ...]:
        """`the embassy appealed to the ministry …, but its appeals went unanswered`: by those to whom they went."""
        heads = [token, *self.roles.subject(token), *self.roles.object(token)]
        if not any(h.lemma in self.demand_words for h in heads):
            return ()
        around = self.earlier.around(replace(event, type="REQUEST"), events)
        near = (e for e in around if e.recipients and abs(self.earlier.at(e).sentence - token.sentence) <= FAR)
        return next((e.recipients for e in near if not shared(e.recipients, event.recipients)), ())
