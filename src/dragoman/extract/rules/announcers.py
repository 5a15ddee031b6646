"""Yields the state of an official who tells a measure without a doer: `the minister said that two were expelled`."""

from __future__ import annotations

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.core.mentions import Attribution, Participant
from dragoman.extract.rules.matching import EntityIndex

_OFFICIAL = {"GOV", "MIL", "LEG", "COP", "JUD"}


def announcer(
    index: EntityIndex, gazetteer: Gazetteer, attribution: Attribution | None, recipients: tuple[Participant, ...], *, blow: bool
) -> tuple[Participant, ...]:
    """The state of whoever tells a measure in the passive against another state; nobody where it is no state's word.

    blow: is it one, of which a state tells as a sufferer; any other measure may be told by the state itself, and against a treaty of its own.
    """
    mention = index.by_id.get(attribution.mention or "") if attribution else None
    if mention is None:
        return ()
    first = index.first(mention)
    country, sector = mention.country or first.country, mention.sector or first.sector
    state = gazetteer.state(country) if country else None
    others = {p.country for p in recipients} - {country}
    speaks = sector in _OFFICIAL or (first.kind == "state" and len(others) == 1 and not blow)
    if state is None or not speaks or (country in {p.country for p in recipients} and (blow or not others)):
        return ()
    return (Participant(None, state.name, country, None),)
