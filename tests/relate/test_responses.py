"""Responses from events and links made by hand: stated, sought in the record, following, disputed."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.core.records import Event, Party
from dragoman.core.ties import Response
from dragoman.relate.responses import StatedLink, make_responses
from tests.relate.acts import ESTAVIA, NORLAND, WEIGHTS, act, report, told

KARSIA = Party(None, "Karsia", "XKA", None, "XKA")
DOCUMENTS = {key: report(key) for key in ("d-1", "d-2", "d-3")}


def answered(events: Sequence[Event], *links: StatedLink, origins: dict[str, str] | None = None) -> list[Response]:
    return list(make_responses(events, DOCUMENTS, links, origins or {}, WEIGHTS))


def link(reaction: int, action: str, *types: str, doc: str = "d-1") -> StatedLink:
    return StatedLink(f"em-{reaction}-{doc}", action, types, 26, 40)


def test_a_reaction_within_ten_days_is_listed_as_order_in_time_only() -> None:
    (response,) = answered([act(2, ESTAVIA, NORLAND, "2031-03-07"), act(1, NORLAND, ESTAVIA, "2031-03-04")])
    assert (response.action, response.reaction, response.lag_days, response.basis, response.evidence) == ("e-1", "e-2", 3, "lag", ())


def test_words_that_tie_two_acts_make_the_response_stated() -> None:
    events = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, ESTAVIA, NORLAND, "2031-03-07")]
    (response,) = answered(events, link(2, "em-1-d-1", "SANCTION"))
    assert (response.action, response.basis, response.lag_days, response.evidence[0].text) == ("e-1", "stated", 3, "in response to")


def test_a_late_answer_and_one_of_the_same_day_only_follow_if_words_say_so() -> None:
    assert answered([act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, ESTAVIA, NORLAND, "2031-05-07")]) == []
    same_day = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, ESTAVIA, NORLAND, "2031-03-04")]
    assert answered(same_day) == []
    assert answered(same_day, link(2, "em-1-d-1"))[0].lag_days == 0


def test_the_nearest_blow_is_followed_and_of_one_day_the_gravest() -> None:
    events = [act(1, NORLAND, ESTAVIA, "2031-03-01"), act(2, NORLAND, ESTAVIA, "2031-03-04", -2.0), act(3, NORLAND, ESTAVIA, "2031-03-04", -9.0)]
    (response,) = answered([*events, act(4, ESTAVIA, NORLAND, "2031-03-06")])
    assert (response.action, response.reaction) == ("e-3", "e-4")


def test_friendly_and_planned_acts_follow_nothing() -> None:
    first = act(1, NORLAND, ESTAVIA, "2031-03-04")
    assert answered([first, act(2, ESTAVIA, NORLAND, "2031-03-06", 4.0), act(3, ESTAVIA, NORLAND, "2031-03-06", modality="planned")]) == []


def test_what_words_tie_is_not_listed_as_following_something_else() -> None:
    events = [act(1, NORLAND, ESTAVIA, "2031-03-01"), act(2, NORLAND, ESTAVIA, "2031-03-04"), act(3, ESTAVIA, NORLAND, "2031-03-06")]
    assert [(r.action, r.basis) for r in answered(events, link(3, "em-1-d-1"))] == [("e-1", "stated")]


def test_an_act_that_the_words_only_name_is_sought_in_the_record() -> None:
    other = act(3, NORLAND, ESTAVIA, "2031-03-04", type="COERCE", mentions=(told(3, "d-2"),))
    older, named = (act(n, NORLAND, ESTAVIA, f"2031-03-0{n}", mentions=(told(n, "d-2"),)) for n in (1, 2))
    mine = act(4, NORLAND, KARSIA, "2031-03-04", mentions=(told(4, "d-2"),))
    (response, *_) = answered([other, older, named, mine, act(9, ESTAVIA, NORLAND, "2031-03-05")], link(9, "", "SANCTION"))
    assert (response.action, response.reaction, response.basis, response.lag_days) == ("e-2", "e-9", "stated", 3)


def test_an_undated_reaction_seeks_its_action_before_its_report() -> None:
    before, after = act(1, NORLAND, ESTAVIA, "2031-03-08"), act(2, NORLAND, ESTAVIA, "2031-03-15")
    (response,) = answered([before, after, act(3, ESTAVIA, NORLAND, None)], link(3, "", "SANCTION"))
    assert (response.action, response.lag_days) == ("e-1", None)


def test_a_bare_noun_of_the_same_text_gives_way_to_the_act_itself() -> None:
    bare = act(1, NORLAND, ESTAVIA, None, actors=(), recipients=())
    full = act(2, NORLAND, ESTAVIA, "2031-03-04", mentions=(told(2, "d-2"),))
    (response,) = answered([bare, full, act(3, ESTAVIA, NORLAND, "2031-03-06")], link(3, "em-1-d-1", "SANCTION"))
    assert response.action == "e-2"


def test_an_act_against_a_third_can_be_what_is_answered() -> None:
    attack = act(1, ESTAVIA, KARSIA, "2031-01-04", type="ASSAULT", mentions=(told(1, "d-2"),))
    (response,) = answered([attack, act(2, NORLAND, ESTAVIA, "2031-03-06")], link(2, "", "ASSAULT"))
    assert (response.action, response.basis) == ("e-1", "stated")


def test_nobody_answers_himself_and_what_is_denied_answers_nothing() -> None:
    own = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, NORLAND, ESTAVIA, "2031-03-06")]
    assert answered(own, link(2, "em-1-d-1")) == []
    denied = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, ESTAVIA, NORLAND, "2031-03-06", modality="denied")]
    assert answered(denied, link(2, "em-1-d-1")) == []


def test_a_reaction_dated_before_its_action_is_not_told() -> None:
    events = [act(1, NORLAND, ESTAVIA, "2031-03-09"), act(2, ESTAVIA, NORLAND, "2031-03-04")]
    assert [r.basis for r in answered(events, link(2, "em-1-d-1"))] in ([], ["lag"])
    assert all((r.action, r.reaction) != ("e-1", "e-2") for r in answered(events, link(2, "em-1-d-1")))


def test_where_accounts_tie_two_acts_both_ways_both_stand_as_disputed() -> None:
    first = act(1, NORLAND, ESTAVIA, "2031-03-04", mentions=(told(1, "d-1"), told(1, "d-2")))
    second = act(2, ESTAVIA, NORLAND, "2031-03-04", mentions=(told(2, "d-1"), told(2, "d-2")))
    responses = answered([first, second], link(2, "em-1-d-1", doc="d-1"), link(1, "em-2-d-2", doc="d-2"))
    assert [(r.action, r.reaction, r.basis, r.disputed) for r in responses] == [("e-1", "e-2", "stated", True), ("e-2", "e-1", "stated", True)]
    assert [r.evidence[0].doc for r in responses] == ["d-1", "d-2"]


def test_two_voices_in_one_report_can_dispute_who_began() -> None:
    first, second = act(1, NORLAND, ESTAVIA, "2031-03-04", mentions=(told(1, voice="Norland"),)), act(2, ESTAVIA, NORLAND, "2031-03-04")
    assert [r.disputed for r in answered([first, second], link(2, "em-1-d-1"), link(1, "em-2-d-1"))] == [True, True]


def test_one_account_that_has_it_both_ways_is_no_dispute() -> None:
    events = [act(n, *sides, "2031-03-04", mentions=(told(n), told(n, "d-2"))) for n, sides in ((1, (NORLAND, ESTAVIA)), (2, (ESTAVIA, NORLAND)))]
    responses = answered(events, link(2, "em-1-d-1"), link(1, "em-2-d-2", doc="d-2"), origins={"d-2": "d-1"})
    assert [(r.action, r.reaction, r.disputed) for r in responses] == [("e-1", "e-2", False)]


def test_a_response_quotes_each_report_that_states_it_in_any_order() -> None:
    mentions = tuple(told(2, f"d-{n}") for n in (1, 2, 3))
    events = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, ESTAVIA, NORLAND, "2031-03-07", mentions=mentions)]
    links = [link(2, "em-1-d-1", doc=f"d-{n}") for n in (3, 1, 2)]
    assert answered(events, *links) == answered(events[::-1], *links[::-1])
    assert [e.doc for e in answered(events, *links)[0].evidence] == ["d-1", "d-2", "d-3"]
