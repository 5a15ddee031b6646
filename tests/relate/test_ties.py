"""Ties and responses from events made by hand, between two invented states."""

from __future__ import annotations

from dragoman.core.dates import UNKNOWN, DateRange, on
from dragoman.core.documents import Document, Evidence
from dragoman.core.records import Event, EventTold, Party
from dragoman.relate.dyads import make_ties, period_of
from dragoman.relate.responses import make_responses

NORLAND, ESTAVIA = Party(None, "Norland", "XNO", None, "XNO"), Party(None, "Estavia", "XES", None, "XES")


def _event(n: int, actor: Party, recipient: Party, date: DateRange, score: float, modality: str = "done", ontology: str = "PLOVER") -> Event:
    told = EventTold(f"em-{n}", "d-1", (Evidence("d-1", 0, 4, "text"),), (), "test", 0.9)
    quad = 4 if score < 0 else 1
    return Event(f"e-{n}", ontology, "SANCTION", None, (), "160", modality, (actor,), (recipient,), None, date, quad, score, -4.0, (), None, "s", (told,))


def test_a_tie_is_the_mean_of_its_month() -> None:
    events = [_event(1, NORLAND, ESTAVIA, on("2031-03-04"), -6.0), _event(2, NORLAND, ESTAVIA, on("2031-03-20"), 2.0)]
    (tie,) = make_ties(events, {"d-1": "d-1"})
    assert (tie.actor, tie.recipient, tie.period.start, tie.score, tie.n) == ("XNO", "XES", "2031-03-01", -2.0, 2)


def test_plans_denials_and_occurrences_do_not_count() -> None:
    events = [_event(n, NORLAND, ESTAVIA, on("2031-03-04"), -6.0, modality) for n, modality in enumerate(("planned", "denied", "alleged", "hypothetical"))]
    events.append(_event(9, NORLAND, ESTAVIA, on("2031-03-04"), -6.0, ontology="OCCURRENCE"))
    assert make_ties(events, {}) == ()


def test_a_threat_and_a_demand_count_for_the_saying_is_the_deed() -> None:
    events = [_event(n, NORLAND, ESTAVIA, on("2031-03-04"), -3.0, modality) for n, modality in enumerate(("threatened", "demanded"))]
    assert make_ties(events, {})[0].n == 2


def test_an_undated_event_is_in_no_period() -> None:
    assert period_of(_event(1, NORLAND, ESTAVIA, UNKNOWN, -6.0)) is None
    assert make_ties([_event(1, NORLAND, ESTAVIA, UNKNOWN, -6.0)], {}) == ()


def test_an_event_known_to_the_year_stands_in_a_year() -> None:
    period = period_of(_event(1, NORLAND, ESTAVIA, on("2031"), -6.0))
    assert period is not None
    assert (period.unit, period.end) == ("year", "2031-12-31")


def test_copies_are_one_origin() -> None:
    events = [_event(1, NORLAND, ESTAVIA, on("2031-03-04"), -6.0)]
    assert make_ties(events, {"d-1": "d-0"})[0].origins == 1


def test_a_reaction_within_ten_days_is_listed_as_order_in_time_only() -> None:
    action, reaction = _event(1, NORLAND, ESTAVIA, on("2031-03-04"), -6.0), _event(2, ESTAVIA, NORLAND, on("2031-03-07"), -6.0)
    (response,) = make_responses([reaction, action], {}, ())
    assert (response.action, response.reaction, response.lag_days, response.basis) == ("e-1", "e-2", 3, "lag")


def test_words_that_tie_two_acts_make_the_response_stated() -> None:
    action, reaction = _event(1, NORLAND, ESTAVIA, on("2031-03-04"), -6.0), _event(2, ESTAVIA, NORLAND, on("2031-03-07"), -6.0)
    document = Document("d-1", "in response to the ban", "0" * 64, "test")
    (response,) = make_responses([action, reaction], {"d-1": document}, [("em-2", "em-1", 0, 14)])
    assert (response.basis, response.evidence[0].text) == ("stated", "in response to")


def test_a_late_answer_is_no_response() -> None:
    events = [_event(1, NORLAND, ESTAVIA, on("2031-03-04"), -6.0), _event(2, ESTAVIA, NORLAND, on("2031-05-07"), -6.0)]
    assert make_responses(events, {}, ()) == ()
