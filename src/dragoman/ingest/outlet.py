"""Yields the outlet that brought out a report: by the site's own word, the byline, what led to it, or its address."""

from __future__ import annotations

import ipaddress
import re

from dragoman.ingest.addresses import host_of
from dragoman.ingest.agency import agency_named

_LABEL = re.compile(r"(?:www\d?|m|mobile|amp|edition|en|eng)\.")
_PROVINCIAL = frozenset({"co", "com", "net", "org", "gov", "edu", "ac"})


def choose_outlet(told: str | None, byline: str | None, given: str | None, address: str | None) -> str | None:
    """The first that there is: what the format tells, the byline, what led to the report, the domain of its address.

    An agency in the byline is the outlet only where nothing else names one: on another's page it is who wrote the text.
    """
    if told:
        return told
    own = byline if byline and not agency_named(byline) else None
    return own or given or domain_of(address) or byline


def domain_of(address: str | None) -> str | None:
    """The domain that an address is registered under (`bbc.co.uk`, `harbourpost.example`, `norland.blogspot.com`); None for a bare number or no address."""
    host = host_of(address or "")
    if not host or "." not in host or _is_number(host):
        return None
    from tld import get_fld  # the list of public suffixes, which a run without addresses need not read

    found = get_fld(f"https://{host}/", fail_silently=True, search_private=True)
    if isinstance(found, str):
        return found
    labels = _LABEL.sub("", host, count=1).split(".")  # an ending that is on no list, such as those kept for examples
    return ".".join(labels[-3 if len(labels) > 2 and labels[-2] in _PROVINCIAL else -2 :])


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
