"""Yields accusations: to say that another did a hostile deed is to accuse him, an ACCUSE of its own on the words of the saying."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import Attribution, ChainLink, EventMention
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.matching import EntityIndex
from dragoman.extract.rules.modality import Moods
from dragoman.extract.rules.participants import Cast

MADE_BY = "rules 0.1.0"
_ACCUSERS = frozenset({"person", "institution", "unnamed"})
_SAYING = {False: frozenset({"speech"}), True: frozenset({"speech", "preposition"})}
_TELLING = frozenset({"STATEMENT", "FINDING", "REPORT"})


class Accusations:
    """Reads one document."""

    def __init__(self, annotated: Annotated, index: EntityIndex, cast: Cast, moods: Moods, calendar: Calendar, codebook: Codebook) -> None:
        """All are of the same document; codebook: for the type ACCUSE and the triggers."""
        self.annotated, self.index, self.cast, self.moods, self.calendar, self.codebook = annotated, index, cast, moods, calendar, codebook
        self.accused: frozenset[int] = frozenset()
        """Sentences in which other words make an accusation of the telling: `was responsible for`, `had plotted`."""
        self.longest = int(codebook.weights("events")["evidence_at_most"])

    def of(self, event: EventMention, attribution: Attribution | None, blamed: bool = False) -> EventMention | None:
        """The accusation that lies in telling an event; None where it is told otherwise, or where an agency only passes on what it heard.

        blamed: the words say who was behind it (`was involved in the blast`), which makes an accusation of any saying.
        """
        if attribution is None or attribution.cue is None or event.modality != "alleged" or event.type not in self.moods.words["blows"] or not event.actors:
            return None
        if blamed and self.annotated.tokens[self._at(event)].sentence in self.accused:
            return None
        if self.moods.felt(attribution) or any(link.type == "agency" for link in attribution.chain):
            return None
        source = self.index.by_id.get(attribution.mention or "")
        last = attribution.chain[-1].type if attribution.chain else "outlet"
        if source is None or last not in _ACCUSERS or attribution.kind not in _SAYING[blamed] or (not blamed and self._is_trigger(attribution.cue)):
            return None
        kind, cue = self.codebook.types["ACCUSE"], attribution.cue
        spans = sorted([*attribution.content, cue])
        wide = Span(spans[0].start, min(spans[-1].end, spans[0].start + self.longest))
        return replace(
            event,
            id=mention_id("em", event.doc, cue.start, cue.end, "ACCUSE", MADE_BY),
            type="ACCUSE",
            mode="allege",
            modality="done",
            trigger=cue,
            evidence=(wide,) if wide.covers(cue) else (cue, *attribution.content[:1]),
            made_by=f"{MADE_BY} saying",
            cameo=kind.modes["allege"].cameo or kind.cameo,
            actors=tuple(self.cast.party(self.annotated.tokens[source.head])),
            recipients=event.actors,
            place=None,
            date=self._day(cue),
            chain=(ChainLink("outlet", self.annotated.document.outlet),),
            values=(),
        )

    def _at(self, event: EventMention) -> int:
        return next(t.i for t in self.annotated.within([event.trigger]))

    def _is_trigger(self, cue: Span) -> bool:
        """Does the cue itself make an event (`accused`)?"""
        inside = [t for t in self.annotated.within([cue]) if t.pos == "VERB"]
        return any(trigger.type not in _TELLING for t in inside for trigger in self.codebook.triggers_at("verb", t.lemma))

    def _day(self, cue: Span) -> DateRange:
        verbs = [t for t in self.annotated.within([cue]) if t.pos == "VERB"]
        return self.calendar.of(verbs[-1]) if verbs else UNKNOWN
