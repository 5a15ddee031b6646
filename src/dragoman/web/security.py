"""Yields Guard, through which every request goes: whose host, how large, who is signed in, from which page; and check_form, for what forms must carry."""

from __future__ import annotations

import hmac
import ipaddress
import logging
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from fastapi import Request
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dragoman.core.errors import DragomanError, ForbiddenError, SignInError, TooLargeError, UsageError
from dragoman.web.errors import answer_error
from dragoman.web.headers import ALWAYS, keeping
from dragoman.web.site import Site, Visit
from dragoman.web.users import User, local_user

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""
OPEN = ("/styles/", "/static/", "/login", "/theme")
"""Addresses that need nobody to be signed in."""
READERS = "readers"
"""The tag of a route that changes something, and that readers may call all the same (`tags=[READERS]`)."""
_LOG = logging.getLogger("dragoman.web")


class Guard:
    """Lets a request in, or answers it with what is wrong; puts the headers on every answer."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        """app: what answers requests that are let in."""
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One connection, as ASGI tells it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks over web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        started = _Started(send, scope)
        scope.setdefault("state", {})["visit"] = Visit()
        try:
            answer = self._admit(scope)
            if answer is None:
                await self._app(scope, _bounded(receive, self._most(scope), scope["state"]), started.send)
                return
        except DragomanError as error:
            answer = answer_error(Request(scope), error)
        except Exception:
            _LOG.exception("a page failed: %s", scope["path"])
            if started.done:
                raise
            answer = answer_error(Request(scope), DragomanError("the desk could not answer this; what went wrong is in its log"))
        await answer(scope, receive, started.send)

    def _admit(self, scope: Scope) -> Response | None:
        """None where the request may go on, else the answer to it; the visit is put into the request's state."""
        headers, site, path = Headers(scope=scope), self._site, scope["path"]
        if not site.access.is_own(headers.get("host", "")):
            raise UsageError(f"this desk is not called {headers.get('host', '')!r}; open the address that 'dragoman serve' printed")
        if scope["method"] not in SAFE:
            _check_origin(headers)
            self._check_length(headers, scope)
        visit = self._visit(headers)
        scope["state"]["visit"] = visit
        token = QueryParams(scope["query_string"]).get("token")
        if token and scope["method"] == "GET" and site.access.local:
            return self._let_in(token, scope, visit)
        if visit.user is None and not path.startswith(OPEN):
            return _ask_to_sign_in(scope, site)
        if scope["method"] not in SAFE and visit.user and self._most(scope) > site.sizes.any:
            check_role(visit.user, "reviewer")  # before so much is read, not after it
        if scope["method"] not in SAFE and visit.session:
            site.limits.posts.take(visit.session.id, "changes")
        return None

    def _visit(self, headers: Headers) -> Visit:
        session = self._site.sessions.find(_cookie(headers, self._site.access.cookie))
        if session is None or self._site.access.local:
            return Visit(session)
        # The file is asked each time: a user who was taken out is out, and a role or password that changed holds at once.
        user = self._site.users.find(session.user.name)
        if user is None or (user.role, user.mark) != (session.user.role, session.user.mark):
            self._site.sessions.close(session.id)
            return Visit()
        return Visit(session)

    def _let_in(self, token: str, scope: Scope, visit: Visit) -> Response:
        answer = RedirectResponse(_without_token(scope), status_code=303)
        if self._site.sessions.accept(token):
            set_cookie(answer, self._site, self._site.sessions.open(local_user()).id)
        elif visit.user is None:
            self._site.limits.sign_ins.take(f"token {caller_of(scope['client'][0] if scope.get('client') else '')}", "sign-ins")
            raise SignInError("this link was used already, or is of an earlier start; start 'dragoman serve' anew and open the link that it prints")
        return answer

    def _most(self, scope: Scope) -> int:
        return self._site.sizes.inputs if scope["path"] == "/inputs" else self._site.sizes.any

    def _check_length(self, headers: Headers, scope: Scope) -> None:
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > self._most(scope):
            raise too_large(self._most(scope))


def set_cookie(answer: Response, site: Site, key: str) -> None:
    """Hands a session to the browser: no script can read it, and no other site's page sends it along."""
    answer.set_cookie(site.access.cookie, key, path="/", httponly=True, samesite="strict", secure=site.access.secure)


def too_large(most: int) -> TooLargeError:
    """The error of a request that sends more than it may."""
    return TooLargeError(f"one request may hold {most >> 20} MiB; send less at a time, or use 'dragoman add'")


def caller_of(address: str) -> str:
    """What a limit counts by: an IPv4 address, or the network of an IPv6 one, of which one caller has as many addresses as they like."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    mapped = getattr(found, "ipv4_mapped", None)
    return str(mapped or found) if mapped or found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))


async def check_form(request: Request) -> None:
    """What changes something must carry the session's token, in the field `csrf` or the header X-CSRF-Token; ForbiddenError where it does not.

    Readers may change nothing, but for what a route tagged `readers` does.
    """
    if request.method in SAFE:
        return
    visit: Visit = request.state.visit
    if visit.session is None:
        return  # signing in; the origin was checked
    given = request.headers.get("x-csrf-token")
    if given is None:
        value = (await request.form()).get("csrf")
        given = value if isinstance(value, str) else ""
    if not hmac.compare_digest(given.encode("utf-8", "replace"), visit.csrf.encode()):
        raise ForbiddenError("this form is of an earlier session; load the page anew and send it again")
    check_role(visit.session.user, "reader" if READERS in _tags(request) else "reviewer")


def check_role(user: User | None, role: str) -> None:
    """ForbiddenError where the user may not do what needs a role."""
    if user is None or not user.may(role):
        raise ForbiddenError(f"this needs the role {role!r}; whoever looks after the desk's users can give it to you")


def _tags(request: Request) -> list[Any]:
    return list(getattr(request.scope.get("route"), "tags", ()))


def _cookie(headers: Headers, name: str) -> str:
    for part in headers.get("cookie", "").split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value
    return ""


def _check_origin(headers: Headers) -> None:
    """What changes something must come from a page of ours: browsers tell in Origin and Sec-Fetch-Site where it comes from."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    if foreign or site not in (None, "same-origin", "none"):
        raise ForbiddenError("this came from a page of another site; use the desk's own pages")


def _ask_to_sign_in(scope: Scope, site: Site) -> Response:
    if site.access.local:
        raise SignInError("nobody is signed in here; open the link that 'dragoman serve' printed, or start it anew for another one")
    if scope["method"] != "GET" or scope["path"].startswith("/api/"):
        raise SignInError("nobody is signed in here; sign in and try again")
    asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    return RedirectResponse("/login" if asked == "/" else f"/login?{urlencode({'next': asked})}", status_code=303)


def _without_token(scope: Scope) -> str:
    rest = [(key, value) for key, value in QueryParams(scope["query_string"]).multi_items() if key != "token"]
    path = "/" + scope["path"].lstrip("/")  # `//host` would lead elsewhere
    return f"{path}?{urlencode(rest)}" if rest else path


def _bounded(receive: Receive, most: int, state: MutableMapping[str, Any]) -> Receive:
    """What is received, up to so many bytes; beyond them an error, which the state remembers since what reads forms may hide it."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                state["too_large"] = too_large(most)
                raise state["too_large"]
        return message

    return counted


class _Started:
    """Sends an answer with our headers, and remembers that it has begun."""

    def __init__(self, send: Send, scope: Scope) -> None:
        self._send = send
        self._scope = scope
        self.done = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.done = True
            headers = MutableHeaders(scope=message)
            for name, value in ALWAYS.items():
                headers[name] = value
            headers.setdefault("cache-control", keeping(self._scope["path"], self._scope["query_string"]))
        await self._send(message)
