"""Yields entities with the entries of users' lists that they are found to be; an entry tells country and sector where the texts do not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz

from dragoman.codebook.model import Codebook
from dragoman.codebook.name_keys import legal_forms, name_keys
from dragoman.codebook.skeleton import fold, name_words
from dragoman.core.listed import Listed, ListMatch
from dragoman.core.mentions import EntityMention, Extracted, Judgement
from dragoman.core.records import Entity
from dragoman.resolve.features import NAMING
from dragoman.resolve.names import NameRules, name_score, read_rules

KINDS = frozenset({"person", "organisation", "craft"})
"""Kinds of entities that are looked up in lists."""
SUBJECT = "list:"
"""How a judgement names an entry: `list:NAME/ID`."""
_MOST = 8


@dataclass(frozen=True, slots=True)
class _Rules:
    """Weights of weights/lists.yaml, and what is known of names."""

    weights: Mapping[str, Any]
    features: Mapping[str, float]
    names: NameRules


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry that is near; said: a person says that it is the same; total: weighted sum of the features, which may be over 1."""

    said: bool
    total: float
    match: ListMatch


def list_keys(extracted: Iterable[Extracted]) -> frozenset[str]:
    """Keys of all names in the mentions, under which entries of lists are to be fetched."""
    names = {m.text for drawn in extracted for m in drawn.entities if m.kind in KINDS and m.form in NAMING}
    return frozenset(key for name in sorted(names) for key in name_keys(name))


def with_matches(entities: Sequence[Entity], listed: Sequence[Listed], judgements: Sequence[Judgement], codebook: Codebook) -> tuple[Entity, ...]:
    """The entities in the same order, those that entries of lists may be with `matches`, best first.

    A person's `same` or `different` on a mention and `list:NAME/ID` wins over every score.
    """
    if not listed:
        return tuple(entities)
    weights = codebook.weights("lists")
    rules = _Rules(weights, {str(k): float(v) for k, v in weights["features"].items()}, codebook.made(read_rules))
    by_key: dict[str, list[Listed]] = defaultdict(list)
    for entry in listed:
        for key in sorted({key for name in entry.names for key in name_keys(name)}):
            by_key[key].append(entry)
    judged = _judged(judgements)
    return tuple(_matched(entity, by_key, judged, rules) if entity.type in KINDS else entity for entity in entities)


def _judged(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
    """{(mention or entity id, `list:NAME/ID`): the latest verdict that was not undone}."""
    found: dict[tuple[str, str], str] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.undone_by or judgement.verdict not in {"same", "different"}:
            continue
        entries = [s for s in judgement.subject if s.startswith(SUBJECT)]
        found.update({(who, entry): judgement.verdict for who in judgement.subject if who not in entries for entry in entries})
    return found


def _matched(entity: Entity, by_key: Mapping[str, list[Listed]], judged: Mapping[tuple[str, str], str], rules: _Rules) -> Entity:
    names = _names(entity.mentions)
    near = {(e.list, e.id): e for name in names for key in sorted(name_keys(name)) for e in by_key.get(key, ())}
    matches: list[_Found] = []
    for _, entry in sorted(near.items()):
        verdict = _verdict(entity, entry, judged)
        features = _features(entity, names, entry, rules)
        total = round(sum(rules.features.get(name, 0.0) * value for name, value in features.items()), 4)
        score = max(0.0, min(1.0, total))
        if verdict != "different" and (verdict == "same" or score >= rules.weights["possible"]):
            state = "same" if verdict == "same" or score >= rules.weights["same"] else "possible"
            matches.append(_Found(verdict == "same", total, ListMatch(entry, state, score, tuple(features.items()))))
    if not matches:
        return entity
    found = _one_of_each_list(matches)
    return _enriched(replace(entity, matches=tuple(found[:_MOST])), [m.entry for m in found if m.state == "same"])


def _one_of_each_list(found: Sequence[_Found]) -> list[ListMatch]:
    """Best first; of entries of one list that are equally near none is taken for certain, unless a person said so."""
    best: dict[str, float] = {}
    for f in found:
        best[f.match.entry.list] = max(best.get(f.match.entry.list, f.total), f.total)
    nearest = Counter(f.match.entry.list for f in found if f.total == best[f.match.entry.list])
    settled = []
    for f in found:
        name = f.match.entry.list
        sure = f.said or (f.total == best[name] and nearest[name] == 1)
        settled.append((f.total, f.match if sure or f.match.state != "same" else replace(f.match, state="possible")))
    settled.sort(key=lambda row: (row[1].state != "same", -row[0], row[1].entry.list, row[1].entry.id))
    return [match for _, match in settled]


def _enriched(entity: Entity, entries: Sequence[Listed]) -> Entity:
    """Country, sector and identifiers that the texts do not tell, where the certain entries agree on them."""
    countries = {entry.countries for entry in entries if len(entry.countries) == 1}
    sectors = {entry.sector for entry in entries if entry.sector}
    ids = {name: value for entry in reversed(entries) for name, value in (entry.ids or {}).items()}
    return replace(
        entity,
        country=entity.country or (next(iter(countries))[0] if len(countries) == 1 else None),
        sector=entity.sector or (next(iter(sectors)) if len(sectors) == 1 else None),
        ids=ids | entity.ids,
    )


def _names(mentions: Iterable[EntityMention]) -> list[str]:
    """The names that a text gives, each once; of persons the full ones alone."""
    return sorted({m.text for m in mentions if m.form in NAMING and (m.kind != "person" or len(name_words(m.text)) > 1 or not m.text.isascii())})


def _verdict(entity: Entity, entry: Listed, judged: Mapping[tuple[str, str], str]) -> str | None:
    key = f"{SUBJECT}{entry.list}/{entry.id}"
    said = {verdict for who in (entity.id, *(m.id for m in entity.mentions)) if (verdict := judged.get((who, key)))}
    return next(iter(said)) if len(said) == 1 else "different" if said else None


def _features(entity: Entity, names: Sequence[str], entry: Listed, rules: _Rules) -> dict[str, float]:
    found = {"name": max((_likeness(entity.type, a, b, rules) for a in names for b in entry.names), default=0.0)}
    if entity.type != entry.kind and entry.kind != "other":
        found["other_kind"] = 1.0
    countries = {*entry.countries, *(post.country for post in entry.posts if post.country)}
    if entity.country and countries:
        found["same_country" if entity.country in countries else "other_country"] = 1.0
    offices = [set(fold(role.title).split()) for role in entity.roles]
    posts = [set(fold(post.title).split()) for post in entry.posts]
    if any(office <= post for office in offices for post in posts):
        found["same_office"] = 1.0
    return found


def _likeness(kind: str, a: str, b: str, rules: _Rules) -> float:
    """0 to 1. Names of bodies are compared by their words, legal forms and articles left out; one-word names must be equal."""
    if kind == "person":
        return name_score(a, b, rules.names)
    x, y = (" ".join(sorted(set(fold(anyascii(name)).split()) - legal_forms())) for name in (a, b))
    if not x or not y:
        return 0.0
    if x == y:
        return 1.0
    likeness = fuzz.ratio(x, y) / 100
    return likeness if " " in x and " " in y and likeness >= rules.weights["organisation"] else 0.0
