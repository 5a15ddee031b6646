"""Deeds told as the news of the day have the day of the report or of its lead; what lies behind, or is another's to come, has not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]
TODAY, MONDAY, WEDNESDAY = "2031-03-10", "2031-03-10", "2031-03-05"


def first(drawn: Extracted, kind: str) -> EventMention:
    return next(e for e in drawn.events if e.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "basis"),
    [
        ("Norland attacked Estavia.", "ASSAULT", "published"),
        ("Norland has pardoned the Estavian writer.", "CONCEDE", "published"),
        ("Norland expels two Estavian diplomats.", "SANCTION", "published"),
        ("Norland ordered the closure of the Estavian consulate.", "SANCTION", "published"),
        ("Norland closed the strait. Estavia condemned the move.", "ACCUSE", "carried"),
        ("Norland closed the strait. Estavia demands an apology.", "REQUEST", "carried"),
    ],
)
def test_the_news_of_a_report_is_of_the_day_of_its_publication_and_carried_on(code: Code, text: str, kind: str, basis: str) -> None:
    event = first(code(text), kind)
    assert (event.date.start, event.date.end) == (TODAY, TODAY)
    assert ("dated", basis) in event.values


@pytest.mark.parametrize(
    ("text", "supposed"),
    [
        ("Norland closed the strait. It attacked Estavia.", "2031-02-24/2031-03-10"),
        ("Norland closed the strait. In June 2029 it shut the port. It attacked Estavia.", None),
        ("Norland closed the strait. It attacked Estavia, mined the port and took the isle in June 2029.", "2029-06/2029-06"),
        ("Norland closed the strait. It had attacked Estavia.", None),
        ("Norland closed the strait. It earlier attacked Estavia.", None),
    ],
)
def test_deeds_of_later_sentences_are_supposed_to_be_of_late_or_of_the_time_that_a_row_of_verbs_ends_with(code: Code, text: str, supposed: str | None) -> None:
    event = first(code(text), "ASSAULT")
    assert not event.date.known
    assert dict(event.values).get("supposed") == supposed


def test_a_year_beside_the_verb_that_fills_a_deed_up_dates_it_rather_than_the_news(code: Code) -> None:
    event = next(
        e for e in code("Norland praised Vesperia. Estavia barred all Norlandic citizens from leaving in 2029.").events if e.type in {"COERCE", "SANCTION"}
    )
    assert not event.date.known
    assert dict(event.values)["supposed"] == "2029/2029"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Norland had attacked Estavia.", "ASSAULT"),
        ("Norland has repeatedly attacked Estavia.", "ASSAULT"),
        ("Norland closed the strait after Estavia attacked it.", "ASSAULT"),
        ("Norland closed the strait. Estavia has attacked Vesperia.", "ASSAULT"),
        ("Norland closed the strait. It attacked Estavia.", "ASSAULT"),
        ("Norland asked Estavia to withdraw its troops.", "RETREAT"),
    ],
)
def test_what_lies_behind_the_news_is_not_of_its_day(code: Code, text: str, kind: str) -> None:
    found = [e.date for e in code(text).events if e.type == kind]
    assert found
    assert not any(date.start == date.end == TODAY for date in found)


def test_a_weekday_of_the_lead_is_the_day_of_what_goes_on_from_it(code: Code) -> None:
    drawn = code("Norland said on Wednesday it was expelling two Estavian diplomats. Estavia condemned the move.")
    assert [first(drawn, kind).date.start for kind in ("SANCTION", "ACCUSE")] == [WEDNESDAY, WEDNESDAY]


def test_a_deed_told_by_another_is_of_the_day_of_the_telling_where_it_is_the_news(code: Code) -> None:
    drawn = code("Estavia's foreign minister said on Wednesday that Norland gave two Estavian diplomats 48 hours to leave.")
    assert first(drawn, "SANCTION").date.start == WEDNESDAY


def test_a_plan_that_its_doer_announces_is_of_the_day_of_the_announcement(code: Code) -> None:
    event = first(code("Norland will expel two Estavian diplomats, the Norlandic foreign minister said on Wednesday."), "SANCTION")
    assert (event.modality, event.date.start) == ("planned", WEDNESDAY)
    assert ("dated", "announced") in event.values


def test_a_plan_that_another_tells_has_no_day(code: Code) -> None:
    event = first(code("Estavia's foreign minister said on Wednesday that Norland was preparing to expel two Karsian diplomats."), "SANCTION")
    assert not event.date.known


def test_what_was_done_after_a_day_is_closed_by_the_publication(code: Code) -> None:
    date = first(code("Norland closed the port on 3 March. After Norland closed the port, Estavia threatened Norland with war."), "THREATEN").date
    assert (date.start, date.end) == ("2031-03-03", TODAY)


def test_what_was_done_long_ago_stays_open(code: Code) -> None:
    date = first(code("Norland closed the port in May 2029. After Norland closed the port, Estavia threatened Norland with war."), "THREATEN").date
    assert date.end is None


def test_weeks_before_the_news_are_about_so_many_days(code: Code) -> None:
    drawn = code(
        "Norland expelled two Estavian diplomats on Monday. Estavia was stunned, two weeks after the Estavian president and the Norlandic president met."
    )
    date = first(drawn, "CONSULT").date
    assert (date.start or "9") <= "2031-02-24" <= (date.end or "")


def test_the_day_of_what_a_ground_is_about_is_not_that_of_the_charge(code: Code) -> None:
    assert first(code("Norland on Wednesday blamed Estavia for the raid of 1 March."), "ACCUSE").date.start == WEDNESDAY


def test_deeds_of_one_sentence_are_of_one_day(code: Code) -> None:
    drawn = code("Estavia closed the strait. The Norlandic president called the move a provocation and put the army on full alert.")
    assert first(drawn, "MOBILIZE").date.start == TODAY


def test_a_title_cut_from_the_text_tells_nothing_of_its_own(code: Code, english, invented) -> None:  # type: ignore[no-untyped-def]
    from dragoman.annotate import annotate
    from dragoman.core.documents import Document, Published, Zone
    from dragoman.extract import extract

    title, body = "Norland on Monday expelled two Estavian dip", "Norland on Monday expelled two Estavian diplomats."
    text = f"{title}\n\n{body}"
    zones = (Zone(0, len(title), "title"), Zone(len(title) + 2, len(text), "body"))
    document = Document("d", text, "0" * 64, "test", published=Published(TODAY, "metadata", 1.0), zones=zones)
    (annotated,) = annotate([document], english.nlp, invented)
    assert [e.trigger.start > len(title) for e in extract(annotated, invented).events if e.type == "SANCTION"] == [True]


def test_what_has_been_done_is_of_the_two_weeks_before_a_short_report(code: Code) -> None:
    drawn = code("Norland held a vote. It has arrested forty Estavian protesters. Estavia has for years accused Norland of spying.")
    arrest, charge = first(drawn, "COERCE"), first(drawn, "ACCUSE")
    assert not arrest.date.known
    assert dict(arrest.values)["supposed"] == f"2031-02-24/{TODAY}"  # good where no other report gives the day
    assert not charge.date.known


def test_what_was_done_is_not_of_a_day_to_come(code: Code) -> None:
    event = first(code("Norland recalled its envoy. Norland suspended its flights to Estavia from 20 March."), "SANCTION")
    halt = next(e for e in code("Norland recalled its envoy. Norland suspended its flights to Estavia from 20 March.").events if e.mode == "discontinue")
    assert event.date.start == TODAY
    assert halt.date.start == TODAY
