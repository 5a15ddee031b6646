"""Yields frames whose content holds the quotations that belong to them, however many sentences or paragraphs these run over."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.framing import built, is_passive, key_of
from dragoman.extract.rules.phrases import child_at

_PRINTED, _WORDED = re.compile(r"\S"), re.compile(r"[^ .]")
REACH = 25  # tokens between a quotation and the verb of saying that it hangs on


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as token indexes: `first` up to, not including, `last`; `lead`: its paragraph starts with it; `open`: it has no closing mark; `alone`: it
    is a paragraph by itself.
    """

    first: int
    last: int
    paragraph: int
    lead: bool
    open: bool
    alone: bool = False

    @property
    def tokens(self) -> frozenset[int]:
        """All its tokens, marks and all."""
        return frozenset(range(self.first, self.last))


def quotes_of(annotated: Annotated) -> list[Quote]:
    """Outermost quotations that are speech, in text order."""
    text = annotated.document.text
    found: list[Quote] = []
    k = 0
    tokens = annotated.tokens
    breaks = [-1, *(sign.start() for sign in re.finditer("\n", text)), len(text)]
    for quotation in sorted(annotated.quotations, key=lambda q: (q.start, -q.end)):
        if quotation.scare or (found and tokens[found[-1].last - 1].end >= quotation.end):
            continue
        while k < len(tokens) and tokens[k].end <= quotation.start:
            k += 1
        last = k
        while last < len(tokens) and tokens[last].start < quotation.end:
            last += 1
        if last - k < 3:
            continue
        sentence = annotated.sentence_of(k)
        before, behind = breaks[bisect_left(breaks, quotation.start) - 1] + 1, breaks[bisect_left(breaks, quotation.end)]
        lead = _PRINTED.search(text, before, quotation.start) is None
        alone = lead and _WORDED.search(text, quotation.end, behind) is None
        found.append(Quote(k, last, sentence.paragraph, lead, quotation.end == quotation.inner_end, alone))
    return found


def attach_quotes(annotated: Annotated, speech: Speech, frames: list[Frame]) -> list[Frame]:
    """Frames with whole quotations as content; a quotation that no frame holds gets one of its own, or joins the one that it goes on from."""
    quotes = quotes_of(annotated)
    inside = {k: n for n, q in enumerate(quotes) for k in range(q.first, q.last)}
    result: list[Frame] = []
    for frame in frames:
        at = inside.get(frame.cue_head) if frame.cue_head is not None else None
        if at is not None:
            frame = replace(frame, content=frame.content & quotes[at].tokens)
        else:
            for n in sorted({inside[k] for k in frame.content if k in inside}):
                held = len(frame.content & quotes[n].tokens)
                if frame.kind != "evidential" and (held * 3 >= quotes[n].last - quotes[n].first or frame.kind == "speech"):
                    frame = replace(frame, content=(frame.content | quotes[n].tokens) - frame.source - frame.cue)
        if frame.content:
            result.append(frame)
    holding: dict[int, set[int]] = {}
    by_cue: dict[int, int] = {}
    seen = 0
    for n, quote in enumerate(quotes):
        for at in range(seen, len(result)):  # a frame that changes in this loop only gains tokens of a quotation that is dealt with
            for k in result[at].content & inside.keys():
                holding.setdefault(inside[k], set()).add(at)
            if (head := result[at].cue_head) is not None:
                by_cue.setdefault(head, at)
        seen, words = len(result), quote.tokens
        near = (result[at] for at in holding.get(n, ()))
        if not any((f.cue_head is None or inside.get(f.cue_head) != n) and len(f.content & words) * 2 > len(words) for f in near):
            before = (quotes[n - 1], sorted(holding.get(n - 1, ()), reverse=True)) if n else None
            if (joined := _claim_quote(annotated, speech, quote, result, by_cue, before, inside)) is not None:
                holding.setdefault(n, set()).add(joined)
    told = [f for f in result if f.content]
    return sorted(told, key=lambda f: (f.cue_head if f.cue_head is not None else min(f.content), min(f.content)))


def _claim_quote(
    annotated: Annotated,
    speech: Speech,
    quote: Quote,
    frames: list[Frame],
    by_cue: dict[int, int],
    last: tuple[Quote, list[int]] | None,
    inside: dict[int, int],
) -> int | None:
    """Find the verb that a lone quotation hangs on and put it into a frame, a new one or the one given back; changes the list.

    by_cue: frames by the heads of their cues; last: the quotation before, with the frames that hold some of it, last ones first.
    """
    verb = _nearest_verb(annotated, speech, quote, inside)
    if verb is not None:
        if (at := by_cue.get(verb.i)) is not None:
            frame = frames[at]
            frames[at] = replace(frame, content=(frame.content if frame.kind == "speech" else frozenset()) | quote.tokens)
            return at
        kind = next((c for c in speech.classes.get(verb.lemma, ()) if "clause" in c.complements or "object" in c.complements), None)
        if annotated.document.text[annotated.tokens[quote.last - 1].start - 1 : annotated.tokens[quote.last - 1].end].strip("\"'“”‘’»« ").endswith("?"):
            kind = speech.verb(verb.lemma, "asked") or kind
        frame = built(annotated, speech, verb, kind, quote.first, quote.tokens | _opening(annotated, quote, verb, inside))
        if frame.source:
            frames.append(replace(frame, kind="quote"))
            return None
    if last is None:
        return None
    before, holders = last
    goes_on = (
        (before.paragraph == quote.paragraph)
        or (quote.lead and before.lead and before.open and 0 < quote.paragraph - before.paragraph <= 2)
        or (quote.alone and _paragraph_before(annotated, quote) == before.paragraph)
    )
    if goes_on and _opens_sentence(annotated, quote):
        words = before.tokens
        for at in holders:
            frame = frames[at]
            if not frame.content.isdisjoint(words) and frame.source and (frame.cue_head is None or frame.cue_head not in words):
                frames[at] = replace(frame, content=frame.content | quote.tokens)
                return at
    return None


def _paragraph_before(annotated: Annotated, quote: Quote) -> int:
    """Number of the paragraph above that of a quotation; -1 where there is none."""
    sentence = annotated.tokens[quote.first].sentence
    return annotated.sentences[sentence - 1].paragraph if sentence else -1


def _opening(annotated: Annotated, quote: Quote, verb: Token, inside: dict[int, int]) -> frozenset[int]:
    """The words before a quotation that begins inside the sentence said: A note "was sent", he said."""
    first = annotated.sentence_of(quote.first).first
    words = frozenset(range(first, quote.first))
    if verb.i < quote.last or not words or words & inside.keys() or any(annotated.tokens[k].text in {":", ";"} for k in words):
        return frozenset()
    return words


def _opens_sentence(annotated: Annotated, quote: Quote) -> bool:
    first = annotated.sentence_of(quote.first).first
    return all(annotated.tokens[k].pos in {"PUNCT", "SPACE", "CCONJ"} for k in range(first, quote.first))


def _nearest_verb(annotated: Annotated, speech: Speech, quote: Quote, inside: dict[int, int]) -> Token | None:
    """The verb of saying nearest to either end, in the same sentences or in a short one that follows in the same paragraph."""
    sentences = annotated.sentences
    first, last = annotated.tokens[quote.first].sentence, annotated.tokens[quote.last - 1].sentence
    low, high = sentences[first].first, sentences[last].last
    if last + 1 < len(sentences):
        after = sentences[last + 1]
        if after.paragraph == sentences[last].paragraph and after.last - after.first <= 14 and high == quote.last:
            high = after.last
    if quote.first == low and first > 0:
        ahead = sentences[first - 1]
        if annotated.tokens[ahead.last - 1].text in {":", ","}:
            low = ahead.first
    best: tuple[int, int] | None = None
    for k in [*range(max(low, quote.first - REACH), quote.first), *range(quote.last, min(high, quote.last + REACH))]:
        token = annotated.tokens[k]
        if k in inside or token.pos not in {"VERB", "AUX"} or not speech.says(key_of(annotated, speech, token)) or is_passive(annotated, speech, token):
            continue
        if child_at(annotated, k, "nsubj", "nsubjpass") is None and token.tag != "VBG" and token.dep != "conj":
            continue
        distance = quote.first - k if k < quote.first else k - quote.last
        if best is None or distance < best[0]:
            best = (distance, k)
    return annotated.tokens[best[1]] if best is not None else None
