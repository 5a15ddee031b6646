"""Yields the pieces of a vocabulary that words fall into, as uncased BERT models want them (WordPiece)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.core.errors import ModelError

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_PARTS = re.compile(r"\w+|[^\w\s]")
_LONGEST = 60
"""Characters of a part; a longer one is no word, and looking it up piece by piece would take its length squared."""
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class WordPieces:
    """A vocabulary: piece to id; pieces that continue a word begin with `##`. What a word falls into is kept, up to a bound."""

    ids: Mapping[str, int]
    _known: dict[str, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, word: str) -> tuple[int, ...]:
        """Ids of a word's pieces, accents and case left out; marks such as `[unused2]` that the vocabulary lists stand for themselves.

        A part that cannot be made of pieces is one unknown; white space alone gives nothing.
        """
        found = self._known.get(word)
        if found is None:
            found = (self.ids[word],) if word.startswith("[") and word in self.ids else tuple(i for part in _parts(word) for i in self._cut(part))
            if len(self._known) < _CACHED:
                self._known[word] = found
        return found

    def _cut(self, part: str) -> list[int]:
        """Longest piece first, from the left."""
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self.ids.get(("##" if start else "") + part[start:end])
                if piece is not None:
                    break
            else:
                return [self.ids[UNKNOWN]]
            found.append(piece)
            start = end
        return found


def _parts(word: str) -> list[str]:
    """Lower case without accents, cut at every punctuation mark."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    return [part[:_LONGEST] for part in _PARTS.findall(bare)]


def read_pieces(path: Path, marks: Sequence[str]) -> WordPieces:
    """The vocabulary of a file, one piece a line, its id being the number of the line; marks: pieces that it must have.

    Raises ModelError where the file cannot be read or lacks one.
    """
    try:
        ids = {piece: number for number, piece in enumerate(path.read_text(encoding="utf-8").split("\n")) if piece}
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the vocabulary {str(path)!r} cannot be read ({error}); reinstall dragoman") from error
    lacking = [mark for mark in (CLS, SEP, UNKNOWN, *marks) if mark not in ids]
    if lacking:
        raise ModelError(f"the vocabulary {str(path)!r} lacks {lacking[0]!r}; reinstall dragoman")
    return WordPieces(ids)
