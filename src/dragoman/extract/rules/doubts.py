"""Yields the pronouns of a document whose bearer is not in doubt: nobody else near them agrees who stands out as much."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.nouns import Lexicon

_NAMED = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_FOREGROUND = frozenset({*_SUBJECTS, "dobj", "dative", "attr"})
_BACKGROUND = frozenset({"compound", "amod", "nmod", "npadvmod", "poss", "appos"})
_BODIES = frozenset({"state", "organisation"})
_THINGS = frozenset({"state", "organisation", "craft", "document", "weapon", "facility", "law", "group", "other"})
_REACH = 200
"""Tokens at most that are looked through for others."""


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What one document's pronouns may be mistaken for. starts: of the mentions, which stand in text order; genders: m or f, by entity, where told."""

    annotated: Annotated
    entities: Sequence[EntityMention]
    starts: Sequence[int]
    at: Mapping[int, EntityMention]
    genders: Mapping[str, str]
    lexicon: Lexicon


def sure_bearers(annotated: Annotated, entities: Sequence[EntityMention], lexicon: Lexicon) -> dict[str, EntityMention]:
    """{id of a pronoun's mention: whom it stands for}, of pronouns whose bearer is known by name; entities in text order."""
    known = {m.anchor for m in entities if m.form in _NAMED}
    first = {m.id: m for m in entities if m.anchor == m.id}
    at = {m.head: m for m in sorted(entities, key=lambda m: m.end - m.start)}
    rivals = _Rivals(annotated, entities, [m.start for m in entities], at, _genders(entities, lexicon), lexicon)
    last: dict[str, EntityMention] = {}
    found: dict[str, EntityMention] = {}
    for mention in entities:
        if mention.form == "pronoun" and mention.anchor in known and mention.anchor in first:
            before = last.get(mention.anchor)
            if before is not None and not _misfits(rivals, mention) and not _in_doubt(rivals, mention, before):
                found[mention.id] = first[mention.anchor]
        last[mention.anchor] = mention
    return found


def _genders(entities: Sequence[EntityMention], lexicon: Lexicon) -> dict[str, str]:
    found: dict[str, str] = {}
    for mention in entities:
        words = fold(mention.text).split() or [""]
        named = mention.form in {"name", "alias"} and mention.kind == "person"
        for gender, given, other in (("f", "feminine_given", "feminine"), ("m", "masculine_given", "masculine")):
            if (named and words[0] in lexicon.words(given)) or (not named and words[-1] in lexicon.words(other)):
                found.setdefault(mention.anchor, gender)
    return found


def _misfits(rivals: _Rivals, pronoun: EntityMention) -> bool:
    """A `she` for a man, and an `it` that is done or said, are no names' pronouns."""
    word, token = pronoun.text.lower(), rivals.annotated.tokens[pronoun.head]
    gender = next((g for g, key in (("f", "feminine"), ("m", "masculine")) if word in rivals.lexicon.words(key)), None)
    if gender is not None:
        return rivals.genders.get(pronoun.anchor, gender) != gender
    return token.dep == "dobj" and rivals.annotated.tokens[token.head].lemma in rivals.lexicon.words("done_or_said")


def _in_doubt(rivals: _Rivals, pronoun: EntityMention, before: EntityMention) -> bool:
    """Is there another from the sentence of the bearer's last mention on who agrees, and whom that mention does not outrank?"""
    tokens = rivals.annotated.tokens
    role = tokens[before.head].dep
    first = max(rivals.annotated.sentence_of(before.head).first, pronoun.head - _REACH)
    word = pronoun.text.lower()
    owned = rivals.at.get(tokens[pronoun.head].head) if tokens[pronoun.head].tag == "PRP$" else None
    bodies = owned is not None and owned.kind in {"person", "group", "organisation"}  # `its spokesman` is of no bridge
    for k in range(first, pronoun.head):
        token = tokens[k]
        if token.pos not in {"NOUN", "PROPN", "PRON"} or token.dep in _BACKGROUND or k == before.head:
            continue
        met = token.dep == "pobj" and tokens[token.head].lemma == "with"  # `quarrelled with X`
        outranked = role in _SUBJECTS and token.dep not in _FOREGROUND and not met
        mention = rivals.at.get(k)
        if not outranked and not (mention is not None and mention.anchor == before.anchor) and _agrees(rivals, word, token, mention, bodies):
            return True
    return False


def _agrees(rivals: _Rivals, word: str, token: Token, mention: EntityMention | None, bodies: bool) -> bool:
    """Could the pronoun mean that one? Nouns for which there is no mention are things, if they are not of time or of people. bodies: only a body is meant."""
    words, plural = rivals.lexicon.words, token.tag in {"NNS", "NNPS"}
    if word in words("plural"):
        return plural or (mention is not None and mention.kind == "group" and mention.form != "pronoun")
    if plural:
        return False
    if word in words("neuter"):
        if mention is not None:
            return mention.kind in (_BODIES if bodies else _THINGS) and mention.form != "pronoun"
        return not bodies and token.pos == "NOUN" and token.dep in _FOREGROUND and not _is_time(rivals, token)
    gender = "f" if word in words("feminine") else "m"
    return mention is not None and mention.kind == "person" and rivals.genders.get(mention.anchor, gender) == gender


def _is_time(rivals: _Rivals, token: Token) -> bool:
    times = rivals.annotated.times
    at = bisect_left(times, token.end, key=lambda t: t.start) - 1
    return at >= 0 and times[at].start <= token.start < times[at].end
