"""Yields what the pair model is shown of a sentence: its words, names masked by their kind, the two parties marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.core.documents import Annotated, Span, Token

SOURCE, TARGET = 1, 2
MARKS = {SOURCE: ("[unused2]", "[unused3]"), TARGET: ("[unused4]", "[unused5]")}
"""What opens and closes a party."""
NOBODY = "somebody"
"""Stands for a party that the sentence does not name."""
MASKS = {
    "state": "country",
    "person": "person",
    "organisation": "organization",
    "place": "city",
    "craft": "vehicle",
    "weapon": "weapon",
    "document": "document",
    "group": "group",
    "facility": "building",
    "law": "law",
}
DEMONYM, OTHER = "national", "thing"
"""Masks of `Karsian` and of names of other kinds. The model learns deeds, not who is said to do them."""
AROUND = 24
"""Words kept on either side of a party where the sentence is longer than `MOST` words."""
MOST = 100
PARTY_MOST = 24

Word = tuple[str, int]
"""A word and whose it is: 0, SOURCE or TARGET."""


@dataclass(frozen=True, slots=True)
class _Parties:
    source: Span | None
    target: Span | None

    def of(self, token: Token) -> int:
        span = Span(token.start, token.end)
        if self.source is not None and self.source.overlaps(span):
            return SOURCE
        return TARGET if self.target is not None and self.target.overlaps(span) else 0


def pair_words(annotated: Annotated, source: Span | None, target: Span | None, within: Sequence[Span] | None = None) -> tuple[Word, ...]:
    """The words of the sentences that hold the two, in order, with marks around each; a party that is None or has no words stands at the end.

    within: of the other words only those inside of these spans; None: all.
    """
    parties = _Parties(source, target)
    kept = None if within is None else {token.i for token in annotated.within(within)}
    words: list[Word] = []
    inside, masked = 0, None
    seen: dict[int, int] = {SOURCE: 0, TARGET: 0}
    for token in _shown(annotated, parties):
        whose = parties.of(token)
        if kept is not None and not whose and token.i not in kept:
            continue
        if whose != inside:
            words += [(MARKS[inside][1], inside)] if inside else []
            words += [(MARKS[whose][0], whose)] if whose else []
            inside, masked = whose, None
        if whose:
            seen[whose] += 1
            if seen[whose] > PARTY_MOST:
                continue
        name = next((n for n in annotated.names_over(token) if n.start <= token.start and token.end <= n.end), None)
        if name is None:
            words.append((token.text, whose))
        elif name is not masked:
            words.append((DEMONYM if name.kind == "state" and name.form == "demonym" else MASKS.get(name.kind, OTHER), whose))
        masked = name
    words += [(MARKS[inside][1], inside)] if inside else []
    for whose, (opening, closing) in MARKS.items():
        if not seen[whose]:
            words += [(opening, whose), (NOBODY, whose), (closing, whose)]
    return tuple(words)


def _shown(annotated: Annotated, parties: _Parties) -> Iterator[Token]:
    """Tokens from the first to the last sentence that holds a party; all sentences where none does. Of long stretches what is near to a party."""
    held = [t for span in (parties.source, parties.target) if span for t in annotated.within([_whole(annotated, span)])]
    sentences = [annotated.sentence_of(t.i) for t in held] or list(annotated.sentences)
    if not sentences:
        return
    tokens = annotated.tokens[min(s.first for s in sentences) : max(s.last for s in sentences)]
    if len(tokens) <= MOST:
        yield from tokens
        return
    ends = [k for span in (parties.source, parties.target) if span for k in _ends(annotated, span)] or [tokens[0].i]
    near = sorted({k for end in ends for k in range(end - AROUND, end + AROUND + 1)})
    yield from (annotated.tokens[k] for k in near if tokens[0].i <= k <= tokens[-1].i)


def _whole(annotated: Annotated, span: Span) -> Span:
    """The span, widened so that words that it cuts lie inside."""
    return span if annotated.within([span]) else Span(max(0, span.start - PARTY_MOST), span.end + PARTY_MOST)


def _ends(annotated: Annotated, span: Span) -> list[int]:
    held = annotated.within([_whole(annotated, span)])
    return [held[0].i, held[-1].i] if held else []
