"""Yields proof of what a brief says and of what it must not say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import DateRange
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.incidents import Phase
from dragoman.core.records import Answer, Event, Party, Question
from dragoman.view.brief import build_brief, render_html, render_markdown
from dragoman.view.page import Table, text_of
from dragoman.view.record import Record
from tests.view.conftest import OFFICER


def section(markdown: str, title: str) -> str:
    return markdown.split(f"## {title}\n", 1)[1].split("\n## ")[0]


@pytest.fixture
def brief(record: Record) -> str:
    return render_markdown(build_brief(record, "Norland", "Estavia"))


def test_the_head_counts_reports_outlets_acts_and_questions(brief: str) -> None:
    head = brief.splitlines()[2]
    assert head == "3 March 2031 to 12 March 2031 · 2 reports from 2 outlets · 4 acts between the two, 1 told by both · 2 open questions"


def test_acts_stand_in_order_of_time_and_undated_ones_last(brief: str) -> None:
    table = section(brief, "What happened")
    assert table.index("3 Mar 2031") < table.index("10 Mar 2031") < table.index("undated, told 11 Mar 2031")


def test_a_threat_and_a_plan_are_marked_before_they_are_read(brief: str) -> None:
    table = section(brief, "What happened")
    assert "△ threatened: Estavia threatened to cut the cable" in table
    assert "○ planned: Norland is to sue Estavia" in table


def test_a_date_that_accounts_give_differently_is_in_doubt(brief: str) -> None:
    assert "| ◇ 10 Mar 2031 | Norland closed" in brief


def test_an_old_act_is_background_and_no_part_of_the_affair(brief: str) -> None:
    assert "fishing" not in section(brief, "What happened")
    assert "| 2012 | Norland and Estavia agreed on fishing" in section(brief, "Annex: background")


def test_answers_go_from_vague_to_sharp_with_their_chains(brief: str) -> None:
    text = section(brief, "Where the accounts differ")
    assert "From vague to sharp: **an explosion** → **a mine**." in text
    vague = text.index("| **an explosion** | Harbour Board | ≈ probable | by 11 Mar 2031 | A | [")
    assert vague < text.index("| **a mine** | Tidings ← unnamed: a naval officer | stated | by 12 Mar 2031 | B | [")


def test_precision_is_told_apart_from_contradiction(brief: str) -> None:
    text = section(brief, "Where the accounts differ")
    assert "What sank the Gull? *↗ degrees of precision*" in text
    assert "**Degrees of precision, no contradiction.** Origins: 2, in 2 outlets." in text
    assert "Dates differ; may be two acts." in text


def test_a_stated_answer_cites_the_words_that_state_it(brief: str) -> None:
    line = section(brief, "Who answered whom")
    assert "Norland closed" in line
    assert "→ Estavia threatened to cut the cable *(stated)* [" in line


def test_what_the_inquiry_did_not_find_is_kept_apart(brief: str) -> None:
    text = section(brief, "Inquiry")
    assert text.index("**Expressly not found or not said:**") < text.index("no trace of fire")


def test_casualties_deadlines_people_and_sources_are_told(brief: str) -> None:
    assert "12 of 40 drowned (B)" in brief
    assert "Final report: due by 3 March 2032 (within one year); **open**" in section(brief, "Ahead")
    assert "**Ada Quill**: spokeswoman of Norland [" in section(brief, "Who is who")
    assert "entry ban by Estavia, 11 March 2031" in section(brief, "Who is who")
    assert "**A**: Courier, 11 March 2031 (byline)" in section(brief, "Sources")


def test_few_sources_are_admitted(brief: str) -> None:
    assert "a reading of few sources" in section(brief, "How the tie moved")


def test_every_act_ends_with_a_quote(record: Record) -> None:
    tables = [b for s in build_brief(record, "Norland", "Estavia").sections for b in s.blocks if isinstance(b, Table) and b.heads[0] == "when"]
    assert tables
    assert [text_of(row[1]) for table in tables for row in table.rows if not text_of(row[1]).endswith("]")] == []


def test_quotes_are_the_exact_words_at_their_place(record: Record) -> None:
    page = build_brief(record, "Norland", "Estavia")
    assert [q.number for q in page.quotes] == list(range(1, len(page.quotes) + 1))
    assert all(record.document[q.doc].text[q.start : q.end] == q.text for q in page.quotes)


def test_words_of_documents_never_become_markup(record: Record) -> None:
    page = build_brief(record, "Norland", "Estavia")
    assert "\\<b\\>trade\\*office\\</b\\>" in render_markdown(page)
    assert "&lt;b&gt;trade*office&lt;/b&gt;" in render_html(page)
    assert "<b>" not in render_html(page)


def test_every_reference_of_the_html_has_its_anchor(record: Record) -> None:
    page = build_brief(record, "Norland", "Estavia")
    html = render_html(page)
    assert all(f'href="#q{q.number}"' in html and f'id="q{q.number}"' in html for q in page.quotes)


def test_a_brief_on_one_subject_tells_its_acts(record: Record) -> None:
    assert "acts of or towards Norland" in render_markdown(build_brief(record, "Norland"))


def test_bounds_and_subject_narrow_the_brief(record: Record) -> None:
    narrow = render_markdown(build_brief(record, "XNO", "Estavian", until="2020"))
    assert "fishing" in narrow
    assert "Gull sank" not in narrow
    about = render_markdown(build_brief(record, "XNO", "XES", about="cable"))
    assert "cut the cable" in about
    assert "to sue" not in about


def test_an_empty_brief_says_what_to_do(record: Record) -> None:
    assert "widen --since" in render_markdown(build_brief(record, "XNO", "XES", until="1950"))


def test_no_section_is_empty(record: Record) -> None:
    bare = replace(record, resolved=replace(record.resolved, questions=(), responses=(), incidents=(), proceedings=(), ties=()))
    page = build_brief(bare, "Norland", "Estavia")
    assert {"Where the accounts differ", "Who answered whom", "How the tie moved"}.isdisjoint({s.title for s in page.sections})
    assert all(section.blocks for section in page.sections)


def test_an_unknown_name_is_answered_with_near_ones(record: Record) -> None:
    with pytest.raises(NotFoundError, match="near it: Norland"):
        build_brief(record, "Norlund", "Estavia")


def test_a_pair_needs_two_subjects(record: Record) -> None:
    with pytest.raises(UsageError, match="both Norland"):
        build_brief(record, "Norland", "XNO")


def test_a_bound_that_is_no_date_is_refused(record: Record) -> None:
    with pytest.raises(UsageError, match="not 'spring'"):
        build_brief(record, "Norland", "Estavia", since="spring")


def test_the_same_record_in_any_order_gives_the_same_brief(record: Record, brief: str) -> None:
    turned = replace(record, documents=record.documents[::-1], resolved=replace(record.resolved, events=record.resolved.events[::-1]))
    assert render_markdown(build_brief(turned, "Norland", "Estavia")) == brief


def test_an_interval_is_never_narrowed(record: Record) -> None:
    events = tuple(replace(e, date=DateRange("2031-03-06", "2031-03-12")) if e.id == "e-cut" else e for e in record.resolved.events)
    wide = replace(record, resolved=replace(record.resolved, events=events))
    assert "| ◇ between 6 and 12 Mar 2031 | △ threatened" in render_markdown(build_brief(wide, "Norland", "Estavia"))


def test_a_brief_on_one_subject_leaves_out_accidents_that_are_not_its_own(record: Record) -> None:
    text = render_markdown(build_brief(record, "Ada Quill"))
    assert "Gull sank" not in text


def test_what_other_reports_tell_of_the_same_act_is_not_cited(record: Record) -> None:
    only_a = tuple(d for d in record.documents if d.id == "d-courier")
    text = render_markdown(build_brief(replace(record, documents=only_a), "Norland", "Estavia"))
    assert "1 report from 1 outlet" in text
    assert "a mine" not in text
    assert "Degrees of precision" not in text


def test_a_short_sentence_on_a_threat_is_shown_with_its_words(record: Record) -> None:
    events = tuple(replace(e, summary="Estavia threatened.") if e.id == "e-cut" else e for e in record.resolved.events)
    wordy = replace(record, resolved=replace(record.resolved, events=tuple(_longer(e, record) if e.id == "e-cut" else e for e in events)))
    assert "Estavia threatened: “Estavia threatened to cut the cable after Norland closed the office” [" in render_markdown(
        build_brief(wordy, "Norland", "Estavia")
    )


def _longer(event: Event, record: Record) -> Event:
    document = record.document["d-courier"]
    return replace(
        event,
        mentions=(
            replace(
                event.mentions[0],
                evidence=(
                    document.evidence(
                        0,
                        document.text.index("."),
                    ),
                ),
            ),
        ),
    )


def test_the_opening_says_who_alleges_and_who_plans(record: Record) -> None:
    events = tuple(replace(e, mentions=(replace(e.mentions[0], chain=OFFICER),)) if e.id == "e-sue" else e for e in record.resolved.events)
    told = replace(record, resolved=replace(record.resolved, events=events))
    opening = section(render_markdown(build_brief(told, "Norland", "Estavia")), "In brief")
    assert "Norland is to sue Estavia, according to an unnamed source (a naval officer) [" in opening


def test_a_brief_about_words_keeps_what_names_them(record: Record) -> None:
    text = render_markdown(build_brief(record, "Norland", "Estavia", about="mine"))
    assert "**a mine**" in text
    assert "When was the office closed" not in text
    assert "How the tie moved" not in text


def test_findings_of_an_inquiry_are_no_rival_accounts(record: Record) -> None:
    question = Question("q-found", "What does the inquiry find?", "e-sink", "content", (Answer("x", ("c-sankblast",)), Answer("y", ("c-sankmine",))), ())
    asked = replace(record, resolved=replace(record.resolved, questions=(question,)))
    text = render_markdown(build_brief(asked, "Norland", "Estavia"))
    assert "What does the inquiry find?" not in text
    assert "An explosion outside the hull sank the ferry *(A, ≈ probable)*" in section(text, "Inquiry")


def test_an_absence_is_told_in_the_words_that_deny_it(record: Record) -> None:
    wrong = {"summary": "Norland found fire.", "values": (("absence", "true"),)}
    events = tuple(replace(e, actors=(Party("n-norland", "Norland", "XNO", None, "XNO"),), **wrong) if e.id == "e-found" else e for e in record.resolved.events)
    text = render_markdown(build_brief(replace(record, resolved=replace(record.resolved, events=events)), "Norland", "Estavia"))
    assert "Norland found fire" not in text
    assert "“The inquiry found no trace of fire”" in section(text, "Inquiry")


def test_a_copy_is_named_as_one_and_origins_are_counted(record: Record) -> None:
    copied = replace(record, resolved=replace(record.resolved, origins=(("d-courier", "d-courier"), ("d-ledger", "d-courier"))))
    text = render_markdown(build_brief(copied, "Norland", "Estavia"))
    assert "2 reports from 2 outlets, 1 origin · 4 acts between the two, none told by both" in text
    assert "**B**: Ledger, 12 March 2031 (byline); copy or rewriting of A" in text


def test_of_very_many_reports_only_the_quoted_are_listed(record: Record) -> None:
    count = 60
    ledger = record.document["d-ledger"]
    copies = tuple(replace(ledger, id=f"d-more{n:02}") for n in range(count))
    event = record.event["e-close"]
    tellings = tuple(replace(event.mentions[0], id=f"em-{d.id}", doc=d.id, evidence=(d.evidence(0, 8),)) for d in copies)
    events = tuple(replace(e, mentions=(*e.mentions, *tellings)) if e.id == "e-close" else e for e in record.resolved.events)
    many = replace(record, documents=(*record.documents, *copies), resolved=replace(record.resolved, events=events))
    text = render_markdown(build_brief(many, "Norland", "Estavia"))
    assert "59 more reports not quoted here." in section(text, "Sources")
    assert "| A, B, C, D, E and 57 more |" in text


def test_no_quote_stands_unused(record: Record) -> None:
    text = render_markdown(build_brief(record, "Norland", "Estavia"))
    above, below = text.split("## Quotes")
    assert [line for line in below.strip().splitlines() if line[2 : line.index("]") + 1] not in above] == []


def test_a_step_that_no_report_of_the_brief_tells_is_left_out(record: Record) -> None:
    elsewhere = replace(record.event["e-found"], id="e-else", type="INCIDENT", mentions=(replace(record.event["e-found"].mentions[0], doc="d-none"),))
    incident = replace(record.resolved.incidents[0], phases=(Phase("e-else", 1, None), Phase("e-sink", 2, None)))
    events = (*record.resolved.events, elsewhere)
    told = replace(record, resolved=replace(record.resolved, events=events, incidents=(incident,)))
    assert "no trace of fire" not in section(render_markdown(build_brief(told, "Norland", "Estavia")), "Incident")
