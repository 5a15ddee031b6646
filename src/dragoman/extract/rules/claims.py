"""Yields ClaimMention: what each source says, sentence by sentence, and what the outlet tells of events in its own voice."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.core.documents import Annotated, Span
from dragoman.core.ids import mention_id
from dragoman.core.mentions import Attribution, ClaimMention, EntityMention, EventMention
from dragoman.extract.rules.attribution import form_of
from dragoman.extract.rules.certainty import told_certainty, told_polarity
from dragoman.extract.rules.chains import outlet_link
from dragoman.extract.rules.cues import Speech, speech_of
from dragoman.extract.rules.doubts import sure_bearers
from dragoman.extract.rules.missed import KIND
from dragoman.extract.rules.nouns import read_lexicon
from dragoman.extract.rules.phrases import SUBJECTS, spans_of, tree
from dragoman.extract.rules.propositions import proposition_of

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
LONGEST = 600  # code points of one content span, as for all evidence


def find_claims(
    annotated: Annotated,
    entities: tuple[EntityMention, ...],
    attributions: tuple[Attribution, ...],
    events: tuple[EventMention, ...],
    codebook: Codebook,
) -> tuple[ClaimMention, ...]:
    """All claims of a document, by start of their content; each content span is at most 600 code points."""
    weights = codebook.weights("claims")
    starts, made_by = {t.start: t.i for t in annotated.tokens}, (str(weights["made_by"]), str(weights["heard_by"]))
    names = sure_bearers(annotated, entities, read_lexicon(codebook))
    maker = _Maker(annotated, entities, names, sorted(events, key=_begin), starts, made_by, weights["confidence"])
    speech = speech_of(codebook)
    held = [_indexes(annotated, a.content) for a in attributions]
    cues = [_indexes(annotated, (*a.source, *((a.cue,) if a.cue else ()))) for a in attributions]
    cued: dict[int, list[int]] = {}
    for n, cue in enumerate(cues):
        for k in cue:
            cued.setdefault(k, []).append(n)
    found: list[ClaimMention | None] = []
    for n, attribution in enumerate(attributions):
        if attribution.kind == "evidential" and not _is_predicate(annotated, held[n]):
            continue
        for piece in _pieces(annotated, _remainder(annotated, n, attributions, held, cues, cued)):
            found += _told(maker, speech, attribution, held[n], piece)
    doubts = [a.cue for a in attributions if a.kind == "evidential" and len(a.chain) == 1 and a.cue]
    zones, mute = set(map(str, weights["voiced_zones"])), set(map(str, weights["no_claim_types"]))
    told = set[int]().union(*held)
    busy = told.union(*cues)
    above_busy = set(busy)
    for k in busy:
        above_busy.update(a.i for a in takewhile(lambda a: a.i not in above_busy, annotated.ancestors(k)))
    for event in events:
        at = maker.starts.get(event.trigger.start)
        if at is None or event.type in mute or at in told or annotated.sentence_of(at).zone not in zones:
            continue
        content = _own_words(annotated, at, busy, above_busy)
        spans = spans_of(annotated, content)
        doubt = any(any(s.covers(cue) for s in spans) for cue in doubts)
        certainty = "hedged" if doubt else told_certainty(annotated, speech, _head(annotated, content), content)
        found.append(maker.made(spans, None, certainty, "outlet_voice"))
    once = {c.id: c for c in found if c is not None}
    return tuple(sorted(once.values(), key=lambda c: (c.content[0].start, c.content[-1].end, c.id)))


@dataclass(frozen=True, slots=True)
class _Maker:
    """What the claims of one document share.

    names: whom pronouns stand for; starts: index of the token at an offset; made_by: the rules, the listener; sure: confidence by kind of attribution.
    """

    annotated: Annotated
    entities: tuple[EntityMention, ...]
    names: Mapping[str, EntityMention]
    events: Sequence[EventMention]
    starts: Mapping[int, int]
    made_by: tuple[str, str]
    sure: Mapping[str, float]

    def made(self, content: Sequence[Span], attribution: Attribution | None, certainty: str, kind: str, joint: str = "") -> ClaimMention | None:
        """The claim of such words; attribution None: the outlet's own; joint: which of several who say it together; None where no words are left."""
        spans = _cut(content)
        source, cue = (attribution.source, attribution.cue) if attribution else ((), None)
        words = proposition_of(self.annotated, self.entities, self.names, spans, source, cue) if spans else ""
        if not words:
            return None
        doc, made_by = self.annotated.document.id, self.made_by[kind == KIND]
        key = (kind, str(cue.start if cue else -1), *(f"{s.start}:{s.end}" for s in (*source, *spans)), *filter(None, (joint,)))
        return ClaimMention(
            id=mention_id("cm", doc, spans[0].start, spans[-1].end, made_by, *key),
            doc=doc,
            content=spans,
            cue=cue,
            chain=attribution.chain if attribution else (outlet_link(self.annotated),),
            certainty=certainty,
            polarity=attribution.polarity if attribution else "affirmed",
            form=form_of(self.annotated, spans) if attribution and len(attribution.chain) > 1 else "outlet_voice",
            proposition=words,
            made_by=made_by,
            confidence=float(self.sure[kind] if attribution is None or attribution.sure is None else attribution.sure),
            about=_about(self.annotated, spans, self.events, self.starts),
        )


def _told(maker: _Maker, speech: Speech, attribution: Attribution, held: set[int], piece: frozenset[int]) -> Iterator[ClaimMention | None]:
    """The claim of one piece of what an attribution holds, once for each of those who say it together."""
    annotated, certainty, said = maker.annotated, attribution.certainty, attribution
    if certainty in {"asserted", told_certainty(annotated, speech, _head(annotated, held), frozenset(held))}:
        certainty = told_certainty(annotated, speech, _head(annotated, piece), piece)
    if attribution.polarity == "affirmed" and certainty not in {"absence", "withheld"}:
        said = replace(attribution, polarity=told_polarity(annotated, speech, _head(annotated, piece), piece))
    yield maker.made(spans_of(annotated, piece), said, certainty, attribution.kind)
    for link in attribution.also:
        other = replace(said, chain=(*attribution.chain[:-1], link))
        yield maker.made(spans_of(annotated, piece), other, certainty, attribution.kind, f"{link.name} {link.start}")


def _begin(event: EventMention) -> int:
    return event.trigger.start


def _about(annotated: Annotated, spans: Sequence[Span], events: Sequence[EventMention], starts: Mapping[int, int]) -> tuple[str, ...]:
    """Ids of the events told in the spans, the one of the main clause first."""
    near = {k for s in spans for k in range(bisect_left(events, s.start, key=_begin), bisect_right(events, s.end, key=_begin))}
    inside = [events[k] for k in sorted(near) if any(s.covers(events[k].trigger) for s in spans)]

    def depth(event: EventMention) -> int:
        at = starts.get(event.trigger.start)
        above = [annotated.tokens[at], *annotated.ancestors(at)] if at is not None else []
        return sum(t.pos in {"VERB", "AUX"} or t.dep in {"acl", "relcl"} for t in above)

    return tuple(e.id for e in sorted(inside, key=lambda e: (depth(e), e.trigger.start, e.id)))


def _cut(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(s if s.end - s.start <= LONGEST else Span(s.start, s.start + LONGEST) for s in spans)


def _indexes(annotated: Annotated, spans: Iterable[Span]) -> set[int]:
    return {t.i for t in annotated.within(spans)}


def _head(annotated: Annotated, tokens: Iterable[int]) -> int | None:
    inside = set(tokens)
    tops = [k for k in sorted(inside) if annotated.tokens[k].head not in inside or annotated.tokens[k].head == k]
    return next((k for k in tops if annotated.tokens[k].pos in {"VERB", "AUX"}), tops[0] if tops else None)


def _is_predicate(annotated: Annotated, tokens: set[int]) -> bool:
    head = _head(annotated, tokens)
    return head is not None and annotated.tokens[head].pos in {"VERB", "AUX"}


def _remainder(
    annotated: Annotated,
    n: int,
    attributions: Sequence[Attribution],
    held: Sequence[set[int]],
    cues: Sequence[set[int]],
    cued: Mapping[int, Sequence[int]],
) -> frozenset[int]:
    """What is left of a content whose main clause is itself somebody's saying: that saying is a claim of its own."""
    mine = held[n]
    left, taken, main = set(mine), set[int](), _main_verbs(annotated, mine)
    for m in sorted({m for k in mine for m in cued.get(k, ())}):
        other = attributions[m]
        if m == n or other.cue is None or attributions[n].cue == other.cue or other.kind == "evidential":
            continue
        verb = main & cues[m]
        if verb and held[m] < mine and (_has_clause(annotated, held[m]) or attributions[n].kind == "preposition"):
            taken |= verb
            left -= held[m] | cues[m]
    if not taken:
        return frozenset(mine)
    verbs = {k for k in left if annotated.tokens[k].pos in {"VERB", "AUX"} and annotated.tokens[k].tag in _FINITE}
    verbs = {k for k in verbs if not taken & tree(annotated, k) or annotated.tokens[k].sentence not in {annotated.tokens[t].sentence for t in taken}}
    tops = {k for k in verbs if not verbs & {a.i for a in annotated.ancestors(k)}}
    apart = {annotated.tokens[t].sentence for t in taken}
    whole = {k for k in left if annotated.tokens[k].sentence not in apart}
    return frozenset(whole).union(*(tree(annotated, k) & left for k in tops))


def _has_clause(annotated: Annotated, tokens: set[int]) -> bool:
    return any(annotated.tokens[k].pos in {"VERB", "AUX"} and any(c.dep in SUBJECTS and c.i in tokens for c in annotated.children(k)) for k in tokens)


def _main_verbs(annotated: Annotated, tokens: set[int]) -> set[int]:
    """Heads of the clauses that the content consists of, with what they merely introduce: would like to note, justified by stating."""
    result: set[int] = set()
    for k in tokens:
        token = annotated.tokens[k]
        if token.head not in tokens or token.head == k:
            result.add(k)
    for _ in range(3):
        result |= {k for k in tokens if annotated.tokens[k].dep in {"xcomp", "pcomp", "prep"} and annotated.tokens[k].head in result}
    return result


def _pieces(annotated: Annotated, tokens: frozenset[int]) -> list[frozenset[int]]:
    """Sentence by sentence, and `that … and that …` or `…, or …` clause by clause."""
    by_sentence: dict[int, set[int]] = {}
    for k in tokens:
        by_sentence.setdefault(annotated.tokens[k].sentence, set()).add(k)
    result: list[frozenset[int]] = []
    for sentence in sorted(by_sentence):
        inside = by_sentence[sentence]
        if len(by_sentence) > 1 and sum(annotated.tokens[k].pos != "PUNCT" for k in inside) < 2:
            continue
        for k in sorted(inside):
            if k in inside and _separate(annotated, k):
                clause = {x for x in tree(annotated, k) if x in inside}
                inside = inside - clause
                that = {c.i for c in annotated.children(k) if c.dep == "mark" and c.lemma == "that"}
                result.append(frozenset(clause - that))
                inside = {x for x in inside if not (annotated.tokens[x].dep == "cc" and annotated.tokens[x].head == annotated.tokens[k].head and x < k)}
        if inside:
            result.append(frozenset(inside))
    return sorted(result, key=min)


def _separate(annotated: Annotated, k: int) -> bool:
    """Is it a coordinated clause that is said by itself?"""
    token = annotated.tokens[k]
    if token.dep != "conj" or token.pos not in {"VERB", "AUX"}:
        return False
    children = annotated.children(k)
    if any(c.dep == "mark" and c.lemma == "that" for c in children):
        return True
    either = any(c.dep == "cc" and c.lemma == "or" for c in annotated.children(token.head))
    return either and any(c.dep in SUBJECTS for c in children)


def _own_words(annotated: Annotated, at: int, busy: set[int], above_busy: set[int]) -> frozenset[int]:
    """The largest clause around a trigger without words that somebody else says. above_busy: those words and all that they hang on."""
    top = at
    for above in annotated.ancestors(at):
        if above.i in busy or (above.i in above_busy and annotated.tokens[top].pos in {"VERB", "AUX"}):
            break
        top = above.i
    around = {at, *(above.i for above in annotated.ancestors(at))}
    cut = [c.i for k in tree(annotated, top) for c in annotated.children(k) if c.i in above_busy and c.i not in around]
    kept = tree(annotated, top, cut)
    if annotated.tokens[top].dep in {"advcl", "conj"}:
        # A clause by itself: without the word that ties it to another
        kept -= {k for c in annotated.children(top) if c.dep in {"mark", "cc"} for k in tree(annotated, c.i)}
    return frozenset(k for k in kept if k not in busy)
