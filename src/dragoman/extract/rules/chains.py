"""Yields the chain of sources of each frame, outlet first: what encloses a frame comes before its own source, what it cites comes after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.documents import Annotated
from dragoman.core.mentions import Chain, ChainLink, EntityMention
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.joint import joint_links
from dragoman.extract.rules.relayed import is_its_report, of_medium
from dragoman.extract.rules.sources import mention_at
from dragoman.extract.rules.speakers import Cast, is_writer

_SELF = frozenset({"i", "we", "my", "our", "me", "us"})


def outlet_link(annotated: Annotated) -> ChainLink:
    """The link of the outlet itself: its name as the document has it, no span."""
    return ChainLink("outlet", annotated.document.outlet, None, None, None)


def parents_of(annotated: Annotated, frames: Sequence[Frame]) -> list[int | None]:
    """For each frame the index of the smallest frame whose content holds its cue; None where the outlet itself tells it."""
    parents: list[int | None] = []
    holders: dict[int, list[int]] = {}
    heads = frozenset(frame.cue_head for frame in frames if frame.cue_head is not None)
    for m, frame in enumerate(frames):
        for k in frame.content & heads if frame.kind != "evidential" else ():
            holders.setdefault(k, []).append(m)
    for n, frame in enumerate(frames):
        best: tuple[int, int] | None = None
        for m in holders.get(frame.cue_head, ()) if frame.cue_head is not None else ():
            other = frames[m]
            if m == n:
                continue
            if other.polarity == "denied" and frame.kind == "noun":
                continue  # whose claim is denied is told by the outlet
            if other.cue_head is not None and other.cue_head in frame.content:
                continue  # two that hold each other: neither encloses
            if best is None or len(other.content) < best[0]:
                best = (len(other.content), m)
        parents.append(best[1] if best else None)
    return parents


def same_speaker(annotated: Annotated, entities: tuple[EntityMention, ...], inner: Frame, outer: Frame) -> bool:
    """Does somebody speak of his own belief or promise: said that he hoped?"""
    if inner.source_head is None or outer.source_head is None:
        return False
    if inner.source == outer.source:
        return True
    first, second = mention_at(annotated, entities, inner.source_head), mention_at(annotated, entities, outer.source_head)
    if first is not None and second is not None and first.head == inner.source_head:
        return first.anchor == second.anchor
    word = annotated.tokens[inner.source_head].text.lower()
    if word in _SELF:
        return True
    return word in {"he", "she"} or (word in {"it", "they"} and annotated.tokens[inner.source_head].pos == "PRON" and inner.kind == "speech")


def chains_of(annotated: Annotated, speech: Speech, frames: Sequence[Frame], cast: Cast, carried: Mapping[int, int]) -> list[Chain]:
    """Chain of each frame; carried: index of a frame → index of the frame whose chain it takes over."""
    parents = parents_of(annotated, frames)
    done: dict[int, Chain] = {}

    def chain(n: int, seen: frozenset[int]) -> Chain:
        if n in done:
            return done[n]
        if n in seen:
            return (outlet_link(annotated),)
        frame, parent = frames[n], parents[n]
        if n in carried:
            result = chain(carried[n], seen | {n})
        else:
            above = chain(parent, seen | {n}) if parent is not None else (outlet_link(annotated),)
            own = _own_links(annotated, speech, frame, cast)
            if own and own[0].name is None and above[-1].name is None and above[-1].type != "outlet":
                own = own[1:]  # hearsay of hearsay is nobody's in particular either
            if parent is not None and own and same_speaker(annotated, cast.entities, frame, frames[parent]):
                own = own[1:]
            media = _media_links(annotated, speech, frame, cast, above)
            if media and frame.source_head is not None and is_its_report(speech, annotated.tokens[frame.source_head]):
                own = own[1:]
            result = above + media + own
        done[n] = result
        return result

    return [chain(n, frozenset()) for n in range(len(frames))]


def _media_links(annotated: Annotated, speech: Speech, frame: Frame, cast: Cast, above: Chain) -> Chain:
    """The media that a saying came through, other than those that are told of it already."""
    links = ((head, joint_links(annotated, speech, head, cast)[0]) for head in frame.via)
    return tuple(link for head, link in links if of_medium(annotated, speech, head, link) and all(link.name != known.name for known in above))


def _own_links(annotated: Annotated, speech: Speech, frame: Frame, cast: Cast) -> Chain:
    links: list[ChainLink] = []
    if frame.source_head is not None and is_writer(annotated, speech, frame.source_head):
        pass  # `We asked …` outside a quotation: the outlet itself
    elif frame.source_head is not None:
        links.append(joint_links(annotated, speech, frame.source_head, cast)[0])
    elif not frame.own_doubt:
        links.append(ChainLink("public" if frame.kind == "evidential" or frame.certainty == "alleged" else "unnamed", None, None, None, None))
    links.extend(joint_links(annotated, speech, head, cast)[0] for head in frame.inner)
    return tuple(links)
