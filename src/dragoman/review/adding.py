"""Yields mentions that a person adds from the words of a document: events, claims and entities that the machine did not find."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Span
from dragoman.core.errors import JudgementError
from dragoman.core.ids import mention_id
from dragoman.core.judged import ADDED, EDIT, SAME
from dragoman.core.mentions import ChainLink, ClaimMention, EntityMention, EventMention, Extracted
from dragoman.resolve.judged_events import date_of, participant_of
from dragoman.review.fields import FieldReader, read_name, read_span, read_spans
from dragoman.review.subjects import Subjects

Made = tuple[tuple[str, ...], str, None, Mapping[str, Any] | None, Mapping[str, str]]
_WHERE = ("what", "doc", "start", "end")
_SPEAKS = {"person": "person", "document": "document"}


@dataclass(frozen=True, slots=True)
class Adding:
    """Makes mentions of `change`: what (event, claim, entity), doc, start, end, and the fields of it."""

    codebook: Codebook
    subjects: Subjects
    by: str

    def made(self, change: Mapping[str, Any]) -> list[Made]:
        """(subject, verdict, before, after, extra) of each judgement that the addition takes."""
        make = {"event": self._event, "claim": self._claim, "entity": self._entity}.get(str(change.get("what")))
        if make is None:
            raise JudgementError("unknown-act", f"an event, a claim or an entity can be added, not {change.get('what')!r}")
        extracted = self.subjects.extracted(str(change.get("doc")))
        start, end = read_span((change.get("start"), change.get("end")), extracted.document)
        return make(extracted, Span(start, end), {name: value for name, value in change.items() if name not in _WHERE})

    def _event(self, extracted: Extracted, span: Span, told: Mapping[str, Any]) -> list[Made]:
        document = extracted.document
        if "type" not in told:
            raise JudgementError("unknown-type", "an event that is added needs a type")
        trigger = Span(*read_span(told["trigger"], document)) if told.get("trigger") else span
        if not (span.start <= trigger.start and trigger.end <= span.end):
            raise JudgementError("bad-span", "the trigger must stand within the words of the event")
        reader = FieldReader(self.codebook, self.subjects)
        fields = reader.event({k: v for k, v in told.items() if k not in {"trigger", "evidence"}}, reader.type_of(told["type"]))
        kind = self.codebook.types[fields["type"]]
        place = fields.get("place")
        more = [Span(a, b) for a, b in read_spans(told["evidence"], document)] if told.get("evidence") else []
        mention = EventMention(
            id=mention_id("em", document.id, span.start, span.end, kind.name, f"person {self.by}"),
            doc=document.id,
            ontology=kind.ontology,
            type=kind.name,
            modality=fields.get("modality", "done"),
            trigger=trigger,
            evidence=(span, *(s for s in more if s != span)),
            made_by=f"person {self.by}",
            confidence=1.0,
            mode=fields.get("mode"),
            cameo=kind.cameo_of(fields.get("mode")),
            actors=tuple(participant_of(p) for p in fields.get("actors", ())),
            recipients=tuple(participant_of(p) for p in fields.get("recipients", ())),
            place=place["mention"] if place else None,
            date=date_of(fields.get("date")),
            chain=(ChainLink("outlet", document.outlet),),
        )
        return [self._judged(mention, {**fields, **_words(document.text, span)})]

    def _claim(self, extracted: Extracted, span: Span, told: Mapping[str, Any]) -> list[Made]:
        document = extracted.document
        fields = FieldReader(self.codebook, self.subjects).claim({k: v for k, v in told.items() if k != "speaker"})
        chain = [ChainLink("outlet", document.outlet)]
        if told.get("speaker"):
            speaker = self.subjects.entity(str(told["speaker"]))
            chain.append(ChainLink(_SPEAKS.get(speaker.type, "institution"), speaker.name, "nm-" + speaker.id.removeprefix("n-")))
        mention = ClaimMention(
            id=mention_id("cm", document.id, span.start, span.end, f"person {self.by}"),
            doc=document.id,
            content=(span,),
            cue=None,
            chain=tuple(chain),
            certainty=fields.get("certainty", "asserted"),
            polarity=fields.get("polarity", "affirmed"),
            form="indirect" if told.get("speaker") else "outlet_voice",
            proposition=" ".join(document.text[span.start : span.end].split()),
            made_by=f"person {self.by}",
            confidence=1.0,
            about=tuple(e.id for e in extracted.events if span.start <= e.trigger.start and e.trigger.end <= span.end),
        )
        return [self._judged(mention, {**fields, "speaker": chain[-1].name, **_words(document.text, span)})]

    def _entity(self, extracted: Extracted, span: Span, told: Mapping[str, Any]) -> list[Made]:
        document = extracted.document
        words = _words(document.text, span)["words"]
        reader = FieldReader(self.codebook, self.subjects)
        whose = self.subjects.entity(str(told["entity"])) if told.get("entity") else None
        if whose is None and "type" not in told:
            raise JudgementError("unknown-type", "an entity that is added needs a type")
        fields = reader.entity({k: v for k, v in told.items() if k != "entity"})
        kind = fields.get("type") or (whose.type if whose else "other")
        key = mention_id("nm", document.id, span.start, span.end, kind, f"person {self.by}")
        name = read_name(fields.get("name") or words)
        country, sector = fields.get("country", whose.country if whose else None), fields.get("sector", whose.sector if whose else None)
        mention = EntityMention(key, document.id, span.start, span.end, document.text[span.start : span.end], kind, "name", name, key, 0, None, country, sector)
        made = [self._judged(mention, {**fields, "type": kind, "name": name, "words": words, **({"entity": whose.name} if whose else {})})]
        if whose:
            made.append(((key, "nm-" + whose.id.removeprefix("n-")), SAME, None, None, {}))
        return made

    def _judged(self, mention: EventMention | ClaimMention | EntityMention, fields: Mapping[str, Any]) -> Made:
        return (mention.id,), EDIT, None, {ADDED: fields}, {ADDED: json.dumps(asdict(mention), ensure_ascii=False)}


def _words(text: str, span: Span) -> dict[str, str]:
    """The words, on one line."""
    return {"words": " ".join(text[span.start : span.end].split())}
