"""Yields which addresses and names lie on the public internet, by an explicit list of all that do not."""

from __future__ import annotations

from ipaddress import AddressValueError, IPv4Address, IPv4Network, IPv6Address, IPv6Network

# IANA's registries of special-purpose addresses, written out: `is_global` of the standard library changed between patch releases of Python.
_REFUSED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers' customers; one cloud's metadata
        "127.0.0.0/8",
        "168.63.129.16/32",  # another cloud's host, which looks public
        "169.254.0.0/16",  # link-local; most clouds' metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
_GLOBAL_6 = IPv6Network("2000::/3")
"""All else is refused: loopback, link-local, unique-local, site-local, multicast, discard, and IPv4 in its many wrappings (`::ffff:`, `64:ff9b:`)."""
_REFUSED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments: Teredo, benchmarks, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 wraps any IPv4 address
        "3fff::/20",  # documentation
    )
)
_ISATAP = (0x5EFE, 0x02005EFE)

_PRIVATE_ZONES = (
    "corp",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "metadata.goog",
    "private",
    "svc",
)
"""Names in and below these are never public, whatever a name server says of them."""


def is_public(address: str) -> bool:
    """Is this numeric address (canonical notation) globally routable unicast? False for what is no address, and for one with a zone (`fe80::1%eth0`)."""
    try:
        if ":" not in address:
            four = IPv4Address(address)
            return not any(four in network for network in _REFUSED_4)
        six = IPv6Address(address)
    except AddressValueError:
        return False
    wraps_four = (int(six) >> 32) & 0xFFFFFFFF in _ISATAP
    return six.scope_id is None and six in _GLOBAL_6 and not wraps_four and not any(six in network for network in _REFUSED_6)


def is_private_name(host: str) -> bool:
    """Does this name (lower case, no trailing dot) belong to a local network by its form alone? So does every name without a dot."""
    return "." not in host or any(host == zone or host.endswith("." + zone) for zone in _PRIVATE_ZONES)
