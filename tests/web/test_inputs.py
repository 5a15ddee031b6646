"""Reports come in by files and links, go by a confirmed act, and each input tells its end; folders are nobody's but this machine's."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web.jobs import Jobs
from dragoman.web.server import create_app
from tests.web.conftest import NOON
from tests.web.test_security import PASSWORD, REMOTE, sign_in

TEXT = "The Quay Gazette, 3 February 2025\n\nNorwind closed its embassy in Estavia on Monday, the foreign ministry said."
HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>\u202e.pdf'


def jobs_of(client: TestClient) -> Jobs:
    found: Jobs = client.app.state.jobs  # type: ignore[attr-defined]
    return found


def rest(client: TestClient) -> dict[str, Any]:
    """How things stand when nothing runs any more."""
    end = time.monotonic() + 90
    while (state := client.get("/api/jobs").json())["running"]:
        assert time.monotonic() < end, "it did not come to an end"
        time.sleep(0.05)
    found: dict[str, Any] = state
    return found


@pytest.fixture
def still(empty_desk: TestClient) -> TestClient:
    """An empty desk whose jobs wait for good."""
    jobs_of(empty_desk).close()
    return empty_desk


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(record=tmp_path / "a.db"), REMOTE, clock=lambda: NOON)
    for name, role in (("rosa", "reader"), ("dana", "reviewer"), ("ada", "admin")):
        app.state.site.users.add(name, PASSWORD, role)
    with TestClient(app, base_url="http://192.0.2.7:8421") as client:
        yield client


def test_files_are_read_in_the_background_and_told_of(empty_desk: TestClient) -> None:
    page = empty_desk.post("/inputs", files=[("files", ("embassy.txt", TEXT)), ("files", (HOSTILE, b"%PDF-1.4 no"))])
    assert page.status_code == 200
    assert "embassy.txt and 1 more" in page.text
    assert rest(empty_desk)["jobs"][0]["line"] == "1 added, 1 failed"
    listed = empty_desk.get("/inputs").text
    assert "<code>malformed</code>" in listed
    assert "embassy.txt" in listed
    for path in ("/", "/inputs", f"/jobs/{jobs_of(empty_desk).all()[0].id}"):
        found = empty_desk.get(path).text
        assert "<img src=x" not in found
        assert "<script>alert" not in found


def test_an_input_that_failed_is_tried_again_from_its_row(empty_desk: TestClient) -> None:
    empty_desk.post("/inputs", files=[("files", ("broken.pdf", b"%PDF-1.4 no"))])
    rest(empty_desk)
    location = re.search(r'name="location" value="([^"]+)"', empty_desk.get("/inputs?state=failed").text)
    assert location
    assert empty_desk.post("/inputs/retry", data={"location": location[1]}).status_code == 200
    assert [job["state"] for job in rest(empty_desk)["jobs"]] == ["failed", "failed"]
    assert empty_desk.post("/inputs/retry", data={"location": "/etc/passwd"}).status_code == 404
    for job in jobs_of(empty_desk).all():
        empty_desk.post(f"/jobs/{job.id}/forget")
    assert "hand it in again" in empty_desk.get("/inputs").text
    assert empty_desk.post("/inputs/retry", data={"location": location[1]}).status_code == 404


def test_a_path_is_no_link_and_nothing_is_nothing(still: TestClient) -> None:
    for links in ("/etc/passwd", "file:///etc/passwd", "https://a.example /etc", ""):
        assert still.post("/inputs?format=json", data={"links": links}).json()["error"]["code"] == "usage"
    assert still.get("/api/jobs").json()["jobs"] == []


def test_a_link_waits_its_turn_and_can_be_stopped_tried_again_and_dismissed(still: TestClient) -> None:
    job = still.post("/inputs?format=json", data={"links": "https://a.example/1\nhttps://a.example/2"}).json()["job"]
    assert "https://a.example/1 and 1 more" in still.get(f"/jobs/{job}").text
    still.post(f"/jobs/{job}/stop")
    assert still.get("/api/jobs").json()["jobs"][0]["state"] == "stopped"
    still.post(f"/jobs/{job}/again")
    assert still.get(f"/jobs/{job}").status_code == 404
    again = still.get("/api/jobs").json()["jobs"][0]["id"]
    assert still.post(f"/jobs/{again}/forget").status_code == 400
    still.post(f"/jobs/{again}/stop")
    still.post(f"/jobs/{again}/forget")
    assert still.get("/api/jobs").json()["jobs"] == []


def test_without_scripts_a_link_looks_again(still: TestClient) -> None:
    page = still.post("/inputs", data={"links": "https://a.example/1"}).text
    assert "Look again" in page
    assert "http-equiv" not in page


def test_a_form_without_its_token_brings_nothing_in(still: TestClient) -> None:
    still.headers.pop("x-csrf-token")
    assert still.post("/inputs", files=[("files", ("a.txt", TEXT))]).status_code == 403
    assert jobs_of(still).all() == ()


def test_inputs_are_exported_as_they_are_shown(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/inputs?state=copy&format=csv").text)))
    assert [row["state"] for row in rows] == ["copy"] * len(rows)
    assert len(desk.get("/inputs?format=json").json()) > len(rows) > 0
    assert desk.get("/inputs?state=nonsense").status_code == 400


def test_taking_out_says_what_goes_with_it(desk: TestClient) -> None:
    document = desk.get("/inputs?format=json").json()[-1]["document"]
    assert "all that rests on it alone" in desk.get("/inputs/remove", params={"document": document}).text
    assert desk.get("/inputs/remove", params={"document": "d-no"}).status_code == 404


def test_readers_add_nothing_and_only_admins_take_out(remote: TestClient) -> None:
    token = sign_in(remote, "rosa")
    assert remote.post("/inputs", data={"csrf": token, "links": "https://a.example"}).status_code == 403
    assert 'action="/inputs"' not in remote.get("/").text
    remote.cookies.clear()
    token = sign_in(remote, "dana")
    assert remote.post("/inputs/remove", data={"csrf": token, "document": "d-1"}).status_code == 403


def test_no_folder_is_watched_where_others_can_reach_the_desk(remote: TestClient, tmp_path: Path) -> None:
    token = sign_in(remote, "ada")
    found = remote.post("/watches", data={"csrf": token, "given": str(tmp_path)})
    assert found.status_code == 403
    assert "this machine alone" in found.text
    assert 'action="/watches"' not in remote.get("/").text


def test_a_folder_is_watched_until_somebody_stops_it(still: TestClient, tmp_path: Path) -> None:
    assert still.post("/watches", data={"given": "/no/such/folder"}).status_code == 400
    page = still.post("/watches", data={"given": str(tmp_path)}).text
    assert f'<bdi class="path">{tmp_path}</bdi>' in page
    stop = re.search(r'action="(/watches/[^"]+/remove)"', page)
    assert stop
    assert str(tmp_path) not in still.post(stop[1]).text.split('id="watched"')[1].split("<form")[0]
