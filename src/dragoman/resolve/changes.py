"""Yields the differences between an earlier text and a later one: sentences that came, went or changed, and figures, dates and names within them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dragoman.core.documents import Document, Evidence
from dragoman.core.kinship import Change
from dragoman.core.runs import word_spans
from dragoman.resolve.prose import Passage, Prose
from dragoman.resolve.text_likeness import Aligned

MOST = 50
_LONGEST = 300
"""Words of a sentence that is looked into: a table or a list without stops is told as a whole."""

_Word = tuple[int, int, str]
_Place = tuple[int, int, int]


def find_changes(earlier: Prose, later: Prose, pairs: Sequence[Aligned]) -> tuple[Change, ...]:
    """In the order of the later text, at most MOST. pairs: aligned sentences of the bodies, `left` those of the earlier one.

    Sentences that only moved and marks alone are no change. Where a figure, date or name stands for another in an aligned sentence, the two
    are paired; where other words of it differ too, the sentences are.
    """
    left, right = {pair.left: pair for pair in pairs}, {pair.right: pair for pair in pairs}
    found: list[tuple[_Place, Change]] = [((-1, 0, 0), change) for change in _title_change(earlier, later)]
    for j, passage in enumerate(later.body):
        if j not in right:
            found.append(((j, 0, 0), Change(None, _quote(later.document, passage))))
        elif earlier.body[right[j].left].forms != passage.forms:
            changes = _within(earlier.document, earlier.body[right[j].left], later.document, passage)
            found += [((j, 0, k), change) for k, change in enumerate(changes)]
    at = -1
    for i, passage in enumerate(earlier.body):
        if i in left:
            at = left[i].right
        else:
            found.append(((at, 1, i), Change(_quote(earlier.document, passage), None)))
    return tuple(change for _, change in sorted(found, key=lambda item: item[0])[:MOST])


def _title_change(earlier: Prose, later: Prose) -> Iterator[Change]:
    titles = [next((p for p in prose.heads if p.zone == "title"), None) for prose in (earlier, later)]
    before, after = titles
    if before and after and before.forms != after.forms and before not in earlier.body:
        yield Change(_quote(earlier.document, before), _quote(later.document, after))


def _quote(document: Document, passage: Passage) -> Evidence:
    return document.evidence(passage.start, passage.end)


def _within(before: Document, old: Passage, after: Document, new: Passage) -> Iterator[Change]:
    """What differs in a sentence: values that stand for each other, then, where more differs than these, the whole."""
    a, b = word_spans(before.text, old.start, old.end), word_spans(after.text, new.start, new.end)
    more = max(len(a), len(b)) > _LONGEST
    if not more:
        for kind, i, k, j, m in SequenceMatcher(None, [w[2] for w in a], [w[2] for w in b], autojunk=False).get_opcodes():
            if kind == "replace" and _is_value(before.text, a, i, k) and _is_value(after.text, b, j, m):
                yield Change(before.evidence(a[i][0], a[k - 1][1]), after.evidence(b[j][0], b[m - 1][1]))
            elif kind != "equal":
                more = True
    if more:
        yield Change(_quote(before, old), _quote(after, new))


def _is_value(text: str, words: Sequence[_Word], first: int, last: int) -> bool:
    """Do the words hold a figure or a name? The capital that begins a sentence is none."""
    return any(any(c.isdigit() for c in form) or (k > 0 and text[start].isupper()) for k, (start, _, form) in enumerate(words[first:last], first))
