"""The outlet of a report: who names it first."""

from __future__ import annotations

import pytest

from dragoman.ingest import Given, Told
from dragoman.ingest.assemble import assemble
from dragoman.ingest.outlet import domain_of
from tests.ingest.reading import BODY

ADDRESS = "https://www.harbourpost.example/world/gate"


def outlet(line: str = "", told: str | None = None, given: str | None = None, url: str | None = None) -> str | None:
    text = f"Norland shuts Estavian consulate\n{line}{BODY}"
    return assemble(text.encode(), text, "a", "test", Told(outlet=told), Given(told=Told(outlet=given, url=url))).document.outlet


def test_the_site_goes_before_the_byline_and_that_before_what_led_here_and_the_address() -> None:
    byline = "By Lena Torvik, The Harbour Post, 10 March 2021\n"
    assert outlet(byline, "Harbour Post Online", "Feed", ADDRESS) == "Harbour Post Online"
    assert outlet(byline, None, "Feed", ADDRESS) == "The Harbour Post"
    assert outlet("", None, "Feed", ADDRESS) == "Feed"
    assert outlet("", url=ADDRESS) == "harbourpost.example"


def test_an_agency_in_the_byline_is_the_outlet_only_where_no_other_is_known() -> None:
    assert outlet("By AFP\n", url=ADDRESS) == "harbourpost.example"
    assert outlet("By AFP\n") == "AFP"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.harbourpost.example/a", "harbourpost.example"),
        ("https://amp.harbourpost.example:8080/a", "harbourpost.example"),
        ("https://news.post.co.uk/a", "post.co.uk"),
        ("https://en.post.com.tr/a", "post.com.tr"),
        ("https://norland.blogspot.com/a", "norland.blogspot.com"),
        ("https://WWW.Post.example./a", "post.example"),
        ("http://127.0.0.1/a", None),
        ("http://[::1]/a", None),
        ("http://localhost/a", None),
        ("ftp://post.example/a", None),
        ("http://[bad/a", None),
        ("", None),
    ],
)
def test_an_address_has_the_domain_that_is_registered(address: str, domain: str | None) -> None:
    assert domain_of(address) == domain
