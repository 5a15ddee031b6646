"""Every dispatch of the battery is coded, and each claim's source compared with who said it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.core.mentions import ChainLink, ClaimMention, Extracted

Code = Callable[[str], Extracted]
BATTERY: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("sources_battery.yaml").read_text(encoding="utf-8"))


def told(coded: Extracted, words: str) -> list[ClaimMention]:
    """The claims that somebody makes in such words."""
    text = coded.document.text
    return [c for c in coded.claims if len(c.chain) > 1 and words in " ".join(" ".join(text[s.start : s.end] for s in c.content).split())]


def link_words(coded: Extracted, link: ChainLink, state: bool) -> str:
    """`type name`, with ` /XNO` where the state is asked for."""
    mention = next((m for m in coded.entities if m.id == link.mention), None)
    return f"{link.type} {link.name or '-'}" + (f" /{mention.country if mention else None}" if state else "")


def is_said(coded: Extracted, words: str, expected: str) -> bool:
    """Does one of the ways of saying it hold?"""
    return any(_holds(coded, words, way.strip()) for way in expected.split("|"))


def _holds(coded: Extracted, words: str, way: str) -> bool:
    chains = [c.chain[1:] for c in told(coded, words)]
    if " > " in way:
        return bool(chains) and all([link_words(coded, link, False) for link in chain] == way.split(" > ") for chain in chains)
    return bool(chains) and {link_words(coded, chain[-1], "/" in way) for chain in chains} == set(way.split(" + "))


def who(coded: Extracted, words: str) -> set[str | None]:
    """Those who say it, by the first mention of each."""
    anchors = {m.id: m.anchor for m in coded.entities}
    return {anchors.get(c.chain[-1].mention or "", c.chain[-1].name) for c in told(coded, words)}


def _cases() -> list[Any]:
    numbered = [(f"{group}-{n}", row) for group, rows in BATTERY.items() for n, row in enumerate(rows, 1)]
    return [pytest.param(row, id=name, marks=[pytest.mark.xfail(reason=row["known"], strict=True)] if "known" in row else []) for name, row in numbered]


@pytest.mark.parametrize("row", _cases())
def test_a_claim_ends_with_who_said_it(row: dict[str, Any], code: Code) -> None:
    coded = code(row["text"])
    came = [(c.proposition, [link_words(coded, link, True) for link in c.chain[1:]]) for c in coded.claims]
    assert not [(words, source) for words, source in row.get("says", ()) if not is_said(coded, words, source)], came
    assert not row.get("reads") or set(row["reads"]) & {c.proposition for c in coded.claims}, came
    assert not [pair for pair in row.get("one", ()) if not who(coded, pair[0]) or who(coded, pair[0]) != who(coded, pair[1])], came
    assert not [pair for pair in row.get("apart", ()) if not all(who(coded, w) for w in pair) or who(coded, pair[0]) & who(coded, pair[1])], came


def test_the_battery_has_every_kind_of_source() -> None:
    assert set(BATTERY) >= {"pronouns", "persons", "bodies", "papers", "possessives", "metonyms", "unnamed", "elided", "joined", "titles", "formats"}
