"""Passages of our own, coded from end to end: who says what on whose word, how sure, for or against, and what is left to the outlet.

Format of a file of passages (YAML, a list; the folder `attribution_battery` is judged passage by passage, `attribution_battery_blind`, written after the
rules and never used to tune them, by its share that is right):

    - name: the construction that it stands for
      text: one to four sentences. The outlet is The Harbour Post, the day 10 March 2031; invented states: Norland, Estavia, Vesperia, Karsia.
      said:                         # what must be claimed; [] or left out: nothing
        - chain: agency Reuters > unnamed source in the navy     # the links after the outlet, outermost first; "" is the outlet's own word
          cue: reported             # words of which the cue must hold one; may be left out
          content: the frigate … had sunk                        # words of the text, as they stand there; … between pieces
          certainty: asserted       # the default; others: probable, hedged, alleged, planned, demanded, absence, withheld
          polarity: affirmed        # the default; denied where the source denies it, or tells that nothing or nobody did
          form: direct              # or mixed, indirect; not judged where left out
      may: []                       # what may be claimed besides, in the same fields
      outlet: [words of the text]   # words that no source but the outlet may be given
      none: true                    # nothing may be given to any source but the outlet
      known: why it is not right yet

A link is a type (outlet is never written; agency, person, institution, document, unnamed, public; `person|unnamed` where either will do) and words that
its name, or the words that it stands for, must hold; without a name only the type is judged. A medium that somebody told something, or that interviewed
or quoted him, is a link before him. A content counts as found where claims of that chain, certainty and polarity, each at least 70 % of it, hold 80 % of
its words. A claim that no row explains makes the passage wrong, unless it only tells more shallowly (a shorter chain) what a row tells in full.
A person or body named by office alone (the minister) is `person|unnamed`. What lies in the future for the source (will, would) is planned, what could be is
hedged; what a nameless voice says (reportedly, is said to) is alleged, with the chain `public`; what a paper or inquiry does not hold is an absence.
At first sight 121 of the 197 passages of the first lot were right and, when these were, 40 of the 61 of the second.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import ChainLink, ClaimMention
from dragoman.evaluate.told import INVENTED
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel

HERE = Path(__file__).parent
BLIND_FLOOR = 0.59
"""Share of the blind passages that must be right; of those in the other folder each must."""

_WORD = re.compile(r"\w+(?:['’]\w+)?")


@dataclass(frozen=True)
class Row:
    """An expected claim: links as (types, words of the name), and the words of its content by their number in the text."""

    links: tuple[tuple[frozenset[str], frozenset[str]], ...]
    cue: frozenset[str]
    words: frozenset[int]
    certainty: frozenset[str]
    polarity: frozenset[str]
    form: str | None

    @classmethod
    def read(cls, text: str, row: dict[str, Any]) -> Row:
        """Errors: ValueError where the content does not stand in the text."""
        links = [(frozenset(kinds.split("|")), _bag(name)) for kinds, _, name in (part.strip().partition(" ") for part in row["chain"].split(">") if part)]
        either = [frozenset(str(row.get(k, default)).split("|")) for k, default in (("certainty", "asserted"), ("polarity", "affirmed"))]
        return cls(tuple(links), _bag(row.get("cue", "")), _placed(text, row["content"]), either[0], either[1], row.get("form"))

    def tells(self, text: str, claim: ClaimMention) -> bool:
        """Is the claim of that source, so sure, and mostly of these words?"""
        if len(claim.chain) - 1 != len(self.links) or not all(map(_same, [text] * len(self.links), self.links, claim.chain[1:])):
            return False
        if claim.certainty not in self.certainty or claim.polarity not in self.polarity or (self.form and claim.form != self.form):
            return False
        held = _held(text, claim)
        return len(held & self.words) >= 0.7 * len(held)

    def is_told_in_full_by(self, claim: ClaimMention, text: str) -> bool:
        """Is the claim's chain a beginning of this one, and about some of the same words?"""
        inner = claim.chain[1:]
        shorter = len(inner) < len(self.links) and all(map(_same, [text] * len(inner), self.links, inner))
        return shorter and bool(_held(text, claim) & self.words)


def _bag(words: str) -> frozenset[str]:
    return frozenset(re.sub("['’]s$", "", w.casefold()) for w in _WORD.findall(words)) - {"the", "a", "an"}


def _places(text: str, start: int, end: int) -> frozenset[int]:
    return frozenset(n for n, m in enumerate(_WORD.finditer(text)) if m.start() < end and start < m.end())


def _placed(text: str, content: str) -> frozenset[int]:
    found: set[int] = set()
    after = 0
    for piece in content.split("…"):
        start = text.index(piece.strip(), after)
        after = start + len(piece.strip())
        found |= _places(text, start, after)
    return frozenset(found)


def _held(text: str, claim: ClaimMention) -> frozenset[int]:
    return frozenset().union(*(_places(text, s.start, s.end) for s in claim.content))


def _same(text: str, expected: tuple[frozenset[str], frozenset[str]], link: ChainLink) -> bool:
    own = text[link.start : link.end] if link.start is not None else ""
    return link.type in expected[0] and expected[1] <= _bag(f"{link.name or ''} {own}")


def problems(passage: dict[str, Any], claims: tuple[ClaimMention, ...]) -> list[str]:
    """What is wrong with the claims of a passage; empty where all is right."""
    text = passage["text"]
    rows = [Row.read(text, row) for row in passage.get("said", ())]
    more = [Row.read(text, row) for row in passage.get("may", ())]
    attributed = [c for c in claims if len(c.chain) > 1]
    found: list[str] = []
    for row, told in zip(rows, passage.get("said", ()), strict=True):
        mine = [c for c in claims if row.tells(text, c)]
        got = frozenset().union(*(_held(text, c) for c in mine)) & row.words
        if len(got) < 0.8 * len(row.words):
            found.append(f"missing: {told['chain']}: {told['content']}")
        elif row.cue and not any(c.cue and row.cue & _bag(text[c.cue.start : c.cue.end]) for c in mine):
            found.append(f"cue: {told['content']}")
    for claim in attributed:
        if not any(row.tells(text, claim) or row.is_told_in_full_by(claim, text) for row in (*rows, *more)):
            found.append("unexplained")
    for words in passage.get("outlet", ()):
        own = _placed(text, words)
        if any(len(_held(text, c) & own) >= 0.3 * len(own) for c in attributed):
            found.append(f"not released: {words}")
    return found + (["something attributed"] if passage.get("none") and attributed else [])


def shown(text: str, claims: tuple[ClaimMention, ...]) -> str:
    """The attributed claims and the outlet's own in words, for a failure's message."""
    return "\n".join(
        f"  {' > '.join(f'{x.type} {x.name}' for x in c.chain[1:]) or '-'} | {text[c.cue.start : c.cue.end] if c.cue else ''} | "
        f"{' … '.join(text[s.start : s.end] for s in c.content)} | {c.certainty} {c.polarity} {c.form}"
        for c in claims
    )


def _passages(folder: str) -> dict[str, dict[str, Any]]:
    files = sorted((HERE / folder).glob("*.yaml"))
    return {f"{file.stem}-{n}": row for file in files for n, row in enumerate(yaml.safe_load(file.read_text(encoding="utf-8")), 1)}


PASSAGES, BLIND = _passages("attribution_battery"), _passages("attribution_battery_blind")


@pytest.fixture(scope="session")
def coded(english: LoadedModel) -> dict[str, tuple[ClaimMention, ...]]:
    """The claims of each passage by its text, coded alone."""
    codebook = load_codebook(INVENTED)
    texts = [row["text"] for row in (*PASSAGES.values(), *BLIND.values())]
    day = Published("2031-03-10", "metadata", 1.0)
    documents = [Document(document_id(t.encode()), t, "0" * 64, "test", outlet="The Harbour Post", published=day) for t in texts]
    return {text: extract(one, codebook).claims for text, one in zip(texts, annotate(documents, english.nlp, codebook), strict=True)}


@pytest.mark.parametrize(
    "passage",
    [pytest.param(row, id=name, marks=[pytest.mark.xfail(reason=row["known"], strict=True)] if "known" in row else []) for name, row in PASSAGES.items()],
)
def test_a_passage_gives_each_word_to_whom_it_belongs(passage: dict[str, Any], coded: dict[str, tuple[ClaimMention, ...]]) -> None:
    claims = coded[passage["text"]]
    assert not problems(passage, claims), f"{passage['name']}: {passage['text']}\n{shown(passage['text'], claims)}"


@pytest.mark.skipif(not BLIND, reason="no blind passages")
def test_enough_of_the_blind_passages_are_right(coded: dict[str, tuple[ClaimMention, ...]]) -> None:
    wrong = {name: found for name, row in BLIND.items() if (found := problems(row, coded[row["text"]]))}
    assert 1 - len(wrong) / len(BLIND) >= BLIND_FLOOR, wrong


def test_the_battery_holds_every_kind_of_passage() -> None:
    kinds = {name.rpartition("-")[0] for name in PASSAGES}
    assert kinds >= {"absence", "carry_over", "certainty", "chains", "evidentials", "quotes", "release", "sources", "traps"}
    assert len(PASSAGES) >= 150
    assert all({"name", "text"} < row.keys() for row in (*PASSAGES.values(), *BLIND.values()))
