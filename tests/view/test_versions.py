"""Yields proof of how rival versions are set out: on one ladder or against each other, with who holds each, and what is silence or overtaken apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.records import Answer, ClaimRelation
from dragoman.view.docx import render_docx
from dragoman.view.html import render_html
from dragoman.view.letters import letters_of
from dragoman.view.markdown import render_markdown
from dragoman.view.page import Page, Section, text_of
from dragoman.view.questions import is_open, questions_page
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.standing import closing, mark
from dragoman.view.version_table import question_blocks
from dragoman.view.versions import say_value, versions_of
from dragoman.view.whose_word import say_link
from tests.view.accounts import CAUSE, TOLL, link, make_record, with_questions
from tests.view.test_docx import W, body


@pytest.fixture
def record() -> Record:
    return make_record()


def roles(record: Record) -> list[tuple[str, str]]:
    return [(version.role, version.words) for version in versions_of(record, CAUSE, letters_of(record.documents))]


def table(record: Record) -> Page:
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    blocks = tuple(b for n, q in enumerate(record.resolved.questions, 1) for b in question_blocks(record, q, n, quoter, letters))
    return Page("Versions", (), (Section("Where the accounts differ", blocks),), quoter.quotes())


def test_versions_run_from_vague_to_sharp_then_what_stands_against_beside_ruled_out_and_unsaid(record: Record) -> None:
    assert roles(record) == [
        ("ladder", "something that struck her"),
        ("ladder", "a mine"),
        ("against", "a drone"),
        ("beside", "a reef"),
        ("ruled_out", "fire"),
        ("silent", "whether Estavia laid mines"),
    ]


def test_a_row_tells_version_chain_certainty_day_report_and_words(record: Record) -> None:
    rows = [line for line in render_markdown(table(record)).splitlines() if line.startswith("|")]
    assert rows[0] == "| version | on whose word | how sure | since | told by | evidence |"
    assert rows[2] == "| **something that struck her** | Harbour Board | ≈ probable | 10 Mar 2031 | A | [1] |"
    assert rows[3] == "| **a mine** | Corvid ← unnamed: a naval officer | stated | by 12 Mar 2031 | A | [2] |"
    assert rows[4] == "|  | unnamed: a naval officer | stated | by 14 Mar 2031 | B | [3] |"


def test_the_ladder_stands_in_one_line_above_its_table(record: Record) -> None:
    text = render_markdown(table(with_questions(record, CAUSE)))
    ladder = "From vague to sharp: **something that struck her** → **a mine**. Against these: **a drone**. Ruled out: **fire**."
    assert f"{ladder} Left open: **whether Estavia laid mines**." in text


def test_a_ladder_that_forks_names_no_side_before_the_other(record: Record) -> None:
    fork = replace(CAUSE, relations=(*CAUSE.relations, ClaimRelation("c-drone", "c-struck", "sharper", None)))
    text = render_markdown(table(with_questions(record, fork)))
    assert "From vague to sharp: **something that struck her** → either **a mine** or **a drone**. Ruled out: **fire**." in text
    assert "| **a drone** | Karsia |" in text


def test_a_contradiction_is_told_with_its_reason_and_precision_apart(record: Record) -> None:
    assert mark(CAUSE) == "≠ contradiction"
    assert closing(record, CAUSE) == "Contradiction: a mine against a drone (other hands). The rest are degrees of precision."


@pytest.mark.parametrize(
    ("slot", "relation", "words"),
    [
        ("cause", "contradicts", "≠ contradiction"),
        ("fault", "disputes", "⇄ different blame"),
        ("status", "disputes", "⇄ disputed"),
        ("date", "contradicts", "◇ dates differ"),
        ("count", "superseded", "↻ overtaken"),
        ("place", "sharper", "↗ degrees of precision"),
        ("cause", "certainty_differs", "≈ certainty alone"),
        ("reason", "different_answer", "∥ different answers"),
    ],
)
def test_each_way_of_standing_apart_has_a_mark_of_its_own(slot: str, relation: str, words: str) -> None:
    assert mark(replace(TOLL, slot=slot, relations=(ClaimRelation("c-dead-12", "c-dead-15", relation, None),))) == words


def test_what_is_withheld_and_what_is_not_contained_are_told_as_that(record: Record) -> None:
    crew = replace(CAUSE, answers=(*CAUSE.answers, Answer("a word on the crew", ("c-crew",))))
    text = render_markdown(table(with_questions(record, crew)))
    assert "| left open: **whether Estavia laid mines** | Estavia | ▬ withheld |" in text
    assert "| not said: **a word on the crew** | the report | ∅ not contained |" in text


def test_an_overtaken_figure_is_struck_stands_last_and_says_so_in_words(record: Record) -> None:
    page = table(with_questions(record, TOLL))
    rows = [line for line in render_markdown(page).splitlines() if line.startswith("| ")][2:]
    assert rows == [
        "| **15** | outlet | stated | by 14 Mar 2031 | B | [1] |",
        "| overtaken: ~~12~~ | outlet | stated, ↻ overtaken | by 12 Mar 2031 | A | [2] |",
    ]
    assert "<s>12</s>" in render_html(page)
    assert body(render_docx(page)).find(f".//{W}strike") is not None


def test_a_figure_that_only_some_of_its_tellings_lost_is_not_overtaken(record: Record) -> None:
    twice = replace(TOLL, answers=(Answer("12", ("c-dead-12", "c-reef")), TOLL.answers[1]))
    assert {v.words: v.role for v in versions_of(record, twice, letters_of(record.documents))} == {"12": "beside", "15": "beside"}


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("A drone and a mine exclude each other.", "Contradiction: a mine against a drone."),
        ("One account names a drone, the other a mine: other hands.", "Contradiction: a mine against a drone (other hands)."),
        ("One account says so, the other denies it.", "Contradiction: a mine against a drone (one account says so, the other denies it)."),
        (None, "Contradiction: a mine against a drone."),
    ],
)
def test_a_reason_is_told_once_and_without_what_stands_beside_it(record: Record, reason: str | None, told: str) -> None:
    rivals = tuple(ClaimRelation("c-drone", mine, "contradicts", reason) for mine in ("c-mine-post", "c-mine-courier"))
    assert closing(record, replace(CAUSE, relations=rivals)) == told


def test_dates_that_differ_are_told_with_how_far_apart_they_are(record: Record) -> None:
    apart = (ClaimRelation("c-dead-12", "c-dead-15", "contradicts", "The dates, 3 March 2031 and 9 March 2031, are 6 days apart."),)
    told = "Dates differ (the dates, 3 March 2031 and 9 March 2031, are 6 days apart); may be two acts."
    assert closing(record, replace(TOLL, slot="date", relations=apart)) == told


def test_one_who_is_named_in_two_reports_is_one_holder_and_unnamed_ones_stay_two(record: Record) -> None:
    claims = tuple(replace(c, mentions=(replace(c.mentions[0], certainty="asserted", polarity="affirmed"),)) for c in record.resolved.claims)
    told = replace(record, resolved=replace(record.resolved, claims=claims))
    by_quill = replace(CAUSE, answers=(Answer("x", ("c-no-fire", "c-reef")), Answer("a mine", ("c-mine-courier", "c-mine-post"))), relations=())
    versions = versions_of(told, by_quill, letters_of(record.documents))
    assert [(len(v.holders), v.holders[0].told_by) for v in versions] == [(1, ("A", "B")), (2, ("A",))]


def test_two_that_exclude_each_other_without_a_ladder_are_both_plain_versions(record: Record) -> None:
    rivals = replace(CAUSE, answers=CAUSE.answers[:2], relations=(ClaimRelation("c-drone", "c-mine-post", "contradicts", None),))
    text = render_markdown(table(with_questions(record, rivals)))
    assert "against these" not in text.casefold()
    assert "| **a drone** |" in text


def test_the_html_table_has_heads_with_scope_a_caption_and_labels_for_narrow_screens(record: Record) -> None:
    html = render_html(table(record))
    assert html.count('<th scope="col" role="columnheader">') == 12
    assert '<th scope="rowgroup" role="rowheader" rowspan="2"><strong>a mine</strong></th>' in html
    assert "<caption>Versions: What sank the Gull?</caption>" in html
    assert '<td role="cell" data-head="how sure">≈ probable</td>' in html


def test_words_of_reports_stay_words_in_the_table_of_versions(record: Record) -> None:
    bad = replace(CAUSE, answers=(Answer("<b>a mine</b>", ("c-mine-post",)), *CAUSE.answers[1:]), wording='What "sank" <i>her</i>?')
    page = table(with_questions(record, bad))
    assert "<b>" not in render_html(page)
    assert 'aria-label="Versions: What &#34;sank&#34; &lt;i&gt;her&lt;/i&gt;?"' in render_html(page)
    assert "\\<b\\>a mine\\</b\\>" in render_markdown(page)


def test_a_merged_cell_of_the_word_file_spans_the_rows_of_its_version(record: Record) -> None:
    merged = list(body(render_docx(table(with_questions(record, CAUSE)))).iter(f"{W}vMerge"))
    assert [cell.get(f"{W}val") for cell in merged] == ["restart", None]


def test_every_row_ends_in_a_quote(record: Record) -> None:
    tables = [b for b in table(record).sections[0].blocks if hasattr(b, "rows")]
    assert [text_of(row[-1]) for t in tables for row in t.rows if not text_of(row[-1]).endswith("]")] == []


def test_the_list_of_questions_tells_the_same_in_lines(record: Record) -> None:
    text = render_markdown(questions_page(record))
    assert "1. *What sank the Gull?* ≠ contradiction" in text
    assert "- **something that struck her**: A ← Harbour Board, ≈ probable, 10 Mar 2031 [1]" in text
    assert "- **a reef**: B ← Ada Quill, ? hedged, by 14 Mar 2031 [" in text
    assert "- overtaken: ~~12~~: A, by 12 Mar 2031 [" in text
    assert "Origins: 6, in 2 outlets." in text


@pytest.mark.parametrize(
    ("value", "words"),
    [("2031-03-03", "3 March 2031"), ("… to 2031-03", "by March 2031"), ("not: fire.", "fire"), ("nothing recorded on: fire", "fire"), ("a  mine.", "a mine")],
)
def test_answers_are_written_out(value: str, words: str) -> None:
    assert say_value(value) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [("The inquiry", "the inquiry"), ("The Harbour Post", "The Harbour Post"), ("Western analysts", "Western analysts"), ("UN officials", "UN officials")],
)
def test_a_source_described_at_the_head_of_a_sentence_is_written_small_within_a_line(name: str, words: str) -> None:
    assert say_link(link("institution", name)) == words


def test_those_that_stand_against_the_same_are_told_together(record: Record) -> None:
    pairs = [(a, b) for a in ("c-drone", "c-reef") for b in ("c-mine-post", "c-struck")]
    rivals = replace(CAUSE, relations=tuple(ClaimRelation(a, b, "contradicts", None) for a, b in pairs))
    assert closing(record, rivals) == "Contradiction: a mine and something that struck her against a drone and a reef."


def test_a_dispute_that_is_not_over_blame_names_its_sides(record: Record) -> None:
    disputed = replace(CAUSE, slot="identity", relations=(ClaimRelation("c-drone", "c-reef", "disputes", "One account says a drone, the other a reef."),))
    assert closing(record, disputed) == "Disputed: a drone against a reef."


def test_whole_sentences_make_no_ladder_in_one_line(record: Record) -> None:
    long = replace(CAUSE, answers=(Answer("a mine that had been laid by somebody in the strait", CAUSE.answers[0].claims), *CAUSE.answers[1:]))
    assert "From vague to sharp" not in render_markdown(table(with_questions(record, long)))


def test_a_plan_that_was_carried_out_is_news_overtaken_and_no_figure(record: Record) -> None:
    relation = ClaimRelation("c-dead-12", "c-dead-15", "superseded", "What was planned has since been done.")
    told = closing(record, replace(TOLL, slot="other", relations=(relation,)))
    assert told == "Later news overtakes what was told before (what was planned has since been done)."
    assert closing(record, replace(TOLL, relations=(relation,))).startswith("Later figures overtake earlier ones")


def test_a_plan_that_was_carried_out_is_no_open_question() -> None:
    fulfilled = ClaimRelation("c-dead-12", "c-dead-15", "superseded", "What was planned has since been done.")
    question = replace(TOLL, slot="other", relations=(fulfilled,))
    assert not is_open(question)
    assert is_open(replace(question, relations=(replace(fulfilled, relation="contradicts"),)))


def test_people_described_more_or_less_closely_are_no_open_question() -> None:
    closer = ClaimRelation("c-dead-12", "c-dead-15", "sharper", "One account says more closely who they were.")
    question = replace(TOLL, slot="identity", relations=(closer,))
    assert not is_open(question)
    assert is_open(replace(question, relations=(replace(closer, relation="different_answer"),)))


def test_answers_that_differ_beside_others_that_are_vaguer_are_told_to_differ(record: Record) -> None:
    relations = (
        ClaimRelation("c-mine-post", "c-drone", "different_answer", "One account says a mine, the other a drone."),
        ClaimRelation("c-struck", "c-drone", "vaguer", "One account says more."),
    )
    told = closing(record, replace(CAUSE, slot="identity", relations=relations))
    assert told == "Answers differ; nothing in the texts says that one excludes the other. The rest are degrees of precision."
