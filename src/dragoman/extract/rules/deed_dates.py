"""Yields event mentions with the days that the whole text gives them: by other deeds that they follow, by speeches that go on, by reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Timex, Token
from dragoman.core.mentions import Attribution, EventMention
from dragoman.extract.rules.anaphora import with_told_dates
from dragoman.extract.rules.anchors import AFTER, BEFORE, Anchor, AnchorReader, anchored_times, counted_back
from dragoman.extract.rules.dating import Calendar, DayWords
from dragoman.extract.rules.happenings import Happenings
from dragoman.extract.rules.matching import EntityIndex
from dragoman.extract.rules.sayings import SpeechDays

_ALIKE = frozenset({"SANCTION", "COERCE", "REJECT"})
"""Measures that one sentence goes on with from another."""
_ROUNDS = 3
"""Deeds dated by deeds that are dated by deeds: further than that no text goes."""


def with_dates(
    annotated: Annotated, events: Sequence[EventMention], attributions: Sequence[Attribution], index: EntityIndex, codebook: Codebook
) -> tuple[EventMention, ...]:
    """The events, in the same order; those that their own clause does not date are dated by what the rest of the document ties them to.

    What only another document can date carries what it hangs on as a value (when, `relation:mention`).
    """
    dater = _Dater(annotated, codebook, index)
    found = with_told_dates(annotated, dater.begun(events), dater.calendar, codebook)
    for _ in range(_ROUNDS):
        dated = dater.round(found)
        if dated == found:
            break
        found = dated
    speech = SpeechDays(annotated, attributions, index, dater.calendar, codebook)
    found = tuple(replace(e, date=day) if not e.date.known and (day := speech.of(e)).known else e for e in found)
    found = with_told_dates(annotated, dater.round(dater.reported(found)), dater.calendar, codebook)
    return tuple(dater.hung(e) if not _both(e.date) else e for e in found)


def with_anchors(annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> tuple[Timex, ...]:
    """The time expressions of a document, those counted from one of its events with their days."""
    dater = _Dater(annotated, codebook)
    dater.happenings.take(events)
    return anchored_times(annotated, dater.reader, dater.within)


def calendar_of(annotated: Annotated, codebook: Codebook) -> Calendar:
    """The calendar of a document as it was annotated."""
    words = codebook.language.words
    lists = ("announcing", "modality"), ("anchor_within", "time"), ("purposes", "time"), ("looking_on", "time"), ("voiced", "time")
    return Calendar(annotated, DayWords(*(words(table, name) for name, table in lists)))


def _both(days: DateRange) -> bool:
    return days.start is not None and days.end is not None


class _Dater:
    def __init__(self, annotated: Annotated, codebook: Codebook, index: EntityIndex | None = None) -> None:
        words = codebook.language.words
        self.annotated, self.codebook = annotated, codebook
        self.calendar = calendar_of(annotated, codebook)
        self.happenings = Happenings(annotated, (), self.calendar, codebook, index)
        self.reader = AnchorReader(annotated, self.happenings)
        self.within, self.adverbs, self.beginnings = words("time", "anchor_within"), words("time", "sequence_adverbs"), words("time", "beginnings")
        self.as_well = words("time", "as_well")
        self.followers = dict(codebook.language.table("time")["sequence_verbs"])
        self.token = {t.start: t for t in annotated.tokens}
        self._anchors: dict[int, tuple[Anchor, ...]] = {}

    def begun(self, events: Sequence[EventMention]) -> list[EventMention]:
        """`since August she has led the office`: of what begins that is the day."""
        opened = [bool({e.type, e.cameo} & self.beginnings) and e.date.start is not None and e.date.end is None for e in events]
        return [replace(e, date=self.calendar.of(self.token[e.trigger.start], True)) if open_ else e for e, open_ in zip(events, opened, strict=True)]

    def round(self, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
        """Once more over all, with what is known by now."""
        self.happenings.take(events)
        back = counted_back(self.annotated, self.reader)
        if back:
            events = [replace(e, date=back.get(e.id, e.date)) for e in events]
            self.happenings.take(events)
        times = anchored_times(self.annotated, self.reader, self.within)
        if times != self.calendar.annotated.times:
            self.calendar = Calendar(replace(self.annotated, times=times), self.calendar.words)
            self.happenings.calendar = self.calendar
        return tuple(replace(e, date=days) if (days := self._days(e, events)) != e.date else e for e in events)

    def _days(self, event: EventMention, events: Sequence[EventMention]) -> DateRange:
        token = self.token[event.trigger.start]
        if _both(event.date) or event.made_by.endswith("saying"):
            return event.date
        days = event.date if event.date.known else self.calendar.of(token)
        if _both(days):
            return days
        for anchor in self._anchors_of(token):
            days = _bounded(days, anchor, self.happenings.day_of(anchor.token))
        if not days.known and event.modality == "done" and self._follows(token):
            days = next((DateRange(e.date.start, None) for e in self._before(event, events) if _both(e.date)), UNKNOWN)
        if not days.known and event.modality == "done" and self._as_well(token):
            days = next((e.date for e in self._before(event, events, _ALIKE) if _both(e.date)), UNKNOWN)
        return days

    def _as_well(self, verb: Token) -> bool:
        """`had to quit the town as well`, `it also threw out two`: on the day of what was told before."""
        text, adverbs = self.annotated.document.text, [c for c in self.annotated.children(verb.i) if c.dep == "advmod"]
        return any(text[min(k.start for k in (c, *self.annotated.children(c.i))) : c.end].lower() in self.as_well for c in adverbs)

    def _anchors_of(self, token: Token) -> tuple[Anchor, ...]:
        """Those of a deed, read once: a round changes the days of deeds, but not at which words one is told."""
        if token.i not in self._anchors:
            self._anchors[token.i] = tuple(self.reader.of_deed(token))
        return self._anchors[token.i]

    def _follows(self, verb: Token) -> bool:
        """`Canada followed suit`, `the envoy then left`: told as what came after."""
        below = {c.text.lower() for c in self.annotated.children(verb.i) if c.dep in {"advmod", "dobj"}}
        return bool(below & self.adverbs) or any(self._follows_by(t) for t in (verb, *self.annotated.ancestors(verb.i)))

    def _follows_by(self, verb: Token) -> bool:
        wanted = self.followers.get(verb.lemma, ())
        return any(c.dep == "dobj" and c.lemma in wanted for c in self.annotated.children(verb.i))

    def _before(self, event: EventMention, events: Sequence[EventMention], alike: frozenset[str] = frozenset()) -> Iterator[EventMention]:
        """The deeds of the same type, or of types alike, told in this sentence or the one before, nearest first."""
        here = self.annotated.sentence_of(self.token[event.trigger.start].i).i
        for other in reversed(events):
            at = self.annotated.sentence_of(self.token[other.trigger.start].i).i
            if at < here - 1:
                break
            kin = other.type == event.type or {other.type, event.type} <= alike
            if other.trigger.start < event.trigger.start and kin and other.modality in {"done", "alleged"}:
                yield other

    def reported(self, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
        """What an inquiry found is of the day on which it reported, where that is told with it."""
        dated = [e for e in events if e.type in {"REPORT", "STATEMENT"} and _both(e.date)]
        found = []
        for event in events:
            if event.type == "FINDING" and not event.date.known:
                over = (r.date for r in dated if any(s.covers(event.trigger) for s in r.evidence))
                event = replace(event, date=next(over, UNKNOWN))
            found.append(event)
        return tuple(found)

    def hung(self, event: EventMention) -> EventMention:
        """With a value for each happening that it is told to lie behind, before or in, and that has no date here."""
        hung = [(anchor, self.happenings.mention_of(anchor.token)) for anchor in self._anchors_of(self.token[event.trigger.start])]
        on = [("when", f"{_relation(anchor)}:{mention.id}") for anchor, mention in hung if mention is not None and mention.id != event.id]
        return replace(event, values=(*event.values, *on)) if on else event


def _relation(anchor: Anchor) -> str:
    return AFTER if anchor.lasting else anchor.relation


def _bounded(days: DateRange, anchor: Anchor, told: DateRange) -> DateRange:
    """An open or unknown interval, closed on the side that the anchor tells of."""
    relation = _relation(anchor)
    if relation == AFTER:
        return DateRange(days.start or told.start, days.end)
    if relation == BEFORE:
        return DateRange(days.start, days.end or told.end)
    return told if not days.known else days
