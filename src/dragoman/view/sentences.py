"""Yields the sentence of an act as views show it: from its fields, or in the report's words where the fields say too little."""

from __future__ import annotations

from dragoman.codebook.skeleton import fold
from dragoman.core.records import Event
from dragoman.resolve.summaries import say_date
from dragoman.view.markdown import cut

LONGEST_WORDS = 160
"""Characters of a report's words that stand for a sentence."""
_SHORT = 5
"""Words up to which a sentence is shown with the report's own words, if these bring _ENOUGH others of _TELLING letters or more, to a bare one fewer."""
_ENOUGH = 4
_ENOUGH_OF_BARE = 2
_TELLING = 5
_WORD = 4
"""Letters of a word that says something beside the names: articles and prepositions are shorter."""
_OF_WORDS = frozenset({1, 3})
"""Quads of verbal cooperation and verbal conflict: what matters there is what was said."""


def sentence(event: Event) -> str:
    """The event's sentence without full stop; its words in the report where it names nobody, or is an absence: the report's `not` must not be lost."""
    if (event.actors or event.recipients) and ("absence", "true") not in event.values:
        return event.summary.strip().rstrip(".")
    told = min(event.told, key=lambda m: (-len(m.evidence[0].text), m.id))
    return f"“{cut(told.evidence[0].text, LONGEST_WORDS)}”"


def words_beside(event: Event) -> str:
    """`: “…”`, the words of the report after a sentence too bare or short to say what was done, threatened, demanded or held against whom; else empty."""
    bare = is_bare(event)
    short = len(undated_sentence(event).split()) <= _SHORT and not _is_deed_to(event)
    if event.ontology != "PLOVER" or not (bare or short) or not (event.actors or event.recipients):
        return ""
    told = min(event.told, key=lambda m: (-len(m.evidence[0].text), m.id)).evidence[0].text
    new = {word for word in fold(told).split() if len(word) >= _TELLING} - set(fold(event.summary).split())
    return f": “{cut(told, LONGEST_WORDS)}”" if len(new) >= (_ENOUGH_OF_BARE if bare else _ENOUGH) else ""


def _is_deed_to(event: Event) -> bool:
    """A deed done to somebody named needs no more words: `Norland closed the office`."""
    return bool(event.recipients) and event.quad not in _OF_WORDS and event.modality in {"done", "alleged"}


def is_bare(event: Event) -> bool:
    """Does the sentence say next to nothing beside who: a deed with no recipient (`Norland attacked`), or words alone (`Norland accused Estavia`)?"""
    if event.recipients and event.quad not in _OF_WORDS:
        return False  # whom it was done to says enough
    names = {word for p in (*event.actors, *event.recipients) for word in fold(p.name or "").split()}
    said = [word for word in fold(undated_sentence(event)).split() if len(word) >= _WORD and word not in names]
    return len(said) - (event.modality == "alleged") <= 1


def undated_sentence(event: Event) -> str:
    """The same without its date, for where the date stands beside it."""
    words, when = sentence(event), say_date(event.date)
    return words[: -len(when)].rstrip(" ,") if when and words.endswith(f" {when}") else words
