"""Yields groups of mentions: what one document, or several that are surely of one, say of one entity, with what identifies it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import body_words, fold
from dragoman.codebook.skeleton import is_generic as generic_name
from dragoman.core.mentions import EntityMention
from dragoman.resolve.lives import NO_LIFE, Life, together
from dragoman.resolve.names import NameScorer, read_rules
from dragoman.resolve.persons import PersonName, parse_person

NAMING = frozenset({"name", "alias", "acronym"})


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the codebook knows of names in general, and how sure a likeness of names must be.

    sure: name score from which on a name alone may join; apart: score below which two full names are two persons' names. kin: kinds of relation;
    rulers: nouns of a state's government.
    """

    names: NameScorer
    sure: float
    apart: float
    generic: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]
    function_words: frozenset[str]
    state_offices: frozenset[str]
    kin: frozenset[str]
    rulers: frozenset[str]
    is_state: Callable[[str], bool]


def read_knowledge(codebook: Codebook) -> Knowledge:
    """Word lists of `languages/en/{entities,persons}.yaml`, marks of `weights/entities.yaml`; CodebookError where one is missing."""
    words, marks = codebook.language.words, codebook.weights("entities")["names"]

    def is_state(text: str) -> bool:
        return any(entry.kind == "state" and entry.form != "metonym" for entry in codebook.gazetteer.lookup(text))

    return Knowledge(
        names=NameScorer(codebook.made(read_rules)),
        sure=float(marks["sure"]),
        apart=float(marks["apart"]),
        generic=words("entities", "generic_bodies"),
        masculine=words("entities", "masculine"),
        feminine=words("entities", "feminine"),
        function_words=words("entities", "function_words"),
        state_offices=words("persons", "state_offices"),
        kin=frozenset(f"{noun}_of" for noun in words("persons", "kin_nouns")),
        rulers=words("listings", "rulers"),
        is_state=is_state,
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one entity, in one document or in several. names: folded text -> how often, of the forms that name; bodies: see `make_group`."""

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
    life: Life = NO_LIFE
    bodies: frozenset[str] = frozenset()
    _faces: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Does any mention name it?"""
        return bool(self.names or self.keys)

    @property
    def full(self) -> tuple[PersonName, ...]:
        """Names of the person that are more than a surname."""
        return tuple(p for p in self.persons if p.full)

    @property
    def complete(self) -> bool:
        """Is a given name told, rather than the surname alone or with an initial?"""
        return any(not p.parts[0].initial for p in self.full)

    @property
    def expansions(self) -> frozenset[str]:
        """Folded names of several words that stand beside an acronym."""
        return frozenset(name for name in self.names if " " in name) if self.acronyms else frozenset()

    def face(self, name: str | None = None) -> str:
        """Id of the first mention that bears a folded name, else of the first that names it, else of the first."""
        return self._faces.get(name or "") or next(iter(self._faces.values()), self.mentions[0].id)


def make_group(mentions: Sequence[EntityMention], lives: Mapping[str, Life], known: Knowledge) -> Group:
    """The profile of mentions that belong together: those of an anchor, or of anchors that are surely one.

    bodies: what tells a body of a state apart, with the state: `AZE foreign ministry` whichever way it is put.
    """
    ordered = tuple(sorted(mentions, key=lambda m: (m.doc, m.start, m.end, m.id)))
    naming = [m for m in ordered if m.form in NAMING]
    keyed = [m for m in ordered if m.key]
    kind = _most(m.kind for m in (naming or keyed or ordered)) or "other"
    written = Counter(fold(m.text) for m in naming)
    persons = sorted({m.text for m in naming}) if kind == "person" else []
    country = _most(m.country for m in (naming or ordered)) or _most(m.country for m in ordered)
    bodies = (body_words(m.text, known.is_state) for m in naming if kind == "organisation" and country and generic_name(m.text, known.generic))
    life = together(lives[m.id] for m in ordered if m.id in lives) if kind == "person" else NO_LIFE
    return Group(
        id=min(m.id for m in ordered),
        docs=frozenset(m.doc for m in ordered),
        mentions=ordered,
        kind=kind,
        names={name: written[name] for name in sorted(written) if name},
        acronyms=frozenset(m.text for m in naming if m.form == "acronym"),
        keys=frozenset(m.key for m in keyed if m.key and m.kind == kind),
        country=country,
        sector=_most(m.sector for m in ordered),
        gender=_gender(ordered, life.titles, known),
        persons=tuple(p for p in (parse_person(name, known.names.rules) for name in persons) if p),
        life=life,
        bodies=frozenset(f"{country} {' '.join(sorted(words))}" for words in bodies if words),
        _faces={fold(m.text): m.id for m in reversed(naming)},
    )


def _most(values: Iterable[str | None]) -> str | None:
    told = [v for v in values if v]
    if len(told) < 2:
        return told[0] if told else None
    counted = Counter(told)
    return min(counted, key=lambda v: (-counted[v], v))


def _gender(mentions: Iterable[EntityMention], titles: Iterable[str], known: Knowledge) -> str | None:
    said = {w for m in mentions if m.form in {"pronoun", "nominal"} for w in fold(m.text).split()} | {w for t in titles for w in t.split()}
    male, female = bool(said & known.masculine), bool(said & known.feminine)
    return None if male == female else "m" if male else "f"


def is_generic(group: Group, known: Knowledge) -> bool:
    """Does the group go by a name that every state has a bearer of?"""
    return group.kind in {"organisation", "facility"} and any(generic_name(name, known.generic) for name in group.names)
