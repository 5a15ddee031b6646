"""Documents whose text is one lie in one affair, whatever events were drawn from each."""

from __future__ import annotations

from dragoman.codebook import load_codebook
from dragoman.core.dates import UNKNOWN
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event, EventTold
from dragoman.resolve.stories import resolve_stories
from tests.resolve.reports import OTHER, SENTENCES, report

ONE, TWO = report(*SENTENCES), report(*OTHER)


def _event(name: str, *docs: str) -> Event:
    """Something that the documents tell."""
    told = tuple(EventTold(f"em-{doc[2:]}-000000-000001-{name}", doc, (), (), "test", 1.0) for doc in docs)
    return Event(f"e-{name}", "PLOVER", "SANCTION", None, (), None, "done", (), (), None, UNKNOWN, 3, None, None, (), None, "", told)


def _affairs(*kinships: Kinship) -> list[tuple[str, ...]]:
    events = (_event("a", ONE.id), _event("b", TWO.id))
    found = resolve_stories([Extracted(d) for d in (ONE, TWO)], events, (), {}, kinships, load_codebook(None))
    return [s.documents for s in found if s.level == "affair"]


def test_documents_with_no_word_in_common_are_two_affairs_and_kinship_makes_them_one() -> None:
    assert sorted(_affairs()) == sorted([(ONE.id,), (TWO.id,)])
    assert _affairs(Kinship(TWO.id, "rewrite", ONE.id, 0.2, 0.5)) == [tuple(sorted((ONE.id, TWO.id)))]
