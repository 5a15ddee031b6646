"""Yields what persons have judged of events: which tellings are one deed, and which fields hold whatever the texts say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.documents import Span
from dragoman.core.judged import ADDED, DIFFERENT, EDIT, RIGHT, SAME, TELLING, Reviewed, changes_of, decisions_of, pins_of, standing, told_in
from dragoman.core.mentions import EventMention, Judgement, Participant
from dragoman.core.records import Event, Party, PlaceOfEvent
from dragoman.resolve.judged_bonds import Bonds, bonds_of

PartyOf = Callable[[Participant], Party]
PlaceOf = Callable[[str], PlaceOfEvent | None]
MACHINE, ACCEPTED, EDITED, REJECTED = "machine", "accepted", "edited", "rejected"
"""Values of `Event.review`."""


@dataclass(frozen=True, slots=True)
class EventJudgements:
    """What judgements say of some event mentions.

    states: {mention: accepted or edited}; pins: {mention: fields that its event has}; settled: mentions that a person joined or parted.
    """

    bonds: Bonds = field(default_factory=Bonds)
    states: Mapping[str, str] = field(default_factory=dict)
    pins: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    def is_settled(self, mentions: Iterable[str]) -> bool:
        """Did a person join or part any of these?"""
        return bool(self.settled) and any(key in self.settled for key in mentions)

    def judged(self, mention: str) -> bool:
        """Did a person decide on it?"""
        return mention in self.bonds or mention in self.states

    def one(self, a: str, b: str) -> bool:
        """Did a person say that two are one deed?"""
        return self.bonds.one(a, b)

    def apart(self, a: str, b: str) -> bool:
        """Did a person say that two are not one deed? Two that were looked at each for itself are joined by a person alone."""
        return self.bonds.apart(a, b) or (a in self.pins and b in self.pins and not self.bonds.one(a, b))

    def state(self, mentions: Iterable[str]) -> str:
        """How far a person has looked at an event of these mentions."""
        found = {self.states[key] for key in mentions if key in self.states}
        return EDITED if EDITED in found else ACCEPTED if ACCEPTED in found else MACHINE

    def fields(self, mentions: Iterable[str]) -> Mapping[str, Any]:
        """The fields that an event of these mentions has, that of the smallest id first."""
        found: dict[str, Any] = {}
        for key in sorted(key for key in mentions if key in self.pins):
            found = {**self.pins[key], **found}
        return found


NOBODY = EventJudgements()


def event_judgements(judgements: Sequence[Judgement], mentions: Iterable[str]) -> EventJudgements:
    """What judgements say of these event mentions; only what holds counts."""
    if not judgements:
        return EventJudgements()
    known = {key: key for key in mentions}
    near = [j for j in judgements if any(key in known for key in j.subject)]
    states: dict[str, str] = {}
    for judgement in standing(near):
        if judgement.verdict == EDIT or (judgement.verdict == RIGHT and TELLING not in judgement.extra):
            edited = bool(changes_of(judgement)) and ADDED not in judgement.extra
            for key in judgement.subject:
                if key in known:
                    states[key] = EDITED if edited or states.get(key) == EDITED else ACCEPTED
    pins = {key: held for key, held in pins_of(near, "em-", known).items() if held.keys() != {ADDED}}
    settled = frozenset(key for j in standing(near) if j.verdict in {SAME, DIFFERENT} for key in j.subject if key in known)
    return EventJudgements(bonds_of(decisions_of(near), known), states, pins, settled)


def fields_of(event: Event) -> dict[str, Any]:
    """The fields of an event as judgements tell them: parties and place with the mention that an entity is named after, which never moves."""
    place = event.place and {"name": event.place.name, "country": event.place.country, "lat": event.place.lat, "lon": event.place.lon}
    return {
        "type": event.type,
        "mode": event.mode,
        "modality": event.modality,
        "actors": [party_in(p) for p in event.actors],
        "recipients": [party_in(p) for p in event.recipients],
        "date": {"start": event.date.start, "end": event.date.end} if event.date.known else None,
        "place": place,
    }


def party_in(party: Party) -> dict[str, Any]:
    """A party as judgements tell it."""
    mention = "nm-" + party.entity.removeprefix("n-") if party.entity else None
    return {"mention": mention, "name": party.name, "country": party.country, "sector": party.sector}


def participant_of(told: Mapping[str, Any]) -> Participant:
    """A party of a judgement as a mention has it."""
    return Participant(told.get("mention"), str(told.get("name") or ""), told.get("country"), told.get("sector"))


def date_of(told: Any) -> DateRange:
    """A date of a judgement."""
    return DateRange(told.get("start"), told.get("end")) if isinstance(told, dict) else DateRange()


def with_fields(event: Event, fields: Mapping[str, Any], codebook: Codebook, party_of: PartyOf, place_of: PlaceOf) -> Event:
    """The event with fields that a person gave or confirmed; a type that the codebook no longer has is passed over.

    place_of: the place of an entity mention.
    """
    kind = codebook.types.get(str(fields.get("type", event.type)))
    if kind is not None and (kind.name != event.type or fields.get("mode", event.mode) != event.mode):
        mode = fields.get("mode", event.mode if kind.name == event.type else None)
        plover = kind.ontology == "PLOVER"
        cameo = kind.cameo_of(mode)
        event = replace(event, ontology=kind.ontology, type=kind.name, mode=mode, cameo=cameo, goldstein=codebook.goldstein_of(cameo))
        event = replace(event, quad=kind.quad if plover else None, score=kind.score_of(mode) if plover else None)
    if "actors" in fields:
        event = replace(event, actors=tuple(party_of(participant_of(told)) for told in fields["actors"]))
    if "recipients" in fields:
        event = replace(event, recipients=tuple(party_of(participant_of(told)) for told in fields["recipients"]))
    if "date" in fields:
        event = replace(event, date=date_of(fields["date"]))
    if "place" in fields:
        event = replace(event, place=_place(fields["place"], place_of))
    return replace(event, modality=str(fields.get("modality", event.modality)))


def _place(told: Any, place_of: PlaceOf) -> PlaceOfEvent | None:
    if not isinstance(told, dict):
        return None
    if told.get("mention"):
        return place_of(str(told["mention"]))
    return PlaceOfEvent(str(told.get("name") or ""), told.get("country"), told.get("lat"), told.get("lon"))


def reviewed_of(event: str, machine: Event) -> Reviewed:
    """What the machine would make of an event that a person looked at."""
    return Reviewed(event, told_in(fields_of(machine)))


def edited(mention: EventMention, changes: Mapping[str, Any], codebook: Codebook) -> EventMention:
    """An event mention with the fields that a person gave it; a type that the codebook no longer has is passed over."""
    kind = codebook.types.get(str(changes.get("type", mention.type)))
    if kind is not None and not {"type", "mode"}.isdisjoint(changes):
        mode = changes.get("mode", mention.mode if kind.name == mention.type else None)
        mention = replace(mention, ontology=kind.ontology, type=kind.name, mode=mode, cameo=kind.cameo_of(mode))
    if "actors" in changes:
        mention = replace(mention, actors=tuple(participant_of(told) for told in changes["actors"]))
    if "recipients" in changes:
        mention = replace(mention, recipients=tuple(participant_of(told) for told in changes["recipients"]))
    if "date" in changes:
        mention = replace(mention, date=date_of(changes["date"]))
    if "place" in changes:
        mention = replace(mention, place=changes["place"].get("mention") if isinstance(changes["place"], dict) else None)
    if "evidence" in changes:
        spans = tuple(Span(int(start), int(end)) for start, end in changes["evidence"])
        first = spans[0]
        trigger = mention.trigger if first.start <= mention.trigger.start and mention.trigger.end <= first.end else first
        mention = replace(mention, evidence=spans, trigger=trigger)
    return replace(mention, modality=str(changes.get("modality", mention.modality)))
