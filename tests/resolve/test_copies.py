"""Copies and rewrites are found and told apart; their group has one origin, whatever the order of the documents."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from tests.resolve.reports import OTHER, SENTENCES, copies_of, only, report

BASE = report(*SENTENCES, outlet="The Harbour Post")


def test_a_copy_under_another_headline_points_to_the_earliest_published() -> None:
    later = report(*SENTENCES, day="2031-03-02", title="Lorries wait at the Velga as bridge is shut", outlet="Kirna Daily")
    found = copies_of(later, BASE)
    assert (only(found).kind, only(found).document, only(found).of) == ("copy", later.id, BASE.id)
    assert dict(found.origins) == dict(found.same_text) == {later.id: BASE.id, BASE.id: BASE.id}


def test_a_trimmed_end_slips_and_a_line_of_its_own_leave_a_copy() -> None:
    slipped = [s.replace("concrete", "conrcete").replace("beside", "besdie") for s in SENTENCES[:8]]
    later = report(*slipped, "Reporting from Port Sarn by our own correspondent.", day="2031-03-02", outlet="Kirna Daily")
    assert only(copies_of(BASE, later)).kind == "copy"


def test_typographic_marks_make_no_difference() -> None:
    straight = report(*SENTENCES[:6], '"We shall wait," the envoy\'s clerk said on Tuesday - and left.', outlet="The Harbour Post")
    curly = report(*SENTENCES[:6], "“We shall wait,” the envoy’s clerk said on Tuesday — and left.", day="2031-03-02", outlet="Kirna Daily")
    kinship = only(copies_of(straight, curly))
    assert (kinship.kind, kinship.similarity, kinship.changes) == ("copy", 1.0, ())


def test_a_text_in_another_order_with_other_sentences_is_a_rewrite() -> None:
    mixed = [SENTENCES[i] for i in (7, 3, 0, 5, 2)]
    later = report(*mixed, *OTHER[:3], day="2031-03-02", outlet="Kirna Daily")
    found = copies_of(BASE, later)
    assert (only(found).kind, dict(found.origins)[later.id], dict(found.same_text)[later.id]) == ("rewrite", BASE.id, later.id)


def test_an_excerpt_within_another_report_is_a_rewrite() -> None:
    later = report(*OTHER[:3], *SENTENCES[2:6], *OTHER[3:], day="2031-03-02", outlet="Kirna Daily")
    kinship = only(copies_of(BASE, later))
    assert kinship.kind == "rewrite"
    assert kinship.containment > kinship.similarity


def test_two_accounts_of_one_event_are_two_origins() -> None:
    own = report(
        "Lorries from Estavia stood in a long line on Monday after guards of Norland barred the Velga crossing at Port Sarn.",
        "No explanation came from the guards, and concrete blocks lay across the roadway by midday.",
        "Anton Varga, who is deputy foreign minister in Velgrad, spoke of a treaty that had been broken.",
        "In all 38 vehicles had to turn round, according to a count by the hauliers' union.",
        "Flour may soon be dearer, bakers fear.",
        outlet="Kirna Daily",
    )
    assert copies_of(BASE, own).kinships == ()


def test_the_same_quotation_makes_no_rewrite() -> None:
    quote = "“We have waited for eleven years for this bridge and we shall not wait for another winter until someone finds the key to it,” Varga said."
    one, two = report(*SENTENCES[:6], quote), report(*OTHER, quote, day="2031-03-02")
    assert copies_of(one, two).kinships == ()


def test_a_paragraph_that_an_outlet_prints_under_every_report_makes_no_rewrite() -> None:
    background = SENTENCES[5:8]
    own = [
        [" ".join(f"{a}{n}{b}" for a in ("alma", "bero", "cuvi", "dalo") for b in ("ta", "ri", k)) + "." for k in ("no", "se", "mi", "lu")] for n in range(12)
    ]
    reports = [report(*sentences, *background, title=f"Round number {n} of the long talks") for n, sentences in enumerate(own)]
    assert copies_of(*reports).kinships == ()


def test_boilerplate_is_no_text() -> None:
    pages = [report(*SENTENCES[:2]), report(*OTHER[:2])]
    menu = [replace(page, zones=tuple(replace(zone, kind="boilerplate") for zone in page.zones), sketch=()) for page in pages]
    assert copies_of(*menu, *pages).kinships == ()


def test_a_document_without_a_sketch_is_its_own_origin() -> None:
    bare = replace(report(*SENTENCES, day="2031-03-02"), sketch=())
    assert dict(copies_of(BASE, bare).origins)[bare.id] == bare.id


def test_texts_without_blanks_between_words_are_compared_by_their_letters() -> None:
    text = ("外交部星期一宣布关闭边境桥梁。", "三十八辆卡车被迫返回。", "司机们在路边点火取暖并要求供水。", "商人预计面粉价格将上涨一成。")
    one, two = report(*text, title="桥梁关闭"), report(*text[:3], "谈判下周继续举行。", title="卡车返回", day="2031-03-02")
    assert only(copies_of(one, two)).of == one.id


def test_the_agencys_own_text_is_the_origin_of_all_who_credit_it() -> None:
    early = report(*SENTENCES, outlet="Kirna Daily", agency="Corvid")
    wire = report(*SENTENCES, day="2031-03-02", title="Bridge shut", outlet="Corvid")
    other = report(*SENTENCES[:8], day="2031-03-03", title="Shut", outlet="Velgrad Courier", agency="Corvid")
    assert dict(copies_of(early, wire, other).origins) == {early.id: wire.id, wire.id: wire.id, other.id: wire.id}


def test_a_chain_of_rewrites_does_not_make_one_of_texts_that_share_nothing() -> None:
    woods = ("birch", "cedar", "maple", "alder", "rowan")
    third = tuple(f"Clause {w} of the fishing accord names {w} boats, {w} nets and the harbour of {w}stad as its seat." for w in woods)
    middle = report(*SENTENCES[:5], *OTHER, day="2031-03-02", title="Middle")
    last = report(*OTHER, *third, day="2031-03-03", title="Last")
    found = copies_of(BASE, middle, last)
    assert [(k.document, k.of) for k in sorted(found.kinships, key=lambda k: k.document == last.id)] == [(middle.id, BASE.id), (last.id, middle.id)]
    assert dict(found.origins) == {BASE.id: BASE.id, middle.id: BASE.id, last.id: last.id}


def test_many_copies_point_to_one_first_text() -> None:
    copies = [report(*SENTENCES, day=f"2031-03-{n:02}", title=f"Headline {n} of its own", outlet=f"Outlet {n}") for n in range(2, 28)]
    assert {k.of for k in copies_of(BASE, *copies).kinships} == {BASE.id}


def test_the_order_of_documents_is_irrelevant() -> None:
    documents = [BASE, report(*SENTENCES, title="Shut"), report(*SENTENCES[3:9], *OTHER, title="Mixed"), report(*OTHER, title="Helicopters", day="2031-02-01")]
    assert len({repr(copies_of(*order)) for order in permutations(documents)}) == 1
