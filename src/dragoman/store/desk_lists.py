"""Yields DeskLists: lists and facets of documents, entities and questions, stories and inputs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.codebook.skeleton import name_words, skeletons
from dragoman.core.desk import (
    DOCUMENT_FACETS,
    DOCUMENT_SORTS,
    ENTITY_FACETS,
    ENTITY_SORTS,
    FIRST,
    KIN,
    QUESTION_FACETS,
    QUESTION_SORTS,
    STATES,
    WHICH,
    DocumentFilter,
    EntityFilter,
    Facet,
    FacetValue,
    Found,
    Page,
    QuestionFilter,
    found_of,
)
from dragoman.core.desk_rows import DocumentRow, EntityRow, GatheringRow, QuestionRow
from dragoman.core.errors import UsageError
from dragoman.store import encoding
from dragoman.store.desk_base import TOP
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_filter import days_of, one_of
from dragoman.store.desk_lanes import DeskLanes
from dragoman.store.desk_where import Where, both
from dragoman.store.desk_words import read_words

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_DOCUMENT_ORDER = {
    "-time": "day DESC, id DESC",
    "time": "day IS NULL, day, id",
    "new": "number DESC",
    "events": "events DESC, claims DESC, id",
}
_ENTITY_ORDER = {"documents": "documents DESC, mentions DESC, id", "events": "events DESC, documents DESC, id", "name": "folded, id", "new": "born DESC, id"}
_QUESTION_ORDER = {
    "contested": "severity DESC, outlets DESC, origins DESC, answers DESC, id",
    "-time": "last IS NULL, last DESC, severity DESC, id",
    "new": "latest DESC, severity DESC, id",
    "outlets": "outlets DESC, origins DESC, severity DESC, id",
}
_WHICH = {"open": "open = 1", "differ": "severity > 2", "disputed": "severity >= 4"}
_FACES = 24
_DOCUMENT = "id, number, title, outlet, lang, day, path, url, kin, of, copies, events, claims, length, state"
_ENTITY = "id, type, name, aliases, country, mentions, documents, events, claims"


class DeskLists(DeskLanes):
    """Lists of the desk that are no events."""

    def documents(self, asked: DocumentFilter, page: Page = FIRST, sort: str = "-time") -> Found[DocumentRow]:
        """Documents; sort: one of DOCUMENT_SORTS."""
        one_of("sort", sort, DOCUMENT_SORTS)
        with self._file.snapshot():
            where = both(self._document_fields(asked))
            rows = self._page("desk_documents", _DOCUMENT, where, _DOCUMENT_ORDER[sort], page)
            return found_of(tuple(DocumentRow(*row) for row in rows), self._count("desk_documents", where), page)

    def document_rows(self, keys: Iterable[str]) -> Mapping[str, DocumentRow]:
        """Rows of some documents, by id."""
        return {row[0]: DocumentRow(*row) for row in self._rows("document_rows", listed(keys))}

    def document_facets(self, asked: DocumentFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of documents."""
        with self._file.snapshot():
            fields = self._document_fields(asked)
            return tuple(self._facet_of("desk_documents", name, fields, getattr(asked, name), top) for name in DOCUMENT_FACETS)

    def _document_fields(self, asked: DocumentFilter) -> dict[str, Where]:
        for name, allowed in (("kin", KIN), ("state", STATES)):
            for value in getattr(asked, name):
                one_of(name, value, allowed)
        low, high = days_of(asked.since, asked.until)
        fields = {name: Where.one_of(name, getattr(asked, name)) for name in ("outlet", "lang", "kin", "state") if getattr(asked, name)}
        for month in asked.month:
            if not _MONTH.fullmatch(month):
                raise UsageError(f"a month is like 2025-02; not {month[:40]!r}")
        if asked.month:
            fields["month"] = Where.one_of("substr(day, 1, 7)", asked.month)
        if low:
            fields["since"] = Where("day >= ?", (low.isoformat(),))
        if high:
            fields["until"] = Where("substr(day, 1, 10) <= ?", (high.isoformat(),))
        if asked.after:
            fields["after"] = Where("number > ?", (asked.after,))
        if asked.of:
            fields["of"] = Where("of = ?", (asked.of,))
        if asked.about.strip():
            fields["about"] = Where.rows(row[0] for row in self._matching("document_words", asked.about, "folded"))
        if asked.entity:
            fields["entity"] = Where.rows(row[0] for row in self._rows("documents_naming", self._current(asked.entity) or asked.entity))
        if asked.event:
            fields["event"] = Where.rows(row[0] for row in self._rows("documents_telling", self._current(asked.event) or asked.event))
        return fields

    def entities(self, asked: EntityFilter, page: Page = FIRST, sort: str = "documents") -> Found[EntityRow]:
        """Entities; sort: one of ENTITY_SORTS; where names are sought, the nearest first."""
        one_of("sort", sort, ENTITY_SORTS)
        with self._file.snapshot():
            where = both(self._entity_fields(asked))
            wanted = encoding.fold(asked.q.strip())
            order = _ENTITY_ORDER[sort]
            first = "folded <> ?, substr(folded, 1, ?) <> ?, " if wanted else ""
            rows = self._page("desk_entities", _ENTITY, where, first + order, page, (wanted, len(wanted), wanted) if wanted else ())
            found = tuple(_entity_row(row) for row in rows)
            return found_of(self._spelled(found, asked.q) if wanted else found, self._count("desk_entities", where), page)

    def _spelled(self, rows: Sequence[EntityRow], words: str) -> tuple[EntityRow, ...]:
        """The rows with the spelling in which each was found, where that is among its aliases or most frequent."""
        asked = read_words(words)
        written: dict[str, list[str]] = {}
        for entity, record in self._rows("faces", listed(row.id for row in rows), _FACES):
            written.setdefault(entity, []).append(encoding.decode_mention(record).text)
        found = []
        for row in rows:
            names = (row.name, *row.aliases, *written.get(row.id, ()))
            found.append(replace(row, spelled=next((" ".join(name.split()) for name in names if asked.begins(name)), "")))
        return tuple(found)

    def entity_rows(self, keys: Iterable[str]) -> Mapping[str, EntityRow]:
        """Rows of some entities, by id."""
        return {row[0]: _entity_row(row) for row in self._rows("entity_rows", listed(keys))}

    def entity_facets(self, asked: EntityFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of entities."""
        with self._file.snapshot():
            fields = self._entity_fields(asked)
            return tuple(self._facet_of("desk_entities", name, fields, getattr(asked, name), top) for name in ENTITY_FACETS)

    def _entity_fields(self, asked: EntityFilter) -> dict[str, Where]:
        fields = {name: Where.one_of(name, getattr(asked, name)) for name in ENTITY_FACETS if getattr(asked, name)}
        if asked.after:
            fields["after"] = Where("born > ?", (asked.after,))
        if asked.q.strip():
            fields["q"] = Where.rows(self._named(asked.q))
        return fields

    def questions(self, asked: QuestionFilter, page: Page = FIRST, sort: str = "contested") -> Found[QuestionRow]:
        """Questions; sort: one of QUESTION_SORTS."""
        one_of("sort", sort, QUESTION_SORTS)
        with self._file.snapshot():
            where = both(self._question_fields(asked))
            keys = [row[0] for row in self._page("desk_questions", "id", where, _QUESTION_ORDER[sort], page)]
            return found_of(self._question_rows(keys), self._count("desk_questions", where), page)

    def question(self, key: str) -> QuestionRow | None:
        """One question."""
        with self._file.snapshot():
            return next(iter(self._question_rows([key]) or self._question_rows([self._current(key) or key])), None)

    def question_facets(self, asked: QuestionFilter, top: int = TOP) -> tuple[Facet, ...]:
        """Facets of questions."""
        with self._file.snapshot():
            fields = self._question_fields(asked)
            slots = self._facet_of("desk_questions", QUESTION_FACETS[0], fields, asked.slot, top)
            without = both({name: where for name, where in fields.items() if name != "which"})
            counts = {
                name: self._count("desk_questions", both({"": without, "which": Where(_WHICH[name])} if name in _WHICH else {"": without})) for name in WHICH
            }
            return slots, Facet("which", tuple(FacetValue(name, name, counts[name], name == asked.which) for name in WHICH))

    def _question_fields(self, asked: QuestionFilter) -> dict[str, Where]:
        one_of("which", asked.which, WHICH)
        fields = {"which": Where(_WHICH[asked.which])} if asked.which in _WHICH else {}
        if asked.slot:
            fields["slot"] = Where.one_of("slot", asked.slot)
        if asked.about:
            fields["about"] = Where.one_of("about", tuple(self._current(key) or key for key in asked.about))
        if asked.document:
            fields["document"] = Where("id IN (SELECT key FROM resting WHERE document = ? AND kind = 'questions')", (asked.document,))
        if asked.after:
            fields["after"] = Where("born > ?", (asked.after,))
        if asked.words.strip():
            fields["words"] = Where.rows(row[0] for row in self._matching("question_matches", asked.words))
        return fields

    def _question_rows(self, keys: Sequence[str]) -> tuple[QuestionRow, ...]:
        rows = self._rows("question_rows", encoding.encode(list(keys)).decode())
        questions = encoding.decode_records("questions", [row[0] for row in rows])
        about = listed(question.about for question in questions)
        subjects = dict(self._rows("summaries", about)) | dict(self._rows("names_of_entities", about))
        found = []
        for question, (_, *counts, level, is_open, first, last) in zip(questions, rows, strict=True):
            answers, documents, outlets, origins = counts
            subject = subjects.get(question.about, "")
            found.append(QuestionRow(question, answers, documents, outlets, origins, level, bool(is_open), level >= 4, first, last, subject))
        return tuple(found)

    def gatherings(self, kind: str, words: str = "", page: Page = FIRST, level: str | None = None) -> Found[GatheringRow]:
        """`stories` or `incidents`, the latest first; words: in the name."""
        one_of("kind", kind, ("incidents", "stories"))
        with self._file.snapshot():
            fields = {"kind": Where("kind = ?", (kind,))} | ({"level": Where("level = ?", (level,))} if level else {})
            fields |= {word: Where("instr(folded, ?)", (word,)) for word in encoding.fold(words).split()}
            columns = "kind, id, name, level, parent, first, last, documents, events"
            rows = self._page("desk_gatherings", columns, both(fields), "last IS NULL, last DESC, documents DESC, id", page)
            return found_of(tuple(GatheringRow(*row) for row in rows), self._count("desk_gatherings", both(fields)), page)

    # What all lists share

    def _page(self, table: str, columns: str, where: Where, order: str, page: Page, first: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        sql = f"SELECT {columns} FROM {table} WHERE {where.sql} ORDER BY {order} LIMIT ? OFFSET ?"
        return self._ask(sql, *where.values, *first, page.size, page.skipped)

    def _count(self, table: str, where: Where) -> int:
        return int(self._ask(f"SELECT count(*) FROM {table} WHERE {where.sql}", *where.values)[0][0])

    def _facet_of(self, table: str, name: str, fields: Mapping[str, Where], chosen: Sequence[str], top: int) -> Facet:
        where = both({key: field for key, field in fields.items() if key != name})
        value = "substr(day, 1, 7)" if name == "month" else name
        order = "1 DESC" if name == "month" else "2 DESC, 1"
        sql = f"SELECT {value}, count(*) FROM {table} WHERE {where.sql} AND {value} IS NOT NULL GROUP BY 1 ORDER BY {order}"
        counts = {row[0]: row[1] for row in self._ask(sql, *where.values)}
        shown = [*list(counts)[:top], *(value for value in chosen if value not in list(counts)[:top])]
        labels = self._states(shown) if name == "country" else {}
        values = [FacetValue(value, labels.get(value, value), counts.get(value, 0), value in chosen) for value in shown]
        if name == "month":
            values.sort(key=lambda value: value.value)
        return Facet(name, tuple(values), len(counts.keys() - set(shown)))

    def _matching(self, name: str, words: str, column: str = "") -> list[tuple[Any, ...]]:
        query = read_words(words).query(column)
        return self._rows(name, query) if query else []

    def _named(self, words: str) -> list[int]:
        """Rows of entities one of whose names holds words that begin so; where none does, those with names that sound so."""
        query = read_words(words).beginnings()
        found = [row[0] for row in self._rows("entity_matches", f"{{names}} : ({query})")] if query else []
        if found or not query:
            return found
        sounds = [sorted(skeletons(word)) for word in name_words(words)]
        query = " AND ".join(f"({' OR '.join(f'"{sound}"' for sound in each)})" for each in sounds if each)
        return [row[0] for row in self._rows("entity_matches", f"{{sounds}} : ({query})")] if query else []


def _entity_row(row: Sequence[Any]) -> EntityRow:
    key, kind, name, aliases, *rest = row
    return EntityRow(key, kind, name, tuple(filter(None, aliases.split("\n"))), *rest)
