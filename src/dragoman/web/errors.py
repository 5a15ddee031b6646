"""Yields the answer to a request that went wrong: a page, or JSON for what asks for that, with the error's code, its cause and what to do."""

from __future__ import annotations

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dragoman.core.errors import DragomanError, NotFoundError, UsageError
from dragoman.web.rendering import render

TITLES = {
    400: "That cannot be asked for like this",
    401: "Nobody is signed in",
    403: "That may not be done",
    404: "There is no such page",
    405: "That page takes no such request",
    413: "That is too much at once",
    422: "None of it could be read",
    429: "Too much in a short time",
}
"""Heads of the pages, by HTTP status."""


def answer_error(request: Request, error: DragomanError) -> Response:
    """The answer to a request that an error of ours ended."""
    return _answer(request, error.http_status, error.code, error.message, "The record does not hold that" if isinstance(error, NotFoundError) else "")


def answer_http(request: Request, error: HTTPException) -> Response:
    """The answer to what the framework refuses: an address that leads nowhere, a method that a page does not take."""
    if too_large := getattr(request.state, "too_large", None):
        return answer_error(request, too_large)
    known = {404: NotFoundError.code, 405: "method"}
    said = {
        404: f"nothing is at {request.url.path!r}; the search box and the links above lead to what the record holds",
        405: f"{request.url.path!r} is not called like that; go back, and use the page's own buttons",
    }
    return _answer(request, error.status_code, known.get(error.status_code, UsageError.code), said.get(error.status_code, str(error.detail)))


def _answer(request: Request, status: int, code: str, message: str, head: str = "") -> Response:
    if request.url.path.startswith("/api/") or request.query_params.get("format") == "json":
        return JSONResponse({"error": {"code": code, "message": message}}, status)
    title = head or TITLES.get(status, "The desk could not do that")
    answer = render(request, "errors/error.html", status=status, code=code, message=message, title=title)
    if status == 401:
        answer.headers["www-authenticate"] = 'Cookie realm="dragoman"'
    return answer
