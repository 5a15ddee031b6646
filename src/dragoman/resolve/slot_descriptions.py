"""Yields what a text calls somebody in passing or has somebody call him: `the blogger Roth`, `Norland calls Roth a saboteur`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.core.documents import Span
from dragoman.core.mentions import EntityMention, Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.readings import content_words
from dragoman.resolve.slot_tellings import Detail, sentence_at

_KINDS = frozenset({"person", "organisation", "group"})
_NAMES = frozenset({"name", "alias"})
_BEFORE = re.compile(r"((?:[a-z][\w-]*\s+(?:and\s+)?){1,3})$")
_BEHIND = re.compile(r"^\s+(?:as\s+|of being\s+|to be\s+)?(an?\s+[^,;.:]{3,80}?)(?=\s+(?:and|that|who|which|after|when|because)\b|[,;.:]|$)")
_LED = 40  # code points before a name that are looked at
_MOST = 120  # names of one document that are looked at


def descriptions_of(item: Extracted, corpus: Corpus) -> Iterator[Detail]:
    """The descriptions of those whom a document names, of a kind that the codebook knows."""
    mentions = item.entities
    for n, mention in [(n, m) for n, m in enumerate(mentions) if m.kind in _KINDS and m.form in _NAMES][:_MOST]:
        entity = corpus.entities.get(corpus.of_entity.get(mention.id, ""))
        if entity is None:
            continue
        called = _called(item, mention, mentions[max(0, n - 6) : n], corpus) or _beside(item, mention, corpus)
        if called is None:
            continue
        start, end, speaker, cue = called
        words = " ".join(item.document.text[start:end].split())
        kinds = corpus.lexicon.classes("kinds", words.lower())
        if not kinds:
            continue
        value = re.sub(r"^an?\s+", "", words)
        stop = frozenset(corpus.lexicon.table["stop"])
        fields = {"own": frozenset(kinds), "kind": " ".join(kinds), "words": content_words(value, stop), "topic": entity.name}
        first, last = min(start, mention.start), max(end, mention.end)
        whole = Span(first, last) if speaker else sentence_at(item.document.text, first, last)
        yield Detail(item.document.id, entity.id, "identity", "is", value, first, last, whole, fields, speaker, cue)


def _called(
    item: Extracted, mention: EntityMention, before: Sequence[EntityMention], corpus: Corpus
) -> tuple[int, int, EntityMention | None, Span | None] | None:
    """(start, end) of what somebody calls the one named, who does, and the verb."""
    text = item.document.text
    low = max(0, mention.start - _LED)
    verbs = list(corpus.lexicon.patterns["callers"].finditer(text[low : mention.start].lower()))
    behind = _BEHIND.match(text[mention.end : mention.end + 120])
    if behind is None or not verbs or text[low + verbs[-1].end() : mention.start].strip():
        return None
    cue = Span(low + verbs[-1].start(), low + verbs[-1].end())
    speaker = next((m for m in reversed(before) if m.end <= cue.start and not text[m.end : cue.start].strip(" ,")), None)
    return (mention.end + behind.start(1), mention.end + behind.end(1), speaker, cue) if speaker is not None else None


def _beside(item: Extracted, mention: EntityMention, corpus: Corpus) -> tuple[int, int, EntityMention | None, Span | None] | None:
    """The common noun right before a name, where it is a word for what people are."""
    text = item.document.text[max(0, mention.start - _LED) : mention.start]
    words = _BEFORE.search(text)
    if words is None:
        return None
    last = list(corpus.lexicon.patterns["any kinds"].finditer(words[1].lower()))
    if not last or words[1][last[-1].end() :].strip():
        return None
    return (mention.start - len(words[1]) + last[0].start(), mention.start - len(words[1]) + last[-1].end(), None, None)
