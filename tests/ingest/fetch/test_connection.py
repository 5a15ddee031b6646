"""Yields proof that certificates are checked against the name of the link, and how the system's own name service and network are used."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest.fetch import Fetcher
from dragoman.ingest.fetch.connection import dial as system_dial
from dragoman.ingest.fetch.connection import system_addresses
from dragoman.ingest.fetch.refused import RefusedError
from tests.ingest.fetch.site import OTHER, PAGE, PUBLIC, Dial, Names, Site, a_fetcher, page_of, reply

NEEDS_OPENSSL = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes its certificate with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificate and key of good.example, which nobody vouches for."""
    folder = tmp_path_factory.mktemp("tls")
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=good.example", "-addext", "subjectAltName=DNS:good.example", "-keyout", "key.pem", "-out", "cert.pem"]
    subprocess.run([*made, *named], cwd=folder, check=True, capture_output=True)
    both = folder / "both.pem"
    both.write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return both


@pytest.fixture
def secure(certificate: Path) -> Iterator[Site]:
    """A site over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    local = Site(context)
    local.pages["/page"] = reply(PAGE)
    yield local
    local.close()


@NEEDS_OPENSSL
def test_a_site_whose_certificate_nobody_vouches_for_is_not_read(secure: Site) -> None:
    with a_fetcher(Dial(secure)) as fetcher, pytest.raises(InputError, match="certificate is not valid") as caught:
        fetcher.fetch("https://good.example/page")
    assert (caught.value.code, secure.asked) == ("unreachable", [])


@NEEDS_OPENSSL
def test_the_certificate_is_checked_for_the_name_and_the_connection_goes_to_the_address(secure: Site, certificate: Path) -> None:
    vouched = ssl.create_default_context(cafile=str(certificate))
    dial = Dial(secure)
    with a_fetcher(dial, tls=vouched) as fetcher:
        assert page_of(fetcher, "https://good.example/page").raw == PAGE
        with pytest.raises(InputError, match="certificate is not valid"):
            fetcher.fetch("https://other.example/page")
    assert dial.asked == [(PUBLIC, 443), (OTHER, 443)]
    assert {headers["host"] for _, headers in secure.asked} == {"good.example"}


def test_what_does_not_speak_tls_is_unreachable(site: Site) -> None:
    with a_fetcher(Dial(site)) as fetcher, pytest.raises(InputError) as caught:
        fetcher.fetch("https://good.example/page")
    assert (caught.value.code, site.asked) == ("unreachable", [])


def test_certificates_and_host_names_are_checked_where_nothing_else_is_said() -> None:
    with Fetcher() as fetcher:
        context = fetcher._connections._pool._ssl_context
    assert context is not None
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_all_addresses_of_a_name_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, 0, 0, "", (PUBLIC, 80)), (socket.AF_INET6, 0, 0, "", ("fe80::1%eth0", 80, 0, 2))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: found)
    assert system_addresses("good.example", 80, 1.0) == [PUBLIC, "fe80::1%eth0"]


def test_a_name_service_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **more: over.wait(5) and [])
    with pytest.raises(TimeoutError):
        system_addresses("good.example", 80, 0.01)
    over.set()


def test_a_name_that_does_not_exist_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*asked: object, **more: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with Fetcher() as fetcher, pytest.raises(InputError, match=r"no name server knows an address of 'good\.example'") as caught:
        fetcher.fetch("http://good.example/")
    assert caught.value.code == "unreachable"


def test_a_connection_that_ends_at_this_machine_is_dropped(site: Site) -> None:
    with pytest.raises(RefusedError) as caught:
        system_dial("127.0.0.1", site.port, 1.0)
    assert (caught.value.code, site.asked) == ("private-address", [])


def test_the_fetcher_is_imported_without_the_libraries_that_it_uses() -> None:
    program = "import sys, dragoman.ingest.fetch; print(sorted({'httpcore', 'httpx', 'protego', 'idna'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_one_name_is_asked_once_for_one_connection(site: Site) -> None:
    names = Names({"good.example": [PUBLIC, PUBLIC]})
    with a_fetcher(Dial(site), names) as fetcher:
        fetcher.fetch("http://good.example/page")
        fetcher.fetch("http://good.example/page")
    assert names.asked == ["good.example"]
