"""Yields the words of an attributed content that are the outlet's own aside: between dashes or brackets, tacked on after a comma, the occasion of a saying."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import child_at, tree

_DASHES = frozenset({"--", "—", "–", "-"})
_VERBAL = frozenset({"VERB", "AUX"})


def without_dashes(annotated: Annotated, content: frozenset[int]) -> frozenset[int]:
    """Content without a relative clause between dashes: that is the writer's aside."""
    aside: set[int] = set()
    for k in content:
        token = annotated.tokens[k]
        if token.dep == "relcl":
            clause = tree(annotated, k)
            low, high = min(clause), max(clause)
            starts = (low - 1 in content and annotated.tokens[low - 1].text in _DASHES) or annotated.tokens[low].text in _DASHES
            if starts and low > min(content):
                aside |= clause | ({low - 1} if annotated.tokens[low - 1].text in _DASHES else set())
                if high + 1 in content and annotated.tokens[high + 1].text in _DASHES:
                    aside.add(high + 1)
    kept = content - aside
    return kept or content


def released(annotated: Annotated, speech: Speech, frame: Frame, nested: bool) -> frozenset[int]:
    """A frame's content without all that its source need not have said; quoted words are always his, and what somebody tells of another stays with that one."""
    content = without_dashes(annotated, frame.content)
    if frame.own_doubt:
        return content
    aside = _bracketed(annotated, content) | _dashed(annotated, content) | _judged(annotated, speech, content) | _occasion(annotated, speech, frame, content)
    if not nested and frame.content_head is not None and _is_phrase(annotated.tokens[frame.content_head]) and frame.kind == "speech":
        aside |= _tacked_on(annotated, content)
    quoted = {k for k in aside if annotated.quotations_over([_span(annotated, k)])}
    return (content - aside) | quoted if content - aside else content


def _is_phrase(head: Token) -> bool:
    """Is it a thing, or a deed without a subject (denied shelling the dam), and no clause?"""
    return head.pos not in _VERBAL or head.tag == "VBG"


def _bracketed(annotated: Annotated, content: frozenset[int]) -> frozenset[int]:
    """A clause in brackets; a bracketed name or number stays."""
    found: set[int] = set()
    opened: int | None = None
    for k in sorted(content):
        text = annotated.tokens[k].text
        if text in {"(", "["}:
            opened = k
        elif text in {")", "]"} and opened is not None:
            inside = range(opened, k + 1)
            if any(annotated.tokens[i].pos in _VERBAL and annotated.tokens[i].tag != "VBG" for i in inside):
                found |= set(inside)
            opened = None
    return frozenset(found)


def _dashed(annotated: Annotated, content: frozenset[int]) -> frozenset[int]:
    """What stands between two dashes within the words of one sentence."""
    found: frozenset[int] = frozenset()
    opened: int | None = None
    for k in sorted(content):
        token = annotated.tokens[k]
        if token.text not in _DASHES or token.pos not in {"PUNCT", "SYM", "CCONJ", "ADP"}:
            continue
        if opened is None or annotated.tokens[opened].sentence != token.sentence:
            opened = k if k > min(content) else None
        else:
            if k - opened > 2 and k < max(content):
                found |= frozenset(range(opened, k + 1))
            opened = None
    return found & content


def _judged(annotated: Annotated, speech: Speech, content: frozenset[int]) -> frozenset[int]:
    """`said they had taken it, a claim that Karsia rejected`: what the outlet adds about the saying."""
    found: frozenset[int] = frozenset()
    for k in sorted(content):
        token = annotated.tokens[k]
        if token.dep in {"appos", "npadvmod"} and token.pos == "NOUN" and speech.noun_certainty(token.lemma) is not None and child_at(annotated, k, "det"):
            words = tree(annotated, k)
            if min(words) > 0 and annotated.tokens[min(words) - 1].text in {",", *_DASHES} and max(words) >= max(content) - 1:
                found |= words
    return found & content


def _tacked_on(annotated: Annotated, content: frozenset[int]) -> frozenset[int]:
    """`accused them of shelling Sarn, a town of …`; `condemned the raid, which …`: what the outlet explains."""
    found: frozenset[int] = frozenset()
    for k in sorted(content):
        token = annotated.tokens[k]
        words = tree(annotated, k)
        low = min(words)
        if low == 0 or annotated.tokens[low - 1].text != "," or low - 1 not in content or token.head not in content or low <= token.head:
            continue
        clause = token.dep == "relcl" and annotated.tokens[low].lemma in {"which", "where"}
        beside = token.dep == "appos" and annotated.tokens[token.head].pos == "PROPN" and token.pos == "NOUN" and child_at(annotated, k, "det") is not None
        if clause or beside:
            found |= words | {low - 1}
    return found & content


def _occasion(annotated: Annotated, speech: Speech, frame: Frame, content: frozenset[int]) -> frozenset[int]:
    """`said it was quiet, while Norland moved troops`; `said it was over as he opened a school`: when it was said, for the parser a part of it."""
    head = frame.content_head
    if head is None or frame.kind not in {"speech", "quote"} or (frame.cue_head is not None and frame.cue_head > head):
        return frozenset()
    found: frozenset[int] = frozenset()
    for child in annotated.children(head):
        subject = child_at(annotated, child.i, "nsubj", "nsubjpass")
        mark = child_at(annotated, child.i, "mark", "advmod")
        if child.dep != "advcl" or subject is None or mark is None or child.i < head or child.tag not in {"VBD", "VBZ", "VBP", "VBN", "VBG", "VB"}:
            continue
        words = tree(annotated, child.i)
        after_comma = min(words) > 0 and annotated.tokens[min(words) - 1].text == ","
        his = speech.within("persons_speaking", subject.lemma.lower()) and _is_one_person(annotated, frame)
        if (speech.within("contrasts", mark.lemma.lower()) and after_comma) or (speech.within("occasions", mark.lemma.lower()) and his and child.tag == "VBD"):
            found |= words
    return found & content


def _span(annotated: Annotated, k: int) -> Span:
    return Span(annotated.tokens[k].start, annotated.tokens[k].end)


def _is_one_person(annotated: Annotated, frame: Frame) -> bool:
    source: Token | None = annotated.tokens[frame.source_head] if frame.source_head is not None else None
    return source is not None and source.tag not in {"NNS", "NNPS"}
