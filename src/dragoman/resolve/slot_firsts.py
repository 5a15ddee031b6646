"""Yields readings of who broke an agreement, and of who moved first where each side calls its own measure an answer."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading
from dragoman.resolve.slot_makers import made

_FAR = 200  # code points before a claim in which the thing may stand that it speaks of
_UNSAID = frozenset({"absence", "withheld", "demanded", "planned"})


def first_movers(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Whose breach a claim tells of: the side accused of it, or the one that a measure is called an answer to."""
    if told.mention.certainty in _UNSAID or told.mention.polarity == "denied":
        return
    lexicon, text = corpus.lexicon, told.lower
    broken = lexicon.first("breaking", text)
    answer = lexicon.first("answering", text) if broken is None else None
    if broken is None and answer is None:
        return
    around = f"{told.before[-_FAR:].lower()} {text}"
    thing = next(iter(lexicon.classes("broken_things" if broken else "answered_things", text if broken else around)), None)
    sides = _sides(told, corpus)
    if thing is None or sides is None:
        return
    blamed, other = sides if broken else _answered(told, corpus, sides)
    states = corpus.states
    if blamed == other or blamed not in states or other not in states:
        return
    first, second = sorted((blamed, other))
    facet = f"{'broke' if broken else 'first'} {thing} {second}"
    named = {country: corpus.entities[states[country]].name for country in (first, second)}
    more = {"kind": "first", "party": blamed, "own": frozenset({f"country:{blamed}"}), "topic": f"{named[first]} or {named[second]}", "standing": str(thing)}
    yield made(told, corpus, "responsibility", states[first], named[blamed], facet=facet, **more)


def _sides(told: Told, corpus: Corpus) -> tuple[str, str] | None:
    """(the side that the claim speaks of, the speaker's): the country named in the words that is not the speaker's own."""
    own = {s for s in corpus.speakers(told) if len(s) == 3 and s.isupper()}
    if len(own) != 1:
        return None
    (speaker,) = own
    named = [c for m in sorted(told.entities, key=lambda m: m.start) if (c := corpus.country(m)) and c != speaker]
    return (named[0], speaker) if named else None


def _answered(told: Told, corpus: Corpus, sides: tuple[str, str]) -> tuple[str, str]:
    """Whose deed was answered: the other side's, where the speaker calls his own an answer; his own where he says that the other only answers."""
    other, speaker = sides
    doers = {p.country for m in told.events for p in m.actors if p.country}
    return (speaker, other) if doers == {other} else (other, speaker)
