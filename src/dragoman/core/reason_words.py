"""Yields in words why two tellings are held to be one act, and two mentions one entity: what speaks for it, what against, and how much it is."""

from __future__ import annotations

from collections.abc import Iterable

_ACT = {
    "actors": ("the same actor", "other actors"),
    "recipients": ("the same recipient", "other recipients"),
    "date": ("days that agree", "the days differ"),
    "place": ("the same place", "other places"),
    "words": ("words in common", "few words in common"),
    "trigger": ("the same word for the act", "other words for it"),
    "title": ("a headline and the text below it", "other headlines"),
    "code": ("the same kind of act", "another kind of act"),
    "mode": ("done in the same way", "done in another way"),
    "thing": ("done to the same thing", "what it is done to is called otherwise"),
    "amount": ("the same sum of money", "other sums"),
    "count": ("the same number", "the numbers differ"),
    "spans": ("the same length of time", "other lengths of time"),
    "name": ("the same person or body, by name", "others by name"),
    "named": ("the one names what the other tells", "not named there"),
    "type": ("one type of act", "outlets call it by two types of act"),
    "bare": ("told in full", "one of them says little"),
    "wordy": ("seldom done", "such acts are done often"),
    "fresh": ("reports of the same days", "reports of other days"),
    "stale": ("told at one time", "told long apart"),
    "twins": ("read as one act, side by side, by the twin model", "read as two acts, side by side, by the twin model"),
    "alike": ("read as one act by the deed model", "read as two acts by the deed model"),
}
_ENTITY = {
    "same_key": ("one entry of the gazetteer", ""),
    "same_name": ("the same name", ""),
    "same_spelling": ("spellings of one name", ""),
    "name_score": ("names alike", ""),
    "unsure_name": ("", "the names are not very alike"),
    "initial": ("an initial that fits", "one has an initial alone"),
    "surname_only": ("the surname, which no other bears", ""),
    "acronym": ("the initials", ""),
    "doubtful_acronym": ("", "several go by these initials"),
    "same_document": ("the same report", ""),
    "same_country": ("the same state", ""),
    "same_title": ("the same title", ""),
    "other_title": ("", "their titles differ"),
    "same_sector": ("the same kind of office", ""),
    "generic_name": ("", "every state has one of that name"),
}
"""{part of a score: (words where it speaks for one, words where it speaks against)}; the parts are those of `codebook/weights`."""
_BASES = {
    "judgement": "a person judged so",
    "told as known as": "a report calls both one",
    "same gazetteer key": "one entry of the gazetteer",
    "same full name": "the same full name",
    "same body of a state": "the same body of one state",
}
_BARELY, _PLAINLY = 1.25, 1.75
"""Multiples of the threshold below which a score is barely enough, and from which it is plain. Set by hand on the samples, 2026-11-22."""


def say_parts(parts: Iterable[tuple[str, float]], *, of: str = "act", most: int = 5) -> str:
    """`the same actor, words in common; though the days differ`: the weightiest first, so many of either side. of: act or entity."""
    known = _ACT if of == "act" else _ENTITY
    ranked = sorted((part for part in parts if part[1]), key=lambda part: (-abs(part[1]), part[0]))
    said = [(known.get(name, ("", ""))[value < 0] or name.replace("_", " "), value) for name, value in ranked]
    speaks = list(dict.fromkeys(words for words, value in said if value > 0))[:most]
    against = list(dict.fromkeys(words for words, value in said if value < 0))[:most]
    return "; though ".join(filter(None, (", ".join(speaks), " and ".join(against))))


def say_basis(basis: str) -> str:
    """What else than a score joined two."""
    return _BASES.get(basis, basis)


def say_enough(score: float, threshold: float) -> str:
    """How a score stands to the one that is needed."""
    if score < threshold:
        return "not enough alone: other tellings link the two"
    return "barely enough" if score < _BARELY * threshold else "enough" if score < _PLAINLY * threshold else "plainly enough"
