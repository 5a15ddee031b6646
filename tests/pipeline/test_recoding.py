"""What a second coding of a document tells otherwise: appeared, gone, retyped."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.documents import Span
from dragoman.core.mentions import EventMention, Extracted
from dragoman.pipeline.recoding import compare
from tests.store.records import make_document, make_extracted


def shut(extracted: Extracted, kind: str) -> Extracted:
    span = Span(8, 12)
    event = EventMention(f"em-x-{kind}", extracted.document.id, "PLOVER", kind, "done", span, (span,), "rules", 0.9)
    return replace(extracted, events=(event,))


def test_a_deed_that_another_rule_codes_is_retyped() -> None:
    drawn = make_extracted(make_document())
    (change,) = compare(shut(drawn, "SANCTION"), shut(drawn, "REJECT"))
    assert (change.how, change.words, change.before, change.after) == ("retyped", "shut", "SANCTION done", "REJECT done")


def test_what_only_one_coding_tells_appeared_or_is_gone() -> None:
    drawn = make_extracted(make_document())
    assert [change.how for change in compare(drawn, shut(drawn, "SANCTION"))] == ["appeared"]
    assert [change.how for change in compare(shut(drawn, "SANCTION"), drawn)] == ["gone"]


def test_two_codings_that_agree_differ_in_nothing() -> None:
    drawn = shut(make_extracted(make_document()), "SANCTION")
    assert list(compare(drawn, replace(drawn, version="v2"))) == []
