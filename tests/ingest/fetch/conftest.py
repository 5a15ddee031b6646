"""Yields a local web site for each test, closed after it."""

from collections.abc import Iterator

import pytest

from dragoman.ingest.fetch import Fetcher
from tests.ingest.fetch.site import PAGE, Dial, Site, Time, a_fetcher, reply


@pytest.fixture
def site() -> Iterator[Site]:
    """With one page, `/page`, and no robots.txt."""
    local = Site()
    local.pages["/page"] = reply(PAGE)
    yield local
    local.close()


@pytest.fixture
def dial(site: Site) -> Dial:
    return Dial(site)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def fetcher(dial: Dial, time: Time) -> Iterator[Fetcher]:
    with a_fetcher(dial, time=time) as made:
        yield made
