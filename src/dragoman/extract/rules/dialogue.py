"""Yields the frames of what is set as speech without a verb of saying: `Name: …`, questions and answers, a quotation with a dash and a name."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.quoted import quotes_of

_LABEL = 6
"""Tokens at most of what stands before the colon."""
_RUNS_ON = 12
"""Paragraphs at most of one answer."""
_CREDIT = 16
"""Tokens at most of a name with its office, behind a dash."""
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_MARKS = frozenset("\"“„«'‘")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that begins with a label. first, last: its tokens, half-open; colon: the index of the colon; who: person, other, asking or answering."""

    first: int
    last: int
    colon: int
    who: str
    paragraph: int


def dialogue_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """All such frames, in text order; the colon or dash is the cue."""
    return sorted([*_labelled(annotated, speech), *_credited(annotated)], key=lambda f: min(f.content))


def _labelled(annotated: Annotated, speech: Speech) -> list[Frame]:
    paragraphs = _paragraphs(annotated)
    if not any(t.text == ":" for t in annotated.tokens):
        return []
    persons = [n for n in annotated.names if n.kind == "person"]
    surnames = {annotated.document.text[n.start : n.end].split()[-1].casefold() for n in persons}
    lines: dict[int, _Line] = {}
    for n, (first, last) in enumerate(paragraphs):
        line = _line(annotated, speech, first, last, n, surnames)
        if line is not None:
            lines[n] = line
    letters = {line.who for line in lines.values()}
    asked = {"asking", "answering"} <= letters
    spoken = [line for line in lines.values() if line.who == "person" or (asked and line.who == "answering")]
    several = len({line.paragraph for line in lines.values() if line.who != "answering" or asked}) > 1
    one_asked = _asked(annotated, speech, min((line.first for line in spoken), default=0)) if asked else None
    return [_frame(annotated, line, lines, paragraphs, one_asked) for line in spoken if several or _is_quoted(annotated, line) or _titled(annotated, line)]


def _paragraphs(annotated: Annotated) -> list[tuple[int, int]]:
    """(first token, last token + 1) of each paragraph."""
    found: list[tuple[int, int]] = []
    number = -1
    for sentence in annotated.sentences:
        if sentence.paragraph == number and found:
            found[-1] = (found[-1][0], sentence.last)
        elif sentence.last > sentence.first:
            found.append((sentence.first, sentence.last))
            number = sentence.paragraph
    return found


def _line(annotated: Annotated, speech: Speech, first: int, last: int, number: int, surnames: set[str]) -> _Line | None:
    """The paragraph as a line of a dialogue; None where no speaker's label opens it."""
    colon = next((k for k in range(first + 1, min(first + _LABEL + 1, last - 1)) if annotated.tokens[k].text == ":"), None)
    if colon is None:
        return None
    words = annotated.tokens[first:colon]
    text = annotated.document.text[words[0].start : words[-1].end]
    if len(words) == 1 and text.casefold() in speech.lists["asking"] | speech.lists["answering"]:
        return _Line(first, last, colon, "asking" if text.casefold() in speech.lists["asking"] else "answering", number)
    name = next((n for n in annotated.names_over(words[-1]) if n.kind == "person" and n.start >= words[0].start and n.end <= words[-1].end), None)
    if not all(t.text[:1].isupper() or t.pos in {"PUNCT", "ADP"} for t in words):
        return None
    if name is not None or (len(words) == 1 and text.casefold() in surnames):
        return _Line(first, last, colon, "person", number)
    return _Line(first, last, colon, "other", number)


def _is_quoted(annotated: Annotated, line: _Line) -> bool:
    return annotated.tokens[line.colon + 1].text[:1] in _MARKS


def _titled(annotated: Annotated, line: _Line) -> bool:
    """`Lind: Border to stay shut`, as a headline."""
    told = any(annotated.tokens[k].tag in _FINITE or annotated.tokens[k].pos == "VERB" for k in range(line.colon + 1, line.last))
    return told and annotated.sentence_of(line.first).zone in {"title", "heading"}


def _asked(annotated: Annotated, speech: Speech, before: int) -> int | None:
    """Head of the name of the only person named above the first line; of several, of the one who is spoken to or with."""
    found: dict[str, Token] = {}
    for token in annotated.tokens[:before]:
        name = next((n for n in annotated.names_over(token) if n.kind == "person" and n.end == token.end), None)
        if name is not None:
            found.setdefault(annotated.document.text[name.start : name.end].split()[-1].casefold(), token)
    if len(found) == 1:
        return next(iter(found.values())).i
    met = [t.i for t in found.values() if t.dep == "pobj" and annotated.tokens[t.head].lemma in {"with", "to"} and _is_talk(annotated, speech, t)]
    return met[0] if len(met) == 1 else None


def _is_talk(annotated: Annotated, speech: Speech, token: Token) -> bool:
    above = annotated.tokens[annotated.tokens[token.head].head]
    return speech.within("talking", above.lemma)


def _frame(annotated: Annotated, line: _Line, lines: dict[int, _Line], paragraphs: list[tuple[int, int]], one_asked: int | None) -> Frame:
    last, final = line.last, next(reversed(lines))
    n = line.paragraph + 1
    while n < final and n not in lines and n - line.paragraph < _RUNS_ON:
        last = paragraphs[n][1]
        n += 1
    content = frozenset(range(line.colon + 1, last))
    head = next((k for k in sorted(content) if annotated.tokens[k].head not in content or annotated.tokens[k].head == k), line.colon + 1)
    label = frozenset(k for k in range(line.first, line.colon) if annotated.tokens[k].text not in _MARKS)
    source = one_asked if line.who == "answering" else line.colon - 1
    return Frame(label, frozenset({line.colon}), content, "quote", "asserted", "affirmed", source, None, head)


def _credited(annotated: Annotated) -> list[Frame]:
    """“…” – Name, office."""
    tokens, found = annotated.tokens, []
    for quote in quotes_of(annotated):
        k = quote.last
        if k + 1 >= len(tokens) or tokens[k].text not in _DASHES:
            continue
        name = next((n for n in annotated.names_over(tokens[k + 1]) if n.kind == "person" and n.start == tokens[k + 1].start), None)
        if name is None:
            continue
        end = next((m for m in range(k + 1, min(k + _CREDIT, len(tokens))) if tokens[m].start >= name.end), k + 2)
        paragraph = annotated.sentence_of(k).paragraph
        behind = [t for t in tokens[end : end + _CREDIT] if annotated.sentence_of(t.i).paragraph == paragraph]
        if any(t.tag in _FINITE for t in behind) or len(behind) == _CREDIT:
            continue
        content = quote.tokens
        head = next((m for m in sorted(content) if tokens[m].head not in content), quote.first)
        last = next(m for m in range(k + 1, len(tokens)) if tokens[m].end >= name.end)
        found.append(Frame(frozenset(range(k + 1, last + 1)), frozenset({k}), content, "quote", "asserted", "affirmed", last, None, head))
    return found
