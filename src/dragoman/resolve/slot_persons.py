"""Yields readings of who or what somebody or something is said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.mentions import EntityMention
from dragoman.core.records import Entity
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Lexicon, Reading, content_words
from dragoman.resolve.slot_makers import entity_of, made, short

_KINDS = frozenset({"person", "organisation", "facility", "group", "craft", "document", "place"})
_CLAUSE = re.compile(r"\s*(?:[,;]| who | which | that | and (?:has|had|was|is)\b|\bbecause\b|\bafter\b|\bwhen\b).*$")
_RELATIVE = re.compile(r",?\s*(?:who|which|that)?\s*$")
_BEHIND = re.compile(r"^[\"”’']?,\s+((?:an?|the)\s+[^,;.]{3,80}?)(?:,|$)")
_BEFORE = re.compile(r"((?:an?|the)\s+(?:(?!\bof\s+the\b)[^,;.]){3,80}?)[\"”]?,?\s+(?:known as|called)\s+[\"“'‘]?$", re.IGNORECASE)
_FEW = 5
"""Words, with the article, up to which a name for somebody counts though it is of no known kind."""
LONGEST_LINK = 60  # code points between a name and the word that says what it is


def identities(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What a name is said to be: `Roth was a spy`, `…, considered an arm of the Kremlin`, `the agency is tasked with …`."""
    if told.mention.certainty in {"absence", "withheld", "demanded", "planned"}:
        return
    found = _copula(told, corpus) or _called(told, corpus) or _aside(told, corpus) or _apposed(told, corpus)
    if found is None:
        return
    entity, words = found
    lexicon = corpus.lexicon
    lower = words.lower()
    kinds = lexicon.classes("kinds", lower)
    if not kinds and (len(lower.split()) > _FEW or not lexicon.patterns["plain_articles"].match(lower)):
        return
    denied = told.mention.polarity == "denied" or lower.startswith(("not ", "no "))
    value = short(re.sub(r"^(?:not\s+)?(?:a|an|the)\s+", "", words) if not denied else f"not {re.sub(r'^(?:not|no)\s+', '', words)}")
    stop = frozenset(lexicon.table["stop"])
    more = {"polarity": "denied" if denied else "affirmed", "kind": " ".join(kinds), "words": content_words(words, stop), "topic": entity.name}
    yield made(told, corpus, "identity", entity.id, value, own=frozenset(kinds), facet="is", **more)


def _copula(told: Told, corpus: Corpus) -> tuple[Entity, str] | None:
    """A name at the head of the claim, what ties it, and what it is tied to."""
    lexicon = corpus.lexicon
    match = lexicon.first("being", told.lower)
    if match is None:
        return None
    subjects = [(o, m) for m in told.entities if m.kind in _KINDS and (o := told.offset(m.start, m.end)) is not None and o < match.start()]
    if not subjects:
        return None
    offset, mention = max(subjects, key=lambda row: (row[0] + len(row[1].text), len(row[1].text), row[1].id))
    between = told.lower[offset + len(mention.text) : match.start()]
    before = told.lower[:offset]
    if len(between) > LONGEST_LINK or (between.strip(" ,") and not _parenthesis(told.lower, offset, match.start())) or _governed(before, lexicon):
        return None
    tail = told.text[match.end() :].strip()
    words = _CLAUSE.sub("", tail, count=1) if not tail.lower().startswith("fostering") else tail
    if match[0] not in lexicon.table["copulas"]:
        words = tail if match[0].endswith(("with", "ties to", "to")) else words
        words = f"{'ties to ' if match[0].endswith('ties to') else ''}{words}"
    elif not lexicon.patterns["articles"].match(words.lower()) or lexicon.patterns["no_being"].match(words.lower()):
        return None
    entity = _entity(mention, corpus)
    return (entity, words) if entity is not None and words else None


def _parenthesis(text: str, offset: int, at: int) -> bool:
    """Is what stands between name and verb an aside in commas, or the rest of the name's own phrase?"""
    between = text[offset:at]
    return between.count(",") >= 2 or "'s " in between or " of " in between or " in " in between


def _governed(before: str, lexicon: Lexicon) -> bool:
    """Does the name hang on something else: `the arrest of Roth was …`, `with the centre …`?"""
    last = before.split()[-1:]
    return bool(last) and last[0] in lexicon.table["governing"]


def _aside(told: Told, corpus: Corpus) -> tuple[Entity, str] | None:
    """What stands behind a name without a verb: `…, seen as a mouthpiece of the navy`."""
    lexicon = corpus.lexicon
    text = f"{told.cue} {told.lower}" if told.cue and lexicon.has("calling", told.cue) else told.lower
    calling = lexicon.patterns["calling"].match(text)
    if calling is None:
        return None
    words = told.text if text != told.lower else told.text[calling.end() :].strip()
    words = re.sub(r"^(?:to be|as)\s+", "", words)
    speaker = told.mention.chain[-1]
    if speaker.mention is not None or speaker.type not in {"public", "outlet", "unnamed"}:
        return None  # whoever speaks is not the one who is described
    named = [m for m in told.led if m.kind in _KINDS and m.end <= told.at]
    if not named:
        return None
    mention = max(named, key=lambda m: (m.end, m.end - m.start, m.id))
    entity = _entity(mention, corpus)
    return (entity, words) if entity is not None else None


def _called(told: Told, corpus: Corpus) -> tuple[Entity, str] | None:
    """What somebody calls a name at the head of the claim: `(called) Roth an agent`, `(accused) Roth of being a spy`."""
    if not corpus.lexicon.has("callers", told.cue):
        return None
    mention = next((m for m in sorted(told.entities, key=lambda m: (m.start, -m.end)) if m.kind in _KINDS), None)
    if mention is None or told.offset(mention.start, mention.end) != 0:
        return None
    words = told.text[len(mention.text) :].strip()
    if tie := corpus.lexicon.patterns["callings"].match(words):
        words = words[tie.end() :].strip()
    entity = _entity(mention, corpus) if corpus.lexicon.patterns["articles"].match(words.lower()) else None
    return (entity, words) if entity is not None else None


def _apposed(told: Told, corpus: Corpus) -> tuple[Entity, str] | None:
    """What stands beside a name between commas, or what is known under it: `the Kremlin's soft power body, known as …`."""
    for mention in sorted((m for m in told.entities if m.kind in _KINDS and m.form in {"name", "alias", "acronym"}), key=lambda m: (m.start, -m.end)):
        offset = told.offset(mention.start, mention.end)
        if offset is None:
            continue
        behind = _BEHIND.match(told.text[offset + len(mention.text) :])
        before = _BEFORE.search(told.text[:offset])
        words = behind[1] if behind else before[1] if before else ""
        entity = _entity(mention, corpus) if words and corpus.lexicon.classes("kinds", words.lower()) else None
        if entity is not None and (entity.type != "person" or behind is not None):
            return entity, words.strip(' "“”')
    return None


def _entity(mention: EntityMention, corpus: Corpus) -> Entity | None:
    """The entity, where it has a name to ask for."""
    entity = entity_of(mention, corpus)
    return entity if entity is not None and any(m.form in {"name", "alias", "acronym"} for m in entity.mentions) else None
