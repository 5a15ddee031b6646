"""Yields the readings of a claim, and the details of a document: which questions its words answer, and how."""

from __future__ import annotations

from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading
from dragoman.resolve.slot_causes import causes, concealments, responsibilities
from dragoman.resolve.slot_counts import counts
from dragoman.resolve.slot_descriptions import descriptions_of
from dragoman.resolve.slot_events import findings, happenings, places, times, topics
from dragoman.resolve.slot_firsts import first_movers
from dragoman.resolve.slot_framings import framings_of
from dragoman.resolve.slot_persons import identities
from dragoman.resolve.slot_rebuttals import rebuttals_of
from dragoman.resolve.slot_sizes import sizes_of
from dragoman.resolve.slot_spans import spans_of
from dragoman.resolve.slot_states import outcomes, reasons, standings, states
from dragoman.resolve.slot_tellings import Finder

FINDERS = (
    *(causes, standings, states, reasons, times, places, counts, responsibilities, concealments, identities, outcomes, topics, findings, happenings),
    first_movers,
)


DETAILS: tuple[Finder, ...] = (spans_of, sizes_of, descriptions_of, rebuttals_of, framings_of)
"""What is read from the words of a document themselves, not from its claims."""


def readings_of(told: Told, corpus: Corpus) -> list[Reading]:
    """All readings of one telling, in a fixed order of slots; empty where it answers no question that we know."""
    return [reading for find in FINDERS for reading in find(told, corpus)]
