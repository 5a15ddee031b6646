"""Yields the days of sayings: of its own verb, else of what the same speaker was told to have said on a day just before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.mentions import Attribution, EventMention
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.matching import EntityIndex

_REACH = 2
"""Sentences after a dated saying within which the same speaker is taken to go on."""


@dataclass(frozen=True, slots=True)
class _Saying:
    source: str
    cue: Span
    spans: tuple[Span, ...]
    day: DateRange


class SpeechDays:
    """The days of what one document has people say."""

    def __init__(self, annotated: Annotated, attributions: Sequence[Attribution], index: EntityIndex, calendar: Calendar, codebook: Codebook) -> None:
        """attributions, index: of the same document; calendar: with the times that events anchor."""
        self.annotated, self.index, self.calendar = annotated, index, calendar
        self.types = codebook.language.words("time", "said")
        self.sayings: list[_Saying] = []
        last: dict[str, tuple[int, DateRange]] = {}
        for attribution in sorted((a for a in attributions if a.cue is not None), key=lambda a: a.cue or Span(0, 0)):
            self._add(attribution, last)

    def of(self, event: EventMention) -> DateRange:
        """The day on which an act of speech is told to have been made; UNKNOWN for other deeds, and where nothing says."""
        if event.type not in self.types or event.modality not in {"done", "threatened", "demanded"}:
            return UNKNOWN
        verb = next(iter(self.annotated.within([event.trigger])), None)
        if verb is not None and verb.dep == "conj" and verb.pos == "VERB":  # `He said so and accused them of …`
            cue = self.annotated.tokens[verb.head]
            day = next((s.day for s in self.sayings if s.cue.start <= cue.start < s.cue.end), UNKNOWN)
            if day.known:
                return day
        speakers = {self._source(p.mention) for p in event.actors if p.mention is not None}
        return next((s.day for s in self.sayings if s.source in speakers and any(span.overlaps(event.trigger) for span in s.spans)), UNKNOWN)

    def _source(self, mention: str | None) -> str:
        found = self.index.by_id.get(mention or "")
        return self.index.first(found).id if found is not None else ""

    def _add(self, attribution: Attribution, last: dict[str, tuple[int, DateRange]]) -> None:
        source, cue = self._source(attribution.mention), attribution.cue or Span(0, 0)
        verb = next((t for t in reversed(self.annotated.within([cue])) if t.pos == "VERB"), None)
        if not source or verb is None or self._perfect(verb):
            return
        day = self.calendar.of(verb)
        before, known = last.get(source, (-9, UNKNOWN))
        if not day.known and verb.sentence - before <= _REACH:
            day = known
        if day.known and day.start == day.end:
            last[source] = (verb.sentence, day)
            self.sayings.append(_Saying(source, cue, (*attribution.content, cue), day))

    def _perfect(self, verb: Token) -> bool:
        """`has repeatedly said` is of no one day."""
        return any(c.dep == "aux" and c.lemma == "have" for c in self.annotated.children(verb.i))
