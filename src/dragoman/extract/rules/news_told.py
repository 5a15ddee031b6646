"""Yields event mentions dated by the news of their report: what its lead tells, what goes on from it, and what somebody announces of his own deeds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange, add_months, on
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.mentions import SUPPOSED, Attribution, EventMention
from dragoman.extract.rules.anchors import BEFORE, DURING, AnchorReader
from dragoman.extract.rules.deed_dates import calendar_of
from dragoman.extract.rules.happenings import Happenings
from dragoman.extract.rules.matching import EntityIndex
from dragoman.extract.rules.news_clause import Clause, ClauseReader
from dragoman.extract.rules.news_day import CARRIED, LEAD, PUBLISHED, NewsDay
from dragoman.extract.rules.spans import times_over

ANNOUNCED = "announced"
_REAL = frozenset({"done", "alleged", "threatened", "demanded"})
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_MEDIA = frozenset({"agency", "outlet", "public"})
"""Those who tell of their state's deeds and do not do them."""
_LONGEST = 1000
_WEEK_SLACK = 3
"""Days by which `two weeks after` may be off."""


def with_news_days(
    annotated: Annotated, events: Sequence[EventMention], attributions: Sequence[Attribution], index: EntityIndex, codebook: Codebook
) -> tuple[EventMention, ...]:
    """The events, in the same order; those that nothing dates and that are told as the news of the day have its day, and a value `dated` that says
    what it rests on: the lead, the publication, or the announcement of what is planned. What has been done of late has days that are only supposed.
    """
    dater = _Dater(annotated, attributions, index, codebook)
    return dater.before_the_news(dater.listed(tuple(map(dater.dated, events))))


class _Dater:
    def __init__(self, annotated: Annotated, attributions: Sequence[Attribution], index: EntityIndex, codebook: Codebook) -> None:
        words = codebook.language.words
        self.annotated, self.index, self.codebook = annotated, index, codebook
        self.calendar = calendar_of(annotated, codebook)
        self.news = NewsDay(annotated, self.calendar, codebook)
        self.clauses = ClauseReader(annotated, self.calendar, codebook)
        self.told, self.going_on = words("time", "news_types"), words("time", "news_continued")
        self.lasting, self.said, self.freshly = words("time", "news_lasting"), words("time", "said"), words("time", "news_fresh")
        self.token = {t.start: t for t in annotated.tokens}
        self.sayings = [a for a in attributions if a.cue is not None and a.mention is not None and not (a.chain and a.chain[-1].type in _MEDIA)]

    def dated(self, event: EventMention) -> EventMention:
        """The event, with the day of the news where it is told as such; what was done is not of a day to come (`halted flights from 13 August`)."""
        if event.modality == "done" and self.news.is_ahead(event.date):
            event = replace(event, date=UNKNOWN)
        if event.date.start is not None and event.date.end is not None:
            return replace(event, date=self.news.until_now(event.date)) if event.modality in _REAL else event
        if event.ontology != "PLOVER" and event.type not in self.told:
            return event
        if event.passing or (event.modality in {"demanded", "threatened"} and event.type not in self.said):
            return event  # what a demand or threat is about is not done on its day
        clause = self.clauses.of(self.token[event.trigger.start])
        shared = self._elsewhere(event) if not event.date.known and event.modality in _REAL else UNKNOWN
        day, basis = self._day(event, clause) if clause is not None and not shared.known else (UNKNOWN, "")
        if (clause is not None or shared.known) and not day.known and not event.date.known:
            late = shared if shared.known or clause is None else self._of_late(event, clause)
            if late.known:
                return replace(event, values=(*event.values, (SUPPOSED, f"{late.start}/{late.end}")))
        if event.date.start is not None and not (day.known and clause is not None and (clause.now or self.news.near(event.date.start))):
            day, basis = self._by_now(event)
        if not day.known or event.date.apart(day):
            return event
        return replace(event, date=day, values=(*event.values, ("dated", basis)))

    def listed(self, events: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
        """`called it a threat and put the army on alert`: of one day where the first verb is of the day of the news and the second has none."""
        at = {self.token[e.trigger.start].i: e for e in events if e.date == self.news.day and (e.modality in _REAL or e.type in self.said)}
        found = []
        for event in events:
            token = self.token[event.trigger.start]
            clause = self.clauses.of(token) if not event.date.known and event.modality == "done" and event.ontology == "PLOVER" and not event.passing else None
            head = at.get(clause.deed.head) if clause is not None and clause.deed.dep == "conj" else None
            if head is not None and clause is not None and not clause.perfect:
                event = replace(event, date=self.news.day, values=(*event.values, ("dated", self.news.basis)))
            found.append(event)
        return tuple(found)

    def _elsewhere(self, event: EventMention) -> DateRange:
        """Days that are told, but not with the deed's own verb."""
        deed = self.token[event.trigger.start]
        filled = self._of_another_day(event, deed)
        return filled if filled.known else self._shared(deed)

    def _shared(self, deed: Token) -> DateRange:
        """`expelled the envoy, recalled its own and froze new trade in August 2030`: the older time told at the end of a row of verbs is that of all."""
        verb, told = deed, UNKNOWN
        while verb.pos == "VERB" and (following := [t for t in self.annotated.children(verb.i) if t.dep == "conj" and t.pos == "VERB" and t.tag == deed.tag]):
            verb = following[0]
            told = self.calendar.of(verb)
        bounds = told.days()
        own = any(t.dep in {"nsubj", "nsubjpass"} for t in self.annotated.children(verb.i))
        if verb is deed or own or bounds is None or self.news.published is None or told.start is None or told.end is None:
            return UNKNOWN
        return told if (dt.date.fromisoformat(self.news.published) - bounds[1]).days > self.news.recent else UNKNOWN

    def _of_late(self, event: EventMention, clause: Clause) -> DateRange:
        """In a later sentence of a short report, in the two weeks before it, since reports tell older deeds with their time: `has shut its airspace`,
        `he was flown to a prison`, `it wants the ban lifted`. What has been said may have been said for years (`has made that demand`).
        """
        if not self.news.short or self.news.looks_back(clause.deed):
            return UNKNOWN
        fresh = event.modality == "done" and event.type in self.freshly
        plain = event.modality in _REAL - {"alleged"} and clause.saying is None and not self.news.goes_back(clause.deed)
        return self.news.lately_done if (fresh if clause.perfect else plain) else UNKNOWN

    def _by_now(self, event: EventMention) -> tuple[DateRange, str]:
        """`reacted after Norland closed it on 3 May`, in a report of the 10th: between the two."""
        if event.modality not in _REAL or self.news.published is None or not self.news.lately(event.date.start):
            return UNKNOWN, ""
        return DateRange(event.date.start, self.news.published), PUBLISHED

    def _day(self, event: EventMention, clause: Clause) -> tuple[DateRange, str]:
        """The day and what it rests on; UNKNOWN where the deed may be of another."""
        if event.modality not in _REAL | {"planned"}:
            return UNKNOWN, ""
        lead, planned = self.news.in_lead(clause.main), event.modality == "planned"
        if clause.saying is not None:
            said = self.calendar.of(clause.saying)
            own = self._own(event, clause.saying)
            if (planned and not own) or not (own or clause.now or lead):
                return UNKNOWN, ""
            if said.known:
                return self.news.of_news(said), ANNOUNCED if planned else LEAD
        if not self.news.day.known or not (lead or (self.news.short and self._goes_on(event, clause))):
            return UNKNOWN, ""
        return self.news.day, ANNOUNCED if planned else self.news.basis if lead else CARRIED

    def _of_another_day(self, event: EventMention, deed: Token) -> DateRange:
        """`barred him from entering on 14 March`, in a report of April: the day, month or year beside a verb that fills up the deed's."""
        later = (t for span in event.evidence for t in times_over(self.annotated, deed.end, span.end) if t.type == "DATE" and t.range is not None)
        told = (t for t in later if _DAY.fullmatch(value := t.value or "") and not (self.news.published or "").startswith(value) and not self._ahead(value))
        filled = (t.range for t in told if any(self._fills_up(k) for k in self.annotated.within([Span(t.start, t.end)])))
        return next((days for days in filled if days is not None), UNKNOWN)

    def _ahead(self, value: str) -> bool:
        """`told them to leave by 13 May`, in a report of the 9th: by when, not when that was told."""
        return self.news.published is not None and value > self.news.published

    def _fills_up(self, token: Token) -> bool:
        """Does a word hang, by a preposition, on a verb that is the complement of another?"""
        preposition = self.annotated.tokens[token.head]
        verb = self.annotated.tokens[preposition.head]
        return token.dep == "pobj" and verb.pos == "VERB" and verb.dep in {"pcomp", "xcomp"}

    def _goes_on(self, event: EventMention, clause: Clause) -> bool:
        """Is what a later sentence of a short report tells of the same day: words, and measures told in the present; what has been done may be older."""
        if clause.perfect or self.news.looks_back(clause.deed):
            return False
        if event.modality == "planned":
            return True
        return event.type in self.going_on and not (clause.now and clause.deed.lemma in self.lasting)

    def _own(self, event: EventMention, saying: Token) -> bool:
        """Does the doer, or his state, say so?"""
        cue = [a for a in self.sayings if a.cue is not None and a.cue.start <= saying.start < a.cue.end]
        told = [m for a in cue if (m := self.index.by_id.get(a.mention or "")) is not None]
        firsts = [self.index.first(m) for m in told]
        speakers = {m.anchor for m in told} | {c for m, f in zip(told, firsts, strict=True) if (c := m.country or f.country)}
        doers = [self.index.by_id.get(p.mention or "") for p in event.actors]
        return bool(speakers & ({p.country for p in event.actors if p.country} | {d.anchor for d in doers if d is not None}))

    # ------------------------------------------------------------ counted back from the news
    def before_the_news(self, events: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
        """`was stunned, two weeks after the two spoke`: the day of the news less the length is that of the deed behind it."""
        happenings = Happenings(self.annotated, events, self.calendar, self.codebook, self.index)
        reader = AnchorReader(self.annotated, happenings)
        found: dict[str, DateRange] = {}
        for timex in self.annotated.times:
            length = _LENGTH.fullmatch(timex.value or "") if timex.type == "DURATION" and timex.range is None else None
            anchor = reader.of_time(timex) if length else None
            mention = happenings.at.get(anchor.token.i) if anchor else None
            if anchor is None or length is None or mention is None or mention.date.known or anchor.relation in {DURING, BEFORE} or anchor.token.dep != "advcl":
                continue
            day = self._day_of(self.annotated.tokens[anchor.token.head], happenings)
            if day is not None and int(length.group(1)) <= _LONGEST:
                found[mention.id] = _earlier(day, int(length.group(1)), length.group(2))
        return tuple(replace(e, date=found[e.id]) if e.id in found else e for e in events)

    def _day_of(self, verb: Token, happenings: Happenings) -> dt.date | None:
        mention = happenings.at.get(verb.i)
        days = mention.date if mention is not None else UNKNOWN
        clause = self.clauses.of(verb) if not days.known else None
        if clause is not None and not clause.perfect and (self.news.in_lead(verb) or self.news.short):
            days = self.news.day
        return dt.date.fromisoformat(days.start) if days.start is not None and days.start == days.end and len(days.start) == 10 else None


def _earlier(day: dt.date, number: int, unit: str) -> DateRange:
    """As exact as it is told: a day, some days about one weeks ago, a month, a year."""
    if unit == "D":
        return on((day - dt.timedelta(number)).isoformat())
    if unit == "W":
        middle = day - dt.timedelta(7 * number)
        return DateRange((middle - dt.timedelta(_WEEK_SLACK)).isoformat(), (middle + dt.timedelta(_WEEK_SLACK)).isoformat())
    moved = add_months(day, -number * {"M": 1, "Y": 12}[unit])
    return on(moved.isoformat()[: 7 if unit == "M" else 4]) if moved is not None else UNKNOWN
