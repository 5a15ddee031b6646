"""Yields proof that no link leads the fetcher to this machine, a private network, or anything that is no web page."""

from __future__ import annotations

import pytest

from dragoman.ingest.fetch.networks import is_public
from tests.ingest.fetch.site import OTHER, PUBLIC, Dial, Names, Site, a_fetcher, code_of, redirect

PRIVATE, BAD = "private-address", "bad-address"

BY_FORM = [
    # loopback and this machine
    ("http://127.0.0.1/", PRIVATE),
    ("http://127.255.255.254/", PRIVATE),
    ("http://0.0.0.0/", PRIVATE),
    ("http://0.1.2.3/", PRIVATE),
    ("https://localhost/", PRIVATE),
    ("http://LocalHost/", PRIVATE),
    ("http://localhost./", PRIVATE),
    ("http://a.localhost/", PRIVATE),
    ("http://localhost.localdomain/", PRIVATE),
    ("http://127.0.0.1./", PRIVATE),
    ("http://127.0.0.1:443/", PRIVATE),
    ("HTTP://127.0.0.1", PRIVATE),
    ("http://127.0.0.1?x=good.example", PRIVATE),
    ("http://127.0.0.1#@good.example/", PRIVATE),
    # private, shared, link-local, metadata
    ("http://10.0.0.1/", PRIVATE),
    ("http://172.16.0.1/", PRIVATE),
    ("http://172.31.255.255/", PRIVATE),
    ("http://192.168.1.1/", PRIVATE),
    ("http://100.64.0.1/", PRIVATE),
    ("http://100.100.100.200/latest/meta-data/", PRIVATE),
    ("http://169.254.169.254/latest/meta-data/", PRIVATE),
    ("http://168.63.129.16/", PRIVATE),
    ("http://metadata.google.internal/", PRIVATE),
    ("http://metadata.goog/", PRIVATE),
    ("http://metadata/", PRIVATE),
    ("http://router/", PRIVATE),
    ("http://printer.local/", PRIVATE),
    ("http://nas.home.arpa/", PRIVATE),
    ("http://wiki.corp/", PRIVATE),
    ("http://kubernetes.default.svc/", PRIVATE),
    # documentation, benchmarks, multicast, reserved
    ("http://192.0.2.1/", PRIVATE),
    ("http://198.51.100.7/", PRIVATE),
    ("http://203.0.113.9/", PRIVATE),
    ("http://192.0.0.1/", PRIVATE),
    ("http://192.88.99.1/", PRIVATE),
    ("http://198.18.0.1/", PRIVATE),
    ("http://198.19.255.255/", PRIVATE),
    ("http://224.0.0.1/", PRIVATE),
    ("http://240.0.0.1/", PRIVATE),
    ("http://255.255.255.255/", PRIVATE),
    # other notations of addresses
    ("http://2130706433/", PRIVATE),
    ("http://017700000001/", PRIVATE),
    ("http://0x7f000001/", PRIVATE),
    ("http://0X7F.1/", PRIVATE),
    ("http://0177.0.0.1/", PRIVATE),
    ("http://127.1/", PRIVATE),
    ("http://127.0.1/", PRIVATE),
    ("http://127.0x0.0.01/", PRIVATE),
    ("http://0/", PRIVATE),
    ("http://3232235777/", PRIVATE),
    ("http://0xa9fea9fe/", PRIVATE),
    ("http://1572394766/", BAD),
    ("http://127.0.0.256/", BAD),
    ("http://1.2.3.4.5/", BAD),
    ("http://4294967296/", BAD),
    ("http://127.0.0.08/", BAD),
    ("http://127..1/", BAD),
    # IPv6
    ("http://[::1]/", PRIVATE),
    ("http://[0:0:0:0:0:0:0:1]/", PRIVATE),
    ("http://[::]/", PRIVATE),
    ("http://[::ffff:127.0.0.1]/", PRIVATE),
    ("http://[::ffff:7f00:1]/", PRIVATE),
    ("http://[::ffff:93.184.215.14]/", PRIVATE),
    ("http://[::ffff:0:127.0.0.1]/", PRIVATE),
    ("http://[::127.0.0.1]/", PRIVATE),
    ("http://[2002:7f00:1::]/", PRIVATE),
    ("http://[64:ff9b::7f00:1]/", PRIVATE),
    ("http://[64:ff9b:1::a00:1]/", PRIVATE),
    ("http://[2001:0:4136:e378::]/", PRIVATE),
    ("http://[2a00:1450::5efe:7f00:1]/", PRIVATE),
    ("http://[fe80::1]/", PRIVATE),
    ("http://[fe80::1%25eth0]/", PRIVATE),
    ("http://[2a00:1450::1%eth0]/", PRIVATE),
    ("http://[fc00::1]/", PRIVATE),
    ("http://[fd00:ec2::254]/", PRIVATE),
    ("http://[fec0::1]/", PRIVATE),
    ("http://[ff02::1]/", PRIVATE),
    ("http://[100::1]/", PRIVATE),
    ("http://[2001:db8::1]/", PRIVATE),
    ("http://[3fff::1]/", PRIVATE),
    ("http://[::1", BAD),
    ("http://[::1]evil.example/", BAD),
    ("http://[127.0.0.1]/", BAD),
    ("http://::1/", BAD),
    # letters that are mapped to plain ones
    ("http://１２７.０.０.１/", PRIVATE),
    ("http://127。0。0。1/", PRIVATE),
    ("http://127．0．0．1/", PRIVATE),
    ("http://①②⑦.⓪.⓪.①/", PRIVATE),
    ("http://ｌｏｃａｌｈｏｓｔ/", PRIVATE),
    ("http://loc\u00adalhost/", PRIVATE),
    ("http://ⓛocalhost/", PRIVATE),
    ("http://printer。local/", PRIVATE),
    ("http://١٢٧.٠.٠.١/", BAD),
    ("http://127.0.0.%31/", BAD),
    ("http://%6c%6f%63%61%6c%68%6f%73%74/", BAD),
    # user names, backslashes, blanks
    ("http://good.example@127.0.0.1/", BAD),
    ("http://good.example:80@127.0.0.1/", BAD),
    ("http://good.example%40127.0.0.1/", BAD),
    ("http://127.0.0.1@good.example/", BAD),
    ("http://user:word@good.example/", BAD),
    ("http://good.example\\@127.0.0.1/", BAD),
    ("http://127.0.0.1\\@good.example/", BAD),
    ("http:\\\\127.0.0.1\\", BAD),
    ("http://good.example\\.127.0.0.1/", BAD),
    (" http://127.0.0.1/", BAD),
    ("http://127.0.0.1/ ", BAD),
    ("http://127.0.0.1\t/", BAD),
    ("http://127.0.\n0.1/", BAD),
    ("http://good.example/\r\nHost: 127.0.0.1", BAD),
    ("http://127.0.0.1\x00.good.example/", BAD),
    ("http://good.example 127.0.0.1/", BAD),
    ("ht\ntp://good.example/", BAD),
    ("http://\ud800.example/", BAD),
    # schemes, ports, and what is no link
    ("file:///etc/passwd", BAD),
    ("file://good.example/etc/passwd", BAD),
    ("gopher://good.example/", BAD),
    ("ftp://good.example/a.txt", BAD),
    ("data:text/html,<p>a</p>", BAD),
    ("javascript:alert(1)", BAD),
    ("jar:http://good.example/!/", BAD),
    ("ws://good.example/", BAD),
    ("//127.0.0.1/", BAD),
    ("127.0.0.1", BAD),
    ("http:127.0.0.1", BAD),
    ("http:/127.0.0.1/", BAD),
    ("http:///127.0.0.1/", BAD),
    ("http://", BAD),
    ("", BAD),
    ("http://.good.example/", BAD),
    ("http://good..example/", BAD),
    ("http://-good.example/", BAD),
    ("http://" + "a" * 64 + ".example/", BAD),
    ("http://good.example/" + "a" * 5000, BAD),
    ("http://good.example:22/", BAD),
    ("http://good.example:8080/", BAD),
    ("http://good.example:99999/", BAD),
    ("http://good.example:8_0/", BAD),
    ("http://good.example:٨٠/", BAD),
    ("http://xn--a.example:6379/", BAD),
]
"""(link, code): refused by how it is written, before any name server is asked."""

BY_NAME = {
    "inside.example": ["10.0.0.5"],
    "loop.example": ["127.0.0.1"],
    "six.example": ["::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "zone.example": ["fe80::1%eth0"],
    "unique.example": ["fd12::1"],
    "meta.example": ["169.254.169.254"],
    "mixed.example": [PUBLIC, "192.168.0.7"],
    "late.example": [PUBLIC, OTHER, "2606:2800::1", "2606:2800::2", "2606:2800::3", "127.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "xn--bcher-kva.example": ["172.20.0.1"],
    "odd.example": ["localhost"],
    "under_score.example": ["0.0.0.0"],
}
"""Names whose addresses are private, or some of them."""


def test_the_table_is_long() -> None:
    assert len(BY_FORM) + len(BY_NAME) >= 60
    assert len({link for link, _ in BY_FORM}) == len(BY_FORM)


@pytest.mark.parametrize(("link", "code"), BY_FORM, ids=[ascii(link)[:60] for link, _ in BY_FORM])
def test_a_private_or_odd_link_is_refused_before_a_name_server_hears_of_it(link: str, code: str) -> None:
    dial, names = Dial(), Names({"good.example": [PUBLIC]})
    with a_fetcher(dial, names) as fetcher:
        assert code_of(fetcher, link) == code
    assert (dial.asked, names.asked) == ([], [])


@pytest.mark.parametrize("name", BY_NAME)
def test_a_name_with_any_private_address_is_never_connected_to(name: str) -> None:
    dial = Dial()
    with a_fetcher(dial, Names(BY_NAME)) as fetcher:
        assert code_of(fetcher, f"https://{name}/") == PRIVATE
    assert dial.asked == []


def test_a_name_in_other_letters_is_judged_by_its_addresses() -> None:
    dial, names = Dial(), Names(BY_NAME)
    with a_fetcher(dial, names) as fetcher:
        assert code_of(fetcher, "http://BÜCHER.example/") == PRIVATE
    assert (dial.asked, names.asked) == ([], ["xn--bcher-kva.example"])


def test_a_name_whose_second_answer_is_private_is_not_followed_there(site: Site) -> None:
    dial, names = Dial(site), Names({"turns.example": [[PUBLIC], ["127.0.0.1"]]})
    site.pages["/robots.txt"] = [b"HTTP/1.1 404 None\r\nConnection: close\r\n\r\n"]
    with a_fetcher(dial, names) as fetcher:
        assert code_of(fetcher, "http://turns.example/page") == PRIVATE
    assert (dial.asked, site.paths()) == ([(PUBLIC, 80)], [])


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    dial, names = Dial(site), Names({"turns.example": [[PUBLIC], ["127.0.0.1"]]})
    with a_fetcher(dial, names) as fetcher:
        fetcher.fetch("http://turns.example/page")
    assert (dial.asked, names.asked) == ([(PUBLIC, 80)], ["turns.example"])


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://127.0.0.1/", PRIVATE),
        ("//127.0.0.1/", PRIVATE),
        ("http://[::ffff:10.0.0.1]/", PRIVATE),
        ("http://2130706433/", PRIVATE),
        ("http://inside.example/", PRIVATE),
        ("http://mixed.example/", PRIVATE),
        ("http://localhost:80/", PRIVATE),
        ("http://169.254.169.254/latest/", PRIVATE),
        ("http://good.example@127.0.0.1/", BAD),
        ("http://127.0.0.1\\@good.example/", BAD),
        ("http://good.example:22/", BAD),
        ("file:///etc/passwd", BAD),
        ("data:text/html,a", BAD),
        ("javascript:alert(1)", BAD),
        ("http://[/", BAD),
    ],
)
def test_a_redirect_is_checked_like_a_link(site: Site, dial: Dial, target: str, code: str) -> None:
    site.pages["/gone"] = redirect(target)
    with a_fetcher(dial, Names({**BY_NAME, "good.example": [PUBLIC]})) as fetcher:
        assert code_of(fetcher, "http://good.example/gone") == code
    assert (dial.asked, site.paths()) == ([(PUBLIC, 80)], ["/gone"])


def test_the_robots_file_cannot_lead_inside_either(site: Site, dial: Dial) -> None:
    site.pages["/robots.txt"] = redirect("http://127.0.0.1/robots.txt")
    with a_fetcher(dial) as fetcher:
        assert code_of(fetcher, "http://good.example/page") == PRIVATE
    assert (dial.asked, site.paths()) == ([(PUBLIC, 80)], [])


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "100.63.255.255", "100.128.0.1", "172.32.0.1", "2606:2800::1", "2a00:1450:4001::200e"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)
