"""Yields what a report is about, as weighted features: its words, whom and which states it names, which events it tells."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import fold
from dragoman.core.dates import is_partial, last_day
from dragoman.core.documents import Document
from dragoman.core.records import Entity, Event
from dragoman.core.runs import PROSE

KINDS = ("words", "entities", "states", "events")
ONE = 1000
"""Length of the features of one kind: they are whole numbers, so that sums are the same in any order."""

_NAMING = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_NAMED = frozenset({"person", "organisation", "place", "craft", "group", "facility"})
_MEDIA = frozenset({"MED", "JRN"})
"""Who is named for having said it first is no subject of the report."""
_WORD = re.compile(r"[^\W\d_]{3,}")
Features = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a report is about. day: of publication, as a number, None where unknown; features: {kind: {feature: weight}}, each kind ONE long or empty."""

    doc: str
    day: int | None
    features: Mapping[str, Features]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often the features stand in a corpus. documents: number of reports; of: {kind: {feature: reports}}."""

    documents: int
    of: Mapping[str, Mapping[str, int]]


Told = dict[str, dict[str, Counter[str]]]
"""{document: {kind: {feature: how often}}}."""


def read_features(documents: Sequence[Document], events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook) -> Told:
    """The features of each document, with how often it has them; by id, in order."""
    weights = codebook.weights("stories")
    letters, read = int(codebook.language.table("stories")["letters"]), int(weights["read"])
    told: Told = {d.id: {kind: Counter() for kind in KINDS} for d in sorted(documents, key=lambda d: d.id)}
    for document in documents:
        told[document.id]["words"].update(_words(document, letters, read))
    for entity in entities.values():
        kind = "states" if entity.type == "state" else "entities"
        if (entity.type in _NAMED or kind == "states") and entity.sector not in _MEDIA:
            for mention in entity.mentions:
                if mention.form in _NAMING and mention.doc in told:
                    told[mention.doc][kind][(entity.country or entity.id) if kind == "states" else entity.id] += 1
    for event in events:
        for telling in event.mentions:
            if telling.doc in told:
                told[telling.doc]["events"][event.id] += 1
    return told


def _words(document: Document, letters: int, read: int) -> Counter[str]:
    """First letters of the words of the prose, so many."""
    spans = [(z.start, z.end) for z in document.zones if z.kind in PROSE] or [(0, len(document.text))]
    found: Counter[str] = Counter()
    for start, end in spans:
        end = min(end, start + read)
        read -= end - start
        found.update(word[:letters] for word in _WORD.findall(fold(document.text[start:end])))
        if read <= 0:
            break
    return found


def count_features(told: Told) -> Counts:
    """In how many of the reports each feature stands."""
    of: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for kinds in told.values():
        for kind, found in kinds.items():
            of[kind].update(found.keys())
    return Counts(len(told), of)


def make_profiles(documents: Sequence[Document], told: Told, counts: Counts, codebook: Codebook) -> list[Profile]:
    """A profile for each document, by id. counts: of the corpus, of which these may be a part: a feature that is rare there weighs more."""
    weights = codebook.weights("stories")
    shares = {word: float(tier["share"]) for tier in codebook.language.table("stories")["common"] for word in tier["words"]}
    rare = {"words": float(weights["rare"]), "entities": float(weights["rare"]), "states": float(weights["state"]), "events": float(weights["told"])}
    background = int(weights["background"])
    idf: dict[str, dict[str, float]] = defaultdict(dict)
    for kind, of in counts.of.items():
        for feature, n in of.items():
            share = shares.get(feature, rare[kind]) if kind == "words" else rare[kind]
            idf[kind][feature] = math.log((counts.documents + background + 1) / (n + share * background + 1))
    made = []
    for document in sorted(documents, key=lambda d: d.id):
        features = {kind: _weighed(told[document.id][kind], idf[kind], int(weights["words"])) for kind in KINDS}
        made.append(Profile(document.id, _day(document), features))
    return made


def _day(document: Document) -> int | None:
    day = document.published.day if document.published else None
    return last_day(day).toordinal() if day and is_partial(day) else None


def _weighed(found: Counter[str], idf: Mapping[str, float], most: int) -> Features:
    """Features with their weights as whole numbers, together ONE long; of very many the weightiest."""
    if not found:
        return {}
    rows = [(idf.get(feature, 0.0) if n == 1 else (1 + math.log(n)) * idf.get(feature, 0.0), feature) for feature, n in found.items()]
    rows.sort(reverse=True)
    rows = [row for row in rows[:most] if row[0] > 0]
    length = math.sqrt(math.fsum([weight * weight for weight, _ in rows]))
    return {feature: round(ONE * weight / length) for weight, feature in rows} if length else {}


def combine(profile: Profile, rule: Mapping[str, Any]) -> Features:
    """All features of a report in one, each kind as long as the rule gives it weight; rule: {kind: share of the likeness}."""
    made: dict[str, int] = {}
    for kind in KINDS:
        share = math.sqrt(rule[kind])
        made.update((f"{kind[0]} {feature}", n) for feature, weight in profile.features[kind].items() if (n := round(weight * share)))
    return made


def likeness(a: Features, b: Features) -> int:
    """Sum of the products of what two share; both one report: up to ONE squared times the rule's weights together."""
    shared = a.keys() & b.keys()  # whole numbers: the order of a set is nothing to their sum
    return sum(a[feature] * b[feature] for feature in shared) if shared else 0


def features_of(profiles: Iterable[Profile], rule: Mapping[str, Any]) -> dict[str, Features]:
    """{document: all its features}."""
    return {profile.doc: combine(profile, rule) for profile in profiles}
