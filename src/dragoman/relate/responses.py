"""Yields responses: reactions that the words tie to an action, and reactions that merely follow one, marked apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.core.dates import first_day
from dragoman.core.documents import Document, Evidence
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event, EventTold
from dragoman.core.ties import Response
from dragoman.relate.acts import Acts
from dragoman.relate.dyads import counts, directed_pairs, key_of

_UNREAL = frozenset({"denied", "hypothetical"})
Key = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class StatedLink:
    """Words of one text that make an event mention an answer.

    action: the mention that it answers, empty where the text has none; types: those of the act that the words name, empty for any; start, end of the words.
    """

    reaction: str
    action: str
    types: tuple[str, ...]
    start: int
    end: int


def links_of(extracted: Iterable[Extracted]) -> list[StatedLink]:
    """What the documents state: values `answers` of event mentions, `MENTION?TYPE,TYPE:start:end`, either part may be empty."""
    links = []
    for drawn in extracted:
        for mention in drawn.events:
            for name, value in mention.values:
                if name == "answers":
                    target, start, end = value.rsplit(":", 2)
                    action, _, types = target.partition("?")
                    links.append(StatedLink(mention.id, action, tuple(t for t in types.split(",") if t), int(start), int(end)))
    return links


def make_responses(
    events: Sequence[Event],
    documents: Mapping[str, Document],
    stated_links: Sequence[StatedLink],
    origin_of: Mapping[str, str],
    weights: Mapping[str, Any],
    organisations: Collection[str] = frozenset(),
) -> tuple[Response, ...]:
    """Responses sorted by action and reaction.

    Where accounts state a link both ways, both stand and are `disputed`: who began is theirs to say. What only follows within `lag_days` is listed for acts
    that no words tie to another. A pair's responses rest on the events of both directions, and on those that its links name.
    """
    acts = Acts(events, organisations, int(weights["lag_widest"]))
    stated = _stated(events, documents, stated_links, origin_of, weights, acts)
    answering = {reaction for _, reaction in stated}
    found = dict(stated)
    for reaction in events:
        if reaction.id in answering or not counts(reaction) or reaction.quad not in {3, 4}:
            continue
        action = acts.followed(reaction, int(weights["lag_days"]))
        if action is not None and (reaction.id, action.id) not in stated:
            found[action.id, reaction.id] = Response(action.id, reaction.id, _lag(acts, action, reaction), "lag", ())
    return tuple(found[key] for key in sorted(found))


def _stated(
    events: Sequence[Event],
    documents: Mapping[str, Document],
    links: Sequence[StatedLink],
    origin_of: Mapping[str, str],
    weights: Mapping[str, Any],
    acts: Acts,
) -> dict[Key, Response]:
    by_mention = {m.id: (e, m) for e in events for m in e.mentions}
    words: dict[Key, dict[Evidence, None]] = defaultdict(dict)
    voices: dict[Key, set[tuple[str, str]]] = defaultdict(set)
    ends: dict[str, Event] = {}
    for link in sorted(links):
        if link.reaction not in by_mention:
            continue
        reaction, told = by_mention[link.reaction]
        document = documents[told.doc]
        action = _action(link, reaction, by_mention, document, acts, int(weights["stated_back"]))
        if action is None or not _answers(reaction, action, acts):
            continue
        key = (action.id, reaction.id)
        ends |= {action.id: action, reaction.id: reaction}
        words[key][document.evidence(link.start, link.end)] = None
        voices[key].add(_voice(told, origin_of))
    disputed = {key for key in words if (back := voices.get(key[::-1])) and voices[key] - back and back - voices[key]}
    timely = [key for key in sorted(words) if key in disputed or not _too_late(acts, ends[key[0]], ends[key[1]])]
    found: dict[Key, Response] = {}
    for key in timely:
        turned = key[::-1]
        if turned in found and key not in disputed:
            if len(voices[turned]) >= len(voices[key]):
                continue
            del found[turned]  # one account that has it both ways is misread one way
        quotes = tuple(sorted(words[key], key=lambda e: (e.doc, e.start, e.end)))[: int(weights["quotes"])]
        found[key] = Response(*key, _lag(acts, ends[key[0]], ends[key[1]]), "stated", quotes, key in disputed)
    return found


def _action(link: StatedLink, reaction: Event, by_mention: Mapping[str, tuple[Event, EventTold]], document: Document, acts: Acts, back: int) -> Event | None:
    """The act that a link is about: the one of its own text, unless that is told too thinly to be placed and the record has the act itself."""
    told = by_mention[link.action][0] if link.action in by_mention else None
    if told is not None and (told.date.known or (set(directed_pairs(told, acts.organisations)) & set(acts.turned(reaction)))):
        return told
    published = first_day(document.published.day) if document.published else None
    types = link.types or ((told.type,) if told is not None else ())
    return acts.named(reaction, types, published, back) or told


def _answers(reaction: Event, action: Event, acts: Acts) -> bool:
    """Can the one be an answer to the other: a deed, after a deed or words, of another than who did the first?"""
    if reaction.id == action.id or reaction.ontology != "PLOVER" or not (action.ontology == "PLOVER" or action.type == "STATEMENT"):
        return False
    if {reaction.modality, action.modality} & _UNREAL:
        return False
    first, second = ({key_of(p, acts.organisations) for p in event.actors} - {None} for event in (action, reaction))
    return not (first and first == second)


def _voice(told: EventTold, origin_of: Mapping[str, str]) -> tuple[str, str]:
    """Whose word a telling is: the origin of its report and whoever is nearest to the fact."""
    nearest = told.chain[-1] if told.chain else None
    return origin_of.get(told.doc, told.doc), (nearest.entity or nearest.name or nearest.type) if nearest else ""


def _too_late(acts: Acts, action: Event, reaction: Event) -> bool:
    """Is the action dated after what should answer it? Then one date or the link is wrong, and nothing is said."""
    first, second = acts.days(action), acts.days(reaction)
    return first is not None and second is not None and second[1] < first[0]


def _lag(acts: Acts, action: Event, reaction: Event) -> int | None:
    """Whole days from the end of the action to the start of the reaction; None where a date is missing or wide."""
    first: tuple[dt.date, dt.date] | None = acts.days(action)
    second = acts.days(reaction)
    return None if first is None or second is None else max(0, (second[0] - first[1]).days)
