"""Yields a page's markup without what parsers choke on: scripts, comments, endless tags, floods of attributes, bottomless nesting."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

_APART = re.compile(r"<!--|<!doctype\b|<[?!]|<(script|style|iframe|noembed|noframes|textarea|template|svg|xmp|listing)(?=[\s/>])", re.IGNORECASE)
"""What is taken out whole: what lies between such tags is no markup, or no text."""
_DATA = re.compile(r"ld\+json", re.IGNORECASE)
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/<>"'=]{0,40})((?:[^<>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>""")
_OPENING = re.compile("<[A-Za-z]")
_NAIVE_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/<>"'=]{0,40})([^<>]*+)>""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++))?+""")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_LONG_TAG = 1500
"""Code points of a tag over which only telling attributes of it are kept; pages inline pictures and whole records in attributes."""
_TELLING_NAMES = """class id role itemprop itemtype href src datetime content property name rel type lang hidden aria-label aria-hidden data-testid
    data-component"""
_TELLING = frozenset(_TELLING_NAMES.split())
_WASTE = 2_000_000
"""What may be spent on tags whose quotation marks never close, before tags end at the next `>` whatever they hold."""
MAX_TAGS = 300_000
"""Tags of a page; a long report has a few thousand, and a tree of more takes seconds and hundreds of megabytes."""
_MAX_DEPTH = 120
"""Elements that lie in each other; more than any page needs, and less than the 256 at which parsers give up."""
_EMPTY_NAMES = """area base br col embed hr img input link meta param source track wbr basefont frame keygen"""
_EMPTY = frozenset(_EMPTY_NAMES.split())
_ENDS_ITSELF_NAMES = """p li td th tr dt dd option optgroup thead tbody tfoot colgroup caption html head body"""
_ENDS_ITSELF = frozenset(_ENDS_ITSELF_NAMES.split())
"""A parser closes these by itself where the next begins, so that they do not nest however many are open."""
_INLINE_NAMES = """a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup tt u var"""
_INLINE = frozenset(_INLINE_NAMES.split())
_IGNORED = frozenset({"plaintext", "isindex"})


class TooManyTagsError(ValueError):
    """More tags than MAX_TAGS."""


@dataclass(slots=True)
class _Nesting:
    """Which elements are open, as a parser would see it; openings too deep are dropped with their ends."""

    stack: list[str] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def opens(self, name: str, rest: str) -> bool:
        """Is the opening tag to be kept?"""
        if name in _EMPTY or name in _ENDS_ITSELF or rest.endswith("/"):
            return True
        if len(self.stack) >= _MAX_DEPTH:
            self.dropped[name] += 1
            return False
        self.stack.append(name)
        self.open[name] += 1
        return True

    def closes(self, name: str) -> bool:
        """Is the closing tag to be kept? Not where it closes nothing, or would reach through a block for an inline element."""
        if self.dropped[name]:
            self.dropped[name] -= 1
            return False
        if name in _ENDS_ITSELF:
            return True
        if not self.open[name] or name in _EMPTY:
            return False
        if name in _INLINE and next(above for above in reversed(self.stack) if above == name or above not in _INLINE) != name:
            return False
        while True:
            above = self.stack.pop()
            self.open[above] -= 1
            if above == name:
                return True


def tame(source: str) -> str:
    """The markup without comments, declarations, scripts (JSON-LD stays), styles, frames, templates and drawings.

    What opens a tag and is none becomes text; a tag in which the page ends goes. A tag of over 1,500 code points keeps its telling
    attributes alone; elements that lie deeper than 120 lose their tags, not their text. Runs in time linear in the source;
    TooManyTagsError for more tags than MAX_TAGS.
    """
    return "".join(_settle("".join(_without_apart(_UNSEEN.sub("", source)))))


def _without_apart(source: str) -> Iterator[str]:
    at = 0
    lowered = source.lower() if source.isascii() else _ascii_lower(source)
    missing: set[str] = set()
    while match := _APART.search(source, at):
        yield source[at : match.start()]
        name = (match.group(1) or "").lower()
        closing = f"</{name}" if name else "-->" if match.group() == "<!--" else ">"
        begins = match.end()
        if match.group().lower() == "<!doctype":
            begins = _after_subset(source, begins)
        end = -1 if closing in missing else lowered.find(closing, begins)
        if end < 0:
            missing.add(closing)
            if name in ("script", "style") or closing == "-->":  # as in a browser, what is left belongs to what was never closed
                return
            at = match.end() if name else match.start() + 1
            yield "" if name else "&lt;"
            if name:  # the attributes of the tag itself are no text
                at = lowered.find(">", at) + 1 or len(source)
            continue
        after = end + len(closing) if not name else lowered.find(">", end) + 1 or len(source)
        if name == "script" and _DATA.search(source, match.end(), min(end, match.end() + 300)):
            yield source[match.start() : after]
        elif match.group().startswith("<!") and lowered.startswith("<![cdata[", match.start()):
            yield source[match.start() + 9 : end].removesuffix("]]")
        else:
            yield " " if name else ""
        at = after
    yield source[at:]


def _after_subset(source: str, at: int) -> int:
    """Where a document type ends its own declarations (`<!DOCTYPE html [ <!ENTITY …> ]>`), which are never read; `at` where it has none."""
    subset, end = source.find("[", at, at + 400), source.find(">", at)
    if subset < 0 or subset > end:
        return at
    return max(at, source.find("]>", subset))


def _ascii_lower(source: str) -> str:
    """Lower case of ASCII letters alone, which keeps every offset (`İ` grows when lowered)."""
    return source.translate({upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)})


def _settle(source: str) -> Iterator[str]:
    """The source with every `<` either a tag that ends, at a bearable depth and length, or text."""
    nesting = _Nesting()
    at = tags = waste = ends = 0
    while (start := source.find("<", at)) >= 0:
        yield source[at:start]
        if ends <= start:
            ends = source.find(">", start) + 1 or len(source) + 1
        if ends > len(source) and _OPENING.match(source, start):
            return  # as in a browser, a tag that the page ends in is no text
        match = _TAG.match(source, start) if waste < _WASTE and ends <= len(source) else None
        if match is None:
            waste += 2000
            match = _NAIVE_TAG.match(source, start, ends)
        if match is None:
            at = start + 1
            yield "&lt;"
            continue
        closing, name, rest, at = match.group(1), match.group(2).lower(), match.group(3), match.end()
        tags += 1
        if tags > MAX_TAGS:
            raise TooManyTagsError(f"over {MAX_TAGS:,} tags")
        if name in _IGNORED:
            continue
        if closing:
            yield f"</{name}>" if nesting.closes(name) else ""
        elif nesting.opens(name, rest):
            yield f"<{name}{rest if len(rest) <= _LONG_TAG else _telling(rest)}>"
    yield source[at:]


def _telling(rest: str) -> str:
    """The telling ones of the attributes, each once."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(rest):
        name, value = match.group(1).lower(), match.group(2) or '""'
        if name in _TELLING and len(value) <= _LONG_TAG:
            found.setdefault(name, value)
    return "".join(f" {name}={value}" for name, value in found.items()) + (" /" if rest.endswith("/") else "")
