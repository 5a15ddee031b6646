"""Yields towns, and for every capital or seat of government whether the place or the government is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.annotate.names_text import POSSESSIVE, Found, Text
from dragoman.core.documents import Token

LARGE = 50_000
"""People that a town needs to be believed without any sign of a place around its name."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "agent"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})
_SENT_FROM = re.compile(r"(?:,[^.\n]{0,40}?)?\s*(?:\([^)\n]{2,40}\))?\s*(?:--|—|–|-\s)")
_VAGUE = frozenset({"to", "from", "of"})


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
        behind = _behind(text, last, held)
        signs[word] += 3 if _dateline(text, first, last) else 2 if behind else _sign(text, first, last)
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
        opener = last - i == 1 and text.begins_sentence(i) and token.pos not in {"PROPN", "NOUN", "ADJ"}
        if 0 < last - i <= 3 and not opener and not (last - i == 1 and token.text in text.words("not_names")):
            yield i, last
        i = max(last, i + 1)


def _sign(text: Text, first: int, last: int) -> int:
    """2 for a preposition of place in front, 1 for a verb of going or the tagger's word, else 0."""
    label, head = text.label_at.get(first), text.tokens[last - 1]
    before = text.tokens[first - 1] if first and text.tokens[first - 1].sentence == head.sentence else None
    if before and before.text.lower() in text.words("place_prepositions"):
        return 2
    if head.dep in _OBJECTS and text.tokens[head.head].lemma in text.words("place_verbs"):
        return 1
    return 1 if label and label[2] in {"GPE", "LOC"} and label[:2] == (first, last) else 0


def _behind(text: Text, last: int, held: Mapping[int, Found]) -> str | None:
    """The country of the state or region behind `, `, as in `Arden, Norland`."""
    if last + 1 >= len(text.tokens) or text.tokens[last].text != ",":
        return None
    item = held.get(last + 1) or held.get(last + 2)
    fits = item and item.kind in {"state", "place"} and item.form in {"name", "alias", "acronym"}
    if item and item.last < len(text.tokens) and text.tokens[item.last].text in POSSESSIVE:
        return None
    return item.country if item and fits and text.tokens[item.first].sentence == text.tokens[last].sentence else None


def decide_seats(text: Text, names: list[Found]) -> list[Found]:
    """Capitals and seats of government with the meaning that their place in the sentence gives them: place, or metonym of the state."""
    held = {i: item for item in names for i in range(item.first, item.last)}
    return [_decided(text, item, held) if item.made_by == "gazetteer" and item.rank < 3 else item for item in names]


def _decided(text: Text, item: Found, held: Mapping[int, Found]) -> Found:
    entries = [e for e in text.gazetteer.lookup(text.slice(item.first, item.last)) if e.form == "metonym"]
    own = [e for e in entries if e.country == item.country and e.kind == "state"]
    others = [e for e in entries if e.kind == "organisation" and e.country in {name.country for name in held.values()}]
    spoken_of = any(name.kind == "state" and name.country == item.country for name in held.values())
    matching = (others if others and not spoken_of else own) or [e for e in entries if e.kind == "state"]
    if not matching or item.kind not in {"place", "state"} or item.form not in {"name", "metonym"} or (item.kind == "state" and item.form == "name"):
        return item
    if _means_place(text, item, held, seat=item.form == "metonym"):
        return replace(item, kind="facility", form="name") if item.form == "metonym" else item
    entry = matching[0]
    return replace(item, kind=entry.kind, form="metonym", key=entry.key, country=entry.country)


def _means_place(text: Text, item: Found, held: Mapping[int, Found], seat: bool) -> bool:
    """Is the place meant, not its government? seat: a building or street that stands for a government unless one is in or near it."""
    first, last = item.first, item.last
    head = text.tokens[last - 1]
    sentence = text.sentences[head.sentence]
    before = text.tokens[first - 1] if first > sentence.first else None
    if before and before.text.lower() == "the" and first - 1 > sentence.first:
        before = text.tokens[first - 2]
    if before and before.text.lower() in text.words("place_prepositions"):
        return True
    if seat:
        return False
    if _dateline(text, first, last) or _town_before_state(text, last, held):
        return True
    behind = text.tokens[last] if last < sentence.last else None
    if behind and behind.text == "-" and last + 1 < sentence.last:
        return text.tokens[last + 1].text.lower() in {"based", "born", "bound", "area"}
    if head.dep in {"compound", "amod", "nmod"} and head.head > head.i and not (behind and behind.text == "-"):
        return True
    if behind and behind.text in POSSESSIVE:
        return _owner_is_place(text, head)
    if before and before.text.lower() in text.words("body_prepositions"):
        return before.text.lower() == "between" and _moves(text, before)
    if before and before.text.lower() in _VAGUE:
        return _vague(text, before)
    return _by_grammar(text, head)


def _by_grammar(text: Text, head: Token) -> bool:
    """What a subject, object, second member or modifier of its kind mostly means."""
    up = text.tokens[head.head]
    if head.dep in _SUBJECTS:
        return False
    if head.dep in _OBJECTS:
        return up.lemma in text.words("place_verbs")
    if head.dep in {"conj", "appos"} and up.i != head.i:
        if up.dep in _SUBJECTS:
            return False
        if up.dep in {"pobj", "obl"}:
            return _prepositional(text, text.tokens[up.head])
        return not text.gazetteer.state_named(up.text)
    if head.dep in {"pobj", "obl"}:
        return _prepositional(text, up)
    return head.dep not in {"ROOT", "nmod"} or head.i == up.i


def _prepositional(text: Text, preposition: Token) -> bool:
    word = preposition.text.lower()
    if word in text.words("body_prepositions"):
        return word == "between" and _moves(text, preposition)
    return _vague(text, preposition) if word in _VAGUE else True


def _vague(text: Text, preposition: Token) -> bool:
    """`to`, `from`, `of`: a place with words of motion or of parts of a town, else the government."""
    governor = text.tokens[preposition.head]
    if preposition.text.lower() == "of":
        return governor.lemma in text.words("place_nouns") or governor.text.lower() in text.words("place_nouns")
    if _moves(text, preposition):
        return True
    near = {governor.lemma, text.tokens[max(0, preposition.i - 1)].lemma}
    return preposition.text.lower() == "from" and not near & text.words("grants")


def _moves(text: Text, preposition: Token) -> bool:
    """Is the preposition governed by a word of motion?"""
    governor = text.tokens[preposition.head]
    chain = {governor.lemma, text.tokens[governor.head].lemma, text.tokens[max(0, preposition.i - 1)].lemma}
    chain.update(t.lemma for t in text.tokens[max(0, governor.i - 2) : governor.i] if t.dep in {"compound", "amod"})
    return bool(chain & text.words("motion"))


def _owner_is_place(text: Text, head: Token) -> bool:
    owned = text.tokens[head.head]
    return owned.lemma in text.words("place_nouns") or owned.text.lower() in text.words("place_nouns")


def _town_before_state(text: Text, last: int, held: Mapping[int, Found]) -> bool:
    """Does `, State` stand behind, and not as the next member of a list?"""
    item = held.get(last + 1) or held.get(last + 2)
    if not _behind(text, last, held) or not item or item.last >= len(text.tokens):
        return False
    return text.tokens[item.last].text.lower() not in {"and", "or"}


def _dateline(text: Text, first: int, last: int) -> bool:
    """`KARST --`, `Karst, June 3 (Agency) -`, `KARST (Agency)`: the town that a report was sent from."""
    sentence = text.sentences[text.tokens[first].sentence]
    if first != sentence.first:
        return False
    end = text.tokens[last - 1].end
    if _SENT_FROM.match(text.raw[end : end + 80]):
        return True
    return sentence.last - last < 2 and text.slice(first, last).isupper() and sentence.zone == "body"
