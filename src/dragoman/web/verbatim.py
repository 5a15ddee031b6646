"""Yields text as markup from which a browser makes the very same code points: nothing is dropped, joined or read as markup."""

from __future__ import annotations

from markupsafe import Markup, escape

_AS_NUMBERS = {code: f"&#{code};" for code in (0x0C, 0x0D)} | {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""A bare carriage return would become, or vanish in, a line feed; NUL would vanish, and half a surrogate pair cannot be sent: one sign stands for either."""


def verbatim(text: str) -> Markup:
    """A text, escaped. NUL and lone surrogates are shown as U+FFFD, so that what follows keeps its place."""
    return Markup(str(escape(text)).translate(_AS_NUMBERS))
