"""Yields roles: titles that persons are given, offices they lead or hold, with the time where it is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Draft, Scene
from dragoman.extract.rules.titles import LED, TitleFinder

_CREDIT = re.compile(r"\s*[/,|–-]\s*")
_BODIES = frozenset({"organisation", "facility", "state", "group"})


def find_roles(scene: Scene) -> Iterator[Draft]:
    """Roles in no fixed order."""
    yield from _titles(scene)
    for verb in scene.annotated.tokens:
        if verb.lemma in scene.lexicon.words("leading") and verb.pos == "VERB":
            yield from _leading(scene, verb)
    yield from _credits(scene)


def _titles(scene: Scene) -> Iterator[Draft]:
    for title in TitleFinder(scene.annotated, scene.entities, scene.lexicon).find():
        if title.title == LED and scene.annotated.tokens[title.head].pos == "VERB":
            continue  # told by the verb, below
        person = scene.entities[title.person]
        body = scene.entities[title.body] if title.body is not None else None
        head = scene.annotated.tokens[title.head]
        since, until = scene.period(head)
        governor = next((t for t in scene.annotated.ancestors(head.i) if t.pos in {"VERB", "AUX"}), None)
        predicated = governor is not None and head.dep in {"attr", "oprd", "pobj"}
        if predicated and governor is not None and not since.known and not until.known:
            since, until = scene.period(governor)
        yield Draft("role", person, title.title, scene.covering(title.span), body, None, None, since, until)


def _leading(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`the agency led by X`, `X heads the office`."""
    if scene.passive(verb):
        persons, bodies = scene.after(verb, "by"), scene.subjects(verb)
    else:
        persons, bodies = scene.subjects(verb), scene.objects(verb)
    since, until = scene.period(verb)
    for person in (scene.at(t) for t in persons):
        for body in (scene.at(t) for t in bodies):
            if person and body and person.kind == "person" and body.kind in _BODIES and person.form != "nominal":
                span = scene.covering(Span(person.start, person.end), Span(body.start, body.end), Span(verb.start, verb.end))
                times = [t for t in scene.times_in(scene.sentence_span(scene.annotated.sentence_of(verb.i))) if since.known and t.range == since]
                yield Draft("role", person, _head_of(scene, body), scene.covering(span, *(Span(t.start, t.end) for t in times)), body, since=since, until=until)


def _head_of(scene: Scene, body: EntityMention) -> str:
    """`head`, with what is led where it has no name of its own."""
    named = any(m.form not in {"nominal", "pronoun"} for m in scene.chain(body))
    return "head" if named or body.form != "nominal" else f"head of {body.text[0].lower()}{body.text[1:]}"


def _credits(scene: Scene) -> Iterator[Draft]:
    """`[X/Agency]` under a picture."""
    text = scene.annotated.document.text
    label = scene.lexicon.words("credits")
    for person in [*scene.entities, *scene.unparsed]:
        if person.kind != "person" or person.form in {"nominal", "pronoun"} or text[max(person.start - 1, 0) : person.start] not in {"[", "("}:
            continue
        for outlet in [*scene.entities, *scene.unparsed]:
            if outlet.kind == "organisation" and person.end < outlet.start <= person.end + 3 and _CREDIT.fullmatch(text[person.end : outlet.start]):
                yield Draft("role", person, min(label), Span(person.start, outlet.end), outlet)
