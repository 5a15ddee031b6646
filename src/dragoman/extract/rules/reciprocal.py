"""Yields the two deeds that one clause tells of two states: `Norland and Estavia expelled each other's envoys`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention, Participant

_SHARED = frozenset({"airspace", "border", "frontier", "crossing", "sky", "trade", "relation", "tie"})
_EACH = frozenset({"appos", "det", "advmod", "nsubj"})
_AT_ODDS = frozenset({"SANCTION", "ACCUSE"})
_WORDS = (("each", "other"), ("one", "another"))


def told_both_ways(
    annotated: Annotated, token: Token, event: EventMention, only: Callable[[EventMention, Participant], EventMention], gazetteer: Gazetteer
) -> list[EventMention]:
    """The event; where its two actors, of two states, do it to one another, one for each way. only: the event with one recipient;"""
    by_state = {p.country: p for p in event.actors if p.country}
    if len(by_state) != 2 or len(event.actors) != 2 or not (_of_one_another(annotated, token) or _each(annotated, token, event)):
        return [event]
    found = []
    for actor in event.actors:
        (other,) = (p for p in event.actors if p != actor)
        state = gazetteer.state(other.country)
        struck = replace(other, mention=None, name=state.name if state else other.name, sector=None)
        found.append(replace(only(event, struck), actors=(actor,)))
    return found


def _each(annotated: Annotated, verb: Token, event: EventMention) -> bool:
    """`Norland and Estavia each expelled a diplomat`: of the other, where nothing says of whom else."""
    if event.type not in _AT_ODDS or any(p.country for p in event.recipients):
        return False
    below = [c for k in annotated.children(verb.i) for c in (k, *annotated.children(k.i)) if c.lemma == "each" and c.dep in _EACH]
    return any([t.lemma for t in annotated.tokens[c.i + 1 : c.i + 2]] != ["other"] for c in below)


def _of_one_another(annotated: Annotated, verb: Token) -> bool:
    """Do such words stand in what the verb governs, and not in a clause of their own?"""
    below, tokens = [verb.i], annotated.tokens
    things = [c for c in annotated.children(verb.i) if c.dep in {"nsubjpass", "dobj"} and c.lemma in _SHARED]
    if any(c.dep == "prep" and c.text.lower() == "between" for thing in things for c in annotated.children(thing.i)):
        return True  # `the airspace between them has been closed by both sides`
    while below:
        for child in annotated.children(below.pop()):
            before = tokens[child.i - 1].text.lower() if child.i else ""
            if (before, child.text.lower()) in _WORDS or ((before, child.text.lower()) == ("the", "other") and child.dep == "poss"):
                return True  # `each expelled ten of the other's envoys`
            if child.dep in {"dobj", "prep", "pobj", "poss", "pcomp", "det", "amod"}:
                below.append(child.i)
    return False
