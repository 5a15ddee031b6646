"""Yields the text of bytes that name no encoding: UTF-8, or an older one in which they read as a language that was written in it."""

from __future__ import annotations

import re

from dragoman.core.errors import InputError
from dragoman.ingest.base import decode
from dragoman.ingest.language import classify, is_english

_WRITTEN_IN = {
    "cp1252": "en de fr es pt it nl sv da no fi ca gl eu is ga af id ms sq",
    "cp1251": "ru uk bg sr be mk kk ky mn tg",
    "koi8_r": "ru bg",
    "koi8_u": "uk",
    "cp1250": "pl cs sk hu hr sl ro bs",
    "iso8859_2": "pl cs sk hu hr sl ro bs",
    "cp1254": "tr az",
    "cp1257": "lt lv et",
    "cp1253": "el",
    "cp1255": "he",
    "cp1256": "ar fa ur",
}
"""Encodings from before UTF-8 that files still come in, with the languages that were written in each."""
_EASTERN = {"cp932": "ja", "euc_jp": "ja", "euc_kr": "ko", "gb18030": "zh", "big5": "zh", "cp874": "th"}
"""Those in which almost any bytes are letters: asked last, and believed only with enough of the commonest letters of the language."""
_COMMON = {
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "子说产种面而方后多定行学法所民得经十部月日报周外天内员關國會說時來個們報發",
    "ja": "のにはをたがでとしるすいなかられてっもあこ日人年国",
    "ko": "이다는에의을를하고가로은지한서기사도어대해자일",
    "th": "านรอกเงมยลวดทสตะปบคห",
}
_COMMONEST = {"zh": 0.06, "ja": 0.25, "ko": 0.15, "th": 0.6}
"""Least share of those letters. Set by hand on 2026-11-22; news has about twice as many."""
_SURE = 0.8
_SHORTEST = 60
"""Bytes under which nothing is guessed."""
_ODD = re.compile(
    r"[^\W\d_][\u00a1-\u00a9\u00ac-\u00b4\u00b6\u00b8\u00b9\u00bc-\u00bf]|[\u0080-\u009f\u2200-\u25ff]|[a-zа-яё][A-ZА-ЯЁ][a-zа-яёA-ZА-ЯЁ]"
    r"|[A-Za-zÀ-ÿ][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-zÀ-ÿ]"
)
"""What no word has inside: signs, frames, a capital behind a small letter, letters of two scripts."""
_ODDITIES = 0.01
"""Share of such letters that names like `YouTube` may bring."""


def read_text(raw: bytes, path: str) -> str:
    """As `decode`; bytes that are no UTF-8 are read as the older encoding in which they are surely text. InputError: encoding, unreadable."""
    try:
        return decode(raw, path)
    except InputError as error:
        found = _older(raw) if error.code == "encoding" else None
        if found is None:
            raise
        return found


def _older(raw: bytes) -> str | None:
    """The text in the likeliest of the older encodings; None where it is sure in none."""
    if len(raw) < _SHORTEST or b"\0" in raw:
        return None
    best: tuple[float, str] | None = None
    for encoding, langs in _WRITTEN_IN.items():
        text = _decoded(raw, encoding)
        sample = _sample(text or "")
        odd = len(_ODD.findall(sample)) / max(1, len(sample))
        if text is None or odd > _ODDITIES:
            continue
        if encoding == "cp1252" and is_english(text[:5000]):
            return text
        lang, probability = classify(sample)
        if lang in langs.split() and probability >= _SURE and (best is None or probability - odd > best[0]):
            best = (probability - odd, text)
    eastern = ((lang, text) for encoding, lang in _EASTERN.items() if (text := _decoded(raw, encoding)))
    return best[1] if best else next((text for lang, text in eastern if _is_common(_sample(text), lang)), None)


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeError:
        return None


def _sample(text: str) -> str:
    """Lines in which the encoding shows."""
    return " ".join(line for line in text[:200_000].splitlines() if not line.isascii())[:5000]


def _is_common(sample: str, lang: str) -> bool:
    letters = [letter for letter in sample if letter.isalpha() and not letter.isascii()]
    return bool(letters) and sum(letter in _COMMON[lang] for letter in letters) >= _COMMONEST[lang] * len(letters) and classify(sample)[0] == lang
