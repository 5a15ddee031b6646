"""Yields event mentions: codebook triggers that hold in the parse, with participants, modality, date, place, chain and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Span
from dragoman.core.heard_deeds import HeardDeed
from dragoman.core.ids import mention_id
from dragoman.core.mentions import Attribution, Chain, ChainLink, EntityMention, EventMention, Participant
from dragoman.extract.rules import values
from dragoman.extract.rules.accusing import MADE_BY, Accusations
from dragoman.extract.rules.announcers import OwnMeasures
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.bodies import assembled
from dragoman.extract.rules.codes import Coding, asks_for_no, coding_of
from dragoman.extract.rules.contents import holders_of, sources_of
from dragoman.extract.rules.deed_dates import calendar_of, with_dates
from dragoman.extract.rules.discarded import without_discarded
from dragoman.extract.rules.framed import with_framed_codes
from dragoman.extract.rules.heard_deeds import HeardDeeds
from dragoman.extract.rules.imitated import imitated
from dragoman.extract.rules.links import with_links
from dragoman.extract.rules.listed_verbs import listed_events
from dragoman.extract.rules.matching import EntityIndex, Match, find_matches
from dragoman.extract.rules.modality import Moods
from dragoman.extract.rules.news_told import with_news_days
from dragoman.extract.rules.participants import Cast
from dragoman.extract.rules.recalled import with_recalled_days
from dragoman.extract.rules.reciprocal import told_both_ways
from dragoman.extract.rules.reminders import named_deeds, naming_of
from dragoman.extract.rules.spans import clause_span
from dragoman.extract.rules.unnamed import with_names_of_the_described
from dragoman.extract.rules.unstated import with_unstated
from dragoman.extract.rules.untold import Untold, own_summons, owned, says_what
from dragoman.extract.rules.where import find_place
from dragoman.extract.rules.wording import Wording
from dragoman.extract.rules.worth import within_others, without_echoes, worth_recording

_DEEDS = frozenset({2, 4, None})
"""Quads of what is done and not only said; None: what happens."""
_PACT = "057"
_SPLIT = {"SANCTION", "COERCE"}


def find_events(
    annotated: Annotated,
    entities: tuple[EntityMention, ...],
    attributions: tuple[Attribution, ...],
    codebook: Codebook,
    heard: Sequence[HeardDeed] = (),
) -> tuple[tuple[EventMention, ...], tuple[EventMention, ...]]:
    """(event mentions of a document, reminders of what it only names), in text order; all that is given is of the same document.

    heard: deeds that a model reads in it.
    """
    coder = Coder(annotated, entities, attributions, codebook, heard)
    if codebook.dictionary is not None and codebook.dictionary.verbs is not None:
        listed = with_dates(annotated, listed_events(coder, codebook.dictionary.verbs), attributions, coder.index, codebook)
        return without_discarded(annotated, listed, codebook.dictionary), ()
    matches = coder.heard.matches(find_matches(annotated, coder.index, coder.roles, codebook), attributions)
    coder.accusations.accused = frozenset(m.token.sentence for m in matches if m.trigger.type == "ACCUSE" and m.trigger.actor == ("source",))
    found = with_framed_codes(annotated, (event for match in matches for event in coder.code(match)), matches, codebook)
    unique = {event.id: event for event in without_echoes(annotated, found)}
    ordered = sorted(unique.values(), key=lambda e: (e.trigger, e.id))
    ordered = with_unstated(annotated, imitated(annotated, ordered, coder.cast, codebook), attributions, coder.index, coder.cast, codebook, coder.again)
    ordered = coder.heard.stated(ordered, coder.cast)
    dated = with_dates(annotated, with_links(annotated, ordered, codebook), attributions, coder.index, codebook)
    worth = coder.heard.told(with_news_days(annotated, worth_recording(annotated, dated, codebook), attributions, coder.index, codebook))
    if codebook.dictionary is not None:
        return without_discarded(annotated, within_others(annotated, worth), codebook.dictionary), ()
    starts = {event.trigger.start for event in dated}
    taken = frozenset(t.i for t in annotated.tokens if t.start in starts)
    reminders = coder.heard.with_faint(named_deeds(annotated, taken, coder.naming, coder.index, codebook, coder.name), taken, coder.name)
    told = with_names_of_the_described(with_recalled_days(annotated, worth, reminders), coder.index)
    own = {event.id for event in told}  # a blast that is told as a blow reminds of no other
    return told, tuple(reminder for reminder in reminders if reminder.id not in own)


class Coder:
    """Codes the matches of one document."""

    def __init__(
        self,
        annotated: Annotated,
        entities: tuple[EntityMention, ...],
        attributions: tuple[Attribution, ...],
        codebook: Codebook,
        heard: Sequence[HeardDeed] = (),
    ) -> None:
        """entities, attributions, heard: of the document."""
        self.heard = HeardDeeds(annotated, heard, codebook)
        self.annotated = annotated
        self.codebook = codebook
        self.attributions = attributions
        self.weights = codebook.weights("events")
        self.index = EntityIndex(entities)
        self.holding = holders_of(annotated, attributions)
        self.matches: dict[str, Match] = {}
        self.roles = Roles(annotated, partial(codebook.language.words, "modality"), sources_of(annotated, self.index, attributions))
        self.cast = Cast(self.index, self.roles, codebook)
        self.moods = Moods(annotated, self.index, self.roles, codebook)
        self.untold = Untold(annotated, self.roles, self.moods.words)
        self.calendar = calendar_of(annotated, codebook)
        self.accusations = Accusations(annotated, self.index, self.cast, self.moods, self.calendar, codebook)
        self.wording = Wording(annotated, self.index, self.roles, codebook)
        self.contexts = sorted(codebook.contexts)
        self.own = OwnMeasures(annotated, self.index, self.roles, codebook)
        self.two_sided = codebook.language.words("modality", "two_sided")
        self.plain_speech = codebook.language.words("modality", "plain_speech")
        self.naming = naming_of(codebook, self.plain_speech | self.moods.words["vague_deeds"])
        self.refusable = codebook.language.words("modality", "refusable")
        self.agreeing = codebook.language.words("modality", "turns_to_agree")

    def code(self, match: Match) -> list[EventMention]:
        """The event of a match, none where nobody takes part; one per person listed."""
        attribution = self.attribution_of(match)
        actors = self.cast.actors(match)
        actors, recipients = self.heard.parties(match, actors, self.cast.recipients(match, actors), self.cast)
        if match.trigger.type in self.own.types:
            actors, recipients = self.own.of(match, actors, recipients, attribution)
        actors = () if own_summons(match, actors, recipients) else actors
        kind = self.codebook.types[match.trigger.type]
        if kind.ontology == "PLOVER" and not self._peopled(match, actors, recipients):
            actors, recipients = self.heard.completed(match, actors, recipients, self.cast)
            if not self._peopled(match, actors, recipients):
                return []
        modality = self.moods.of(match, actors, recipients, attribution)
        event = self._event(match, actors, recipients, modality, attribution)
        self.matches[event.id] = match
        if not self._tells(match, event):
            return []
        if event.type in _SPLIT and len(recipients) > 1:
            return [self._only(event, party) for party in recipients]
        accusation = self.accusations.of(event, attribution, owned(match))
        if accusation is not None or event.type in self.two_sided:
            return [event, accusation] if accusation else [event]
        return told_both_ways(self.annotated, match.token, event, self._only, self.codebook.gazetteer)

    def name(self, match: Match, kind: str) -> EventMention | None:
        """What a word that only names a deed of a type says of it, whatever is missing; None for figures of speech, what has ended, what was not done."""
        token, attribution = match.token, self.attribution_of(match)
        modality = "" if self.untold.empty(match) else self.moods.of(match, (), (), attribution)
        if modality not in {"done", "alleged"}:
            return None
        actors = self.cast.actors(match)
        recipients = self.cast.recipients(match, actors) or self.cast.described(token)
        actors, recipients = self.heard.parties(match, actors, recipients, self.cast)
        sentence = self.annotated.sentence_of(token.i)
        most = int(self.weights["evidence_at_most"])
        words = Span(sentence.start, sentence.end) if sentence.end - sentence.start <= most else clause_span(self.annotated, token.i, most)
        told = self._bare(match, kind, modality, attribution, words)
        mode = match.trigger.mode if kind == match.trigger.type else None
        values = (("verb", token.lemma),) if token.pos == "VERB" else self.wording.of(match, actors, recipients)
        return replace(told, mode=mode, actors=actors, recipients=recipients, values=values, passing=True)

    def again(self, event: EventMention) -> EventMention:
        """An event whose parties have become known: told of another by its sufferers alone it is alleged."""
        match = self.matches.get(event.id)
        alleged = match and event.modality == "done" and self.moods.of(match, event.actors, event.recipients, self.attribution_of(match)) == "alleged"
        return replace(event, modality="alleged") if alleged else event

    def _tells(self, match: Match, event: EventMention) -> bool:
        """Is it more than a word in passing: a bare noun (`the accident`, `no explosion`) or `said` without a date tells no occurrence."""
        if match.trigger.pos == "noun" and event.ontology == "OCCURRENCE":
            return bool(event.actors or event.recipients or event.date.known or event.place) and event.modality not in {"denied", "hypothetical"}
        if event.ontology == "PLOVER" and (self._describes(match, event) or (event.modality == "denied" and not event.actors)):
            return False
        asked = self.annotated.tokens[self.annotated.sentence_of(match.token.i).last - 1].text == "?"
        if asked or any(up.lemma in self.moods.words["anybody"] for up in self.annotated.ancestors(match.token.i)):
            return False
        if event.ontology == "PLOVER" and self.untold.holds(match):
            return False
        if (match.trigger.pos == "noun" or match.trigger.actor == ("source",)) and event.type in self.moods.words["aimed"] and not event.recipients:
            return bool(event.actors) and (says_what(match) or any(t.lemma == "at" for t in self.roles.preposition(match.token)))  # `at the request of Norland`
        dull = event.type == "STATEMENT" and match.trigger.priority == 0 and match.token.lemma in self.plain_speech
        return not dull or (event.date.known and bool(event.actors))

    def _describes(self, match: Match, event: EventMention) -> bool:
        """`persons prohibited from entering`, `the leaders`: words that sort people, or that take up those named before, are no deed of their own."""
        parties = [self.index.by_id.get(p.mention or "") for p in (*event.actors, *event.recipients)]
        taken_up = bool(parties) and all(m is not None and m.form == "pronoun" for m in parties)
        theirs = {c.dep: c for c in self.annotated.children(match.token.i)}
        meeting = event.type == "CONSULT" and "poss" in theirs and theirs["poss"].tag == "PRP$" and "prep" not in theirs
        stated = any(c.role == "governor" and not c.negated for c in match.trigger.conditions)  # `its army was on alert`
        dated = event.type in {"CONSULT", "COERCE"} and event.date.known
        if match.trigger.pos == "noun" and not stated and (taken_up or meeting) and not dated:
            return True  # `its closure`, `their talks`; but `their meeting on Monday`, `his arrest in May` tell of one
        first = next((self.index.by_id.get(p.mention or "") for p in event.recipients), None)
        bare = first is not None and first.form == "nominal" and not first.country and self.annotated.tokens[first.head].tag == "NNS"
        if match.token.dep == "acl" and match.token.tag == "VBN" and bare and not event.date.known:
            return True
        return event.type == "CONSULT" and len(event.actors) == 1 and not event.actors[0].country

    def _peopled(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> bool:
        """Has a deed whom it needs: somebody at all; for meetings, aid and the like two sides, or one that is itself many."""
        type_name = match.trigger.type
        if type_name == "AGREE" and not actors:
            return False
        if type_name not in self.two_sided:
            return bool(actors or recipients)
        many = any(self.moods.annotated.tokens[m.head].tag in {"NNS", "NNPS"} for p in actors if (m := self.index.by_id.get(p.mention or "")))
        if match.trigger.mode == "multilateral" and type_name == "CONSULT":
            bodies = [self.index.by_id.get(p.mention or "") for p in actors]  # a council meets by itself
            return len(actors) + len(recipients) > 1 or (bool(bodies) and all(m is not None and m.kind == "organisation" for m in bodies))
        alone = type_name == "CONSULT" and assembled(actors, self.index)
        return len(actors) + len(recipients) > 1 or alone or (many and (type_name in {"CONSULT", "COOPERATE"} or match.trigger.cameo == _PACT))

    def _event(
        self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...], modality: str, attribution: Attribution | None
    ) -> EventMention:
        type_name, token = match.trigger.type, match.token
        coding = coding_of(match, self.codebook.types[type_name], self.index, self.roles)
        extra: tuple[tuple[str, str], ...] = ()
        if type_name == "FINDING" and modality == "denied":
            modality, extra = "done", (("absence", "true"),)
        if modality == "planned" and type_name in self.agreeing and not self.roles.imminent(match.token):
            type_name, coding = "AGREE", Coding(None, None, coding.contexts)
        if modality == "denied" and type_name in self.refusable and self.moods.will_not(match.token):
            type_name, coding, modality = "REJECT", Coding(None, None, coding.contexts), "done"
        if modality == "denied" and asks_for_no(match.trigger):
            modality, extra = match.trigger.modality or "done", (("negated", "true"),)
        if type_name == "CONSULT":
            actors, recipients = actors + recipients, ()
        kind = self.codebook.types[type_name]
        clause = clause_span(self.annotated, match.token.i, int(self.weights["evidence_at_most"]))
        return replace(
            self._bare(match, type_name, modality, attribution, clause),
            confidence=self._confidence(match, actors, recipients, modality, attribution),
            mode=coding.mode,
            contexts=self._contexts(match, coding) if kind.ontology == "PLOVER" else (),
            cameo=coding.cameo or kind.cameo_of(coding.mode),
            actors=actors,
            recipients=recipients,
            place=find_place(token, self.roles, self.index.at, self.codebook.types[match.trigger.type].quad in _DEEDS),
            values=extra
            + self._values(type_name, clause)
            + (self.wording.of(match, actors, recipients) if type_name == match.trigger.type or modality == "planned" else ()),
        )

    def _bare(self, match: Match, type_name: str, modality: str, attribution: Attribution | None, evidence: Span) -> EventMention:
        """What is told, when and on whose word, without who does it to whom."""
        token, doc = match.token, self.annotated.document.id
        return EventMention(
            id=mention_id("em", doc, token.start, token.end, type_name, MADE_BY),
            doc=doc,
            ontology=self.codebook.types[type_name].ontology,
            type=type_name,
            modality=modality,
            trigger=Span(token.start, token.end),
            evidence=(evidence,),
            made_by=f"{MADE_BY} {match.trigger.where}",
            confidence=float(self.weights["base"]),
            date=self.calendar.of(token),
            chain=self._chain(attribution),
        )

    def _only(self, event: EventMention, party: Participant) -> EventMention:
        """Coding rule 7: two people listed are two events."""
        span = event.trigger
        new = mention_id("em", event.doc, span.start, span.end, event.type, MADE_BY, party.mention or party.name)
        return replace(event, id=new, recipients=(party,))

    def _values(self, type_name: str, clause: Span) -> tuple[tuple[str, str], ...]:
        if type_name == "CASUALTIES":
            return values.casualties(self.annotated, clause)
        if type_name == "AID":
            return values.amount(self.annotated, clause)
        return values.interval(self.annotated, clause) if type_name == "INCIDENT" else ()

    # ------------------------------------------------------------ on whose word
    def attribution_of(self, match: Match) -> Attribution | None:
        """The narrowest attribution whose content holds the trigger; none where the trigger is its own cue."""
        span = Span(match.token.start, match.token.end)
        holding = [a for a in self.holding.get(match.token.i, ()) if not (a.cue and a.cue.overlaps(span))]
        return min(holding, key=lambda a: (sum(c.end - c.start for c in a.content), a.content[0]), default=None)

    def _chain(self, attribution: Attribution | None) -> Chain:
        return (attribution.chain if attribution is not None else ()) or (ChainLink("outlet", self.annotated.document.outlet),)

    # ------------------------------------------------------------ where, why, how sure
    def _contexts(self, match: Match, coding: Coding) -> tuple[str, ...]:
        sentence = self.annotated.sentence_of(match.token.i)
        lemmas = {t.lemma for t in self.annotated.sentence_tokens(sentence)}
        named = [c for c in self.contexts if not self.codebook.contexts[c].isdisjoint(lemmas)]
        return tuple(dict.fromkeys([*coding.contexts, *named]))[: int(self.weights["contexts_at_most"])]

    def _confidence(
        self, match: Match, actors: Iterable[Participant], recipients: Iterable[Participant], modality: str, attribution: Attribution | None
    ) -> float:
        w = self.weights
        total = w["base"] + w["per_condition"] * min(3, len(match.trigger.conditions))
        total += w["actor"] * any(actors) + w["recipient"] * any(recipients) + w["noun"] * (match.trigger.pos == "noun")
        total += w["hypothetical"] * (modality == "hypothetical") + w["attributed"] * (attribution is not None)
        return round(min(0.95, max(0.05, float(total))), 2)
