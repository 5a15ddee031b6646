"""Events: one filtered set, seen in three ways and taken away whole."""

from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient


def total(page: str) -> int:
    found = re.search(r"<p>([\d,]+) acts?</p>", page)
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.parametrize("view", ["swimlanes", "table", "map"])
def test_every_way_to_see_events_shows_the_same_number(desk: TestClient, view: str) -> None:
    query = {"view": view, "modality": "denied"}
    shown = total(desk.get("/events", params=query).text)
    assert shown == len(desk.get("/events", params=query | {"format": "json"}).json()) > 0


def test_a_file_holds_exactly_the_filtered_set_on_all_its_pages(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/events?format=csv").text)))
    assert len(rows) == total(desk.get("/events").text) > 50
    chosen = list(csv.DictReader(io.StringIO(desk.get("/events?format=csv&type=SANCTION").text)))
    assert {row["type"] for row in chosen} == {"SANCTION"}
    assert {row["id"] for row in chosen} <= {row["id"] for row in rows}


def test_a_row_of_a_file_quotes_the_words_it_rests_on(desk: TestClient) -> None:
    row = desk.get("/events?format=json&type=SANCTION").json()[0]
    text = desk.get(f"/documents/{row['document']}?at={row['start']}-{row['end']}").text
    assert row["quote"].split()[0] in text
    assert row["end"] - row["start"] == len(row["quote"])


def test_a_name_finds_the_acts_of_whom_it_stands_for(desk: TestClient) -> None:
    by_name = desk.get("/events?format=json&actor=Azerbaijan").json()
    assert by_name == desk.get("/events?format=json&actor=AZE").json() != []


def test_a_name_that_nobody_bears_is_said_to_be_unknown(desk: TestClient) -> None:
    page = desk.get("/events?actor=Zzyzx Quux").text
    assert "names nobody" in page
    assert "No act is like this" in page


def test_a_pair_takes_acts_of_either_towards_the_other(desk: TestClient) -> None:
    rows = desk.get("/events?format=json&pair=AZE-RUS").json()
    codes = {(code[:3], other[:3]) for row in rows for code in row["actor_codes"] for other in row["recipient_codes"]}
    assert {("AZE", "RUS"), ("RUS", "AZE")} <= codes
    assert rows == desk.get("/events?format=json&pair=Russia, Azerbaijan").json()


def test_a_mark_has_the_shape_of_how_its_act_is_told(desk: TestClient) -> None:
    page = desk.get("/events?by=type&lanes=more&span=all").text
    drawn = re.findall(r'<a href="/events/(e-[^"]+)" class="act (\w+)".*?<use href="#m-(\w+)"', page, re.DOTALL)
    told = {row["id"]: row["modality"] for row in desk.get("/events?format=json").json()}
    assert len({shape for _, _, shape in drawn}) > 1
    assert {told[key] for key, _, _ in drawn} == {shape for _, _, shape in drawn}
    assert all(told[key] == shape == name for key, name, shape in drawn)


def test_acts_without_a_day_stand_apart_from_the_chart(desk: TestClient) -> None:
    page = desk.get("/events").text
    undated = {row["id"] for row in desk.get("/events?format=json&dated=no").json()}
    drawn = set(re.findall(r'<a href="/events/(e-[^"]+)" class="act', page))
    assert drawn
    assert not drawn & undated
    assert "Without a day" in page


def test_a_month_is_drawn_as_a_bar_and_a_day_as_a_mark(desk: TestClient) -> None:
    kinds = dict(re.findall(r'<a href="/events/(e-[^"]+)" class="act \w+( span)?"', desk.get("/events?by=type&lanes=more").text))
    rows = {row["id"]: row["precision"] for row in desk.get("/events?format=json").json()}
    assert {bool(kinds[key]) for key in kinds if rows[key] == "month"} == {True}
    assert {bool(kinds[key]) for key in kinds if rows[key] == "day"} == {False}


def test_a_place_known_to_the_country_alone_has_no_degrees(desk: TestClient) -> None:
    page = desk.get("/events?view=map").text
    assert "the country alone" in page
    assert '"countries":[{"code":"' in page


@pytest.mark.parametrize("query", ["view=globe", "sort=size", "by=moon", "page=0&view=table", "from=soon", "format=xls", "outlets=many"])
def test_what_no_page_takes_is_refused_in_words(desk: TestClient, query: str) -> None:
    answer = desk.get(f"/events?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_an_empty_record_says_what_to_do_next(empty_desk: TestClient) -> None:
    for view in ("swimlanes", "table", "map"):
        page = empty_desk.get(f"/events?view={view}").text
        assert "No acts yet" in page
        assert 'href="/"' in page


def test_the_filters_stand_in_every_address_of_the_page(desk: TestClient) -> None:
    page = desk.get("/events?type=SANCTION&view=table").text
    assert re.search(r'href="/events\?type=SANCTION&amp;view=table&amp;format=csv"', page)
    assert re.search(r'href="/events\?type=SANCTION&amp;view=map"', page)


def test_markup_in_a_filter_is_shown_as_text(desk: TestClient) -> None:
    page = desk.get("/events", params={"actor": "<script>alert(1)</script>", "about": '"><img src=x>'}).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_a_page_beyond_the_last_leads_to_the_last(desk: TestClient) -> None:
    text = desk.get("/events", params={"view": "table", "page": 99}).text
    assert "There is no page 99" in text
    assert "page=2" in text


def test_no_mark_of_the_chart_ends_with_the_word_before_its_day(desk: TestClient) -> None:
    titles = re.findall(r"<title>([^<]+) \(\w+\)</title>", desk.get("/events").text)
    assert titles
    assert not [title for title in titles if title.endswith((" on", " in", " by"))]
