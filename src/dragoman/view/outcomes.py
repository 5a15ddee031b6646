"""Yields Outcome: how what a source is quoted with stands to what others are quoted with, before and after; counted from questions and dates, no verdict."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from dragoman.core.records import Claim, ClaimTold
from dragoman.view.sources import Source, Sources, Telling

RELATIONS = (
    *("contradicts", "disputes", "superseded", "supersedes", "different_answer"),
    *("sharper", "vaguer", "certainty_differs", "agrees", "same_act", "compatible"),
)
"""What the other statement does to the source's, the most telling first; same_act: it tells the same act, and nothing compares the two."""
WHEN = ("later", "same_day", "earlier", "same_report", "undated")
WHOSE = ("other", "same_word", "itself")
"""Whose the other statement is: another source's; one's that rests on the same source nearest to the fact; its own."""
_TURNED = {"sharper": "vaguer", "vaguer": "sharper"}
_UNDATED = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """telling: the source's statement when first made; other: the statement that it is held against. about: id of the question or act; None: the same claim.

    relation: what the other does to it: `sharper`: the other is the sharper one; superseded: the other, later, overtakes it.
    """

    telling: Telling
    other: Claim
    told: ClaimTold
    relation: str
    when: str
    whose: str
    about: str | None


@dataclass(frozen=True)
class Outcomes:
    """All outcomes of a source's statements. untold: claims that no other source tells or answers; last: claims of the last day's reports."""

    outcomes: tuple[Outcome, ...]
    claims: tuple[str, ...]
    untold: tuple[str, ...]
    last: tuple[str, ...]

    def counts(self, when: str = "later", whose: str = "other") -> Counter[str]:
        """Relation to statements of the source, each at most once for a relation."""
        pairs = {(o.relation, o.telling.claim.id) for o in self.outcomes if o.when == when and o.whose == whose}
        return Counter(relation for relation, _ in sorted(pairs))


class Comparison:
    """Compares the statements of sources with each other; made once for a record."""

    def __init__(self, found: Sources) -> None:
        self._found, self._record = found, found.record
        self._related: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for question in self._record.resolved.questions:
            for r in question.relations:
                self._related[r.a].append((r.b, _TURNED.get(r.relation, r.relation), question.id))
                self._related[r.b].append((r.a, r.relation, question.id))
        self._telling_act: dict[str, list[str]] = defaultdict(list)
        for claim in self._record.resolved.claims:
            for event in claim.events:
                self._telling_act[event].append(claim.id)
        self._days = {d.id: d.published.day for d in self._record.documents if d.published}
        self._told: dict[str, tuple[tuple[ClaimTold, tuple[str, ...]], ...]] = {}
        self._last = max(self._days.values(), default=_UNDATED)

    def outcomes(self, source: Source) -> Outcomes:
        """How the statements of a source fared; in order of its tellings, then of RELATIONS."""
        first: dict[str, Telling] = {}
        for telling in source.tellings:  # in order of time
            first.setdefault(telling.claim.id, telling)
        found = [outcome for telling in first.values() for outcome in self._of(source, telling)]
        spoken = {o.telling.claim.id for o in found if o.whose == "other"}
        last = tuple(c for c, t in first.items() if self._day(t.told.doc) >= self._last)
        return Outcomes(tuple(found), tuple(first), tuple(c for c in first if c not in spoken), last)

    def _of(self, source: Source, telling: Telling) -> list[Outcome]:
        rows: list[tuple[str, str, str | None]] = [*self._related[telling.claim.id], (telling.claim.id, "agrees", None)]
        compared = {other for other, _, _ in rows}
        rows += [(c, "same_act", e) for e in telling.claim.events for c in self._telling_act[e] if c not in compared]
        found: dict[tuple[str, ...], Outcome] = {}
        nearest = self._found.voices.holders(telling.told)[-1]
        for other, relation, about in rows:
            for told, holders in self._tellings(other):
                when = self._when(telling, told)
                if told.id == telling.told.id or (relation == "same_act" and when == "same_report"):
                    continue
                whose = "itself" if source.key in holders else "same_word" if holders[-1] == nearest else "other"
                turned = "supersedes" if relation == "superseded" and when == "earlier" else relation
                key = (other, turned, when, whose, about or "")
                if key not in found:
                    found[key] = Outcome(telling, self._record.claim[other], told, turned, when, whose, about)
        return sorted(found.values(), key=lambda o: (WHOSE.index(o.whose), WHEN.index(o.when), RELATIONS.index(o.relation), self._day(o.told.doc), o.other.id))

    def _when(self, telling: Telling, told: ClaimTold) -> str:
        if self._record.origin.get(told.doc, told.doc) == telling.origin:
            return "same_report"
        mine, theirs = self._day(telling.told.doc), self._day(told.doc)
        if not mine or not theirs:
            return "undated"
        return "later" if theirs > mine else "earlier" if theirs < mine else "same_day"

    def _tellings(self, claim: str) -> tuple[tuple[ClaimTold, tuple[str, ...]], ...]:
        """Who tells a claim, in order of time, each with those on whose word he does."""
        if claim not in self._told:
            known = self._record.claim.get(claim)
            told = sorted(known.mentions, key=lambda m: (self._day(m.doc), m.doc, m.id)) if known else ()
            self._told[claim] = tuple((m, self._found.voices.holders(m)) for m in told)
        return self._told[claim]

    def _day(self, doc: str) -> str:
        return self._days.get(doc, _UNDATED)
