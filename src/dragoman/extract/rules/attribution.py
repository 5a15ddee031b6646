"""Yields Attribution: words tied to who says them, by quotation marks, reporting verbs and nouns, according-to phrases, evidential words and carry-over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.core.documents import Annotated, Span
from dragoman.core.heard import Listener
from dragoman.core.mentions import Attribution, EntityMention
from dragoman.extract.rules.asides import released, without_dashes
from dragoman.extract.rules.carry_over import carried_frames
from dragoman.extract.rules.certainty import certainty_of, polarity_of
from dragoman.extract.rules.chains import chains_of, parents_of, same_speaker
from dragoman.extract.rules.contrasts import without_contrasts
from dragoman.extract.rules.cues import Frame, Speech, speech_of
from dragoman.extract.rules.dialogue import dialogue_frames
from dragoman.extract.rules.headlines import headline_frames
from dragoman.extract.rules.joint import joint_links
from dragoman.extract.rules.missed import UNCODED, missed_frames, surety
from dragoman.extract.rules.naming import according_frames, evidential_frames, noun_frames
from dragoman.extract.rules.nouns import read_lexicon
from dragoman.extract.rules.phrases import spans_of
from dragoman.extract.rules.quoted import attach_quotes
from dragoman.extract.rules.relayed import relayed
from dragoman.extract.rules.saying import verb_frames
from dragoman.extract.rules.speakers import cast_of
from dragoman.extract.rules.unsaid import idioms_of, in_idiom, is_unreal

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

Layout = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]


def find_attributions(
    annotated: Annotated, entities: tuple[EntityMention, ...], codebook: Codebook, listener: Listener | None = None
) -> tuple[Attribution, ...]:
    """All attributions of a document, by start of their content; `entities` may be empty, then links carry the words of the text.

    listener: somebody else who is asked what the rules miss, and how likely what they see is right; None: they are by themselves.
    """
    speech, weights = speech_of(codebook), codebook.weights("claims")
    seen = find_frames(annotated, speech, wide=False)
    heard = listener.listen(annotated, seen) if listener is not None else []
    shares = {h.head: h.share for h in heard} if listener is not None else None
    seen += missed_frames(annotated, speech, seen, heard, weights)
    frames = [f for f in _collapsed(annotated, entities, without_contrasts(annotated, speech, seen)) if not of_anybody(annotated, speech, f.cue)]
    frames = [relayed(annotated, speech, f) for f in frames if not is_unreal(annotated, speech, f)]
    carried = carried_frames(annotated, speech, frames)
    joined = [*frames, *(f for f, _ in carried)]
    origin = {len(frames) + n: frames.index(governing) for n, (_, governing) in enumerate(carried)}
    cast = cast_of(annotated, entities, read_lexicon(codebook))
    chains = chains_of(annotated, speech, joined, cast, origin)
    found: list[Attribution] = []
    for frame, chain, parent in zip(joined, chains, parents_of(annotated, joined), strict=True):
        content = spans_of(annotated, released(annotated, speech, frame, parent is not None))
        if not content:
            continue
        head = frame.inner[-1] if frame.inner else frame.source_head
        together = joint_links(annotated, speech, head, cast) if head is not None else ()
        found.append(
            Attribution(
                source=spans_of(annotated, frame.source),
                mention=together[0].mention if together else None,
                cue=_cue_span(annotated, frame),
                content=content,
                chain=chain,
                certainty=certainty_of(annotated, speech, frame),
                polarity=polarity_of(annotated, speech, frame),
                form=form_of(annotated, content),
                kind=frame.kind,
                also=together[1:] if chain[-1] in together[:1] else (),
                sure=surety(frame, parent is not None, shares, weights),
            )
        )
    return tuple(sorted(found, key=lambda a: (a.content[0].start, a.content[-1].end, a.cue.start if a.cue else -1, a.kind)))


def of_anybody(annotated: Annotated, speech: Speech, tokens: Iterable[int]) -> bool:
    """`Anybody who says that the report blames them …`: nobody in particular says it, nor is it said there."""
    return any(speech.within("anybody", up.lemma) for k in tokens for up in annotated.ancestors(k))


def attributions_only(annotated: Annotated, codebook: Codebook) -> list[Layout]:
    """(source, cue, content) spans in PolNeAR's layout: flat, attitudes and stances as well, content with the conjunction that opens it."""
    speech = speech_of(codebook)
    found: list[Layout] = []
    for frame in find_frames(annotated, speech, wide=True):
        content = set(without_dashes(annotated, frame.content))
        first = min(content)
        if first and annotated.tokens[first - 1].lemma == "that" and annotated.tokens[first - 1].dep == "mark":
            content.add(first - 1)
        spans = spans_of(annotated, content)
        if spans:
            cue = spans_of(annotated, frame.cue - content) or _mark_of(annotated, frame.cue)
            found.append((spans_of(annotated, frame.source), cue, spans))
    return found


def find_frames(annotated: Annotated, speech: Speech, wide: bool) -> list[Frame]:
    """Frames of all kinds but carried-over ones, one per cue, in text order."""
    nouns = noun_frames(annotated, speech)
    taken = {f.cue_head for f in nouns}
    frames = [f for f in verb_frames(annotated, speech, wide) if not (_object_head(f) in taken and f.polarity != "denied")]
    frames += nouns + according_frames(annotated, speech) + evidential_frames(annotated, speech)
    frames += dialogue_frames(annotated, speech) + headline_frames(annotated, speech)
    idioms = idioms_of(annotated, speech)
    coded = [f for f in frames if f.content and _coded(annotated, f) and not in_idiom(annotated, idioms, f)]
    return [f for f in attach_quotes(annotated, speech, coded) if f.content]


def _object_head(frame: Frame) -> int | None:
    return frame.content_head


def _coded(annotated: Annotated, frame: Frame) -> bool:
    return annotated.sentence_of(min(frame.content)).zone not in UNCODED


def _collapsed(annotated: Annotated, entities: tuple[EntityMention, ...], frames: list[Frame]) -> list[Frame]:
    """Somebody's own attitude inside his own words is no second saying: only its certainty is handed up."""
    parents = parents_of(annotated, frames)
    result: dict[int, Frame] = dict(enumerate(frames))
    for n, parent in enumerate(parents):
        if parent is None or parent not in result:
            continue
        inner, outer = frames[n], frames[parent]
        if inner.certainty == "withheld" and inner.cue_head is not None and annotated.tokens[annotated.tokens[inner.cue_head].head].lemma == "without":
            del result[n]  # he said that they obeyed the law without naming it: one saying
            continue
        own_view = inner.certainty in {"hedged", "planned", "probable", "demanded"} and same_speaker(annotated, entities, inner, outer)
        if own_view and inner.kind == "speech" and inner.cue_head == outer.content_head:
            del result[n]
    return [result[n] for n in sorted(result)]


def _cue_span(annotated: Annotated, frame: Frame) -> Span | None:
    """One span for the cue: the run around its head, small gaps bridged."""
    spans = spans_of(annotated, frame.cue)
    if not spans:
        return next(iter(_mark_of(annotated, frame.cue)), None)
    low, high = min(frame.cue), max(frame.cue)
    if high - low < len(frame.cue) + 3 and not (frame.source | frame.content) & frozenset(range(low, high + 1)):
        return Span(spans[0].start, spans[-1].end)
    head = annotated.tokens[frame.cue_head] if frame.cue_head is not None else annotated.tokens[low]
    return next((s for s in spans if s.start <= head.start and head.end <= s.end), spans[0])


def _mark_of(annotated: Annotated, cue: frozenset[int]) -> tuple[Span, ...]:
    """A cue that is nothing but a mark: the colon of `Name: …`, the dash before a name."""
    token = annotated.tokens[min(cue)] if cue else None
    return (Span(token.start, token.end),) if token is not None and len(cue) == 1 and token.pos == "PUNCT" else ()


def form_of(annotated: Annotated, content: Sequence[Span]) -> str:
    """direct: all within quotation marks; mixed: partly; indirect: no quotation but of names."""
    quoted = annotated.quotations_over(content)
    if any(all(q.start <= s.start and s.end <= q.end for s in content) for q in quoted if not q.scare):
        return "direct"
    if quoted and not any(not q.scare for q in quoted) and all(_is_name(annotated, q.inner_start, q.inner_end) for q in quoted):
        return "indirect"
    words = sum(s.end - s.start for s in content)
    inside = sum(min(s.end, q.end) - max(s.start, q.start) for s in content for q in quoted if not q.scare and s.start < q.end and q.start < s.end)
    if words and inside >= 0.9 * words:
        return "direct"
    return "mixed" if quoted else "indirect"


def _is_name(annotated: Annotated, start: int, end: int) -> bool:
    text = annotated.document.text[start:end]
    words = [w for w in text.replace(",", " ").replace(".", " ").split() if w]
    return bool(words) and all(w[:1].isupper() for w in words)
