"""Yields dated facts of entities: founded, opened, closed, how many, where, the year of a law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.dates import DateRange
from dragoman.core.documents import Span, Timex, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Draft, Scene
from dragoman.extract.rules.spans import times_over

_THINGS = frozenset({"organisation", "facility", "craft", "law", "document", "group"})
_YEAR = re.compile(r"\s*\((\d{4})\)")
_LABELS = {"open": "opened", "inaugurate": "opened", "launch": "launched", "register": "registered", "build": "built"}


def find_facts(scene: Scene) -> Iterator[Draft]:
    """Facts in no fixed order."""
    for verb in scene.annotated.tokens:
        if verb.pos != "VERB":
            continue
        if verb.lemma in scene.lexicon.words("founding"):
            yield from _dated(scene, verb, _LABELS.get(verb.lemma, "founded"))
        elif verb.lemma in scene.lexicon.words("leaving"):
            yield from _dated(scene, verb, "dissolved" if verb.lemma != "close" else "closed")
        elif verb.lemma in scene.lexicon.words("issuing") and verb.tag in {"VBD", "VBN"}:
            yield from _issued(scene, verb)
        elif verb.lemma in scene.lexicon.words("moving"):
            yield from _moved(scene, verb)
        if verb.lemma in scene.lexicon.words("measuring"):
            yield from _counted(scene, verb)
    yield from _years(scene)


def _dated(scene: Scene, verb: Token, label: str) -> Iterator[Draft]:
    """`X was founded in 2008 by Y`, `established in 2008 and opened in 2014, X …`: only with a date or a founder."""
    things = scene.subjects(verb) if scene.passive(verb) or not scene.objects(verb) else scene.objects(verb)
    times = _own_times(scene, verb)
    by = [scene.at(t) for t in scene.after(verb, "by")] if scene.passive(verb) else []
    founders = [m for m in by if m is not None and m.kind in {"person", "state", "organisation"}]
    if not times and not founders:
        return
    for thing in _right_before(scene, verb) or list(filter(None, map(scene.at, things))):
        if thing.kind not in _THINGS:
            continue
        date = times[0].range if times else None
        spans = [Span(verb.start, verb.end), *(Span(t.start, t.end) for t in times[:1]), *(Span(m.start, m.end) for m in founders)]
        value = _phrase(scene, times[0] if times else None, [m.name for m in founders])
        draft = Draft("fact", thing, label, scene.covering(*spans), value=value)
        yield Draft("fact", thing, label, scene.covering(*spans), value=value, date=date) if date else draft


def _issued(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`a note was sent on 3 May`, `signed a decree on Friday`: the days of a paper or law, under the word that tells what was done with it.

    `must be published within a year of the accident`: due then.
    """
    times = [t for t in _own_times(scene, verb) if t.range is not None]
    days = times[0].range if times else None
    due = any(c.dep == "aux" and c.tag == "MD" for c in scene.annotated.children(verb.i))
    if days is None or (times[0].type == "DURATION") != due:
        return
    for thing in filter(None, map(scene.at, scene.subjects(verb) if scene.passive(verb) else scene.objects(verb))):
        if thing.kind in {"document", "law"} and thing.form != "pronoun":
            spans = Span(verb.start, verb.end), Span(times[0].start, times[0].end)
            label, date = ("due", DateRange(days.end, days.end)) if due else (verb.text.lower(), days)
            yield Draft("fact", thing, label, scene.covering(*spans), value=_phrase(scene, times[0], []), date=date)


def _right_before(scene: Scene, verb: Token) -> list[EntityMention]:
    """`… under the X Centre, established in 2001`: a participle behind a comma tells of what stands before it, wherever the parser hangs it."""
    if verb.tag != "VBN" or verb.dep not in {"advcl", "acl"} or scene.annotated.tokens[verb.i - 1].text != ",":
        return []
    end = scene.annotated.tokens[verb.i - 2].end if verb.i > 1 else -1
    return [m for m in scene.ending(end) if m.kind in _THINGS and m.form not in {"pronoun", "demonym"}][:1]


def _own_times(scene: Scene, verb: Token) -> list[Timex]:
    """Times on the verb's own prepositions, not those of a verb coordinated with it."""
    found = []
    for c in scene.annotated.children(verb.i):
        if c.dep in {"prep", "npadvmod", "advmod", "pobj"}:
            tokens = scene.annotated.subtree(c.i)
            near = times_over(scene.annotated, tokens[0].start, tokens[-1].end)
            found += [t for t in near if t.range is not None and t.range.known and any(k.start < t.end and t.start < k.end for k in tokens)]
    return sorted(found, key=lambda t: t.start)


def _phrase(scene: Scene, time: Timex | None, founders: list[str]) -> str:
    words = [scene.annotated.document.text[time.start : time.end]] if time else []
    return " ".join([*words, *(["by " + ", ".join(founders)] if founders else [])])


def _counted(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`X operates in 70 countries`, `X has 500 members`."""
    subjects = [m for m in map(scene.at, scene.subjects(verb)) if m is not None and m.kind in {"organisation", "facility", "state"}]
    for noun in [*scene.objects(verb), *scene.after(verb, "in", "of")]:
        number = next((c for c in scene.children(noun, "nummod")), None)
        if number is None or noun.lemma not in scene.lexicon.words("counted"):
            continue
        for thing in subjects:
            words = scene.annotated.document.text[number.start : noun.end]
            yield Draft("fact", thing, f"{noun.lemma}_count", Span(min(verb.start, number.start), noun.end), value=" ".join(words.split()))


def _moved(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`the office relocated to a building at 5 North Street`."""
    places = [m for t in scene.annotated.subtree(verb.i) for m in [scene.at(t)] if m is not None and m.kind == "facility" and t.i > verb.i]
    streets = [m for m in places if m.form == "name" and set(m.text.lower().split()) & scene.lexicon.words("address_nouns")]
    for thing in filter(None, map(scene.at, scene.subjects(verb))):
        if thing.kind in {"organisation", "facility"}:
            for street in streets[:1]:
                yield Draft("fact", thing, "address", Span(min(verb.start, street.start), street.end), value=street.text, date=scene.date_of(verb))


def _years(scene: Scene) -> Iterator[Draft]:
    """`the Northern Fisheries Agreement (1992)`."""
    text = scene.annotated.document.text
    for m in scene.entities:
        found = _YEAR.match(text, m.end) if m.kind in {"law", "document"} and m.form in {"name", "alias", "acronym", "nominal"} else None
        if not found:
            continue
        year = next((t for t in times_over(scene.annotated, found.start(1), found.start(1) + 1) if t.range is not None), None)
        if year is not None and year.range is not None:
            yield Draft("fact", m, "dated", Span(m.start, found.end()), value=found.group(1), date=year.range)
