"""Ties: the list of pairs, the network in periods, and the course of one pair."""

from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from lxml import html


def of(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def pair(desk: TestClient) -> str:
    """The address of the heaviest pair."""
    return str(of(desk.get("/ties?unit=year").text).xpath("string((//table//th/a/@href)[1])"))


def test_the_list_holds_the_pairs_that_it_exports(desk: TestClient) -> None:
    shown = of(desk.get("/ties").text).xpath("//table[contains(@class, 'pairs')]/tbody/tr")
    rows = list(csv.DictReader(io.StringIO(desk.get("/ties?format=csv").text)))
    assert len(shown) == len(rows) == len(desk.get("/ties?format=json").json()) > 0
    assert rows[0]["unit"] == "month"


def test_a_pair_with_few_acts_is_said_to_have_too_few(desk: TestClient) -> None:
    text = desk.get("/ties").text
    assert re.search(r"too few acts: \d of 5", text)


def test_only_the_pairs_of_whom_is_asked_for_are_listed(desk: TestClient) -> None:
    everybody = desk.get("/ties?unit=year&format=json").json()
    name = everybody[0]["actor_label"]
    some = desk.get("/ties", params={"unit": "year", "format": "json", "about": name}).json()
    assert some
    assert all(name in (row["actor_label"], row["recipient_label"]) for row in some)


def test_an_unknown_name_is_said_and_leads_to_those_named(desk: TestClient) -> None:
    page = of(desk.get("/ties", params={"about": "Zzyzx & Co"}).text)
    assert "names nobody Zzyzx & Co" in page.xpath("string(//p[@class='notice'])")


def test_a_span_takes_out_what_lies_before_it(desk: TestClient) -> None:
    assert desk.get("/ties?from=2199&format=json").json() == []
    assert "See all ties" in desk.get("/ties?from=2199").text


@pytest.mark.parametrize("query", ["unit=hour", "from=soon", "sort=colour", "view=globe", "view=network&period=2025", "format=xml", "page=0"])
def test_what_cannot_be_asked_is_refused(desk: TestClient, query: str) -> None:
    assert desk.get(f"/ties?{query}").status_code in (400, 422)


def test_the_network_has_a_table_for_each_period(desk: TestClient) -> None:
    periods = of(desk.get("/ties?view=network").text).xpath("//select[@name='period']/option/@value")
    assert len(periods) > 1
    one = of(desk.get("/ties", params={"view": "network", "period": periods[1]}).text)
    assert one.xpath("//table[contains(@class, 'pairs')]/tbody")


def test_the_network_gives_nodes_and_edges(desk: TestClient) -> None:
    found = desk.get("/api/ties?unit=year").json()
    assert found["edges"]
    assert {end for edge in found["edges"] for end in (edge["a"], edge["b"])} == set(found["names"])


def test_each_point_of_a_course_leads_to_the_acts_of_its_days(desk: TestClient) -> None:
    page = of(desk.get(pair(desk)).text)
    links = page.xpath("//svg[contains(@class, 'wide')]//g[@class='dots']/a/@href")
    assert links
    assert all(re.match(r"/events\?pair=[^&]+&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d&modality=demanded", link) for link in links)


def test_the_table_holds_the_numbers_of_the_drawing(desk: TestClient) -> None:
    page = of(desk.get(pair(desk)).text)
    dots = page.xpath("//svg[contains(@class, 'wide')]//g[@class='dots']/a")
    scores = page.xpath("//table[contains(@class, 'course-table')]//td[contains(@class, 'first')]/span[contains(@class, 'score')]")
    assert len(dots) == len(scores) > 0


def test_the_export_of_a_pair_has_a_row_for_each_period(desk: TestClient) -> None:
    address = pair(desk)
    join = "&" if "?" in address else "?"
    rows = desk.get(f"{address}{join}format=json").json()
    assert len(rows) == len(of(desk.get(address).text).xpath("//table[contains(@class, 'course-table')]/tbody/tr"))
    assert {"outward_score", "inward_planned"} <= set(rows[0])


@pytest.mark.parametrize("unit", ["day", "week", "month", "year"])
def test_a_course_is_told_by_each_unit(desk: TestClient, unit: str) -> None:
    address = pair(desk).split("?", maxsplit=1)[0]
    page = desk.get(f"{address}?unit={unit}")
    assert page.status_code == 200
    assert of(page.text).xpath(f"//nav[@class='views']/a[@aria-current='true'][. = '{unit.capitalize()}']")


def test_names_lead_to_the_address_of_codes(desk: TestClient) -> None:
    row = desk.get("/ties?unit=year&format=json").json()[0]
    answer = desk.get(f"/ties/{row['actor_label']}/{row['recipient_label']}?unit=year", follow_redirects=False)
    assert answer.headers["location"] == f"/ties/{row['actor']}/{row['recipient']}?unit=year"


def test_a_tie_is_between_two_that_the_record_names(desk: TestClient) -> None:
    row = desk.get("/ties?unit=year&format=json").json()[0]
    assert desk.get(f"/ties/{row['actor']}/{row['actor']}").status_code == 400
    assert desk.get(f"/ties/{row['actor']}/Nowhereland").status_code == 404


def test_an_empty_record_says_what_makes_a_tie(empty_desk: TestClient) -> None:
    page = of(empty_desk.get("/ties").text)
    assert page.xpath("//section[@class='empty']//a[@href='/']")
    assert empty_desk.get("/ties?view=network").status_code == 200
    assert empty_desk.get("/api/ties").json() == {"names": {}, "edges": []}


def test_a_body_is_called_by_its_name_and_not_by_its_code(desk: TestClient) -> None:
    labels = {row["actor"]: row["actor_label"] for row in desk.get("/ties?format=json").json()}
    assert labels["EUR"] == "European Union"
    assert "European Union" in desk.get("/ties/EUR/RUS").text.split("<h1")[1].split("</h1>")[0]
    assert "<bdi>EUR</bdi>" not in desk.get("/ties").text + desk.get("/events?by=pair").text + desk.get("/brief").text
