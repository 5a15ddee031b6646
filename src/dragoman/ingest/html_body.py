"""Yields the lines of a page's report: from the blocks that the page marks, from its JSON-LD, or, where it says nothing, with trafilatura's opinion."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from dragoman.ingest.html_blocks import Block, Blocks
from dragoman.ingest.html_main import LEAST_WORDS, Main, is_byline_block, main_blocks, plain_words
from dragoman.ingest.markup import Page

MOST_ELEMENTS = 8000
"""Elements of a page over which third parties are not asked for an opinion: that takes minutes over pages made to break it; reports have under 5,000."""
_LONGER = 1.15
"""So much longer than the shown text must that of the JSON-LD be to be taken for it: then the page shows a teaser."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the stored text; kind: of its zone where the markup tells (title, heading, caption, byline), else ""."""

    text: str
    kind: str = ""


def read_body(root: Any, blocks: Blocks, page: Page) -> list[Line]:
    """The report's lines in the page's order, the headline first where the page shows it; none where there is no text."""
    told = " ".join(page.paragraphs)
    main = main_blocks(blocks, page.title, told or None, page.live)
    if not main.marked:
        main = _second_opinion(root, blocks, page, main)
    if told and _is_teaser(main, told):
        head = [block for block in main.blocks[:6] if is_byline_block(block)]
        return _lines(main.headline, head) + [Line(text) for text in page.paragraphs]
    return _lines(main.headline, main.blocks)


def _lines(headline: Block | None, blocks: Sequence[Block]) -> list[Line]:
    lines = [Line(headline.text, "title")] if headline else []
    return lines + [Line(block.text, _kind(block)) for block in blocks]


def _kind(block: Block) -> str:
    if block.kind.startswith("h"):
        return "body" if block.reads_on else "heading"
    if block.kind == "caption":
        return "caption"
    if block.kind == "credit":
        return "boilerplate"
    return "byline" if block.byline and is_byline_block(block) else ""


def _is_teaser(main: Main, told: str) -> bool:
    """Is the text of the JSON-LD longer than the one that is shown, which is a part of it?"""
    flat = plain_words(told)
    shown = [block for block in main.blocks if not is_byline_block(block)]
    words = sum(block.words for block in shown)
    inside = sum(block.words for block in shown if plain_words(block.text)[:200] in flat)
    return len(flat.split()) >= max(20, _LONGER * words) and (not main.marked or words < LEAST_WORDS or inside >= 0.5 * words)


def _second_opinion(root: Any, blocks: Blocks, page: Page, main: Main) -> Main:
    """What trafilatura takes for the text, where that is far more, or other, than what the blocks' own places say."""
    if not has_few_elements(root):
        return main
    opinion = _extract(root)
    words = plain_words(opinion)
    if not words:
        return main
    agreed = sum(block.words for block in main.blocks if plain_words(block.text) in words)
    if main.words >= LEAST_WORDS and (agreed >= 0.5 * main.words or len(words.split()) < 2 * main.words):
        return main
    other = main_blocks(blocks, page.title, opinion, page.live)
    return other if other.words > main.words else main


def has_few_elements(root: Any) -> bool:
    """Has a page so few elements that third parties' extractors end in time?"""
    return sum(1 for _ in zip(root.iter(), range(MOST_ELEMENTS + 1), strict=False)) <= MOST_ELEMENTS


def _extract(root: Any) -> str:
    """trafilatura's text, empty where it finds nothing or fails: it is made for honest pages."""
    import trafilatura  # half a second, which a run over plain text need not pay

    try:
        found = trafilatura.bare_extraction(deepcopy(root), include_comments=False, include_tables=True, with_metadata=False, deduplicate=False)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return ""
    return str(getattr(found, "text", None) or "")
