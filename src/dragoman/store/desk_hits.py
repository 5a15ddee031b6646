"""Yields DeskHits: how finds of each kind are shown, with the words around them and the place to open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dragoman.core.desk_hits import Hit
from dragoman.core.documents import Evidence
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Claim, Event
from dragoman.store import encoding
from dragoman.store.desk_columns import day_text
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_ones import DeskOnes
from dragoman.store.desk_words import Asked

_LONGEST = 600
"""Code points of a quote that is shown whole."""


class DeskHits(DeskOnes):
    """Finds of the desk."""

    def _document_hits(self, rows: Sequence[int], asked: Asked) -> tuple[Hit, ...]:
        found = {row: rest for row, *rest in self._rows("document_texts", listed(rows))}
        hits = []
        for row in rows:
            key, title, outlet, lang, day, text = found[row]
            words, marks, at = asked.snippet(text)
            start, end = at or (None, None)
            hits.append(Hit("documents", key, title, words, marks, day, outlet, key, start, end, lang or ""))
        return tuple(hits)

    def _event_hits(self, rows: Sequence[int], asked: Asked) -> tuple[Hit, ...]:
        columns = self._all()
        told = self._event_rows(columns, columns.at[np.array(rows, np.int64)]) if rows else ()
        return tuple(self._hit("events", row.event, row.event.summary, _evidence(row.event), asked, row.event.type, day_text(row.event.date)) for row in told)

    def _claim_hits(self, rows: Sequence[int], asked: Asked) -> tuple[Hit, ...]:
        found = {row: encoding.decode_records("claims", [record])[0] for row, record in self._rows("claim_records", listed(rows))}
        return tuple(self._hit("claims", c, c.proposition, [e for m in c.mentions for e in m.content], asked, "", None) for c in (found[row] for row in rows))

    def _hit(self, kind: str, record: Event | Claim, title: str, evidence: Sequence[Evidence], asked: Asked, label: str, day: str | None) -> Hit:
        """A find among quoted words: the first quote that has one of them, else the first of all."""
        chosen, spots = evidence[0], list[tuple[int, int]]()
        for quote in evidence[:20]:
            if spots := asked.spots(quote.text, 20):
                chosen = quote
                break
        head = self.document_rows([chosen.doc]).get(chosen.doc)
        start = chosen.start + (spots[0][0] if spots else 0)
        end = chosen.start + spots[0][1] if spots else chosen.end
        outlet, told = (head.outlet, head.day) if head else (None, None)
        words, marks, _ = asked.snippet(chosen.text) if len(chosen.text) > _LONGEST else (" ".join(chosen.text.split("\n")), tuple(spots), None)
        return Hit(kind, record.id, title[:_LONGEST], words, marks, day or told, outlet, chosen.doc, start, end, label)

    def _question_hits(self, rows: Sequence[int], asked: Asked) -> tuple[Hit, ...]:
        keys = dict(self._rows("question_ids", listed(rows)))
        found = {row.question.id: row for row in self._question_rows([keys[row] for row in rows if row in keys])}
        hits = []
        for key in (keys[row] for row in rows):
            row = found[key]
            words = row.question.wording + " " + "; ".join(answer.value for answer in row.question.answers)
            text, marks, _ = asked.snippet(words)
            hits.append(Hit("questions", key, row.question.wording[:_LONGEST], text, marks, row.last, label=row.question.slot))
        return tuple(hits)

    def _entity_hits(self, keys: Sequence[str], asked: Asked) -> tuple[Hit, ...]:
        rows, first = self.entity_rows(keys), self._first_mentions(keys)
        hits = []
        for key in keys:
            row, mention = rows[key], first.get(key)
            words = "; ".join([row.name, *row.aliases])
            start, end = (mention.start, mention.end) if mention else (None, None)
            hits.append(
                Hit("entities", key, row.name, words, tuple(asked.spots(words, 20)), None, None, mention.doc if mention else None, start, end, row.type)
            )
        return tuple(hits)

    def _first_mentions(self, keys: Iterable[str]) -> dict[str, EntityMention]:
        return {entity: encoding.decode_mention(record) for entity, record in self._rows("first_mentions", listed(keys))}


def _evidence(event: Event) -> list[Evidence]:
    return [evidence for told in event.mentions for evidence in told.evidence]
