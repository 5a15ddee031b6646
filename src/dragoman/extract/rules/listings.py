"""Yields listings: entry bans, sanctions and closures against somebody, with authority, date and the stated ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.core.dates import DateRange
from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.scene import Draft, Scene

_TARGETS = frozenset({"person", "organisation", "group", "facility", "craft", "state"})
_AUTHORITIES = frozenset({"state", "organisation"})
_LONGEST_GROUND = 200


@dataclass(frozen=True, slots=True)
class _Measure:
    """A verb that lists somebody: kind of listing, targets and authority as tokens or mentions."""

    kind: str
    verb: Token
    targets: tuple[EntityMention, ...]
    authority: EntityMention | None


def find_listings(scene: Scene) -> Iterator[Draft]:
    """Listings in text order; a list that is only pointed at (`the same list`) is of the kind of the last one."""
    last: _Measure | None = None
    for token in scene.annotated.tokens:
        measure = _measure(scene, token, last)
        if measure is None:
            continue
        for target in measure.targets:
            if scene.annotated.tokens[target.head].lemma in scene.lexicon.words("too_general") and target.form == "nominal":
                continue
            yield _draft(scene, measure, target)
        last = measure


def _measure(scene: Scene, token: Token, last: _Measure | None) -> _Measure | None:
    words = scene.lexicon.words
    if token.pos in {"VERB", "AUX"}:
        if token.lemma in words("banning"):
            return _ban(scene, token)
        if token.lemma == "sanction":
            return _plain(scene, token, "sanction")
        if token.lemma in words("following") and any(c.lemma == "suit" for c in scene.children(token, "dobj")) and last is not None:
            return _Measure(last.kind, token, last.targets, _first(scene, scene.subjects(token), _AUTHORITIES))
        if token.lemma in words("listing"):
            return _on_list(scene, token, last)
        if token.lemma in words("closing"):
            return _plain(scene, token, "closure")
    if token.pos in {"NOUN", "PROPN"}:
        if token.lemma in words("sanction_words"):
            return _sanctions(scene, token)
        if token.lemma in words("closing_nouns"):
            return _closure_of(scene, token)
    return None


def _mentions(scene: Scene, tokens: Sequence[Token], kinds: frozenset[str]) -> tuple[EntityMention, ...]:
    """Mentions at tokens; `his name` stands for him."""
    found = []
    for t in tokens:
        owners = scene.children(t, "poss") if t.lemma == "name" else []
        for m in map(scene.at, owners or [t]):
            if m is not None and m.kind in kinds:
                found.append(m)
    return tuple(found)


def _first(scene: Scene, tokens: Sequence[Token], kinds: frozenset[str]) -> EntityMention | None:
    found = _mentions(scene, tokens, kinds)
    return found[0] if found else None


def _actor(scene: Scene, verb: Token) -> EntityMention | None:
    tokens = scene.after(verb, "by") if scene.passive(verb) else scene.subjects(verb)
    return _first(scene, tokens, _AUTHORITIES)


def _affected(scene: Scene, verb: Token, kinds: frozenset[str] = _TARGETS) -> tuple[EntityMention, ...]:
    return _mentions(scene, scene.subjects(verb) if scene.passive(verb) else scene.objects(verb), kinds)


def _ban(scene: Scene, verb: Token) -> _Measure | None:
    """`X was barred from entering Y`, `Y banned X from entry`, `Y denied entry to X`."""
    words = {t.text.lower() for t in scene.annotated.subtree(verb.i)}
    if not words & scene.lexicon.words("entering"):
        return None
    targets = _affected(scene, verb, frozenset({"person", "group"}))
    if not targets:
        targets = _mentions(scene, [*scene.after(verb, "to")], frozenset({"person", "group"}))
    return _Measure("entry_ban", verb, targets, _actor(scene, verb) or _entered(scene, verb)) if targets else None


def _entered(scene: Scene, top: Token) -> EntityMention | None:
    """The state that is not to be entered: whoever else could bar the way?"""
    after = [t for t in scene.annotated.subtree(top.i) if t.i > top.i]
    first = next((t.i for t in after if t.text.lower() in scene.lexicon.words("entering") | {"prohibited"}), None)
    if first is None:
        return None
    for t in after:
        m = scene.at(t)
        if t.i > first and m is not None and m.kind == "state":
            return m if m.country else _of_speaker(scene, m)
    return None


def _of_speaker(scene: Scene, m: EntityMention) -> EntityMention | None:
    """`our country` names none: the state named last before it in the same sentence."""
    before = scene.beginning(scene.annotated.sentence_of(m.head).start, m.start)
    return next((e for e in reversed(before) if e.kind == "state" and e.country), None)


def _plain(scene: Scene, verb: Token, kind: str) -> _Measure | None:
    """`Y sanctioned X`, `X was closed by Y`: a named or described target and, for closing, a state or body that acts."""
    kinds = frozenset({"organisation", "facility"}) if kind == "closure" else _TARGETS - {"state"}
    targets = _affected(scene, verb, kinds)
    authority = _actor(scene, verb)
    if authority is None and kind == "closure":
        return None
    targets = tuple(t for t in targets if authority is None or t.anchor != authority.anchor)
    return _Measure(kind, verb, targets, authority) if targets else None


def _sanctions(scene: Scene, noun: Token) -> _Measure | None:
    """`imposed sanctions on X`, `X is under Y sanctions`."""
    verb = scene.annotated.tokens[noun.head]
    inside = scene.state_in(scene.clause(*[t for t in scene.annotated.subtree(noun.i) if t.i <= noun.i]))
    if verb.lemma in scene.lexicon.words("imposing") and verb.pos == "VERB":
        targets = _mentions(scene, [*scene.after(noun, "on", "against"), *scene.after(verb, "on", "against")], _TARGETS)
        actor = _actor(scene, verb) or inside
        return _Measure("sanction", verb, targets, actor) if targets and actor else None
    if noun.dep == "pobj" and verb.text.lower() == "under":
        holder = scene.annotated.tokens[verb.head]
        tokens = scene.subjects(holder) if holder.pos in {"VERB", "AUX"} else [holder]
        targets = _mentions(scene, tokens, _TARGETS)
        return _Measure("sanction", noun, targets, inside) if targets and inside else None
    return None


def _on_list(scene: Scene, verb: Token, last: _Measure | None) -> _Measure | None:
    """`X was put on the list of persons barred from entering Y`; `Y's list includes X and Z`."""
    lists = scene.lexicon.words("lists")
    held = next((t for t in scene.after(verb, "in", "on", "to", "into") if t.lemma in lists), None)
    if held is not None:
        targets = _affected(scene, verb)
    else:
        held = next((t for t in scene.subjects(verb) if t.lemma in lists), None)
        targets = _mentions(scene, scene.objects(verb), _TARGETS)
    if held is None or not targets:
        return None
    kind = _kind_of_list(scene, held) or (last.kind if last else "other")
    place = [m for t in scene.annotated.subtree(held.i) for m in [scene.at(t)] if m is not None and m.kind in _AUTHORITIES and m.country]
    authority = _actor(scene, verb) if scene.annotated.tokens[held.head].lemma != verb.lemma or scene.passive(verb) else None
    authority = authority or _entered(scene, held) or (place[0] if place else None) or (last.authority if last else None)
    return _Measure(kind, verb, tuple(t for t in targets if authority is None or t.anchor != authority.anchor), authority)


def _kind_of_list(scene: Scene, noun: Token) -> str | None:
    words = {t.text.lower() for t in scene.annotated.subtree(noun.i)} | {t.lemma for t in scene.annotated.subtree(noun.i)}
    if words & scene.lexicon.words("sanction_words"):
        return "sanction"
    return "entry_ban" if words & scene.lexicon.words("entry_words") else None


def _closure_of(scene: Scene, noun: Token) -> _Measure | None:
    """`Y announced the closure of X`."""
    targets = _mentions(scene, scene.after(noun, "of"), frozenset({"organisation", "facility"}))
    verb = scene.annotated.tokens[noun.head]
    if not targets or verb.pos != "VERB" or verb.lemma not in scene.lexicon.words("announcing"):
        return None
    authority = _actor(scene, verb)
    return _Measure("closure", verb, targets, authority) if authority else None


def _draft(scene: Scene, measure: _Measure, target: EntityMention) -> Draft:
    spans = [Span(target.start, target.end), Span(measure.verb.start, measure.verb.end)]
    if measure.authority is not None and scene.annotated.sentence_of(measure.authority.head).i == measure.verb.sentence:
        spans.append(Span(measure.authority.start, measure.authority.end))
    return Draft(
        "listing", target, measure.kind, scene.covering(*spans), measure.authority, None,
        date=_date(scene, measure.verb), ground=_ground(scene, measure.verb),
    )  # fmt: skip


def _date(scene: Scene, token: Token) -> DateRange:
    verb = token if token.pos == "VERB" else next((t for t in scene.annotated.ancestors(token.i) if t.pos in {"VERB", "AUX"}), token)
    return scene.date_of(verb)


def _ground(scene: Scene, verb: Token) -> str | None:
    """The words behind `for`, `due to`, `in connection with` in the same clause."""
    text = scene.annotated.document.text
    sentence = scene.annotated.sentence_of(verb.i)
    for phrase in sorted(scene.lexicon.words("ground_phrases")):
        # Not by lower(): that may change the length of a text (İ), and with it all offsets.
        match = re.compile(re.escape(phrase), re.IGNORECASE).search(text, sentence.start, sentence.end)
        at = match.start() if match else -1
        if at >= 0:
            token = next((t for t in scene.annotated.sentence_tokens(sentence) if t.start >= at), None)
            return _words(scene, scene.annotated.subtree(token.i), at) if token is not None else None
    under = [c for c in scene.annotated.subtree(verb.i) if c.dep == "prep" and c.text.lower() in scene.lexicon.words("ground_prepositions")]
    for c in under:
        if c.i > verb.i and scene.annotated.tokens[c.head].i >= verb.i:
            return _words(scene, scene.annotated.subtree(c.i), c.start)
    return None


def _words(scene: Scene, tokens: Sequence[Token], start: int) -> str | None:
    kept = [t for t in tokens if t.start >= start]
    while kept and kept[-1].pos in {"PUNCT", "SPACE"}:
        kept.pop()
    return " ".join(scene.annotated.document.text[start : min(kept[-1].end, start + _LONGEST_GROUND)].split()) if kept else None
