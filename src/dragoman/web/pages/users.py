"""Yields the page of who may use the desk, for those who look after it, and new one-time links."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from dragoman.web.desk import DeskOf

ROUTER = APIRouter()


@ROUTER.get("/users")
def users(desk: DeskOf) -> Response:
    """Who there is, in which role."""
    desk.need("admin")
    return desk.page("users/list.html", title="Users", users=desk.site.users.all(), link_for_another="")


@ROUTER.post("/users")
def add(desk: DeskOf, name: Annotated[str, Form()], password: Annotated[str, Form()], role: Annotated[str, Form()]) -> Response:
    """Adds a user."""
    desk.need("admin")
    desk.site.users.add(name, password, role)
    return RedirectResponse("/users", status_code=303)


@ROUTER.post("/users/{name}/role")
def change_role(desk: DeskOf, name: str, role: Annotated[str, Form()]) -> Response:
    """Gives a user another role."""
    desk.need("admin")
    desk.site.users.set_role(name, role)
    return RedirectResponse("/users", status_code=303)


@ROUTER.post("/users/{name}/remove")
def remove(desk: DeskOf, name: str) -> Response:
    """Takes a user out."""
    desk.need("admin")
    desk.site.users.remove(name)
    return RedirectResponse("/users", status_code=303)


@ROUTER.post("/link")
def another_browser(desk: DeskOf) -> Response:
    """A one-time link for another browser on this machine."""
    desk.need("admin")
    made = desk.site.access.address(desk.site.sessions.invite()) if desk.site.access.local else ""
    return desk.page("users/list.html", title="Users", users=desk.site.users.all(), link_for_another=made)
