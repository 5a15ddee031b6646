"""Yields relations of entities: other names, part of, headquarters and branches, agencies of states, operators, types, leanings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.aliases import find_ties
from dragoman.extract.rules.other_names import NameWords, other_names
from dragoman.extract.rules.scene import Draft, Scene

_OF_THE = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)
_BODY = frozenset({"organisation", "facility"})


def find_relations(scene: Scene, names: NameWords) -> Iterator[Draft]:
    """Relations in no fixed order."""
    yield from _other_names(scene, names)
    yield from _based(scene)
    yield from _parts(scene)
    yield from _seats(scene)
    yield from _agencies(scene)
    yield from _operators(scene)
    yield from _leanings(scene)


def _other_names(scene: Scene, names: NameWords) -> Iterator[Draft]:
    told = set()
    for a, b, span in other_names(scene, names):
        told.add((a.id, b.id))
        yield Draft("relation", a, "alias_of", scene.covering(span), b)
    for tie in find_ties(scene.annotated, scene.entities, scene.lexicon):
        if tie.label in {"alias_of", "official_name"}:
            a, b = scene.entities[tie.a], scene.entities[tie.b]
            if (a.id, b.id) not in told:
                yield Draft("relation", a, tie.label, scene.covering(tie.span), b)


def _parts(scene: Scene) -> Iterator[Draft]:
    """`the Trade Committee of the State Council`: two named bodies with `of` between."""
    text = scene.annotated.document.text
    bodies = [m for m in scene.entities if m.kind in _BODY and m.form in {"name", "alias", "acronym"}]
    by_start = {m.start: m for m in sorted(bodies, key=lambda m: m.end)}
    for part in bodies:
        between = _OF_THE.match(text, part.end)
        whole = by_start.get(between.end()) if between else None
        if whole is not None and whole.anchor != part.anchor:
            yield Draft("relation", part, "part_of", Span(part.start, whole.end), whole)


def _seats(scene: Scene) -> Iterator[Draft]:
    """`X was the headquarters in Y for the agency Z`, `X, a branch of Z`."""
    nouns = scene.lexicon.words("heading_nouns")
    for noun in scene.annotated.tokens:
        if (noun.lemma not in nouns and noun.lemma != "part") or noun.dep not in {"attr", "appos"}:
            continue
        head = scene.annotated.tokens[noun.head]
        bearers = scene.subjects(head) if noun.dep == "attr" else _apposed(scene, head)
        for bearer in filter(None, map(scene.at, bearers)):
            whole = _whole(scene, noun, bearer)
            if whole is not None and bearer.kind in _BODY:
                label = "headquarters_of" if noun.lemma in {"headquarters", "hq", "seat"} else "part_of" if noun.lemma == "part" else "branch_of"
                yield Draft("relation", bearer, label, scene.covering(Span(bearer.start, bearer.end), Span(whole.start, whole.end)), whole)


def _apposed(scene: Scene, head: Token) -> list[Token]:
    """What an apposition describes: behind `the house in Port Sarn`, the house."""
    beside = scene.at(head)
    if beside is not None and beside.kind == "place" and head.dep == "pobj":
        return [scene.annotated.tokens[scene.annotated.tokens[head.head].head]]
    return [head]


def _based(scene: Scene) -> Iterator[Draft]:
    """`X, headquartered in Y House`, `Y House, which houses X`, `X is based in Port Sarn`: a building is the seat of a body, never the body."""
    for verb in scene.annotated.tokens:
        if verb.lemma not in {"headquarter", "base", "house"} or verb.pos not in {"VERB", "ADJ"}:
            continue
        bodies, seats = (scene.objects(verb), scene.subjects(verb)) if verb.lemma == "house" else (scene.subjects(verb), scene.after(verb, "in", "at"))
        for body in filter(None, map(scene.at, bodies)):
            for seat in filter(None, map(scene.at, seats)):
                if body.kind == "organisation" and seat.anchor != body.anchor and body.form != "pronoun":
                    span = scene.covering(Span(body.start, body.end), Span(seat.start, seat.end), Span(verb.start, verb.end))
                    if seat.kind in _BODY:
                        yield Draft("relation", seat, "headquarters_of", span, body)
                    elif seat.kind in {"place", "state"} and verb.lemma != "house":
                        yield Draft("relation", body, "based_in", span, seat)


def _whole(scene: Scene, noun: Token, bearer: EntityMention) -> EntityMention | None:
    """The named body behind `of` or `for`, a name rather than its description."""
    for token in scene.annotated.subtree(noun.i):
        m = scene.at(token)
        if token.i > noun.i and m is not None and m.kind in _BODY and m.anchor != bearer.anchor and m.form in {"name", "alias", "acronym"}:
            return m
    return None


def _agencies(scene: Scene) -> Iterator[Draft]:
    """`Norland's cultural agency, X`: a described arm of a state; `the ruling X party`: of the state it rules."""
    arms = scene.lexicon.words("arm_nouns")
    states = {s.country: s for s in reversed(scene.entities) if s.kind == "state"}
    for m in scene.entities:
        if m.kind != "organisation":
            continue
        head = scene.annotated.tokens[m.head]
        state = scene.state_in(Span(m.start, m.end))
        if m.form == "nominal" and head.lemma in arms and state is not None and state.kind == "state" and state.anchor != m.anchor:
            yield Draft("relation", m, "agency_of", Span(m.start, m.end), state)
        if m.sector == "PTY" and any(c.text.lower() in {"ruling", "governing"} for c in scene.annotated.subtree(m.head)):
            ruled = states.get(m.country)
            if ruled is not None:
                yield Draft("relation", m, "ruling_party_of", scene.clause(head), ruled)


def _operators(scene: Scene) -> Iterator[Draft]:
    """`the jet belonging to X`, `an X plane`; a craft's type by its name."""
    owning = scene.lexicon.words("owning") | {"operate", "own", "fly"}
    for m in scene.entities:
        if m.kind != "craft" or m.form == "pronoun":
            continue
        head = scene.annotated.tokens[m.head]
        for verb in scene.children(head, "acl", "relcl"):
            if verb.lemma in owning:
                for owner in filter(None, map(scene.at, [*scene.after(verb, "to"), *scene.after(verb, "by")])):
                    yield Draft("relation", m, "operated_by", Span(m.start, owner.end), owner)
        for other in scene.beginning(m.start, m.end):
            if other.end < m.end and other.kind == "organisation" and other.sector == "BUS" and m.form == "nominal":
                yield Draft("relation", m, "operated_by", Span(m.start, m.end), other)
        if m.form == "name" and any(ch.isdigit() for ch in m.text):
            yield Draft("relation", m, "type", Span(m.start, m.end), object_name=m.key or m.text)


def _leanings(scene: Scene) -> Iterator[Draft]:
    """`the pro-government X agency`: what the text says of an outlet's or body's stance."""
    words = sorted(scene.lexicon.words("leaning_words"), key=len, reverse=True)
    prefixes = sorted(scene.lexicon.words("leaning_prefixes"))
    leaning = re.compile(rf"\b(?:(?:{'|'.join(prefixes)})-\w+|(?:{'|'.join(map(re.escape, words))}))\b")  # lower case: not a word of the name
    for m in scene.entities:
        if m.kind != "organisation" or m.form in {"pronoun", "demonym", "metonym"} or (m.form == "nominal" and m.sector != "JRN"):
            continue
        low = min((t.start for t in scene.annotated.subtree(m.head) if t.sentence == scene.annotated.tokens[m.head].sentence), default=m.start)
        low = max(low, m.start - 60)
        found = leaning.search(scene.annotated.document.text, min(low, m.start), m.end)
        if found and (found.end() <= m.start + 40):
            yield Draft("relation", m, "leaning", Span(min(found.start(), m.start), m.end), object_name=found.group().lower())
