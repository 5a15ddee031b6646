"""Yields SqliteParts: the resolved records of a record in SQLite, written whole or replaced in parts, and found by document, mention or key."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dragoman.core.mentions import EntityMention, Extracted
from dragoman.core.parts import Block, Index, Joined, Known, Put, Splice
from dragoman.core.records import Reason
from dragoman.core.resolved import Resolved
from dragoman.store import encoding
from dragoman.store.desk_stale import AT_ONCE, is_behind
from dragoman.store.replacing import changes_of, rows_of
from dragoman.store.rows import bare, face_of, key_of, pair_key
from dragoman.store.sqlite_drawn import SqliteDrawn

_BY_DOCUMENT = frozenset({"kinships", "origins"})
"""Kinds of records that have the key of a document."""
_SOME = 64
"""Documents of an entity that are told of it."""


class SqliteParts(SqliteDrawn):
    """Resolved records in the file of a record."""

    # Reader

    def resolved(self) -> Resolved:
        """The resolved records as they stand."""
        rows = [(kind, record) for kind, record in self._rows("resolved")]
        mentions = encoding.entity_parts(self._rows("entity_mentions"), encoding.decode_mention)
        reasons = encoding.entity_parts(self._rows("reasons"), encoding.decode_reason)
        return encoding.with_parts(encoding.decode_resolved(rows), mentions, reasons)

    def stamps(self) -> tuple[dict[str, int], dict[str, int]]:
        """{document: stamp} of what is coded, and of what the resolved records are made of."""
        return dict(self._rows("stamps")), dict(self._rows("resolved_stamps"))

    def latest_day(self) -> str | None:
        """The latest publication day, None where no document has one."""
        day = self._rows("latest_day")[0][0]
        return None if day is None else str(day)

    def days(self, documents: Iterable[str]) -> dict[str, str]:
        """{document: publication day} of those that have one."""
        return dict(self._rows("days", _list(documents)))

    def extracted_of(self, documents: Iterable[str]) -> Iterator[Extracted]:
        """What was drawn from some documents, by id."""
        for record, text, path, version, times, drawn in self._rows("extracted_of", _list(documents)):
            yield encoding.decode_extracted(encoding.decode_document(record, text, path), version, times, drawn)

    def weight(self) -> int:
        """Bytes of all that was drawn from documents."""
        return int(self._rows("weight")[0][0] or 0)

    def resting(self, kind: str, documents: Iterable[str]) -> tuple[Any, ...]:
        """Records of a kind, other than entities, that rest on any of some documents."""
        return encoding.decode_records(kind, [row[0] for row in self._rows("resting", _list(documents), kind)])

    def parts(self, kind: str, keys: Iterable[str]) -> tuple[Any, ...]:
        """Records of a kind by key; entities without mentions and reasons. Those that are not there are left out."""
        return encoding.decode_records(kind, [row[0] for row in self._rows("parts", _list(keys), kind)])

    def of_pair(self, kind: str, actor: str, recipient: str, unit: str = "", after: str = "") -> tuple[Any, ...]:
        """Ties or shifts of an ordered pair; unit: only ties of it; after: only those that begin later than an ISO day."""
        start = pair_key(actor, recipient)
        first = f"{start}{after}\n" if after else start
        return encoding.decode_records(kind, [row[0] for row in self._rows("between", kind, first, start[:-1] + "\n", f"*{unit}")])

    def entity_of(self, documents: Iterable[str]) -> dict[str, str]:
        """{entity mention: entity} of some documents."""
        return dict(self._rows("entity_of", _list(documents)))

    def entity_of_mentions(self, mentions: Iterable[str]) -> dict[str, str]:
        """{entity mention: entity} of those that are in the record."""
        return dict(self._rows("entity_of_mentions", _list(mentions)))

    def all_of(self, kind: str) -> tuple[Any, ...]:
        """All records of a kind, other than entities."""
        return encoding.decode_records(kind, [row[0] for row in self._rows("all_of", kind)])

    def rests_on(self, kind: str, key: str) -> frozenset[str]:
        """The documents that a record rests on."""
        return frozenset(row[0] for row in self._rows("rests_on", kind, key))

    def documents_of_entities(self, entities: Iterable[str], *, told: bool = False) -> dict[str, frozenset[str]]:
        """{entity: its documents}; told: only those that tell an attribute of it."""
        rows = self._rows("documents_of_entities", _list(entities), int(told))
        return {entity: frozenset(row[1] for row in found) for entity, found in groupby(rows, key=lambda row: row[0])}

    def known(self, entities: Iterable[str], without: Iterable[str] = ()) -> tuple[Known, ...]:
        """Entities with one mention of each face, by id; without: documents whose mentions do not count."""
        wanted, out = _list(entities), list(without)
        heads = {entity.id: entity for entity in encoding.decode_records("entities", [row[0] for row in self._rows("parts", wanted, "entities")])}
        faces: dict[str, list[tuple[EntityMention, int]]] = {}
        for entity, record, count in self._rows("faces_without", wanted, _list(out)) if out else self._rows("faces", wanted):
            faces.setdefault(entity, []).append((encoding.decode_mention(record), count))
        lives = dict(self._rows("lives", wanted))
        some = {key: frozenset(m.doc for m, _ in found) for key, found in faces.items()}
        for entity, said in faces.items():
            if sum(count for _, count in said) > len(said):
                some[entity] |= {row[0] for row in self._rows("some_documents", entity, _SOME)} - set(out)
        return tuple(Known(heads[key], tuple(faces.get(key, ())), some.get(key, frozenset()), lives.get(key, "")) for key in sorted(heads))

    def found_by(self, space: str, keys: Iterable[str], most: int) -> dict[str, tuple[str, ...]]:
        """{key: at most so many documents or records that it leads to, those of the smallest ids}."""
        found: dict[str, tuple[str, ...]] = {}
        for key in sorted(set(keys)):
            rows = self._rows("found_by", space, key, most)
            if rows:
                found[key] = tuple(row[0] for row in rows)
        return found

    def near_blocks(self, block: Block, window: int, most: int) -> list[tuple[str, str]]:
        """(event mention, document) of the same block and days, at most so many: first those that tell the like, then the nearest in time."""
        key, first, last, kind, near, half = block
        open_to = int(half or key % 2 == 0)
        return [(m, d) for m, d in self._rows("near_blocks", key, last + window, first - window, open_to, near, kind, first, most)]

    def odds(self, pair: str) -> float | None:
        """What a model said of a pair of tellings; None where it was not asked."""
        rows = list(self._rows("odds", pair))
        return float(rows[0][0]) if rows else None

    # Writer

    def put_odds(self, odds: Mapping[str, float], *, alone: bool) -> None:
        """Keeps what a model said of pairs; alone: what is kept of others goes."""
        with self._transaction():
            if alone:
                self._do("drop_odds", json.dumps(sorted(odds)))
            self._do("put_odds", json.dumps(odds))

    def replace_resolved(self, resolved: Resolved, resolved_for: str, index: Index | None = None, stamps: Mapping[str, int] | None = None) -> None:
        """All resolved records at once; ids that go leave a redirect. index: what leads to them; stamps: of the documents that they are made of.

        What is the same as before is not written again. What changes is worked out before others are kept from writing.
        """
        wanted = rows_of(resolved, index or Index(), stamps or {})
        with self.snapshot():
            turn, changes = self.note("turn"), changes_of(self._db, wanted, resolved)
        self._wipe()
        with self._transaction():
            if self.note("turn") != turn:
                changes = changes_of(self._db, wanted, resolved)
            changes.write(self._db)
            self._turn(resolved_for)
        self._catch_up()
        self._overwrite()

    def splice(self, splice: Splice) -> bool:
        """Some resolved records in place of others, in one transaction; ids that go leave a redirect. False, and nothing written, where it is out of date."""
        self._wipe()
        with self._transaction():
            if self.note("turn") != splice.turn:
                return False
            resting = {old: [row[0] for row in self._rows("documents_of_record", old, old)] for old in splice.renamed}
            for kind, key in sorted(splice.drop):
                self._drop(kind, key)
                if kind not in _BY_DOCUMENT:  # else the key is a document's, which is still found
                    self._do("drop_found_by", key)
            self._forget(splice)
            told = frozenset(key for marks in splice.index.marks for key in marks.told)
            for joined in splice.joined:
                self._join(joined, told)
            for put in splice.put:
                self._drop(put.kind, key_of(put.kind, put.record))
            self._put_all(splice.put)
            self._put_index(splice.index)
            for old, new in sorted(splice.renamed.items()):
                self._rename(old, new, resting[old])
            self._db.executemany(self._write["put_resolved_document"], sorted(splice.documents.items()))
            self._db.executemany(self._write["drop_redirect"], [(put.record.id,) for put in splice.put if hasattr(put.record, "id")])
            self._db.executemany(self._write["drop_redirect"], [(joined.entity.id,) for joined in splice.joined])
            self._turn(splice.note)
        self._catch_up()
        self._overwrite()
        return True

    def _forget(self, splice: Splice) -> None:
        """What leads to documents that go, or that are marked anew."""
        for document in sorted({*splice.gone, *(marks.document for marks in splice.index.marks)}):
            self._do("drop_blocks", document)
            self._do("drop_found_by", document)
        touched = sorted(set(self.entity_of(splice.gone).values()))
        for document in sorted(splice.gone):
            self._do("drop_reasons", document)
            self._do("drop_entity_mentions", document)
            self._do("drop_resolved_document", document)
        for entity in touched:
            self._do("drop_faces", entity)
            self._do("count_faces", entity)
        for ref in sorted(splice.index.keys):
            self._do("drop_found_by", ref)

    def _turn(self, note: str) -> None:
        if is_behind(self._db) and not is_behind(self._db, AT_ONCE):
            self._draw()
        self._do("put_meta", "resolved_for", note)
        self._do("put_meta", "turn", str(int(self.note("turn") or 0) + 1))

    def _rename(self, old: str, new: str, documents: Sequence[str]) -> None:
        """A new id in all records that rest on some documents, and in the keys of questions; the old one leads to it."""
        found = _list(documents)
        self._do("rename", f'"{old}"', f'"{new}"', found, f'"{old}"')
        self._do("rename_entities", f'"{old}"', f'"{new}"', found, f'"{old}"')
        self._do("rename_keys", old, new, found, old)
        self._do("move_redirects", new, old)
        self._do("put_redirect", old, new)

    def _drop(self, kind: str, key: str) -> None:
        self._do("drop_part", kind, key)
        self._do("drop_resting", kind, key)

    def _join(self, joined: Joined, told: Collection[str]) -> None:
        key = joined.entity.id
        for old in joined.was:
            self._drop("entities", old)
            self._do("drop_found_by", old)
            if old != key:
                start = self._reasons_of(key)
                self._do("move_mentions", key, old)
                self._do("move_faces", key, old)
                self._do("drop_faces", old)
                self._do("move_reasons", key, start, old)
        self._put_all([Put("entities", joined.entity, frozenset())])
        self._put_mentions(key, joined.added, told)
        self._put_reasons(key, self._reasons_of(key), joined.reasons)

    def _reasons_of(self, entity: str) -> int:
        return int(self._rows("reasons_of", entity)[0][0])

    def _put_all(self, puts: Sequence[Put]) -> None:
        rows = [(put.kind, key_of(put.kind, put.record), str(getattr(put.record, "id", "")), encoding.encode(bare(put.record))) for put in puts]
        self._db.executemany(self._write["put_part"], rows)
        resting = [(doc, put.kind, row[1]) for put, row in zip(puts, rows, strict=True) if put.kind != "entities" for doc in sorted(put.documents)]
        self._db.executemany(self._write["put_resting"], resting)

    def _put_mentions(self, entity: str, mentions: Iterable[EntityMention], told: Collection[str]) -> None:
        rows = [(m.id, entity, m.doc, face_of(m), int(m.id in told), encoding.encode(m)) for m in mentions]
        self._db.executemany(self._write["put_entity_mention"], rows)
        self._db.executemany(self._write["put_face"], [(entity, row[3], row[0]) for row in rows])

    def _put_reasons(self, entity: str, start: int, reasons: Iterable[Reason]) -> None:
        self._db.executemany(self._write["put_reason"], [(entity, n, r.a, r.b, encoding.encode(r)) for n, r in enumerate(reasons, start)])

    def _put_index(self, index: Index) -> None:
        keys = [(space, key, marks.document) for marks in index.marks for space, key in marks.keys]
        keys += [(space, key, ref) for ref, mine in index.keys.items() for space, key in mine]
        self._db.executemany(self._write["put_found_by"], keys)
        rows = [(*block, mention, marks.document) for marks in index.marks for mention, mine in marks.blocks.items() for block in mine]
        self._db.executemany(self._write["put_block"], rows)


def _list(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))
