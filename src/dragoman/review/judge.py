"""Yields judgements made from acts: checked, with what was before and after, on the mentions that they are about."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.errors import JudgementError
from dragoman.core.ids import digest
from dragoman.core.judged import DIFFERENT, DRAWN, EDIT, MACHINE, RIGHT, SAME, TELLING, UNSURE, WRONG, comparable, told_in
from dragoman.core.mentions import Judgement
from dragoman.core.records import Event
from dragoman.resolve.judged_events import ACCEPTED, EDITED, REJECTED, fields_of
from dragoman.resolve.lists import SUBJECT as LISTED
from dragoman.review.acts import MOST_MENTIONS, Act, check_act
from dragoman.review.adding import Adding
from dragoman.review.fields import FieldReader
from dragoman.review.groups import groups_of, rest_of
from dragoman.review.subjects import Subjects, is_mention, one_kind
from dragoman.store.base import Store


@dataclass(frozen=True, slots=True)
class Said:
    """One judgement to be: on which mentions, which verdict, what was and what is."""

    subject: tuple[str, ...]
    verdict: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judge:
    """Makes judgements of acts. store: the record, resolved; by: who judges; at: gives the moment (ISO, UTC), a later one each time."""

    store: Store
    codebook: Codebook
    by: str
    at: Callable[[], str]

    def judge(self, act: Act) -> tuple[Judgement, ...]:
        """The judgements that an act comes to; JudgementError where it cannot be carried out."""
        check_act(act, self.by)
        note = " ".join(act.note.split()) or None if act.note else None
        return tuple(self._written(said, note) for said in self._said(act))

    def _said(self, act: Act) -> list[Said]:
        subjects, keys = Subjects(self.store), tuple(dict.fromkeys(act.subjects))
        if act.kind == "add":
            return [Said(*made) for made in Adding(self.codebook, subjects, self.by).made(act.change)]
        if any(key.startswith(LISTED) for key in keys):
            return [_on_a_list(subjects, act.kind, keys)]
        kind = one_kind(keys)
        if act.kind in {"merge", "different"}:
            return [_grouped(act.kind, groups_of(subjects, kind, keys), [subjects.called(key) for key in keys])]
        if act.kind == "split":
            rest = rest_of(subjects, kind, keys)
            names = {"names": [subjects.event(keys[0]).summary if kind == "events" else subjects.entity(keys[0]).name]}
            return [Said((*keys, *rest), DIFFERENT, names, {"parts": [list(keys), rest], "whole": True})]
        if act.kind == "unsure" and len(keys) > 1:
            first = tuple(group[0] for group in groups_of(subjects, kind, keys))
            return [Said(first, UNSURE, {"names": [subjects.called(key) for key in keys]})]
        make = {"events": self._of_event, "entities": self._of_entity, "claims": self._of_claim}[kind]
        return [make(subjects, act, key) for key in keys]

    def _of_event(self, subjects: Subjects, act: Act, key: str) -> Said:
        event = subjects.event(key)
        tellings = tuple(m.id for m in event.mentions)
        one = is_mention(key) and len(tellings) > 1
        mentions = (key,) if one else tellings
        state = {"review": event.review, "names": [event.summary]}
        if act.kind == "unsure":
            return Said(mentions, UNSURE, state)
        if act.kind == "reject":
            return Said(mentions, WRONG, state if one else {**fields_of(event), **state}, {"review": REJECTED})
        extra = {DRAWN: json.dumps([asdict(m) for m in subjects.drawn(mentions)], ensure_ascii=False), MACHINE: self._machine(event)}
        if one:
            extra[TELLING] = "1"
        if act.kind == "accept":
            return Said(mentions, RIGHT, state, {**({} if one else fields_of(event)), "review": ACCEPTED}, extra)
        return self._edit_of_event(subjects, act, event, mentions, extra)

    def _edit_of_event(self, subjects: Subjects, act: Act, event: Event, mentions: tuple[str, ...], extra: Mapping[str, str]) -> Said:
        document = subjects.document(next(m.doc for m in event.mentions if m.id == mentions[0])) if len(mentions) == 1 else None
        given = FieldReader(self.codebook, subjects).event(act.change, event.type, document)
        shown = fields_of(event)
        if document:
            told = next(m for m in event.mentions if m.id == mentions[0])
            shown["evidence"] = [[e.start, e.end] for e in told.evidence]
        if given.get("type", event.type) != event.type and "mode" not in given:
            given["mode"] = None  # modes are those of a type
        changed = {name: value for name, value in given.items() if comparable(value) != comparable(shown.get(name))}
        if not changed:
            raise JudgementError("nothing-changed", f"{event.id} says all that already")
        before = (
            {name: shown[name] for name in changed}
            if TELLING in extra
            else {name: value for name, value in shown.items() if name != "evidence" or name in changed}
        )
        return Said(mentions, EDIT, {**before, "review": event.review, "names": [event.summary]}, {**before, **changed, "review": EDITED}, extra)

    def _machine(self, event: Event) -> str:
        """The fields that the machine gives an event now."""
        found = self.store.parts("reviewed", [event.id])
        return str(found[0].machine) if found else told_in(fields_of(event))

    def _of_entity(self, subjects: Subjects, act: Act, key: str) -> Said:
        if is_mention(key) and act.kind != "edit":
            return Said((key,), {"accept": RIGHT, "reject": WRONG, "unsure": UNSURE}[act.kind], {"names": [subjects.entity(key).name]})
        entity = subjects.entity(key)
        if act.kind == "reject":
            mentions = tuple(m.id for m in subjects.mentions(entity.id))
            if len(mentions) > MOST_MENTIONS:
                raise JudgementError("too-many", f"{entity.name} has {len(mentions)} mentions; one judgement names at most {MOST_MENTIONS}")
            return Said(mentions, WRONG, {"names": [entity.name]})
        shown = {"name": entity.name, "type": entity.type, "country": entity.country, "sector": entity.sector}
        first = ("nm-" + entity.id.removeprefix("n-"),)
        if act.kind != "edit":
            names = {"names": [entity.name]}
            return Said(first, UNSURE, names) if act.kind == "unsure" else Said(first, RIGHT, names, shown)
        changed = {name: value for name, value in FieldReader(self.codebook, subjects).entity(act.change).items() if value != shown[name]}
        if not changed:
            raise JudgementError("nothing-changed", f"{entity.name} is told so already")
        return Said(first, EDIT, {**shown, "names": [entity.name]}, {**shown, **changed})

    def _of_claim(self, subjects: Subjects, act: Act, key: str) -> Said:
        claim = subjects.claim(key)
        mentions = (key,) if is_mention(key) else tuple(m.id for m in claim.mentions)
        if act.kind != "edit":
            return Said(mentions, {"accept": RIGHT, "reject": WRONG, "unsure": UNSURE}[act.kind], {"names": [claim.proposition]})
        told = next(m for m in claim.mentions if m.id == mentions[0])
        shown = {"certainty": told.certainty, "polarity": told.polarity}
        changed = {name: value for name, value in FieldReader(self.codebook, subjects).claim(act.change).items() if value != shown[name]}
        if not changed:
            raise JudgementError("nothing-changed", "the claim is told so already")
        return Said(mentions, EDIT, {**shown, "names": [claim.proposition]}, {**shown, **changed})

    def _written(self, said: Said, note: str | None) -> Judgement:
        at = self.at()
        before, after = (None if told is None else told_in(dict(told)) for told in (said.before, said.after))
        key = "j-" + digest(said.verdict, self.by, at, *said.subject)
        return Judgement(key, said.subject, said.verdict, self.by.strip(), at, before, after, note, None, dict(said.extra))


@dataclass(slots=True)
class Moments:
    """Gives moments (ISO, UTC, microseconds), each later than the one before and than `last`, so that of two judgements it is known which is the later."""

    clock: Callable[[], dt.datetime]
    last: str = ""

    def __call__(self) -> str:
        """The next moment."""
        now = self.clock().astimezone(dt.UTC)
        if self.last and now <= (last := dt.datetime.fromisoformat(self.last)):
            now = last + dt.timedelta(microseconds=1)
        self.last = now.isoformat(timespec="microseconds")
        return self.last


def undo_of(judgements: Sequence[Judgement], key: str, by: str, at: str) -> Judgement:
    """The judgement that undoes another, or brings back what an undo took; JudgementError where it is not there, or undone already."""
    found = next((j for j in judgements if j.id == key), None)
    if found is None:
        raise JudgementError("no-such-subject", f"the record has no judgement {key!r}; 'dragoman judgements' lists them")
    if found.undone_by is not None:
        raise JudgementError("already-undone", f"{key} was undone by {found.undone_by}; undo that to bring it back")
    if not by.strip():
        raise JudgementError("no-name", "a judgement needs the name of whoever makes it")
    return Judgement("j-" + digest(WRONG, by, at, key), (key,), WRONG, by.strip(), at)


def _on_a_list(subjects: Subjects, kind: str, keys: Sequence[str]) -> Said:
    """Whether an entity is the one that an entry of a user's list means."""
    entries, others = [key for key in keys if key.startswith(LISTED)], [key for key in keys if not key.startswith(LISTED)]
    if kind not in {"merge", "different"} or len(entries) != 1 or len(others) != 1 or one_kind(others) != "entities":
        raise JudgementError("mixed-subjects", "merge or different, with one entity and one entry (list:NAME/ID), says whether that entry means it")
    entity = subjects.entity(others[0])
    mention = others[0] if is_mention(others[0]) else "nm-" + entity.id.removeprefix("n-")
    return Said((mention, entries[0]), SAME if kind == "merge" else DIFFERENT, {"names": [entity.name, entries[0]]})


def _grouped(kind: str, groups: Sequence[Sequence[str]], names: Sequence[str]) -> Said:
    every = tuple(dict.fromkeys(key for group in groups for key in group))
    if len(every) > MOST_MENTIONS:
        raise JudgementError("too-many", f"{len(every)} mentions are more than one judgement names; at most {MOST_MENTIONS}")
    parts = [list(group) for group in groups]
    if kind == "merge":
        return Said(every, SAME, {"parts": parts, "names": list(names)}, {"parts": [list(every)]})
    return Said(every, DIFFERENT, {"names": list(names)}, {"parts": parts, "whole": True})
