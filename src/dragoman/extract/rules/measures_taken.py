"""Yields measures by what is imposed on somebody or lifted: sanctions and bans by noun, assets, designations, expulsions, licences, activities."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.core.documents import Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.measures import BODIES, PEOPLE, TARGETS, Measure, Words, actor_of, affected_by, first_at, mentions_at, owners_of, without
from dragoman.extract.rules.scene import Scene

_LONGEST_NAME = 3
_FARTHEST = 400
"""Code points behind a verb in which what is declared must stand."""
_ON = ("on", "against", "for", "upon", "from")


def measure_taken(scene: Scene, token: Token, words: Words) -> Measure | None:
    """The measure that a verb or noun tells of; None where it tells of none."""
    finders: tuple[Callable[[Scene, Token, Words], Measure | None], ...]
    if token.pos in {"NOUN", "PROPN"}:
        finders = (_imposed,)
    elif token.pos == "VERB":
        finders = (_declared, _frozen, _blacklisted, _expelled, _revoked, _stopped, _outlawed)
    else:
        return None
    return next((found for finder in finders if (found := without(finder(scene, token, words)))), None)


def _imposed(scene: Scene, noun: Token, words: Words) -> Measure | None:
    """`Y slapped a travel ban on X`, `Y lifted its sanctions on X`, `the entry ban on X was lifted by Y`, `Y put X under a travel ban`."""
    named = _named(scene, noun, words)
    if named is None:
        return None
    kind, measure = named
    verb = scene.annotated.tokens[noun.head]
    if noun.dep == "pobj" and verb.text.lower() == "under":
        verb = scene.annotated.tokens[verb.head]
        targets, ended = affected_by(scene, verb), False
        if verb.lemma not in words.of("imposing") | words.of("declaring"):
            return None
    else:
        if noun.dep not in {"dobj", "nsubjpass", "conj"} or verb.pos != "VERB" or verb.lemma not in words.of("imposing") | words.of("lifting"):
            return None
        ended = verb.lemma in words.of("lifting")
        targets = mentions_at(scene, [*scene.after(noun, *_ON), *scene.after(verb, *_ON)], TARGETS)
    inside = scene.state_in(scene.clause(*[t for t in scene.annotated.subtree(noun.i) if t.i <= noun.i]))
    authority = actor_of(scene, verb) or inside
    return Measure(kind, verb, targets, authority, measure, ended) if authority or ended or measure else None


def _named(scene: Scene, noun: Token, words: Words) -> tuple[str, str | None] | None:
    """The longest phrase that ends with the noun."""
    first = scene.annotated.sentence_of(noun.i).first
    for length in range(_LONGEST_NAME, 0, -1):
        at = noun.i - length + 1
        if at >= first:
            before = [t.text.lower() for t in scene.annotated.tokens[at : noun.i]]
            found = words.nouns.get(" ".join([*before, noun.lemma.lower()]))
            if found:
                return found
    return None


def _declared(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y declared X persona non grata`, `X was designated as a terrorist organisation by Y`: what is said of X stands behind the verb."""
    if verb.lemma not in words.of("declaring"):
        return None
    sentence = scene.annotated.sentence_of(verb.i)
    behind = scene.annotated.document.text[verb.end : min(sentence.end, verb.end + _FARTHEST)]  # not by lower(): that may change offsets (İ)
    found = [(m.start(), -len(phrase), phrase) for phrase in words.predicates if (m := re.search(rf"\b{re.escape(phrase)}s?\b", behind, re.IGNORECASE))]
    if not found:
        return None
    at, _, phrase = min(found)
    if ";" in behind[:at] or re.search(r"\b(?:that|who|which|by|after|over)\b", behind[:at].split(" as ")[-1], re.IGNORECASE):
        return None
    kind, measure = words.predicates[phrase]
    targets = affected_by(scene, verb, PEOPLE | BODIES) if scene.passive(verb) else ()
    if not scene.passive(verb):
        between = [m for m in scene.beginning(verb.end, verb.end + at) if m.kind in PEOPLE | BODIES and m.form not in {"demonym", "pronoun"}]
        outer = [m for m in between if m.end <= verb.end + at and not any(o is not m and o.start <= m.start and m.end <= o.end for o in between)]
        named = [m for m in outer if m.form != "nominal"]
        targets = tuple({m.anchor: m for m in named or outer}.values())
    if verb.lemma in {"add", "place", "put", "list"} and "list" not in behind[at:].lower():
        return None
    return Measure(kind, verb, targets, actor_of(scene, verb), measure)


def _frozen(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y froze the assets of X`, `X's accounts were unfrozen`."""
    ended = verb.lemma in words.of("unfreezing")
    if not ended and verb.lemma not in words.of("freezing"):
        return None
    held = [t for t in (scene.subjects(verb) if scene.passive(verb) else scene.objects(verb)) if t.lemma in words.of("assets")]
    targets = tuple(m for noun in held for m in owners_of(scene, noun))
    return Measure("sanction", verb, targets, actor_of(scene, verb), "asset_freeze", ended)


def _blacklisted(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y blacklisted X`, `X was delisted by Y`, `Y removed X from its sanctions list`."""
    lists = scene.lexicon.words("lists")
    if verb.lemma in words.of("blacklisting"):
        barred = scene.lexicon.words("entering") & {t.text.lower() for t in scene.annotated.subtree(verb.i)}
        return Measure("entry_ban" if barred else "sanction", verb, affected_by(scene, verb), actor_of(scene, verb), "blacklisting")
    held = [t for t in scene.after(verb, "from") if t.lemma in lists]
    off = verb.lemma in words.of("delisting") and held
    if not off and verb.lemma not in words.of("delisted"):
        return None
    said = {t.text.lower() for h in held for t in scene.annotated.subtree(h.i)}
    kind = "entry_ban" if said & scene.lexicon.words("entry_words") and not said & scene.lexicon.words("sanction_words") else "sanction"
    owner = first_at(scene, [c for h in held for c in scene.children(h, "poss")], TARGETS)
    return Measure(kind, verb, affected_by(scene, verb), actor_of(scene, verb) or owner or _state_by(scene, held), None, ended=True)


def _state_by(scene: Scene, held: list[Token]) -> EntityMention | None:
    return next((m for h in held if (m := scene.state_in(scene.clause(*scene.annotated.subtree(h.i))))), None)


def _expelled(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y expelled X`, `X was expelled from Y`: only by a state, for a party may expel whom it likes."""
    if verb.lemma not in words.of("expelling"):
        return None
    authority = actor_of(scene, verb)
    if authority is None or (authority.kind != "state" and authority.sector not in {"GOV", "JUD"}):
        authority = next((m for m in mentions_at(scene, scene.after(verb, "from"), frozenset({"state"}))), None) if authority is None else None
    return Measure("other", verb, affected_by(scene, verb, PEOPLE), authority, "expulsion") if authority else None


def _revoked(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y revoked the licence of X`, `Y stripped X of its accreditation`."""
    if verb.lemma in words.of("stripping"):
        nouns = [t for t in scene.after(verb, "of") if t.lemma in words.licences]
        targets = affected_by(scene, verb, PEOPLE | BODIES) if nouns else ()
    elif verb.lemma in words.of("revoking"):
        nouns = [t for t in (scene.subjects(verb) if scene.passive(verb) else scene.objects(verb)) if t.lemma in words.licences]
        targets = tuple(m for noun in nouns for m in owners_of(scene, noun, PEOPLE | BODIES))
    else:
        return None
    return Measure("other", verb, targets, actor_of(scene, verb), words.licences[nouns[0].lemma]) if nouns else None


def _stopped(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`Y dissolved X`, `Y suspended the activities of X`: by a state or a body of one; a parliament that is dissolved is on no list."""
    authority = actor_of(scene, verb)
    if verb.lemma in words.of("dissolving") and authority is not None:
        targets = tuple(m for m in affected_by(scene, verb, BODIES - {"group"}) if m.sector not in {"LEG", "GOV", "MIL", "COP"})
        return Measure("closure", verb, targets, authority, "dissolution")
    nouns = [t for t in (scene.subjects(verb) if scene.passive(verb) else scene.objects(verb)) if t.lemma in words.of("activities")]
    if not nouns or verb.lemma not in words.of("suspending") or authority is None:
        return None
    return Measure("closure", verb, tuple(m for noun in nouns for m in owners_of(scene, noun, BODIES)), authority, "suspension")


def _outlawed(scene: Scene, verb: Token, words: Words) -> Measure | None:
    """`the court banned the X party`: a body as such, not what it may do; by a state or a body of one."""
    if verb.lemma not in words.of("outlawing") or any(c.dep in {"xcomp", "ccomp", "pcomp"} for c in scene.annotated.children(verb.i)):
        return None
    if any(c.dep == "prep" and c.text.lower() == "from" for c in scene.annotated.children(verb.i)):
        return None
    targets = tuple(m for m in affected_by(scene, verb, words.of("outlawed_kinds")) if m.form != "nominal" or m.sector in {"PTY", "REB"})
    authority = actor_of(scene, verb)
    ruling = authority is not None and (authority.kind == "state" or authority.sector in {"GOV", "JUD", "LEG", "COP"})
    return Measure("other", verb, targets, authority, "ban") if ruling else None
