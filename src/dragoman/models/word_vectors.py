"""Yields the vectors of words that come with the English language model."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from dragoman.models.spacy_model import load_english

if TYPE_CHECKING:
    import numpy


class WordVectors:
    """Vectors of length one, by word in lower case; a name may have one by its capital alone."""

    def __init__(self) -> None:
        """Loads the language model, where it is not there yet."""
        vocabulary = load_english().nlp.vocab
        self._vectors, self._strings = vocabulary.vectors, vocabulary.strings
        self.size = int(self._vectors.shape[1])

    def of(self, word: str) -> numpy.ndarray | None:
        """[size], None where the word has none."""
        for form in (word, word.capitalize(), word.upper()):
            row = self._vectors.key2row.get(self._strings[form]) if form else None
            if row is not None:
                vector: numpy.ndarray = self._vectors.data[row]
                length = float((vector * vector).sum()) ** 0.5
                return vector / length if length else None
        return None


@cache
def load_vectors() -> WordVectors:
    """Loaded once per process. Raises ModelError as `load_english`."""
    return WordVectors()
