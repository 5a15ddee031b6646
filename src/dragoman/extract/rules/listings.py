"""Yields listings: entry bans, sanctions and closures against somebody, with authority, date and the stated ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Span, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.measures import AUTHORITIES, TARGETS, Measure, Words, actor_of, affected_by, first_at, is_real, mentions_at, without
from dragoman.extract.rules.measures_taken import measure_taken
from dragoman.extract.rules.scene import Draft, Scene
from dragoman.extract.rules.spans import times_over

_LONGEST_GROUND = 200


def find_listings(scene: Scene, words: Words) -> Iterator[Draft]:
    """Listings in text order; a list that is only pointed at (`the same list`) is of the kind of the last one.

    What is only demanded, threatened, planned, denied or supposed is no listing.
    """
    last: Measure | None = None
    told: set[tuple[int, str, str]] = set()
    for token in scene.annotated.tokens:
        measure = without(_like_last(_measure(scene, token, last, words), last))
        if measure is None or not is_real(scene, token, words):
            continue
        for target in measure.targets:
            if _too_general(scene, measure, target):
                continue
            # `imposed` and `sanctions` tell one measure of one sentence.
            key = (measure.verb.i, target.id, measure.kind)
            if key not in told:
                told.add(key)
                yield _draft(scene, measure, target, words)
        last = measure if measure.kind != "closure" else last


def _too_general(scene: Scene, measure: Measure, target: EntityMention) -> bool:
    """`individuals`, and, of what is closed, `schools`: nobody in particular."""
    head = scene.annotated.tokens[target.head]
    plural = measure.kind == "closure" and scene.lexicon.is_plural(head)
    return target.form == "nominal" and (plural or head.lemma in scene.lexicon.words("too_general"))


def _like_last(measure: Measure | None, last: Measure | None) -> Measure | None:
    """`was blacklisted earlier` by nobody named, behind a ban: on the list that the ban is told of."""
    if measure is None or last is None or measure.authority is not None or measure.measure != "blacklisting":
        return measure
    return replace(measure, kind=last.kind, authority=last.authority)


def _measure(scene: Scene, token: Token, last: Measure | None, words: Words) -> Measure | None:
    return measure_taken(scene, token, words) or _by_verb(scene, token, last) or _by_noun(scene, token, last, words)


def _by_verb(scene: Scene, token: Token, last: Measure | None) -> Measure | None:
    words = scene.lexicon.words
    if token.pos not in {"VERB", "AUX"}:
        return None
    if token.lemma in words("banning") and (ban := _ban(scene, token)):
        return ban
    if token.lemma == "sanction":
        return _plain(scene, token, "sanction")
    if token.lemma in words("following") and any(c.lemma == "suit" for c in scene.children(token, "dobj")) and last is not None:
        return Measure(last.kind, token, last.targets, first_at(scene, scene.subjects(token), AUTHORITIES), last.measure)
    if token.lemma in words("listing"):
        return _on_list(scene, token, last)
    return _plain(scene, token, "closure") if token.lemma in words("closing") else None


def _by_noun(scene: Scene, token: Token, last: Measure | None, words: Words) -> Measure | None:
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    if token.lemma in scene.lexicon.words("sanction_words"):
        return _sanctions(scene, token)
    if token.lemma in scene.lexicon.words("closing_nouns"):
        return _closure_of(scene, token)
    return _standing(scene, token, last, words) if token.lemma in scene.lexicon.words("lists") else None


def _standing(scene: Scene, noun: Token, last: Measure | None, words: Words) -> Measure | None:
    """`X has been on Y's sanctions list since 2029`."""
    on = scene.annotated.tokens[noun.head]
    verb = scene.annotated.tokens[on.head]
    if on.text.lower() != "on" or verb.lemma not in words.of("being"):
        return None
    targets = mentions_at(scene, scene.subjects(verb), TARGETS)
    kind = _kind_of_list(scene, noun)
    holder = scene.state_in(scene.clause(*scene.annotated.subtree(noun.i)))
    holder = holder or (last.authority if last else None)
    return Measure(kind, verb, targets, holder) if kind and targets and holder else None


def _ban(scene: Scene, verb: Token) -> Measure | None:
    """`X was barred from entering Y`, `Y banned X from entry`, `Y denied entry to X`."""
    words = {t.text.lower() for t in scene.annotated.subtree(verb.i)}
    if not words & scene.lexicon.words("entering"):
        return None
    targets = affected_by(scene, verb, frozenset({"person", "group"}))
    if not targets:
        targets = mentions_at(scene, [*scene.after(verb, "to")], frozenset({"person", "group"}))
    return Measure("entry_ban", verb, targets, actor_of(scene, verb) or _entered(scene, verb)) if targets else None


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


def _plain(scene: Scene, verb: Token, kind: str) -> Measure | None:
    """`Y sanctioned X`, `X was closed by Y`: a named or described target and, for closing, a state or body that acts."""
    kinds = frozenset({"organisation", "facility"}) if kind == "closure" else TARGETS - {"state"}
    targets = affected_by(scene, verb, kinds)
    authority = actor_of(scene, verb)
    if authority is None and kind == "closure":
        return None
    targets = tuple(t for t in targets if authority is None or t.anchor != authority.anchor)
    return Measure(kind, verb, targets, authority) if targets else None


def _sanctions(scene: Scene, noun: Token) -> Measure | None:
    """`imposed sanctions on X`, `X is under Y sanctions`."""
    verb = scene.annotated.tokens[noun.head]
    inside = scene.state_in(scene.clause(*[t for t in scene.annotated.subtree(noun.i) if t.i <= noun.i]))
    if verb.lemma in scene.lexicon.words("imposing") and verb.pos == "VERB":
        targets = mentions_at(scene, [*scene.after(noun, "on", "against"), *scene.after(verb, "on", "against")], TARGETS)
        actor = actor_of(scene, verb) or inside
        return Measure("sanction", verb, targets, actor) if targets and actor else None
    if noun.dep == "pobj" and verb.text.lower() == "under":
        holder = scene.annotated.tokens[verb.head]
        tokens = scene.subjects(holder) if holder.pos in {"VERB", "AUX"} else [holder]
        targets = mentions_at(scene, tokens, TARGETS)
        return Measure("sanction", noun, targets, inside) if targets and inside else None
    return None


def _on_list(scene: Scene, verb: Token, last: Measure | None) -> Measure | None:
    """`X was put on the list of persons barred from entering Y`; `Y's list includes X and Z`."""
    lists = scene.lexicon.words("lists")
    held = next((t for t in scene.after(verb, "in", "on", "to", "into") if t.lemma in lists), None)
    if held is not None:
        targets = affected_by(scene, verb)
    else:
        held = next((t for t in scene.subjects(verb) if t.lemma in lists), None)
        targets = mentions_at(scene, scene.objects(verb), TARGETS)
    if held is None or not targets:
        return None
    kind = _kind_of_list(scene, held) or (last.kind if last else "other")
    place = [m for t in scene.annotated.subtree(held.i) for m in [scene.at(t)] if m is not None and m.kind in AUTHORITIES and m.country]
    authority = actor_of(scene, verb) if scene.annotated.tokens[held.head].lemma != verb.lemma or scene.passive(verb) else None
    authority = authority or _entered(scene, held) or (place[0] if place else None) or (last.authority if last else None)
    return Measure(kind, verb, tuple(t for t in targets if authority is None or t.anchor != authority.anchor), authority)


def _kind_of_list(scene: Scene, noun: Token) -> str | None:
    words = {t.text.lower() for t in scene.annotated.subtree(noun.i)} | {t.lemma for t in scene.annotated.subtree(noun.i)}
    if words & scene.lexicon.words("sanction_words"):
        return "sanction"
    return "entry_ban" if words & scene.lexicon.words("entry_words") else None


def _closure_of(scene: Scene, noun: Token) -> Measure | None:
    """`Y announced the closure of X`."""
    targets = mentions_at(scene, scene.after(noun, "of"), frozenset({"organisation", "facility"}))
    verb = scene.annotated.tokens[noun.head]
    if not targets or verb.pos != "VERB" or verb.lemma not in scene.lexicon.words("announcing"):
        return None
    authority = actor_of(scene, verb)
    return Measure("closure", verb, targets, authority) if authority else None


def _draft(scene: Scene, measure: Measure, target: EntityMention, words: Words) -> Draft:
    spans = [Span(target.start, target.end), Span(measure.verb.start, measure.verb.end)]
    if measure.authority is not None and scene.annotated.sentence_of(measure.authority.head).i == measure.verb.sentence:
        spans.append(Span(measure.authority.start, measure.authority.end))
    draft = Draft(
        "listing", target, measure.kind, scene.covering(*spans), measure.authority, None, value=measure.measure, ground=_ground(scene, measure.verb, words),
    )  # fmt: skip
    when = _date(scene, measure.verb)
    if not measure.ended:
        return replace(draft, date=when)
    published = scene.annotated.document.published
    # Lifted, it is not told when: by the day of the report at the latest.
    return replace(draft, until=when if when.known else DateRange(None, published.day) if published else UNKNOWN, ground=None)


def _date(scene: Scene, token: Token) -> DateRange:
    verb = token if token.pos in {"VERB", "AUX"} else next((t for t in scene.annotated.ancestors(token.i) if t.pos in {"VERB", "AUX"}), token)
    found = scene.date_of(verb)
    if found.known:
        return found
    # `declared X persona non grata on 5 March`: where the sentence has one verb and one date, they belong together, wherever the parser hangs it.
    sentence = scene.annotated.sentence_of(verb.i)
    verbs = [t for t in scene.annotated.sentence_tokens(sentence) if t.pos == "VERB"]
    times = scene.times_in(scene.sentence_span(sentence)) if len(verbs) == 1 else []
    return times[0].range or UNKNOWN if len(times) == 1 else UNKNOWN


def _ground(scene: Scene, verb: Token, words: Words) -> str | None:
    """The words behind `for`, `due to`, `in connection with` in the same sentence."""
    text = scene.annotated.document.text
    sentence = scene.annotated.sentence_of(verb.i)
    for phrase in sorted(words.of("ground_phrases")):
        # Not by lower(): that may change the length of a text (İ), and with it all offsets.
        match = re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE).search(text, sentence.start, sentence.end)
        at = match.start() if match else -1
        if at >= 0:
            token = next((t for t in scene.annotated.sentence_tokens(sentence) if t.start >= at), None)
            return _words(scene, scene.annotated.subtree(token.i), at) if token is not None else None
    under = [c for c in scene.annotated.subtree(verb.i) if c.dep == "prep" and c.text.lower() in scene.lexicon.words("ground_prepositions")]
    for c in under:
        if c.i > verb.i and scene.annotated.tokens[c.head].i >= verb.i and not _is_term(scene, c, words) and _own(scene, c, verb):
            return _words(scene, scene.annotated.subtree(c.i), c.start)
    return None


def _own(scene: Scene, preposition: Token, verb: Token) -> bool:
    """Does it hang on the verb rather than on another that is coordinated with it?"""
    between = (t for t in scene.annotated.ancestors(preposition.i) if t.i > verb.i)
    return not any(t.dep == "conj" and t.pos == "VERB" for t in between)


def _is_term(scene: Scene, preposition: Token, words: Words) -> bool:
    """`for five years`, `over the weekend`: a time, not a ground."""
    nouns = scene.children(preposition, "pobj")
    return any(n.lemma in words.of("terms") or times_over(scene.annotated, n.start, n.end) for n in nouns)


def _words(scene: Scene, tokens: Sequence[Token], start: int) -> str | None:
    kept = [t for t in tokens if t.start >= start]
    while kept and kept[-1].pos in {"PUNCT", "SPACE"}:
        kept.pop()
    return " ".join(scene.annotated.document.text[start : min(kept[-1].end, start + _LONGEST_GROUND)].split()) if kept else None
