"""Chains of response to read: acts in order, what answers what on which words, what only followed, and who is said to have begun."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import UNKNOWN, on
from dragoman.core.errors import UsageError
from dragoman.core.ties import Response
from dragoman.view.chain import Chain, show_chain
from dragoman.view.docx import render_docx
from dragoman.view.html import render_html
from dragoman.view.markdown import render_markdown
from dragoman.view.record import Record
from dragoman.view.responses import chain_page
from tests.view.conftest import A, B, quote

WORDS = quote(A, "after Norland closed the office")


def related(record: Record, *responses: Response, day: str | None = "2031-03-11") -> Record:
    """The record with these responses, and the threat of a day."""
    cut = replace(record.event["e-cut"], date=on(day) if day else UNKNOWN)
    events = tuple(cut if e.id == cut.id else e for e in record.resolved.events)
    return replace(record, resolved=replace(record.resolved, events=events, responses=responses))


def shown(record: Record) -> tuple[Chain, str]:
    chain, selection = show_chain(record, "Norland", "Estavia")
    return chain, render_markdown(chain_page(chain, selection))


def test_an_answer_is_told_with_its_lag_and_its_words(record: Record) -> None:
    chain, text = shown(related(record, Response("e-close", "e-cut", 1, "stated", (WORDS,))))
    assert [(a.event, [(x.to, x.basis) for x in a.links]) for a in chain.acts] == [("e-old", []), ("e-close", []), ("e-cut", [(2, "stated")])]
    assert "| Estavia → Norland |" in text
    assert "answers 2, 1 day later: “after Norland closed the office” [" in text
    assert "3 acts · 1 told as an answer, none that only followed" in text


def test_what_only_follows_is_not_called_an_answer(record: Record) -> None:
    _, text = shown(related(record, Response("e-close", "e-cut", 1, "lag", ())))
    assert "*followed 2, 1 day later (order in time only)*" in text
    assert "answers 2" not in text


def test_an_undated_act_stands_where_words_put_it_and_others_are_counted(record: Record) -> None:
    chain, text = shown(related(record, Response("e-close", "e-cut", None, "stated", (WORDS,)), day=None))
    assert [a.event for a in chain.acts] == ["e-old", "e-close", "e-cut"]
    assert chain.undated == 1
    assert "1 act between the two that no report dates is in the timeline alone." in text


def test_an_undated_action_stands_before_its_answer(record: Record) -> None:
    chain, _ = shown(related(record, Response("e-cut", "e-close", None, "stated", (WORDS,)), day=None))
    assert [a.event for a in chain.acts] == ["e-old", "e-cut", "e-close"]


def test_acts_of_one_day_stand_in_the_order_that_words_give(record: Record) -> None:
    for action, reaction in (("e-close", "e-cut"), ("e-cut", "e-close")):
        chain, text = shown(related(record, Response(action, reaction, 0, "stated", (WORDS,)), day="2031-03-10"))
        assert [a.event for a in chain.acts][1:] == [action, reaction]
        assert "answers 2, the same day" in text


def test_where_accounts_differ_on_who_began_both_orders_are_shown(record: Record) -> None:
    other = quote(B, "Norland closed the Estavian")
    both = (Response("e-close", "e-cut", 0, "stated", (WORDS,), True), Response("e-cut", "e-close", 0, "stated", (other,), True))
    chain, text = shown(related(record, *both, day="2031-03-10"))
    assert chain.disputes == ((2, 3),)
    assert "accounts differ on who began once" in text
    assert text.count("⇄ disputed: answers") == 2
    section = text.split("## Who began is disputed")[1]
    assert "3 answered 2 (A): “after Norland closed the office” [" in section
    assert "2 answered 3 (B): “Norland closed the Estavian” [" in section


def test_claims_of_who_began_are_shown_with_whose_word_they_are(record: Record) -> None:
    claim = replace(record.claim["c-sankmine"], proposition="The closure was unprovoked.", events=("e-close",))
    claims = (claim, *(c for c in record.resolved.claims if c.id != claim.id))
    chain, text = shown(replace(record, resolved=replace(record.resolved, claims=claims)))
    assert chain.claims == ("c-sankmine",)
    assert "“The closure was unprovoked.” (B ← Tidings ← unnamed: a naval officer) [" in text.split("## Said of who began")[1]


def test_a_pair_without_dated_acts_is_told_so(record: Record) -> None:
    chain, text = shown(replace(record, resolved=replace(record.resolved, responses=(), events=(record.event["e-sue"],))))
    assert chain.acts == ()
    assert "The record dates no act between Norland and Estavia" in text


def test_a_chain_is_written_in_every_format_and_keeps_to_its_days(record: Record) -> None:
    chain, selection = show_chain(record, "XNO", "XES", since="2031-03", until="2031-03-31")
    assert "e-old" not in {a.event for a in chain.acts}
    assert chain.as_json()["acts"][0]["n"] == 1
    page = chain_page(chain, selection)
    assert "Who answered whom" in render_html(page)
    assert render_docx(page).startswith(b"PK")
    with pytest.raises(UsageError):
        show_chain(record, "XNO", "XES", since="spring")
