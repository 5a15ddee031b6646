"""Yields which islands the front end's build made: what moves on a page, of which each page loads only its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def built() -> Mapping[str, str]:
    """{island: its file} of what the front end's build made; empty where it was not built, and the pages work without."""
    try:
        return dict(json.loads(resources.files("dragoman.web").joinpath("static", "islands.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}


def islands() -> tuple[str, ...]:
    """Their names."""
    return tuple(sorted(built()))
