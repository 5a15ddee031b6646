"""Adds to a Document its parse, quotations, times and names: Document -> Annotated."""

from __future__ import annotations

from dragoman.annotate.base import annotate
from dragoman.annotate.times import tag_times

__all__ = ["annotate", "tag_times"]
