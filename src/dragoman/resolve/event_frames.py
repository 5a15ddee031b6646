"""Yields Frame: what an event mention says, in resolved terms, so that two tellings can be compared."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.documents import Span
from dragoman.core.mentions import ALIKE, EventMention, Extracted, Participant
from dragoman.core.records import Entity
from dragoman.core.twins import TwinReader
from dragoman.resolve.event_counts import Count, count_behind, count_of
from dragoman.resolve.event_twins import Shown
from dragoman.resolve.quantities import Numerals, numerals_of, quantities_of
from dragoman.resolve.telling_words import Teller

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_REAL = {"done", "alleged"}
_OWN = {"THREATEN": "threatened", "REQUEST": "demanded"}
"""Types of which this modality says that it was done: the saying is the deed."""
_PLOVER = "PLOVER"
_MEASURE = "SANCTION"
_CARRIED = "carried"
"""What the value `dated` says of the day of the news in a sentence behind the lead."""
_CALLED = {"person", "organisation", "group", "craft", "facility"}
_LONGEST = 300
"""Characters of a phrase that are searched for what it counts."""
_MOST_NAMED = 3
"""States of a report beside whose deeds a telling stands that leaves a side out."""
_ENDINGS = ("ations", "ation", "atives", "ative", "ments", "ment", "ings", "ing", "ures", "ure", "ions", "ion", "ives", "ive", "ies", "ed", "es", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class FrameWords:
    """What frames are read with. stop: words that say nothing; light: verbs that do; heads: stems of words that name an accident as a whole.

    sectors: those of a state's own people. alike: {stem: the first of those that outlets use for one another}.
    """

    stop: frozenset[str]
    light: frozenset[str]
    heads: frozenset[str]
    sectors: frozenset[str]
    numerals: Numerals
    alike: Mapping[str, str]


def frame_words(codebook: Codebook) -> FrameWords:
    """The words of a codebook's language."""
    language = codebook.language
    heads = frozenset(stem(word) for word in language.words("incidents", "heads"))
    numerals = numerals_of(language.table("questions")["numbers"])
    alike = {stem(word): stem(group[0]) for group in language.table("summaries")["alike"] for word in group}
    stop, light = language.words("summaries", "stop"), language.words("summaries", "light")
    return FrameWords(stop, light, heads, language.words("descriptions", "sectors_of_state"), numerals, alike)


@dataclass(frozen=True, slots=True)
class Side:
    """The actors or recipients of a mention: entity ids, those of them known by name, countries, kinds, and the states that stand there themselves.

    official: does a state, or somebody who acts for one, stand there? words: stems of the names of those who are no state.
    own: ids of those who are none.
    """

    entities: frozenset[str]
    named: frozenset[str]
    countries: frozenset[str]
    kinds: frozenset[str]
    states: frozenset[str]
    official: bool = False
    words: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Is anybody there?"""
        return bool(self.entities or self.countries)


@dataclass(frozen=True, slots=True)
class Frame:
    """One telling: family of modality, sides, date, place (entity id), stems of the words of its evidence, and of its
    verb or trigger.

    step: `head` for the crash or sinking itself, else the rule that coded it: what one accident is made of are several events.
    near, near_countries, near_places: entities in the words, their countries, and those of them that are places. reminder: is the deed only named?
    report_countries: the states that its report names most, where it leaves a side without any.
    published: ISO day of the report. weak: is the date only that of the report's news?
    carried: and told in no more than a later sentence, which may tell of older things? title: is it told in a headline?
    counted: code of the days that are counted from a publication which is not known (core/counted.py).
    alike: numbers that a reader of deeds gives to tellings, nearer those of one deed; empty where nobody has read it. shown: as a twin model sees it.
    count: least and most of what it is done to (`12 officials`), most None where open; spans: lengths of time told; thing: stems of what it is done to.
    """

    mention: EventMention
    modality: str
    actors: Side
    recipients: Side
    date: DateRange
    place: str | None
    stems: frozenset[str]
    trigger: str
    step: str
    amount: str | None
    """The sum of money that is told."""
    published: str | None = None
    weak: bool = False
    carried: bool = False
    title: bool = False
    count: Count | None = None
    spans: frozenset[float] = frozenset()
    thing: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    near_countries: frozenset[str] = frozenset()
    near_places: frozenset[str] = frozenset()
    report_countries: frozenset[str] = frozenset()
    reminder: bool = False
    counted: str = ""
    alike: tuple[int, ...] = ()
    shown: Shown | None = field(default=None, compare=False)

    def telling(self) -> tuple[object, ...]:
        """All that a frame is compared by: two of one telling are alike in every feature."""
        mention = self.mention
        what = (mention.ontology, mention.type, mention.mode, mention.cameo, self.modality, mention.modality, self.step, self.trigger, self.amount)
        told = (
            self.published,
            self.weak,
            self.carried,
            self.title,
            self.count,
            self.spans,
            self.thing,
            self.counted,
            self.alike,
            self.shown.beside if self.shown else "",
        )
        return *what, self.actors, self.recipients, self.date, self.place, self.stems, *told


def make_frames(
    extracted: Extracted,
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    names: Mapping[str, str],
    words: FrameWords,
    twins: TwinReader | None = None,
) -> list[Frame]:
    """Frames of all event mentions of a document. names: of states, by country; twins: who reads two tellings side by side, where anybody does."""
    maker = _Maker(extracted, entities, of_mention, names, words, twins)
    return [maker.frame(mention) for mention in (*extracted.events, *extracted.reminders)]


class _Maker:
    """Makes the frames of one document."""

    def __init__(
        self,
        extracted: Extracted,
        entities: Mapping[str, Entity],
        of_mention: Mapping[str, str],
        names: Mapping[str, str],
        words: FrameWords,
        twins: TwinReader | None,
    ) -> None:
        self.document, self.entities, self.of_mention, self.names, self.words = extracted.document, entities, of_mention, names, words
        self.titles = [(z.start, z.end) for z in extracted.document.zones if z.kind in {"title", "heading"}]
        self.starts = sorted((m.start, of_mention[m.id]) for m in extracted.entities if m.id in of_mention)
        named = Counter(country for _, e in self.starts if (country := entities[e].country))
        self.most_named = frozenset(sorted(named, key=lambda c: (-named[c], c))[:_MOST_NAMED])
        self.reminders = {mention.id for mention in extracted.reminders}
        self.teller, self.twins = Teller(extracted) if twins else None, twins

    def frame(self, mention: EventMention) -> Frame:
        """What one mention says."""
        text, words, trigger = self.document.text, self.words, mention.trigger
        told = " ".join(text[s.start : s.end] for s in mention.evidence)
        values = dict(mention.values)
        word = stem(text[trigger.start : trigger.end].lower())
        verb = values.get("verb", "")
        alike = words.alike if mention.ontology == _PLOVER else {}  # what an accident is made of is told word by word
        actors, recipients = self._sides(mention)
        thing = values.get("object", "").replace("{r}", " ".join(p.name for p in mention.recipients))
        beside = frozenset(e for s in mention.evidence for e in self._beside(s))
        return Frame(
            mention=mention,
            modality=_family(mention),
            actors=actors,
            recipients=recipients,
            date=mention.date,
            place=self.of_mention.get(mention.place or ""),
            stems=frozenset(alike.get(s, s) for s in _stems(told, words.stop)),
            trigger=alike.get(told_by := word if not verb or verb in words.light else stem(verb), told_by),
            step="head" if word in words.heads else mention.made_by.rsplit(" ", 1)[-1],
            amount=values.get("amount"),
            published=self.document.published.day if self.document.published else None,
            counted=values.get("counted", ""),
            alike=_signed(values.get(ALIKE, "")),
            weak="dated" in values,
            carried=values.get("dated") == _CARRIED,
            title=any(start <= trigger.start < end for start, end in self.titles),
            count=count_of(mention, thing, words.numerals) or count_behind(text, mention, words.numerals),
            spans=frozenset(q.low for q in quantities_of(told[:_LONGEST], words.numerals) if q.measured),
            thing=_stems(thing, words.stop),
            near=beside,
            near_countries=frozenset(c for e in beside if (c := self.entities[e].country)),
            report_countries=frozenset() if actors.countries and recipients.countries else self.most_named,
            near_places=frozenset(e for e in beside if self.entities[e].type == "place"),
            reminder=mention.id in self.reminders,
            shown=Shown(mention, self.teller, self.twins) if self.teller and self.twins and mention.ontology == _PLOVER else None,
        )

    def _sides(self, mention: EventMention) -> tuple[Side, Side]:
        sectors = self.words.sectors
        actors, recipients = (_side(side, self.entities, self.of_mention, self.names, sectors) for side in (mention.actors, mention.recipients))
        if recipients.kinds == {"facility"} and recipients.countries <= actors.countries:
            recipients = replace(recipients, countries=frozenset())  # a house abroad that is called after its town is not the closing state's own
        if mention.type == _MEASURE and recipients.official and not recipients.states and recipients.countries <= actors.countries:
            recipients = replace(recipients, countries=frozenset())  # `recalled its ambassador`: another report names the state that this is done to
        return actors, recipients

    def _beside(self, words: Span) -> list[str]:
        return [e for _, e in self.starts[bisect_left(self.starts, (words.start, "")) : bisect_left(self.starts, (words.end, ""))]]


def _signed(hexadecimal: str) -> tuple[int, ...]:
    """Bytes as numbers from -128 to 127."""
    return tuple(byte - 256 if byte > 127 else byte for byte in bytes.fromhex(hexadecimal))


def _family(mention: EventMention) -> str:
    """The modality; `real` for what was done or is alleged, and for a threat or demand that was made."""
    return "real" if mention.modality in _REAL or _OWN.get(mention.type) == mention.modality else mention.modality


def _stems(words: str, stop: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in _WORD.findall(words.lower()) if w not in stop)


def _side(
    parties: tuple[Participant, ...], entities: Mapping[str, Entity], of_mention: Mapping[str, str], names: Mapping[str, str], sectors: frozenset[str]
) -> Side:
    found = [entities[of_mention[p.mention]] for p in parties if p.mention is not None and p.mention in of_mention]
    countries = {e.country for e in found if e.country} | {p.country for p in parties if p.country}
    states = {e.country for e in found if e.type == "state" and e.country}
    states |= {p.country for p in parties if p.mention is None and p.country and p.name == names.get(p.country)}
    named = {e.id for e in found if any(m.form in {"name", "alias", "acronym"} for m in e.mentions)}
    official = bool(states) or any(e.sector in sectors for e in found) or any(p.sector in sectors for p in parties)
    kinds = frozenset(e.type for e in found)
    words = frozenset(stem(w) for e in found if e.type in _CALLED and e.id in named for w in _WORD.findall(e.name.lower()))
    return Side(
        frozenset(e.id for e in found),
        frozenset(named),
        frozenset(countries),
        kinds,
        frozenset(states),
        official,
        words,
        frozenset(e.id for e in found if e.type != "state"),
    )


def stem(word: str) -> str:
    """A rough stem: endings of number, tense and derivation cut, so that closed, closing and closure meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
