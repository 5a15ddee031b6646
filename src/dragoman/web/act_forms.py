"""Yields read_act: what a form of the desk says a person wants done, with names looked up in the record; a field left as it was is no change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from dragoman.app import App
from dragoman.codebook.model import Codebook
from dragoman.core.errors import JudgementError
from dragoman.core.records import Event, Party
from dragoman.review.acts import Act
from dragoman.review.queue import act_for
from dragoman.review.subjects import Subjects, is_mention
from dragoman.web.act_choices import date_words, party_words

Given = Mapping[str, Sequence[str]]
"""The fields of a form, each with all its values."""
SIDES = ("actors", "recipients")
WORDS = ("name", "type", "country", "sector", "mode", "modality", "certainty", "polarity", "what", "doc")
LONGEST = 400
"""Signs of the name of a party."""
_ID = re.compile(r"(?:[enc]|em|nm|cm)-[0-9A-Za-z-]{1,120}")
_LISTED = re.compile(r"list:[^\s]{1,200}")
_CODES = re.compile(r"(?P<name>.*?)\s*\[\s*(?P<country>[A-Za-z]{3}|-)?(?:\s+(?P<sector>[A-Za-z]{3,6}))?\s*\]", re.DOTALL)
_SPAN = re.compile(r"\s*(\d{1,9})\s*-\s*(\d{1,9})\s*")


@dataclass(frozen=True, slots=True)
class ActForm:
    """Reads a form. Errors: JudgementError, as for the acts themselves."""

    app: App
    codebook: Codebook
    given: Given

    def read(self) -> Act:
        """The act. What its fields come to is checked where it is carried out."""
        kind, note = self._one("act") or self._one("kind"), self._one("note")[:2000] or None
        if kind == "answer":
            return self._answer(note)
        records = [self._id(told) for told in self.given.get("record", ()) if told.strip()]
        if kind in {"merge", "different", "unsure"}:
            records += [self._named(told) for told in self.given.get("with", ()) if told.strip()]
        change = self._change(kind, records) if kind in {"edit", "add"} else {}
        return Act(kind, tuple(dict.fromkeys(records)), change, note)

    def _answer(self, note: str | None) -> Act:
        item = self.app.review.item(self._one("item"))
        if item is None:
            raise JudgementError("no-such-subject", "this is settled by now, or the record no longer holds it; go on to the next one")
        return act_for(item, self._one("answer"), note)

    def _change(self, kind: str, records: Sequence[str]) -> dict[str, Any]:
        found: dict[str, Any] = {name: self._one(name) for name in WORDS if name in self.given and (self._one(name) or kind == "edit")}
        event = self._event(kind, records)
        if event and found.get("type", event.type) != event.type and found.get("mode") == (event.mode or ""):
            found.pop("mode", None)  # modes are those of a type: the old one was only left standing in the form
        for side in SIDES:
            if side in self.given:
                self._side(found, side, getattr(event, side) if event else None)
        self._day(found, event)
        self._place(found, event)
        for name in ("entity", "speaker"):
            if self._one(name):
                found[name] = self._named(self._one(name))
        for name in ("start", "end"):
            if name in self.given:
                found[name] = self._one(name)
        if self._one("trigger"):
            found["trigger"] = _span(self._one("trigger"))
        if spans := [told for told in self.given.get("evidence", ()) if told.strip()]:
            found["evidence"] = [_span(told) for told in spans]
        return found

    def _event(self, kind: str, records: Sequence[str]) -> Event | None:
        """The event that is edited, as it is now."""
        key = records[0] if kind == "edit" and records else ""
        return Subjects(self.app.store).event(key) if key.startswith(("e-", "em-")) else None

    def _side(self, found: dict[str, Any], side: str, now: Sequence[Party] | None) -> None:
        told = [part.strip() for value in self.given[side] for part in re.split(r"[;\n]", value) if part.strip()]
        if now is not None and told == [part.strip() for part in party_words(now).split(";") if part.strip()]:
            return
        found[side] = [self._party(part, now or ()) for part in told]

    def _party(self, told: str, now: Sequence[Party]) -> dict[str, str | None]:
        if len(told) > LONGEST:
            raise JudgementError("bad-party", f"{told[:40]!r} … has more than {LONGEST} signs; a party is a name, an id or a code")
        for one in now:
            if party_words([one]) == told and one.entity:
                return {"entity": one.entity}
        if _ID.fullmatch(told):
            return {"entity": told}
        if codes := _CODES.fullmatch(told):
            country = codes["country"] if codes["country"] != "-" else None
            return {"name": codes["name"] or (country or codes["sector"] or "").upper(), "country": country, "sector": codes["sector"]}
        if entity := self._entity(told):
            return {"entity": entity}
        state = self.codebook.gazetteer.state(told) or self.codebook.gazetteer.state_named(told)
        return {"name": state.name if state else told, "country": state.code if state else None}

    def _day(self, found: dict[str, Any], event: Event | None) -> None:
        if "date_start" in self.given or "date_end" in self.given:
            start, end = self._one("date_start"), self._one("date_end")
        elif "date" in self.given:
            told = self._one("date")
            if event and told == date_words(event.date):
                return
            start, to, end = f" {told} ".partition(" to ")
            end = end if to else start
        else:
            return
        found["date"] = {"start": start.strip() or None, "end": end.strip() or None} if start.strip() or end.strip() else None

    def _place(self, found: dict[str, Any], event: Event | None) -> None:
        if "place" not in self.given:
            return
        told = self._one("place")
        now = event.place.name if event and event.place else ""
        if event is None or told != now:
            found["place"] = self._named(told) if told else None

    def _id(self, told: str) -> str:
        """The id in what was given: itself, or the last part of an address of the desk; an entry of a list of the user's own as it is."""
        if _LISTED.fullmatch(told.strip()):
            return told.strip()
        key = unquote(urlsplit(told.strip()).path).rstrip("/").rpartition("/")[2]
        if not _ID.fullmatch(key):
            raise JudgementError("no-such-subject", f"{told.strip()[:80]!r} is no id of an event, entity or claim, nor of a mention of one")
        return key if is_mention(key) else self.app.desk.current(key) or key

    def _named(self, told: str) -> str:
        """The id that an id, an address or the exact name of an entity stands for."""
        key = unquote(urlsplit(told.strip()).path).rstrip("/").rpartition("/")[2]
        if _ID.fullmatch(key) or _LISTED.fullmatch(told.strip()):
            return self._id(told)
        found = self._entity(told)
        if found is None:
            raise JudgementError("no-such-subject", f"nobody and nothing in the record is called {told.strip()[:80]!r}; give the address of its page")
        return found

    def _entity(self, told: str) -> str | None:
        """Who bears exactly this name, or this code of a state."""
        row = self.app.desk.subject(told)
        if row is None:
            return None
        names = _folded([row.name, *row.aliases, *([row.country] if row.type == "state" and row.country else [])])
        return row.id if _folded([told]) <= names else None

    def _one(self, name: str) -> str:
        """The value of a field that is given once."""
        return next(iter(self.given.get(name, ())), "").strip()


def _folded(names: Iterable[str]) -> set[str]:
    return {" ".join(name.casefold().split()) for name in names}


def _span(told: str) -> list[int]:
    found = _SPAN.fullmatch(told)
    if found is None:
        raise JudgementError("bad-span", f"{told.strip()[:40]!r} is no span; a span is START-END in code points")
    return [int(found[1]), int(found[2])]


def read_act(app: App, codebook: Codebook, given: Given) -> Act:
    """The act that a form asks for."""
    return ActForm(app, codebook, given).read()
