"""Yields what tells persons apart: born, died, how old, and whose relative somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.dates import on
from dragoman.core.documents import Span, Timex, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.measures import Words as MeasureWords
from dragoman.extract.rules.measures import is_real, read_words
from dragoman.extract.rules.other_names import NAMING
from dragoman.extract.rules.scene import Draft, Scene

_AGE_BEHIND = re.compile(r"(?:,\s*(?:aged\s+|who is\s+|is\s+)?|\s*\(\s*(?:aged\s+)?)(\d{1,3})\s*(?=[,.;)])")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old(?:\s+[\w’'-]+){0,4}\s+$")
_YEARS = re.compile(r"\s*\((?:(?:born|b\.)\s*(?:in\s*)?)?(\d{4})(?:\s*[-–—]\s*(\d{4})?)?\s*\)")
_RECENT = 365
"""Days before the report within which a date without a year is surely of that time."""
_YOUNGEST, _OLDEST = 5, 110
_FAR = 60
"""Code points before a name in which an age may stand."""


@dataclass(frozen=True, slots=True)
class LifeWords:
    """Lists of languages/en/persons.yaml, and what tells that something was done."""

    kin: frozenset[str]
    dying: frozenset[str]
    done_to: frozenset[str]
    real: MeasureWords


def read_life_words(codebook: Codebook) -> LifeWords:
    """CodebookError where a list is missing."""
    kin, dying, done_to = (codebook.language.words("persons", key) for key in ("kin_nouns", "dying", "done_to"))
    return LifeWords(kin, dying, done_to, read_words(codebook))


def find_lives(scene: Scene, words: LifeWords) -> Iterator[Draft]:
    """Facts born, died and age (on the day of the report), relations father_of, son_of …, in no fixed order."""
    for m in scene.entities:
        if m.kind == "person" and m.form in NAMING:
            yield from _beside(scene, m)
    for token in scene.annotated.tokens:
        if token.pos == "VERB" and (token.lemma in words.dying or (token.lemma == "bear" and token.tag == "VBN")):
            yield from _dated(scene, token, words)
        elif token.pos == "NOUN" and token.lemma in words.kin:
            yield from _related(scene, token)


def _beside(scene: Scene, m: EntityMention) -> Iterator[Draft]:
    """`X, 54,`, `54-year-old banker X`, `X (1920–2003)`."""
    text, published = scene.annotated.document.text, scene.annotated.document.published
    years = _YEARS.match(text, m.end)
    if years:
        span = Span(m.start, years.end())
        yield Draft("fact", m, "born", span, value=years[1], date=on(years[1]))
        if years[2]:
            yield Draft("fact", m, "died", span, value=years[2], date=on(years[2]))
        return
    sentence = scene.annotated.sentence_of(m.head)
    low = max(sentence.start, m.start - _FAR)
    before, behind = _AGE_BEFORE.search(text[low : m.start]), _AGE_BEHIND.match(text, m.end)
    if before and not any(t.start <= low + before.start() < t.end for t in scene.annotated.subtree(m.head)):
        before = None  # the age of something else: `a 40-year-old freeze ended by X`
    found = behind or before
    if found and _YOUNGEST <= int(found[1]) <= _OLDEST and published is not None:
        span = Span(m.start, found.end()) if behind else Span(low + found.start(), m.end)
        yield Draft("fact", m, "age", span, value=found[1], date=on(published.day))


def _dated(scene: Scene, verb: Token, words: LifeWords) -> Iterator[Draft]:
    """`X was born in 1961`, `X, who died in 2015`: only with a date."""
    passive = scene.passive(verb) or verb.dep in {"acl", "amod"}
    if (verb.lemma in words.done_to and not passive) or not is_real(scene, verb, words.real):
        return
    label = "born" if verb.lemma == "bear" else "died"
    date = scene.date_of(verb)
    times = [t for t in scene.times_in(scene.sentence_span(scene.annotated.sentence_of(verb.i))) if t.range == date]
    if date.start is None or date.start != date.end or not any(_is_sure(scene, t) for t in times):
        return
    for person in filter(None, map(scene.at, scene.subjects(verb))):
        if person.kind == "person" and person.form != "nominal":
            spans = [Span(verb.start, verb.end), Span(person.start, person.end), *(Span(t.start, t.end) for t in times)]
            yield Draft("fact", person, label, scene.covering(*spans), value=date.start, date=date)


def _is_sure(scene: Scene, time: Timex) -> bool:
    """Is the year written, or that of the report's last months? `Six years later` hangs on another date, which may be a wrong one."""
    if re.search(r"\b\d{4}\b", scene.annotated.document.text[time.start : time.end]):
        return True
    published = scene.annotated.document.published
    day = on(published.day).days() if published else None
    told = time.range.days() if time.range else None
    return day is not None and told is not None and 0 <= (day[1] - told[0]).days <= _RECENT


def _related(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`X, the father of Y`, `Y's brother X`, `X, son of the premier Y`: both named in the sentence, if only by what a pronoun stands for."""
    described = scene.at(noun)
    whose = [*scene.children(noun, "poss"), *scene.after(noun, "of")]
    other = next((m for t in whose for m in _persons(scene, t) if _named_by(scene, m, noun)), None)
    if described is None or other is None or described.kind != "person":
        return
    beside = scene.at(scene.annotated.tokens[noun.head]) if noun.dep == "appos" else None
    near = [*_behind(scene, described), *([beside] if beside is not None else []), *scene.chain(described)]
    subject = next((m for m in near if _fits(scene, m, noun) and m.head != other.head), None)
    if subject is not None:
        span = scene.covering(Span(subject.start, subject.end), Span(described.start, described.end), Span(other.start, other.end))
        yield Draft("relation", subject, f"{noun.lemma}_of", span, other)


def _fits(scene: Scene, m: EntityMention, noun: Token) -> bool:
    return m.kind == "person" and m.form in NAMING and scene.annotated.tokens[m.head].sentence == noun.sentence


def _named_by(scene: Scene, m: EntityMention, noun: Token) -> bool:
    """Is whoever is meant named in the sentence, before a pronoun for him?"""
    return m.form in NAMING or any(_fits(scene, other, noun) and other.end <= m.start for other in scene.chain(m))


def _behind(scene: Scene, described: EntityMention) -> Iterator[EntityMention]:
    """`his brother X`; `his brother, X,`: behind one comma only before another."""
    text = scene.annotated.document.text
    for m in scene.beginning(described.end, described.end + 4):
        between = text[described.end : m.start]
        if not between.strip() or (between.strip() == "," and re.match(r"\s*[,.;]", text[m.end :])):
            yield m


def _persons(scene: Scene, token: Token) -> list[EntityMention]:
    """Persons in the phrase of a token, names first."""
    inside = [m for t in scene.annotated.subtree(token.i) for m in [scene.at(t)] if m is not None and m.kind == "person" and m.start >= token.start - _FAR]
    return sorted(inside, key=lambda m: (m.form not in NAMING, m.start))
