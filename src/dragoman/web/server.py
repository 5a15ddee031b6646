"""Yields create_app, the desk as an ASGI application, and serve, which runs it until it is stopped."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import importlib
import pkgutil
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import uvicorn
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from dragoman.app import open_app
from dragoman.codebook import load_codebook
from dragoman.core.errors import DragomanError, UsageError
from dragoman.core.settings import Settings
from dragoman.web import pages
from dragoman.web.errors import answer_error, answer_http
from dragoman.web.limits import Limit
from dragoman.web.pool import Pool
from dragoman.web.rendering import make_environment
from dragoman.web.security import Guard, check_form
from dragoman.web.sessions import Sessions
from dragoman.web.site import Access, Limits, Site, Sizes
from dragoman.web.users import UserFile, users_path
from dragoman.web.warming import warm

SECONDS_TO_END = 5
"""How long requests that are under way may take when the server is stopped."""

SELDOM = (2_000_000, 10, 10)
"""When Python looks for garbage by itself, in the midst of a page: hardly ever. The usual 700 cost a large page a third of its time."""
TIDY, LITTLE = 5.0, 50_000
"""Instead, garbage is looked for every so many seconds, between pages, where more than so many things were made since."""


def now() -> dt.datetime:
    """The time, with its zone."""
    return dt.datetime.now(dt.UTC)


def create_app(
    settings: Settings,
    access: Access | None = None,
    *,
    clock: Callable[[], dt.datetime] = now,
    sizes: Sizes | None = None,
) -> FastAPI:
    """The desk of a record. `app.state.site` is its Site; `app.state.site.sessions.invite()` makes the token that lets somebody in."""
    site = Site(
        settings=settings,
        access=access or Access(),
        pool=Pool(settings.record, lambda: replace(open_app(settings, create=True), clock=clock)),
        sessions=Sessions(clock),
        users=UserFile(users_path(settings.record)),
        limits=Limits(Limit(10, 300.0, time.monotonic), Limit(240, 60.0, time.monotonic)),
        templates=make_environment(),
        clock=clock,
        sizes=sizes or Sizes(),
    )
    app = FastAPI(title="Dragoman", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan, dependencies=[Depends(check_form)])
    app.state.site = site
    app.add_middleware(Guard, site=site)
    app.add_exception_handler(DragomanError, _ours)
    app.add_exception_handler(HTTPException, _frameworks)
    app.add_exception_handler(RequestValidationError, _invalid)
    for router in find_routers():
        app.include_router(router)
    for folder in ("styles", "static"):
        app.mount(f"/{folder}", StaticFiles(directory=Path(__file__).with_name(folder), check_dir=False))
    return app


def find_routers() -> list[APIRouter]:
    """The ROUTER of every module of `web.pages`, in order of name; private modules (`_x`) are not looked into."""
    names = sorted(info.name for info in pkgutil.iter_modules(pages.__path__) if not info.name.startswith("_"))
    modules = [importlib.import_module(f"{pages.__name__}.{name}") for name in names]
    return [module.ROUTER for module in modules if hasattr(module, "ROUTER")]


def serve(settings: Settings, access: Access, ready: Callable[[str], None], certificate: tuple[str, str] | None = None) -> None:
    """Serves a record's desk until the process is stopped. ready: told the address to open, once it answers; certificate: files of it and of its key.

    UsageError where the port is taken, or where others can reach the desk and nobody has a password.
    """
    if not access.local and not UserFile(users_path(settings.record)).all():
        raise UsageError(f"others can reach {access.host!r}, so each needs a password; 'dragoman users add NAME --role admin' makes the first one")
    listening = listen(access)
    access = replace(access, port=listening.getsockname()[1], secure=certificate is not None)
    app = create_app(settings, access)
    load_codebook(settings.codebook)
    with app.state.site.pool.lend() as opened:
        if not opened.review.can_wait:
            opened.resolve()  # what is wrong with the record or codebook is said now, and no page pays for what is out of date
    threading.Thread(target=warm, args=(app.state.site,), name="dragoman-warm", daemon=True).start()
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=SECONDS_TO_END,
        h11_max_incomplete_event_size=64 << 10,
        ssl_certfile=certificate[0] if certificate else None,
        ssl_keyfile=certificate[1] if certificate else None,
    )
    ready(access.address(app.state.site.sessions.invite() if access.local else None))
    uvicorn.Server(config).run(sockets=[listening])


def listen(access: Access) -> socket.socket:
    """A socket that listens, so that whoever is told the address finds it answering."""
    family = socket.AF_INET6 if ":" in access.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((access.host, access.port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise UsageError(f"nothing can be served at {access.host}:{access.port}: {error.strerror or error}; try another --port") from error
    return found


async def _tidy() -> None:
    while True:
        await asyncio.sleep(TIDY)
        if gc.get_count()[0] > LITTLE:
            gc.collect()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    gc.collect()
    gc.freeze()  # the codebook stays: to look through it again and again would cost some pages a tenth of a second
    often = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    tidying = asyncio.create_task(_tidy())
    yield
    tidying.cancel()
    gc.set_threshold(*often)
    gc.unfreeze()
    app.state.site.pool.close()


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, DragomanError)
    return answer_error(request, error)


def _frameworks(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return answer_http(request, error)


def _invalid(request: Request, error: Exception) -> Response:
    """What a page was asked does not have the form that it takes: which part, never its value."""
    assert isinstance(error, RequestValidationError)
    wrong = "; ".join(f"{'.'.join(str(part) for part in found['loc'][1:])}: {found['msg']}" for found in error.errors())
    return answer_error(request, UsageError(f"this page was asked for something that it cannot take: {wrong}"))
