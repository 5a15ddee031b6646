"""Yields the days that the articles of one topic make telling: read article by article in an engine, ranked over all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from dragoman.annotate.times import tag_times
from dragoman.codebook import load_codebook
from dragoman.resolve.salient_days import ToldDays, rank_days, told_days

Line = dict[str, Any]


def answering_days(overlay: Path | None) -> Callable[[Line], Line]:
    """What answers {"id","date"?,"text"} with the days that this article names, those of its first sentences apart."""
    codebook = load_codebook(overlay)
    weights = codebook.weights("salience")["days"]

    def answer(line: Line) -> Line:
        published = _whole_day(line.get("date"))
        told = told_days(line["text"], published, tag_times(line["text"], published, codebook), weights)
        return {"id": line.get("id"), "published": told.published, "lead": list(told.lead), "body": list(told.body)}

    return answer


def rank_answers(answers: Iterable[Mapping[str, Any]], overlay: Path | None) -> list[str]:
    """ISO days over all articles, the most telling first; answers: those of `answering_days`, those of failed lines without a day."""
    told = (ToldDays(line.get("published"), tuple(line.get("lead", ())), tuple(line.get("body", ()))) for line in answers)
    return rank_days(told, load_codebook(overlay).weights("salience")["days"])


def _whole_day(value: object) -> str | None:
    """The day of `2011-01-25` or `2011-01-25T08:00`; None of a month, and of what is no date."""
    try:
        return dt.date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None
