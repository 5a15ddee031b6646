"""Yields the claims that carry details: what somebody is told to say where a claim holds the words, else what the outlet tells in its own voice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dragoman.core.documents import Document, Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import Chain, ChainLink, ClaimMention, EntityMention, Extracted
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.readings import Reading
from dragoman.resolve.slot_makers import made
from dragoman.resolve.slot_tellings import Detail

LEAST = 25
"""Code points that a claim must have at least to be read for itself."""
LONGEST = 600
_MADE = "told"
_JOINTS = re.compile(r"^(?:and|but|or|that|which|who)\s+|\s+(?:and|but|or|that)$", re.IGNORECASE)


def carrier_of(detail: Detail, told: Sequence[Told]) -> Told | None:
    """The telling of its document that holds the words of a detail: one of a single stretch, the shortest that can be read alone."""
    if detail.speaker is not None:
        told = [t for t in told if t.mention.chain[-1].mention == detail.speaker.id]
    whole = [t for t in told if t.mention.content[0].start == detail.start and t.mention.content[-1].end == detail.end and len(t.mention.chain) > 1]
    if whole:
        return min(whole, key=lambda t: t.mention.id)
    holding = [t for t in told if t.offset(detail.start, detail.end) is not None and len(t.mention.content) == 1]
    said = [t for t in holding if len(t.mention.chain) > 1] or holding
    return min(said, key=lambda t: (len(t.text) < LEAST, len(t.text), t.mention.id), default=None)


def own_voice(detail: Detail, item: Extracted, corpus: Corpus) -> ClaimMention | None:
    """What the outlet itself tells in the words around a detail; None where there is no sentence."""
    start, end = detail.whole.start, min(detail.whole.end, detail.whole.start + LONGEST)
    words = sentence_of(item.document.text[start:end])
    if not words or not (start <= detail.start and detail.end <= end):
        return None
    weights = corpus.lexicon.weights
    chain: Chain = (_outlet(item.document), *((_link(detail.speaker),) if detail.speaker is not None else ()))
    made_by = str(weights["made_by"])
    return ClaimMention(
        id=mention_id("cm", item.document.id, start, end, made_by, _MADE),
        doc=item.document.id,
        content=(Span(start, end),),
        cue=detail.cue,
        chain=chain,
        certainty="asserted",
        polarity=str(detail.fields.get("polarity", "affirmed")),
        form="indirect" if detail.speaker is not None else "outlet_voice",
        proposition=_with_speaker(detail, item.document.text, words),
        made_by=made_by,
        confidence=float(weights["confidence"]["speech" if detail.speaker is not None else "outlet_voice"]),
        about=tuple(m.id for m in item.events if start <= m.trigger.start and m.trigger.end <= end),
    )


def _with_speaker(detail: Detail, text: str, words: str) -> str:
    """`Norland calls Roth a saboteur.`: words that are no sentence without who says them."""
    if detail.speaker is None or detail.cue is None:
        return words
    rest = words if text[detail.whole.start : detail.whole.start + 1].isupper() else words[0].lower() + words[1:]
    return sentence_of(f"{detail.speaker.name} {text[detail.cue.start : detail.cue.end]} {rest}")


def _outlet(document: Document) -> ChainLink:
    return ChainLink("outlet", document.outlet)


def _link(mention: EntityMention) -> ChainLink:
    return ChainLink("person" if mention.kind == "person" else "institution", mention.name, mention.id, mention.start, mention.end)


def sentence_of(text: str) -> str:
    """Words as a sentence: joined blanks, first letter upper, one full stop; empty where none are left."""
    words = _JOINTS.sub("", " ".join(text.split()).strip(" ,;:–—-.")).strip()
    return words[0].upper() + words[1:] + ("" if words[-1] in "!?" else ".") if words else ""


def voices_of(details: Sequence[Detail], told: Sequence[Told], items: Mapping[str, Extracted], corpus: Corpus) -> Iterator[tuple[Detail, Told | ClaimMention]]:
    """Each detail with the telling that carries it, or the mention that is made for it: one for all details of the same words."""
    by_doc: dict[str, list[Told]] = defaultdict(list)
    for telling in told:
        by_doc[telling.mention.doc].append(telling)
    for detail in details:
        found: Told | ClaimMention | None = carrier_of(detail, by_doc[detail.doc]) or own_voice(detail, items[detail.doc], corpus)
        if found is not None:
            yield detail, found


def reading_of(detail: Detail, told: Told, corpus: Corpus) -> Reading:
    """The answer of a detail, on the word of whoever is told to say it."""
    return made(told, corpus, detail.slot, detail.about, detail.value, facet=detail.facet, **detail.fields)


def echoes_of(extracted: Sequence[Extracted]) -> dict[str, tuple[int, int]]:
    """{document: (start, end)} of headlines that only repeat how the text begins, cut short or not: they tell nothing of their own."""
    found: dict[str, tuple[int, int]] = {}
    for item in extracted:
        text = item.document.text
        for zone in item.document.zones:
            words = " ".join(text[zone.start : zone.end].split())
            if zone.kind == "title" and words and " ".join(text[zone.end : zone.end + 2 * len(words) + 80].split()).startswith(words):
                found[item.document.id] = (zone.start, zone.end)
    return found


def is_echo(told: Told, echoes: Mapping[str, tuple[int, int]]) -> bool:
    """Is it told in such a headline?"""
    start, end = echoes.get(told.mention.doc, (0, 0))
    return start <= told.at < end
