"""Yields the names of a text that the gazetteer lists, with the reading that the document speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dragoman.annotate.names_text import Found, Text
from dragoman.codebook.gazetteer import GazetteerEntry

LONGEST = 16
"""Tokens that a listed name may have."""
_BEFORE = 4
"""Words in front of letters in which the state is looked for whose body they name."""
NON_STATES = frozenset({"UNO", "IGO", "EUR", "NGO", "IMG", "ISM", "MNC"})


def find_listed(text: Text) -> list[Found]:
    """Names in the gazetteer, longest first, with states, demonyms and places inside the names of bodies; weapons and craft by pattern."""
    matches = list(_matches(text))
    context = _context(matches)
    found: list[Found] = []
    borne = {text.tokens[a].text for a, b, entries in matches if b - a == 1 and entries[0].form == "acronym" and _anothers(text, a, entries[0].country)}
    for first, last, entries in matches:
        entry = _choose(text, first, last, entries, context)
        if entry and not (last - first == 1 and entry.form == "acronym" and text.tokens[first].text in borne):
            item = _found(first, last, entry, context)
            if entry.ids.get("list") and _person(text, first, last, entry.kind):
                item = replace(item, kind="person")
            agency = text.slice(last, last + 2) in text.words("agency_words") if last + 2 <= len(text.tokens) else False
            found.append(replace(item, last=last + 2, rank=0) if agency and item.kind == "organisation" else item)
            found.extend(_inside(text, first, last, entry, context))
    found.extend(_patterned(text))
    return found


def _matches(text: Text) -> Iterator[tuple[int, int, tuple[GazetteerEntry, ...]]]:
    """(first, last, readings) of the longest listed names, left to right, none over the end of a sentence."""
    for sentence in text.sentences:
        i = sentence.first
        while i < sentence.last:
            hit = _longest(text, i, sentence.last)
            if hit:
                yield i, *hit
            i = hit[0] if hit else i + 1


def _longest(text: Text, i: int, end: int) -> tuple[int, tuple[GazetteerEntry, ...]] | None:
    """(last, readings) of the longest listed name that begins with token i."""
    start = text.tokens[i].start
    reach = text.gazetteer.reach(text.raw[start : start + 3])
    for last in range(min(end, i + LONGEST), i, -1):
        if text.tokens[last - 1].end - start > reach + 2:
            continue
        entries = text.gazetteer.lookup(text.slice(i, last))
        if entries and not (text.tokens[i].text.lower() == "the" and _seat(text.gazetteer.lookup(text.slice(i + 1, last)))):
            return last, entries
    return None


def _seat(entries: Iterable[GazetteerEntry]) -> GazetteerEntry | None:
    """The reading as a seat of a government."""
    return next((e for e in entries if e.kind == "state" and e.form == "metonym"), None)


def _context(matches: list[tuple[int, int, tuple[GazetteerEntry, ...]]]) -> Counter[str]:
    """How often the document names each country, and each body by its full name, where only one is meant."""
    seen: Counter[str] = Counter()
    for _, _, entries in matches:
        countries = {entry.country for entry in entries if entry.kind in {"state", "place"} and entry.country}
        if len(countries) == 1:
            seen.update(countries)
        if len({entry.key for entry in entries}) == 1 and entries[0].form in {"name", "alias"}:
            seen[entries[0].key] += 1
    return seen


def _choose(text: Text, first: int, last: int, entries: tuple[GazetteerEntry, ...], context: Counter[str]) -> GazetteerEntry | None:
    """The reading meant here; None where the words are probably no name."""
    word = text.slice(first, last)
    single = last - first == 1
    if single and not _is_name(text, first, word):
        return None
    seat = _seat(entries)
    if seat and all(e.kind == "organisation" or e == seat for e in entries):
        return seat  # listed as an office, too; what it means here is decided with all seats
    near = _country_behind(text, last)
    if near:
        entries = tuple(e for e in entries if e.country == near) or entries
    elif len({e.key for e in entries}) > 1 and entries[0].form != "name":
        entries = tuple(sorted(entries, key=lambda e: -context[e.country or ""]))
    elif len({e.key for e in entries}) > 1 and {e.kind for e in entries} == {"organisation"}:
        spoken = [e for e in entries if context[e.key] or context[e.country or ""]]  # two agencies have the letters APA for their name
        entries = (*(spoken or entries)[:1], *entries)
    elif word == "Georgia" or len({(e.kind, e.country) for e in entries}) > 1:
        entries = _behind_city(text, first, entries)
    entry = entries[0]
    if entry.kind == "organisation" and single and not _vouched(text, first, word, entry, context):
        return None
    return entry


def _is_name(text: Text, i: int, word: str) -> bool:
    """Is a single listed word used as a name, not as the everyday word that it also is?"""
    token, label = text.tokens[i], text.label_at.get(i)
    if word[0].islower():
        return "-" in word or not word.isalpha()
    if label and label[2] == "PERSON" and label[1] - label[0] > 1 and token.pos == "PROPN":
        entry = text.gazetteer.lookup(word)[0]
        neighbours = [text.gazetteer.lookup(text.tokens[k].text) for k in range(label[0], label[1]) if k != i]
        if entry.form != "demonym" and not any(n and n[0].form == "demonym" for n in neighbours):
            return False
    if text.begins_sentence(i) and word in text.words("common_words") and token.pos not in {"PROPN", "ADJ"}:
        return bool(label and label[2] in {"GPE", "ORG", "NORP", "LOC"})
    if token.pos == "VERB" and text.begins_sentence(i) and word in text.words("common_words"):
        return False
    if word in text.words("deceptive"):
        return bool(label and label[2] in {"ORG", "GPE", "LOC"} and label[:2] == (i, i + 1) and not text.begins_sentence(i))
    return not (word.isupper() and text.shouting(i) and len(word) <= 4 and word.capitalize() in text.words("common_words"))


def _vouched(text: Text, i: int, word: str, entry: GazetteerEntry, context: Counter[str]) -> bool:
    """May a short acronym of a national body stand for it here? Its country or full name must be in the document, or the tagger see a body."""
    if entry.form != "acronym" or len(word) > 3 or entry.country in NON_STATES:
        return True
    label = text.label_at.get(i)
    return context[entry.country or ""] > 0 or context[entry.key] > 0 or bool(label and label[2] == "ORG")


def _anothers(text: Text, i: int, country: str | None) -> bool:
    """`the Norlandic intelligence service SIS`, `Norland's SIS`: the letters stand for a body of the state that is named in front, and for no other's."""
    for k in range(i - 1, max(i - _BEFORE, -1), -1):
        token = text.tokens[k]
        if token.sentence != text.tokens[i].sentence or token.pos not in {"NOUN", "PROPN", "ADJ", "PART"}:
            return False
        states = [e for e in text.gazetteer.lookup(token.text) if e.kind == "state"]
        if states:
            owned = states[0].form == "demonym" or text.tokens[k + 1].text in {"'s", "’s"}
            return owned and country is not None and country not in NON_STATES and all(e.country != country for e in states)
    return False


def _country_behind(text: Text, last: int) -> str | None:
    """The country of `, X` behind a name."""
    if last + 1 < len(text.tokens) and text.tokens[last].text == "," and text.tokens[last].sentence == text.tokens[last + 1].sentence:
        hit = _longest(text, last + 1, text.sentences[text.tokens[last].sentence].last)
        if hit and hit[1][0].kind == "state" and hit[1][0].form != "demonym":
            return hit[1][0].country
    return None


def _behind_city(text: Text, first: int, entries: tuple[GazetteerEntry, ...]) -> tuple[GazetteerEntry, ...]:
    """The readings whose country has a city of the name that stands before a comma in front (`Savannah, Georgia`); else all."""
    if first < 2 or text.tokens[first - 1].text != ",":
        return entries
    city = text.tokens[first - 2].text
    fitting = tuple(e for e in entries if e.country and text.gazetteer.city(city, e.country))
    return fitting if fitting and city[0].isupper() else entries


def _found(first: int, last: int, entry: GazetteerEntry, context: Counter[str]) -> Found:
    """A common name of national bodies (`Congress`) is tied to its state only where the document speaks of that state."""
    loose = entry.ids.get("generic") == "yes" and not context[entry.country or ""]
    return Found(
        first, last, entry.kind, entry.form, "gazetteer", None if loose else entry.key, None if loose else entry.country, entry.sector,
        1 if last - first > 1 else 2,
    )  # fmt: skip


def _person(text: Text, first: int, last: int, kind: str) -> bool:
    """Is a name of the user's lists, which tell no kind, a person's: behind a title, or no state's and a person's to the tagger?"""
    label = text.label_at.get(last - 1)
    tagged = label is not None and label[2] == "PERSON" and label[0] <= first and last <= label[1]
    return (kind != "state" and tagged) or (first > 0 and text.tokens[first - 1].text in text.words("titles"))


def _inside(text: Text, first: int, last: int, outer: GazetteerEntry, context: Counter[str]) -> Iterator[Found]:
    """States, demonyms and places inside the name of a body."""
    if outer.kind != "organisation" or last - first < 2:
        return
    i = first
    while i < last:
        hit = next(((end, e) for end in range(min(last, i + 5), i, -1) if (end - i < last - first) and (e := text.gazetteer.lookup(text.slice(i, end)))), None)
        if hit and hit[1][0].kind in {"state", "place"} and hit[1][0].form != "metonym":
            yield _found(i, hit[0], hit[1][0], context)
        i = hit[0] if hit else i + 1


def _patterned(text: Text) -> Iterator[Found]:
    """Weapons and craft: a listed pattern and the type words behind it (`missile system`, `passenger aircraft`)."""
    for pattern, match in text.gazetteer.patterns.find(text.raw):
        words = text.words("craft_words" if pattern.kind == "craft" else "weapon_words")
        span = text.token_span(*match.span())
        if not span:
            continue
        first, last = span
        end = last
        limit = text.sentences[text.tokens[first].sentence].last
        while end < limit and (text.tokens[end].text.lower() in words or text.tokens[end].text == "-"):
            end += 1
        while end > last and text.tokens[end - 1].text == "-":
            end -= 1
        if pattern.kind != "craft" or last - first > 1 or any(c.isdigit() for c in match.group()) or end > last or "-" in match.group():
            yield Found(first, end, pattern.kind, "name", "gazetteer", None if pattern.key in {"Flight", "Warship"} else pattern.key, rank=0)
