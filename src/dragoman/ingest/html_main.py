"""Yields the main text of a page: those of its blocks that are the report, from the headline to the last paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ingest.byline import is_byline
from dragoman.ingest.html_blocks import Block, Blocks
from dragoman.ingest.html_words import load_markup_words
from dragoman.ingest.lines import split_lines
from dragoman.ingest.words import starts_with

LEAST_WORDS = 40
"""Words of prose that make a text; what holds fewer is believed only where nothing holds more."""
_CORE_SHARE = 0.8
"""Share of the core's words that the element holds which is taken for the report's."""
_COMMON_MAKE = 0.5
"""Share of the words of the commonest make of paragraph, in a text that the page marks, from which another make is as sure."""
_FIRST = 1.6
"""How much more a paragraph counts that stands in the first run after the headline. Set by hand on 2026-11-22."""
_LINKED_LINE = 0.75
"""Share of links from which a line is a link to another report, not a sentence with links in it."""


@dataclass(frozen=True, slots=True)
class Main:
    """blocks: those of the text in order, without the headline. headline: its block where the page shows it. marked: the page itself names its text."""

    blocks: tuple[Block, ...]
    headline: Block | None
    marked: bool

    @property
    def words(self) -> int:
        """Words of prose."""
        return sum(block.words for block in self.blocks if block.is_prose)


def main_blocks(page: Blocks, title: str | None, told: str | None = None, live: bool = False) -> Main:
    """The report among a page's blocks. title: its headline where metadata tell it; told: its whole text where they tell that too.

    live: a live blog, whose posts are articles in an article. What follows from the headline of a second report on is left out.
    """
    kept = _without_apart(page.blocks, title)
    at = _headline(kept, title)
    blocks = kept if live else kept[: _second_report(kept, at)]
    core, marked = _core(blocks, at, told)
    if not core:
        return Main((), kept[at] if at is not None else None, False)
    chosen = _extend(blocks, core, at, page.controls)
    return Main(tuple(chosen), kept[at] if at is not None else None, marked)


def _without_apart(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """Blocks that stand in no element which is none of the text by its name.

    Such a name is not believed of an element that holds the headline or the text that the page marks, nor, but for comments
    and consent, of one that holds most of the page's prose.
    """
    words: dict[int, int] = defaultdict(int)
    keeps: set[int] = set()
    crowd = {number for block in blocks for number in block.place.crowd}
    wanted = plain_words(title)
    prose = 0
    for block in blocks:
        if not block.place.apart:
            prose += block.words if block.is_prose else 0
            continue
        if block.is_prose and not block.place.crowd:
            prose += block.words
            for number in block.place.apart:
                words[number] += block.words
        if (block.kind == "h1" and (not wanted or plain_words(block.text) == wanted)) or (block.place.body and block.is_prose and not block.place.crowd):
            inner = block.place.body
            keeps.update(number for number in block.place.apart if not inner or number <= inner or block.kind == "h1")
    believed = {number for block in blocks for number in block.place.apart if number not in keeps and (number in crowd or words[number] * 2 <= prose)}
    return [block for block in blocks if not believed.intersection(block.place.apart)]


def plain_words(text: str | None) -> str:
    """The words of a line in lower case, parted by blanks, without marks."""
    return " ".join(re.findall(r"\w+", (text or "").lower()))


def _headline(blocks: Sequence[Block], title: str | None) -> int | None:
    """The block with the words of the title, a heading if there is one; else the first `h1`."""
    wanted = plain_words(title)
    same = [i for i, block in enumerate(blocks) if wanted and block.words < 60 and plain_words(block.text) == wanted]
    first = [i for i, block in enumerate(blocks) if block.kind == "h1"]
    return next((i for i in same if blocks[i].kind.startswith("h")), None if not same else same[0]) if same else next(iter(first), None)


def _second_report(blocks: Sequence[Block], at: int | None) -> int:
    """Where a second report begins below the first, as on pages that never end; the number of blocks where none does."""
    if at is None:
        return len(blocks)
    own = blocks[at].place
    words = 0
    for i in range(at + 1, len(blocks)):
        block = blocks[i]
        if words >= LEAST_WORDS and block.kind in ("h1", "h2") and block.words >= 3 and block.link_share < 1:
            apart = block.place.article and block.place.article not in (own.article, 0) and block.place.article not in own.chain
            beside = any(other.is_prose and other.place.chain[:-1] == block.place.chain[:-1] for other in blocks[at + 1 : i][-8:])
            if (apart and not _holds_all(blocks, at, i)) or (block.kind == "h1" and not beside):
                return i
        words += block.words if block.is_prose else 0
    return len(blocks)


def _holds_all(blocks: Sequence[Block], at: int, i: int) -> bool:
    """Do headline and block stand in one article, of which the block's is a part?"""
    return bool(blocks[at].place.article) and blocks[at].place.article in blocks[i].place.chain


def _core(blocks: Sequence[Block], at: int | None, told: str | None) -> tuple[list[int], bool]:
    """Numbers of the blocks that are the text for sure; and whether the page itself says so."""
    prose = [i for i, block in enumerate(blocks) if _is_text(block)]
    if told:
        flat = plain_words(told)
        found = [i for i in prose if plain_words(blocks[i].text) in flat]
        if sum(blocks[i].words for i in found) >= 0.6 * len(flat.split()):
            return found, True
    total = sum(blocks[i].words for i in prose)
    marked = [i for i in prose if blocks[i].place.body and (at is None or i > at)]
    words = sum(blocks[i].words for i in marked)
    if words >= LEAST_WORDS and words >= 0.25 * total:
        return _of_one_make(blocks, _largest_run(blocks, marked)), True
    groups: dict[int, list[int]] = defaultdict(list)
    for i in prose:
        if not blocks[i].byline or blocks[i].words > 25:
            groups[blocks[i].place.signature].append(i)
    after = next((i for i in prose if (at is None or i > at) and blocks[i].words >= 15), None)
    scores = {signature: _score(blocks, numbers, at, after) for signature, numbers in groups.items()}
    if not scores:
        return [], False
    best = max(scores, key=lambda signature: (scores[signature], -groups[signature][0]))
    return _together(blocks, [i for i in groups[best] if at is None or i > at] or groups[best]), False


def _is_text(block: Block) -> bool:
    """Is it a paragraph, or a caption as long as one, and no link or invitation?"""
    told = block.is_prose or (block.kind == "caption" and block.words >= 10 and block.link_share < 0.5)
    return told and not _is_link_line(block) and not _is_pitch(block)


def _largest_run(blocks: Sequence[Block], numbers: Sequence[int]) -> list[int]:
    """Of several elements that are named so, those of the signature that holds most words: a report may lie in parts."""
    held: dict[tuple[int, ...], int] = defaultdict(int)
    key = {
        i: blocks[i].place.chain[: blocks[i].place.chain.index(blocks[i].place.body)] if blocks[i].place.body in blocks[i].place.chain else () for i in numbers
    }
    for i in numbers:
        held[key[i]] += blocks[i].words
    most = max(held.values())
    return [i for i in numbers if held[key[i]] >= 0.15 * most]


def _of_one_make(blocks: Sequence[Block], numbers: Sequence[int]) -> list[int]:
    """Those that stand in places like that of most words; what else lies among them is judged one by one."""
    words: dict[int, int] = defaultdict(int)
    for i in numbers:
        words[blocks[i].place.signature] += blocks[i].words
    return [i for i in numbers if words[blocks[i].place.signature] >= _COMMON_MAKE * max(words.values())]


def _score(blocks: Sequence[Block], numbers: Sequence[int], at: int | None, after: int | None) -> float:
    words = sum(blocks[i].words - blocks[i].linked for i in numbers if at is None or i > at)
    return words * (_FIRST if after in numbers else 1) + 0.1 * sum(blocks[i].words for i in numbers if at is not None and i < at)


def _together(blocks: Sequence[Block], numbers: list[int]) -> list[int]:
    """Those of the numbers that lie in the smallest element with most of their words."""
    below = _common(blocks, numbers)
    return [i for i in numbers if below in blocks[i].place.chain] if below else numbers


def _common(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    """The innermost element that holds most words of the blocks; 0 for the whole page."""
    held: dict[int, int] = defaultdict(int)
    chosen = list(numbers)
    for i in chosen:
        for number in blocks[i].place.chain:
            held[number] += blocks[i].words
    total = sum(blocks[i].words for i in chosen)
    return max((number for number, words in held.items() if words >= _CORE_SHARE * total), default=0)


def _extend(blocks: Sequence[Block], core: list[int], at: int | None, controls: set[int]) -> list[Block]:
    """The core, what stands between its blocks and belongs to it, and what leads up to it from the headline."""
    holder = _common(blocks, core)
    inner = set(core)
    text = " ".join(plain_words(blocks[i].text) for i in core)
    linked = _linked_parts(blocks, core, holder)
    said: set[str] = set()
    chosen: list[Block] = []
    first = core[0]
    skipping = False
    for i in range(at + 1 if at is not None else first, len(blocks)):
        block = blocks[i]
        words = plain_words(block.text)
        if i > core[-1] and (holder not in block.place.chain and holder):
            break
        if block.kind.startswith("h"):
            skipping = words in _apart_headings()
        if _is_link_line(block) or _is_pitch(block) or words in said or (i not in inner and skipping):
            continue
        if i < first:
            keep = _leads(block, words, text)
        elif i in inner:
            keep = True
        else:
            keep = _belongs(block, words, text) and not linked.intersection(block.place.chain) and not controls.intersection(_below(block, holder))
            keep = keep and (
                i < core[-1] or bool(block.place.body) or (block.words >= 8 and (block.is_prose or block.kind == "caption")) or block.kind == "credit"
            )
        if keep:
            chosen.append(block)
            said.add(words)
            skipping = skipping and i not in inner
    while chosen and chosen[-1].kind.startswith("h"):
        chosen.pop()
    return chosen


def _below(block: Block, holder: int) -> tuple[int, ...]:
    chain = block.place.chain
    return chain[chain.index(holder) + 1 :] if holder in chain else chain[-2:]


def _linked_parts(blocks: Sequence[Block], core: Sequence[int], holder: int) -> set[int]:
    """Elements in the holder, beside the core, of whose words over a third are links, or right in which a line is a link: lists of links, teasers."""
    of_core = {number for i in core for number in blocks[i].place.chain}
    words: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for block in blocks:
        for number in block.place.chain:
            if number not in of_core:
                words[number][0] += block.words
                words[number][1] += block.linked
    headed = {block.place.chain[-2] for block in blocks if _is_link_line(block) and block.words >= 3 and len(block.place.chain) > 1} - of_core
    return headed | {number for number, (of, links) in words.items() if of >= 4 and links * 3 > of}


def _belongs(block: Block, words: str, text: str) -> bool:
    """Is a block in the midst of the text a part of it: a heading, a caption, a quotation, a list, a paragraph of another make?"""
    if block.kind == "credit":
        return True
    if block.byline or block.link_share > 0.4:
        return False
    if block.kind.startswith("h"):
        return words not in _apart_headings() and block.words <= 25
    if block.kind in ("caption", "row"):
        return True
    return words not in text and (block.is_prose or (block.kind == "li" and block.words >= 2))


def _leads(block: Block, words: str, text: str) -> bool:
    """Is a block between headline and text a standfirst, a caption, or the byline?"""
    if block.kind == "credit":
        return True
    if block.kind == "caption":
        return block.words >= 3 and not block.byline and block.link_share < 0.5
    if is_byline_block(block):
        return True
    if block.link_share > 0.4 or words in text or (block.kind.startswith("h") and not (block.place.standfirst or block.reads_on)):
        return False
    return block.words >= 4 and (block.place.standfirst or (block.words >= 10 and block.ends))


def is_byline_block(block: Block) -> bool:
    """Does a block tell who wrote the text or when, by its name or its words?"""
    if block.words > 30 or len(block.text) > 200 or block.kind.startswith("h"):
        return False
    lines = split_lines(block.text)
    return bool(lines) and (is_byline(lines[0], named=True) or (block.byline and block.words <= 20 and not (block.ends and block.words > 8)))


def _is_link_line(block: Block) -> bool:
    """A link to another report on a line of its own."""
    if block.kind in ("h1", "caption", "credit") or block.byline:
        return False
    if block.link_share >= _LINKED_LINE and (block.words >= 3 or block.kind == "li"):
        return True
    return block.link_share >= 0.3 and starts_with(block.text, load_markup_words().link_starts)


def _is_pitch(block: Block) -> bool:
    return block.words <= 60 and starts_with(block.text, load_markup_words().pitches)


@lru_cache(maxsize=1)
def _apart_headings() -> frozenset[str]:
    return frozenset(plain_words(heading) for heading in load_markup_words().apart_headings)
