"""Yields Desk, what a page's handler is given: the opened record, who asks, the time, and `page`, which makes the answer. Handlers take `desk: DeskOf`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from dragoman.app import App
from dragoman.codebook import load_codebook
from dragoman.codebook.model import Codebook
from dragoman.core.errors import SignInError
from dragoman.core.settings import Settings
from dragoman.view.sentences import sentence
from dragoman.web.rendering import render
from dragoman.web.security import check_role
from dragoman.web.site import Site
from dragoman.web.users import User


@dataclass(frozen=True, slots=True)
class Desk:
    """What one request works with. app: a record of its own until the answer is sent; now: with its zone."""

    request: Request
    site: Site
    app: App
    user: User
    csrf: str
    now: dt.datetime

    @property
    def settings(self) -> Settings:
        """Those that the program was started with."""
        return self.site.settings

    @property
    def codebook(self) -> Codebook:
        """The codebook with the user's own laid over it; read once."""
        return load_codebook(self.settings.codebook)

    def page(self, template: str, status: int = 200, **context: Any) -> HTMLResponse:
        """The page that a template makes; arguments as `rendering.render`."""
        return render(self.request, template, status, **context)

    def need(self, role: str) -> None:
        """ForbiddenError where whoever asks has not this role or a higher one."""
        check_role(self.user, role)


def open_desk(request: Request) -> Iterator[Desk]:
    """The desk of one request. The record is made where there is none: an empty desk says what to do next."""
    site: Site = request.app.state.site
    user = request.state.visit.user
    if user is None:
        raise SignInError("nobody is signed in here")
    with site.pool.lend() as app:
        yield Desk(request, site, app, user, request.state.visit.csrf, site.clock())


def called(desk: Desk, keys: Iterable[str]) -> dict[str, str]:
    """{code or id: what it is called}: states, bodies and entities by name, acts by their sentence."""
    found = dict(desk.app.desk.labels(keys))
    acts = {key: row for key in found if key.startswith("e-") and (row := desk.app.desk.event(key))}
    return found | {key: sentence(row.event) for key, row in acts.items()}


DeskOf = Annotated[Desk, Depends(open_desk)]
"""The type of a handler's argument that is its desk."""
