"""Yields names that the parser's tagger proposes, people by their titles, bare surnames, and short forms defined in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from dragoman.annotate.names_text import POSSESSIVE, Found, Text

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "facility",
    "NORP": "group",
    "PRODUCT": "other",
    "EVENT": "other",
    "LAW": "law",
}
"""What the tagger's labels become; others are no names here."""
_ACRONYM = re.compile(r"[A-Z][A-Za-z&.-]*[A-Z]\.?")
_NO_SURNAMES = ("place_companions", "facilities", "laws", "occasions")
RANKS = 12
"""Tokens back from a name in which its bearer's state may be named."""


def find_proposed(text: Text, sure: list[Found]) -> list[Found]:
    """The tagger's names, trimmed; none that cuts a sure name in two or only repeats one."""
    held = {i: item for item in sure for i in range(item.first, item.last)}
    found: list[Found] = []
    for first, last, label in text.tagged:
        kind = KINDS.get(label)
        if kind:
            kind = "person" if kind == "place" and last - first > 1 and _told_of_as_person(text, last) else kind
            found.extend(_proposal(text, first, last, kind, held))
    return found


def _told_of_as_person(text: Text, last: int) -> bool:
    """Does `who` or `whom` take up the name that ends here? The tagger takes names it does not know for places."""
    after = [token.text.lower() for token in text.tokens[last : last + 2]]
    return after[:1] in (["who"], ["whom"]) or after in ([",", "who"], [",", "whom"])


def _proposal(text: Text, first: int, last: int, kind: str, held: dict[int, Found]) -> Iterator[Found]:
    bracket = next((i for i in range(first, last) if text.tokens[i].text in "()[]/|"), last)
    first, last = text.trimmed(first, bracket)
    if kind in {"person", "group"}:
        first = _past_titles(text, first, last, held)
        first, last = text.trimmed(first, last)
    if first >= last or last - first > 12:
        return
    while last > first and kind == "person" and not text.capital(last - 1):
        last -= 1
    words = [text.tokens[i] for i in range(first, last)]
    if not any(text.capital(t.i) for t in words) or any(t.text[0].isdigit() for t in words[:1]):
        return
    if len(words) == 1 and (words[0].text in text.words("not_names") | text.words("titles") or not words[0].text[0].isalpha() or len(words[0].text) < 2):
        return
    if not text.capital(first) and kind in {"person", "place", "organisation", "group"}:
        return
    if text.tokens[first].text == "State" and first > 1 and text.tokens[first - 2].text == "Secretary":
        return
    begun = held.get(first)
    if kind == "organisation" and begun and begun.kind == "organisation" and begun.first == first and begun.last < last:
        return
    if kind == "person" and any(i in held and held[i].kind in {"craft", "weapon", "law"} for i in range(first, last)):
        return
    form = "acronym" if last - first == 1 and len(words[0].text) < 7 and _ACRONYM.fullmatch(words[0].text) else "name"
    yield Found(first, last, kind, form, "tagger", country=_bearer(text, first, held) if kind == "person" else None, rank=6)


def _past_titles(text: Text, first: int, last: int, held: dict[int, Found]) -> int:
    """The first token of a person's own name: titles, demonyms and bodies in front are not part of it."""
    titles = text.words("titles") | text.words("titles_lower")
    while first < last - 1:
        word, item = text.tokens[first].text, held.get(first)
        if item and item.last < last and (item.form == "demonym" or item.kind in {"state", "organisation"}):
            first = max(first + 1, item.last)
        elif word in titles or word in POSSESSIVE or word == "-":
            first += 1
        else:
            break
    return first


def find_titled(text: Text, sure: list[Found]) -> list[Found]:
    """People by a title in front: `President Anna Orlin`, `spokesman Ben Ardal`."""
    held = {i: item for item in sure for i in range(item.first, item.last)}
    titles, small = text.words("titles"), text.words("titles_lower")
    found: list[Found] = []
    for sentence in text.sentences:
        for i in range(sentence.first, sentence.last - 1):
            word = text.tokens[i].text
            if word not in titles and word not in small:
                continue
            last = _run(text, i + 1, sentence.last, held)
            if last > i + 1 and (last - i > 2 or word in titles):
                found.append(Found(i + 1, last, "person", country=_bearer(text, i + 1, held), rank=5))
            last = _run(text, i + 2, sentence.last, held) if text.tokens[i + 1].text == "," else 0
            if word in small and last - i > 3 and last < sentence.last and text.tokens[last].text in {",", ".", ";"}:
                found.append(Found(i + 2, last, "person", country=_bearer(text, i + 2, held), rank=5))  # `its spokesman, Ben Ardal,`
    return found


def find_aged(text: Text, sure: list[Found]) -> list[Found]:
    """People by their age behind: `Ben Ardal, 81, was freed`."""
    held = {i: item for item in sure for i in range(item.first, item.last)}
    found: list[Found] = []
    for sentence in text.sentences:
        for i in range(sentence.first + 2, sentence.last - 2):
            age = text.tokens[i + 1].text
            if text.tokens[i].text == "," and text.tokens[i + 2].text == "," and age.isdecimal() and len(age) == 2:
                first = next((j for j in range(max(sentence.first, i - 4), i - 1) if _run(text, j, sentence.last, held) == i), None)
                found += [Found(first, i, "person", rank=3)] if first is not None else []
    return found


def find_vessels(text: Text) -> list[Found]:
    """Ships by the word for their kind in front: `the ferry Northern Star`."""
    found: list[Found] = []
    for token in text.tokens:
        if token.text in text.words("vessels"):
            end = text.sentences[token.sentence].last
            last = _run(text, token.i + 1, end, {})
            if last > token.i + 1:
                found.append(Found(token.i + 1, last, "craft", rank=4))
    return found


def _run(text: Text, first: int, end: int, held: dict[int, Found]) -> int:
    """The end of a run of capitalised words and particles that could be a person's name."""
    i = first
    stop = text.words("not_names") | text.words("titles")
    if first < end and text.tokens[first].text in text.title_words:
        return first  # `Deputy Prime Minister`: the next word of a title begins no name
    while i < end and i - first < 5:
        word = text.tokens[i].text
        taken = i in held and (i == first or held[i].last - held[i].first > 1 or held[i].form == "demonym")
        particle = word in text.words("particles") and i + 1 < end and text.tokens[i + 1].text[:1].isupper()
        hyphen = word == "-" and first < i < end - 1 and text.tokens[i - 1].end == text.tokens[i].start == text.tokens[i + 1].start - 1
        if not particle and not hyphen and (taken or word in stop or not word[0].isupper() or (i > first and text.tokens[i].pos in {"DET", "ADP", "PRON"})):
            break
        i += 1
    return i


def _bearer(text: Text, first: int, held: dict[int, Found]) -> str | None:
    """The state whose demonym or name stands before a person's titles (`Estavian Foreign Ministry spokeswoman …`); None where none does."""
    ranks = text.words("titles_lower") | {w.lower() for w in text.words("titles")} | text.words("rank_words")
    sentence, titled = text.tokens[first].sentence, False
    for i in range(first - 1, max(-1, first - RANKS), -1):
        token, item = text.tokens[i], held.get(i)
        if token.sentence != sentence:
            return None
        if item and item.kind == "organisation" and item.sector in {"JRN", "BUS"}:
            return None  # a reporter or manager need not be of the firm's country
        if item and item.country and item.kind in {"state", "organisation"}:
            return item.country if titled or item.form == "demonym" else None
        if token.text.lower() in ranks or token.text in POSSESSIVE or token.text in {"-", "and"}:
            titled = True
        elif not (item or text.capital(i) or (titled and token.pos in {"NOUN", "ADJ"})):
            return None
    return None


def find_surnames(text: Text, settled: list[Found]) -> list[Found]:
    """Bare surnames of people whom the document names in full, also where they are spelt a little differently."""
    full = [item for item in settled if item.kind == "person" and item.last - item.first > 1]
    surnames: dict[str, Found] = {}
    for item in full:
        words = [text.tokens[i].text for i in range(item.first, item.last) if text.tokens[i].text not in text.words("generations")]
        word = words[-1] if len(words) > 1 else ""
        if len(word) > 2 and word not in surnames and not text.gazetteer.state_named(word):
            surnames[word] = item
    taken = {i for item in settled for i in range(item.first, item.last) if item.made_by != "tagger" or item.last - item.first > 1}
    found: list[Found] = []
    for token in text.tokens:
        if token.i in taken or not token.text[0].isupper() or (token.text in text.words("not_names")):
            continue
        near = surnames.get(token.text) or surnames.get(token.text.capitalize()) or _alike(token.text, surnames)
        if near:
            form = "name" if token.text in surnames else "alias"
            found.append(Found(token.i, token.i + 1, "person", form, country=near.country, rank=4))
    return found


def _alike(word: str, surnames: dict[str, Found]) -> Found | None:
    """The bearer of a surname of six letters or more that differs in one letter, not the first three."""
    if len(word) < 6:
        return None
    near = [s for s in sorted(surnames) if len(s) >= 6 and s[:3] == word[:3] and Levenshtein.distance(s, word, score_cutoff=1) <= 1]
    return surnames[near[0]] if len(near) == 1 else None


def find_acronyms(text: Text, settled: list[Found]) -> list[Found]:
    """Short forms that a bracket defines, `Karst Aid Union (KAU)`, wherever else they stand; with the full name where it was not yet found."""
    ends = {item.last: item for item in settled}
    defined: dict[str, Found] = {}
    found: list[Found] = []
    for i in range(1, len(text.tokens) - 2):
        word = text.tokens[i + 1].text
        if text.tokens[i].text != "(" or text.tokens[i + 2].text != ")" or not _ACRONYM.fullmatch(word) or len(word) > 10:
            continue
        item = ends.get(i) or ends.get(i - 1) or _spelt_out(text, i, word)
        if item and item.kind != "person" and item.form != "demonym":
            defined[word] = item
            if item.last not in ends:
                found.append(item)
    for token in text.tokens:
        if token.text in defined:
            full = defined[token.text]
            found.append(replace(full, first=token.i, last=token.i + 1, form="acronym", made_by="pattern" if not full.key else full.made_by, rank=2))
    return found


def _spelt_out(text: Text, bracket: int, acronym: str) -> Found | None:
    """The words before a bracket whose initials make the short form."""
    letters = [c for c in acronym.lower() if c.isalpha()]
    for first in range(bracket - 1, max(-1, bracket - 3 * len(letters)), -1):
        capitals = [text.tokens[i].text[0].lower() for i in range(first, bracket) if text.tokens[i].text[0].isupper()]
        if text.tokens[first].text[0].isupper() and capitals == letters:
            return Found(first, bracket, "organisation", rank=5)
    return None


def find_namesakes(text: Text) -> list[Found]:
    """People whose given name is a place's, too (`Jordan Hale said`): a word of `given_places`, another with a capital, and a sign of a person."""
    found: list[Found] = []
    for token in text.tokens[:-1]:
        if token.text not in text.words("given_places"):
            continue
        last = _run(text, token.i, text.sentences[token.sentence].last, {})
        second = text.tokens[last - 1]
        if (
            not 1 < last - token.i < 4
            or second.text in text.sectors
            or second.text in text.words("place_companions") | text.words("facilities") | text.words("laws") | text.words("occasions")
        ):
            continue
        if any(text.gazetteer.lookup(text.slice(i, last)) for i in (token.i, last - 1)):
            continue
        label = text.label_at.get(token.i)
        told = second.dep in {"nsubj", "appos"} and text.tokens[second.head].lemma in text.words("person_verbs") and not text.headline(token.i)
        if told or (label and label[2] == "PERSON" and label[1] >= last):
            found.append(Found(token.i, last, "person", rank=1))
    return found


def with_bearers(text: Text, settled: list[Found]) -> list[Found]:
    """A place's name that is the surname of a person named in full before is that person, unless a preposition ever makes a place of it."""
    people: dict[str, Found] = {}
    for item in settled:
        if item.kind == "person" and item.last - item.first > 1:
            people.setdefault(text.tokens[item.last - 1].text, item)
    bare = [item for item in settled if item.last - item.first == 1 and item.kind in {"state", "place"} and text.tokens[item.first].text in people]
    placed = {text.tokens[item.first].text for item in bare if _as_place(text, item.first) or item.first < people[text.tokens[item.first].text].first}
    changed: list[Found] = []
    for item in settled:
        bearer = people.get(text.tokens[item.first].text)
        if bearer and item in bare and text.tokens[item.first].text not in placed:
            item = Found(item.first, item.last, "person", country=bearer.country, rank=4)
        changed.append(item)
    return changed


def _as_place(text: Text, i: int) -> bool:
    """Does a preposition stand before the word, or one that a state is joined to?"""
    token, before = text.tokens[i], text.tokens[max(0, i - 1)]
    if before.i < i and before.pos == "ADP" and before.text.lower() not in {"by", "with"}:
        return True
    return token.dep in {"compound", "conj"} and token.head != i
