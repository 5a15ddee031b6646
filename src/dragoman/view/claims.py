"""Yields lists of what is claimed: each claim in words, on whose word, how sure, in what form, since when, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.records import ClaimTold
from dragoman.view.claim_filters import Found, Wanted, find_claims, outlet_of
from dragoman.view.counting import count
from dragoman.view.days import say_short
from dragoman.view.letters import letters_of
from dragoman.view.page import Line, Page, Section, Table, plain
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.reports import reports_section
from dragoman.view.said_days import earliest, said_on
from dragoman.view.surety import say_surety
from dragoman.view.whose_word import say_chain

HEADS = ("claim", "on whose word", "how sure", "form", "day", "where")
_NAMELESS = "outlet not named"
_FORMS = {"direct": "quoted", "mixed": "quoted in part", "indirect": "reported", "outlet_voice": "own words"}
_MOST_CHAINS = 3


def claim_rows(record: Record, found: Sequence[Found]) -> list[tuple[str, ...]]:
    """Cells of HEADS in words, a claim a row; the place is numbered and given by file, link or id of the report."""
    return [(*_cells(record, row), f"[{n}] {_place(record, row.tellings)}") for n, row in enumerate(found, 1)]


def claims_page(record: Record, wanted: Wanted, limit: int | None = None) -> Page:
    """The claims to read, with their quotes; arguments and errors as in `find_claims`, limit: how many, 1 or more."""
    found = find_claims(record, wanted)
    shown = found[:limit]
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    rows = tuple((*(plain(cell) for cell in _cells(record, row)), _cited(row, letters, quoter)) for row in shown)
    about = f"Claims about {wanted.about}" if wanted.about else "Claims"
    left = f", {len(shown)} shown" if len(shown) < len(found) else ""
    reports = len({told.doc for row in found for told in row.tellings})
    head = f"{count(len(found), 'claim')} in {count(reports, 'report')}{left}"
    sections = (Section("Who says what", (Table(HEADS, rows, about),)), reports_section(record, quoter, letters, "← cites: the nearest source stands last."))
    return Page(about, plain(head), sections, quoter.quotes())


def _cells(record: Record, row: Found) -> tuple[str, ...]:
    """All but the last cell."""
    tellings = row.tellings
    chains = list(dict.fromkeys(say_chain(told.chain, outlet_of(record, told) or _NAMELESS) for told in tellings))
    if len(chains) > _MOST_CHAINS:
        chains = [*chains[:_MOST_CHAINS], f"and {len(chains) - _MOST_CHAINS} more"]
    sure = dict.fromkeys(say_surety(told.certainty, told.polarity) for told in tellings)
    forms = dict.fromkeys(_FORMS.get(told.form, told.form.replace("_", " ")) for told in tellings)
    day = earliest(said_on(record, told) for told in tellings)
    said = "undated" if day.day is None else say_short(day.day)
    return row.claim.proposition.rstrip("."), "; ".join(chains), "; ".join(sure), "; ".join(forms), said


def _place(record: Record, tellings: Sequence[ClaimTold]) -> str:
    """`ledger.txt 120–180, and 2 more`."""
    told = tellings[0]
    document = record.document[told.doc]
    more = f", and {len(tellings) - 1} more" if len(tellings) > 1 else ""
    return f"{document.path or document.url or document.id} {told.content[0].start}–{told.content[-1].end}{more}"


def _cited(row: Found, letters: Mapping[str, str], quoter: Quoter) -> Line:
    told = row.tellings[0]
    more = f", and {len(row.tellings) - 1} more" if len(row.tellings) > 1 else ""
    cited = quoter.cite([m.content[0] for m in row.tellings])
    return (*plain(f"{letters[told.doc]} {told.content[0].start}–{told.content[-1].end}{more}"), *cited)
