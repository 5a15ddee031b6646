"""Yields what to look at next, least sure first: what was read with doubt, joined or kept apart by little, or was reviewed and would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.errors import JudgementError
from dragoman.core.ids import digest
from dragoman.core.judged import MACHINE, RIGHT, TELLING, UNSURE, comparable, fields_in, standing
from dragoman.core.mentions import Judgement
from dragoman.core.reason_words import say_enough, say_parts
from dragoman.core.records import Claim, Entity, Event, Reason
from dragoman.core.resolved import Resolved
from dragoman.resolve.judged_events import fields_of
from dragoman.review.acts import Act
from dragoman.review.near import near_entities, near_events

KINDS = ("proposal", "event", "merge", "near", "identity", "claim")
MOST_ON_PAGE = 200
_THIN = 0.75
"""How far above the threshold a score may be for the join to be looked at. Set by hand on the samples and the seeds, where one join in ten is below it."""
_SURE_CLAIM = 0.7
"""Claims of which the coder is at least so sure are not asked about."""
_ACTS: Mapping[str, tuple[str, ...]] = {
    "proposal": ("keep", "take", "edit"),
    "event": ("accept", "reject", "edit", "unsure"),
    "claim": ("accept", "reject", "edit", "unsure"),
    "merge": ("same", "different", "unsure"),
    "near": ("different", "same", "unsure"),
    "identity": ("same", "different", "unsure"),
}
_ASKED = {
    "proposal": "Keep what was reviewed, or take what the machine reads now?",
    "event": "Is this so?",
    "claim": "Is this what was said?",
    "merge": "Do these two tell one deed?",
    "near": "Are these two one?",
    "identity": "Are these the same?",
}

Pair = tuple[Event, Event, float, str] | tuple[Entity, Entity, float, str]


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What is wanted. kinds: of KINDS, none for all; after: id of the item after which to go on; unsure: also what somebody called unsure; only: its id."""

    kinds: frozenset[str] = frozenset()
    after: str = ""
    most: int = 20
    unsure: bool = False
    only: str = ""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing to look at.

    id: stays while the question does. subjects: ids of the records; mentions: of the two tellings that a join rests on. sure: 0 to 1.
    like: items of one `like` say the same, empty where none does. proposed: {field: {reviewed, machine}}. acts: answers that make sense, the usual one first.
    """

    id: str
    kind: str
    subjects: tuple[str, ...]
    mentions: tuple[str, ...]
    question: str
    why: str
    sure: float
    like: str = ""
    proposed: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of what is left to look at. total: of the kinds wanted; counts: of every kind."""

    items: tuple[QueueItem, ...]
    total: int
    counts: Mapping[str, int]


def queue_of(
    resolved: Resolved,
    judgements: Sequence[Judgement],
    codebook: Codebook,
    wanted: QueueFilter | None = None,
    skipped: Sequence[str] = (),
    left: int = 0,
) -> Queue:
    """The queue of a record, or of a part of it. skipped: ids of items that stand last, in this order; left: events that are surer than those of the part,
    which only count. JudgementError where a kind is unknown.
    """
    wanted = wanted or QueueFilter()
    if unknown := sorted(wanted.kinds - set(KINDS)):
        raise JudgementError("unknown-act", f"the queue has no kind {unknown[0]!r}; known: {', '.join(KINDS)}")
    said = _Said(judgements)
    every = [item for item in _items(resolved, said, codebook) if wanted.unsure or not said.is_unsure(item)]
    last = {key: n for n, key in enumerate(skipped, 1)}
    every.sort(key=lambda item: (last.get(item.id, 0), item.sure, KINDS.index(item.kind), item.id))
    counts = Counter(item.kind for item in every)
    mine = [item for item in every if (not wanted.kinds or item.kind in wanted.kinds) and wanted.only in {"", item.id}]
    start = next((n + 1 for n, item in enumerate(mine) if item.id == wanted.after), 0)
    most = max(1, min(wanted.most, MOST_ON_PAGE))
    counts["event"] += left
    more = left if not wanted.only and (not wanted.kinds or "event" in wanted.kinds) else 0
    return Queue(tuple(mine[start : start + most]), len(mine) + more, {kind: counts[kind] for kind in KINDS})


def act_for(item: QueueItem, answer: str, note: str | None = None) -> Act:
    """The act that an answer to an item is; JudgementError where it is none of its answers. What to edit is not known here."""
    if answer not in item.acts or answer == "edit":
        raise JudgementError("unknown-act", f"{answer!r} is no answer to this; known: {', '.join(act for act in item.acts if act != 'edit')}")
    if item.kind == "proposal":
        machine = {name: both["machine"] for name, both in item.proposed.items()}
        return Act("accept", item.subjects, note=note) if answer == "keep" else Act("edit", item.subjects, given_by(machine), note)
    kind = {"same": "merge"}.get(answer, answer)
    return Act(kind, item.mentions or item.subjects, note=note)


def given_by(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as judgements tell them, in the form in which an edit gives them."""
    found: dict[str, Any] = {}
    for name, value in fields.items():
        if name in {"actors", "recipients"}:
            found[name] = [{"entity": p["mention"]} if p.get("mention") else {k: p.get(k) for k in ("name", "country", "sector")} for p in value]
        elif name != "place":  # where it is, is told by an entity, which the machine's place does not name
            found[name] = value
    return found


def _items(resolved: Resolved, said: _Said, codebook: Codebook) -> Iterator[QueueItem]:
    yield from _proposals(resolved, said)
    for event in resolved.events:
        if event.review == "machine" and not said.of("event", event.mentions[0].id):
            yield _event(event)
        yield from _thin("merge", event.id, event.reasons, said, float(codebook.weights("event_merge")["threshold"]))
    for entity in resolved.entities:
        yield from _thin("identity", entity.id, entity.reasons, said, float(codebook.weights("entities")["threshold"]))
    for claim in resolved.claims:
        if _sure(claim) < _SURE_CLAIM and not said.of("claim", claim.mentions[0].id):
            yield _made("claim", claim.id, (claim.id,), (), _sure(claim), f"The coder is {_percent(_sure(claim))} sure that it was said, and how.")
    pairs: tuple[Pair, ...] = (*near_events(resolved.events), *near_entities(resolved.entities))
    for a, b, alike, why in pairs:
        if not said.parted([m.id for m in a.mentions], [m.id for m in b.mentions]):
            yield _made("near", f"{a.id}:{b.id}", (a.id, b.id), (), round(1 - alike, 4), why)


def _event(event: Event) -> QueueItem:
    sure = max(m.confidence for m in event.mentions)
    told = len({m.doc for m in event.mentions})
    why = f"The coder is {_percent(sure)} sure that it read this rightly; {'one report tells' if told == 1 else f'{told} reports tell'} it."
    sides = [sorted(p.entity or p.country or p.name or "" for p in side) for side in (event.actors, event.recipients)]
    like = digest(event.type, event.mode or "", event.modality, *sides[0], ">", *sides[1], event.date.start or "", event.date.end or "")
    return _made("event", event.id, (event.id,), (), sure, why, like)


def _thin(kind: str, key: str, reasons: Iterable[Reason], said: _Said, threshold: float) -> Iterator[QueueItem]:
    """Joins that rest on little more than is needed for one."""
    for reason in reasons:
        if reason.basis == "features" and reason.score is not None and reason.score < threshold + _THIN and not said.together(reason.a, reason.b):
            over = max(0.0, reason.score - threshold) / _THIN
            told = say_parts(reason.features, of="act" if kind == "merge" else "entity")
            why = f"They were joined by little: {told}. That is {say_enough(reason.score, threshold)}."
            yield _made(kind, f"{reason.a}:{reason.b}", (key,), (reason.a, reason.b), round(0.2 + 0.6 * over, 4), why)


def _proposals(resolved: Resolved, said: _Said) -> Iterator[QueueItem]:
    """Reviewed events of which the machine reads something else now than when they were looked at, and than what holds."""
    events = {e.id: e for e in resolved.events}
    home = {m.id: e.id for e in resolved.entities for m in e.mentions}
    for reviewed in resolved.reviewed:
        event = events.get(reviewed.id)
        if event is None:
            continue
        shown, now, then = fields_of(event), fields_in(reviewed.machine), said.machine(m.id for m in event.mentions)
        new = {
            name: {"reviewed": shown[name], "machine": now[name]}
            for name in shown
            if name in now and comparable(now[name], home) not in (comparable(shown[name], home), comparable(then.get(name, shown[name]), home))
        }
        if new:
            why = f"Since it was reviewed the machine has come to read its {' and '.join(sorted(new))} otherwise; what was reviewed stands."
            yield replace(_made("proposal", event.id, (event.id,), (), 0.0, why), proposed=new)


class _Said:
    """What persons have said, by mention."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self._all = standing(judgements)
        self._of: dict[str, set[int]] = {}
        for n, judgement in enumerate(self._all):
            for key in judgement.subject:
                self._of.setdefault(key, set()).add(n)

    def together(self, a: str, b: str) -> bool:
        """Did somebody say of two whether they are one?"""
        return any(self._all[n].verdict != UNSURE for n in self._of.get(a, set()) & self._of.get(b, set()))

    def parted(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """The same of any two of two records."""
        mine: set[int] = set().union(*(self._of.get(key, set()) for key in some))
        return any(self._all[n].verdict not in {UNSURE, RIGHT} for n in mine.intersection(*[set().union(*(self._of.get(key, set()) for key in others))]))

    def of(self, what: str, mention: str) -> bool:
        """Was a record accepted or thrown out by the mention that it is named after?"""
        return any(self._all[n].verdict == RIGHT and (what != "event" or TELLING not in self._all[n].extra) for n in self._of.get(mention, ()))

    def machine(self, mentions: Iterable[str]) -> dict[str, Any]:
        """The fields that the machine gave when a record was last looked at."""
        found = {n for key in mentions for n in self._of.get(key, ()) if MACHINE in self._all[n].extra and TELLING not in self._all[n].extra}
        return fields_in(self._all[max(found)].extra[MACHINE]) if found else {}

    def is_unsure(self, item: QueueItem) -> bool:
        """Is the last word on just these that somebody is unsure?"""
        keys = item.mentions or tuple(_prefix(key) + key.split("-", 1)[1] for key in item.subjects)
        found = set[int].intersection(*(self._of.get(key, set()) for key in keys)) if keys else set[int]()
        exact = [self._all[n] for n in sorted(found) if len(keys) > 1 or self._all[n].verdict != UNSURE or len({k[:3] for k in self._all[n].subject}) == 1]
        return bool(exact) and exact[-1].verdict == UNSURE


def _prefix(key: str) -> str:
    return {"e": "em-", "n": "nm-", "c": "cm-"}.get(key.split("-", 1)[0], "")


def _made(kind: str, key: str, subjects: tuple[str, ...], mentions: tuple[str, ...], sure: float, why: str, like: str = "") -> QueueItem:
    return QueueItem(f"{kind}:{key}", kind, subjects, mentions, _ASKED[kind], why, sure, like, {}, _ACTS[kind])


def _sure(claim: Claim) -> float:
    return max(m.confidence for m in claim.mentions)


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
