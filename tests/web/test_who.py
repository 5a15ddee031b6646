"""Dossiers: names are found in any spelling, a dossier shows what it rests on, and two names can be made one and parted again."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from dragoman.core.desk_rows import Spelling
from dragoman.view.spelled import by_script


def _id(desk: TestClient, name: str, *, query: str = "") -> str:
    found = re.search(rf'href="/who/(n-[^"]+)"><bdi>{name}</bdi>', desk.get(f"/who?q={query or name}").text)
    assert found, f"nobody is called {name!r}"
    return found[1]


def test_a_name_is_found_in_another_spelling(desk: TestClient) -> None:
    assert _id(desk, "Aykhan Hajizada", query="hacizade")


def test_a_type_narrows_the_list_and_its_export(desk: TestClient) -> None:
    rows = desk.get("/who?type=person&format=json").json()
    assert {row["type"] for row in rows} == {"person"}
    assert f"{len(rows)} names" in desk.get("/who?type=person").text


def test_a_dossier_has_every_spelling_and_office_with_its_quote(desk: TestClient) -> None:
    html = desk.get(f"/who/{_id(desk, 'Aykhan Hajizada')}").text
    assert "Aykhan Hajizade<" in html
    assert re.search(r'<h2>Offices</h2>.*?spokesman.*?<a class="cite" href="#q1">', html, re.DOTALL)
    assert re.search(r'<li id="q1">.*?href="/documents/d-[^"]+">in the report', html)


def test_names_stand_under_their_scripts() -> None:
    found = by_script([Spelling("Putin", "name", 3), Spelling("Путин", "name", 5), Spelling("he", "pronoun", 9), Spelling("the president", "nominal", 2)])
    assert [(script, rows[0].text) for script, rows in found] == [("Cyrillic", "Путин"), ("Latin", "Putin"), ("described as", "the president")]


def test_a_dossier_tells_who_speaks_about_it(desk: TestClient) -> None:
    assert "Who speaks about it" in desk.get(f"/who/{_id(desk, 'Russian House')}").text


def test_two_stand_side_by_side_with_what_differs_in_words(desk: TestClient) -> None:
    a, b = _id(desk, "Ilham Aliyev"), _id(desk, "Yevgeny Primakov")
    html = desk.get(f"/who/{a}/beside/{b}").text
    assert "≠</span> differs" in html
    assert "=</span> alike" in html
    assert html.count("in the report") >= 4


def test_two_are_made_one_and_parted_again(own_desk: TestClient) -> None:
    a, b = _id(own_desk, "Konstantin Zatulin"), _id(own_desk, "Vitaly Milonov")
    made = own_desk.post("/judgements", data={"act": "merge", "record": [a, b], "next": f"/who/{a}"})
    assert made.status_code == 200
    one = own_desk.get(f"/who/{b}")
    assert "Konstantin Zatulin" in one.text
    assert "Vitaly Milonov" in one.text
    undo = re.search(r'action="(/judgements/[^"]+/undo)"', one.text)
    assert undo
    own_desk.post(undo[1])
    assert _id(own_desk, "Vitaly Milonov") != _id(own_desk, "Konstantin Zatulin")


def test_places_that_name_somebody_else_are_split_off(own_desk: TestClient) -> None:
    a = _id(own_desk, "Ilham Aliyev")
    places = re.findall(r'name="m" value="(nm-[^"]+)"', own_desk.get(f"/who/{a}").text)
    shown = own_desk.get(f"/who/{a}/split", params={"m": places[:1]}).text
    assert 'name="act" value="split"' in shown
    assert shown.count(f'name="record" value="{places[0]}"') == 1


def test_a_split_of_nothing_says_what_to_do(desk: TestClient) -> None:
    answer = desk.get(f"/who/{_id(desk, 'Ilham Aliyev')}/split")
    assert answer.status_code == 400
    assert "ick the places" in answer.text


@pytest.mark.parametrize("path", ["/who/n-none", "/who/n-none/beside/n-other", "/who/%3Cb%3E"])
def test_nobody_is_not_found(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "<b>'" not in answer.text


def test_an_empty_record_says_what_to_do(empty_desk: TestClient) -> None:
    assert "Add reports" in empty_desk.get("/who").text


def test_two_side_by_side_have_their_state_by_name(desk: TestClient) -> None:
    page = desk.get(f"/who/{_id(desk, 'Ilham Aliyev', query='Aliyev')}/beside/{_id(desk, 'Aykhan Hajizada', query='hacizade')}").text
    assert "<bdi>Azerbaijan</bdi>" in page.split(">State")[1].split("</tr>")[0]
    assert "AZE" not in page


def test_a_dossier_names_the_reports_it_quotes(desk: TestClient) -> None:
    page = desk.get("/who", params={"q": "Azerbaijan"}).text
    found = re.search(r"/who/n-[^/?\"]+", page)
    assert found
    text = desk.get(found[0]).text
    assert "(Caspian Courier, 7 Feb 2025" in text
    assert not re.search(r"<em> \([A-Z][ ,)]", text)
