"""Yields the place that each given toponym of a text means: by population, by the state behind its name, and by the other places of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.annotate.place_kinds import LITERAL, kinds_of
from dragoman.annotate.place_votes import Candidates, Weights, distance, nearness, prior, vote
from dragoman.codebook.model import Codebook
from dragoman.codebook.places import Place, places_named, us_state

CHOICES = 40
"""Places of a name that are weighed, the most populous ones."""
_BEFORE_STATE = 3
"""Characters at most between a town and the state behind it: a comma or bracket, and blanks."""
_CLOSE_TO_REGION = 500.0
_BEHIND = re.compile(r"(?:\s*,\s*|\s*\()(?:[Ii]n\s+)?(?:the\s+)?((?:[A-Z][\w'.-]*)(?:\s+(?:of\s+)?[A-Z][\w'.-]*){0,2})")
_SMALL = re.compile(r"(?<= )(?:De|La|Las|Los|Del|Di|Da|Do|Of|The|And|Upon|On|Am|An|Der|Sur|Les|En|El|Al)(?= )")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at a half-open span of code points. place: what it means, None where it is not listed; kind: literal or metonymic.

    lat, lon: degrees; where `guessed`, those of a place of the text that it is probably near to. None where nothing is known.
    """

    start: int
    end: int
    kind: str
    place: Place | None
    lat: float | None
    lon: float | None
    guessed: bool


def resolve_toponyms(text: str, spans: Iterable[tuple[int, int]], codebook: Codebook) -> tuple[Toponym, ...]:
    """Each span with its place, in the order given; one name means one place throughout, unless a state is written behind it."""
    wanted = list(spans)
    reading = read_places(text, wanted, codebook)
    kinds = _addressed(wanted, reading.places, reading.behind, kinds_of(text, wanted, codebook))
    rows = zip(wanted, reading.places, reading.behind, kinds, strict=True)
    return tuple(_placed(start, end, kind, place, inside, reading.names) for (start, end), place, inside, kind in rows)


@dataclass(frozen=True, slots=True)
class Reading:
    """The places of given spans of a text, in their order: what each means, the state or region written behind it, and how sure its name is, 0 to 1."""

    places: list[Place | None]
    behind: list[Place | None]
    trust: list[float]
    names: Mapping[str, Candidates]


def read_places(text: str, spans: Sequence[tuple[int, int]], codebook: Codebook) -> Reading:
    """What the names at the spans mean, all of them weighed together."""
    weights = codebook.weights("places")
    behind = [_container(text, end, codebook) for _, end in spans]
    names: dict[str, Candidates] = {}
    called = [" ".join(text[start:end].split()) for start, end in spans]
    for name, inside in zip(called, behind, strict=True):
        if name not in names:
            choices = _choices(name, codebook)
            names[name] = Candidates(choices, [prior(place, weights) for place in choices])
        item = names[name]
        item.count += 1
        item.prior = [score + weights["inside"] * bool(inside and lies_within(place, inside)) for score, place in zip(item.prior, item.choices, strict=True)]
    listed = {name: item for name, item in names.items() if item.choices}
    vote(listed, weights)
    places = [_own(listed[name], inside, weights) if name in listed else None for name, inside in zip(called, behind, strict=True)]
    trust = [listed[name].trust if name in listed else 0.0 for name in called]
    return Reading(places, behind, trust, listed)


def _addressed(spans: Sequence[tuple[int, int]], places: Sequence[Place | None], behind: Sequence[Place | None], kinds: Sequence[str]) -> list[str]:
    """The kinds, but literal for a town with its state behind it (`Arden, Norland`) and for that state."""
    towns = [end for (_, end), place, inside in zip(spans, places, behind, strict=True) if inside and (place is None or lies_within(place, inside))]
    addressed = [end in towns or any(0 < start - other <= _BEFORE_STATE for other in towns) for start, end in spans]
    return [LITERAL if told else kind for told, kind in zip(addressed, kinds, strict=True)]


def _placed(start: int, end: int, kind: str, place: Place | None, inside: Place | None, names: Mapping[str, Candidates]) -> Toponym:
    if place and place.lat is not None:
        return Toponym(start, end, kind, place, place.lat, place.lon, False)
    area = inside or (us_state(place.area) if place and place.area else None)
    near = _centre(names, area) or area
    return Toponym(start, end, kind, place, near.lat if near else None, near.lon if near else None, near is not None)


def _own(item: Candidates, inside: Place | None, weights: Weights) -> Place:
    """What the name means throughout, unless the state behind this mention allows only another."""
    fitting = [place for place in item.choices if inside and lies_within(place, inside)]
    if not fitting or item.place in fitting:
        return item.place
    return max(fitting, key=lambda place: prior(place, weights))


def _centre(names: Mapping[str, Candidates], area: Place | None) -> Place | None:
    """The town of the text (in the area) that the most other names lie near to."""
    towns = [item for item in names.values() if item.place.level == "town" and (area is None or lies_within(item.place, area))]
    if not towns:
        return None
    return max(towns, key=lambda item: sum(other.count * other.trust * nearness(item.place, other.place) for other in towns)).place


def lies_within(place: Place, area: Place) -> bool:
    """Does the place lie in the state or region?"""
    if place.level == "state" or place.country != area.country or area.level not in {"state", "region"} or place == area:
        return False
    if area.level == "state":
        return True
    if area.area or place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return place.area == area.area
    return distance(place.lat, place.lon, area.lat, area.lon) < _CLOSE_TO_REGION


def _container(text: str, end: int, codebook: Codebook) -> Place | None:
    """The state or region written behind a name: `, Norland`, `, Ala.`, `(Estavia)`."""
    match = _BEHIND.match(text, end, end + 60)
    words = match.group(1).split() if match else []
    for length in range(len(words), 0, -1):
        place = _area_named(" ".join(words[:length]), codebook)
        if place:
            return place
    return None


def _area_named(name: str, codebook: Codebook) -> Place | None:
    """A state, or a first-level region, by name or abbreviation."""
    short = us_state(name) or _abbreviated(name, codebook)
    if short:
        return short
    bare = _POSSESSIVE.sub("", name).rstrip(".,")
    bare = codebook.language.table("places")["regions"].get(bare, bare)
    # Georgia behind a town is the state of the US more often; towns of the other one are still found where none of the US bears the name
    areas = [place for place in places_named(bare, codebook.gazetteer) if place.level in {"state", "region"}]
    return max(areas, key=lambda place: (place.area is not None, place.level == "state"), default=None)


def _abbreviated(name: str, codebook: Codebook) -> Place | None:
    """The state of the US of an abbreviation: `Ala.`, `N.Y.`."""
    code = codebook.language.table("places")["us_states"].get(name.rstrip("."))
    return us_state(code) if code and name.endswith(".") else None


def _choices(name: str, codebook: Codebook) -> list[Place]:
    """What a name may mean: as it stands, else with short words written out, else without the words around it (`downtown`, `city of`, `Township`)."""
    area, weights = _abbreviated(name, codebook), codebook.weights("places")
    if area:
        return [area]
    for form in _forms(name, codebook):
        found = places_named(form, codebook.gazetteer)
        if found:
            return sorted(found, key=lambda place: prior(place, weights), reverse=True)[:CHOICES]
    return []


def _forms(name: str, codebook: Codebook) -> Iterable[str]:
    """Ways of writing a name, the fullest first."""
    table = codebook.language.table("places")
    bare = _POSSESSIVE.sub("", name)
    short = bare.rstrip(".")
    if short.isupper() and short in table["regions"]:
        yield table["regions"][short]
    if bare.isupper() and len(bare) > 3:
        bare = _SMALL.sub(lambda word: word.group().lower(), bare.title())
    yield bare
    full = " ".join(table["short"].get(word, word) for word in bare.split())
    yield full
    head = full.split(",")[0].strip()
    yield head
    for words in table["before"]:
        if head.startswith(words + " "):
            yield head[len(words) + 1 :]
    for words in table["after"]:
        if head.endswith(" " + words):
            yield head[: -len(words) - 1]
