"""Yields who speaks about somebody: the sources whose claims name an entity, each with how often and an example."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from dragoman.core.records import ClaimTold, Entity
from dragoman.view.counting import count
from dragoman.view.markdown import cut
from dragoman.view.page import Bullets, Item, Line, Section, emph, plain, strong
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.whose_word import say_chain, say_link

MOST_SPEAKERS = 12
_LONGEST = 160


def spoken_of(record: Record, entity: Entity, quoter: Quoter, letters: Mapping[str, str]) -> Section | None:
    """Sources that others quote on it, those with most claims first; its own words, and those of the outlets, are left out. None where nobody speaks of it."""
    named: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for m in entity.mentions:
        named[m.doc].append((m.start, m.end))
    said: Counter[str] = Counter()
    first: dict[str, tuple[str, ClaimTold]] = {}
    for claim in record.resolved.claims:
        heard = set()
        for told in claim.mentions:
            link = told.chain[-1] if told.chain else None
            if told.doc not in letters or link is None or link.type == "outlet" or link.entity == entity.id or not _names(told, named):
                continue
            known = record.entity.get(link.entity or "")
            who = known.name if known and link.type not in {"unnamed", "public"} else say_link(link)
            first.setdefault(who, (claim.proposition, told))
            heard.add(who)
        said.update(heard)
    ranked = sorted(said, key=lambda who: (-said[who], who))[:MOST_SPEAKERS]
    items = tuple(Item(_line(who, said[who], *first[who], quoter, letters)) for who in ranked)
    return Section("Who speaks about it", (Bullets(items),)) if items else None


def _names(told: ClaimTold, named: Mapping[str, list[tuple[int, int]]]) -> bool:
    return any(e.start <= start and end <= e.end for e in told.content for start, end in named.get(told.doc, ()))


def _line(who: str, n: int, words: str, told: ClaimTold, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """`**the ministry**, 3 claims, such as: … (A ← Reuters) [4]`."""
    through = say_chain(told.chain[:-1], letters[told.doc])
    many = f", {count(n, 'claim')}, such as: " if n > 1 else ": "
    return (*strong(who), *plain(f"{many}{cut(words, _LONGEST).rstrip('.')}"), *emph(f" ({through})"), *quoter.cite_claim(told))
