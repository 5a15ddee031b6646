"""Yields clusters in which words that only name a deed have joined the one deed, told elsewhere, that they must mean: `the abduction`, `his arrest`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.core.counted import can_mean
from dragoman.core.dates import first_day
from dragoman.resolve.event_deeds import NOTHING, Deed, Report, Shelves, deed_of, kinds_of, own_doers
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_likeness import within
from dragoman.resolve.judged_events import NOBODY, EventJudgements

_PERSON, _PLOVER = "person", "PLOVER"
_MONTH = 31
_MOST_ASKED = 3
"""Deeds of which a model is asked that reads the words beside their tellings: those that fit best without it."""
_TELLING = ("date", "named", "place", "count", "trigger", "words", "twins")
"""Parts of which one at least must speak for the deed."""


def with_reminders(
    clusters: Sequence[list[Frame]],
    reminders: Sequence[Frame],
    within: Mapping[str, Report],
    weights: Mapping[str, Any],
    judged: EventJudgements = NOBODY,
) -> list[list[Frame]]:
    """The clusters with the reminders, and with weak tellings of one report, that fit one of the others well and no second nearly as well.

    Reminders that fit none are left out, weak tellings stay as they were. A document that tells a deed has no reminder in it. within: whom each document
    names. weights: codebook/weights/event_reminders.yaml. judged: what a person decided on stays where
    it is, and what he joined or parted takes in no reminder.
    """
    weak = [cluster for cluster in clusters if _is_weak(cluster, weights) and not any(judged.judged(f.mention.id) for f in cluster)]
    lent = {cluster[0].mention.id for cluster in weak}
    strong = [cluster for cluster in clusters if cluster[0].mention.id not in lent]
    deeds = [deed_of(cluster) for cluster in strong]
    closed = {k for k, cluster in enumerate(strong) if judged.is_settled(f.mention.id for f in cluster)}
    shelves = Shelves(strong, deeds)
    best: dict[tuple[int, str], tuple[float, str, Frame]] = {}
    for reminder in (*reminders, *(frame for cluster in weak for frame in cluster)):
        near = within.get(reminder.mention.doc, NOTHING)
        k, score = _best(reminder, [(k, deeds[k]) for k in shelves.near(reminder, weights) if k not in closed], near, weights)
        key = (k, reminder.mention.doc)
        if k >= 0 and reminder.mention.doc not in deeds[k].docs and (key not in best or (score, reminder.mention.id) > best[key][:2]):
            best[key] = (score, reminder.mention.id, reminder)
    joined: dict[int, list[Frame]] = defaultdict(list)
    for (k, _), (_, _, reminder) in sorted(best.items(), key=lambda item: item[1][1]):
        joined[k].append(reminder)
    taken = {reminder.mention.id for found in joined.values() for reminder in found}
    left = [kept for cluster in weak if (kept := [f for f in cluster if f.mention.id not in taken])]
    return [*(sorted([*cluster, *joined[k]], key=lambda f: f.mention.id) for k, cluster in enumerate(strong)), *left]


def _best(reminder: Frame, deeds: Sequence[tuple[int, Deed]], within: Report, weights: Mapping[str, Any]) -> tuple[int, float]:
    """(place of the deed that an reminder means, how well it fits), -1 where none does, or two as well: then its very word decides, if one alone has it."""
    by_place = dict(deeds)
    fitting = [(math.fsum(parts.values()), -k, parts) for k, deed in deeds if (parts := parts_of(reminder, deed, within, weights)) is not None]
    nearest = sorted(fitting, key=lambda found: found[:2], reverse=True)[:_MOST_ASKED]
    asked = [(k, parts | {"twins": _twins(reminder, by_place[-k], score, weights)}) for score, k, parts in nearest]
    scored = sorted(((math.fsum(parts.values()), k) for k, parts in asked if _tells_which(parts, weights)), reverse=True)
    if not scored or scored[0][0] < weights["threshold_in_words" if _in_words(reminder, weights) else "threshold"]:
        return -1, 0.0
    first = by_place[-scored[0][1]]
    if len(scored) > 1 and scored[0][0] - scored[1][0] < weights["lead"]:
        second = by_place[-scored[1][1]]
        if reminder.trigger not in first.triggers or reminder.trigger in second.triggers:
            return -1, 0.0
    return -scored[0][1], scored[0][0]


def _in_words(frame: Frame, weights: Mapping[str, Any]) -> bool:
    """Is it a deed of words, which the same parties do to each other often, and not in due form?"""
    return frame.mention.type in weights["in_words"] and frame.trigger not in weights["formal"]


def _is_weak(cluster: Sequence[Frame], weights: Mapping[str, Any]) -> bool:
    """Is it told in one report alone, and without one of the two between whom it was? What is done in words is told by its words."""
    one = len({f.mention.doc for f in cluster}) == 1 and cluster[0].modality == "real" and cluster[0].mention.ontology == _PLOVER
    return (
        one
        and not _in_words(cluster[0], weights)
        and (not any(f.actors.countries for f in cluster) or not any(f.recipients.countries or f.recipients.own for f in cluster))
    )


def _tells_which(parts: Mapping[str, float], weights: Mapping[str, Any]) -> bool:
    """Does anything say which deed it is? A kind of deed between two states does not."""
    return any(parts.get(name, 0.0) >= weights["telling"] for name in _TELLING)


def parts_of(reminder: Frame, deed: Deed, within: Report, weights: Mapping[str, Any]) -> dict[str, float] | None:
    """How well an reminder fits a deed, as named parts of a sum; None: it cannot mean it."""
    when, kinds = _date(reminder, deed, weights), kinds_of(reminder)
    if reminder.mention.doc in deed.docs and deed.types.isdisjoint(kinds):
        return None  # told in the same report as something else: its words stand around the reminder anyway
    if when is None or _barred(reminder, deed) or _of_others(reminder, deed):
        return None
    distance = 0.0 if not deed.types.isdisjoint(kinds) else weights["near_type"]
    mode = reminder.mention.mode
    seen = reminder.near_countries | reminder.actors.countries | reminder.recipients.countries
    shared = len(reminder.stems & deed.stems) if deed.docs != {reminder.mention.doc} else 0
    parts = {
        "type": -distance,
        "mode": weights["mode"] * (mode in deed.modes),
        "trigger": weights["trigger"] * (reminder.trigger in deed.triggers) or weights["word"] * (not distance and reminder.trigger in deed.stems),
        "date": when,
        "named": _named(reminder, deed, within, weights),
        "states": _states(seen, deed, within, weights),
        "other": -_other_word(reminder, deed, weights),
        "side": -weights["other_side"] * _other_side(reminder, deed),
        "place": _place(reminder, deed, weights),
        "count": weights["count"] * (reminder.count in deed.counts),
        "spans": weights["spans"] * (not deed.spans.isdisjoint(reminder.spans)),
        "words": weights["words"] * shared / max(6, min(len(reminder.stems), len(deed.stems))),
        "told": weights["told"] * min(3.0, math.log2(len(deed.docs))),
    }
    return {name: part for name, part in parts.items() if part}


def _twins(reminder: Frame, deed: Deed, score: float, weights: Mapping[str, Any]) -> float:
    """What a model says that reads it beside tellings of the deed, by the likest of them; asked only where it could decide."""
    shown, short = reminder.shown, weights["threshold"] - score
    if shown is None or not deed.shown or reminder.mention.doc in deed.docs or not weights["twins_least"] <= short <= weights["twins_most"]:
        return 0.0
    return within(weights, max(telling.odds(shown) for telling in deed.shown))


def _states(seen: frozenset[str], deed: Deed, within: Report, weights: Mapping[str, Any]) -> float:
    """Are the states between which it was named in the words; one of them; or at least in the report?"""
    if _of_both(seen, deed):
        return float(weights["both_states"])
    one = not seen.isdisjoint(deed.actors | deed.recipients)
    return float(weights["one_state"] * one + weights["states_in_report"] * _of_both(within.countries, deed))


def _other_word(reminder: Frame, deed: Deed, weights: Mapping[str, Any]) -> float:
    """What a word costs that no telling has: least where it is of a mode that they have, most where it is of another."""
    if reminder.trigger in deed.triggers | deed.stems:
        return 0.0
    mode = reminder.mention.mode
    return float(weights["other_word" if mode in deed.modes else "other" if mode else "other_vague"])


def _place(reminder: Frame, deed: Deed, weights: Mapping[str, Any]) -> float:
    """Does the deed lie where the reminder is told to be, or somewhere else by both their words?"""
    if not deed.places.isdisjoint(reminder.near | {reminder.place}):
        return float(weights["place"])
    return -float(weights["elsewhere"]) if reminder.place and deed.places else 0.0


def _of_both(countries: frozenset[str], deed: Deed) -> bool:
    """Is one of those who did it among them, and another to whom it was done; or are all, where they are not told apart?"""
    if not (deed.actors and deed.recipients):
        return len(deed.actors | deed.recipients) > 1 and deed.actors | deed.recipients <= countries
    doers, sufferers = countries & deed.actors, countries & deed.recipients
    return bool(doers and sufferers) and len(doers | sufferers) > 1


def _named(reminder: Frame, deed: Deed, within: Report, weights: Mapping[str, Any]) -> float:
    """Is the one to whom it was done in the words, or at least in the report?"""
    if not deed.named.isdisjoint(reminder.near | reminder.recipients.entities):
        return float(weights["named"])
    if not deed.named.isdisjoint(within.entities):
        return float(weights["in_report"])
    if not deed.persons:
        return 0.0
    at_hand = not deed.places.isdisjoint(reminder.near) or _of_both(reminder.near_countries, deed)
    return 0.0 if at_hand else -float(weights["not_named"])


def _other_side(reminder: Frame, deed: Deed) -> bool:
    """Is it told of somebody of another state than that to which the deed was done, or by one that did not do it?"""
    sufferer = reminder.recipients.countries if reminder.recipients.named & reminder.recipients.own else frozenset()
    sides = ((sufferer, deed.recipients), (reminder.actors.countries, deed.actors))
    return any(told and known and told.isdisjoint(known) for told, known in sides)


def _barred(reminder: Frame, deed: Deed) -> bool:
    """Is another person or body named, are as many told as cannot be meant, or is it done the other way round?"""
    others = reminder.recipients.named & reminder.recipients.own
    if others and deed.named and others.isdisjoint(deed.named):
        return True
    doers = own_doers(reminder)
    if doers and deed.doers and doers.isdisjoint(deed.doers):
        return True
    if reminder.count is not None and deed.counts and reminder.count not in deed.counts:
        return True
    doer, sufferer = reminder.actors.countries, reminder.recipients.countries
    only_doers, only_sufferers = deed.actors - deed.recipients, deed.recipients - deed.actors
    owned = not sufferer and reminder.actors.kinds == {_PERSON}  # `his arrest`: he may be either
    swapped = bool(doer | sufferer and only_doers and only_sufferers) and doer <= only_sufferers and sufferer <= only_doers and not owned
    apart = bool(doer and deed.actors and doer.isdisjoint(deed.actors)) and bool(sufferer and deed.recipients and sufferer.isdisjoint(deed.recipients))
    return swapped or apart


def _of_others(reminder: Frame, deed: Deed) -> bool:
    """Does the sentence name states, of which none had to do with the deed, and nobody and nothing else of it?"""
    seen = reminder.near_countries | reminder.actors.countries | reminder.recipients.countries
    states = deed.actors | deed.recipients
    return bool(seen and states) and seen.isdisjoint(states) and (deed.named | deed.places).isdisjoint(reminder.near)


def _date(reminder: Frame, deed: Deed, weights: Mapping[str, Any]) -> float | None:
    """What the days say; None where they forbid it: days apart, or a report that came out before the deed."""
    bounds = deed.date.days()
    if bounds is not None and reminder.published and len(reminder.published) >= 10 and (bounds[0] - first_day(reminder.published)).days > 1:
        return None
    if reminder.counted and not can_mean(reminder.counted, deed.date):
        return None
    if not reminder.date.known or bounds is None:
        return 0.0
    apart = reminder.date.apart(deed.date)
    if apart is None:
        return 0.0
    exact = reminder.date.span_days() == deed.date.span_days() == 1
    if apart > weights["days_exact" if exact else "days"]:
        return None
    narrow = reminder.date.span_days() <= _MONTH and deed.date.span_days() <= _MONTH
    return float(weights["date"] if apart == 0 else 0.0) if narrow else 0.0
