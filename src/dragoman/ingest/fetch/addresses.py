"""Yields WebAddress: a link read once, by one strict parser, into the parts that the request, the connection and the certificate check all use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote

from dragoman.ingest.fetch.networks import is_private_name, is_public
from dragoman.ingest.fetch.refused import RefusedError

PORTS = {"http": 80, "https": 443}
"""The only ports, each with either scheme: on others sit panels and services that are no news pages."""
LONGEST = 4096
"""Characters of a link."""

_PARTS = re.compile(r"(https?)://([^/?#]*)([^#]*)", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_KEPT = "%/:=&?~+!$,;'@()*[]"
"""What stays as it is in a path and query; all else but letters and digits is percent-encoded."""
_NO_PAGE = "it is no address of a web page, which begins with http:// or https:// and a host; check the link"
_NO_HOST = "it names no valid host; check the link"
_PRIVATE = "it leads to this machine or a private network, which is never fetched; save the page and add the file"


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A parsed link. scheme: http or https; host: ASCII, lower case, no trailing dot, IPv6 without brackets; target: path and query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the scheme's own, port: the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port (`https://a.example`)."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """The whole link, without a fragment."""
        return self.origin + self.target


def parse_address(url: str) -> WebAddress:
    """The parts of a link; RefusedError (bad-address, private-address) where it is no public web address by its form. Asks no name server."""
    if len(url) > LONGEST:
        raise RefusedError("bad-address", f"it has {len(url):,} characters, the limit is {LONGEST:,}; check the link")
    if url != url.strip() or any(character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff" for character in url):
        raise RefusedError("bad-address", "it holds blanks at an end or characters that no link has; check the link")
    parts = _PARTS.fullmatch(url.partition("#")[0])
    if parts is None or not parts[2]:
        raise RefusedError("bad-address", _NO_PAGE)
    scheme, authority, rest = parts[1].lower(), parts[2], parts[3]
    if "@" in authority:
        raise RefusedError("bad-address", "it holds a user name or password; give the link without them")
    host, port = _split(authority)
    path = rest if rest.startswith("/") else "/" + rest
    return WebAddress(scheme, _host(host), PORTS[scheme] if port is None else port, quote(path, safe=_KEPT))


def short(url: str) -> str:
    """A link as messages show it: quoted, escaped, without a password, at most 120 characters."""
    masked = re.sub(r"(?<=://)[^/?#]*@", "…@", url[: 2 * LONGEST])
    cut = masked if len(masked) <= 120 else masked[:119] + "…"
    return "'" + "".join(character if character.isprintable() and character != "'" else ascii(character)[1:-1] for character in cut) + "'"


def _split(authority: str) -> tuple[str, int | None]:
    """Host (IPv6 in its brackets) and port of an authority."""
    found = re.fullmatch(r"(\[[^\[\]]*\]|[^:\[\]]*)(?::([0-9]{0,5}))?", authority)
    if found is None:
        raise RefusedError("bad-address", _NO_HOST)
    if not found[2]:
        return found[1], None
    port = int(found[2])
    if port not in PORTS.values():
        raise RefusedError("bad-address", f"it names port {port}, and only 80 and 443 are used; save the page and add the file")
    return found[1], port


def _host(written: str) -> str:
    if written.startswith("["):
        return _six(written[1:-1])
    host = written.lower() if written.isascii() else _encoded(written)
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise RefusedError("bad-address", _NO_HOST)
    if _NUMBER.fullmatch(labels[-1]):
        return _four(host)
    if is_private_name(host):
        raise RefusedError("private-address", _PRIVATE)
    return host


def _encoded(written: str) -> str:
    """A host in other letters as ASCII. Full-width letters, digits and dots become plain ones here, before anything is judged by them."""
    import idna

    try:
        return idna.encode(written[:255], uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise RefusedError("bad-address", _NO_HOST) from error


def _six(written: str) -> str:
    """An IPv6 address in its shortest form. A zone (`%eth0`) names an interface of this machine, so nothing with one is public."""
    bare, zone, _ = written.partition("%")
    try:
        address = str(IPv6Address(bare))
    except AddressValueError as error:
        raise RefusedError("bad-address", _NO_HOST) from error
    if zone or not is_public(address):
        raise RefusedError("private-address", _PRIVATE)
    return address


def _four(host: str) -> str:
    """An IPv4 address in dotted decimals. Other notations are read as the C library reads them, only to tell what they hide."""
    numbers = host.split(".")
    try:
        values = [_number(number) for number in numbers]
    except ValueError as error:
        raise RefusedError("bad-address", _NO_HOST) from error
    *high, low = values
    if len(values) > 4 or any(value > 255 for value in high) or low >= 256 ** (5 - len(values)):
        raise RefusedError("bad-address", _NO_HOST)
    address = str(IPv4Address(sum(value << 8 * (3 - place) for place, value in enumerate(high)) + low))
    if not is_public(address):
        raise RefusedError("private-address", _PRIVATE)
    if address != host:
        raise RefusedError("bad-address", f"it hides the address {address}; give the link with the name of the site")
    return address


def _number(written: str) -> int:
    """A part of an IPv4 address: 0x means hexadecimal, a leading 0 octal."""
    if written.lower().startswith("0x"):
        return int(written[2:] or "0", 16)
    return int(written, 8 if len(written) > 1 and written.startswith("0") else 10)
