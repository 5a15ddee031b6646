"""Yields MemoryStore, a store that forgets: it shows that the contract is no copy of what SQLite does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from dragoman.codebook.name_keys import name_keys
from dragoman.core.documents import Document, Timex
from dragoman.core.errors import NotFoundError
from dragoman.core.ids import sha256_hex
from dragoman.core.listed import Listed, ListHead
from dragoman.core.mentions import Extracted, Failure, Input, Judgement, Tombstone
from dragoman.core.resolved import Resolved
from dragoman.core.visits import Visit
from dragoman.store.base import Arrival
from dragoman.store.encoding import find_redirects, fold, match_query


class MemoryStore:
    """The whole of a record in dictionaries."""

    def __init__(self) -> None:
        self._drawn: dict[str, Extracted] = {}
        self._raw: dict[str, bytes] = {}
        self._arrivals: dict[tuple[str, str, str], Arrival] = {}
        self._failures: dict[tuple[str, str], list[Failure]] = {}
        self._resolved, self._notes = Resolved(), dict[str, str]()
        self._odds: dict[str, float] = {}
        self._tombstones, self._visits = dict[str, Tombstone](), dict[str, Visit]()
        self._lists, self._listed = dict[str, ListHead](), dict[str, tuple[Listed, ...]]()
        self._redirects, self._judgements = dict[str, str](), dict[str, Judgement]()

    def close(self) -> None: ...

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        yield

    def documents(self) -> tuple[Document, ...]:
        return tuple(drawn.document for drawn in self.extracted())

    def document(self, key: str) -> Document | None:
        return self._drawn[key].document if key in self._drawn else None

    def versions(self) -> dict[str, str]:
        return {key: self._drawn[key].version for key in sorted(self._drawn)}

    def extracted(self) -> Iterator[Extracted]:
        yield from (self._drawn[key] for key in sorted(self._drawn))

    def times(self) -> dict[str, tuple[Timex, ...]]:
        return {drawn.document.id: drawn.times for drawn in self.extracted()}

    def resolved(self) -> Resolved:
        return self._resolved

    def note(self, key: str) -> str:
        return self._notes.get(key, "")

    def brought_by(self, location: str) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for at, part, document in sorted(self._arrivals):
            if at == location and document:
                found[part] = found.get(part, frozenset()) | {document}
        return found

    def failed(self) -> tuple[dict[str, str], frozenset[str]]:
        found = {location: failures[-1].error for (location, _), failures in sorted(self._failures.items()) if location and failures}
        return found, frozenset(document for (_, document), failures in self._failures.items() if document and failures)

    def locations_of(self, document: str) -> tuple[str, ...]:
        return tuple(sorted({at for at, _, key in self._arrivals if key == document}))

    def called(self, location: str) -> str | None:
        return next((a.path.removesuffix(a.part) for (at, *_), a in sorted(self._arrivals.items()) if at == location), None)

    def tombstones(self) -> tuple[Tombstone, ...]:
        return tuple(self._tombstones[key] for key in sorted(self._tombstones))

    def visit(self, url: str) -> Visit | None:
        return self._visits.get(url)

    def inputs(self) -> tuple[Input, ...]:
        found: dict[tuple[str, str], Input] = {}
        for arrival in sorted(self._arrivals.values(), key=lambda a: (a.path, a.document or "", a.state)):
            state = arrival.state
            if arrival.document and state != "updated":
                state = "added" if arrival.path == self._drawn[arrival.document].document.path else "copy"
            found.setdefault((arrival.path, arrival.document or ""), Input(arrival.path, state, arrival.document, arrival.error))
        return tuple(found.values())

    def failures(self) -> tuple[Failure, ...]:
        found = [
            replace(failure, input=self._drawn[document].document.path or "") if document else failure
            for (_, document), failures in self._failures.items()
            for failure in failures
        ]
        return tuple(sorted(set(found), key=lambda f: (f.input, f.stage, f.error, f.message)))

    def judgements(self) -> tuple[Judgement, ...]:
        return tuple(sorted(self._judgements.values(), key=lambda j: (j.at, j.id)))

    def redirects(self) -> dict[str, str]:
        return dict(sorted(self._redirects.items()))

    def search(self, words: str) -> tuple[str, ...]:
        wanted = [word.strip('"') for word in match_query(words).split()]
        return tuple(d.id for d in self.documents() if wanted and all(word in fold(f"{d.title} {d.text}") for word in wanted))

    def raw(self, sha256: str) -> bytes | None:
        return self._raw.get(sha256)

    def put_coded(self, extracted: Extracted, raw: bytes, arrival: Arrival, failure: Failure | None = None) -> None:
        document = extracted.document
        self._drawn[document.id] = extracted
        self._tombstones.pop(document.id, None)
        self._raw[sha256_hex(raw)] = raw
        self._failures["", document.id] = [failure] if failure else []
        self.put_arrival(arrival)

    def put_arrival(self, arrival: Arrival, document: Document | None = None) -> None:
        if document is not None:
            drawn = self._drawn[document.id]
            path = min(filter(None, (document.path, drawn.document.path)), default=None)
            self._drawn[document.id] = replace(drawn, document=replace(drawn.document, path=path))
        key = (arrival.location, arrival.part, arrival.document or "")
        if not arrival.document or key not in self._arrivals:
            self._arrivals[key] = arrival

    def close_input(self, location: str, kept: frozenset[tuple[str, str]], failures: Sequence[Failure]) -> None:
        self._arrivals = {key: arrival for key, arrival in self._arrivals.items() if key[0] != location or key[1:] in kept}
        self._failures[location, ""] = list(failures)

    def remove(self, tombstone: Tombstone) -> None:
        if tombstone.id not in self._drawn:
            raise NotFoundError(tombstone.id)
        bytes_of = self._drawn.pop(tombstone.id).document.sha256
        self._arrivals = {key: arrival for key, arrival in self._arrivals.items() if key[2] != tombstone.id}
        self._failures.pop(("", tombstone.id), None)
        if all(drawn.document.sha256 != bytes_of for drawn in self._drawn.values()):
            self._raw.pop(bytes_of, None)
        self._tombstones.setdefault(tombstone.id, tombstone)

    def put_visit(self, visit: Visit) -> None:
        self._visits[visit.url] = visit

    def replace_resolved(self, resolved: Resolved, resolved_for: str) -> None:
        old = {record.id for kind in (self._resolved.entities, self._resolved.events, self._resolved.claims) for record in kind}
        self._redirects |= find_redirects(old, resolved)
        for record in (*resolved.entities, *resolved.events, *resolved.claims):
            self._redirects.pop(record.id, None)
        self._resolved, self._notes["resolved_for"] = resolved, resolved_for

    def put_note(self, key: str, value: str) -> None:
        self._notes[key] = value

    def odds(self, pair: str) -> float | None:
        return self._odds.get(pair)

    def put_odds(self, odds: Mapping[str, float], *, alone: bool) -> None:
        self._odds = {**({} if alone else self._odds), **odds}

    def put_judgement(self, judgement: Judgement) -> None:
        self._judgements.setdefault(judgement.id, judgement)

    def lists(self) -> tuple[ListHead, ...]:
        return tuple(self._lists[name] for name in sorted(self._lists))

    def listed(self, keys: Iterable[str]) -> tuple[Listed, ...]:
        wanted = set(keys)
        found = [e for entries in self._listed.values() for e in entries if any(wanted & name_keys(name) for name in e.names)]
        return tuple(sorted(found, key=lambda entry: (entry.list, entry.id)))

    def put_list(self, head: ListHead, entries: Iterable[Listed]) -> ListHead:
        found: dict[str, Listed] = {}
        for entry in entries:
            found.setdefault(entry.id, entry)
        self._lists[head.name] = replace(head, entries=len(found))
        self._listed[head.name] = tuple(found.values())
        return self._lists[head.name]

    def drop_list(self, name: str) -> None:
        if name not in self._lists:
            raise NotFoundError(f"no list {name}")
        del self._lists[name], self._listed[name]
