"""Yields Attribution: words tied to who says them, by quotation marks, reporting verbs and nouns, according-to phrases, evidential words and carry-over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.core.documents import Annotated, Span
from dragoman.core.mentions import Attribution, EntityMention
from dragoman.extract.rules.carry_over import carried_frames
from dragoman.extract.rules.certainty import certainty_of, polarity_of
from dragoman.extract.rules.chains import chains_of, parents_of, same_speaker
from dragoman.extract.rules.cues import Frame, Speech, speech_of
from dragoman.extract.rules.naming import according_frames, evidential_frames, noun_frames
from dragoman.extract.rules.phrases import spans_of, tree
from dragoman.extract.rules.quoted import attach_quotes
from dragoman.extract.rules.saying import verb_frames
from dragoman.extract.rules.sources import mention_at

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

UNCODED = frozenset({"byline", "boilerplate"})
_DASHES = frozenset({"--", "—", "–", "-"})
Layout = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]


def find_attributions(annotated: Annotated, entities: tuple[EntityMention, ...], codebook: Codebook) -> tuple[Attribution, ...]:
    """All attributions of a document, by start of their content; `entities` may be empty, then links carry the words of the text."""
    speech = speech_of(codebook)
    frames = [f for f in _collapsed(annotated, entities, find_frames(annotated, speech, wide=False)) if not of_anybody(annotated, speech, f.cue)]
    carried = carried_frames(annotated, speech, frames)
    joined = [*frames, *(f for f, _ in carried)]
    origin = {len(frames) + n: frames.index(governing) for n, (_, governing) in enumerate(carried)}
    chains = chains_of(annotated, speech, joined, entities, origin)
    found: list[Attribution] = []
    for frame, chain in zip(joined, chains, strict=True):
        content = spans_of(annotated, _released(annotated, frame.content))
        if not content:
            continue
        head = frame.inner[-1] if frame.inner else frame.source_head
        mention = mention_at(annotated, entities, head) if head is not None else None
        found.append(
            Attribution(
                source=spans_of(annotated, frame.source),
                mention=mention.id if mention else None,
                cue=_cue_span(annotated, frame),
                content=content,
                chain=chain,
                certainty=certainty_of(annotated, speech, frame),
                polarity=polarity_of(annotated, speech, frame),
                form=form_of(annotated, content),
                kind=frame.kind,
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
        content = set(_released(annotated, frame.content))
        first = min(content)
        if first and annotated.tokens[first - 1].lemma == "that" and annotated.tokens[first - 1].dep == "mark":
            content.add(first - 1)
        spans = spans_of(annotated, content)
        if spans:
            found.append((spans_of(annotated, frame.source), spans_of(annotated, frame.cue - content), spans))
    return found


def find_frames(annotated: Annotated, speech: Speech, wide: bool) -> list[Frame]:
    """Frames of all kinds but carried-over ones, one per cue, in text order."""
    nouns = noun_frames(annotated, speech)
    taken = {f.cue_head for f in nouns}
    frames = [f for f in verb_frames(annotated, speech, wide) if not (_object_head(f) in taken and f.polarity != "denied")]
    frames += nouns + according_frames(annotated, speech) + evidential_frames(annotated, speech)
    coded = [f for f in frames if f.content and _coded(annotated, f)]
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
        own_view = inner.certainty in {"hedged", "planned", "probable", "demanded"} and same_speaker(annotated, entities, inner, outer)
        if own_view and inner.kind == "speech" and inner.cue_head == outer.content_head:
            del result[n]
    return [result[n] for n in sorted(result)]


def _released(annotated: Annotated, content: frozenset[int]) -> frozenset[int]:
    """Content without a relative clause between dashes: that is the writer's aside."""
    aside: set[int] = set()
    for k in content:
        token = annotated.tokens[k]
        if token.dep in {"relcl", "parataxis", "appos"}:
            clause = tree(annotated, k)
            low, high = min(clause), max(clause)
            starts = (low - 1 in content and annotated.tokens[low - 1].text in _DASHES) or annotated.tokens[low].text in _DASHES
            if token.dep == "relcl" and starts and low > min(content):
                aside |= clause | ({low - 1} if annotated.tokens[low - 1].text in _DASHES else set())
                if high + 1 in content and annotated.tokens[high + 1].text in _DASHES:
                    aside.add(high + 1)
    kept = content - aside
    return kept or content


def _cue_span(annotated: Annotated, frame: Frame) -> Span | None:
    """One span for the cue: the run around its head, small gaps bridged."""
    spans = spans_of(annotated, frame.cue)
    if not spans:
        return None
    low, high = min(frame.cue), max(frame.cue)
    if high - low < len(frame.cue) + 3 and not (frame.source | frame.content) & frozenset(range(low, high + 1)):
        return Span(spans[0].start, spans[-1].end)
    head = annotated.tokens[frame.cue_head] if frame.cue_head is not None else annotated.tokens[low]
    return next((s for s in spans if s.start <= head.start and head.end <= s.end), spans[0])


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
