"""Yields proof that a link is read into its parts once, and shown safely in messages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ingest.fetch.addresses import parse_address, short
from dragoman.ingest.fetch.answers import Answer, next_address
from dragoman.ingest.fetch.networks import is_public
from dragoman.ingest.fetch.refused import RefusedError


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("http://good.example", "http://good.example/"),
        ("HTTPS://Good.Example./A?b=c#d", "https://good.example/A?b=c"),
        ("http://good.example:80/", "http://good.example/"),
        ("http://good.example:443/", "http://good.example:443/"),
        ("https://good.example:/", "https://good.example/"),
        ("http://good.example?a", "http://good.example/?a"),
        ("http://93.184.215.14/", "http://93.184.215.14/"),
        ("http://[2606:2800:0::0001]/", "http://[2606:2800::1]/"),
        ("http://bücher.example/ä b/%C3%BC?q=\\", "http://xn--bcher-kva.example/%C3%A4%20b/%C3%BC?q=%5C"),
        ("http://good.example/a//b?c=http://x@y/", "http://good.example/a//b?c=http://x@y/"),
    ],
)
def test_a_link_is_written_in_one_way(link: str, url: str) -> None:
    address = parse_address(link)
    assert address.url == url
    assert parse_address(address.url) == address


ODD = st.text(alphabet=st.sampled_from("ahtps01:/.@[]%x?#\\\t\u3002\uff11\u2460\u00ad\ud800\u0661é-_") | st.characters(), max_size=40)


@given(st.builds("{}{}{}".format, st.sampled_from(["", "http://", "https://", "//"]), ODD, st.sampled_from(["", ".example/", "127.0.0.1"])))
@settings(max_examples=500)
def test_any_text_is_a_link_or_refused_and_a_link_stays_as_it_is(text: str) -> None:
    answer = Answer(302, {"location": text}, iter(()))
    for read in (parse_address, lambda target: next_address(parse_address("http://good.example/"), answer)):
        try:
            address = read(text)
        except RefusedError:
            continue
        if address is not None:
            assert address.url.isascii()
            assert parse_address(address.url) == address
            assert is_public(address.host) or not address.host.rpartition(".")[2].isdigit()


def test_a_link_with_a_password_is_refused_for_that() -> None:
    with pytest.raises(RefusedError, match="user name or password"):
        parse_address("http://user:word@good.example/")


def test_a_message_shows_no_password_no_control_and_no_endless_link() -> None:
    assert short("http://user:word@good.example/") == "'http://…@good.example/'"
    assert short("http://good.example/\x1b[2J\u202e") == "'http://good.example/\\x1b[2J\\u202e'"
    assert len(short("http://good.example/" + "a" * 9000)) == 122
