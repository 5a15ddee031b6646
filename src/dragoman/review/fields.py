"""Yields the fields that an edit gives, checked against the codebook and the record, as judgements tell them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.codebook.types import MODALITIES
from dragoman.core.dates import DateRange, is_partial
from dragoman.core.documents import Document
from dragoman.core.errors import JudgementError
from dragoman.review.subjects import Subjects

KINDS = ("state", "person", "organisation", "place", "craft", "weapon", "document", "group", "facility", "law", "other")
CERTAINTIES = ("asserted", "probable", "hedged", "alleged", "planned", "demanded", "absence", "withheld")
POLARITIES = ("affirmed", "denied")
LONGEST = 600
"""Code points of one span of evidence."""
MOST_SPANS = 8
MOST_PARTIES = 6
LONGEST_NAME = 200
_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})?")

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldReader:
    """Reads the fields of a change; JudgementError where one is wrong."""

    codebook: Codebook
    subjects: Subjects

    def event(self, change: Mapping[str, Any], kind: str, document: Document | None = None) -> Fields:
        """Fields of an event. kind: its type, where the change gives none; document: that evidence may be cut from, None where none may be given."""
        known = {"type", "mode", "modality", "actors", "recipients", "date", "place", *(("evidence",) if document else ())}
        _only(change, known, "an event")
        found: Fields = {}
        if "type" in change:
            kind = found["type"] = self.type_of(change["type"])
        if "mode" in change:
            found["mode"] = self._mode(change["mode"], kind)
        if "modality" in change:
            found["modality"] = _one_of(change["modality"], sorted(MODALITIES), "modality")
        for side in ("actors", "recipients"):
            if side in change:
                found[side] = self.parties(change[side])
        if "date" in change:
            found["date"] = read_date(change["date"])
        if "place" in change:
            found["place"] = self._place(change["place"])
        if "evidence" in change and document:
            found["evidence"] = read_spans(change["evidence"], document)
        return found

    def entity(self, change: Mapping[str, Any]) -> Fields:
        """Fields of an entity."""
        _only(change, {"name", "type", "country", "sector"}, "an entity")
        found: Fields = {}
        if "name" in change:
            found["name"] = read_name(change["name"])
        if "type" in change:
            found["type"] = self.kind_of(change["type"])
        if "country" in change:
            found["country"] = self._country(change["country"])
        if "sector" in change:
            found["sector"] = _sector(change["sector"])
        return found

    def claim(self, change: Mapping[str, Any]) -> Fields:
        """Fields of a claim mention."""
        _only(change, {"certainty", "polarity"}, "a claim")
        allowed = {"certainty": CERTAINTIES, "polarity": POLARITIES}
        return {name: _one_of(value, allowed[name], name) for name, value in change.items()}

    def type_of(self, told: Any) -> str:
        """A type of the codebook."""
        name = str(told or "").strip().upper()
        if name not in self.codebook.types:
            raise JudgementError("unknown-type", f"the codebook has no type {str(told)!r}; known: {', '.join(sorted(self.codebook.types))}")
        return name

    def kind_of(self, told: Any) -> str:
        """A type of entity."""
        name = str(told or "").strip().lower()
        if name not in KINDS:
            raise JudgementError("unknown-type", f"an entity has no type {str(told)!r}; known: {', '.join(KINDS)}")
        return name

    def parties(self, told: Any) -> list[Fields]:
        """Actors or recipients, each as the mention that its entity is named after, or as bare words."""
        if not isinstance(told, Sequence) or isinstance(told, str) or len(told) > MOST_PARTIES:
            raise JudgementError("bad-party", f"actors and recipients are lists of at most {MOST_PARTIES} parties")
        return [self._party(party) for party in told]

    def _party(self, told: Any) -> Fields:
        if isinstance(told, str):
            told = {"entity": told} if told.startswith(("n-", "nm-")) else {"name": told}
        if not isinstance(told, Mapping) or not (told.get("entity") or told.get("name")):
            raise JudgementError("bad-party", 'a party is {"entity": "n-…"} or {"name": "words", "country": "XNO"}')
        if told.get("entity"):
            entity = self.subjects.entity(str(told["entity"]))
            return {"mention": "nm-" + entity.id.removeprefix("n-"), "name": entity.name, "country": entity.country, "sector": entity.sector}
        return {"mention": None, "name": read_name(told["name"]), "country": self._country(told.get("country")), "sector": _sector(told.get("sector"))}

    def _country(self, told: Any) -> str | None:
        code = str(told or "").strip().upper()
        if code and self.codebook.gazetteer.state(code) is None and not re.fullmatch(r"X[A-Z]{2}", code):
            raise JudgementError("bad-party", f"{str(told)!r} is no code of a state (ISO 3166 alpha-3) or of PLOVER's for what is none")
        return code or None

    def _mode(self, told: Any, kind: str) -> str | None:
        name = str(told or "").strip()
        modes = self.codebook.types[kind].modes if kind in self.codebook.types else {}
        if name and name not in modes:
            raise JudgementError("unknown-mode", f"{kind} has no mode {name!r}; known: {', '.join(sorted(modes)) or 'none'}")
        return name or None

    def _place(self, told: Any) -> Fields | None:
        if not told:
            return None
        if not isinstance(told, str) or not told.startswith(("n-", "nm-")):
            raise JudgementError("bad-place", f"{str(told)!r} is no entity of the record; name one by its id")
        entity = self.subjects.entity(told)
        return {"mention": "nm-" + entity.id.removeprefix("n-"), "name": entity.name}


def _only(change: Mapping[str, Any], known: set[str], called: str) -> None:
    if unknown := sorted(set(change) - known):
        raise JudgementError("unknown-field", f"{called} has no field {unknown[0]!r} that can be edited here; known: {', '.join(sorted(known))}")


def _one_of(told: Any, known: Sequence[str], called: str) -> str:
    name = str(told or "").strip().lower()
    if name not in known:
        raise JudgementError("unknown-modality", f"there is no {called} {str(told)!r}; known: {', '.join(known)}")
    return name


def _sector(told: Any) -> str | None:
    code = str(told or "").strip().upper()
    if code and not _CODE.fullmatch(code):
        raise JudgementError("bad-party", f"{str(told)!r} is no sector; PLOVER's are of three letters, such as GOV or MIL")
    return code or None


def read_name(told: Any) -> str:
    """A name on one line, at most LONGEST_NAME long."""
    name = " ".join(str(told or "").split())
    if not name or len(name) > LONGEST_NAME:
        raise JudgementError("bad-party", f"a name has 1 to {LONGEST_NAME} characters")
    return name


def read_date(told: Any) -> Fields | None:
    """{start, end} of a day, month, year or interval; None where it is unknown."""
    if not told:
        return None
    start, end = (told, told) if isinstance(told, str) else (told.get("start"), told.get("end")) if isinstance(told, Mapping) else ("?", "?")
    start, end = start or None, end or None
    if any(side is not None and not (isinstance(side, str) and is_partial(side)) for side in (start, end)):
        raise JudgementError("bad-date", f"{told!r} is no day (2025-02-06), month (2025-02), year (2025), nor an interval of such")
    if start is None and end is None:
        return None
    bounds = DateRange(start, end).days()
    if bounds is None or bounds[0] > bounds[1]:
        raise JudgementError("bad-date", f"the date ends ({end}) before it begins ({start})")
    return {"start": start, "end": end}


def read_spans(told: Any, document: Document) -> list[list[int]]:
    """[start, end] of each span of a document's text, in code points."""
    if not isinstance(told, Sequence) or isinstance(told, str) or not 1 <= len(told) <= MOST_SPANS:
        raise JudgementError("bad-span", f"evidence is a list of 1 to {MOST_SPANS} spans [start, end]")
    return [list(read_span(span, document)) for span in told]


def read_span(told: Any, document: Document) -> tuple[int, int]:
    """Start and end of one span."""
    try:
        start, end = (int(n) for n in told)
    except (TypeError, ValueError):
        raise JudgementError("bad-span", f"{told!r} is no span [start, end]") from None
    if not 0 <= start < end <= len(document.text):
        raise JudgementError("bad-span", f"document {document.id!r} has {len(document.text)} characters; {start} to {end} is no span of it")
    if end - start > LONGEST:
        raise JudgementError("bad-span", f"{end - start} characters are too many for one span of evidence; at most {LONGEST}")
    return start, end
