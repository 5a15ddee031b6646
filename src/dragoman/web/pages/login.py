"""Yields signing in and out, and the choice between light and dark."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from dragoman.core.errors import SignInError, UsageError
from dragoman.web.rendering import THEME_COOKIE, THEMES, render
from dragoman.web.security import READERS, caller_of, set_cookie
from dragoman.web.site import Site

ROUTER = APIRouter()
YEAR = 365 * 24 * 3600
LONGEST_NAME = 64
"""Signs of a name by which tries are counted: no user's is longer, and what is remembered must stay small."""


@ROUTER.get("/login")
def login(request: Request, next: str = "/") -> Response:
    """Asks for name and password; where only this machine reaches the desk it tells of the printed link."""
    return render(request, "login.html", title="Sign in", next=own_path(next), wrong="", name="")


@ROUTER.post("/login")
def sign_in(request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """Lets in whoever knows a name's password."""
    site: Site = request.app.state.site
    if site.access.local:
        raise SignInError("this desk is opened by the link that 'dragoman serve' printed, not by a password")
    site.limits.sign_ins.take(f"address {caller_of(request.client.host if request.client else '')}", "sign-ins")
    site.limits.sign_ins.take(f"name {name[:LONGEST_NAME]}", "sign-ins")
    try:
        user = site.users.verify(name, password)
    except SignInError as error:
        return render(request, "login.html", error.http_status, title="Sign in", next=own_path(next), wrong=error.message, name=name[:LONGEST_NAME])
    if request.state.visit.session:
        site.sessions.close(request.state.visit.session.id)
    answer = RedirectResponse(own_path(next), status_code=303)
    set_cookie(answer, site, site.sessions.open(user).id)
    return answer


@ROUTER.post("/logout", tags=[READERS])
def sign_out(request: Request) -> Response:
    """Ends the session."""
    site: Site = request.app.state.site
    if request.state.visit.session:
        site.sessions.close(request.state.visit.session.id)
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(site.access.cookie, path="/", httponly=True, samesite="strict", secure=site.access.secure)
    return answer


@ROUTER.post("/theme", tags=[READERS])
def choose_theme(request: Request, theme: Annotated[str, Form()], next: Annotated[str, Form()] = "/") -> Response:
    """Keeps how the desk is to look, in a cookie that scripts may change."""
    if theme not in THEMES:
        raise UsageError(f"there is no look {theme!r}; there are: {', '.join(THEMES)}")
    answer = RedirectResponse(own_path(next), status_code=303)
    answer.set_cookie(THEME_COOKIE, theme, max_age=YEAR, path="/", samesite="strict", secure=request.app.state.site.access.secure)
    return answer


def own_path(path: str) -> str:
    """A path of this desk, or the first page where it would lead elsewhere."""
    safe = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if safe else "/"
