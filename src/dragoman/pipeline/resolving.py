"""Yields the resolved record: from the store brought up to date, or from some documents alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import __version__
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document
from dragoman.core.ids import digest
from dragoman.core.kinship import Kinship
from dragoman.core.listed import Listed
from dragoman.core.mentions import Extracted, Input, Judgement
from dragoman.core.parts import Splice
from dragoman.core.twins import TwinReader
from dragoman.models.twin_model import load_twin_model, twin_name
from dragoman.pipeline.incremental import UNFIT, fit, judged_by, whole_index
from dragoman.pipeline.taking_out import take_out
from dragoman.pipeline.touched import touched_by
from dragoman.pipeline.twins import KeptTwins, kept_twins
from dragoman.relate import relate
from dragoman.resolve import resolve
from dragoman.resolve.judged_mentions import as_judged
from dragoman.resolve.lists import list_keys
from dragoman.store.base import Store
from dragoman.view.record import Record

SMALL = 1_000_000
"""Bytes drawn from documents below which all is resolved anew: some hundred reports, a second or two, and then no order of adding shows."""
ORDER = 4
"""Times as large a record is still small where documents come in: what they are taken for hangs on all others, and few come in alone."""
MANY = 1000
"""Documents from which on a record is not small, however little they tell."""
WORTH = 10
"""All is resolved anew where more than one in so many documents is new: fitting one in costs about as much as resolving ten."""
LOT = 16
"""Documents that are fitted in at once."""


def assemble_record(extracted: Sequence[Extracted], overlay: Path | None, as_of: str | None = None) -> Record:
    """A Record that is kept nowhere, from what some documents tell."""
    documents = tuple(sorted((drawn.document for drawn in extracted), key=lambda document: document.id))
    day = as_of or latest_day(documents)
    resolved = relate(resolve(extracted, (), load_codebook(overlay), day, twins=load_twin_model())[0], extracted)
    return Record(resolved, documents, {drawn.document.id: drawn.times for drawn in extracted}, day)


def latest_day(documents: Sequence[Document]) -> str | None:
    """The latest publication day, by which deadlines are judged; None where no document is dated."""
    return max((document.published.day for document in documents if document.published), default=None)


def resolve_all(
    store: Store,
    overlay: Path | None,
    as_of: str | None = None,
    *,
    again: bool = False,
    small: int = SMALL,
    judged: bool = False,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> str | None:
    """Brings the resolved records up to the documents and judgements of the record, where they are not; again: all of them, even where they are.

    Documents that came in since are fitted in, lot by lot; all is resolved anew where the record is small (bytes drawn from its documents), where much
    of it is new, or where lists or Dragoman itself changed. Of what persons judged since, only what it touches is resolved anew. as_of: ISO day by which
    deadlines are judged, None for the latest publication day. judged: only what persons judged is brought up to date in a record that is not small: who
    waits for that need not wait for what others bring in meanwhile. progress: told how many steps are done of all, where documents come in one by one.
    Returns that day.
    """
    out: set[str] = set()
    most = 0
    twins = kept_twins(store)
    while True:
        with store.snapshot():
            day = as_of or store.latest_day()
            state = state_of(store, day)
            if state.done and not again:
                return day
            whole = again or state.whole or is_small(store, state, small)
            if judged and not whole:
                out |= state.alone
                state = replace(state, stale=state.alone, fresh={key: stamp for key, stamp in state.fresh.items() if key in out})
                if not (state.new or state.stale or state.fresh):
                    return day
            left = 2 * len(state.stale) + len(state.fresh)  # what is stale goes out and, where it is still there, comes in again
            most = max(most, left)
            progress(most - left, most)
            whole = whole or len({*state.fresh, *state.stale}) * WORTH > len(state.stamps)
            extracted = tuple(store.extracted()) if whole else ()
            listed = store.listed(list_keys(extracted)) if whole and store.lists() else ()
            judgements = store.judgements()
            codebook = load_codebook(overlay)
            splice = Splice({}) if whole else _next_lot(store, codebook, judgements, day, state, twins)
        if whole:
            _replace(store, extracted, judgements, codebook, day, listed, state, twins)
            return day
        store.splice(splice)
        if twins is not None:
            twins.keep()


@dataclass(frozen=True, slots=True)
class State:
    """How far the resolved records are behind. note: what they should be made for; fresh: documents that came in; stale: those that went or changed.

    alone: of the stale ones those that only a judgement takes out and in again; new: judgements that came since.
    """

    note: str
    done: bool
    whole: bool
    stamps: Mapping[str, int]
    fresh: Mapping[str, int]
    stale: frozenset[str]
    turn: str
    alone: frozenset[str]
    new: tuple[Judgement, ...]


def is_small(store: Store, state: State, small: int = SMALL) -> bool:
    """Is it quickest to resolve all anew, whatever came?"""
    return len(state.stamps) < MANY and store.weight() < small * (1 if state.new else ORDER)


def state_of(store: Store, day: str | None) -> State:
    """How far the resolved records are behind. day: by which deadlines are judged."""
    lists = (f"{head.name} {head.sha256}" for head in store.lists())
    for_all = digest(__version__, twin_name() or "", *lists)
    judgements = store.judgements()
    coded, resolved = store.stamps()
    fresh = {key: coded[key] for key in sorted(coded) if resolved.get(key) != coded[key]}
    stale = frozenset(key for key, stamp in resolved.items() if coded.get(key) != stamp)
    alone = frozenset(key for key in stale if resolved[key] == UNFIT and key in coded)
    note = store.note("resolved_for")
    new = _since(note, for_all, judgements)
    wanted = f"{for_all} {_told(judgements)} {day or ''}"
    done = note == wanted and not fresh and not stale
    return State(wanted, done, new is None, coded, fresh, stale, store.note("turn"), alone, new or ())


def _told(judgements: Sequence[Judgement]) -> str:
    """How many judgements there are, and a digest of their ids: they are only ever added to."""
    return f"{len(judgements)}:{digest(*(j.id for j in judgements))}"


def _since(note: str, for_all: str, judgements: Sequence[Judgement]) -> tuple[Judgement, ...] | None:
    """The judgements that came since the resolved records were made; None where all must be made anew."""
    made_for, _, rest = note.partition(" ")
    told = rest.partition(" ")[0]
    count = told.partition(":")[0]
    if made_for != for_all or not count.isdigit() or _told(judgements[: int(count)]) != told:
        return None
    return tuple(judgements[int(count) :])


def _replace(
    store: Store,
    extracted: Sequence[Extracted],
    judgements: Sequence[Judgement],
    codebook: Codebook,
    day: str | None,
    listed: Sequence[Listed],
    state: State,
    twins: KeptTwins | None,
) -> None:
    """All records from all mentions."""
    resolved, found = resolve(extracted, judgements, codebook, day, listed, twins)
    extracted = as_judged(extracted, judgements, codebook).extracted
    resolved = relate(resolved, extracted, codebook)
    organisations = frozenset(e.id for e in resolved.entities if e.type == "organisation")
    store.replace_resolved(resolved, state.note, whole_index(extracted, found, resolved.events, organisations), state.stamps)
    if twins is not None:
        twins.keep(alone=True)


def _next_lot(store: Store, codebook: Codebook, judgements: Sequence[Judgement], day: str | None, state: State, twins: TwinReader | None) -> Splice:
    """What changes by what persons judged since, by the next lot of what came in or went, or by another day alone."""
    if state.new:
        touched = touched_by(state.new, judgements)
        resolved = store.stamps()[1]
        out = frozenset(key for key in touched.out if key in resolved)
        touched = replace(touched, out=out, documents=frozenset(touched.documents & resolved.keys()))
        splice = fit(store, {}, judgements, codebook, day, touched, twins)
    elif state.stale:
        splice = take_out(store, sorted(state.stale)[:LOT], codebook, state.alone)
    else:
        splice = fit(store, dict(list(state.fresh.items())[:LOT]), judgements, codebook, day, twins=twins) if state.fresh else Splice({})
    return replace(judged_by(store, splice, day), turn=state.turn, note=state.note)


def read_record(store: Store, overlay: Path | None, as_of: str | None = None) -> Record:
    """All that views show, of one moment; resolves first what a run that was cut off left unresolved."""
    day = resolve_all(store, overlay, as_of)
    with store.snapshot():
        return Record(store.resolved(), store.documents(), store.times(), day)


def with_copies(inputs: Sequence[Input], kinships: Iterable[Kinship]) -> tuple[Input, ...]:
    """Inputs, where `copy` stands for those too whose document has the words of another, under other bytes."""
    copies = {kin.document for kin in kinships if kin.kind == "copy"}
    return tuple(replace(entry, state="copy") if entry.state == "added" and entry.document in copies else entry for entry in inputs)
