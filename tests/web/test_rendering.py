"""Whatever a text holds, a page shows it as text; links keep what filters them."""

from __future__ import annotations

import gc
import json
import re

import pytest
from fastapi.testclient import TestClient
from jinja2 import DictLoader, UndefinedError

from dragoman.core.dates import DateRange
from dragoman.core.records import Link, Party
from dragoman.web.rendering import data_block, linker, make_environment, toggled

EVIL = '</script><img src=x onerror="alert(1)">\u202e\u2028&amp;'


def shown(source: str, **context: object) -> str:
    """A piece of a template with the parts at hand."""
    environment = make_environment()
    loader = environment.loader
    assert loader is not None
    environment.loader = DictLoader({"piece": source, **{name: loader.get_source(environment, name)[0] for name in loader.list_templates()}})
    return environment.get_template("piece").render(link=linker("/events", []), csrf="token", **context)


WORDS = '{% import "parts/words.html" as words %}'
LISTS = '{% import "parts/lists.html" as lists with context %}'


def test_data_for_an_island_cannot_end_its_element_and_comes_out_as_it_went_in() -> None:
    block = data_block({"text": EVIL})
    assert not re.search("[<>&'\u2028\u2029]", block)
    assert json.loads(block) == {"text": EVIL}


def test_records_become_objects_for_an_island() -> None:
    assert json.loads(data_block(DateRange("2025", "2026"))) == {"start": "2025", "end": "2026"}


@pytest.mark.parametrize(
    "piece",
    ["{{ words.party(party) }}", "{{ words.chain((link_of,)) }}", "{{ words.who(party.name) }}"],
)
def test_a_name_full_of_markup_is_shown_as_it_is_and_isolated(piece: str) -> None:
    html = shown(WORDS + piece, party=Party(EVIL, EVIL, None, None, None), link_of=Link("person", EVIL, EVIL, None, None))
    assert "<img" not in html
    assert re.search(r"<bdi[^>]*>&lt;/script&gt;", html)


def test_a_quote_full_of_markup_is_shown_as_it_is() -> None:
    html = shown('{% import "parts/quotes.html" as quotes %}{{ quotes.quote(text, outlet=text, day="2025-02-06", lang=text) }}', text=EVIL)
    assert "<img" not in html
    assert html.count("&lt;/script&gt;") == 3


def test_a_name_that_a_template_does_not_know_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        shown("{{ nothing_of_this_name }}")


MODALITIES = ("done", "alleged", "planned", "hypothetical", "threatened", "demanded", "denied")


def test_every_modality_has_a_shape_of_its_own_and_says_its_name() -> None:
    shapes = {shown(WORDS + "{{ words.mark(one) }}", one=one).replace(f"mark {one}", "") for one in MODALITIES}
    assert len(shapes) == len(MODALITIES)
    assert all(one in shown(WORDS + "{{ words.pill(one) }}", one=one) for one in MODALITIES)


def test_a_date_is_no_more_precise_than_the_texts() -> None:
    html = shown(WORDS + "{{ words.date(one) }} {{ words.date(other) }}", one=DateRange("2025-02", "2025-02"), other=DateRange("2025-02-03", "2025-02-06"))
    assert 'datetime="2025-02">February 2025<' in html
    assert "between 3 and 6 February 2025" in html


def test_a_link_changes_what_it_is_told_and_begins_at_the_first_page_again() -> None:
    link = linker("/events", [("type", "AID"), ("page", "3"), ("outlet", "a"), ("outlet", "b")])
    assert link(type="ACCUSE") == "/events?outlet=a&outlet=b&type=ACCUSE"
    assert link(page=4) == "/events?type=AID&outlet=a&outlet=b&page=4"
    assert link(type=None, outlet=["c"]) == "/events?outlet=c"
    assert link(from_="2025&x=<") == "/events?type=AID&outlet=a&outlet=b&from=2025%26x%3D%3C"


def test_a_value_of_a_facet_is_added_and_taken_away() -> None:
    query = [("type", "AID"), ("outlet", "a"), ("type", "REQUEST")]
    assert toggled(query, "type", "ACCUSE") == ["AID", "REQUEST", "ACCUSE"]
    assert toggled(query, "type", "AID") == ["REQUEST"]
    assert toggled([], "type", "AID") == ["AID"]


def test_a_pager_is_shown_only_where_there_is_more_than_one_page() -> None:
    assert "pager" not in shown(LISTS + "{{ lists.pager(found) }}", found=type("F", (), {"page": 1, "pages": 1}))
    assert "Page 2 of 3" in shown(LISTS + "{{ lists.pager(found) }}", found=type("F", (), {"page": 2, "pages": 3}))


@pytest.mark.parametrize("path", ["/events", "/events?view=table", "/ties", "/questions"])
def test_nothing_that_a_page_showed_lies_about_once_it_is_made(desk: TestClient, path: str) -> None:
    desk.get(path)
    gc.collect()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        desk.get(path)
        gc.collect()
        left = {type(thing).__module__ for thing in gc.garbage}
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
    assert not {name for name in left if name.startswith(("dragoman.core", "dragoman.view", "jinja2"))}
