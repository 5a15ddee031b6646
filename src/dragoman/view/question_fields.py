"""Yields what a question's list adds to its fields of a dump: mark, closing, origins, outlets, and its versions with who holds each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dragoman.core.records import Link, Question
from dragoman.view.questions import is_open
from dragoman.view.record import Record
from dragoman.view.standing import closing, mark, origins_of, outlets_of
from dragoman.view.version_table import say_tail
from dragoman.view.versions import Holder, Version, versions_of


def question_fields(record: Record, question: Question, letters: Mapping[str, str]) -> dict[str, Any]:
    """{mark, standing, open, origins, outlets, versions}; versions in reading order, each with role and holders, these with `since` and evidence.

    letters: documents whose tellings are shown, by id.
    """
    return {
        "mark": mark(question),
        "standing": closing(record, question),
        "open": is_open(question),
        "origins": origins_of(record, question),
        "outlets": len(outlets_of(record, question)),
        "versions": [_version(version) for version in versions_of(record, question, letters)],
    }


def _version(version: Version) -> dict[str, Any]:
    return {"value": version.value, "words": version.words, "role": version.role, "held_by": [_holder(holder) for holder in version.holders]}


def _holder(holder: Holder) -> dict[str, Any]:
    return {
        "on_whose_word": say_tail(holder),
        "chain": [_link(link) for link in holder.chain],
        "certainty": holder.certainty,
        "polarity": holder.polarity,
        "since": {"day": holder.since.day, "basis": "stated" if holder.since.stated else "published"},
        "evidence": [{"doc": e.doc, "start": e.start, "end": e.end, "text": e.text} for told in holder.tellings for e in told.content[:1]],
    }


def _link(link: Link) -> dict[str, Any]:
    return {"type": link.type, "name": link.name, "entity": link.entity}
