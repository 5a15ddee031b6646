"""Yields names of bodies, laws, facilities, addresses and quoted names, by the head nouns and the capitals that print marks them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.annotate.names_text import DOMAIN, POSSESSIVE, Found, Text

# One letter per token: C capitalised, H head noun of a body, L of a law, M of an occasion, G in a listed name, T title, o link, t the,
# c comma, a and, n number, x other.
_LEFT = r"[CGHLM]"
_LIST = r"(?:(?:c(?:G?C+|G+))+c?at?[CG]++(?![H])|a[CM]++(?!H))?"
_TAIL = rf"(?:ot?(?:[CGTHM]+|[CGTM]*H[CGT]*){_LIST})*"
_BODY = re.compile(rf"{_LEFT}*H[CHG]*?(?:C|G)*{_TAIL}")
_LAW = re.compile(rf"{_LEFT}*[LM]n?{_TAIL}")
_NO_NAMES = {"VERB", "ADV", "SCONJ", "DET", "AUX", "ADP", "PRON"}


def find_bodies(text: Text, listed: list[Found]) -> list[Found]:
    """Names with a head noun (ministries, courts, treaties, airports …), quoted names and web addresses. listed: what the gazetteer gave."""
    inside = {i: item for item in listed if item.kind != "weapon" for i in range(item.first, item.last)}
    found: list[Found] = []
    for sentence in text.sentences:
        shape = "".join(_class(text, i, inside) for i in range(sentence.first, sentence.last))
        found.extend(_bodies(text, shape, sentence.first, inside))
        found.extend(_laws(text, shape, sentence.first))
        found.extend(_named_after_town(text, sentence.first, sentence.last, inside))
        found.extend(_facilities(text, sentence.first, sentence.last, inside))
    found.extend(_quoted(text))
    for match in DOMAIN.finditer(text.raw):
        span = text.token_span(*match.span())
        if span:
            found.append(Found(*span, "organisation", rank=4))
    return found


def _class(text: Text, i: int, inside: dict[int, Found]) -> str:
    """The letter of a token."""
    token = text.tokens[i]
    word = token.text
    low = word.lower()
    small = {",": "c", "and": "a", "&": "a", "the": "t", "The": "t"}.get(word)
    if small:
        return "G" if i in inside and inside[i].last - inside[i].first > 1 and inside[i].first < i else small
    sector = _sector(text, word)
    if i in inside and sector is None:
        return "G"
    if low in text.words("chain") and word[0].islower():
        return "G" if i in inside else "o"
    if sector is not None:
        return "H"
    if word in text.words("laws"):
        return "L"
    if word in text.words("occasions"):
        return "M"
    if word[0].isdigit():
        return "n"
    if word in text.words("titles"):
        return "T"
    if text.capital(i) and word not in text.words("not_names") and not (token.pos in _NO_NAMES and (text.begins_sentence(i) or text.headline(i))):
        return "C"
    return "x"


def _sector(text: Text, word: str) -> str | None:
    """PLOVER sector of a head noun, "" where it does not tell, None where the word heads no body."""
    return text.sectors.get(word)


def _bodies(text: Text, shape: str, offset: int, inside: dict[int, Found]) -> Iterator[Found]:
    at = 0
    while match := _BODY.search(shape, at):
        head = match.start() + match.group().index("H")
        at = max(match.end(), head + 1)
        first, last = _cut(text, shape, offset, match.start(), match.end(), head)
        yield from _body(text, first, last, offset + head, inside)
        # what a body belongs to may be a body of its own: `Committee of the State Assembly`
        for inner in re.finditer(r"(?<=t)[CGM]*H[CGH]*", shape[head + 1 : match.end()]):
            start = head + 1 + inner.start()
            yield from _body(text, offset + start, offset + head + 1 + inner.end(), offset + start + inner.group().index("H"), inside)


def _cut(text: Text, shape: str, offset: int, start: int, end: int, head: int) -> tuple[int, int]:
    """Tokens of a match: cut before a further body that it belongs to; `in X` joined where the body sits in a state."""
    further = re.search(r"ot[CGM]*H", shape[head + 1 : end])
    if further:
        end = head + 1 + further.start()
    last = offset + end
    if text.tokens[offset + head].text in text.words("seated") and last < len(text.tokens) - 1 and text.tokens[last].text in {"in", "to"}:
        seat = re.match(r"xt?(G+)", shape[end:])
        if seat:
            last += seat.end()
    return offset + start, last


def _body(text: Text, first: int, last: int, head: int, inside: dict[int, Found]) -> Iterator[Found]:
    first, last = text.trimmed(first, last)
    while first < head and (text.tokens[first].text in text.words("not_names") or text.tokens[first].text in POSSESSIVE):
        first += 1
    if last - first < 2 or head >= last:
        return
    sector = _sector(text, text.tokens[head].text) or None
    country = _country(text, first, last, head, inside)
    listed = inside.get(last - 1)
    if listed and listed.kind == "organisation" and listed.last == last and listed.first == first + 1 and listed.country == country:
        yield replace(listed, first=first, form="alias", rank=0)
    else:
        yield Found(first, last, "organisation", country=country, sector=sector, rank=3)


def _country(text: Text, first: int, last: int, head: int, inside: dict[int, Found]) -> str | None:
    """The state that a body belongs to: named in front, in possession of it, or at its end; never the seat of an embassy."""
    front = inside.get(first)
    if front and front.country and (front.kind in {"state", "place"} or front.last == head):
        return front.country
    if first > 1 and text.tokens[first - 1].text in POSSESSIVE and (owner := inside.get(first - 2)):
        return owner.country
    if any(text.tokens[i].text in text.words("seated") for i in range(first, last)):
        return None
    behind = inside.get(last - 1)
    if behind and behind.kind in {"state", "place"}:
        return behind.country
    if last + 2 < len(text.tokens) and text.tokens[last].text == "of":
        owner = inside.get(last + 1) or inside.get(last + 2)
        return owner.country if owner else None
    return None


def _laws(text: Text, shape: str, offset: int) -> Iterator[Found]:
    """Treaties and laws (kind law), summits, wars and cups (kind other)."""
    for match in _LAW.finditer(shape):
        heads = [k for k in range(match.start(), match.end()) if shape[k] in "LM"]
        first, last = text.trimmed(offset + match.start(), offset + match.end())
        if last - first < 2 or not heads:
            continue
        yield Found(first, last, "law" if shape[heads[0]] == "L" else "other", rank=3)


def _named_after_town(text: Text, start: int, end: int, inside: dict[int, Found]) -> Iterator[Found]:
    """`the Karst accords`: what was signed in a town, in lower case."""
    for i in range(start + 1, end):
        town = inside.get(i - 1)
        if town and town.last == i and town.kind == "place" and text.tokens[i].text in text.words("laws_lower"):
            yield Found(town.first, i + 1, "law", rank=3)


def _facilities(text: Text, start: int, end: int, inside: dict[int, Found]) -> Iterator[Found]:
    """`Karst airport`, `12 Mill Street`: capitalised words before a word for a place that people built."""
    words, streets = text.words("facilities"), text.words("streets")
    for i in range(start + 1, end):
        two = text.slice(i, i + 2) if i + 1 < end else ""
        three = text.slice(i, i + 3) if i + 2 < end else ""
        last = i + 3 if three in words else i + 2 if two in words else i + 1
        street = text.tokens[i].text in streets
        if not street and last == i + 1 and text.tokens[i].text not in words:
            continue
        first = i
        while first > start and (text.capital(first - 1) or first - 1 in inside) and text.tokens[first - 1].text not in text.words("not_names"):
            first -= 1
        while first < i and first in inside and inside[first].form == "demonym":
            first += 1
        if first == i:
            continue
        if street and first > start and text.tokens[first - 1].text.isdigit():
            first -= 1
        front = inside.get(first)
        yield Found(first, last, "facility", country=front.country if front else None, rank=3)


def _quoted(text: Text) -> Iterator[Found]:
    """Names between quotation marks that are introduced as such: `the centre known as "Estavian House"`."""
    for match in re.finditer(r"[\"“‘«']([A-Z][^\"“”‘’«»'\n]{1,60}?)[,.]?[\"”’»']", text.raw):
        span = text.token_span(match.start(1), match.end(1))
        if not span or span[1] - span[0] > 7 or span[0] < 2:
            continue
        first, last = span
        inner = [text.tokens[i] for i in range(first, last)]
        if not all(t.text[0].isupper() or t.text.lower() in {"of", "the", "for", "and", "de", "-"} or t.text[0].isdigit() for t in inner):
            continue
        sentence = text.tokens[first].sentence
        before = [t.text.lower() for t in text.tokens[max(0, first - 6) : first] if t.sentence == sentence]
        if any(word in text.words("body_nouns") for word in before) or any(word in text.words("called") for word in before[-3:]):
            yield Found(first, last, "organisation", rank=4)
