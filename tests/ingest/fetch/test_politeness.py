"""Yields proof that a site's robots.txt, its wish for delay and its wish to be left alone are heeded."""

from __future__ import annotations

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.fetch.politeness import Clock, Pace
from dragoman.ingest.fetch.robots import _without_strangers
from tests.ingest.fetch.site import PAGE, Dial, Site, Time, a_fetcher, code_of, page_of, redirect, reply

LINK = "http://good.example/page"
OTHER_LINK = "http://other.example/page"


def robots(*lines: str) -> list[bytes]:
    return reply("\n".join(lines).encode(), content_type="text/plain")


@pytest.mark.parametrize(
    ("lines", "open"),
    [
        (["User-agent: *", "Disallow: /page"], False),
        (["User-agent: *", "Disallow: /private"], True),
        (["User-agent: Dragoman", "Disallow:", "User-agent: *", "Disallow: /"], True),
        (["User-agent: *", "Allow: /", "User-agent: dragoman/9", "Disallow: /"], False),
        (["User-agent: Dragomania", "Disallow: /"], True),
        (["User-agent: Other", "User-agent: DRAGOMAN # us", "Disallow: /"], False),
        (["User-agent: Other", "Disallow: /"], True),
        (["User-agent: *", "Disallow: /", "Allow: /page$"], True),
        (["<html>nothing here</html>"], True),
        ([], True),
    ],
)
def test_the_rules_of_a_site_are_kept(site: Site, fetcher: Fetcher, lines: list[str], open: bool) -> None:
    site.pages["/robots.txt"] = robots(*lines)
    assert (page_of(fetcher, LINK).raw == PAGE) if open else (code_of(fetcher, LINK) == "disallowed")
    assert site.paths() == (["/page"] if open else [])


@pytest.mark.parametrize(("status", "open"), [(404, True), (401, True), (403, True), (410, True), (429, False), (500, False), (503, False)])
def test_no_rules_allow_all_and_a_site_in_trouble_is_left_alone(site: Site, fetcher: Fetcher, status: int, open: bool) -> None:
    site.pages["/robots.txt"] = reply(b"", status)
    assert (page_of(fetcher, LINK).raw == PAGE) if open else (code_of(fetcher, LINK) == "disallowed")


def test_the_rules_are_read_once_a_day_and_after_trouble_in_ten_minutes(site: Site, fetcher: Fetcher, time: Time) -> None:
    site.pages["/robots.txt"] = reply(b"", 500)
    assert [code_of(fetcher, LINK), code_of(fetcher, LINK)] == ["disallowed", "disallowed"]
    time.slept.append(601)
    site.pages["/robots.txt"] = robots("User-agent: *", "Disallow: /x")
    for wait in (0, 23 * 3600, 2 * 3600):
        time.slept.append(wait)
        fetcher.fetch(LINK)
    assert [path for path, _ in site.asked] == ["/robots.txt"] * 2 + ["/page"] * 2 + ["/robots.txt", "/page"]


def test_the_rules_may_lie_elsewhere(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/robots.txt": redirect("/rules"), "/rules": robots("User-agent: *", "Disallow: /page")}
    assert code_of(fetcher, LINK) == "disallowed"


def test_rules_behind_too_many_redirects_count_as_none(site: Site, fetcher: Fetcher) -> None:
    site.pages["/robots.txt"] = redirect("/robots.txt")
    assert page_of(fetcher, LINK).raw == PAGE


def test_each_hop_asks_the_rules_of_its_own_site(site: Site, fetcher: Fetcher) -> None:
    closed = robots("User-agent: *", "Disallow: /page")
    site.pages |= {"/robots.txt": lambda headers: closed if headers["host"] == "other.example" else reply(b"", 404), "/old": redirect(OTHER_LINK)}
    with pytest.raises(InputError, match=r"'http://good.example/old', sent on to 'http://other.example/page': ") as caught:
        fetcher.fetch("http://good.example/old")
    assert (caught.value.code, site.paths()) == ("disallowed", ["/old"])


def test_endless_rules_are_read_up_to_a_limit(site: Site, fetcher: Fetcher) -> None:
    lines = ["User-agent: *", "Disallow: /page", *("# a long line of nothing in particular" for _ in range(40_000))]
    site.pages["/robots.txt"] = robots(*lines, "Allow: /page", "Allow: /page")
    assert code_of(fetcher, LINK) == "disallowed"


def test_all_other_agents_are_one_since_each_would_cost_all_rules_anew() -> None:
    lines = ["user-agent a1", "Useragent: b2", "User agent : c3 # c", "USER-AGENT:Dragomania", " user-agent:"]
    assert {_without_strangers(line, "Dragoman") for line in lines} == {"User-agent: another"}


def test_requests_to_a_host_are_a_second_apart_and_other_hosts_do_not_wait(fetcher: Fetcher, time: Time) -> None:
    fetcher.fetch(LINK)
    assert time.slept == [1.0]
    fetcher.fetch(LINK)
    assert time.slept == [1.0, 1.0]
    time.slept.append(5.0)
    fetcher.fetch(LINK)
    assert sum(time.slept) == 7.0
    fetcher.fetch(OTHER_LINK)
    assert sum(time.slept) == 8.0


def test_the_delay_that_a_site_asks_for_lies_between_pages(site: Site, fetcher: Fetcher, time: Time) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *", "Crawl-delay: 20"), "/old": redirect("/page")}
    fetcher.fetch("http://good.example/old")
    assert sum(time.slept) == 2.0
    fetcher.fetch(LINK)
    assert sum(time.slept) == 21.0


def test_a_site_that_asks_for_very_long_delays_gives_one_page_and_the_next_in_its_time(site: Site, fetcher: Fetcher, time: Time) -> None:
    site.pages["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 600")
    assert page_of(fetcher, LINK).raw == PAGE
    assert code_of(fetcher, LINK) == "disallowed"
    time.slept.append(600)
    assert page_of(fetcher, LINK).raw == PAGE


@pytest.mark.parametrize(("written", "wait"), [("7", 7.0), ("Tue, 04 Mar 2031 12:00:10 GMT", 9.0), ("0", 1.0)])
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_asked_once_more_when_it_says(site: Site, fetcher: Fetcher, time: Time, status: int, written: str, wait: float) -> None:
    answers = iter([reply(b"", status, retry_after=written), reply()])
    site.pages["/page"] = lambda headers: next(answers)
    assert page_of(fetcher, LINK).raw == PAGE
    assert time.slept == [1.0, wait]


def test_a_site_that_stays_busy_is_not_asked_a_third_time(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(b"", 503, retry_after="5")
    assert code_of(fetcher, LINK) == "http-status"
    assert site.paths() == ["/page", "/page"]


@pytest.mark.parametrize("written", ["3600", "Tue, 04 Mar 2031 13:00:00 GMT", "9" * 9])
def test_a_site_that_wants_long_peace_gets_it_for_all_its_pages(site: Site, fetcher: Fetcher, time: Time, written: str) -> None:
    site.pages |= {"/busy": reply(b"", 429, retry_after=written)}
    assert [code_of(fetcher, "http://good.example/busy"), code_of(fetcher, LINK)] == ["http-status", "http-status"]
    assert (site.paths(), time.slept) == (["/busy"], [1.0])
    time.slept.append(86_400)
    assert page_of(fetcher, LINK).raw == PAGE


@pytest.mark.parametrize("written", ["soon", "-5", "Tue, 99 Mar 2031", ""])
def test_a_wish_that_cannot_be_read_is_none(site: Site, fetcher: Fetcher, written: str) -> None:
    site.pages["/page"] = reply(b"", 503, retry_after=written)
    assert code_of(fetcher, LINK) == "http-status"
    assert site.paths() == ["/page"]


def test_waiting_politely_does_not_count_against_the_time_of_a_fetch(site: Site, dial: Dial) -> None:
    moving = Time()
    site.pages["/robots.txt"] = robots("User-agent: *", "Crawl-delay: 30")
    with a_fetcher(dial, time=moving) as fetcher:
        for _ in range(4):
            assert page_of(fetcher, LINK).raw == PAGE
    assert sum(moving.slept) > 60


def test_a_pace_without_delay_never_waits() -> None:
    slept: list[float] = []
    pace = Pace(0.0, Clock(sleep=slept.append, monotonic=lambda: 5.0))
    for _ in range(3):
        pace.before_request("good.example")
    assert slept == []
