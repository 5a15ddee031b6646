"""Yields the typed codebook: event types with triggers and examples, the words of a language, weights, and the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.codebook.actors_words import ActorWords
from dragoman.codebook.crosswalk import CameoCode
from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.leaders import Leaders
from dragoman.codebook.officials import Officials
from dragoman.codebook.petrarch import Dictionary
from dragoman.core.errors import CodebookError

NATIONALS = "nationals"
"""The word by which conditions know `four Norlanders`: people, where `Norland` is a state."""
_ELSEWHERE = frozenset({"source", "speaker"})
"""Roles whose words may stand in another sentence."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a deed is done (PLOVER mode): its own score where the scale gives one, −10 to 10."""

    name: str
    score: float | None
    cameo: str | None
    definition: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What must stand in a role of the trigger: lemmas, entity kinds, or anything. `negated`: must not match."""

    role: str
    lemmas: frozenset[str]
    kinds: frozenset[str]
    anything: bool
    negated: bool


def _needed(condition: Condition) -> frozenset[str] | None:
    """Words of which one must stand in the sentence for a condition to hold; None where other things may make it hold."""
    if condition.negated or condition.anything or condition.kinds or not condition.lemmas or NATIONALS in condition.lemmas:
        return None
    if not _ELSEWHERE.isdisjoint(condition.role.split(".")):
        return None
    return _first_words(condition.lemmas)


@cache
def _first_words(lemmas: frozenset[str]) -> frozenset[str]:
    """`note of protest`, `cease fire`: of several words the first."""
    return frozenset(lemma.split(" ", 1)[0] for lemma in lemmas) if any(" " in lemma for lemma in lemmas) else lemmas


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that make an event of a type: a head (verb, noun or adj, by lemma), conditions on its roles, and where its participants stand.

    needs: of each condition that asks for words alone, those of which one at least stands in the sentence where the trigger holds.
    """

    type: str
    pos: str
    lemmas: tuple[str, ...]
    conditions: tuple[Condition, ...]
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    modality: str | None
    priority: int
    where: str
    needs: tuple[frozenset[str], ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Derive `needs`."""
        object.__setattr__(self, "needs", tuple(dict.fromkeys(n for c in self.conditions if (n := _needed(c)) is not None)))

    @property
    def rank(self) -> tuple[int, int, str]:
        """Of several that hold at a word the least wins: higher priority, then more conditions, then by name of file."""
        return -self.priority, -len(self.conditions), self.where


@dataclass(frozen=True, slots=True)
class Refinement:
    """What makes the CAMEO code of a trigger finer: a code (`x`: its own digit) for what the words below it are about; mode None: its own; rank: see docs."""

    cameo: str
    conditions: tuple[Condition, ...]
    mode: str | None
    contexts: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the events that must come out; for a near miss, that of this type only those listed may."""

    text: str
    events: tuple[Mapping[str, Any], ...]
    where: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One PLOVER or OCCURRENCE type. quad 1 to 4 or None; score (PLOVER) and goldstein −10 to 10 or None."""

    name: str
    ontology: str
    quad: int | None
    score: float | None
    cameo: str | None
    goldstein: float | None
    definition: str
    source: str
    modes: Mapping[str, Mode]
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]
    near_misses: tuple[Example, ...]
    codes: tuple[Refinement, ...] = ()

    def score_of(self, mode: str | None) -> float | None:
        """Score of a mode, else of the type."""
        if mode and mode in self.modes and self.modes[mode].score is not None:
            return self.modes[mode].score
        return self.score

    def cameo_of(self, mode: str | None) -> str | None:
        """CAMEO code of a mode, else of the type; None for an occurrence."""
        return (self.modes[mode].cameo if mode and mode in self.modes else None) or self.cameo


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language: one YAML file per concern, each a mapping of named lists or tables."""

    code: str
    files: Mapping[str, Mapping[str, Any]]
    _sets: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def table(self, file: str) -> Mapping[str, Any]:
        """The whole mapping of a file; CodebookError where there is none."""
        if file not in self.files:
            raise CodebookError(f"codebook/languages/{self.code}/{file}.yaml is missing; there are: {', '.join(sorted(self.files))}")
        return self.files[file]

    def words(self, file: str, key: str) -> frozenset[str]:
        """A named list of a file as a set of strings; CodebookError where it is missing."""
        if (file, key) not in self._sets:  # asked for by every document
            table = self.table(file)
            if key not in table:
                raise CodebookError(f"codebook/languages/{self.code}/{file}.yaml has no list {key!r}")
            self._sets[file, key] = frozenset(str(word) for word in table[key])
        return self._sets[file, key]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All coding rules. `digest` changes when any file does; what was coded under another digest is coded again."""

    types: Mapping[str, EventType]
    language: Language
    gazetteer: Gazetteer
    classes: Mapping[str, frozenset[str]]
    contexts: Mapping[str, frozenset[str]]
    goldstein: Mapping[str, float]
    frames: Mapping[str, Mapping[str, str]]
    weight_files: Mapping[str, Mapping[str, Any]]
    digest: str
    officials: Officials
    actors: ActorWords
    leaders: Leaders
    cameo: Mapping[str, CameoCode]
    dictionary: Dictionary | None = None
    """PETRARCH's lists of the user's folder, where it holds any: then they alone say who is coded how, and those of verbs, if there, what is an event."""
    _by_head: dict[tuple[str, str], tuple[Trigger, ...]] = field(default_factory=dict, compare=False, repr=False)
    _made: dict[Callable[[Codebook], Any], Any] = field(default_factory=dict, compare=False, repr=False)

    def made[T](self, make: Callable[[Codebook], T]) -> T:
        """What a function draws from this codebook, drawn once: lexicons are wanted for every document, and a codebook never changes."""
        if make not in self._made:
            self._made[make] = make(self)
        found: T = self._made[make]
        return found

    @property
    def triggers(self) -> tuple[Trigger, ...]:
        """All triggers, by type name, in file order."""
        return tuple(trigger for name in sorted(self.types) for trigger in self.types[name].triggers)

    def triggers_at(self, pos: str, lemma: str) -> tuple[Trigger, ...]:
        """Triggers whose head may be this lemma, by rank, so that the first that holds is the best; pos: verb, noun or adj."""
        if not self._by_head:
            heads: dict[tuple[str, str], list[Trigger]] = {}
            for trigger in self.triggers:
                for word in trigger.lemmas:
                    heads.setdefault((trigger.pos, word), []).append(trigger)
            self._by_head.update({key: tuple(sorted(found, key=lambda t: t.rank)) for key, found in heads.items()})
        return self._by_head.get((pos, lemma), ())

    def weights(self, name: str) -> Mapping[str, Any]:
        """Thresholds and feature weights of codebook/weights/NAME.yaml; CodebookError where there is none."""
        if name not in self.weight_files:
            raise CodebookError(f"codebook/weights/{name}.yaml is missing; there are: {', '.join(sorted(self.weight_files))}")
        return self.weight_files[name]

    def goldstein_of(self, cameo: str | None) -> float | None:
        """Goldstein value of a CAMEO code, by its longest listed beginning; None where there is none."""
        for length in range(len(cameo or ""), 1, -1):
            value = self.goldstein.get((cameo or "")[:length])
            if value is not None:
                return value
        return None

    def framed_cameo(self, frame: str, deed: str | None) -> str | None:
        """CAMEO code of a promise, refusal, demand or threat (frame: its type) to do what the code `deed` says; None where the frame tells nothing more."""
        table = self.frames.get(frame, {})
        return next((table[deed[:n]] for n in range(len(deed), 1, -1) if deed[:n] in table), None) if deed else None
