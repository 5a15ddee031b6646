"""Yields the templates' environment and `render`, which makes a page of one: all data is escaped, and a name that is missing is an error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.core.dates import say_day
from dragoman.view.contested import KINDS, mark_of
from dragoman.view.counting import count
from dragoman.view.days import is_doubtful, say_range, say_short
from dragoman.view.markdown import cut
from dragoman.view.sentences import sentence, undated_sentence
from dragoman.view.versions import say_value
from dragoman.web.islands import built
from dragoman.web.users import ROLES

THEMES = ("auto", "light", "dark")
"""How the desk looks: as the browser asks, or one of the two."""
THEME_COOKIE = "dragoman-theme"
_MADE = "_made"
"""Under what a page's templates find the list of all that know something of it."""
NAV = (
    ("home", "/", "Home"),
    ("search", "/search", "Search"),
    ("events", "/events", "Events"),
    ("questions", "/questions", "Questions"),
    ("who", "/who", "Who"),
    ("ties", "/ties", "Ties"),
    ("review", "/review", "Review"),
)
"""The screens: name (a page says `here="events"`), address, word."""
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&'\u2028\u2029"}


def make_environment() -> Environment:
    """The templates of the desk."""
    found = Environment(loader=PackageLoader("dragoman.web"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    found.context_class = _Names
    found.filters |= {
        "cut": cut,
        "day": say_day,
        "short_day": say_short,
        "range": say_range,
        "sentence": sentence,
        "undated": undated_sentence,
        "data": data_block,
        "number": lambda value: f"{value:,}",
        "answer": say_value,
        "mark_of": mark_of,
        "plain": lambda name: str(name).replace("_", " ").lower(),
    }
    found.tests |= {"doubtful": is_doubtful}
    found.globals |= {"count": count, "asset": asset, "island": island, "nav": NAV, "themes": THEMES, "version": __version__, "roles": ROLES}
    found.globals["shapes"] = KINDS
    return found


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. context: what the template needs; `here` (a name of NAV) and `title` may be left out.

    Templates also know: user, csrf, record_name, address (path and query), theme, link(**changes), toggle(key, value),
    settling (what was judged and does not hold yet).
    """
    site, visit = request.app.state.site, request.state.visit
    theme = request.cookies.get(THEME_COOKIE, "")
    query = request.query_params.multi_items()
    settler = getattr(request.app.state, "settler", None)
    link = linker(request.url.path, query)
    own = {
        "user": visit.user,
        "csrf": visit.csrf,
        "local": site.access.local,
        "record_name": site.settings.record.name,
        "address": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "theme": theme if theme in THEMES else "auto",
        "settling": settler.state if settler and visit.user and request.method == "GET" else None,
        "link": link,
        "toggle": lambda key, value: link(**{key: toggled(query, key, value)}),
        "here": "",
        "title": "",
        "asked": "",
    }
    made: list[Context] = []
    try:
        html = site.templates.get_template(template).render(**(own | context), **{_MADE: made})
    finally:
        for names in made:
            for kept in (names.parent, names.vars, names.exported_vars):
                kept.clear()
    return HTMLResponse(html, status)


class _Names(Context):
    """What a template knows while a page is made. Its macros hold it and it holds them: unless it is emptied, all that a page showed lies about as garbage."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *rest: Any, **more: Any) -> None:
        """Notes itself among those of its page."""
        super().__init__(environment, parent, *rest, **more)
        parent.get(_MADE, []).append(self)


def linker(path: str, query: list[tuple[str, str]]) -> Callable[..., str]:
    """link(type="ACCUSE", page=2): this page's address with some of its query changed; None takes a key out, a list gives it several times.

    What changes anything but the page begins at the first page again.
    """

    def link(**changes: Any) -> str:
        changed = {key.rstrip("_"): value for key, value in changes.items()}  # from_: a word of the language
        if "page" not in changed:
            changed["page"] = None
        kept = [(key, value) for key, value in query if key not in changed]
        for key, value in changed.items():
            values = value if isinstance(value, list | tuple) else [value]
            kept += [(key, str(one)) for one in values if one not in (None, "")]
        return f"{path}?{urlencode(kept)}" if kept else path

    return link


def toggled(query: list[tuple[str, str]], key: str, value: str) -> list[str]:
    """The values of a key with one more, or without it where it was among them."""
    now = [given for name, given in query if name == key]
    return [given for given in now if given != value] if value in now else [*now, value]


def data_block(value: Any) -> Markup:
    """A value as JSON for `<script type="application/json">`; records become objects, and no sign of it can end the element."""
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))


@cache
def asset(path: str) -> str:
    """The address of one of our own files (`styles/base.css`, `static/keys.js`) with its hash, by which browsers keep it."""
    file = resources.files("dragoman.web").joinpath(*path.split("/"))
    return f"/{path}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


def island(name: str) -> Markup:
    """The script element of an island, empty where the front end was not built."""
    file = built().get(name)
    return Markup('<script type="module" src="{}"></script>').format(asset(f"static/{file}")) if file else Markup("")
