"""Yields Sessions: who is signed in at the desk, in memory alone, and the one-time tokens that let somebody in."""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock

from dragoman.web.users import User

IDLE = dt.timedelta(hours=12)
"""A session that is not used for so long ends."""
WHOLE = dt.timedelta(days=7)
"""No session is longer than this."""
MOST = 1000
"""Sessions at one time; the one that was used longest ago makes room."""
TOKEN_LIFE = dt.timedelta(hours=24)
"""A one-time token that nobody used for so long is no longer taken."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. csrf: what every form of theirs must carry."""

    id: str
    user: User
    csrf: str
    made: dt.datetime
    used: dt.datetime


class Sessions:
    """Sessions and tokens; a restart of the server ends them all."""

    def __init__(self, clock: Callable[[], dt.datetime]) -> None:
        """clock: tells the time, with its zone."""
        self._clock = clock
        self._lock = Lock()
        self._found: dict[str, Session] = {}
        self._tokens: dict[str, dt.datetime] = {}

    def invite(self) -> str:
        """A new token, which lets one browser in once."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._tokens[token] = self._clock()
        return token

    def accept(self, token: str) -> bool:
        """Is it a token that was not spent? It is now."""
        with self._lock:
            now = self._clock()
            self._tokens = {known: made for known, made in self._tokens.items() if now - made < TOKEN_LIFE}
            # All are compared in full, so that the time taken tells nothing of any.
            matches = [known for known in self._tokens if hmac.compare_digest(known.encode(), token.encode("utf-8", "replace"))]
            for known in matches:
                del self._tokens[known]
            return bool(matches)

    def open(self, user: User) -> Session:
        """A new session of a user."""
        with self._lock:
            now = self._clock()
            session = Session(secrets.token_urlsafe(32), user, secrets.token_urlsafe(32), now, now)
            self._drop_old(now)
            self._found[session.id] = session
            return session

    def find(self, key: str) -> Session | None:
        """The session of an id, used just now; None where there is none or it has ended."""
        with self._lock:
            now = self._clock()
            session = self._found.get(key)
            if session is None or _ended(session, now):
                self._found.pop(key, None)
                return None
            self._found[key] = replace(session, used=now)
            return self._found[key]

    def close(self, key: str) -> None:
        """Ends a session."""
        with self._lock:
            self._found.pop(key, None)

    def _drop_old(self, now: dt.datetime) -> None:
        self._found = {key: session for key, session in self._found.items() if not _ended(session, now)}
        while len(self._found) >= MOST:
            del self._found[min(self._found, key=lambda key: (self._found[key].used, key))]


def _ended(session: Session, now: dt.datetime) -> bool:
    return now - session.used >= IDLE or now - session.made >= WHOLE
