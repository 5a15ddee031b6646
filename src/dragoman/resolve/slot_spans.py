"""Yields how long a measure is told to last: martial law, a ceasefire, a ban, a prison sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from dragoman.core.mentions import EntityMention, Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.slot_tellings import Detail, hours_of, sentence_at

_NEAR = 60  # code points between a length of time and what it measures
_LED = 16  # code points before or behind it in which a word may stand that makes it another thing
_CLAUSE = re.compile(r"[,;:]\s")


def spans_of(item: Extracted, corpus: Corpus) -> Iterator[Detail]:
    """The lengths that a document (its mentions in order) gives, each about the state that takes the measure, or the person who is sentenced."""
    text, lexicon = item.document.text, corpus.lexicon
    for time in item.times:
        hours = hours_of(time)
        if hours is None or lexicon.has("no_notice", text[max(0, time.start - _LED) : time.end + _LED].lower()):
            continue
        whole = sentence_at(text, time.start, time.end)
        low, high = max(whole.start, time.start - _NEAR), min(whole.end, time.end + _NEAR)
        near = text[low:high].lower()
        for name in lexicon.table["lasting"]:
            match = lexicon.first(f"lasting.{name}", near)
            if match is None:
                continue
            who = _who(item, low + match.start(), corpus, persons=bool(name in lexicon.table["lasting_persons"]))
            if who is not None:
                words = " ".join(text[time.start : time.end].lower().split())
                start, end = min(low + match.start(), time.start), max(low + match.end(), time.end)
                fields = {"low": hours, "high": hours, "kind": "term", "topic": str(name)}
                yield Detail(item.document.id, who, "count", f"term {name}", words, start, end, whole, fields)
            break


def _who(item: Extracted, at: int, corpus: Corpus, *, persons: bool) -> str | None:
    """The person named last before, for a sentence; else the state of whoever stands nearest before, or after where nobody does."""
    mentions = item.entities
    last = bisect_left(mentions, at, key=lambda m: m.start)
    if persons:
        named = [e for m in mentions[max(0, last - 8) : last] if m.kind == "person" and m.form in {"name", "alias"} and (e := _entity(m, corpus))]
        return named[-1] if named else None
    return state_near(item, at, corpus)


def state_near(item: Extracted, at: int, corpus: Corpus) -> str | None:
    """The state of whoever is named last before an offset, or first after it where nobody is; None where neither has one that the texts name."""
    mentions = item.entities
    last = bisect_left(mentions, at, key=lambda m: m.start)
    for mention in (*reversed(mentions[max(0, last - 12) : last]), *mentions[last : last + 6]):
        country = corpus.country(mention)
        if country in corpus.states:
            return corpus.states[str(country)]
    return None


def main_state(item: Extracted, corpus: Corpus) -> str | None:
    """The state that a document names most, the first named of several."""
    told = Counter(c for m in item.entities if m.kind == "state" and (c := corpus.country(m)))
    return next((corpus.states[country] for country, _ in told.most_common() if country in corpus.states), None)


def _entity(mention: EntityMention, corpus: Corpus) -> str | None:
    return corpus.of_entity.get(mention.id)
