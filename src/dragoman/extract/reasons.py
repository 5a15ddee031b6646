"""Yields Reasons: by which words, rule and roles each event mention of a document came out, and what else might have and did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook, Condition, Trigger
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.mentions import Attribution, EventMention, Extracted, Participant
from dragoman.extract.rules.attribution import find_attributions
from dragoman.extract.rules.events import Coder
from dragoman.extract.rules.heard_deeds import HEARD
from dragoman.extract.rules.matching import Match, find_matches, fits, holds, rank, triggers_of
from dragoman.extract.rules.watched import Found, watch

CARRIED = "above"
"""Stands for a role where the verb that a noun depends on gave the participant (`announced the closure`)."""
ELSEWHERE = "elsewhere"
"""Stands for a role where the participant came from beyond the clause: who announces it, or who is known from the sentence before."""
_NEGATIONS = frozenset({"no", "neither", "nor", "none", "without", "never"})
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A condition of a trigger that held: role; asks: what it asks for; words: which met it, none of a condition that something must not stand there."""

    role: str
    negated: bool
    asks: str
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Mood:
    """Modality and what decided it: a word and the list of `modality.yaml` that has it, or else a cause in words."""

    modality: str
    word: Span | None
    words: str | None
    cause: str


@dataclass(frozen=True, slots=True)
class Rival:
    """A trigger whose head stands at a word, and why no event was made by it."""

    trigger: Trigger
    head: Span
    why: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an event mention came out. trigger: None where no trigger made it; actor, recipient: roles that they fill, CARRIED, ELSEWHERE or None."""

    event: EventMention
    trigger: Trigger | None
    held: tuple[Held, ...]
    actor: str | None
    recipient: str | None
    mood: Mood
    attribution: Attribution | None
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Of a document: {mention id: why it came out}, and what came to nothing, in text order."""

    events: dict[str, Reason]
    left_out: tuple[Rival, ...]


def find_reasons(annotated: Annotated, extracted: Extracted, codebook: Codebook) -> Reasons:
    """What `extract` went through for the same document, gone through again with notes; it costs about as much once more."""
    return _Notes(annotated, extracted, codebook).reasons()


class _Notes:
    def __init__(self, annotated: Annotated, extracted: Extracted, codebook: Codebook) -> None:
        self.annotated, self.codebook = annotated, codebook
        self.coder = Coder(annotated, extracted.entities, find_attributions(annotated, extracted.entities, codebook), codebook)
        self.found: Found = watch(self.coder.moods.words)
        self.events = {event.id: event for event in extracted.events}

    def reasons(self) -> Reasons:
        listed = self.codebook.dictionary is not None and self.codebook.dictionary.verbs is not None  # then no trigger of the codebook is asked
        matches = [] if listed else find_matches(self.annotated, self.coder.index, self.coder.roles, self.codebook)
        told: dict[str, Reason] = {}
        left = [] if listed else list(self._unmatched({match.token.i: match for match in matches}))
        for match in matches:
            made = self.coder.code(match)
            kept = [self.events[event.id] for event in made if event.id in self.events]
            told |= {event.id: self._reason(match, event) for event in kept}
            if not kept:
                left.append(Rival(match.trigger, _span(match.token), self._dropped(match, made)))
        rest = (event for event in self.events.values() if event.id not in told)
        told |= {event.id: Reason(event, None, (), None, None, _mood_without(event), None, ()) for event in rest}
        return Reasons(told, tuple(sorted(left, key=lambda rival: (rival.head, rank(rival.trigger)))))

    # ------------------------------------------------------------ what came out
    def _reason(self, match: Match, event: EventMention) -> Reason:
        if _span(match.token) != event.trigger:  # an accusation, made by the word of saying
            return Reason(event, None, (), None, None, Mood(event.modality, event.trigger, None, "to say so of another is to accuse him"), None, ())
        actors = self.coder.cast.actors(match)
        return Reason(
            event=event,
            trigger=match.trigger,
            held=tuple(self._held(match.token, condition) for condition in match.trigger.conditions),
            actor=self._role(event.actors, match.trigger.actor, lambda roles: self.coder.cast.actors(_with(match, actor=roles))),
            recipient=self._role(
                event.recipients, match.trigger.recipient, lambda roles: self.coder.cast.recipients(_with(match, recipient=roles), actors)
            ),
            mood=self._mood(match, event),
            attribution=self.coder.attribution_of(match),
            rivals=tuple(self._rivals(match)),
        )  # fmt: skip

    def _held(self, token: Token, condition: Condition) -> Held:
        words = [] if condition.negated else [t for t in self._fill(token, condition) if fits(t, condition, self.coder.index, self.coder.roles)]
        return Held(condition.role, condition.negated, asks(condition), tuple(map(_span, words)))

    def _fill(self, token: Token, condition: Condition) -> list[Token]:
        return self.coder.roles.fill(token.i, condition.role)

    def _role(self, parties: Sequence[Participant], roles: Sequence[str], filled: Callable[[tuple[str, ...]], Sequence[Participant]]) -> str | None:
        """The first role that gives what was found without any role."""
        if not parties:
            return None
        names = {party.name for party in parties}
        carried = filled(())
        for role in roles:
            by_role = filled((role,))
            if by_role and by_role != carried and names & {party.name for party in by_role}:
                return role
        return CARRIED if names & {party.name for party in carried} else ELSEWHERE

    # ------------------------------------------------------------ modality
    def _mood(self, match: Match, event: EventMention) -> Mood:
        attribution, moods, modality = self.coder.attribution_of(match), self.coder.moods, event.modality
        self.found.clear()
        read = moods.of(match, event.actors, event.recipients, None)
        hits = list(self.found)
        if attribution is not None and moods.of(match, event.actors, event.recipients, attribution) != read:
            return Mood(modality, attribution.cue, None, "on the word of another")
        if match.trigger.modality and moods.of(_with(match, modality=None), event.actors, event.recipients, None) != read:
            return Mood(modality, None, None, f"the codebook gives it to {match.trigger.where}")
        if read == "done":
            return Mood(modality, None, None, "told as a fact" if attribution is None else "told as a fact by who says it")
        cause = "decided by" if event.type == match.trigger.type else f"{match.trigger.type} that is {read} is {event.type}, decided by"
        deciding = self._deciding(match.token, read, hits)
        return Mood(modality, _span(deciding[0]), deciding[1], cause) if deciding else Mood(modality, None, None, f"{cause} the form of the clause")

    def _deciding(self, token: Token, modality: str, hits: Found) -> tuple[Token, str | None] | None:
        """The word that decided, with its list: a negation at the word itself, else the last that was found in a list and stands in the sentence."""
        if modality == "denied":
            for child in self.annotated.children(token.i):
                if child.dep == "neg" or child.lemma in _NEGATIONS:
                    return child, None
        words = self.annotated.sentence_tokens(self.annotated.sentence_of(token.i))
        for name, word in reversed(hits):
            near = [t for t in words if word in {t.lemma, t.lemma.lower(), t.text.lower()}]
            if near:
                return min(near, key=lambda t: abs(t.i - token.i)), name
        negations = [t for t in words if t.dep == "neg" or t.lemma in _NEGATIONS] if modality == "denied" else []
        return (min(negations, key=lambda t: abs(t.i - token.i)), None) if negations else None

    # ------------------------------------------------------------ what did not
    def _rivals(self, match: Match) -> Iterator[Rival]:
        """Other triggers of the same word."""
        head = _span(match.token)
        for trigger in sorted(triggers_of(self.annotated, match.token, self.coder.index, self.codebook), key=rank):
            if trigger is not match.trigger:
                yield Rival(trigger, head, self._fails(match.token, trigger) or _lost(trigger, match.trigger))

    def _unmatched(self, matches: dict[int, Match]) -> Iterator[Rival]:
        """Triggers of the words at which none made a match: the best of each type."""
        used = {i: match for match in matches.values() for i in match.consumed}
        for sentence in self.annotated.sentences:
            for token in self.annotated.sentence_tokens(sentence):
                types: set[str] = set()
                here = () if token.i in matches else triggers_of(self.annotated, token, self.coder.index, self.codebook)
                for trigger in sorted(here, key=rank):
                    if trigger.type not in types:
                        types.add(trigger.type)
                        yield Rival(trigger, _span(token), self._fails(token, trigger) or _taken(token, used))

    def _fails(self, token: Token, trigger: Trigger) -> str | None:
        """Which condition does not hold, None where all do."""
        if holds(token, trigger, self.coder.index, self.coder.roles) is not None:
            return None
        for condition in trigger.conditions:
            there = self._fill(token, condition)
            fitting = [t for t in there if fits(t, condition, self.coder.index, self.coder.roles)]
            if fitting and condition.negated:
                return f"{condition.role}: must not be {fitting[0].text!r}"
            if not fitting and not condition.negated:
                return f"{condition.role}: needs {asks(condition)}; has {', '.join(repr(t.text) for t in there[:_SHOWN]) or 'nothing'}"
        return "a condition does not hold"

    def _dropped(self, match: Match, made: Sequence[EventMention]) -> str:
        if made:
            return "told more fully by another word of the sentence, or in words of sport"
        actors = self.coder.cast.actors(match)
        if not actors and not self.coder.cast.recipients(match, actors):
            return "nobody known takes part"
        return "no deed of its own: only one side is known, or it is asked, denied, customary, long past, or only describes somebody"


def asks(condition: Condition) -> str:
    """What a condition asks for, in a few words."""
    if condition.anything:
        return "any word"
    wanted = [f"kind:{kind}" for kind in sorted(condition.kinds)] + sorted(condition.lemmas)
    return ", ".join(wanted[:_SHOWN]) + (f" … ({len(wanted)} in all)" if len(wanted) > _SHOWN else "")


def _taken(token: Token, used: dict[int, Match]) -> str:
    return f"belongs to what {used[token.i].token.text!r} tells ({used[token.i].trigger.where})" if token.i in used else "stands where nothing is coded"


def _lost(trigger: Trigger, winner: Trigger) -> str:
    if trigger.priority != winner.priority:
        return f"holds, but with priority {trigger.priority}, below {winner.priority} of {winner.where}"
    if len(trigger.conditions) != len(winner.conditions):
        return f"holds, but with fewer conditions ({len(trigger.conditions)}) than {winner.where} ({len(winner.conditions)})"
    return f"holds as well as {winner.where}, whose name comes first"


def _with(match: Match, **changes: object) -> Match:
    return replace(match, trigger=replace(match.trigger, **changes))  # type: ignore[arg-type]


def _span(token: Token) -> Span:
    return Span(token.start, token.end)


def _mood_without(event: EventMention) -> Mood:
    """Of an event that no trigger tells: an accusation by the word of saying, or a deed that was read."""
    why = "what the words around it make of it" if event.made_by.endswith(HEARD) else "by whom it is said"
    return Mood(event.modality, None, None, why)
