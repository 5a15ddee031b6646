"""Yields Lot: people that a text counts and says who they are (`12 embassy officials`), with the deed done to them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.core.mentions import EntityMention, EventMention, Extracted
from dragoman.resolve.quantities import Quantity, quantities_of
from dragoman.resolve.readings import Lexicon, one_of

MOST = 200
"""Lots of one document that are looked at."""
_LONGEST = 90  # code points of the words behind a number
_TOKEN = re.compile(r"\s+([^\W\d_][\w.'’-]*)")
_STEM = 6  # letters by which words of one root are known: diplomats, diplomatic
_PLURAL = re.compile(r"(?:[^s\W]s|men|people|staff|personnel|troops|police|crew)$")


@dataclass(frozen=True, slots=True)
class Lot:
    """start, end: of the number and its noun phrase; text: these words. number: exact. countries: whose people they are, empty where the words do not say.

    keys: by what they are described (posts, places of work), without what says nothing (`officials`). deed: the event mention in whose words they stand.
    """

    doc: str
    start: int
    end: int
    text: str
    number: int
    countries: frozenset[str]
    keys: frozenset[str]
    deed: EventMention | None


def lots_of(item: Extracted, lexicon: Lexicon) -> Iterator[Lot]:
    """The lots of a document in order, at most MOST; those outside a deed done to people only where the words say whose they are."""
    if lexicon.numerals is None:
        return
    flags = sorted((m for m in item.entities if m.country and m.kind == "state"), key=lambda m: (m.start, m.end))
    deeds = _deeds(item, lexicon)
    for quantity in islice(quantities_of(item.document.text, lexicon.numerals), MOST):
        if not quantity.measured and quantity.low == quantity.high and quantity.low >= 2 and (lot := _lot(item, quantity, deeds, flags, lexicon)):
            yield lot


def _deeds(item: Extracted, lexicon: Lexicon) -> list[tuple[int, int, EventMention]]:
    """(start, end, mention) of the words of each event of a type that befalls people, in order."""
    types = frozenset(map(str, lexicon.table["lot_types"]))
    rows = sorted((s.start, s.end, m.id, m) for m in item.events if m.type in types for s in m.evidence[:1])
    return [(start, end, mention) for start, end, _, mention in rows]


def _deed_at(deeds: Sequence[tuple[int, int, EventMention]], start: int, end: int) -> EventMention | None:
    """The mention in whose words a span stands, the one whose verb is nearest."""
    last = bisect_left(deeds, end, key=lambda row: row[0])
    near = [(abs(m.trigger.start - start), m.id, m) for a, b, m in deeds[max(0, last - 12) : last] if a <= start and end <= b]
    return min(near, key=lambda row: row[:2])[2] if near else None


def _lot(item: Extracted, quantity: Quantity, deeds: Sequence[tuple[int, int, EventMention]], flags: Sequence[EntityMention], lexicon: Lexicon) -> Lot | None:
    text, start = item.document.text, quantity.start
    words, head, end = noun_phrase(text, quantity.end, lexicon)
    if not words:
        return None
    first = bisect_left(flags, start, key=lambda m: m.start)
    inside = [m for m in flags[first : first + 8] if m.end <= end]
    countries = frozenset(m.country for m in inside if m.country)
    named = {n for m in inside for n in range(m.start, m.end)}
    keys = describing([word for word, at in words if at not in named], lexicon)
    deed = _deed_at(deeds, start, end)
    people = head[1] in named or head[0].lower() in lexicon.table["lot_nouns"] or any(k.startswith("post:") for k in describing([head[0]], lexicon))
    if not people or (deed is None and not countries):
        return None
    return Lot(item.document.id, start, end, " ".join(text[start:end].split()), int(quantity.low), countries, keys, deed)


def noun_phrase(text: str, start: int, lexicon: Lexicon) -> tuple[list[tuple[str, int]], tuple[str, int], int]:
    """(words with their offsets, plural noun, end) of what stands behind a number: up to its plural noun, and the place of work tied to that by `of`."""
    words: list[tuple[str, int]] = []
    head: tuple[str, int] | None = None
    stops, ties, places = (frozenset(lexicon.table[key]) for key in ("lot_stops", "lot_ties", "lot_places"))
    at, end, tied = start, start, False
    while at - start < _LONGEST and (match := _TOKEN.match(text, at)):
        word = match[1] if "." in match[1][:-1] else match[1].rstrip(".")
        low, begin = word.lower(), match.start(1)
        if low in stops or (head and not tied and low not in ties) or (low in ties and not head) or (tied and low == "and" and end > at - 1):
            break
        tied = tied or low in ties
        at = begin + len(word)
        words.append((word, begin))
        if not head and _PLURAL.search(low):
            head, end = words[-1], at
        elif head and low in places:
            end = at
        if text[at : at + 1] in {",", ";", ".", ":"}:
            break
    return ([row for row in words if row[1] < end], head, end) if head else ([], ("", start), start)


def describing(words: Sequence[str], lexicon: Lexicon) -> frozenset[str]:
    """What words say of people: the class of a post, else the root of the word; nothing of words that fit all (`officials`)."""
    posts: Mapping[str, Sequence[str]] = lexicon.table["posts"]
    idle = frozenset(lexicon.table["lot_idle"])
    found: set[str] = set()
    for word in words:
        low = word.lower().replace("’", "'").removesuffix("'s")
        if low in idle or not low[:1].isalpha():
            continue
        classes = [name for name, phrases in posts.items() if one_of(tuple(phrases)).fullmatch(low)]
        found.add(f"post:{classes[0]}" if classes else low[:_STEM])
    return frozenset(found)
