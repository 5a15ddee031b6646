"""Yields what two reviewers answered otherwise, in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dragoman.app import App
from dragoman.core.errors import JudgementError
from dragoman.review.agreement import answers_of
from dragoman.review.subjects import Subjects

MOST = 100
VERDICTS = {"right": "right", "wrong": "wrong", "edit": "right when edited", "same": "one", "different": "two"}
_PAGES = {"em": "/events/e-", "nm": "/who/n-"}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that two answered otherwise: the field, what it is about, and what each said. href: of its page, or empty."""

    field: str
    about: str
    href: str
    a: str
    b: str


def disagreements(app: App, a: str, b: str) -> tuple[Disagreement, ...]:
    """The first hundred, by field."""
    judgements = app.judgements()
    mine, theirs = answers_of(judgements, a), answers_of(judgements, b)
    subjects = Subjects(app.store)
    found = [
        (field, key, mine[field][key], theirs[field][key])
        for field in mine
        for key in sorted(mine[field].keys() & theirs.get(field, {}).keys())
        if mine[field][key] != theirs[field][key]
    ]
    return tuple(_told(subjects, *row) for row in found[:MOST])


def _told(subjects: Subjects, field: str, key: str, mine: str, theirs: str) -> Disagreement:
    keys = key.split(" ")
    prefix = keys[0].split("-", 1)[0]
    href = _PAGES[prefix] + keys[0].split("-", 1)[1] if prefix in _PAGES else ""
    about = " / ".join(dict.fromkeys(_called(subjects, one) for one in keys))
    return Disagreement(field, about, href, _said(subjects, field, mine), _said(subjects, field, theirs))


def _called(subjects: Subjects, key: str) -> str:
    """What a mention is called: of an event its sentence, else its words."""
    try:
        return subjects.event(key).summary if key.startswith("em-") else subjects.called(key)
    except JudgementError:
        return key


def _said(subjects: Subjects, field: str, value: str) -> str:
    if field in {"verdict", "identity"}:
        return VERDICTS.get(value, value)
    return _words(subjects, json.loads(value))


def _words(subjects: Subjects, value: Any) -> str:
    if value in (None, "", []):
        return "none"
    if isinstance(value, dict):
        return str(value["start"]) if value.get("start") == value.get("end") else f"{value.get('start') or '…'} to {value.get('end') or '…'}"
    if isinstance(value, list):
        return ", ".join(_words(subjects, one) for one in value)
    if str(value).startswith("nm-"):
        try:
            return subjects.entity(str(value)).name
        except JudgementError:
            return str(value)
    return str(value)
