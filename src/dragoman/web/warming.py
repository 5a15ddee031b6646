"""Yields warm, which does once what the first visitor of each page would wait for: templates are compiled, and the record's columns and queue are read."""

from __future__ import annotations

import gc

from dragoman.core.desk import EventFilter
from dragoman.core.errors import DragomanError
from dragoman.web.site import Site


def warm(site: Site) -> None:
    """Makes a desk ready. What cannot be read is left to the page that asks for it, which tells why."""
    for name in site.templates.list_templates():
        site.templates.get_template(name)
    try:
        with site.pool.lend() as opened:
            opened.desk.counts()
            opened.desk.events(EventFilter())
            opened.review.queue()
    except DragomanError:
        return
    gc.collect()
    gc.freeze()  # what was loaded now stays, too, and need not be looked through again
