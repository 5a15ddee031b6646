"""Yields the language of a text and the passages of it that are in another one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.core.documents import Passage, Zone
from dragoman.core.errors import CodebookError
from dragoman.ingest.base import MAX_CODED
from dragoman.ingest.words import load_words

_FILE = "ingest/languages.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PROSE = frozenset({"body", "heading", "caption", "title"})
_READ = 5_000
"""Code points of prose by which a text's language is judged."""
_STOP_SHARE, _STOP_WORDS = 0.15, 8
"""Least share of commonest words in English, of so many words at least; running English has 0.3 to 0.45, French and German under 0.1 (2026-11-22)."""
_TELLING = 0.03
"""A text with a higher share of words that English alone has is in no other language: lists of names have few of them, other languages next to none."""
_SURE, _SURE_PASSAGE = 0.8, 0.95
"""Least probability for a text and for a passage. On 1,739 English texts of gold sets no text and no true English paragraph passed both (2026-11-22)."""
_OVERRULES = 200
"""Code points of prose from which a sure reading goes before what the format says."""
_SHORTEST, _PASSAGE = 40, 60
"""Bytes of prose under which a text's language is open, and code points under which a paragraph's is."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Languages:
    languages: tuple[str, ...]
    alike: tuple[frozenset[str], ...]
    codes: dict[str, str]

    def are_alike(self, one: str, other: str) -> bool:
        return one == other or any(one in group and other in group for group in self.alike)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    words: int
    share: float
    telling: float
    is_line: bool

    @property
    def is_english(self) -> bool:
        return self.words >= _STOP_WORDS and self.share >= _STOP_SHARE

    @property
    def may_be_foreign(self) -> bool:
        return self.end - self.start >= _PASSAGE and self.telling < _TELLING and not self.is_line


def read_languages(text: str, zones: Sequence[Zone], hint: str | None = None) -> tuple[str | None, tuple[Passage, ...]]:
    """The language of the coded prose (ISO 639-1, None where that is open), and the paragraphs in another, neighbours joined, in order.

    hint: what the format says; it holds for short texts, and where the words themselves leave it open. English is told by its commonest words, and
    only what lacks them is put to the classifier, which takes a second to load.
    """
    paragraphs = list(_paragraphs(text, zones))
    lang = _language(text, paragraphs, language_code(hint))
    return lang, tuple(_passages(text, paragraphs, lang)) if lang else ()


def language_code(name: str | None) -> str | None:
    """The code for what a page or mail says (`en-GB`, `rus`, `English`); None where that is no language."""
    word = (name or "").strip().lower()
    table = _languages()
    base = re.split(r"[-_;,]", word)[0].strip()
    found = table.codes.get(word) or table.codes.get(base) or base
    return found if re.fullmatch(r"[a-z]{2}", found) else None


def _paragraphs(text: str, zones: Sequence[Zone]) -> Iterator[_Paragraph]:
    stop, telling = load_words().stop_words, load_words().telling_words
    for zone in zones:
        if zone.kind in _PROSE and zone.start < MAX_CODED:
            words = _WORD.findall(text[zone.start : min(zone.end, zone.start + _READ)].lower())
            count = max(1, len(words))
            shares = (sum(word in stop for word in words) / count, sum(word in telling for word in words) / count)
            is_line = zone.kind in ("title", "heading") and sum(word.isascii() for word in words) > count / 2  # headlines do without `the` and `and`
            yield _Paragraph(zone.start, zone.end, len(words), *shares, is_line)


def _language(text: str, paragraphs: Sequence[_Paragraph], hint: str | None) -> str | None:
    read: list[_Paragraph] = []
    length = 0
    for paragraph in paragraphs:
        if length >= _READ:
            break
        read.append(paragraph)
        length += paragraph.end - paragraph.start
    words = sum(p.words for p in read)
    share = sum(p.share * p.words for p in read) / max(1, words)
    english = sum(p.end - p.start for p in read if p.is_english)
    is_english = english >= length / 2 or (share >= _STOP_SHARE and not any(p.may_be_foreign for p in read))
    if is_english and words >= _STOP_WORDS and (hint in (None, "en") or length >= _OVERRULES):
        return "en"
    rest = [p for p in read if not p.is_english]
    prose = "\n".join(text[p.start : p.end] for p in rest)[:_READ]
    if not prose or (hint and length < _OVERRULES):
        return hint
    if len(prose.encode("utf-8", "surrogatepass")) < _SHORTEST:
        return hint
    found, probability = classify(prose)
    if probability < _SURE or (hint and _languages().are_alike(found, hint)):
        return hint
    telling = sum(p.telling * p.words for p in rest) / max(1, sum(p.words for p in rest))
    return found if found == "en" or telling < _TELLING else hint


def _passages(text: str, paragraphs: Sequence[_Paragraph], lang: str) -> Iterator[Passage]:
    """Paragraphs that are surely in another language; a short one between two of the same goes with them."""
    found = [_other(text, paragraph, lang) for paragraph in paragraphs]
    held: Passage | None = None
    between = True  # is what stands since the passage held short enough to go with it?
    for paragraph, other in zip(paragraphs, found, strict=True):
        if other is None:
            between = between and paragraph.end - paragraph.start < _PASSAGE and not paragraph.is_english
            continue
        if held and held.lang == other and between:
            held = Passage(held.start, paragraph.end, other)
        else:
            if held:
                yield held
            held = Passage(paragraph.start, paragraph.end, other)
        between = True
    if held:
        yield held


def _other(text: str, paragraph: _Paragraph, lang: str) -> str | None:
    """The language of a paragraph where it is surely not that of the text."""
    if paragraph.is_english or paragraph.end - paragraph.start < _PASSAGE:
        return "en" if paragraph.is_english and lang != "en" and paragraph.end - paragraph.start >= _PASSAGE else None
    if lang == "en" and not paragraph.may_be_foreign:
        return None
    found, probability = classify(text[paragraph.start : min(paragraph.end, paragraph.start + _READ)])
    return found if probability >= _SURE_PASSAGE and not _languages().are_alike(found, lang) else None


@lru_cache(maxsize=1)
def _languages() -> _Languages:
    table: dict[str, Any] = yaml.load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"), Loader=_Loader)
    try:
        codes = {str(name): str(code) for name, code in table["codes"].items()}
        return _Languages(tuple(map(str, table["languages"])), tuple(frozenset(map(str, group)) for group in table["alike"]), codes)
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"codebook/{_FILE}: {error}") from error


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # a second, which a run over English need not pay

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_languages().languages)
    return identifier


def is_english(text: str) -> bool:
    """Do enough of the words belong to the commonest of English?"""
    words, stop = _WORD.findall(text.lower()), load_words().stop_words
    return len(words) >= _STOP_WORDS and sum(word in stop for word in words) >= _STOP_SHARE * len(words)


def classify(text: str) -> tuple[str, float]:
    """(likeliest language, probability 0 to 1 that it is that or one much like it) by a naive Bayes classifier over bytes (py3langid); loads in a second."""
    ranks = _identifier().rank(text)
    found, table = str(ranks[0][0]), _languages()
    return found, float(sum(probability for lang, probability in ranks if table.are_alike(lang, found)))
