"""Yields Site: all that one running desk holds, and Access: where it is served and who may come."""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import Environment

from dragoman.core.settings import Settings
from dragoman.web.limits import Limit
from dragoman.web.pool import Pool
from dragoman.web.sessions import Session, Sessions
from dragoman.web.users import User, UserFile

PORT = 8421
"""Where the desk is served unless told otherwise."""
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Access:
    """host, port: where the desk listens; names: host names by which it may be called beside addresses; secure: is it served over TLS?"""

    host: str = "127.0.0.1"
    port: int = PORT
    names: tuple[str, ...] = ()
    secure: bool = False

    @property
    def local(self) -> bool:
        """Can only this machine reach it?"""
        return self.host == "localhost" or _is_loopback(self.host)

    @property
    def cookie(self) -> str:
        """The name of the session's cookie; browsers share cookies among all ports of a machine, so the port is in it.

        Over TLS it begins with `__Host-`: browsers then take it from this host alone, so that no neighbour of its domain can hand somebody a session.
        """
        return f"{'__Host-' if self.secure else ''}dragoman-{self.port}"

    def is_own(self, authority: str) -> bool:
        """Is a Host header one of ours? A name that is not known may lead here by another's tampering with DNS; an address cannot."""
        name, port = _split(authority)
        if name in self.names:
            return True  # whatever its port: what answers to that name may pass requests on to here
        if port != str(self.port) and not (port == "" and self.port in (80, 443)):
            return False
        if self.local:
            return name == "localhost" or _is_loopback(name)
        return name in (self.host, "localhost") or _is_address(name)

    def address(self, token: str | None = None) -> str:
        """What to open in a browser; token: lets it in."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http{'s' if self.secure else ''}://{host}:{self.port}/{f'?token={token}' if token else ''}"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Bytes that a request may send. any: of most pages; inputs: of what brings reports in."""

    any: int = MIB
    inputs: int = 256 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one caller may do what: sign_ins by address and by name, posts by session."""

    sign_ins: Limit
    posts: Limit


@dataclass(frozen=True, slots=True)
class Site:
    """One running desk."""

    settings: Settings
    access: Access
    pool: Pool
    sessions: Sessions
    users: UserFile
    limits: Limits
    templates: Environment
    clock: Callable[[], dt.datetime]
    sizes: Sizes = field(default_factory=Sizes)


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks: the user with the session, or nobody, on the few pages that are for everybody."""

    session: Session | None = None

    @property
    def user(self) -> User | None:
        """Who is signed in."""
        return self.session.user if self.session else None

    @property
    def csrf(self) -> str:
        """What forms must carry."""
        return self.session.csrf if self.session else ""


def _split(authority: str) -> tuple[str, str]:
    """(name, port) of a Host header, `[::1]:8421` without its brackets; empty port where none is given."""
    if authority.startswith("["):
        name, _, rest = authority[1:].partition("]")
        return name.lower(), rest.removeprefix(":")
    name, _, port = authority.partition(":")
    return name.lower(), port


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return _is_address(name) and ipaddress.ip_address(name).is_loopback
