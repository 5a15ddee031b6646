"""Yields the proposition of a claim: a plain sentence made of its words, with names for pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from dragoman.core.documents import Annotated, Span
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.phrases import SUBJECTS, noun_phrase, spans_of, subject_of

_OWNERS = frozenset({"his", "her", "its", "their"})
_PERSONAL = frozenset({"he", "she", "it", "they", "him", "them", "her", *_OWNERS})
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_MARKS = re.compile(r"[\"“”„«»]")


def proposition_of(
    annotated: Annotated,
    entities: tuple[EntityMention, ...],
    names: Mapping[str, EntityMention],
    content: Sequence[Span],
    source: Sequence[Span],
    cue: Span | None,
) -> str:
    """One sentence, first letter upper, full stop at the end; a bare noun phrase is told with its source and cue. names: `sure_bearers` of the entities."""
    tokens = _tokens(annotated, content)
    spans = list(content)
    asked = bool(tokens) and annotated.tokens[tokens[0]].tag in _ASKING
    if asked and cue is not None:  # `does not say who fired them`: no sentence without the cue
        spans = sorted({*source[:1], cue, *spans}, key=lambda s: (s.start, s.end))
    elif not _is_clause(annotated, tokens):
        lacking = _missing_subject(annotated, tokens)
        if lacking:
            spans = [*lacking, *spans]
        elif cue is not None:
            spans = sorted({*source[:1], cue, *spans}, key=lambda s: (s.start, s.end))
    text = " ".join(named(annotated, entities, names, span) for span in spans)
    return tidied(text)


def tidied(text: str) -> str:
    """Blanks joined, lone quotation marks dropped, first letter upper, one full stop."""
    text = " ".join(text.split())
    marks = _MARKS.findall(text)
    if len(marks) % 2 or (text[:1] in '"“«„' and text.rstrip(".,")[-1:] in '"”»' and len(marks) == 2):
        text = _MARKS.sub("", text)
    text = re.sub(r",([\"”»])$", r"\1", text.strip(" ,;:–—-"))
    text = re.sub(r"(?:\s+(?:and|or|but|that))+$", "", text.rstrip(" ,;:."))
    text = re.sub(r"\s+([,.;:!?%)])", r"\1", text).rstrip(" ,;:.")
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in "!?" else ".")


def _begin(mention: EntityMention) -> int:
    return mention.start


def named(annotated: Annotated, entities: tuple[EntityMention, ...], names: Mapping[str, EntityMention], span: Span) -> str:
    """The words of a span with names for those pronouns whose bearer is known by name and not in doubt; entities in text order; names: their
    `sure_bearers`.
    """
    text = annotated.document.text
    near = entities[bisect_left(entities, span.start, key=_begin) : bisect_left(entities, span.end, key=_begin)]
    pronouns = [m for m in near if m.form == "pronoun" and m.end <= span.end]
    parts, at = [], span.start
    for mention in pronouns:
        word = mention.text.lower()
        if mention.start < at or mention.id not in names or word not in _PERSONAL or not mention.name or mention.name.lower() == word:
            continue
        name = mention.name + (("’" if mention.name.endswith("s") else "’s") if word in _OWNERS else "")
        parts += [text[at : mention.start], name]
        at = mention.end
    return "".join([*parts, text[at : span.end]])


def _tokens(annotated: Annotated, spans: Sequence[Span]) -> list[int]:
    return [t.i for t in annotated.within(spans)]


def _is_clause(annotated: Annotated, tokens: list[int]) -> bool:
    """Is there a verb with its subject that no other word of the content governs as a relative clause?"""
    inside = set(tokens)
    for k in tokens:
        token = annotated.tokens[k]
        top = token.head not in inside or token.dep not in {"relcl", "acl"}
        if token.pos in {"VERB", "AUX"} and top and any(c.dep in SUBJECTS and c.i in inside for c in annotated.children(k)):
            above = [a for a in annotated.ancestors(k) if a.i in inside]
            if all(a.pos in {"VERB", "AUX", "ADJ"} for a in above):
                return True
    return False


def _missing_subject(annotated: Annotated, tokens: list[int]) -> tuple[Span, ...]:
    """The subject that a finite predicate shares with an earlier verb."""
    inside = set(tokens)
    for k in tokens:
        token = annotated.tokens[k]
        if token.pos in {"VERB", "AUX"} and token.tag in {"VBD", "VBZ", "VBP"} and token.head not in inside:
            subject = subject_of(annotated, token)
            if subject is not None and subject[0] not in inside:
                return spans_of(annotated, noun_phrase(annotated, subject[0]))
    return ()
