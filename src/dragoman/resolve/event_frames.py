"""Yields Frame: what an event mention says, in resolved terms, so that two tellings can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.core.dates import DateRange
from dragoman.core.mentions import EventMention, Extracted, Participant
from dragoman.core.records import Entity

_WORD = re.compile(r"[^\W\d_]{3,}|\d+")
_REAL = {"done", "alleged"}


@dataclass(frozen=True, slots=True)
class Side:
    """The actors or recipients of a mention: entity ids, those of them known by name, countries, and kinds."""

    entities: frozenset[str]
    named: frozenset[str]
    countries: frozenset[str]
    kinds: frozenset[str]
    states: frozenset[str]

    @property
    def known(self) -> bool:
        """Is anybody there?"""
        return bool(self.entities or self.countries)


@dataclass(frozen=True, slots=True)
class Frame:
    """One telling: family of modality, sides, date, place (entity id), stems of the words of its evidence, and of its trigger.

    step: `head` for the crash or sinking itself, else the rule that coded it: what one accident is made of are several events.
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

    def telling(self) -> tuple[object, ...]:
        """All that a frame is compared by: two of one telling are alike in every feature."""
        mention = self.mention
        what = (mention.ontology, mention.type, mention.mode, mention.cameo, self.modality, self.step, self.trigger, self.amount)
        return *what, self.actors, self.recipients, self.date, self.place, self.stems


def make_frames(
    extracted: Extracted, entities: Mapping[str, Entity], of_mention: Mapping[str, str], names: Mapping[str, str], stop: frozenset[str], heads: frozenset[str]
) -> list[Frame]:
    """Frames of all event mentions of a document.

    names: of states, by country; stop: words that say nothing; heads: verbs and nouns that name an accident as a whole.
    """
    accident = {stem(h) for h in heads}
    text = extracted.document.text
    frames = []
    for mention in extracted.events:
        words = " ".join(text[s.start : s.end] for s in mention.evidence)
        trigger = stem(text[mention.trigger.start : mention.trigger.end].lower())
        frames.append(
            Frame(
                mention=mention,
                modality="real" if mention.modality in _REAL else mention.modality,
                actors=_side(mention.actors, entities, of_mention, names),
                recipients=_side(mention.recipients, entities, of_mention, names),
                date=mention.date,
                place=of_mention.get(mention.place or ""),
                stems=frozenset(stem(w) for w in _WORD.findall(words.lower()) if w not in stop),
                trigger=trigger,
                step="head" if trigger in accident else mention.made_by.rsplit(" ", 1)[-1],
                amount=dict(mention.values).get("amount"),
            )
        )
    return frames


def _side(parties: tuple[Participant, ...], entities: Mapping[str, Entity], of_mention: Mapping[str, str], names: Mapping[str, str]) -> Side:
    found = [entities[of_mention[p.mention]] for p in parties if p.mention is not None and p.mention in of_mention]
    countries = {e.country for e in found if e.country} | {p.country for p in parties if p.country}
    states = {e.country for e in found if e.type == "state" and e.country}
    states |= {p.country for p in parties if p.mention is None and p.country and p.name == names.get(p.country)}
    named = {e.id for e in found if any(m.form in {"name", "alias", "acronym"} for m in e.mentions)}
    return Side(frozenset(e.id for e in found), frozenset(named), frozenset(countries), frozenset(e.type for e in found), frozenset(states))


def stem(word: str) -> str:
    """A rough stem: endings of number, tense and derivation cut, so that closed, closing and closure meet."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ures", "ure", "ions", "ion", "ies", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word
