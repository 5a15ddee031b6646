"""Yields what one given party does to another in a text: always a type, by the model's opinion where there is one, else by the rules alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.codebook.model import Codebook, EventType
from dragoman.core.documents import Annotated, Sentence, Span
from dragoman.core.mentions import EntityMention, EventMention, Extracted, Participant
from dragoman.core.opinions import JOINED, JOINED_QUADS, Opinion, Pair

TODO = frozenset({"planned", "hypothetical"})
UNTRUE = frozenset({"denied", "alleged"})
SURE, LIKELY, FAINT = 8.0, 4.0, 1.0
"""Weights of an event of the rules that has both parties, one of them, none; a trigger's word alone has less than the last, shared among its types."""
WORD = 0.5
PLANNED, PLANNED_BOTH = 0.75, 0.25
"""Shares from which the model's word that a deed is planned counts: alone, and where the rules say so too."""


@dataclass(frozen=True, slots=True)
class PairAnswer:
    """type: PLOVER; quad: 1 to 4, 2 of CONCEDE as of RETREAT; scores: {type: share, 0 to 1, adding up to 1}."""

    type: str
    quad: int
    modality: str
    scores: Mapping[str, float]


def judge_pair(annotated: Annotated, extracted: Extracted, codebook: Codebook, pair: Pair, opinion: Opinion | None) -> PairAnswer:
    """What the first party does to the second. opinion: the model's on this pair, None where there is no model."""
    kinds = {name: kind for name, kind in sorted(codebook.types.items()) if kind.ontology == "PLOVER"}
    told = {event.id: _fit(event, extracted.entities, pair) for event in extracted.events if event.type in kinds}
    by_rules = _by_rules(annotated, extracted.events, told, codebook, kinds, pair)
    on_pair = [event for event in extracted.events if told.get(event.id) == SURE]
    own = next((event for event in on_pair if opinion is not None and event.type not in _known(opinion)), None)
    unlearned = {own.type: 1.0} if own else by_rules  # a type of the user's own
    scores = _split(opinion.types, by_rules) if opinion is not None and own is None else unlearned
    best = min(scores, key=lambda name: (-_whole(name, scores), -scores[name], name))
    return PairAnswer(best, _quad(kinds[best]), _modality(on_pair, opinion), {name: round(share, 4) for name, share in sorted(scores.items())})


def _by_rules(
    annotated: Annotated, events: Iterable[EventMention], told: Mapping[str, float], codebook: Codebook, kinds: Mapping[str, EventType], pair: Pair
) -> dict[str, float]:
    """Shares of the types: events of the sentence by how well their parties fit, and the words that may tell a type at all."""
    found = dict.fromkeys(kinds, 0.01)
    sentences = _sentences(annotated, pair)
    for event in events:
        if event.id in told and any(s.start <= event.trigger.start < s.end for s in sentences):
            found[event.type] += told[event.id]
    for sentence in sentences:
        for token in annotated.sentence_tokens(sentence):
            types = {t.type for t in codebook.triggers_at(token.pos.lower(), token.lemma) if t.type in kinds}
            for name in sorted(types):
                found[name] += WORD / len(types)
    total = sum(found.values())
    return {name: value / total for name, value in found.items()}


def _fit(event: EventMention, entities: Iterable[EntityMention], pair: Pair) -> float:
    by_id = {mention.id: mention for mention in entities}

    def has(parties: Iterable[Participant], span: Span | None) -> bool:
        mentions = (by_id.get(party.mention or "") for party in parties)
        return span is not None and any(m is not None and m.start < span.end and span.start < m.end for m in mentions)

    source, target = pair
    does, bears = has(event.actors, source), has(event.recipients or event.actors, target)
    return SURE if does and bears else LIKELY if does or bears else FAINT


def _sentences(annotated: Annotated, pair: Pair) -> list[Sentence]:
    held = [s for s in annotated.sentences for span in pair if span is not None and s.start < span.end and span.start < s.end]
    return list(dict.fromkeys(held)) or list(annotated.sentences)


def _quad(kind: EventType) -> int:
    joint = next((name for name, parts in JOINED.items() if kind.name in parts), None)
    return JOINED_QUADS[joint] if joint else kind.quad or 1


def _known(opinion: Opinion) -> frozenset[str]:
    return frozenset(part for name in opinion.types for part in JOINED.get(name, (name,)))


def _split(types: Mapping[str, float], by_rules: Mapping[str, float]) -> dict[str, float]:
    """The model's shares; of a type that it joins, each part has what the rules give it."""
    found: dict[str, float] = {}
    for name, share in types.items():
        parts = JOINED.get(name, (name,))
        total = sum(by_rules[part] for part in parts if part in by_rules) or 1.0
        found.update({part: share * by_rules[part] / total if len(parts) > 1 else share for part in parts if part in by_rules})
    return found


def _whole(name: str, scores: Mapping[str, float]) -> float:
    """The share of a type together with those that it is joined with, which are told apart only afterwards."""
    return next((sum(scores.get(part, 0.0) for part in parts) for parts in JOINED.values() if name in parts), scores[name])


def _modality(on_pair: Iterable[EventMention], opinion: Opinion | None) -> str:
    """Done or still to come; by the rules too where they deny it or know it only alleged."""
    moods = [event.modality for event in on_pair]
    todo = next((mood for mood in moods if mood in TODO), None)
    if opinion is not None and opinion.planned >= (PLANNED_BOTH if todo else PLANNED):
        return "planned"
    if opinion is None and todo:
        return todo
    return next((mood for mood in moods if mood in UNTRUE), "done")
