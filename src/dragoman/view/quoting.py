"""Yields Quoter, which numbers the quotes of a page in the order in which they are first cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.documents import Evidence
from dragoman.core.records import ClaimTold, Event, EventTold
from dragoman.view.page import Cite, Line, Quote, Run

MOST_PER_LINE = 3
"""Quotes cited at one place; more tellings are counted in `told by`."""


class Quoter:
    """Collects the quotes of one page while it is built."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        """letters: document id to letter."""
        self._letters = letters
        self._numbers: dict[tuple[str, int, int], Quote] = {}

    def cite(self, evidence: Sequence[Evidence]) -> Line:
        """` [3][4]`: references to the words, numbering those not cited before; empty for none."""
        # Chosen before they are numbered: what no line shows must not stand among the quotes.
        spans = {(e.doc, e.start, e.end): e for e in evidence if e.doc in self._letters}
        line = [Cite(self._number(span)) for span in list(spans.values())[:MOST_PER_LINE]]
        return (Run(" "), *line) if line else ()

    def cite_event(self, event: Event) -> Line:
        """References to the words of an event, one per document of the page that tells it."""
        first: dict[str, EventTold] = {}
        known = [m for m in event.told if m.doc in self._letters] or [m for m in event.mentions if m.doc in self._letters]
        for told in sorted(known, key=lambda m: (len(self._letters[m.doc]), self._letters[m.doc], -m.confidence, m.evidence[0].start)):
            first.setdefault(told.doc, told)
        return self.cite([told.evidence[0] for told in first.values()])

    def cite_claim(self, told: ClaimTold) -> Line:
        """References to the words of one telling of a claim."""
        return self.cite(told.content[:1])

    def quotes(self) -> tuple[Quote, ...]:
        """All that were cited, by number."""
        return tuple(self._numbers.values())

    def _number(self, span: Evidence) -> int:
        key = (span.doc, span.start, span.end)
        if key not in self._numbers:
            number = len(self._numbers) + 1
            self._numbers[key] = Quote(number, self._letters[span.doc], span.doc, span.start, span.end, span.text)
        return self._numbers[key].number
