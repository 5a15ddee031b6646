"""Yields relations `placed_in`: the body, state or person in or with which a text places somebody whom it does not name (`an official of the ministry`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Draft, Scene

PLACED = "placed_in"
_WHO = frozenset({"person", "group"})
_NAMING = frozenset({"name", "alias", "acronym"})
_BODIES = frozenset({"organisation", "state", "group"})
_MASTERS = _BODIES | {"person"}


@dataclass(frozen=True, slots=True)
class PlacingWords:
    """Prepositions behind which a body stands, those behind which a person may, and sectors whose people are the state's own."""

    bodies: frozenset[str]
    persons: frozenset[str]
    of_state: frozenset[str]


def read_placing(codebook: Codebook) -> PlacingWords:
    """CodebookError where a list is missing."""
    words = codebook.language.words
    return PlacingWords(*(words("descriptions", key) for key in ("placing", "placing_with", "sectors_of_state")))


def find_placed(scene: Scene, words: PlacingWords) -> Iterator[Draft]:
    """One relation a mention, to the body that is told most closely: behind a preposition, then a possessive, then `Norlandic` of those who serve a state."""
    for m in scene.entities:
        if m.kind in _WHO and m.form == "nominal" and not any(other.form in _NAMING for other in scene.chain(m)):
            body = _body(scene, words, m)
            if body is not None and body.anchor != m.anchor:
                yield Draft("relation", m, PLACED, scene.covering(Span(m.start, m.end), Span(body.start, body.end)), body)


def _body(scene: Scene, words: PlacingWords, m: EntityMention) -> EntityMention | None:
    head = scene.annotated.tokens[m.head]
    behind = [*_mentions(scene, scene.after(head, *sorted(words.bodies)), _BODIES), *_mentions(scene, scene.after(head, *sorted(words.persons)), _MASTERS)]
    owners = _mentions(scene, scene.children(head, "poss"), _MASTERS)
    state = [b for b in scene.beginning(m.start, m.end) if b.kind == "state" and b.form == "demonym"] if (m.sector or "")[:3] in words.of_state else []
    inside = [b for b in scene.beginning(m.start, m.end) if b.kind == "organisation" and b.end <= head.start]  # `a Foreign Ministry official`
    return next(iter([b for b in behind if b.form != "metonym"] + owners + inside + behind + state), None)


def _mentions(scene: Scene, tokens: list[Token], kinds: frozenset[str]) -> list[EntityMention]:
    return [b for t in tokens if (b := scene.at(t)) is not None and b.kind in kinds and b.form != "pronoun"]
