"""Yields the page that says what this is: how to read the record, the marks, the keys."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from dragoman.web.rendering import NAV, render

ROUTER = APIRouter()
MODALITIES = (
    ("done", "told as done"),
    ("alleged", "told as done on somebody's word alone"),
    ("planned", "announced, decided or prepared"),
    ("hypothetical", "spoken of as possible"),
    ("threatened", "threatened"),
    ("demanded", "asked for or demanded"),
    ("denied", "said not to have been done"),
)
"""What each mark of an act means."""
KEYS = (
    ("/", "to the search box"),
    ("?", "this list"),
    *((f"g {path[1:2] or 'h'}", f"to {word}") for _, path, word in NAV),
    ("g b", "to the brief"),
    ("j", "next in a list"),
    ("k", "the one before it"),
    ("Enter", "opens it"),
    ("t", "light, dark, or as the system has it"),
    ("Esc", "closes what is open"),
)
"""The keys that work everywhere; `g s`: first g, then s."""


@ROUTER.get("/about")
def about(request: Request) -> Response:
    """What this is, for whoever sits at the desk."""
    return render(request, "about/about.html", title="What this is", modalities=MODALITIES, keys=KEYS)
