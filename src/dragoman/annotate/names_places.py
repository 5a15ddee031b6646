"""Yields towns: capitalised words that the sentence or the list of cities shows to be places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from dragoman.annotate.names_seats import OBJECTS, country_behind, is_dateline
from dragoman.annotate.names_text import Found, Text

LARGE = 50_000
"""People that a town needs to be believed without any sign of a place around its name."""


def find_towns(text: Text, names: list[Found]) -> list[Found]:
    """Names known as towns, one kind for the whole document: a place where a preposition, a country behind, or the tagger says so anywhere.

    names: what is settled so far; the tagger's own guesses at the same words give way.
    """
    held = {i: item for item in names if item.made_by != "tagger" for i in range(item.first, item.last)}
    people = {text.tokens[i].text for item in names if item.kind == "person" and item.last - item.first > 1 for i in range(item.first, item.last)}
    states = Counter(item.country for item in names if item.kind == "state" and item.country)
    spots: dict[str, list[tuple[int, int]]] = {}
    signs: Counter[str] = Counter()
    countries: dict[str, str] = {}
    for first, last in _candidates(text, held):
        word = text.slice(first, last)
        spots.setdefault(word, []).append((first, last))
        behind = country_behind(text, last, held)
        signs[word] += 3 if is_dateline(text, first, last) else 2 if behind else _sign(text, first, last)
        if behind:
            countries.setdefault(word, behind)
    found: list[Found] = []
    for word in sorted(spots):
        if signs[word] < 1 or word in people:
            continue
        country = countries.get(word)
        name = word.title() if word.isupper() and len(word) > 3 else word
        city = text.gazetteer.city(name, country) if country else text.gazetteer.city(name, None, [code for code, _ in states.most_common()])
        if city and (city.population >= LARGE or signs[word] > 1):
            found.extend(Found(a, b, "place", "name", "gazetteer", city.name, city.country, rank=3) for a, b in spots[word])
        elif signs[word] > 2 or (country and signs[word] > 1):
            found.extend(Found(a, b, "place", country=country, rank=5) for a, b in spots[word])
    return found


def _candidates(text: Text, firm: Mapping[int, Found]) -> Iterable[tuple[int, int]]:
    """Runs of one to three capitalised words that no firm name holds."""
    i = 0
    while i < len(text.tokens):
        last = i
        sentence = text.tokens[i].sentence
        while last < len(text.tokens) and last not in firm and text.tokens[last].text[0].isupper() and text.tokens[last].sentence == sentence:
            last += 1
        token = text.tokens[i]
        if last - i > 1 and token.pos == "ADP" and text.begins_sentence(i):
            i, token = i + 1, text.tokens[i + 1]  # `In Arden`
        opener = last - i == 1 and text.begins_sentence(i) and token.pos not in {"PROPN", "NOUN", "ADJ"}
        if 0 < last - i <= 3 and not opener and not (last - i == 1 and token.text in text.words("not_names")):
            yield i, last
        i = max(last, i + 1)


def _sign(text: Text, first: int, last: int) -> int:
    """2 for a preposition of place in front, 1 for what one goes or does to a place, or the tagger's word, else 0."""
    label, head = text.label_at.get(first), text.tokens[last - 1]
    before = text.tokens[first - 1] if first and text.tokens[first - 1].sentence == head.sentence else None
    if before and before.text.lower() in text.words("place_prepositions"):
        return 2
    if before and before.text.lower() == "to" and head.head == before.i and _moves(text, before.head):
        return 1  # people are gone to as well
    if head.dep in OBJECTS and text.tokens[head.head].lemma in text.words("place_verbs"):
        return 1
    return 1 if label and label[2] in {"GPE", "LOC"} and label[:2] == (first, last) else 0


def _moves(text: Text, i: int) -> bool:
    """Does a verb of motion govern this token (`withdrew to`, `moved troops to`)?"""
    token = text.tokens[i]
    verb = text.tokens[token.head] if token.dep == "dobj" else token
    return verb.pos == "VERB" and verb.lemma in text.words("heading") | text.words("motion")
