"""Yields for names of places whether the place is meant or its government, people or team, by the words next to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from dragoman.codebook.model import Codebook

LITERAL, METONYMIC = "literal", "metonymic"
_WORD = re.compile(r"[^\W\d_][\w.'’]*")
_REACH = 60
_CLAUSE = re.compile(r"[.;:!?\n,()\"“”]")
_OWNER = re.compile(r"['’]s?\s+")
_JOINED = re.compile(r"\s*,?\s*(?:and|or|nor|,|&)\s+(?:both\s+)?(?:the\s+)?")
_ADVERB = re.compile(r"\s+(?:[a-z]+ly|also|always|never|still|now|again)(?=\s)")
_VERB = re.compile(r"[a-z]+(?:[^s\W]s|ed)")
_CAPITAL = re.compile(r"[ -][A-Z][a-z]{2,}")
_OF_BODY = re.compile(r"[A-Z]\w+ of(?: the)? $")


def kinds_of(text: str, spans: Sequence[tuple[int, int]], codebook: Codebook) -> list[str]:
    """`literal` or `metonymic` for each half-open span of a name; names joined by `and`, `or` or commas are of one kind."""
    order = sorted(range(len(spans)), key=lambda at: spans[at])
    kinds = [_kind(text, start, end, codebook) for start, end in spans]
    pairs = [(a, b) for a, b in pairwise(order) if _JOINED.fullmatch(text, spans[a][1], max(spans[a][1], spans[b][0]))]
    for a, b in pairs:
        kinds[b] = kinds[b] or kinds[a]
    for a, b in reversed(pairs):
        kinds[a] = kinds[a] or kinds[b]
    return [kind or LITERAL for kind in kinds]


def _kind(text: str, start: int, end: int, codebook: Codebook) -> str | None:
    """The kind that the words next to a name give it, None where they give none."""
    name, words = text[start:end], codebook.language.words
    entry = next(iter(codebook.gazetteer.lookup(name)), None)
    state = entry is not None and entry.kind == "state"
    if name.split()[-1].rstrip(".").lower() in words("places", "ground"):
        return LITERAL
    if entry and entry.form == "demonym":
        return METONYMIC
    return _by_next(text, end, codebook) or _by_last(text, start, state, codebook) or _as_subject(text, end, state, codebook)


def _by_next(text: str, end: int, codebook: Codebook) -> str | None:
    """What an owner, a member of a compound or a modifier means by what it owns or modifies."""
    words = codebook.language.words
    owner = _OWNER.match(text, end)
    at = owner.end() if owner else end + (text[end : end + 1] in {" ", "-"})
    word = _WORD.match(text, at)
    after = word.group().lower().rstrip(".") if word and (owner or at > end) else ""
    if owner:
        return LITERAL if after in words("places", "place_owned") else METONYMIC
    if text[end : end + 1] == "-" and after:
        return LITERAL if after in words("places", "literal_joined") else METONYMIC
    if after in words("places", "polity_after") or (_CAPITAL.match(text, end) and after not in words("places", "ground")):
        return METONYMIC
    return None


def _by_last(text: str, start: int, state: bool, codebook: Codebook) -> str | None:
    """What the preposition or verb in front makes of a name."""
    words = codebook.language.words
    if _OF_BODY.search(text, max(0, start - _REACH), start):
        return METONYMIC
    before = [word.lower() for word in _WORD.findall(_CLAUSE.split(text[max(0, start - _REACH) : start])[-1])]
    if before and before[-1] == "the":
        before.pop()
    last, second = (["", "", *before])[-1], (["", "", *before])[-2]
    if last == "of" and second in words("places", "polity_of"):
        return METONYMIC
    if last == "between":
        return METONYMIC if state else LITERAL
    if (second, last) == ("such", "as") or last in words("places", "literal_before"):
        return LITERAL
    if last in words("places", "metonymic_before") or (last.endswith("ed") and len(last) > 4):
        return METONYMIC
    return None


def _as_subject(text: str, end: int, state: bool, codebook: Codebook) -> str | None:
    """A name before a verb of doing is its government, people or team; before `is` and the like only that of a state is."""
    adverb = _ADVERB.match(text, end)
    word = _WORD.match(text, (adverb.end() if adverb else end) + 1) if text[end : end + 1] == " " else None
    if not word:
        return None
    if word.group() in codebook.language.words("places", "being"):
        return METONYMIC if state else None
    return METONYMIC if word.group() in codebook.language.words("places", "metonymic_after") or _VERB.fullmatch(word.group()) else None
