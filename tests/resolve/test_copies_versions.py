"""Later versions by the same outlet are linked to the one before, with what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.documents import Published
from dragoman.resolve.changes import MOST
from tests.resolve.reports import OTHER, SENTENCES, TITLE, copies_of, only, report, words

FIRST = report(*SENTENCES, outlet="The Harbour Post")
CHANGED = (SENTENCES[0].replace("38 lorries", "41 lorries"), *SENTENCES[1:])


def test_a_later_version_by_the_same_outlet_is_an_update_with_the_figure_that_changed() -> None:
    kinship = only(copies_of(FIRST, report(*CHANGED, day="2031-03-02", outlet="The Harbour Post")))
    assert (kinship.kind, kinship.of, words(kinship)) == ("update", FIRST.id, [("38", "41")])


@pytest.mark.parametrize(
    "note", ["Correction: an earlier version of this report gave a wrong figure.", "This article has been corrected to give the right number."]
)
def test_a_version_that_says_so_is_a_correction(note: str) -> None:
    kinship = only(copies_of(FIRST, report(*CHANGED, note, day="2031-03-02", outlet="The Harbour Post")))
    assert kinship.kind == "correction"
    assert words(kinship) == [("38", "41"), (None, note)]


def test_the_same_change_by_another_outlet_is_a_copy() -> None:
    kinship = only(copies_of(FIRST, report(*CHANGED, day="2031-03-02", outlet="Kirna Daily")))
    assert (kinship.kind, words(kinship)) == ("copy", [("38", "41")])


def test_the_same_text_from_the_same_outlet_twice_is_a_copy() -> None:
    again = replace(FIRST, id="d-ffffffffffff", published=Published("2031-03-02", "given", 1.0))
    assert only(copies_of(FIRST, again)).kind == "copy"


def test_versions_follow_each_other_by_day_then_by_update() -> None:
    second = report(*CHANGED, outlet="The Harbour Post", url="https://harbour.example/bridge/")
    second = replace(second, updated=Published("2031-03-02", "given", 1.0))
    third = report(*CHANGED[:9], OTHER[0], day="2031-03-04", outlet="The Harbour Post", url="http://www.harbour.example/bridge#top")
    found = copies_of(third, second, FIRST)
    assert {k.document: k.of for k in found.kinships} == {second.id: FIRST.id, third.id: second.id}
    assert set(dict(found.origins).values()) == {min(FIRST.id, second.id)}


def test_under_one_address_less_of_the_text_needs_to_stay() -> None:
    address = "https://harbour.example/live"
    one = report(*SENTENCES, url=address, title="Live from the bridge")
    two = report(*OTHER, *SENTENCES[:4], url=address, title="What we know of the floods", day="2031-03-02")
    assert only(copies_of(one, two)).kind == "update"
    assert only(copies_of(replace(one, url=None), two)).kind == "rewrite"


def test_a_report_of_the_next_day_with_old_background_is_no_version() -> None:
    later = report(*OTHER, *SENTENCES[7:], day="2031-03-02", title="Helicopters for the valley", outlet="The Harbour Post")
    assert [k.kind for k in copies_of(FIRST, later).kinships] in ([], ["rewrite"])


def test_sentences_that_came_went_and_changed_are_told_in_the_order_of_the_later_text() -> None:
    told = (SENTENCES[0], OTHER[0], *SENTENCES[2:4], SENTENCES[4].replace("asked for an answer", "wanted to hear back"), *SENTENCES[5:])
    kinship = only(copies_of(FIRST, report(*told, day="2031-03-02", title="The bridge is shut", outlet="Kirna Daily")))
    assert words(kinship) == [(TITLE, "The bridge is shut"), (SENTENCES[1], None), (None, OTHER[0]), (SENTENCES[4], told[4])]


def test_names_that_stand_for_each_other_are_paired() -> None:
    told = (*SENTENCES[:3], SENTENCES[3].replace("Anton Varga", "Irena Stroud"), *SENTENCES[4:])
    assert words(only(copies_of(FIRST, report(*told, day="2031-03-02", outlet="Kirna Daily")))) == [("Anton Varga", "Irena Stroud")]


def test_a_sentence_that_only_moved_is_no_change() -> None:
    moved = (*SENTENCES[5:], *SENTENCES[:5])
    kinship = only(copies_of(FIRST, report(*moved, day="2031-03-02", outlet="Kirna Daily")))
    assert (kinship.kind, kinship.changes) == ("rewrite", ())


def test_changes_are_exact_spans_and_bounded() -> None:
    added = [f"Item {n} on the list of the {n}th day names warehouse {n * 7} of row {n * 3}." for n in range(80)]
    later = report(*SENTENCES, *added, day="2031-03-02", outlet="Kirna Daily")
    kinship = only(copies_of(FIRST, later))
    assert len(kinship.changes) == MOST
    for change in kinship.changes:
        assert all(e is None or e == d.evidence(e.start, e.end) for e, d in ((change.before, FIRST), (change.after, later)))
