"""Yields proof that claims are found by whom they are about, who says them, where, how sure and when, and are told with their chains."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.records import Party
from dragoman.view.claim_filters import Wanted, find_claims
from dragoman.view.claims import claim_rows, claims_page
from dragoman.view.html import render_html
from dragoman.view.markdown import render_markdown
from dragoman.view.record import Record
from tests.view.accounts import claim, make_record


@pytest.fixture
def record() -> Record:
    return make_record()


def keys(record: Record, **wanted: object) -> list[str]:
    return [found.claim.id.removeprefix("c-") for found in find_claims(record, Wanted(**wanted))]  # type: ignore[arg-type]


def test_claims_come_by_day_of_their_report_and_place_in_it(record: Record) -> None:
    assert keys(record) == ["struck", "mine-post", "no-fire", "crew", "silent", "dead-12", "mine-courier", "drone", "reef", "dead-15"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"about": "Gull"}, ["struck", "mine-courier"]),
        ({"about": "fire board"}, ["no-fire"]),
        ({"about": "e-sink"}, ["struck", "mine-courier"]),
        ({"about": "n-gull"}, ["struck", "mine-courier"]),
        ({"about": "q-toll"}, ["dead-12", "dead-15"]),
        ({"by": "Quill"}, ["no-fire", "reef"]),
        ({"by": "naval officer"}, ["mine-post", "mine-courier"]),
        ({"by": "unnamed"}, ["mine-post", "mine-courier"]),
        ({"by": "corvid"}, ["mine-post"]),
        ({"by": "outlet"}, ["dead-12", "dead-15"]),
        ({"outlet": "amsel", "by": "quill"}, ["reef"]),
        ({"certainties": ("absence", "withheld")}, ["crew", "silent"]),
        ({"polarity": "denied"}, ["no-fire"]),
        ({"doc": "courier.txt", "about": "mine"}, ["mine-courier"]),
        ({"doc": "d-post", "certainties": ("probable",)}, ["struck"]),
        ({"doc": "Harbour Post on", "certainties": ("probable",)}, ["struck"]),
        ({"until": "2031-03-11"}, ["struck"]),
        ({"since": "2031-03-13", "about": "drone"}, ["drone"]),
    ],
)
def test_claims_are_found_by_what_is_asked(record: Record, wanted: dict[str, object], found: list[str]) -> None:
    assert keys(record, **wanted) == found


def test_a_claim_is_about_whoever_is_a_party_to_what_it_tells(record: Record) -> None:
    sink = replace(record.event["e-sink"], recipients=(Party("n-quill", "Ada Quill", None, None, None),))
    assert keys(replace(record, resolved=replace(record.resolved, events=(sink,))), about="Ada Quill") == ["struck", "mine-courier"]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"by": "nobody"}, "on the word of 'nobody'; there are: .*Ada Quill"),
        ({"outlet": "Gazette"}, "told by 'Gazette'; there are: .*Harbour Post"),
        ({"doc": "x.txt"}, "dragoman documents"),
        ({"about": "zeppelin"}, "about 'zeppelin'"),
        ({"certainties": ("planned",)}, "there are: asserted"),
        ({"since": "2032"}, "there are: 2031-03-10 to 2031-03-14"),
        ({"outlet": "amsel", "polarity": "denied"}, "is denied; there are: affirmed"),
    ],
)
def test_what_leaves_no_claim_is_named_with_what_there_is(record: Record, wanted: dict[str, object], words: str) -> None:
    with pytest.raises(NotFoundError, match=words):
        keys(record, **wanted)


@pytest.mark.parametrize("wanted", [{"certainties": ("sure",)}, {"polarity": "maybe"}, {"since": "spring"}])
def test_what_cannot_be_asked_is_refused(record: Record, wanted: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        keys(record, **wanted)


def test_a_row_tells_the_claim_chain_certainty_form_day_and_place(record: Record) -> None:
    rows = claim_rows(record, find_claims(record, Wanted()))
    assert rows[0] == ("Something struck the Gull", "The Harbour Post ← Harbour Board", "≈ probable", "reported", "10 Mar 2031", "[1] post.txt 0–25")
    assert rows[1][1] == "The Harbour Post ← Corvid ← unnamed: a naval officer"
    assert [row[2] for row in rows[2:6]] == ["✗ denied", "∅ not contained", "▬ withheld", "stated"]
    assert rows[5][3] == "own words"


def test_a_claim_told_twice_is_one_row_with_both_chains(record: Record) -> None:
    told = record.claim["c-dead-12"]
    both = replace(told, mentions=(*told.mentions, replace(record.claim["c-dead-15"].mentions[0], id="cm-copy")))
    one = replace(record, resolved=replace(record.resolved, claims=(both,)))
    (row,) = claim_rows(one, find_claims(one, Wanted()))
    assert row[1] == "The Harbour Post; Amsel Courier"
    assert row[5].endswith(", and 1 more")


def test_a_page_of_claims_numbers_its_quotes_and_says_how_many_are_left(record: Record) -> None:
    page = claims_page(record, Wanted(by="Quill"), limit=1)
    text = render_markdown(page)
    assert "2 claims in 2 reports, 1 shown" in text
    assert "| no fire broke out on board | The Harbour Post ← Ada Quill | ✗ denied | reported | 12 Mar 2031 | A 140–166 [1] |" in text
    assert "- [1] A 140–166 “no fire broke out on board”" in text


def test_words_of_reports_stay_words_in_a_page_of_claims(record: Record) -> None:
    bad = claim("bad", record.documents[1], "<b>The ferry</b> sank at dawn")
    html = render_html(claims_page(replace(record, resolved=replace(record.resolved, claims=(bad,))), Wanted()))
    assert "&lt;b&gt;The ferry&lt;/b&gt; sank at dawn" in html
    assert "<b>" not in html
