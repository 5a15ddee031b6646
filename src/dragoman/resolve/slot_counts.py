"""Yields readings of how many and how much: people by what befell them, sums, and other things that an event counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from dragoman.core.mentions import EventMention
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.quantities import Quantity, quantities_of
from dragoman.resolve.readings import Lexicon, Reading
from dragoman.resolve.slot_makers import made

_EXACT = 1_000_000


def counts(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Numbers of the claim by facet; about the incident, for sums and things the event told."""
    lexicon = corpus.lexicon
    if told.mention.certainty in {"absence", "withheld"} or lexicon.numerals is None or not _numbered(told.lower, lexicon):
        return
    found = list(quantities_of(told.text, lexicon.numerals))
    if not found:
        return
    spans = frozenset(lexicon.table["spans"])
    persons = set(lexicon.table["persons"])
    facets = _facets(told.lower, [q for q in found if not q.measured], lexicon)
    done: set[str] = set()
    for quantity in found:
        if quantity.text.lower() in lexicon.table["pronouns"] and quantity.unit not in persons:
            continue
        if quantity.unit in lexicon.table["multiples"] or lexicon.has("part_of_more", told.lower[max(0, quantity.start - 12) : quantity.start]):
            continue
        if quantity.measured:
            if quantity.unit not in spans:
                yield from _thing(told, corpus, quantity, quantity.unit)
            continue
        facet = facets.get(quantity.start)
        if facet is not None and facet not in done and (quantity.unit in persons or not quantity.unit or quantity.unit.endswith("s")):
            about = corpus.host(told)
            if about is not None:
                done.add(facet)
                yield _reading(told, corpus, quantity, about, facet)
        elif facet is None and quantity.unit and (quantity.unit not in persons or told.events):
            yield from _thing(told, corpus, quantity, quantity.unit)


@lru_cache(maxsize=4)
def _number_words(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\d|\b(?:{'|'.join(words)})\b")


def _numbered(text: str, lexicon: Lexicon) -> bool:
    table = lexicon.table["numbers"]
    return _number_words((*map(str, table["ones"]), *map(str, table["vague"]))).search(text) is not None


def _reading(told: Told, corpus: Corpus, quantity: Quantity, about: str, facet: str, **more: object) -> Reading:
    exact = quantity.high == quantity.low
    return made(
        told,
        corpus,
        "count",
        about,
        say_quantity(quantity),
        facet=facet,
        number=int(quantity.low) if exact else None,
        low=quantity.low,
        high=quantity.high,
        later=corpus.lexicon.has("later", told.lower),
        own=_lot(told, corpus, quantity),
        **more,
    )


def _lot(told: Told, corpus: Corpus, quantity: Quantity) -> frozenset[str]:
    """Of whom it counts: the country that stands in the noun (`12 Vesperian soldiers`), and the kind of people."""
    end = told.lower.find(quantity.unit, quantity.end) if quantity.unit else -1
    if quantity.measured or end < 0:
        return frozenset()
    within = [m for m in told.entities if m.form == "demonym" and quantity.end <= (told.offset(m.start, m.end) or 0) < end]
    countries = {f"country:{country}" for m in within if (country := corpus.country(m))}
    return frozenset({*countries, *(f"lot:{kind}" for kind in corpus.lexicon.classes("lots", quantity.unit))})


def say_quantity(quantity: Quantity) -> str:
    """`30`, `at least 30`, `dozens`, `$40 million`: figures for an exact number of things, the text's words for the rest."""
    if quantity.high == quantity.low and not quantity.measured and quantity.low < _EXACT:
        return f"{quantity.low:,.0f}" if quantity.low >= 10_000 else f"{quantity.low:g}"
    words = " ".join(quantity.text.split())
    if quantity.measured and words[-1].isdigit() and words[0].isdigit():
        words += "%" if quantity.unit == "percent" else f" {quantity.unit}"
    return words[0].lower() + words[1:]


def _facets(text: str, found: Sequence[Quantity], lexicon: Lexicon) -> dict[int, str]:
    """{start of a quantity: what befell those that it counts}: by a word of its own clause, behind it first, else of the clause after."""
    cuts = sorted({m.start() for m in lexicon.patterns["segment"].finditer(text)} | {m.start() for m in re.finditer(r"[,;–—](?=\s)|--", text)})
    cuts = [c for c in cuts if not any(q.start <= c < q.end for q in found)]
    edges = [0, *cuts, len(text)]
    result: dict[int, str] = {}
    for n, (a, b) in enumerate(pairwise(edges)):
        inside = [q for q in found if a <= q.start < b]
        if lexicon.has("some_of", text[a:b]):
            continue
        for k, quantity in enumerate(inside):
            stop = inside[k + 1].start if k + 1 < len(inside) else b
            start = inside[k - 1].end if k else a
            facet = _facet(text[quantity.end : stop], lexicon, first=True) or _facet(text[start : quantity.start], lexicon, first=False)
            if facet is None and k == len(inside) - 1 and n + 2 < len(edges):
                later = [(x, y) for x, y in pairwise(edges[n + 1 :]) if not lexicon.has("some_of", text[x:y])]
                if later and not any(later[0][0] <= q.start < later[0][1] for q in found):
                    facet = _facet(text[slice(*later[0])], lexicon, first=True)
            if facet is not None:
                result[quantity.start] = facet
    return result


def _facet(text: str, lexicon: Lexicon, *, first: bool) -> str | None:
    """The facet whose word stands first (or last) in the text."""
    if not lexicon.has("any counted", text):
        return None
    places = [(m.start(), str(name)) for name in lexicon.table["counted"] for m in lexicon.patterns[f"counted.{name}"].finditer(text)]
    return (min(places) if first else max(places))[1] if places else None


def doers(mention: EventMention) -> frozenset[str]:
    """Keys of who does it, as one telling has it: what one state did is not what it did together with others."""
    return frozenset(f"by:{p.country if p.country and p.name[:1].isupper() else p.name.lower()}" for p in mention.actors)


def _thing(told: Told, corpus: Corpus, quantity: Quantity, unit: str) -> Iterator[Reading]:
    """A sum or a number of things, of the event told in the words."""
    for mention in told.events:
        event = corpus.events.get(corpus.of_event.get(mention.id, ""))
        if event is None or event.type not in corpus.lexicon.table["summed"] or told.offset(mention.trigger.start, mention.trigger.end) is None:
            continue
        about = corpus.deal(event.id)
        if about is not None:
            reading = _reading(told, corpus, quantity, about, f"of {unit}", topic=unit, standing=quantity.text)
            yield replace(reading, own=reading.own | doers(mention))
        return
