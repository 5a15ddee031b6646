"""Yields a page's markup without what costs parsers time that grows with the square of its size, and without scripts and styles."""

from __future__ import annotations

import re

_SKIPPED = re.compile(r"<!--|<(script|style)\b[^<>]*>", re.IGNORECASE)
_ODD_OPENING = re.compile(r"<(?![A-Za-z/]|!doctype)", re.IGNORECASE)
_LONG_TAG = 4000
_OPENINGS = 50


def tame(source: str) -> str:
    """The markup with comments, scripts (JSON-LD stays) and styles taken out; what opens and never closes becomes text or goes.

    Tags of over 4,000 code points (inlined data, attribute floods) are dropped, their content stays. Runs in time linear in the source.
    """
    return _settle(_ODD_OPENING.sub("&lt;", _without_skipped(source)))


def _without_skipped(source: str) -> str:
    kept: list[str] = []
    at = 0
    lowered = source.lower() if source.isascii() else _ascii_lower(source)
    while match := _SKIPPED.search(source, at):
        kept.append(source[at : match.start()])
        name = match.group(1)
        end = lowered.find(f"</{name.lower()}" if name else "-->", match.end())
        if end < 0:  # as in a browser, what is left belongs to what was never closed
            return "".join(kept)
        after = lowered.find(">", end) + 1 or len(source)
        if name and "ld+json" in match.group():
            kept.append(source[match.start() : after])
        at = after
    kept.append(source[at:])
    return "".join(kept)


def _ascii_lower(source: str) -> str:
    """Lower case of ASCII letters alone, which keeps every offset (`İ` grows when lowered)."""
    return source.translate({upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)})


def _settle(source: str) -> str:
    """Between two `>`, only the last of a flood of `<` may open a tag; after the last `>` none may."""
    kept: list[str] = []
    *closed, rest = source.split(">")
    for chunk in closed:
        if chunk.count("<") > _OPENINGS:
            before, _, tag = chunk.rpartition("<")
            chunk = before.replace("<", "&lt;") + "<" + tag
        start = chunk.find("<")
        kept.append(chunk[:start] if start >= 0 and len(chunk) - start > _LONG_TAG else chunk + ">")
    return "".join(kept) + rest.replace("<", "&lt;")
