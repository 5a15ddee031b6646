"""Yields the names of a document: listed, patterned and proposed ones, with one kind per name throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from dragoman.annotate.names_bodies import find_bodies
from dragoman.annotate.names_leaders import with_leaders
from dragoman.annotate.names_listed import find_listed
from dragoman.annotate.names_people import find_acronyms, find_aged, find_namesakes, find_proposed, find_surnames, find_titled, find_vessels, with_bearers
from dragoman.annotate.names_places import find_towns
from dragoman.annotate.names_regions import find_regional
from dragoman.annotate.names_seats import decide_seats
from dragoman.annotate.names_text import Found, Text, settle
from dragoman.codebook import Codebook
from dragoman.core.documents import Document, Name, Sentence, Token

MISSPELT = 70
"""Likeness (0 to 100) from which an unlisted people is taken for the misspelt demonym of a state that the document names."""
_LASTING = frozenset({"person", "organisation", "place"})


def find_names(
    document: Document,
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    tagged: Sequence[tuple[int, int, str]],
    codebook: Codebook,
    *,
    whole: bool = True,
) -> tuple[Name, ...]:
    """All names in text order, outer before inner; spans may nest and never cross.

    tagged: (start, end, label) of the parser's own entities, in code points of the document, labels as in OntoNotes; they only propose.
    whole: may one place of the document tell about another (surnames, one kind per name, names repeated)? Only measuring says no.
    """
    if not tokens:
        return ()
    text = Text(document, tokens, sentences, tagged, codebook)
    found = find_listed(text)
    found += _sides(text, found)
    found += find_bodies(text, found)
    found += find_namesakes(text)
    sure = settle(found)
    found += find_titled(text, sure) + find_aged(text, sure) + find_vessels(text) + find_proposed(text, sure)
    found += find_regional(text, settle(found))
    found += find_acronyms(text, settle(found))
    found += find_towns(text, settle(found))
    if not whole:
        return _finished(text, settle(found))
    found = with_bearers(text, settle(found))
    found += find_surnames(text, found)
    found = with_leaders(text, codebook.leaders, document.published.day if document.published else None, settle(found))
    found = _voted(text, found)
    found += _repeated(text, found)
    found = _peoples(text, _believed(text, settle(found)))
    found += _towns_inside(text, found)
    return _finished(text, settle(found))


def _finished(text: Text, settled: list[Found]) -> tuple[Name, ...]:
    return tuple(text.name(item) for item in decide_seats(text, _nested(text, settled)))


def _sides(text: Text, found: list[Found]) -> list[Found]:
    """`the Estavian side`: the state, with the word."""
    return [
        replace(item, last=item.last + 1, form="metonym", rank=1)
        for item in found
        if item.form == "demonym" and item.last < len(text.tokens) and text.tokens[item.last].text in text.words("side")
    ]


def _voted(text: Text, names: list[Found]) -> list[Found]:
    """One kind for one name: a listed or patterned reading wins over the tagger's, else the kind that it was given most often."""
    votes: dict[str, Counter[str]] = {}
    for item in names:
        weight = 1 if item.made_by == "tagger" else 100
        votes.setdefault(text.slice(item.first, item.last), Counter())[item.kind] += weight
    voted: list[Found] = []
    for item in names:
        kind, _ = max(sorted(votes[text.slice(item.first, item.last)].items()), key=lambda pair: pair[1])
        if item.made_by == "tagger" and kind != item.kind:
            item = replace(item, kind=kind)
        voted.append(item)
    return voted


def _repeated(text: Text, names: list[Found]) -> list[Found]:
    """Names found once, wherever else the same words stand unmarked."""
    taken = {i for item in names for i in range(item.first, item.last)}
    known: dict[str, Found] = {}
    for item in names:
        if item.kind in _LASTING and item.form != "metonym" and item.made_by != "gazetteer":
            known.setdefault(text.slice(item.first, item.last), item)
    longest = max((item.last - item.first for item in known.values()), default=0)
    found: list[Found] = []
    for sentence in text.sentences:
        i = sentence.first
        while i < sentence.last:
            for last in range(min(sentence.last, i + longest), i, -1):
                again = known.get(text.slice(i, last))
                if again and not taken.intersection(range(i, last)):
                    found.append(replace(again, first=i, last=last, rank=6))
                    i = last - 1
                    break
            i += 1
    return found


def _believed(text: Text, names: list[Found]) -> list[Found]:
    """Without what the tagger alone saw in a headline: there every word has a capital. People stay, and what the text repeats."""
    body = {text.slice(item.first, item.last) for item in names if not text.headline(item.first)}
    return [
        item
        for item in names
        if item.made_by != "tagger" or item.kind == "person" or not text.headline(item.first) or text.slice(item.first, item.last) in body
    ]


def _towns_inside(text: Text, names: list[Found]) -> list[Found]:
    """Towns known from elsewhere in the document inside the names of facilities and bodies."""
    towns = {text.slice(item.first, item.last): item for item in names if item.kind == "place" and item.last - item.first == 1}
    found: list[Found] = []
    for item in names:
        if item.kind in {"facility", "organisation"} and item.made_by == "pattern":
            for i in range(item.first, item.last):
                town = towns.get(text.tokens[i].text)
                if town and item.last - item.first > 1:
                    found.append(replace(town, first=i, last=i + 1))
    return found


def _peoples(text: Text, names: list[Found]) -> list[Found]:
    """Unlisted peoples become the demonym that they misspell, where a state that the document names has one so alike; then throughout."""
    codes = sorted({other.country for other in names if other.kind == "state" and other.country})
    meant: dict[str, Found] = {}
    for item in names:
        word = text.slice(item.first, item.last)
        if item.last - item.first == 1 and item.made_by == "tagger" and word not in meant and _is_people(text, item.first):
            demonym = _misspelt(text, word, codes)
            if demonym:
                meant[word] = replace(item, kind="state", form="demonym", key=demonym[0], country=demonym[1])
    changed: list[Found] = []
    for item in names:
        people = meant.get(text.slice(item.first, item.last)) if item.made_by == "tagger" else None
        changed.append(replace(people, first=item.first, last=item.last) if people else item)
    return changed


def _is_people(text: Text, i: int) -> bool:
    label = text.label_at.get(i)
    return (i > 0 and text.tokens[i - 1].text.lower() in text.words("ethnic")) or bool(label and label[2] == "NORP")


def _misspelt(text: Text, word: str, codes: list[str]) -> tuple[str, str] | None:
    """(name, code) of the state whose demonym the word is most like."""
    best: tuple[float, str, str] | None = None
    for code in codes:
        state = text.gazetteer.state(code)
        for demonym in state.demonyms if state else ():
            likeness = fuzz.ratio(word, demonym)
            if state and demonym[:2] == word[:2] and likeness >= MISSPELT and (best is None or likeness > best[0]):
                best = (likeness, state.name, code)
    return best[1:] if best else None


def _nested(text: Text, names: list[Found]) -> list[Found]:
    """Names inside names that add something: states, places and bodies in the names of bodies, laws and facilities; none inside people and states."""
    at: dict[int, list[Found]] = {}
    for item in names:
        for i in range(item.first, item.last):
            at.setdefault(i, []).append(item)
    kept: list[Found] = []
    for item in names:
        outer = [other for other in at[item.first] if other.covers(item)]
        side = all(other.form == "metonym" for other in outer)
        if any(other.kind in {"person", "state", "place", "weapon"} for other in outer) and not side:
            continue
        if outer and (item.made_by == "tagger" or (item.kind == "organisation" and any(_same_body(text, item, other) for other in outer))):
            continue
        kept.append(item)
    return kept


def _same_body(text: Text, inner: Found, outer: Found) -> bool:
    """Is the inner name only the head of the outer (`Supreme Court` of Norland), or the maker of a craft?"""
    if outer.kind == "craft":
        return True
    if inner.last == outer.last and inner.first == outer.first + 1 and text.tokens[outer.first].text.lower() == "the":
        return True
    head = inner.first == outer.first and inner.last < outer.last and text.tokens[inner.last].text == "of"
    return outer.kind == "organisation" and (head or (inner.key is not None and inner.key == outer.key))
