"""Yields how well reports are put together by story: by affair, or by happening where the gold knows that too."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from dragoman.core.documents import Document
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.clusters import cluster_figures
from dragoman.evaluate.gold import digest_of, read_lines
from dragoman.evaluate.metrics import Figure, Measured, Share

MOST = 40
"""Reports taken of each story of a folder of topics, evenly over its time."""
_TOPIC = ".articles.jsonl"


@dataclass(frozen=True, slots=True)
class Told:
    """A report and the story that it is of; day: of publication, ISO, or None."""

    text: str
    story: str
    day: str | None = None


def measure_stories(gold: Path, overlay: Path | None = None, most: int = MOST) -> Measured:
    """Puts the reports of a gold together as one record and holds the groups against its stories.

    gold: a file of lines {"text", "subtopic"} (happenings; the layout of ECB+), a folder of files NAME.articles.jsonl of lines {"text", "date"}, or a
    folder of folders of reports N.json {"text", "date"}: there each file or folder is one affair, of which at most `most` reports are taken.
    Errors: those of `read_lines`, UsageError for a report of another layout; NotFoundError where a folder holds no such files.
    """
    if gold.is_file():
        told, digest = read_lines(gold, lambda line: Told(line["text"], str(line["subtopic"])))
        return Measured(digest, evaluate_stories(told, "happening", overlay))
    rows, files = _of_folder(gold, most)
    if not rows:
        raise NotFoundError(f"{str(gold)!r} holds neither files NAME{_TOPIC} nor folders of reports N.json")
    return Measured(digest_of(*(file.read_bytes() for file in files)), evaluate_stories(rows, "affair", overlay))


def evaluate_stories(told: Sequence[Told], level: str, overlay: Path | None = None) -> dict[str, Figure]:
    """{name: figure}: b_cubed over reports; pure: groups that hold reports of one story alone; whole: stories that lie in one group."""
    from dragoman.codebook import load_codebook
    from dragoman.pipeline import Coding, assemble_record, bare_document, version_of
    from dragoman.resolve.stories import group_documents

    codebook = load_codebook(overlay)
    documents: dict[str, Document] = {}
    gold: dict[Hashable, Hashable] = {}
    for report in told:
        document = bare_document(report.text, report.day)
        if document.text.strip() and document.id not in documents:
            documents[document.id], gold[document.id] = document, report.story
    code = Coding(overlay, version_of(codebook)).prepare()
    extracted = [code(document).extracted for document in documents.values()]
    resolved = assemble_record(extracted, overlay).resolved
    groups = group_documents(extracted, resolved.events, {e.id: e for e in resolved.entities}, resolved.kinships, codebook, level)
    found: dict[Hashable, Hashable] = {doc: n for n, group in enumerate(groups) for doc in group}
    homes = {story: {found[doc] for doc in gold if gold[doc] == story} for story in sorted(set(gold.values()), key=str)}
    pure = sum(len({gold[doc] for doc in group}) == 1 for group in groups)
    whole = Share(sum(len(home) == 1 for home in homes.values()), len(homes))
    return {"b_cubed": cluster_figures(gold, found)["b_cubed"], "pure": Share(pure, len(groups)), "whole": whole}


def _of_folder(folder: Path, most: int) -> tuple[list[Told], list[Path]]:
    """(reports, files they were read from)."""
    told: list[Told] = []
    files = sorted(folder.glob(f"*{_TOPIC}"))
    for file in files:
        lines, _ = read_lines(file, partial(_report, file.name.removesuffix(_TOPIC)))
        told += _spread(lines, most)
    for below in sorted(path for path in folder.glob("*") if path.is_dir()) if not files else ():
        reports = sorted(below.glob("[0-9]*.json"), key=lambda path: (len(path.name), path.name))
        for path in _spread(reports, most):
            told.append(_read(path, below.name))
        files += reports
    return told, files


def _read(path: Path, story: str) -> Told:
    try:
        return _report(story, json.loads(path.read_bytes()))
    except (ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{str(path)!r} is no report of a story: {type(error).__name__}: {error}") from error


def _spread[T](rows: Sequence[T], most: int) -> list[T]:
    """At most so many rows, evenly over all."""
    return list(rows) if len(rows) <= most else [rows[n * len(rows) // most] for n in range(most)]


def _report(story: str, line: dict[str, Any]) -> Told:
    return Told(str(line["text"]), story, str(line["date"]) if line.get("date") else None)
