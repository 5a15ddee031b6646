"""Yields what listings are read with: the words of the trade, who is meant and by whom, and whether a measure was taken or only spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Scene

TARGETS = frozenset({"person", "organisation", "group", "facility", "craft", "state"})
AUTHORITIES = frozenset({"state", "organisation"})
BODIES = frozenset({"organisation", "facility", "group"})
PEOPLE = frozenset({"person", "group"})
_WISHES = ("planning", "threatening", "demanding", "failing", "preventing", "denying", "hypothetical_auxiliaries", "future_auxiliaries", "obliging_auxiliaries")


@dataclass(frozen=True, slots=True)
class Measure:
    """A verb or noun that lists somebody: kind of listing, what exactly, targets and authority as mentions; ended: it takes them off."""

    kind: str
    verb: Token
    targets: tuple[EntityMention, ...]
    authority: EntityMention | None
    measure: str | None = None
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of languages/en/listings.yaml; nouns and predicates: phrase -> (kind, measure); unreal: verbs under which nothing is done yet."""

    lists: Mapping[str, frozenset[str]]
    nouns: Mapping[str, tuple[str, str | None]]
    predicates: Mapping[str, tuple[str, str | None]]
    licences: Mapping[str, str]
    unreal: frozenset[str]
    negations: frozenset[str]
    conditions: frozenset[str]

    def of(self, key: str) -> frozenset[str]:
        """A named list; KeyError where there is none."""
        return self.lists[key]


def read_words(codebook: Codebook) -> Words:
    """CodebookError where a list is missing."""
    table, words = codebook.language.table("listings"), codebook.language.words
    return Words(
        lists={key: frozenset(map(str, rows)) for key, rows in table.items() if isinstance(rows, list) and all(isinstance(r, str) for r in rows)},
        nouns={str(name): (row["kind"], row["measure"]) for row in table["nouns"] for name in row["names"]},
        predicates={str(name): (row["kind"], row["measure"]) for row in table["declared"] for name in row["phrases"]},
        licences={str(noun): str(measure) for noun, measure in table["licences"].items()},
        unreal=frozenset(word for key in _WISHES for word in words("modality", key)),
        negations=words("modality", "negations"),
        conditions=words("modality", "conditions"),
    )


def mentions_at(scene: Scene, tokens: Iterable[Token], kinds: frozenset[str]) -> tuple[EntityMention, ...]:
    """Mentions at tokens, each once; `his name` stands for him, a title before a name for whom it names."""
    found: dict[str, EntityMention] = {}
    for t in tokens:
        owners = scene.children(t, "poss") if t.lemma == "name" else []
        for m in map(scene.at, owners or [t]):
            if m is not None and m.kind in kinds:
                found.setdefault(m.anchor, m)
    return tuple(found.values())


def first_at(scene: Scene, tokens: Sequence[Token], kinds: frozenset[str]) -> EntityMention | None:
    """The first of them."""
    return next(iter(mentions_at(scene, tokens, kinds)), None)


def actor_of(scene: Scene, verb: Token) -> EntityMention | None:
    """The state or body that does what a verb says; for a president or minister who does, the state that the phrase names."""
    tokens = scene.subjects(verb)
    if scene.passive(verb):
        # `declared persona non grata by Y`: the parser may hang `by` on what is declared.
        below = [t for c in scene.annotated.subtree(verb.i) if c.i > verb.i and c.text.lower() == "by" for t in scene.children(c, "pobj")]
        tokens = [*scene.after(verb, "by"), *below] or _announcers(scene, verb)
    return first_at(scene, tokens, AUTHORITIES) or next((state for t in tokens if (state := _state_of(scene, t))), None)


def _announcers(scene: Scene, verb: Token) -> list[Token]:
    """`Y announced that X was closed`: whoever announces a measure that nobody else is said to take."""
    host = scene.annotated.tokens[verb.head]
    return scene.subjects(host) if verb.dep == "ccomp" and host.lemma in scene.lexicon.words("announcing") else []


def _state_of(scene: Scene, token: Token) -> EntityMention | None:
    m = scene.at(token)
    if m is None or m.kind != "person" or m.sector not in {"GOV", "JUD"}:
        return None
    inside = scene.beginning(min(t.start for t in scene.annotated.subtree(token.i)), token.end)
    return next((e for e in inside if e.kind == "state" and e.country), None)


def affected_by(scene: Scene, verb: Token, kinds: frozenset[str] = TARGETS) -> tuple[EntityMention, ...]:
    """Those to whom it is done."""
    return mentions_at(scene, scene.subjects(verb) if scene.passive(verb) else scene.objects(verb), kinds)


def owners_of(scene: Scene, noun: Token, kinds: frozenset[str] = TARGETS) -> tuple[EntityMention, ...]:
    """`X's assets`, `the assets of X`, `assets belonging to X`."""
    possessors = [g for c in scene.children(noun, "poss") for g in scene.conjuncts(c)]
    belonging = [t for v in scene.children(noun, "acl") for t in scene.after(v, "to", "by")]
    return mentions_at(scene, [*possessors, *scene.after(noun, "of"), *belonging], kinds)


def without(measure: Measure | None) -> Measure | None:
    """The measure without its own authority among its targets; None where no target is left."""
    if measure is None:
        return None
    left = tuple(t for t in measure.targets if measure.authority is None or t.anchor != measure.authority.anchor)
    return replace(measure, targets=left) if left else None


def is_real(scene: Scene, token: Token, words: Words) -> bool:
    """Was it done? Not where it is denied, wished, threatened, demanded, conditional or still to come."""
    verb = token if token.pos in {"VERB", "AUX"} else next((t for t in scene.annotated.ancestors(token.i) if t.pos in {"VERB", "AUX"}), token)
    below = verb
    for step, host in enumerate([verb, *scene.annotated.ancestors(verb.i)]):
        if step and not (below.dep in {"xcomp", "ccomp", "pcomp", "advcl", "conj", "acl"} or host.pos not in {"VERB", "AUX"}):
            break
        if step and host.lemma in words.unreal and below.dep in {"xcomp", "ccomp", "acl", "pcomp"}:
            return False
        if host.pos in {"VERB", "AUX"} and (step == 0 or below.dep in {"xcomp", "conj"}):
            small = [c for c in scene.annotated.children(host.i) if c.dep in {"aux", "auxpass", "neg", "mark", "advmod"} and c.i < host.i]
            if any(c.text.lower() in words.negations or c.lemma in words.unreal or (c.dep == "mark" and c.text.lower() in words.conditions) for c in small):
                return False
        below = host
    return True
