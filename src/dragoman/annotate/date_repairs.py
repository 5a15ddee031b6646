"""Yields tokens and name spans in which no date is part of the name behind it: `On 7 June Paraguay imposed a ban`, written without a comma."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from dragoman.core.documents import Timex, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_TIMES, _PERSON = frozenset({"DATE", "TIME"}), "PERSON"
_SEVERAL, _DAY = frozenset({"NNS", "NNP", "NNPS"}), len("2024-05-19")
_SMALL = frozenset({"aux", "auxpass", "neg", "advmod", "punct"})
_CHAIN, _REACH = 4, 20
_LINKED = frozenset({"compound", "nummod", "nmod"})


def parted_from_dates(tokens: Sequence[Token], times: Sequence[Timex]) -> tuple[Token, ...]:
    """The tokens of a document, in order; a date behind a preposition that the parser took into the name behind it is the preposition's own."""
    found = list(tokens)
    starts, ends = {t.start: t.i for t in tokens}, {t.end: t.i for t in tokens}
    for timex in times:
        first, last = starts.get(timex.start), ends.get(timex.end)
        if timex.type == "DATE" and first and last is not None and tokens[first - 1].dep == "prep":
            _part(found, first, last)
            if timex.range is not None and timex.range.start == timex.range.end and len(timex.range.start or "") == _DAY:
                _hang_on_verb(found, tokens[first - 1], last)
    return tuple(found)


def _part(tokens: list[Token], first: int, last: int) -> None:
    link = tokens[first - 1]
    inside = [t for t in tokens[first : last + 1] if t.head > last and t.dep in _LINKED]
    if not inside or tokens[link.head].pos not in {"VERB", "AUX"}:
        return
    name, verb = _top(tokens, inside[0]), tokens[link.head]
    joined = next((t for t in tokens[last + 1 : last + 2] if t.dep == "cc" and t.text.lower() in {"and", "but"}), None)
    if joined is not None and name.dep in _SUBJECTS and verb.i < name.i:  # `was held in 2018 and two Estavians were seized`
        for t in inside:
            tokens[t.i] = replace(t, head=last, dep="nummod")
        tokens[last] = replace(tokens[last], head=link.i, dep="pobj")
        tokens[joined.i] = replace(joined, head=verb.i)
        return
    thing = tokens[name.head] if name.dep == "poss" else name
    if thing.dep == "pobj" and thing.head == link.i and _awaits_object(tokens, tokens[link.head], link):  # `threw out on Monday Norland's case`
        for t in inside:
            tokens[t.i] = replace(t, head=last, dep="nummod")
        tokens[last] = replace(tokens[last], head=link.i, dep="pobj")
        tokens[thing.i] = replace(thing, head=link.head, dep="dobj")
        return
    taken = name.dep == "pobj" and name.head == link.i
    if name.pos not in {"PROPN", "NOUN"} or verb.i < name.i or (taken and not _is_subject(tokens, name, verb)):
        return
    if taken:
        passive = any(t.dep == "auxpass" and t.head == verb.i for t in tokens[name.i : verb.i])
        tokens[name.i] = replace(name, head=verb.i, dep="nsubjpass" if passive else "nsubj")
    elif name.dep not in _SUBJECTS:
        return
    for t in inside:
        tokens[t.i] = replace(tokens[t.i], head=last, dep="nummod")
    tokens[last] = replace(tokens[last], head=link.i, dep="pobj")


def _awaits_object(tokens: list[Token], verb: Token, link: Token) -> bool:
    """Does a verb with a subject stand just before the day, and is no object of its own to be seen?"""
    own = [t for t in tokens[max(0, verb.i - _REACH) : link.i + _REACH] if t.head == verb.i and t.i != verb.i]
    near = all(t.dep in {"prt", "advmod"} for t in tokens[verb.i + 1 : link.i])
    active = any(t.dep == "nsubj" for t in own) and not any(t.dep in {"dobj", "auxpass", "ccomp", "xcomp", "attr", "acomp"} for t in own)
    return verb.pos == "VERB" and verb.i < link.i and near and active and link.text.lower() == "on"


def _top(tokens: list[Token], word: Token) -> Token:
    """The noun at the end of the chain of names that a word stands in: `Monday EU foreign ministers`."""
    for _ in range(_CHAIN):
        word = tokens[word.head]
        if word.dep not in _LINKED:
            break
    return word


def _hang_on_verb(tokens: list[Token], link: Token, last: int) -> None:
    """`the ministers on Monday approved it`: the day is that of the deed; ministers have none."""
    noun = tokens[link.head]
    after = next((t for t in tokens[last + 1 : last + 4] if t.dep not in {"aux", "auxpass", "neg", "advmod"}), None)
    if noun.dep in _SUBJECTS and noun.tag in _SEVERAL and noun.i < link.i and after is not None and after.i == noun.head and after.pos in {"VERB", "AUX"}:
        tokens[link.i] = replace(tokens[link.i], head=after.i)


def _is_subject(tokens: list[Token], name: Token, verb: Token) -> bool:
    """Does the verb lack a subject, with nothing but its own small words between?"""
    if any(t.head == verb.i and t.dep in _SUBJECTS for t in tokens[name.i : verb.i]):
        return False
    return all(_belongs(tokens, t, name, verb) for t in tokens[name.i + 1 : verb.i])


def _belongs(tokens: list[Token], word: Token, name: Token, verb: Token) -> bool:
    """Is a word part of what is said of the name behind it (`Ana Berg, Norland's premier,`), or a small word of the verb's own?"""
    if word.head == verb.i:
        return word.dep in _SMALL
    for _ in range(_CHAIN):
        if word.head == name.i:
            return True
        word = tokens[word.head]
    return False


def without_dates(tagged: Sequence[tuple[int, int, str]], tokens: Sequence[Token], times: Sequence[Timex]) -> tuple[tuple[int, int, str], ...]:
    """(start, end, label) of what a tagger took for names, in code points, less the date or adverb that runs into one: `on 5 April Ana Berg said`.

    tokens: parted from dates; a date that is still linked into the name is part of it.
    """
    at, begun = {t.end: t for t in tokens}, {t.start: t for t in tokens}
    dates = sorted((t.start, at[t.end].i) for t in times if t.type == "DATE" and t.end in at)
    reached = list(accumulate((tokens[i].end for _, i in dates), max))
    found = []
    for begin, end, label in tagged:
        start = _past_adverb(tokens, begun.get(begin), begin, end)
        near = dates[bisect_right(reached, start) : bisect_right(dates, (start, len(tokens)))]
        last = next((tokens[i] for _, i in near if start < tokens[i].end < end), None)
        if last is None or start <= tokens[last.head].start < end:
            found.append((start, end, label))
        elif label not in _TIMES or _is_full_name(tokens, last.i + 1, end):
            found.append((tokens[last.i + 1].start, end, _PERSON if label in _TIMES else label))
    return tuple(found)


def _past_adverb(tokens: Sequence[Token], first: Token | None, start: int, end: int) -> int:
    """`Earlier Marel spoke`: an adverb that begins a sentence is no part of the name behind it, for all its capital."""
    behind = tokens[first.i + 1] if first is not None and first.i + 1 < len(tokens) else None
    cut = first is not None and behind is not None and first.pos == "ADV" and behind.pos == "PROPN" and behind.end <= end and behind.head != first.i
    return behind.start if cut and behind is not None else start


def _is_full_name(tokens: Sequence[Token], first: int, end: int) -> bool:
    """`in May Ana Berg`, which a tagger takes for a date as a whole: are the words behind it a first name and another?"""
    behind = [t for t in tokens[first : first + _CHAIN] if t.end <= end]
    return len(behind) > 1 and all(t.pos == "PROPN" and t.text.isalpha() for t in behind)
