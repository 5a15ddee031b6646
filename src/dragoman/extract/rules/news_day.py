"""Yields the day of a report's own news: the one that its lead names, else the day on which it was published; and which sentences tell that news."""

from __future__ import annotations

import datetime as dt

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Annotated, Sentence, Token
from dragoman.extract.rules.dating import Calendar

LEAD, PUBLISHED, CARRIED = "lead", "published", "carried"
"""What the day of a deed rests on: the lead names it, or it is that of the publication; or the day of the news is carried on to a later sentence."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SURE = 0.5
"""Confidence of a publication day below which nothing is counted from it."""


class NewsDay:
    """The day of the news of one document, and where it tells them."""

    def __init__(self, annotated: Annotated, calendar: Calendar, codebook: Codebook) -> None:
        """annotated: with its times; calendar: of the same document; thresholds: `news_*` of weights/events.yaml."""
        weights = codebook.weights("events")
        self.annotated, self.calendar = annotated, calendar
        published = annotated.document.published
        self.published = published.day[:10] if published is not None and published.confidence >= _SURE and len(published.day) >= 10 else None
        self.recent = int(weights["news_recent_days"])
        self.lately_days = int(weights["news_perfect_days"])
        self.lately_done = self._lately(self.lately_days)
        body = [s for s in annotated.sentences if s.zone == "body" and self._finite(s)]
        self.lead = {s.i for s in (*(s for s in annotated.sentences if s.zone == "title"), *body[:1])}
        self.short = len(body) <= int(weights["news_short_sentences"])
        self.day, self.basis = self._named(body[:1]) or ((on(self.published), PUBLISHED) if self.published else (UNKNOWN, ""))

    def _lately(self, days: int) -> DateRange:
        if self.published is None:
            return UNKNOWN
        return DateRange((dt.date.fromisoformat(self.published) - dt.timedelta(days)).isoformat(), self.published)

    def _finite(self, sentence: Sentence) -> bool:
        return any(t.tag in _FINITE for t in self.annotated.sentence_tokens(sentence))

    def _named(self, lead: list[Sentence]) -> tuple[DateRange, str] | None:
        """The day that a main clause of the lead names, where it is news: `said on Monday`, `on Tuesday ordered`."""
        for sentence in lead:
            tokens = self.annotated.sentence_tokens(sentence)
            roots = [t for t in tokens if t.dep == "ROOT"]
            mains = [t for t in tokens if t.dep in {"conj", "ccomp", "parataxis"} and t.pos == "VERB" and self.annotated.tokens[t.head] in roots]
            for verb in (*roots, *mains):
                day = self.calendar.of(verb)
                if self.is_news(day):
                    return day, LEAD
        return None

    def is_news(self, day: DateRange) -> bool:
        """One day, and not long before the publication; any one day where that is not known."""
        if day.start is None or day.start != day.end or len(day.start) != 10:
            return False
        return self.published is None or 0 <= (dt.date.fromisoformat(self.published) - dt.date.fromisoformat(day.start)).days <= self.recent

    def of_news(self, days: DateRange) -> DateRange:
        """A day that is news, or the days of `this week` up to the publication; UNKNOWN for older ones."""
        if self.is_news(days) or self.published is None:
            return days if self.is_news(days) else UNKNOWN
        bounds = days.days()
        last = dt.date.fromisoformat(self.published)
        if days.start is None or days.end is None or bounds is None or not bounds[0] <= last or (bounds[1] - bounds[0]).days > self.recent:
            return UNKNOWN
        return DateRange(bounds[0].isoformat(), min(bounds[1], last).isoformat()) if (last - bounds[0]).days <= 2 * self.recent else UNKNOWN

    def until_now(self, days: DateRange) -> DateRange:
        """`this week` of what is done, told within the week: up to the publication."""
        whole = days.start is not None and days.end is not None and len(days.start) == len(days.end) == 10
        if not whole or self.published is None or not (days.start or "") <= self.published < (days.end or ""):
            return days
        return DateRange(days.start, self.published)

    def near(self, start: str) -> bool:
        """Did what began on a day begin no earlier than the news?"""
        if self.day.start is None or len(start) != 10:
            return False
        return abs((dt.date.fromisoformat(self.day.start) - dt.date.fromisoformat(start)).days) <= self.recent

    def lately(self, start: str | None) -> bool:
        """Does a day lie shortly before the publication?"""
        if start is None or len(start) != 10 or self.published is None:
            return False
        return 0 <= (dt.date.fromisoformat(self.published) - dt.date.fromisoformat(start)).days <= 2 * self.recent

    def in_lead(self, token: Token) -> bool:
        """Does a word stand in the title or the first sentence?"""
        return token.sentence in self.lead

    def is_ahead(self, days: DateRange) -> bool:
        """Do days begin when the report was out, and not merely in another zone?"""
        bounds = days.days() if days.start else None
        return self.published is not None and bounds is not None and (bounds[0] - dt.date.fromisoformat(self.published)).days > 1

    def looks_back(self, token: Token) -> bool:
        """Does its sentence tell an older time in its main clause: `The row dates back to May: …`, `It began in March, when …`?"""
        if self.published is None or token.dep == "ROOT":
            return False
        root = next((t for t in self.annotated.sentence_tokens(self.annotated.sentence_of(token.i)) if t.dep == "ROOT"), None)
        bounds = self.calendar.of(root).days() if root is not None else None
        return bounds is not None and (dt.date.fromisoformat(self.published) - bounds[1]).days > self.recent

    def goes_back(self, token: Token) -> bool:
        """Is the last time that was told before a word older than the news: is it one of a row of older deeds?"""
        if self.published is None:
            return False
        told = [days for time in self.annotated.times if time.start < token.start and time.range is not None and (days := time.range.days())]
        return bool(told) and (dt.date.fromisoformat(self.published) - told[-1][1]).days > self.lately_days
