"""Yields DeskOnes: one document, one entity, whom a name stands for, how pairs stand, and what became of inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from operator import itemgetter

from dragoman.core.desk import FIRST, UNITS, Found, Page, found_of
from dragoman.core.desk_rows import DocumentPage, EntityPage, EntityRow, InputRow, PairRow, ShiftRow, Spelling, TiePoint
from dragoman.core.documents import Timex
from dragoman.core.records import Entity, Reason
from dragoman.core.ties import Shift
from dragoman.store import encoding
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_filter import days_of, is_id, one_of
from dragoman.store.desk_lists import DeskLists

_FAILED = "failed"
_MANY = 500
"""Documents of an entity from which on its mentions are sought document by document, as most documents have one."""


class DeskOnes(DeskLists):
    """Single records of the desk."""

    def document(self, key: str) -> DocumentPage | None:
        """One document with all that was drawn from it."""
        with self._file.snapshot():
            found = self._rows("document", key)
            if not found:
                return None
            named = [(entity, encoding.decode_mention(record)) for entity, record in self._rows("mentions_in", key)]
            mentions = sorted((m for _, m in named), key=lambda m: (m.start, m.end, m.id))
            kinship = next(iter(encoding.decode_records("kinships", [r[0] for r in self._rows("records", listed([key]), "kinships")])), None)
            others = [row[0] for row in self._rows("kin_of", key)]
            kin = encoding.decode_records("kinships", [row[0] for row in self._rows("records", listed(others), "kinships")])
            times = self._rows("times", key)
            drawn = {kind: encoding.decode_records(kind, [r[0] for r in self._rows("resting", key, kind)]) for kind in ("events", "claims", "questions")}
            heads = encoding.decode_records("entities", [r[0] for r in self._rows("records", listed(entity for entity, _ in named), "entities")])
            rows = self.document_rows({key, *others, *([kinship.of] if kinship else [])})
            return DocumentPage(
                row=rows[key],
                document=encoding.decode_document(*found[0]),
                times=encoding.decode_times(times[0][0]) if times else (),
                mentions=tuple(mentions),
                entity={m.id: entity for entity, m in named},
                entities={head.id: head for head in heads},
                events=drawn["events"],
                claims=drawn["claims"],
                questions=drawn["questions"],
                kinship=kinship,
                kin=kin,
                heads={other: row for other, row in rows.items() if other != key},
            )

    def entity(self, key: str, page: Page = FIRST) -> EntityPage | None:
        """One entity with a page of its mentions, the newest documents first."""
        with self._file.snapshot():
            key = key if self._rows("entity_row", key) else self._current(key) or key
            rows = self.entity_rows([key])
            if key not in rows:
                return None
            head = encoding.decode_records("entities", [row[0] for row in self._rows("records", listed([key]), "entities")])[0]
            asked = "mentions_of_many" if rows[key].documents > _MANY else "mentions_of"
            mentions = tuple(encoding.decode_mention(row[0]) for row in self._rows(asked, key, page.size, page.skipped))
            spellings = tuple(Spelling(*row) for row in self._rows("spellings", key))
            found = found_of(mentions, rows[key].mentions, page)
            return EntityPage(rows[key], head, found, spellings, self.document_rows(m.doc for m in mentions))

    def heads(self, keys: Iterable[str], faces: int = 12) -> tuple[Entity, ...]:
        """Some entities by id, without reasons, with one mention of each of their most frequent faces."""
        wanted = listed(keys)
        heads = encoding.decode_records("entities", [row[0] for row in self._rows("records", wanted, "entities")])
        told = encoding.entity_parts(self._rows("faces", wanted, faces), encoding.decode_mention)
        return tuple(replace(head, mentions=tuple(told.get(head.id, ()))) for head in heads)

    def reasons(self, key: str, most: int = 500) -> tuple[Reason, ...]:
        """Why the mentions of an entity are one's, the first so many."""
        return tuple(encoding.decode_reason(row[0]) for row in self._rows("reasons", key, most))

    def times(self, documents: Iterable[str]) -> Mapping[str, tuple[Timex, ...]]:
        """{document: its time expressions} of some documents."""
        return {key: encoding.decode_times(times) for key, times in self._rows("times_of", listed(documents))}

    def subject(self, words: str) -> EntityRow | None:
        """Whom a name, code or id stands for: states first, then who is named by it most; None where nobody is."""
        with self._file.snapshot():
            key = self._subject(words.strip())
            return self.entity_rows([key]).get(key) if key else None

    def _subject(self, words: str) -> str | None:
        if is_id(words):
            return words if self._rows("entity_row", words) else self._current(words)
        if words.isupper():
            found = self._rows("subject_by_code", words) or self._rows("subject_by_other_code", words)
            if found:
                return str(found[0][0])
        wanted = " ".join(encoding.fold(words).split())
        found = self._rows("subject_by_row", listed(self._named(words)))
        exact = [row for row in found if wanted in encoding.fold(row[1]).split("\n")]
        ordered = sorted(exact or found, key=lambda row: (row[2] != "state" and bool(exact), row[4] != wanted, -row[3], row[0]))
        return str(ordered[0][0]) if ordered else None

    def labels(self, keys: Iterable[str]) -> Mapping[str, str]:
        """{code or id: name}: of a state's or body's code its name, of an entity its name, else itself."""
        keys = sorted(set(keys))
        found = {key: key for key in keys} | dict(self._states(key for key in keys if not is_id(key)))
        return found | dict(self._rows("names_of_entities", listed(key for key in keys if is_id(key))))

    def current(self, key: str) -> str | None:
        """The id under which a record stands now: itself, or what took its place; None where it went for good."""
        return key if self._rows("exists", key) else self._current(key)

    def pairs(self, since: str | None = None, until: str | None = None, unit: str = "month", most: int = 200, about: str | None = None) -> tuple[PairRow, ...]:
        """Ordered pairs by counted acts, over the units of time that begin in a span; about: those with this code or id."""
        one_of("unit", unit, UNITS)
        low, high = days_of(since, until)
        span = (low.isoformat() if low else "", high.isoformat() if high else "9999")
        with self._file.snapshot():
            return self._once(("pairs", unit, span, about, most), lambda: self._pairs(unit, *span, about, most))

    def _pairs(self, *asked: object) -> tuple[PairRow, ...]:
        rows = self._rows("pairs", *asked)
        labels = self.labels(key for row in rows for key in row[:2])
        return tuple(PairRow(a, b, n, score, first, last, labels[a], labels[b]) for a, b, n, score, first, last in rows)

    def series(self, a: str, b: str, unit: str = "month") -> tuple[TiePoint, ...]:
        """The score of either towards the other in each unit of time that has counted acts, in order; codes or ids."""
        one_of("unit", unit, UNITS)
        rows = self._rows("series", unit, a, b) + self._rows("series", unit, b, a)
        rows.sort(key=itemgetter(2, 0))
        return tuple(map(TiePoint._make, rows))

    def periods(self, unit: str = "month") -> tuple[tuple[str, int], ...]:
        """(first day, counted acts) of each unit of time in which there are ties, in order."""
        one_of("unit", unit, UNITS)
        with self._file.snapshot():
            return self._once(("periods", unit), lambda: tuple((start, n) for start, n in self._rows("periods", unit)))

    def shifts(self, most: int = 20) -> tuple[ShiftRow, ...]:
        """Changes of level, the latest first."""
        with self._file.snapshot():
            return self._once(("shifts", most), lambda: self._shifts(most))

    def _shifts(self, most: int) -> tuple[ShiftRow, ...]:
        found: list[Shift] = list(encoding.decode_records("shifts", [row[0] for row in self._rows("shifts", most)]))
        labels = self.labels(key for shift in found for key in (shift.actor, shift.recipient))
        found.sort(key=lambda s: (s.actor, s.recipient))
        found.sort(key=lambda s: s.date.end or s.date.start or "", reverse=True)
        return tuple(
            ShiftRow(s.actor, s.recipient, s.date.start, s.date.end, s.before, s.after, s.confidence, labels[s.actor], labels[s.recipient]) for s in found
        )

    def inputs(self, state: str | None = None, page: Page = FIRST) -> Found[InputRow]:
        """What became of inputs, the latest first; state: only those so."""
        with self._file.snapshot():
            counts = self.input_counts()
            rows = self._rows("inputs", state, page.size, page.skipped)
            bad = {key: encoding.decode_failure(record) for key, record in self._rows("input_failures", listed(row[2] for row in rows))}
            bad |= {key: encoding.decode_failure(record) for key, record in self._rows("document_failures", listed(row[4] for row in rows if row[4]))}
            found = []
            for _, path, location, told, document, error, kin in rows:
                why = bad.get(document) or (bad.get(location) if told == _FAILED or error else None)
                found.append(InputRow(path, location, told, document or None, error or (why.error if why else None), why.message if why else None, kin))
            total = counts.get(state, 0) if state else sum(counts.values())
            return found_of(tuple(found), total, page)

    def input_counts(self) -> Mapping[str, int]:
        """{state: inputs}."""
        return dict(self._rows("input_counts"))

    def counts(self) -> Mapping[str, int]:
        """How many of each there are."""
        with self._file.snapshot():
            none = dict.fromkeys(("stories", "incidents"), 0)
            return none | dict(self._rows("counts")) | {"events": len(self._all()), "pairs": self._rows("pair_count")[0][0]}
