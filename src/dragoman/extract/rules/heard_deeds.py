"""Yields what a deed model adds to the rules: matches at words that no trigger knows, parties and days that nothing else tells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from dragoman.codebook.model import Codebook, Trigger
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Token
from dragoman.core.heard_deeds import HeardDeed
from dragoman.core.mentions import ALIKE, SUPPOSED, Attribution, EventMention, Participant
from dragoman.extract.rules.deed_dates import calendar_of
from dragoman.extract.rules.matching import Match
from dragoman.extract.rules.news_day import CARRIED, LEAD, PUBLISHED, NewsDay
from dragoman.extract.rules.participants import Cast

HEARD = "heard"
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
_PLOVER = "PLOVER"
_BESIDE = frozenset({"STATEMENT"})
"""What a word may tell beside a deed: `said that it would cut off all aid`."""
_HEADLINES = frozenset({"title", "heading"})
"""Too short for the grammar to say who did it: `Consulate closed`; the body tells it again."""
_REPORT = -1
_OF_NEWS = frozenset(("dated", basis) for basis in (LEAD, PUBLISHED, CARRIED))
"""What says of a deed's day that it is that of the report's news."""
_APART = frozenset({"conj", "advcl", "relcl", "parataxis"})
"""How a verb hangs on another that tells a deed of its own."""
_NEAR = 2
"""Steps of the parse from one word to another that tells the same deed."""

Parties = tuple[Participant, ...]


class HeardDeeds:
    """What was read in one document."""

    def __init__(self, annotated: Annotated, heard: Sequence[HeardDeed], codebook: Codebook) -> None:
        """heard: of the same document, at most one a word."""
        self.annotated, self.codebook = annotated, codebook
        self.weights = codebook.weights("heard")
        self.at = {deed.token: deed for deed in heard}
        self.starts = {token.start: token.i for token in annotated.tokens} if heard else {}

    def matches(self, matches: Sequence[Match], attributions: Iterable[Attribution]) -> list[Match]:
        """Those given and, at words where none of them tells a deed or has used them up, those that are heard, in text order.

        Not at words of denial: what is denied is told behind them.
        """
        deeds = [m for m in matches if m.trigger.type not in _BESIDE]
        denials = [a.cue for a in attributions if a.polarity == "denied" and a.cue is not None] if self.at else []
        taken = {i for m in deeds for i in (m.token.i, *m.consumed)} | {token.i for token in self.annotated.within(denials)}
        added = [m for deed in self.at.values() if deed.token not in taken and (m := self._match(deed, deeds)) is not None]
        return sorted([*matches, *added], key=lambda m: m.token.i) if added else list(matches)

    def _match(self, deed: HeardDeed, matches: Iterable[Match]) -> Match | None:
        token = self.annotated.tokens[deed.token]
        if deed.share < self.weights["heard_from"] or deed.sure < self.weights["sure_from"]:
            return None
        if any(m.trigger.type == deed.type and self._near(m.token, token) for m in matches):
            return None
        return self._telling(deed)

    def with_faint(
        self, reminders: Sequence[EventMention], taken: Collection[int], code: Callable[[Match, str], EventMention | None]
    ) -> tuple[EventMention, ...]:
        """The reminders, in text order, with those at words that may tell a deed, but not surely enough for an event.

        taken: tokens at which events were told; code: what says of a word what it tells.
        """
        taken = {*taken, *(self.starts[r.trigger.start] for r in reminders if r.trigger.start in self.starts)}
        sure = [deed for deed in self.at.values() if deed.share >= self.weights["faint_from"] and deed.token not in taken]
        found = [(deed, event) for deed in sure if (match := self._telling(deed)) is not None and (event := code(match, deed.type)) is not None]
        faint = [replace(event, date=self._told_day(deed) or event.date, values=(*event.values, ("kinds", deed.type))) for deed, event in found]
        return tuple(sorted((*reminders, *faint), key=lambda r: (r.trigger, r.id)))

    def _told_day(self, deed: HeardDeed) -> DateRange | None:
        """The days of a time that surely dates it."""
        return self._day(deed.when) if deed.when is not None and deed.when != _REPORT and deed.dated >= self.weights["day_from"] else None

    def _telling(self, deed: HeardDeed) -> Match | None:
        token = self.annotated.tokens[deed.token]
        kind = _KINDS.get(token.pos) if self.annotated.sentence_of(token.i).zone not in _HEADLINES else None
        if kind is None:
            return None
        actor, recipient = (tuple(self.weights[side][kind]) for side in ("actor", "recipient"))
        return Match(token, Trigger(deed.type, kind, (token.lemma,), (), actor, recipient, None, None, (), None, 0, HEARD), frozenset())

    def _near(self, told: Token, token: Token) -> bool:
        """Does one hang on the other, so that both tell one deed?"""
        return told.sentence == token.sentence and (self._under(told, token) or self._under(token, told))

    def _under(self, upper: Token, lower: Token) -> bool:
        for up in islice(self.annotated.ancestors(lower.i), _NEAR):
            if lower.dep in _APART:
                return False
            if up.i == upper.i:
                return True
            lower = up
        return False

    def parties(self, match: Match, actors: Parties, recipients: Parties, cast: Cast) -> tuple[Parties, Parties]:
        """(actors, recipients) of a match; of one that is heard, and where the grammar names nobody, those that were read."""
        deed = self.at.get(match.token.i)
        if deed is None or match.trigger.where != HEARD or actors or recipients:
            return actors, recipients
        return self._read(deed.actor, deed.acted, cast), self._read(deed.recipient, deed.suffered, cast)

    def completed(self, match: Match, actors: Parties, recipients: Parties, cast: Cast) -> tuple[Parties, Parties]:
        """(actors, recipients) of a match that lacks one whom its type needs: where the grammar names nobody those that were read, if surely a deed was."""
        deed = self.at.get(match.token.i)
        if deed is None or deed.type != match.trigger.type or deed.share < self.weights["heard_from"] or deed.sure < self.weights["sure_from"]:
            return actors, recipients
        least = self.weights["needed_from"]
        doers = actors or _others(self._read(deed.actor, deed.acted, cast, least), recipients)
        return doers, recipients or _others(self._read(deed.recipient, deed.suffered, cast, least), doers)

    def _read(self, at: int | None, share: float, cast: Cast, least: float | None = None) -> Parties:
        if at is None or share < (self.weights["party_from"] if least is None else least):
            return ()
        return tuple(cast.party(self.annotated.tokens[at]))

    def stated(self, events: Sequence[EventMention], cast: Cast) -> list[EventMention]:
        """The events, in the same order; a side of which nobody tells whose it is (`officials`, `12 diplomats`) is of the state that was read."""
        return [self._stated(event, cast) for event in events]

    def _stated(self, event: EventMention, cast: Cast) -> EventMention:
        deed = self.at.get(self.starts.get(event.trigger.start, -1))
        if deed is None or event.ontology != _PLOVER:
            return event
        event = replace(event, recipients=self._of_state(event.recipients, self._read(deed.recipient, deed.suffered, cast), event.actors))
        return replace(event, actors=self._of_state(event.actors, self._read(deed.actor, deed.acted, cast), event.recipients))

    def _of_state(self, parties: Parties, read: Parties, others: Parties) -> Parties:
        """The one party without a state as of the state that was read, if none of the other side is of it."""
        state = next((p.country for p in read if p.country), None)
        if len(parties) != 1 or parties[0].country or state is None or state in {p.country for p in others}:
            return parties
        return (replace(parties[0], country=state),)

    def told(self, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
        """The events, in the same order; those without a day have one that was read surely, of those that were read as of no day told that of the news is only
        supposed, and all have what makes tellings of one deed alike.
        """
        return tuple(map(self._told, events)) if self.at else tuple(events)

    def _told(self, event: EventMention) -> EventMention:
        deed = self.at.get(self.starts.get(event.trigger.start, -1))
        if deed is None or event.ontology != _PLOVER:
            return event
        event = replace(event, values=(*event.values, (ALIKE, deed.alike.hex())))
        if deed.when is None and deed.dated >= self.weights["undated_from"] and any(value in _OF_NEWS for value in event.values):
            event = replace(event, values=tuple(value for value in event.values if value not in _OF_NEWS))
            return replace(event, date=UNKNOWN, values=(*event.values, (SUPPOSED, f"{event.date.start}/{event.date.end}")))
        if event.date.known or deed.when is None or deed.dated < self.weights["day_from"]:
            return event
        day = self._day(deed.when)
        days = f"{day.start}/{day.end}" if day.start and day.end else ""
        return replace(event, values=(*event.values, (SUPPOSED, days))) if days else event

    def _day(self, when: int) -> DateRange:
        """The days of the time that begins at a token, or those of the report's news."""
        if when == _REPORT:
            return NewsDay(self.annotated, calendar_of(self.annotated, self.codebook), self.codebook).day
        begins = self.annotated.tokens[when].start
        return next((time.range for time in self.annotated.times if time.start == begins and time.range is not None), UNKNOWN)


def _others(parties: Parties, than: Parties) -> Parties:
    """Those of other states than the parties on the other side."""
    theirs = {p.country for p in than if p.country}
    return tuple(p for p in parties if p.country not in theirs)
