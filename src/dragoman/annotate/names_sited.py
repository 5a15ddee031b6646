"""Yields the names of a document with the place that each place name means: decided by all places of the document together, one name one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.annotate.places import lies_within, read_places
from dragoman.codebook import Codebook
from dragoman.codebook.place_keys import place_key
from dragoman.codebook.places import Place
from dragoman.core.documents import Document, Name

SURE, LIKELY = 0.85, 0.6
"""Chance from which the other names of a text make a place out of what was read as a state, or as the government of a capital."""
KNOWN = 5_000
"""People from which a place that bears its name almost alone is meant even where nothing else in the text lies in its state."""
_NAMING = frozenset({"name", "alias", "acronym"})


def site_names(document: Document, names: Sequence[Name], codebook: Codebook) -> tuple[Name, ...]:
    """The same names in the same order: `key` and `country` of places are those of the place meant (`Paris, Texas`).

    A state or the government of a capital becomes a place where another place of the name is meant (`Georgia` beside Alabama). Demonyms only vote.
    """
    told = [at for at, name in enumerate(names) if _tells(name, codebook)]
    reading = read_places(document.text, [(names[at].start, names[at].end) for at in told], codebook)
    sited = list(names)
    rows = list(zip(told, reading.places, reading.behind, reading.trust, strict=True))
    # a town that the tables do not list where the text says that it lies is none of its namesakes
    elsewhere = {names[at].text for at, place, inside, _ in rows if place and inside and not lies_within(place, inside)}
    regions = {name.text for name in names if name.kind == "place"}
    states: dict[str, set[str]] = {}
    for at, place, inside, _ in rows:
        for country in {holder.country for holder in (place, inside) if holder and holder.country}:
            states.setdefault(country, set()).add(names[at].text if place and place.country == country and not inside else "")
    for at, place, inside, trust in rows:
        if place is not None and names[at].text not in elsewhere:
            alone = place.main and place.population >= KNOWN and trust >= SURE
            backed = alone or place.large or place.capital or bool(states.get(place.country or "", set()) - {names[at].text})
            if names[at].kind == "state" and names[at].form in _NAMING and names[at].text in regions:
                continue  # `Savannah, Georgia` and `Georgia and Norway` in one text were told apart already
            sited[at] = _sited(names[at], place, trust if inside is None else 1.0, backed, codebook)
    return tuple(sited)


def _tells(name: Name, codebook: Codebook) -> bool:
    """Does the name say where the document is set? No building but an airport does, no seat of a government but a capital, and no `Western`."""
    if name.form == "metonym":
        return name.kind in {"state", "place"} and any(entry.kind == "place" for entry in codebook.gazetteer.lookup(name.text))
    if name.kind == "facility":
        return name.form in _NAMING and "irport" in name.text
    return name.kind == "state" or (name.kind == "place" and name.form != "demonym")


def _sited(name: Name, place: Place, trust: float, backed: bool, codebook: Codebook) -> Name:
    """trust: 1 where the state or region is written behind; backed: large, or other names of the text lie in its state."""
    if name.kind == "facility":
        return _keyed(name, place, codebook) if place.level == "airport" else name
    if name.kind == "place":
        return _keyed(name, place, codebook) if _may_be(name, place) and (backed or name.key) else name
    if name.form == "demonym" or _is_seat(name, codebook) or trust < (LIKELY if name.form == "metonym" else SURE):
        return name
    if place.level == "state":
        return _keyed(name, place, codebook) if name.form in _NAMING and place.country != name.country else name
    if place.capital and place.country == name.country:
        return name
    return _keyed(replace(name, kind="place", form="name", sector=None), place, codebook)


def _is_seat(name: Name, codebook: Codebook) -> bool:
    """Does the name of a seat, not of a capital, stand for its government (`the Elysée`)?"""
    state = codebook.gazetteer.state(name.country)
    return name.form == "metonym" and state is not None and name.text in state.seats


def _may_be(name: Name, place: Place) -> bool:
    """Not where the text itself gave a place that no table knows another state; a region in several states stays as it is."""
    told = name.made_by != "gazetteer" and name.country not in {None, place.country}
    return place.level not in {"state", "airport"} and place.country is not None and not told


def _keyed(name: Name, place: Place, codebook: Codebook) -> Name:
    key = place_key(place, codebook.gazetteer)
    return replace(name, key=key, country=place.country) if key else name
