"""Documents whose text is one lie in one affair, whatever events were drawn from each."""

from __future__ import annotations

from dragoman.core.dates import UNKNOWN
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event, EventTold
from dragoman.resolve.stories import resolve_stories
from tests.resolve.reports import OTHER, SENTENCES, report

ONE, TWO, THREE = report(*SENTENCES), report(*OTHER), report(*SENTENCES[:5], title="A third title of a report")


def _event(name: str, *docs: str) -> Event:
    """Something that the documents tell."""
    told = tuple(EventTold(f"em-{doc[2:]}-000000-000001-{name}", doc, (), (), "test", 1.0) for doc in docs)
    return Event(f"e-{name}", "PLOVER", "SANCTION", None, (), None, "done", (), (), None, UNKNOWN, 3, None, None, (), None, "", told)


def _affairs(*kinships: Kinship) -> list[tuple[str, ...]]:
    events = (_event("a", ONE.id, TWO.id), _event("b", ONE.id, TWO.id), _event("c", THREE.id))
    return [s.documents for s in resolve_stories([Extracted(d) for d in (ONE, TWO, THREE)], events, (), {}, kinships) if s.level == "affair"]


def test_two_events_in_common_make_an_affair_and_kinship_joins_the_third() -> None:
    assert sorted(_affairs()) == sorted([tuple(sorted((ONE.id, TWO.id))), (THREE.id,)])
    assert _affairs(Kinship(THREE.id, "rewrite", TWO.id, 0.2, 0.5)) == [tuple(sorted((ONE.id, TWO.id, THREE.id)))]


def test_one_event_in_common_makes_no_affair() -> None:
    events = (_event("a", ONE.id, TWO.id),)
    assert len({s.documents for s in resolve_stories([Extracted(ONE), Extracted(TWO)], events, (), {}) if s.level == "affair"}) == 2
