"""Yields the words of a text as they are compared with those of another, and the keys of short runs of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from dragoman.core.documents import Zone

PROSE = ("title", "heading", "body")
"""Zones whose words are a report's own."""
KEY_RUN = 3
"""Words of a run that a key is made of: short enough that a few substituted words in a hundred leave most runs whole."""

_CONTINUOUS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Han: written without blanks between words."""
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"[^\W_{_CONTINUOUS}]"
_WORD = re.compile(rf"[{_CONTINUOUS}]|{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*")
_UNSPACED = re.compile(rf"[{_CONTINUOUS}]")
_GRAM = 4
"""Characters that stand for a word in such a script."""
_SHORT = 3
_ALPHABETS_END = "\u0590"
"""Latin, Greek and Cyrillic lie below: there, words of three letters or fewer are mostly grammar."""


def word_spans(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """(start, end, form) of each word; form: case and compatibility variants folded. A letter of a script without blanks is a word here."""
    return [(m.start(), m.end(), _fold(m.group())) for m in _WORD.finditer(text, start, end)]


def forms_of(text: str, start: int, end: int) -> list[str]:
    """Forms of the words; in a script without blanks each letter with the three after it, so that runs of forms are as telling as those of words."""
    forms = [_fold(word) for word in _WORD.findall(text, start, end)]
    return _grams(forms) if _UNSPACED.search(text, start, end) else forms


def prose_spans(zones: Iterable[Zone]) -> list[tuple[int, int]]:
    """Where the prose stands: the body, or what there is of title and headings where there is none."""
    prose = [zone for zone in zones if zone.kind in PROSE]
    return [(zone.start, zone.end) for zone in prose if zone.kind == "body"] or [(zone.start, zone.end) for zone in prose]


def runs_of(forms: Sequence[str], length: int) -> list[bytes]:
    """Runs of so many words, in order; the whole as one where it is shorter; none without words."""
    if not forms:
        return []
    return [" ".join(forms[i : i + length]).encode("utf-8", "surrogatepass") for i in range(max(1, len(forms) - length + 1))]


def keys_of(forms: Sequence[str]) -> set[int]:
    """32-bit digests of all runs of three telling words: those longer than three letters, numbers, and any of a script that needs fewer letters."""
    telling = [form for form in forms if len(form) > _SHORT or not form[0].isalpha() or form[0] >= _ALPHABETS_END]
    return {int.from_bytes(blake2b(run, digest_size=4).digest()) for run in runs_of(telling, KEY_RUN)} if len(telling) >= KEY_RUN else set()


def _fold(word: str) -> str:
    return word.lower() if word.isascii() else unicodedata.normalize("NFKC", word).casefold()


def _grams(forms: list[str]) -> list[str]:
    found, loose = [], [_UNSPACED.match(form) is not None for form in forms]
    for i, form in enumerate(forms):
        gram = form
        for k in range(i + 1, min(i + _GRAM, len(forms)) if loose[i] else i):
            if not loose[k]:
                break
            gram += forms[k]
        found.append(gram)
    return found
