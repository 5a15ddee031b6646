"""Yields Told, what a page of a pair tells beside its course: the table with changes of level, the chain of acts, and what is said of who began."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import on
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Claim
from dragoman.core.ties import Period
from dragoman.relate.periods import periods_of
from dragoman.view.chain import Chain, ChainAct, ChainLink, show_chain
from dragoman.view.letters import letters_of
from dragoman.view.page import Paragraph, text_of
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.tie_table import TieTable, show_ties
from dragoman.view.ties import caution, left_out, shift_blocks

MOST_ACTS = 60
"""Acts of a chain that a page shows; of more those that answer or are answered."""
MOST_CLAIMS = 8


@dataclass(frozen=True, slots=True)
class Order:
    """One of two orders in which accounts have two acts: the second answered the first, with the link that says so."""

    first: int
    second: int
    link: ChainLink


@dataclass(frozen=True, slots=True)
class Told:
    """table, chain: None where the record has no such subject. basis: how much stands behind the scores; no_shift: why no change of level is told.

    acts: of the chain, as shown; more: those not shown; disputes: pairs of acts with both orders; claims: on who began; left: what was not looked at.
    """

    record: Record | None
    table: TieTable | None
    chain: Chain | None
    basis: str = ""
    no_shift: str = ""
    acts: tuple[ChainAct, ...] = ()
    more: int = 0
    disputes: tuple[tuple[Order, ...], ...] = ()
    claims: tuple[Claim, ...] = ()
    left: tuple[str, ...] = ()


def told_of(record: Record | None, keys: tuple[str, str], by: str, since: str | None = None, until: str | None = None, left: tuple[str, ...] = ()) -> Told:
    """What is told of a pair. keys: codes, ids or names; left: what is missing in the record, so that no count of all of it is given."""
    if record is None:
        return Told(None, None, None)
    try:
        table = show_ties(record, *keys, by)
        chain, _ = show_chain(record, *keys, since, until)
    except NotFoundError:
        return Told(record, None, None, left=left)
    whole = not left and not since and not until
    acts = chain.acts if len(chain.acts) <= MOST_ACTS else _linked(chain)[-MOST_ACTS:]
    return Told(
        record,
        table,
        chain,
        f"{caution(table)}{left_out(table)}" if whole else "",
        _no_shift(record, table) if whole else "No change of level is told." if not table.shifts else "",
        acts,
        len(chain.acts) - len(acts),
        tuple(_orders(chain, pair) for pair in chain.disputes),
        tuple(record.claim[key] for key in chain.claims[:MOST_CLAIMS]),
        left,
    )


def period_at(start: str, by: str) -> Period:
    """The unit of time that a day lies in."""
    return next(period for period in periods_of(on(start)) if period.unit == by)


def _linked(chain: Chain) -> tuple[ChainAct, ...]:
    """Acts that answer or are answered, else all."""
    tied = {n for act in chain.acts if act.links for n in (act.n, *(link.to for link in act.links))}
    return tuple(act for act in chain.acts if act.n in tied) or chain.acts


def _orders(chain: Chain, pair: tuple[int, int]) -> tuple[Order, ...]:
    by_number = {act.n: act for act in chain.acts}
    found = []
    for first, second in (pair, pair[::-1]):
        link = next((x for x in by_number[second].links if x.to == first and x.basis == "stated"), None)
        if link is not None:
            found.append(Order(first, second, link))
    return tuple(found)


def _no_shift(record: Record, table: TieTable) -> str:
    """Why no change of level is told; empty where one is."""
    if table.shifts:
        return ""
    blocks = shift_blocks(record, table, Quoter(letters_of(record.documents)))
    return " ".join(text_of(block.line) for block in blocks if isinstance(block, Paragraph))
