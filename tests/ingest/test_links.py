"""Lists of addresses and saved shortcuts."""

from __future__ import annotations

import plistlib

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import read_input
from dragoman.ingest.links import is_link_list, web_address
from tests.ingest.containers import links, outline

LIST = "# the affair\nhttps://a.example/1\tGate shut\n\nHTTP://b.example\nhttps://a.example/1\n<https://c.example/x>\n"


@pytest.mark.parametrize("path", ["a.links", "a.urls", "a.txt"])
def test_each_address_of_a_list_is_a_link_once_in_order(path: str) -> None:
    found = links(LIST.encode(), path)
    assert [link.url for link in found] == ["https://a.example/1", "HTTP://b.example", "https://c.example/x"]
    assert (found[0].path, found[0].told.title, found[1].told.title) == (f"{path}:2", "Gate shut", None)


def test_what_is_no_address_of_a_web_page_is_a_failure() -> None:
    raw = b"https://a.example/1\nftp://a.example/2\nmailto:x@a.example\nhttps://\nhttp://[::1\nhttps://a.example/3\n"
    assert [code for _, code in outline(raw, "a.links")] == ["link", "bad-address", "bad-address", "bad-address", "bad-address", "link"]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        (LIST, True),
        ("\ufeffhttps://a.example/1\r\n", True),
        ("https://a.example/1\nftp://a.example/2\n", True),
        ("ftp://a.example/2\n", False),
        ("https://a.example/1\nNorland shut a gate.\n", False),
        ("https://a.example/1 Norland shut a gate.\n", False),
        ("# a heading\n\n", False),
        ("", False),
    ],
)
def test_a_text_of_addresses_alone_is_a_list(text: str, is_list: bool) -> None:
    assert is_link_list(text) is is_list


@pytest.mark.parametrize(
    "address", ["//a.example", "a.example", "https:///x", "javascript:alert(1)", "https://a\u202e.example/", "https://a b", "https://a.example/" + "x" * 5000]
)
def test_what_only_looks_like_an_address_is_none(address: str) -> None:
    assert web_address(address) is None


def test_shortcuts_of_browsers_are_links() -> None:
    assert [link.url for link in links(b"[InternetShortcut]\r\nIDList=\r\nURL=https://a.example/1?q=2\r\n", "a.url")] == ["https://a.example/1?q=2"]
    for form in (plistlib.FMT_XML, plistlib.FMT_BINARY):
        assert [link.url for link in links(plistlib.dumps({"URL": "https://a.example/1"}, fmt=form), "a.webloc")] == ["https://a.example/1"]


@pytest.mark.parametrize(
    ("raw", "path", "code"),
    [
        (b"# nothing\n", "a.links", "no-text"),
        (b"bplist00broken", "a.webloc", "malformed"),
        (plistlib.dumps({"Title": "x"}), "a.webloc", "malformed"),
        (plistlib.dumps({"URL": "file:///etc/hosts"}), "a.webloc", "bad-address"),
        (b'<!DOCTYPE p [<!ENTITY a "b">]><plist><dict><key>URL</key><string>&a;</string></dict></plist>', "a.webloc", "malformed"),
    ],
)
def test_a_list_or_shortcut_without_an_address_is_refused(raw: bytes, path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, path))
    assert caught.value.code == code


def test_a_flood_of_lines_is_read_up_to_a_bound() -> None:
    found = outline(b"https://a.example/1\n" * 150_000, "a.links")
    assert found == [("a.links:1", "link"), ("a.links:100001", "too-large")]
