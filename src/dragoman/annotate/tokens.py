"""Yields the tokens and sentences of a document from the parses of its chunks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from dragoman.annotate.chunks import Chunk
from dragoman.core.documents import Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as Parsed

LONGEST_RUN = 80
"""Code points without white space that the tokenizer is given at once: its time grows with their square."""
SHORT_QUOTATION = 400
"""A quotation under this length, in code points, is cut only between full sentences of its own."""
PATIENCE = 120
"""Tokens after which a sentence may end without a mark: lists, tables and transcripts have none."""
GRACE = 20
"""Tokens of each PATIENCE in which the parser may then decide alone."""

LONGEST_SENTENCE = 150
"""Tokens of a sentence: what is longer is no prose and is cut, for words are compared with all others of their sentence (longest in PolNeAR dev: 97)."""

_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtvz]")
_COMPOUND = re.compile(r"(?<![\w-])(?:[A-Za-z]-[a-z]{3,}|[a-z]{3,}-(?:in|off|up|out|over|down|back)s?)(?![\w-])")
"""Words with a hyphen that are one word, and fall apart into a letter or a particle: U-turn, sit-in, cut-off."""
_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_TERMINAL = frozenset(".!?…:;|")
_TRANSPARENT = frozenset("\"')]}»")
_CLOSERS = frozenset({'"', "'", "''"})


def prepare(chunk: Chunk, nlp: Language, marked: Sequence[tuple[int, int, int, int]]) -> Doc:
    """The tokenised chunk, with the places marked where no sentence may begin.

    marked: quotations of the document as (start, end, inner start, inner end), sorted by start.
    """
    doc = _tokenise(chunk.text, nlp)
    inside = _quoted(chunk, marked)
    closers = {end - chunk.start for _, end, _, _ in inside}
    held = bytearray(len(chunk.text))  # 1 within a short quotation, 2 at its first character
    for _, _, inner, inner_end in inside:
        if inner_end - inner < SHORT_QUOTATION:
            low, high = inner - chunk.start, min(inner_end, chunk.end) - chunk.start
            held[low:high] = b"\x02" + b"\x01" * (high - low - 1)
    waited, mark = 0, doc[0]
    none: list[int] = []
    for before, token in pairwise(doc):
        waited += 1
        if not (before.is_space or before.text in _TRANSPARENT):
            mark = before
        if token.idx + len(token) in closers and token.text in _CLOSERS:
            none.append(token.i)
        elif _may_begin(mark, mark.i == before.i, token, held[token.idx]):
            waited = 0
        elif waited % PATIENCE < PATIENCE - GRACE:
            none.append(token.i)
    return _without_starts(doc, none)


def _without_starts(doc: Doc, none: list[int]) -> Doc:
    """The Doc with no sentence beginning at these tokens; set all at once, for `is_sent_start` looks at the whole Doc each time."""
    starts: Any = doc.to_array("SENT_START").astype("int64")
    starts[none] = -1
    return doc.from_array("SENT_START", starts.astype("uint64"))


def _tokenise(text: str, nlp: Language) -> Doc:
    """A Doc whose text is the given one; runs over LONGEST_RUN are cut, and those of few letters are not looked into at all."""
    if not _RUN.search(text):
        return _joined(nlp.make_doc(text))
    from spacy.tokens import Doc  # not above: commands that only read the record need no spaCy

    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for run in _RUN.finditer(text):
        _append(nlp.make_doc(text[at : run.start()]), words, spaces)
        for start in range(run.start(), run.end(), LONGEST_RUN):
            piece = text[start : min(start + LONGEST_RUN, run.end())]
            if sum(map(str.isalpha, piece)) * 10 > len(piece) * 6:
                _append(nlp.make_doc(piece), words, spaces)
            else:
                words.append(piece)
                spaces.append(False)
        at = run.end()
    _append(nlp.make_doc(text[at:]), words, spaces)
    return _joined(Doc(nlp.vocab, words=words, spaces=spaces))


def _joined(doc: Doc) -> Doc:
    """The Doc with `sit-in` as one token."""
    spans = [doc.char_span(*found.span()) for found in _COMPOUND.finditer(doc.text)]
    if whole := [span for span in spans if span is not None and len(span) > 1]:
        with doc.retokenize() as retokenizer:
            for span in whole:
                retokenizer.merge(span)
    return doc


def _append(doc: Doc, words: list[str], spaces: list[bool]) -> None:
    for token in doc:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))


def _quoted(chunk: Chunk, marked: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    last = bisect_right(marked, chunk.end, key=lambda q: q[0])
    first = bisect_right(marked, chunk.start - 1, key=lambda q: q[0])
    return list(marked[first:last])


def _may_begin(mark: Parsed, bare: bool, token: Parsed, held: int) -> bool:
    """May a sentence begin at this token? Only behind a terminal mark; inside a short quotation only if it looks like a full sentence.

    mark: the nearest token before that is no closing sign; bare: nothing stands between.
    """
    if mark.text[-1] not in _TERMINAL:
        return False
    small = token.text[0].islower()
    if small and (not bare or mark.text[-1] in "!?…"):
        return False
    return not held or (held == 1 and mark.text[-1] in ".!?…" and not small)


class TokenTable:
    """Collects the parses of a document's chunks, in order, into tokens and sentences that count in the document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.tagged: list[tuple[int, int, str]] = []

    def add(self, chunk: Chunk, doc: Doc) -> None:
        """Append one parsed chunk. White space is no token; what hung on it hangs on its head."""
        index: dict[int, int] = {}
        for parsed in doc:
            if not parsed.is_space:
                index[parsed.i] = len(self.tokens) + len(index)
        for sent in doc.sents:
            words = [parsed for parsed in sent if parsed.i in index]
            for at in range(0, len(words), LONGEST_SENTENCE):
                first = len(self.tokens)
                last = min(first + LONGEST_SENTENCE, first + len(words) - at)
                self.tokens.extend(self._token(chunk, parsed, index, range(first, last)) for parsed in words[at : at + LONGEST_SENTENCE])
                span = self.tokens[first].start, self.tokens[-1].end
                self.sentences.append(Sentence(len(self.sentences), first, last, *span, chunk.zone, chunk.paragraph))
        self.tagged.extend((chunk.start + ent.start_char, chunk.start + ent.end_char, ent.label_) for ent in doc.ents)

    def _token(self, chunk: Chunk, parsed: Parsed, index: dict[int, int], sentence: range) -> Token:
        """sentence: indexes of its tokens; one whose head is cut off becomes a root."""
        head = parsed.head
        while head.i not in index and head.head.i != head.i:
            head = head.head
        start = chunk.start + parsed.idx
        end = start + len(parsed)
        lemma = _lemma(parsed)
        own = index[parsed.i]
        above = index.get(head.i, own)
        dep = parsed.dep_ if above in sentence else "ROOT"
        return Token(
            own, start, end, self.text[start:end], lemma, parsed.pos_, parsed.tag_, dep, above if above in sentence else own, len(self.sentences)
        )  # fmt: skip


def _lemma(parsed: Parsed) -> str:
    """The lemmatizer's, lower case; `staged` and `waging`, which it takes for forms of stag and wag, would double their consonant if they were."""
    lemma = str(parsed.lemma_ or parsed.text).lower()
    if parsed.pos_ == "VERB" and parsed.text.lower() in {lemma + "ed", lemma + "ing"} and _SHORT.fullmatch(lemma):
        return lemma + "e"
    return lemma
