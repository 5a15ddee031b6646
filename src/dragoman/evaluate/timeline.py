"""Yields how well the telling days of a topic are found, against timelines that people wrote of it: date F1, as in Timeline17."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.metrics import Mean, Measured
from dragoman.pipeline.telling_days import answering_days, rank_answers

TIMELINES, ARTICLES = ".timelines.json", ".articles.jsonl"


def measure_timelines(gold: Path, overlay: Path | None = None) -> Measured:
    """Ranks the days of each topic: `NAME.timelines.json`, or a folder of such, each with its articles {"id","date","text"} in `NAME.articles.jsonl` beside it.

    date_f1: mean over the timelines; published: the same where days are ranked by how many articles came out on them, the field's baseline.
    NotFoundError where a file is not there, UsageError where one is not of that layout.
    """
    files = sorted(gold.glob(f"*{TIMELINES}")) if gold.is_dir() else [gold]
    if not files or not all(file.is_file() for file in files):
        raise NotFoundError(f"there is no {'*' + TIMELINES if gold.is_dir() else 'file'} at {str(gold)!r}")
    digest, ours, baseline = hashlib.sha256(), list[float](), list[float]()
    for file in files:
        timelines, articles = _read(file, digest)
        answer = answering_days(overlay)
        told = [answer(line) for line in articles]
        bare = [{**line, "lead": (), "body": ()} for line in told]
        for days in timelines:
            ours.append(date_f1(days, rank_answers(told, overlay)))
            baseline.append(date_f1(days, rank_answers(bare, overlay)))
    return Measured(digest.hexdigest()[:12], {"date_f1": Mean(tuple(ours)), "published": Mean(tuple(baseline))})


def date_f1(gold: frozenset[str], ranked: Sequence[str]) -> float:
    """F1, 0 to 1, of as many days as the gold timeline has, the first in rank of those inside its range."""
    inside = [day for day in ranked if min(gold) <= day <= max(gold)][: len(gold)]
    return 2 * len(gold.intersection(inside)) / (len(gold) + len(inside))


def _read(file: Path, digest: Any) -> tuple[list[frozenset[str]], list[dict[str, Any]]]:
    """Days of each timeline, and articles, of one topic."""
    beside = file.with_name(file.name.removesuffix(TIMELINES) + ARTICLES)
    try:
        raw, lines = file.read_bytes(), beside.read_bytes()
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {error.filename!r}") from error
    digest.update(raw + lines)
    try:
        timelines = [frozenset(str(entry[0]) for entry in timeline) for timeline in json.loads(raw)["timelines"]]
        articles = [json.loads(line) for line in lines.splitlines() if line.strip()]
        if not all(timelines) or not all(isinstance(article["text"], str) for article in articles):
            raise ValueError("a timeline without days, or an article without text")
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UsageError(f"{str(file)!r} is no gold of timelines with its articles: {error}") from error
    return timelines, articles
