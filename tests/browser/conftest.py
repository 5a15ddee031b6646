"""Yields a desk that is really served, a Chromium that looks at it, and what a page must not do: ask another host, run into an error, keep out the blind."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from dragoman.core.settings import Settings
from dragoman.web.server import create_app, listen
from dragoman.web.site import Access, Site

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
SIZES = {"desk": (1280, 900), "phone": (390, 844)}
SERIOUS = frozenset({"serious", "critical"})


def need(what: str) -> None:
    """Skips a test for want of something; where continuous integration asks for these tests, it fails."""
    if os.environ.get("DRAGOMAN_NEED_BROWSER"):
        pytest.fail(f"browser tests are wanted, but {what}")
    pytest.skip(what)


@dataclass(frozen=True)
class Served:
    """A desk that answers at `url`; site: what it holds."""

    url: str
    site: Site

    def link(self, path: str = "/") -> str:
        """An address that lets one browser in and shows a page."""
        return f"{self.url}{path}{'&' if '?' in path else '?'}token={self.site.sessions.invite()}"


@dataclass
class Look:
    """A page, and what went on while it was looked at."""

    page: Page
    served: Served
    hosts: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Goes to a page of the desk."""
        self.page.goto(self.served.url + path)
        return self.page

    def axe(self) -> list[str]:
        """What axe-core finds that is serious or critical: rule, how often, and where it first is."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{v['id']}: {len(v['nodes'])} × {v['nodes'][0]['html'][:200]}" for v in found["violations"] if v["impact"] in SERIOUS]

    def is_as_wide_as_its_window(self) -> bool:
        """Does nothing stick out at the side?"""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@contextmanager
def serving(settings: Settings) -> Iterator[Served]:
    """Serves a record's desk from a thread of its own."""
    listening = listen(Access(port=0))
    app = create_app(settings, Access(port=listening.getsockname()[1]))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.02)
        yield Served(app.state.site.access.address().rstrip("/"), app.state.site)
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="session")
def served(sample_record: Path) -> Iterator[Served]:
    """The desk of samples/affair, for tests that change nothing."""
    with serving(Settings(record=sample_record)) as found:
        yield found


@pytest.fixture
def own_served(sample_record: Path, tmp_path: Path) -> Iterator[Served]:
    """The same on a copy of one's own, for tests that change something."""
    with serving(Settings(record=Path(shutil.copy(sample_record, tmp_path / "affair.db")))) as found:
        yield found


@pytest.fixture
def empty_served(tmp_path: Path) -> Iterator[Served]:
    """The desk of a record that holds nothing."""
    with serving(Settings(record=tmp_path / "empty.db")) as found:
        yield found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        need(f"there is no Chromium: none of {', '.join(NAMES)} is on the path")
    if not AXE.is_file():
        need("axe-core is missing: 'make assets' brings it with the rest of the front end's packages")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


Looking = Callable[..., Look]


@pytest.fixture
def looking(chromium: Browser) -> Iterator[Looking]:
    """Makes a Look: looking(served, size="phone", scheme="dark"); at the end no page may have asked another host or run into an error."""
    made: list[Look] = []

    def look(served: Served, size: str = "desk", scheme: str = "light", *, scripts: bool = True) -> Look:
        width, height = SIZES[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=scripts, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(60_000)
        found = Look(page, served)
        page.on("request", lambda request: found.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: found.errors.append(str(error)))
        page.on("console", lambda message: found.errors.append(message.text) if message.type == "error" else None)
        made.append(found)
        page.goto(served.link("/about"))
        return found

    yield look
    for found in made:
        own = {urlsplit(found.served.url).netloc, ""}
        found.page.context.close()
        assert found.hosts <= own, "a page asked another host"
        assert found.errors == []
