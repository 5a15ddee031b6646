"""Yields the text of a page whose bytes are neither UTF-8 nor what it declares; None rather than a guess that may be wrong."""

from __future__ import annotations

import re

_TAGS = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)|<[^<>]{0,2000}>", re.DOTALL | re.IGNORECASE)
_SAMPLE = 30_000
"""Bytes of the text by which a charset is told."""
"""Charsets that are tried; where two fit equally well, the one that comes first is taken, for it is commoner."""
_LEAST_LETTERS = 200
_FEW = 0.03
"""Share of bytes beyond ASCII among those of a text up to which it is taken for English with a few quotation marks and accents of windows-1252."""
_CYRILLIC = ("cp1251", "koi8_r", "iso8859_5", "cp866")
_OTHERS = ("cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr")
_TYPICAL = re.compile(rb"[\x80\x82\x84-\x87\x8b\x91-\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xae\xb0\xb7\xbb]|(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[a-z])")
"""Bytes as they stand in Western pages: quotation marks, dashes, signs, and single letters beside others."""


def guess_text(raw: bytes) -> str | None:
    """The text: UTF-16 without its mark, UTF-8 with a few broken bytes, windows-1252 where it is English, else the charset that the letters tell."""
    wide = _wide(raw)
    if wide:
        return wide
    if b"\0" in raw:
        return None
    patched = raw.decode("utf-8", "replace")
    broken = patched.count("\ufffd")
    whole = sum(1 for c in patched[:200_000] if c > "\x7f" and c != "\ufffd")
    if broken * 20 <= whole:
        return patched
    sample = b" ".join(_TAGS.sub(b" ", raw[: 20 * _SAMPLE]).split())[:_SAMPLE]
    high = len(re.findall(rb"[\x80-\xff]", sample))
    letters = len(re.findall(rb"[A-Za-z\x80-\xff]", sample))
    if letters < _LEAST_LETTERS or not high:
        return None
    if high <= _FEW * letters and len(_TYPICAL.findall(sample)) >= 0.9 * high:
        return raw.decode("cp1252", "replace")
    return _by_letters(raw, sample)


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the ASCII markup with which a page begins is NUL."""
    head = raw[:100]
    if len(head) < 20 or len(raw) % 2:
        return None
    for at, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[at::2].count(0) >= 0.9 * len(head[at::2]) and head[1 - at :: 2].count(0) == 0:
            try:
                return raw.decode(name)
            except UnicodeDecodeError:
                return None
    return None


def _by_letters(raw: bytes, sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=[*_CYRILLIC, *_OTHERS], threshold=0.15, enable_fallback=False)
    best = found.best()
    if best is None or best.percent_coherence < 30:
        return None
    equal = {match.encoding for match in found if (match.chaos, match.coherence) == (best.chaos, best.coherence)}
    try:
        return raw.decode(next(name for name in (*_CYRILLIC, *_OTHERS) if name in equal))
    except UnicodeDecodeError:
        return None
