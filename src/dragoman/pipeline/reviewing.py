"""Yields Reviewing: what persons do with a record, each act carried through to the resolved records."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.core.desk import DocumentFilter, EventFilter, Page
from dragoman.core.mentions import Judgement
from dragoman.core.records import Event
from dragoman.core.resolved import Resolved
from dragoman.pipeline.resolving import resolve_all
from dragoman.pipeline.settling import SOON, work_left
from dragoman.resolve.judged_mentions import document_of
from dragoman.review.acts import Act
from dragoman.review.agreement import Agreement, agreement, reviewers
from dragoman.review.judge import Judge, Moments, undo_of
from dragoman.review.log import LogEntry, entries
from dragoman.review.queue import Queue, QueueFilter, QueueItem, queue_of
from dragoman.store.base import Store

MOST_SKIPPED = 2000
SMALL = 120
"""Documents up to which the queue is made of the whole record; of a larger one it is made of the events that are least sure, and what is told beside them."""
LEAST_SURE = 200
_BESIDE = 40
"""Of these events the first so many, of whose documents the claims, and of which the parties, are looked at."""


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Judgements and what is made of them. overlay: folder laid over the shipped codebook; as_of: day by which deadlines are judged, or None."""

    store: Store
    overlay: Path | None
    as_of: str | None
    clock: Callable[[], dt.datetime]

    def judge(self, act: Act, by: str, *, soon: bool = False) -> tuple[Judgement, ...]:
        """Carries out what a person decided, and resolves; what was written. JudgementError, and nothing written, where it cannot be done.

        soon: where resolving would take long, what was judged is written all the same, and `settle` resolves it later.
        """
        self._resolve(soon=soon)
        made = Judge(self.store, load_codebook(self.overlay), by, self._moments()).judge(act)
        for judgement in made:
            self.store.put_judgement(judgement)
        self._resolve(soon=soon)
        return made

    def undo(self, judgement: str, by: str, *, soon: bool = False) -> Judgement:
        """Undoes a judgement by another one, or by undoing that brings it back, and resolves; soon: as for `judge`."""
        made = undo_of(self.store.judgements(), judgement, by, self._moments()())
        self.store.put_judgement(made)
        self._resolve(soon=soon)
        return made

    @property
    def is_soon_settled(self) -> bool:
        """Does all that was judged hold in the resolved records, or would it within a moment?"""
        return work_left(self.store, self.as_of) <= SOON

    @property
    def can_wait(self) -> bool:
        """Would it take long until all is up to date, and may pages show meanwhile what is there? Not where another version of Dragoman resolved it."""
        return SOON < work_left(self.store, self.as_of, with_documents=True) < math.inf

    def settle(self, progress: Callable[[int, int], None] = lambda done, of: None, *, with_documents: bool = False) -> None:
        """Resolves what was judged, however long it takes; with_documents: and what came in since. progress: told how many steps are done of all."""
        resolve_all(self.store, self.overlay, self.as_of, judged=not with_documents, progress=progress)

    def queue(self, wanted: QueueFilter | None = None, by: str = "") -> Queue:
        """What to look at next; what this person skipped stands last."""
        with self.store.snapshot():
            resolved, left = self._doubtful()
            return queue_of(resolved, self.store.judgements(), load_codebook(self.overlay), wanted, self.skipped(by), left)

    def item(self, key: str) -> QueueItem | None:
        """One item of the queue; None where it is settled."""
        wanted = QueueFilter(frozenset({key.partition(":")[0]}), unsure=True, only=key)
        return next(iter(self.queue(wanted).items), None)

    def skip(self, item: str, by: str) -> None:
        """Puts an item of the queue last, for this person."""
        kept = [key for key in self.skipped(by) if key != item]
        self.store.put_note(f"skipped {by}", json.dumps([*kept, item[:200]][-MOST_SKIPPED:]))

    def skipped(self, by: str) -> list[str]:
        """Items that a person skipped, in order."""
        return [str(key) for key in json.loads(self.store.note(f"skipped {by}") or "[]")]

    def log(self, after: int = 0, most: int = 50, about: str = "") -> tuple[tuple[LogEntry, ...], int]:
        """(the judgements after the latest so many, the latest first; how many there are). about: only those on an event, entity or claim, by its id."""
        with self.store.snapshot():
            every = self.store.judgements()
            judgements = self._about(every, about) if about else every
            told = entries(judgements)[after : after + most]
            homes = self._homes([key for entry in told for key in entry.subject])
        ids = {entry.id for entry in told}
        return tuple(entry for entry in entries(every, homes) if entry.id in ids), len(judgements)

    def rejected(self, key: str = "") -> tuple[Event, ...]:
        """Events that were thrown out, by id: all of them, or that of an id."""
        found: tuple[Event, ...] = self.store.parts("rejected", [key]) if key else self.store.all_of("rejected")
        return found

    def _about(self, judgements: Sequence[Judgement], about: str) -> list[Judgement]:
        """Judgements on mentions of a record, and what undid these, and so on."""
        homes = self._homes(sorted({key for j in judgements for key in j.subject}))
        found: set[str] = set()
        for judgement in judgements:
            if any(homes.get(key) == about or key in found for key in judgement.subject):
                found.add(judgement.id)
        return [j for j in judgements if j.id in found]

    def agreement(self, a: str, b: str) -> tuple[Agreement, ...]:
        """How far two reviewers agree on what both judged."""
        return agreement(self.store.judgements(), a, b)

    def reviewers(self) -> tuple[tuple[str, int], ...]:
        """(who, how many judgements), most first."""
        return reviewers(self.store.judgements())

    def _doubtful(self) -> tuple[Resolved, int]:
        """(the records of which the queue is made, events beyond these that nobody has looked at)."""
        if self.store.desk.documents(DocumentFilter(), Page(1, 1)).total <= SMALL:
            return self.store.resolved(), 0
        found = self.store.desk.events(EventFilter(review=("machine",)), Page(1, LEAST_SURE), "sure")
        events: Sequence[Event] = [row.event for row in found.items]
        reviewed = self.store.all_of("reviewed")
        told = (*events, *self.store.parts("events", {r.id for r in reviewed} - {e.id for e in events}))
        first = events[:_BESIDE]
        parties = {p.entity for e in first for p in (*e.actors, *e.recipients) if p.entity}
        heads = tuple(replace(known.entity, mentions=tuple(m for m, _ in known.faces)) for known in self.store.known(parties))
        claims = self.store.resting("claims", {e.mentions[0].doc for e in first})
        return Resolved(events=tuple(sorted(told, key=lambda e: e.id)), entities=heads, claims=claims, reviewed=reviewed), found.total - len(events)

    def _homes(self, mentions: Sequence[str]) -> dict[str, str]:
        """{mention: the record that holds it}."""
        named = [key for key in mentions if key.startswith("nm-")]
        homes = dict(self.store.entity_of_mentions(named)) if named else {}
        documents = sorted({document_of(key) for key in mentions if key.startswith(("em-", "cm-"))})
        wanted = set(mentions)
        for kind in ("events", "rejected", "claims") if documents else ():
            homes |= {m.id: record.id for record in self.store.resting(kind, documents) for m in record.mentions if m.id in wanted}
        return homes

    def _moments(self) -> Moments:
        return Moments(self.clock, max((j.at for j in self.store.judgements()), default=""))

    def _resolve(self, *, soon: bool = False) -> None:
        if not soon or self.is_soon_settled:
            resolve_all(self.store, self.overlay, self.as_of, judged=True)
