"""Yields what an entity is called and known by: display name, aliases, identifiers, coordinates."""

from __future__ import annotations

import re
from collections import Counter

from dragoman.codebook.model import Codebook
from dragoman.codebook.place_keys import place_of_key
from dragoman.codebook.places import Place, area_of, state_place
from dragoman.codebook.skeleton import fold
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Coordinates
from dragoman.resolve.features import NAMING, Group

_CODES = {"region": "iso3166_2", "county": "iso3166_2", "airport": "icao"}
_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|its|his|her|their|our)\s+", re.IGNORECASE)


def without_article(words: str) -> str:
    """A description without the article or possessive that opens it."""
    return _ARTICLE.sub("", words)


def names_of(group: Group) -> tuple[str, tuple[str, ...]]:
    """(display name, sorted aliases): the gazetteer's name, else the most complete frequent one, else the fullest description. Of a listed person whom a
    text names in full the text's spelling.

    Demonyms, metonyms, descriptions and pronouns are mentions, not aliases.
    """
    naming = [m for m in group.mentions if m.form in NAMING]
    written = Counter(m.text for m in naming)
    full = group.kind == "person" and any(len(text.split()) > 1 for text in written)
    if group.keys and not full:
        name = _most_keyed(group) if group.kind != "craft" else _numbered(_most_keyed(group), sorted(written))
    elif written:
        name = min(written, key=lambda text: _rank(text, naming, written, group.kind))
    else:
        name = _description(group)
    aliases = {fold(text): text for text in sorted(written, reverse=True)}
    aliases.pop(fold(name), None)
    return name, tuple(sorted(aliases.values()))


def _most_keyed(group: Group) -> str:
    counted = Counter(m.key for m in group.mentions if m.key in group.keys)
    return min((key for key in counted if key), key=lambda key: (-counted[key], key))


def _numbered(maker: str, written: list[str]) -> str:
    """`Embraer` written `Embraer 190 aircraft` somewhere is the `Embraer 190`: a maker alone names no craft."""
    pattern = re.compile(rf"{re.escape(maker)}[\s-]\S*\d\S*")
    numbered = [match[0] for text in written if (match := pattern.match(text))]
    return min(numbered, key=lambda text: (len(text), text), default=maker)


def _rank(text: str, naming: list[EntityMention], written: Counter[str], kind: str) -> tuple[int, int, int, str]:
    """Smaller is better: for persons given name and surname together, for others a name before an acronym; then frequency, then length."""
    if kind == "person":
        complete = -min(len(text.split()), 2)
    else:
        forms = {m.form for m in naming if m.text == text}
        complete = 0 if "name" in forms else 1 if "alias" in forms else 2
    return complete, -written[text], -len(text), text


def _description(group: Group) -> str:
    nominal = [m for m in group.mentions if m.form == "nominal"] or [m for m in group.mentions if m.form != "pronoun"] or list(group.mentions)
    first = min(nominal, key=lambda m: (-min(len(m.text.split()), 4), m.doc, m.start))
    return _ARTICLE.sub("", " ".join(first.text.split())) or first.text


def identifiers(group: Group, codebook: Codebook) -> dict[str, str]:
    """{iso2, iso3, geonames and what else the gazetteer lists}, sorted by name.

    Of a place in a known state also: iso3166_2 (a region), icao (an airport), region (GeoNames id of the first-level region that it lies in).
    """
    found: dict[str, str] = {}
    for key in sorted(group.keys):
        for entry in codebook.gazetteer.lookup(key):
            if entry.kind == group.kind and entry.key == key:
                found = {**entry.ids, **found}
    state = codebook.gazetteer.state(group.country) if group.kind == "state" else None
    if state and state.status != "nonstate":
        found["iso3"] = state.code
        if state.iso2:
            found["iso2"] = state.iso2
    place = state_place(state.code, codebook.gazetteer) if state else _place(group, codebook)
    if place:
        inside = None if state else area_of(place, codebook.gazetteer)
        told = {"geonames": place.geonames, "region": inside.geonames if inside else None, _CODES.get(place.level, ""): place.code}
        found |= {name: str(value) for name, value in told.items() if value}
    return {name: found[name] for name in sorted(found)}


def place_of(group: Group, codebook: Codebook) -> Coordinates | None:
    """Coordinates of a place or airport that the tables know; None for all else."""
    place = _place(group, codebook)
    return Coordinates(place.lat, place.lon, place.geonames) if place and place.lat is not None else None


def _place(group: Group, codebook: Codebook) -> Place | None:
    """What the documents took it for; else the most prominent place in its state of one of its names."""
    if group.kind not in {"place", "facility"} or not group.named:
        return None
    keyed = (place_of_key(key, codebook.gazetteer) for key in sorted(group.keys))
    found = next((place for place in keyed if place), None)
    if group.kind == "facility":
        return found if found and found.level == "airport" else None
    if found or group.keys:
        return found
    name, aliases = names_of(group)
    places = (place for written in (name, *aliases) if (place := place_of_key(written, codebook.gazetteer)))
    return next((place for place in places if (place.large or place.capital) and group.country in {None, place.country}), None)
