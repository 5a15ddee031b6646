"""Yields how big something was that two sides count each their own way: those in an exercise, the turnout of a vote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dragoman.core.mentions import Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.quantities import Quantity, quantities_of
from dragoman.resolve.slot_counts import say_quantity
from dragoman.resolve.slot_spans import main_state, state_near
from dragoman.resolve.slot_tellings import Detail, sentence_at

_MOST = 200  # numbers of one document that are looked at
_BACK = 200  # code points before the sentence of a number in which the thing may stand that it measures


def sizes_of(item: Extracted, corpus: Corpus) -> Iterator[Detail]:
    """The numbers of a document that measure such a thing, each about the state where it was held or that held it."""
    text, lexicon = item.document.text, corpus.lexicon
    if lexicon.numerals is None:
        return
    for quantity in islice(quantities_of(text, lexicon.numerals), _MOST):
        if quantity.measured or quantity.low < lexicon.table["least_size"]:
            continue
        whole = sentence_at(text, quantity.start, quantity.end)
        begin = max(0, whole.start - _BACK)
        around = text[begin : whole.end].lower()
        for name, row in lexicon.table["sizes"].items():
            unit = lexicon.first(f"sizes.{name}.units", text[quantity.end : quantity.end + 40].lower())
            things = list(lexicon.patterns[f"sizes.{name}.things"].finditer(around))
            if unit is None or not things or (row.get("close") and not any(begin + t.start() >= whole.start for t in things)):
                continue
            who = main_state(item, corpus) if row.get("main") else state_near(item, begin + things[-1].start(), corpus)
            if who is not None:
                yield _detail(item, quantity, str(name), who, corpus)
            break


def _detail(item: Extracted, quantity: Quantity, name: str, who: str, corpus: Corpus) -> Detail:
    whole = sentence_at(item.document.text, quantity.start, quantity.end)
    exact = quantity.low == quantity.high
    fields = {"low": quantity.low, "high": quantity.high, "number": int(quantity.low) if exact else None, "topic": name}
    return Detail(item.document.id, who, "count", f"size {name}", say_quantity(quantity), quantity.start, quantity.end, whole, fields)
