"""Yields for every capital or seat of government whether the place or the government is meant, by what stands around it in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from dragoman.annotate.names_text import POSSESSIVE, Found, Text
from dragoman.core.documents import Token

OBJECTS = frozenset({"dobj", "obj", "dative", "iobj"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "agent"})
_SENT_FROM = re.compile(r"(?:,[^.\n]{0,40}?)?\s*(?:\([^)\n]{2,40}\))?\s*(?:--|—|–|-\s)")
_VAGUE = frozenset({"to", "from", "of"})
_HYPHENS = frozenset({"-", "–", "—"})


def country_behind(text: Text, last: int, held: Mapping[int, Found]) -> str | None:
    """The country of the state or region behind `, `, as in `Arden, Norland`."""
    if last + 1 >= len(text.tokens) or text.tokens[last].text != ",":
        return None
    article = text.tokens[last + 1].text == "the"
    item = held.get(last + 1) or (held.get(last + 2) if article else None)
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
    others = [e for e in entries if e.kind == "organisation"]  # Brussels is the Union, unless Belgium is spoken of
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
        return head.dep == "compound" and text.tokens[head.head].lemma in text.words("building_parts")
    if is_dateline(text, first, last) or _town_before_state(text, last, held) or (before and before.text.lower() in text.words("directions")):
        return True
    behind = text.tokens[last] if last < sentence.last else None
    if behind and behind.text in _HYPHENS and last + 1 < sentence.last and behind.start == head.end:
        return _joined_is_place(text, text.tokens[last + 1])
    if head.dep in {"compound", "amod", "nmod"} and head.head > head.i:
        return not _speaks_for_state(text, head, before)
    if behind and behind.text in POSSESSIVE:
        return _is_part_of_town(text, text.tokens[head.head])
    if not before and behind and _headline_deed(text, behind):
        return False
    if before and before.text.lower() in text.words("body_prepositions") | _VAGUE:
        return _after_preposition(text, before)
    return _by_grammar(text, head)


def _joined_is_place(text: Text, second: Token) -> bool:
    """`X-based`, `the X-Y train`: a place; `X-backed`, `X-Y relations`: the government."""
    if second.text[0].islower():
        return second.text.lower() in {"based", "born", "bound", "area"}
    return text.tokens[second.head].lemma in text.words("motion")


def _speaks_for_state(text: Text, head: Token, before: Token | None) -> bool:
    """Before `government`, `spokesman`, `relations`, or as the receiver that the parser hangs on the gift (`gives X control`)."""
    noun = text.tokens[head.head]
    joined = before is not None and before.text in _HYPHENS and before.i > 0 and text.tokens[before.i - 1].text[0].isupper()
    if joined and noun.lemma in text.words("motion"):
        return False
    return noun.lemma in text.words("polity_nouns") or joined or bool(before and before.lemma in text.words("giving"))


def _headline_deed(text: Text, behind: Token) -> bool:
    """`X to sue Y`, `X preparing to sue Y` at the start of a line without a finite verb."""
    after = text.tokens[behind.i + 1] if behind.i + 1 < len(text.tokens) else behind
    if behind.text.lower() == "to":
        return after.tag == "VB" and after.lemma not in text.words("befalling") and after.lemma != "be"
    return behind.tag == "VBG" and behind.lemma not in text.words("befalling")


def _by_grammar(text: Text, head: Token) -> bool:
    """What a subject, object, second member or modifier of its kind mostly means."""
    up = text.tokens[head.head]
    if head.dep in _SUBJECTS:
        return _subject_is_place(text, head, up)
    if head.dep in OBJECTS:
        return up.lemma in text.words("place_verbs")
    if head.dep in {"conj", "appos"} and up.i != head.i:
        first = next((t for t in _above(text, head) if t.dep not in {"conj", "appos"}), up)
        if first.dep in _SUBJECTS:
            return _subject_is_place(text, first, text.tokens[first.head])
        if first.dep in {"pobj", "obl"}:
            return _after_preposition(text, text.tokens[first.head])
        return not text.gazetteer.state_named(first.text)
    if head.dep in {"pobj", "obl"}:
        return _after_preposition(text, up)
    return head.dep not in {"ROOT", "nmod"} or head.i == up.i


def _above(text: Text, token: Token) -> Iterator[Token]:
    """The tokens that a token hangs on, nearest first."""
    while token.head != token.i:
        token = text.tokens[token.head]
        yield token


def _subject_is_place(text: Text, subject: Token, verb: Token) -> bool:
    """A town is bombed and flooded, lies somewhere, and is a city; a government does, and is ready."""
    if verb.lemma == "be":
        told = [t for t in text.tokens[verb.i + 1 : verb.i + 12] if t.head == verb.i and t.dep == "attr"]
        return any(_is_part_of_town(text, t) or t.lemma in text.words("town_roles") for t in told)
    passive = subject.dep in {"nsubjpass", "nsubj:pass"}
    if passive:
        return verb.lemma in text.words("befalling") | text.words("place_verbs")
    return verb.lemma in text.words("befalling") and not any(t.head == verb.i and t.dep == "dobj" for t in text.tokens[verb.i : verb.i + 12])


def _after_preposition(text: Text, preposition: Token) -> bool:
    """`between X and Y` and `on X` are places with words of motion; `in X` always."""
    word = preposition.text.lower()
    if word == "between":
        return _moves(text, preposition)
    if word in text.words("body_prepositions"):
        return text.tokens[preposition.head].lemma in text.words("heading")
    return _vague(text, preposition) if word in _VAGUE else True


def _vague(text: Text, preposition: Token) -> bool:
    """`to`, `from`, `of`: a place with words of motion or of parts of a town, else the government."""
    governor = text.tokens[preposition.head]
    if preposition.text.lower() == "of":
        return _is_part_of_town(text, governor)
    sent = preposition.text.lower() == "from" and governor.pos == "NOUN" and governor.lemma in text.words("grants")
    if not sent and _moves(text, preposition):
        return True
    near = {governor.lemma, text.tokens[max(0, preposition.i - 1)].lemma}
    return preposition.text.lower() == "from" and not near & text.words("grants")


def _moves(text: Text, preposition: Token) -> bool:
    """Is the preposition governed by a word of motion?"""
    governor = text.tokens[preposition.head]
    chain = {governor.lemma, text.tokens[governor.head].lemma, text.tokens[max(0, preposition.i - 1)].lemma}
    chain.update(t.lemma for t in text.tokens[max(0, governor.i - 2) : governor.i] if t.dep in {"compound", "amod"})
    return bool(chain & text.words("motion"))


def _is_part_of_town(text: Text, noun: Token) -> bool:
    return noun.lemma in text.words("place_nouns") or noun.text.lower() in text.words("place_nouns")


def _town_before_state(text: Text, last: int, held: Mapping[int, Found]) -> bool:
    """Does `, State` stand behind, and not as the next member of a list?"""
    item = held.get(last + 1) or held.get(last + 2)
    if not country_behind(text, last, held) or not item or item.last >= len(text.tokens):
        return False
    return text.tokens[item.last].text.lower() not in {"and", "or"}


def is_dateline(text: Text, first: int, last: int) -> bool:
    """`KARST --`, `Karst, June 3 (Agency) -`, `KARST (Agency)`: the town that a report was sent from."""
    sentence = text.sentences[text.tokens[first].sentence]
    if first != sentence.first:
        return False
    end = text.tokens[last - 1].end
    if _SENT_FROM.match(text.raw[end : end + 80]):
        return True
    return sentence.last - last < 2 and text.slice(first, last).isupper() and sentence.zone == "body"
