"""Yields groups of mentions (what one document says of one entity) with what identifies them, and named features of a pair of groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import body_words, fold, initials
from dragoman.codebook.skeleton import is_generic as generic_name
from dragoman.core.mentions import EntityMention
from dragoman.resolve.persons import PersonName, compatible_persons, parse_person, surname_keys

NAMING = frozenset({"name", "alias", "acronym"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the codebook knows of names in general: national forms of given names, words that every state's bodies bear, genders of pronouns and titles."""

    given_variants: tuple[frozenset[str], ...]
    generic: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    function_words: frozenset[str]
    is_state: Callable[[str], bool]


def read_knowledge(codebook: Codebook) -> Knowledge:
    """Word lists of `languages/en/entities.yaml`; CodebookError where one is missing."""
    language = codebook.language
    variants = tuple(frozenset(fold(str(name)) for name in row) for row in language.table("entities")["given_names"])
    lists = (language.words("entities", key) for key in ("generic_bodies", "masculine", "feminine", "function_words"))

    def is_state(text: str) -> bool:
        return any(entry.kind == "state" and entry.form != "metonym" for entry in codebook.gazetteer.lookup(text))

    generic, masculine, feminine, function_words = lists
    return Knowledge(variants, generic, masculine, feminine, function_words, is_state)


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one entity, in one document or in several. names: folded text -> how often, of the forms that name; titles: folded."""

    id: str
    docs: frozenset[str]
    mentions: tuple[EntityMention, ...]
    kind: str
    names: Mapping[str, int]
    acronyms: frozenset[str]
    keys: frozenset[str]
    country: str | None
    sector: str | None
    gender: str | None
    persons: tuple[PersonName, ...]
    titles: frozenset[str]
    bodies: frozenset[str] = frozenset()
    """What tells a body of a state apart, with the state: `AZE foreign ministry` whichever way it is put."""

    @property
    def named(self) -> bool:
        """Does any mention name it?"""
        return bool(self.names or self.keys)


def make_group(mentions: Sequence[EntityMention], titles: Iterable[str], known: Knowledge) -> Group:
    """The profile of mentions that belong together: those of an anchor, or of anchors that are surely one."""
    ordered = tuple(sorted(mentions, key=lambda m: (m.doc, m.start, m.end, m.id)))
    naming = [m for m in ordered if m.form in NAMING]
    keyed = [m for m in ordered if m.key]
    kind = _most(m.kind for m in (naming or keyed or ordered))
    written = Counter(fold(m.text) for m in naming)
    persons = sorted({m.text for m in naming}) if kind == "person" else []
    country = _most(m.country for m in (naming or ordered)) or _most(m.country for m in ordered)
    bodies = (body_words(m.text, known.is_state) for m in naming if kind == "organisation" and country and generic_name(m.text, known.generic))
    return Group(
        id=min(m.id for m in ordered),
        docs=frozenset(m.doc for m in ordered),
        mentions=ordered,
        kind=kind or "other",
        names={name: written[name] for name in sorted(written) if name},
        acronyms=frozenset(m.text for m in naming if m.form == "acronym"),
        keys=frozenset(m.key for m in keyed if m.key and m.kind == kind),
        country=country,
        sector=_most(m.sector for m in ordered),
        gender=_gender(ordered, titles, known),
        persons=tuple(p for p in map(parse_person, persons) if p),
        titles=frozenset(map(fold, titles)),
        bodies=frozenset(f"{country} {' '.join(sorted(words))}" for words in bodies if words),
    )


def _most(values: Iterable[str | None]) -> str | None:
    told = [v for v in values if v]
    if len(told) < 2:
        return told[0] if told else None
    counted = Counter(told)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _gender(mentions: Iterable[EntityMention], titles: Iterable[str], known: Knowledge) -> str | None:
    said = {w for m in mentions if m.form in {"pronoun", "nominal"} for w in fold(m.text).split()} | {w for t in titles for w in fold(t).split()}
    male, female = bool(said & known.masculine), bool(said & known.feminine)
    return None if male == female else "m" if male else "f"


def block_keys(group: Group, known: Knowledge) -> frozenset[tuple[str, str, str]]:
    """Keys under which a group is looked up: only groups that share one are compared."""
    found = {(group.kind, "key", key) for key in group.keys}
    if group.country or not is_generic(group, known):  # a ministry of nobody knows which state is compared with none
        found |= {(group.kind, "name", name) for name in group.names}
    found |= {(group.kind, "body", body) for body in group.bodies}
    if group.kind == "person":
        found |= {("person", "surname", key) for key in surname_keys(group.persons)}
    else:
        found |= {(group.kind, "initials", a) for a in group.acronyms}
        spelled = {initials(m.text, known.function_words) for m in group.mentions if m.form == "name"}
        found |= {(group.kind, "initials", s) for s in spelled if len(s) > 2}
    return frozenset(found)


def compare(a: Group, b: Group, known: Knowledge) -> dict[str, float]:
    """Named features of a pair, 0 to 1 each; an empty mapping where nothing but context speaks for it."""
    found = _name_features(a, b, known)
    if not found:
        return {}
    if a.docs & b.docs:
        found["same_document"] = 1.0
    if a.country and a.country == b.country:
        found["same_country"] = 1.0
    if a.sector and a.sector == b.sector:
        found["same_sector"] = 1.0
    if a.titles & b.titles:
        found["same_title"] = 1.0
    if not (a.keys & b.keys) and not (a.country and b.country) and (is_generic(a, known) or is_generic(b, known)):
        found["generic_name"] = 1.0
    return found


def _name_features(a: Group, b: Group, known: Knowledge) -> dict[str, float]:
    if a.keys & b.keys:
        return {"same_key": 1.0}
    if a.kind == "person":
        return _person_features(a, b, known)
    if set(a.names) & set(b.names) or a.bodies & b.bodies:
        return {"same_name": 1.0}
    keys_a, keys_b = ({k for k in block_keys(g, known) if k[1] == "initials"} for g in (a, b))
    return {"acronym": 1.0} if keys_a & keys_b and (a.acronyms or b.acronyms) and not (a.acronyms and b.acronyms) else {}


def _person_features(a: Group, b: Group, known: Knowledge) -> dict[str, float]:
    full_a, full_b = [p for p in a.persons if p.full], [p for p in b.persons if p.full]
    if not surname_keys(a.persons) & surname_keys(b.persons):
        return {"same_name": 1.0} if {n for n in a.names if " " in n} & {n for n in b.names if " " in n} else {}
    if full_a and full_b:
        if any(" " in name and name in b.names for name in a.names):
            return {"same_name": 1.0}
        pairs = ((x, y) for x in full_a for y in full_b if surname_keys([x]) & surname_keys([y]))
        return {"same_spelling": 1.0} if any(compatible_persons(x, y, known.given_variants) for x, y in pairs) else {}
    return {"surname_only": 1.0}


def is_generic(group: Group, known: Knowledge) -> bool:
    """Does the group go by a name that every state has a bearer of?"""
    return group.kind in {"organisation", "facility"} and any(generic_name(name, known.generic) for name in group.names)


def score(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weighted sum of the features."""
    return sum(weights.get(name, 0.0) * value for name, value in sorted(features.items()))
