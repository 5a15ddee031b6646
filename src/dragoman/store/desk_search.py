"""Yields DeskSearch: one search over texts, events, claims, people and questions; what is saved of it, and what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from dragoman.core.desk import FIRST, KINDS, EventFilter, Facet, FacetValue, Found, LastVisit, News, Page, SavedSearch, SearchFilter, found_of
from dragoman.core.desk_hits import Hit, Searched
from dragoman.core.errors import NotFoundError
from dragoman.store import encoding
from dragoman.store.desk_base import TOP
from dragoman.store.desk_columns import counted
from dragoman.store.desk_filter import all_of, days_of, one_of
from dragoman.store.desk_hits import DeskHits
from dragoman.store.desk_words import Asked, read_words

MOST_RANKED = 3000
"""Finds that are put in order of how well they fit; more of them stand with the newest first."""


@dataclass(slots=True)
class _Matched:
    """What was found of a kind: rows, newest first or best first, and values of facets, counted."""

    rows: list[int]
    counts: dict[str, Counter[str]] = field(default_factory=dict)


class DeskSearch(DeskHits):
    """Search of the desk."""

    def search(self, asked: SearchFilter, page: Page = FIRST) -> Searched:
        """Finds of each kind asked for, with facets."""
        for kind in asked.kinds:
            one_of("kind", kind, KINDS)
        words = read_words(asked.words)
        if not words.groups:
            return Searched({kind: found_of((), 0, page) for kind in asked.kinds}, (), ())
        with self._file.snapshot():
            hits: dict[str, Found[Hit]] = {}
            counts: dict[str, Counter[str]] = {}
            for kind in (kind for kind in KINDS if kind in asked.kinds):
                found = self._match(kind, asked, words)
                for name, counter in found.counts.items():
                    counts.setdefault(name, Counter()).update(counter)
                shown = found.rows[page.skipped : page.skipped + page.size]
                hits[kind] = found_of(self._shown(kind, shown, words), len(found.rows), page)
            return Searched(hits, _facets(counts, asked), words.words)

    def spots(self, document: str, words: str, most: int = 200) -> tuple[tuple[int, int], ...]:
        """Spans of a document's text where words stand, in order."""
        found = self._rows("document", document)
        return tuple(read_words(words).spots(found[0][1], most)) if found else ()

    def _match(self, kind: str, asked: SearchFilter, words: Asked) -> _Matched:
        match kind:
            case "documents":
                return self._matched_documents(asked, words)
            case "events":
                return self._matched_events(asked, words)
            case "claims":
                return self._matched_claims(asked, words)
            case "questions":
                return self._matched_questions(asked, words)
        return self._matched_entities(asked)

    def _shown(self, kind: str, rows: Sequence[int], words: Asked) -> tuple[Hit, ...]:
        match kind:
            case "documents":
                return self._document_hits(rows, words)
            case "events":
                return self._event_hits(rows, words)
            case "claims":
                return self._claim_hits(rows, words)
            case "questions":
                return self._question_hits(rows, words)
        keys = dict(self._rows("entity_ids", encoding.encode(list(rows)).decode()))
        return self._entity_hits([keys[row] for row in rows], words)

    def _matched_documents(self, asked: SearchFilter, words: Asked) -> _Matched:
        low, high = _span(asked)
        query = words.query("folded")
        told: list[tuple[int, str, str, str, str, str]] = []
        outlets, langs = set(asked.outlet), set(asked.lang)
        for row, key, number, outlet, lang, day in self._rows("document_hits", query):
            if number > asked.after and low <= (day or "") <= high:
                told.append((row, outlet or "", lang or "", (day or "")[:7], day or "", key))
        counts = {
            "outlet": Counter(t[1] for t in told if t[1] and (not langs or t[2] in langs)),
            "lang": Counter(t[2] for t in told if t[2] and (not outlets or t[1] in outlets)),
        }
        told = [t for t in told if (not outlets or t[1] in outlets) and (not langs or t[2] in langs)]
        counts["month"] = Counter(t[3] for t in told if t[3])
        told.sort(key=lambda t: t[5])
        newest = [t[0] for t in sorted(told, key=lambda t: t[4], reverse=True)]
        return _Matched(self._ranked("best_documents", query, newest), counts)

    def _matched_events(self, asked: SearchFilter, words: Asked) -> _Matched:
        query = words.query()
        rows = [row[0] for row in self._rows("event_words", query)]
        columns = self._all()
        wanted = EventFilter(type=asked.type, outlet=asked.outlet, since=asked.since, until=asked.until, after=asked.after)
        masks = self._masks(wanted, columns) | {"words": columns.of_rows(rows)}
        if asked.lang:
            masks["lang"] = columns.of_places(columns.told_at[np.isin(columns.told["doc"], self._documents_in(asked.lang))])
        without, names = all_of(masks, len(columns), "type"), self._word_of()
        values, ns = counted(columns.events["type"][without])
        places = np.flatnonzero(all_of(masks, len(columns)))
        order = np.lexsort((columns.events["row"][places], columns.events["order"][places], -columns.day[places].astype(np.int64)))
        newest = columns.events["row"][places[order]].tolist()
        counts = {"type": Counter({names[value]: n for value, n in zip(values.tolist(), ns.tolist(), strict=True) if value in names})}
        return _Matched(self._ranked("best_events", query, newest), counts)

    def _matched_claims(self, asked: SearchFilter, words: Asked) -> _Matched:
        query = words.query()
        low, high = _span(asked)
        kept = [row for row in self._rows("claim_hits", query) if row[2] > asked.after and low <= (row[3] or "") <= high]
        if asked.outlet or asked.lang:
            there = np.array(self._documents_in(asked.lang, asked.outlet), np.int32)
            kept = [row for row in kept if np.isin(np.frombuffer(row[4], np.int32), there).any()]
        kept.sort(key=lambda row: row[1])
        kept.sort(key=lambda row: row[3] or "", reverse=True)
        return _Matched(self._ranked("best_claims", query, [row[0] for row in kept]))

    def _matched_questions(self, asked: SearchFilter, words: Asked) -> _Matched:
        low, high = _span(asked)
        query = words.query()
        kept = [row for row in self._rows("question_hits", query) if row[2] > asked.after and low <= (row[3] or "") <= high]
        kept.sort(key=lambda row: row[1])
        kept.sort(key=lambda row: row[3] or "", reverse=True)
        return _Matched(self._ranked("best_questions", query, [row[0] for row in kept]))

    def _matched_entities(self, asked: SearchFilter) -> _Matched:
        kept = [row for row in self._rows("entity_hits", encoding.encode(self._named(asked.words)).decode()) if row[2] > asked.after]
        kept = [row for row in kept if not asked.type or row[1] in asked.type or not set(asked.type) & _TYPES]
        return _Matched([row[0] for row in kept], {"who": Counter(row[1] for row in kept)})

    def _documents_in(self, langs: Sequence[str] = (), outlets: Sequence[str] = ()) -> list[int]:
        found = self._rows("documents_of", encoding.encode(langs).decode(), encoding.encode(outlets).decode())
        return [row[0] for row in found]

    def _ranked(self, name: str, query: str, newest: list[int]) -> list[int]:
        """The rows found, those that fit best first, where they are few enough to be weighed."""
        if not 1 < len(newest) <= MOST_RANKED:
            return newest
        place, rank = {row: n for n, row in enumerate(newest)}, dict(self._rows(name, query))
        return sorted(newest, key=lambda row: (round(rank[row], 9), place[row]))

    # Saved searches, and what is new

    def saved(self, owner: str = "") -> tuple[SavedSearch, ...]:
        """Saved searches of a user, by name."""
        return tuple(encoding.decode_search(row[0]) for row in self._rows("searches", owner))

    def save(self, search: SavedSearch) -> None:
        """Keeps a search, in place of one of that name and owner."""
        self._file.write("put_search", search.owner, search.name, encoding.encode(search))

    def forget(self, name: str, owner: str = "") -> None:
        """Lets go of a saved search; NotFoundError where there is none so named."""
        if all(search.name != name for search in self.saved(owner)):
            raise NotFoundError(f"there is no saved search {name!r}")
        self._file.write("drop_search", owner, name)

    def new_for(self, search: SavedSearch) -> Mapping[str, int]:
        """{kind: finds that came in since it was last looked at}."""
        asked, words = replace(search.asked, after=max(search.seen, search.asked.after)), read_words(search.asked.words)
        if not words.groups or self.latest() <= asked.after:
            return dict.fromkeys(asked.kinds, 0)
        with self._file.snapshot():
            return {kind: len(self._match(kind, asked, words).rows) for kind in asked.kinds}

    def latest(self) -> int:
        """The number of the document that came in last; 0 where there is none."""
        return int(self._rows("latest")[0][0])

    def news(self, after: int) -> News:
        """What came in after a document number."""
        with self._file.snapshot():
            if self.latest() <= after:
                return News()
            kinds = dict(self._rows("news_of_documents", after))
            claims, questions, entities, answered = self._rows("news", after)[0]
            events = self._all().events
            born, latest = events["born"], events["latest"]
            return News(
                documents=sum(kinds.values()),
                copies=kinds.get("copy", 0) + kinds.get("rewrite", 0),
                events=int((born > after).sum()),
                claims=claims,
                questions=questions,
                entities=entities,
                retold=int(((born <= after) & (latest > after)).sum()),
                answered=answered,
                kinds=kinds,
            )

    def last_visit(self, owner: str = "") -> LastVisit:
        """How far a user had read."""
        rows = self._rows("last_visit", owner)
        return LastVisit(*rows[0]) if rows else LastVisit()

    def put_visit(self, visit: LastVisit, owner: str = "") -> None:
        """Notes how far a user has read."""
        self._file.write("put_last_visit", owner, visit.number, visit.at)


_TYPES = frozenset({"state", "person", "organisation", "place", "craft", "weapon", "document", "facility", "group", "law", "other"})
"""Types of entities; a type of events does not part these."""


def _span(asked: SearchFilter) -> tuple[str, str]:
    low, high = days_of(asked.since, asked.until)
    return low.isoformat() if low else "", high.isoformat() if high else "9999"


def _facets(counts: Mapping[str, Counter[str]], asked: SearchFilter) -> tuple[Facet, ...]:
    """Facets of what was found. Undated finds are in no month."""
    facets = []
    for name, counter in counts.items():
        chosen: Iterable[Any] = getattr(asked, name, ())
        ordered = sorted(counter, key=lambda value: (-counter[value], value))
        shown = [*ordered[:TOP], *(value for value in chosen if value not in ordered[:TOP])]
        if name == "month":
            shown.sort()
        facets.append(Facet(name, tuple(FacetValue(v, v, counter[v], v in chosen) for v in shown), len(set(counter) - set(shown))))
    return tuple(facets)
