"""Who is quoted by whom, in which link of the chain, with what outcome later: counted, and never a verdict."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dragoman.core.dates import UNKNOWN
from dragoman.core.documents import Document, Published
from dragoman.core.errors import NotFoundError
from dragoman.core.mentions import EntityMention
from dragoman.core.records import Answer, Claim, ClaimRelation, ClaimTold, Entity, Fact, Link, Question, Relation
from dragoman.core.resolved import Resolved
from dragoman.export.source_lines import sources_object
from dragoman.view.html import render_html
from dragoman.view.markdown import render_markdown
from dragoman.view.outcomes import Comparison
from dragoman.view.record import Record
from dragoman.view.source_profile import source_page
from dragoman.view.source_table import sources_page
from dragoman.view.sources import find_source, list_sources
from tests.view.conftest import record as record

PALACE = "The Corvid agency, which is close to the palace, quoted a source in the navy. A mine sank the ferry, it said. A boiler burst, Ada Quill said."
BOARD = "A mine of the Estavian navy sank the ferry, the Harbour Board found. Ada Quill said that a boiler burst. A source in the navy said so too."
DAYS = {"d-1": "2031-03-11", "d-2": "2031-03-12", "d-3": "2031-03-12"}
OUTLETS = {"d-1": "Ledger", "d-2": "Courier", "d-3": "Bosun Gazette"}


def document(key: str, text: str, outlet: str | None, day: str | None) -> Document:
    return Document(key, text, "0" * 64, "text", outlet=outlet, published=Published(day, "byline", 0.9) if day else None)


def entity(key: str, kind: str, name: str, form: str, docs: dict[str, str], **more: object) -> Entity:
    mentions = tuple(EntityMention(f"nm-{key}-{d}", d, 0, 1, words, kind, form, name, f"nm-{key}", 0) for d, words in docs.items())
    return Entity(key, kind, name, (), None, None, {}, mentions, **more)  # type: ignore[arg-type]


def claim(key: str, *told: tuple[Document, str, tuple[Link, ...]], certainty: str = "asserted", polarity: str = "affirmed") -> Claim:
    mentions = []
    for d, words, chain in told:
        content = d.evidence(d.text.index(words), d.text.index(words) + len(words))
        links = (Link("outlet", d.outlet, None, None, None), *chain)
        mentions.append(ClaimTold(f"cm-{key}-{d.id}", d.id, (content,), None, links, certainty, polarity, "indirect", "rules", 0.9))
    return Claim(f"c-{key}", None, f"{key} it was.", None, tuple(mentions))


CORVID, QUILL = Link("agency", "Corvid", "n-corvid", None, None), Link("person", "Ada Quill", "n-quill", None, None)
NAVY, NAVY_2 = Link("unnamed", "a source in the navy", "n-source-1", None, None), Link("unnamed", "A source in the navy", "n-source-2", None, None)
BOARD_LINK = Link("institution", "Harbour Board", "n-board", None, None)


@pytest.fixture
def affair() -> Record:
    """Ledger quotes Corvid, which quotes a source in the navy, and Quill; a day later Courier quotes the Board, Quill and a source; the Gazette copies it."""
    first, second = document("d-1", PALACE, "Ledger", "2031-03-11"), document("d-2", BOARD, "Courier", "2031-03-12")
    copy = document("d-3", BOARD, "Bosun Gazette", "2031-03-12")
    close = first.evidence(0, PALACE.index(", quoted"))
    entities = (
        entity("n-board", "organisation", "Harbour Board", "name", {"d-2": "Harbour Board"}),
        entity("n-corvid", "organisation", "Corvid", "name", {"d-1": "Corvid"}, facts=(Fact("described", "close to the palace", UNKNOWN, (close,)),)),
        entity("n-navy", "organisation", "navy", "nominal", {"d-1": "the navy", "d-2": "the navy"}),
        entity("n-quill", "person", "Ada Quill", "name", {"d-1": "Ada Quill", "d-2": "Ada Quill"}),
        *(
            entity(f"n-source-{n}", "person", "a source in the navy", "nominal", {f"d-{n}": "a source in the navy"},
                   relations=(Relation("placed_in", "n-navy", "navy", UNKNOWN, UNKNOWN, ()),))
            for n in (1, 2)
        ),
    )  # fmt: skip
    board = [(second, "A mine of the Estavian navy sank the ferry", (BOARD_LINK,)), (copy, "A mine of the Estavian navy sank the ferry", (BOARD_LINK,))]
    claims = (
        claim("boiler", (first, "A boiler burst", (QUILL,)), (second, "a boiler burst", (QUILL,)), certainty="hedged"),
        claim("exact", *board),
        claim("mine", (first, "A mine sank the ferry", (CORVID, NAVY))),
        claim("too", (second, "so too", (NAVY_2,))),
    )
    answers = (Answer("a boiler", ("c-boiler",)), Answer("a mine", ("c-mine", "c-too")), Answer("an Estavian mine", ("c-exact",)))
    relations = (
        *(ClaimRelation("c-boiler", other, "contradicts", None) for other in ("c-exact", "c-mine")),
        *(ClaimRelation("c-exact", other, "sharper", None) for other in ("c-mine", "c-too")),
        ClaimRelation("c-mine", "c-too", "agrees", None),
    )
    question = Question("q-1", "What sank the ferry?", "e-1", "cause", answers, relations)
    origins = (("d-1", "d-1"), ("d-2", "d-2"), ("d-3", "d-2"))
    return Record(Resolved(entities, claims=claims, questions=(question,), origins=origins), (first, second, copy), {}, None)


def test_a_copy_is_counted_once(affair: Record) -> None:
    board, _ = find_source(list_sources(affair), "harbour board")
    assert board is not None
    assert (len(board.tellings), len(board.statements), board.origins) == (2, 1, 1)


def test_the_link_of_the_chain_is_told(affair: Record) -> None:
    found = list_sources(affair)
    places = {s.name: [(t.link, t.nearest) for t in s.tellings] for s in found.sources}
    assert places["Corvid"] == [(1, False)]
    assert places["a source in the navy"] == [(2, True), (1, True)]


def test_unnamed_sources_of_one_body_stand_under_it(affair: Record) -> None:
    source, _ = find_source(list_sources(affair), "a source in the navy")
    assert source is not None
    assert (source.kind, source.under, source.origins) == ("unnamed", ("navy",), 2)


def test_later_reports_by_others_are_counted_from_relations_and_dates(affair: Record) -> None:
    found = list_sources(affair)
    corvid, _ = find_source(found, "Corvid")
    assert corvid is not None
    assert Comparison(found).outcomes(corvid).counts() == {"sharper": 1, "contradicts": 1}


def test_the_same_source_elsewhere_confirms_nothing(affair: Record) -> None:
    found = list_sources(affair)
    corvid, _ = find_source(found, "Corvid")
    assert corvid is not None
    agreed = [(o.whose, o.when) for o in Comparison(found).outcomes(corvid).outcomes if o.relation == "agrees"]
    assert agreed == [("same_word", "later")]


def test_what_one_repeats_himself_is_his_own(affair: Record) -> None:
    found = list_sources(affair)
    quill, _ = find_source(found, "Quill")
    assert quill is not None
    outcomes = Comparison(found).outcomes(quill)
    assert {(o.whose, o.when) for o in outcomes.outcomes if o.relation == "agrees"} == {("itself", "later")}
    assert outcomes.counts() == {"contradicts": 1}


def test_nothing_is_later_than_the_last_report(affair: Record) -> None:
    found = list_sources(affair)
    board, _ = find_source(found, "Harbour Board")
    assert board is not None
    outcomes = Comparison(found).outcomes(board)
    assert (outcomes.counts(), outcomes.last) == ({}, ("c-exact",))


def test_an_undated_report_is_neither_before_nor_after(affair: Record) -> None:
    first = replace(affair.documents[0], published=None)
    found = list_sources(replace(affair, documents=(first, *affair.documents[1:])))
    corvid, _ = find_source(found, "Corvid")
    assert corvid is not None
    assert {o.when for o in Comparison(found).outcomes(corvid).outcomes if o.whose == "other"} == {"same_report", "undated"}


def test_what_is_said_of_a_source_names_who_says_it(affair: Record) -> None:
    page = render_markdown(source_page(affair, "Corvid"))
    assert "- “close to the palace” *(A, in its own words)*" in page
    assert "“The Corvid agency, which is close to the palace”" in page


def test_a_description_in_somebodys_words_is_on_his_word(affair: Record) -> None:
    said = claim("said", (affair.documents[0], "which is close to the palace", (QUILL,)))
    page = render_markdown(source_page(replace(affair, resolved=replace(affair.resolved, claims=(*affair.resolved.claims, said))), "Corvid"))
    assert "- “close to the palace” *(A ← Ada Quill)*" in page


def test_an_outlet_is_told_with_whom_it_quotes(affair: Record) -> None:
    page = render_markdown(source_page(affair, "Ledger"))
    assert "## Whom it quotes" in page
    assert "| **Corvid**, agency | 1 | citing a source in the navy 1 | 1 stated |" in page


def test_a_body_with_the_name_of_an_outlet_is_that_outlet(affair: Record) -> None:
    first = replace(affair.documents[1], outlet="Corvid")
    source, outlet = find_source(list_sources(replace(affair, documents=(affair.documents[0], first, affair.documents[2]))), "Corvid")
    assert source is not None
    assert outlet is not None
    assert source.key == outlet.key


def test_hearsay_is_one_source_and_not_named(affair: Record) -> None:
    said = claim("said", (affair.documents[0], "A boiler burst", (Link("public", None, None, None, None),)), certainty="alleged")
    found = list_sources(replace(affair, resolved=replace(affair.resolved, claims=(said,))))
    assert [(s.name, s.named) for s in found.sources] == [("hearsay", False)]


def test_nobody_of_that_name_lists_who_is_near(affair: Record) -> None:
    with pytest.raises(NotFoundError, match="near it: Harbour Board"):
        source_page(affair, "Harbor Bord")


def test_hostile_names_are_words(affair: Record) -> None:
    name = "<script>x</script>|[a](http://b.example)"
    entities = tuple(replace(e, name=name) if e.id == "n-corvid" else e for e in affair.resolved.entities)
    hostile = replace(affair, resolved=replace(affair.resolved, entities=entities))
    for page in (sources_page(hostile), source_page(hostile, name)):
        assert "<script>" not in render_html(page)
        assert "\\<script\\>" in render_markdown(page)


def test_the_table_is_sorted_by_use_and_does_not_depend_on_order(affair: Record) -> None:
    names = [s.name for s in list_sources(affair).sources]
    assert names == ["a source in the navy", "Ada Quill", "Corvid", "Harbour Board"]
    turned = replace(affair, documents=affair.documents[::-1], resolved=replace(affair.resolved, claims=affair.resolved.claims[::-1]))
    assert render_markdown(sources_page(turned)) == render_markdown(sources_page(affair))


def test_json_has_every_outcome_with_its_ids(affair: Record) -> None:
    (corvid,) = json.loads(json.dumps(sources_object(affair, "Corvid")))["sources"]
    assert corvid["tellings"][0]["beyond"] == ["a source in the navy"]
    assert {(o["other"], o["relation"], o["when"], o["whose"]) for o in corvid["outcomes"]} >= {("c-exact", "sharper", "later", "other")}
    assert corvid["described"][0]["words"] == "close to the palace"


def test_a_record_that_quotes_nobody_says_so() -> None:
    assert "The record is empty; add reports." in render_markdown(sources_page(Record(Resolved(), (), {}, None)))


def test_pages_of_a_whole_record_are_written(record: Record) -> None:
    assert "| **a naval officer**, not named |" in render_markdown(sources_page(record))
    assert "spokeswoman of Norland" in render_markdown(source_page(record, "Quill"))
