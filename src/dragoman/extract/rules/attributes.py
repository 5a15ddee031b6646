"""Yields attributes of entities told in one document: roles, relations, listings and dated facts."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import AttributeMention, EntityMention, EventMention
from dragoman.extract.rules.descriptions import find_descriptions, read_descriptions
from dragoman.extract.rules.facts import find_facts
from dragoman.extract.rules.lifespans import find_lives, read_life_words
from dragoman.extract.rules.listings import find_listings
from dragoman.extract.rules.measures import read_words
from dragoman.extract.rules.nouns import read_lexicon
from dragoman.extract.rules.other_names import NameWords
from dragoman.extract.rules.placed import find_placed, read_placing
from dragoman.extract.rules.relations import find_relations
from dragoman.extract.rules.roles import find_roles
from dragoman.extract.rules.scene import Scene


def find_attributes(
    annotated: Annotated, entities: Sequence[EntityMention], events: Sequence[EventMention], codebook: Codebook
) -> tuple[AttributeMention, ...]:
    """Attributes in text order, each once. `events` are not needed: what is told of a person or body is read from the words that tell it.

    Nothing is inferred from knowledge of the world; a role without a told time has neither since nor until.
    """
    scene = Scene(annotated, entities, read_lexicon(codebook))
    names = NameWords(codebook.language.words("persons", "renaming"), codebook.language.words("persons", "former_names"))
    drafts = [
        *find_roles(scene),
        *find_relations(scene, names),
        *find_listings(scene, read_words(codebook)),
        *find_facts(scene),
        *find_lives(scene, read_life_words(codebook)),
        *find_descriptions(scene, read_descriptions(codebook)),
        *find_placed(scene, read_placing(codebook)),
    ]
    made = {m.id: m for m in (draft.made() for draft in drafts)}
    return tuple(sorted(made.values(), key=lambda m: (m.evidence[0], m.id)))
