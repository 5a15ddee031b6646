"""Yields proof that no pair of tellings is read twice, and that what is kept of pairs goes with them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dragoman.core.twins import TellingWords
from dragoman.pipeline.twins import KeptTwins
from tests.store.memory import MemoryStore

ONE = TellingWords(("country", "left", "."), ("XNO", "", ""), ("", "", ""), (), 1, None)
TWO, THREE = replace(ONE, published=740_000), replace(ONE, at=0)


@dataclass
class Reader:
    """Counts how often it is asked."""

    name: str = "reader 1"
    asked: list[str] = field(default_factory=list)

    def odds(self, a: TellingWords, b: TellingWords) -> float:
        """By the number of pairs asked for."""
        self.asked.append(a.key + b.key)
        return float(len(self.asked))


def test_a_pair_is_read_once_in_the_life_of_a_record() -> None:
    store, reader = MemoryStore(), Reader()
    first = KeptTwins("reader 1", lambda: reader, store)
    assert first.odds(ONE, TWO) == first.odds(TWO, ONE) == 1.0
    first.keep()
    again = KeptTwins("reader 1", lambda: reader, store)
    assert again.odds(TWO, ONE) == 1.0
    assert len(reader.asked) == 1


def test_another_model_reads_anew() -> None:
    store, reader = MemoryStore(), Reader()
    for name in ("reader 1", "reader 2"):
        twins = KeptTwins(name, lambda: reader, store)
        twins.odds(ONE, TWO)
        twins.keep()
    assert len(reader.asked) == 2


def test_where_all_is_resolved_anew_only_what_was_asked_for_is_kept() -> None:
    store, reader = MemoryStore(), Reader()
    first = KeptTwins("reader 1", lambda: reader, store)
    first.odds(ONE, TWO)
    first.keep()
    second = KeptTwins("reader 1", lambda: reader, store)
    second.odds(ONE, THREE)
    second.keep(alone=True)
    third = KeptTwins("reader 1", lambda: reader, store)
    third.odds(ONE, THREE)
    assert len(reader.asked) == 2
    third.odds(ONE, TWO)
    assert len(reader.asked) == 3


def test_the_model_is_loaded_only_for_a_pair_that_is_new() -> None:
    store = MemoryStore()
    KeptTwins("reader 1", lambda: Reader(), store).keep()
    pair = f"reader 1 {min(ONE.key, TWO.key)} {max(ONE.key, TWO.key)}"
    store.put_odds({pair: 0.25}, alone=False)

    def load() -> Reader:
        raise AssertionError("was loaded")

    assert KeptTwins("reader 1", load, store).odds(ONE, TWO) == 0.25
