"""Yields reminders: words that only name a deed which other reports tell: `the abduction`, `his arrest`, `12 staff expelled last month`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook, Trigger
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention
from dragoman.extract.rules.matching import SKIPPED_ZONES, EntityIndex, Match, rank, triggers_of

_MOST = 40
"""Of one document, from its beginning."""
_TELLING = {"NOUN": "noun", "VERB": "verb"}
_SPECIFIC = 4
"""Types that a word may be of and still name a deed."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Of what words remind. types: of deeds; mishaps: {occurrence whose nouns also remind of deeds (`the blast`): the type of these}; vague: words that name
    none."""

    types: frozenset[str]
    mishaps: Mapping[str, str]
    vague: frozenset[str]


def naming_of(codebook: Codebook, vague: frozenset[str]) -> Naming:
    """Of what words remind, by a codebook; vague: words that name no deed."""
    words = codebook.language.words
    return Naming(words("modality", "named_in_passing"), dict.fromkeys(words("modality", "mishaps"), "ASSAULT"), vague)


def named_deeds(
    annotated: Annotated,
    taken: Collection[int],
    naming: Naming,
    index: EntityIndex,
    codebook: Codebook,
    code: Callable[[Match, str], EventMention | None],
) -> tuple[EventMention, ...]:
    """Passing mentions, in text order, at words that can tell a deed of one of some types and at which none was told.

    taken: tokens at which events were told. Evidence is the sentence; values: `kinds`, all types that the word may be of.
    Who did it to whom may be wrong or missing: a reminder makes no event, and is joined only to a deed that other words tell.
    """
    found: list[EventMention] = []
    kinds_of = codebook.made(_types_by_word)
    for token in _tokens(annotated):
        if token.pos not in _TELLING or token.dep == "prep" or token.lemma in naming.vague or _in_title(annotated, token, index):
            continue
        likely = kinds_of.get((_TELLING[token.pos], token.lemma), frozenset())
        wanted = naming.types if token.i not in taken else frozenset()
        wanted = wanted | naming.mishaps.keys() if token.pos == "NOUN" else wanted
        if len(likely) > _SPECIFIC or likely.isdisjoint(wanted):
            continue
        fitting = [t for t in triggers_of(annotated, token, index, codebook) if t.type in wanted and _tells_alone(t)]
        if not fitting:
            continue
        best = min(fitting, key=lambda t: (len(t.conditions), rank(t)))
        event = code(Match(token, best, frozenset()), naming.mishaps.get(best.type, best.type))
        if event is None:
            continue
        kinds = " ".join(sorted({naming.mishaps.get(t.type, t.type) for t in fitting}))
        date = event.date if event.date.known else _lone_date(annotated, token, taken)
        found.append(replace(event, date=date, values=(*event.values, ("kinds", kinds))))
        if len(found) == _MOST:
            break
    return tuple(found)


def _tells_alone(trigger: Trigger) -> bool:
    """Does the word tell the deed with one other at most? `staff` that must pack tells an expulsion by the packing."""
    return sum(not c.negated and not c.anything and bool(c.lemmas) for c in trigger.conditions) <= 1


def _types_by_word(codebook: Codebook) -> dict[tuple[str, str], frozenset[str]]:
    """{(part of speech, lemma): the types that it may tell}."""
    found: dict[tuple[str, str], set[str]] = {}
    for trigger in codebook.triggers:
        for word in trigger.lemmas:
            found.setdefault((trigger.pos, word), set()).add(trigger.type)
    return {key: frozenset(types) for key, types in found.items()}


def _lone_date(annotated: Annotated, token: Token, taken: Collection[int]) -> DateRange:
    """The one date of a sentence in which nothing else was told: it can only be the deed's."""
    sentence = annotated.sentences[token.sentence]
    if any(t.i in taken for t in annotated.sentence_tokens(sentence)):
        return UNKNOWN
    told = [x for x in annotated.times if sentence.start <= x.start < sentence.end and x.type in {"DATE", "TIME"}]
    return told[0].range if len(told) == 1 and told[0].range is not None else UNKNOWN


def _tokens(annotated: Annotated) -> Iterator[Token]:
    for sentence in annotated.sentences:
        if sentence.zone not in SKIPPED_ZONES:
            yield from annotated.sentence_tokens(sentence)


def _in_title(annotated: Annotated, token: Token, index: EntityIndex) -> bool:
    """`charge` of `the charge d'affaires`, `strike` of `the strike commander`: part of what somebody is."""
    holder = index.at.get(token.head)
    named = annotated.tokens[token.head].pos == "PROPN" or (holder is not None and holder.kind == "person")
    return token.dep == "compound" and token.pos == "NOUN" and named
