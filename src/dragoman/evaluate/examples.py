"""Yields what the coder makes of the codebook's own examples and near misses, compared with what they list: the codebook is the specification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.annotate import annotate
from dragoman.codebook.model import Codebook, EventType, Example
from dragoman.codebook.types import EXAMPLE_KEYS
from dragoman.core.documents import Document, Zone
from dragoman.core.ids import document_id, sha256_hex
from dragoman.core.mentions import EventMention, Extracted, Participant
from dragoman.extract import extract

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Wrong:
    """An example or near miss that is not coded as it lists. where: file, list and number; why: one sentence; came: the events that came instead."""

    type: str
    where: str
    text: str
    why: str
    came: str


class Told:
    """The events of one text in the words that examples use."""

    def __init__(self, extracted: Extracted, codebook: Codebook) -> None:
        """extracted: what was drawn from the text."""
        self.codebook = codebook
        self.events = extracted.events
        self.forms = {m.id: m.form for m in extracted.entities}

    def of_type(self, name: str) -> list[EventMention]:
        """The events of one type."""
        return [e for e in self.events if e.type == name]

    def matches(self, listed: Mapping[str, Any]) -> bool:
        """Is there an event that agrees with all that is listed? Names are compared as sets; of contexts those listed must be among the event's."""
        return any(all(self._agrees(event, key, value) for key, value in listed.items()) for event in self.events)

    def __str__(self) -> str:
        """What came out, for people."""
        return "; ".join(map(self._in_words, self.events)) or "nothing"

    def _in_words(self, event: EventMention) -> str:
        told = self._full(event)
        what = ", ".join(f"{key} {_words(told[key])}" for key in EXAMPLE_KEYS if told[key] not in (None, []))
        return f"{what} (by {event.made_by.rpartition(' ')[2]})"

    def _agrees(self, event: EventMention, key: str, wanted: Any) -> bool:
        if key == "contexts":
            return set(wanted) <= set(event.contexts)
        full = self._full(event)[key]
        return bool(full == (sorted(wanted) if isinstance(wanted, list) else wanted))

    def _full(self, event: EventMention) -> dict[str, Any]:
        told = {"type": event.type, "mode": event.mode, "modality": event.modality, "cameo": event.cameo, "quad": self.codebook.types[event.type].quad}
        return told | {"actors": self._names(event.actors), "recipients": self._names(event.recipients), "contexts": list(event.contexts)}

    def _names(self, parties: tuple[Participant, ...]) -> list[str]:
        return sorted({self._name(p) for p in parties})

    def _name(self, party: Participant) -> str:
        """The name; of somebody described (`the Norlandic government`, `Karsian soldiers`) the state."""
        state = self.codebook.gazetteer.state(party.country) if party.country else None
        described = self.forms.get(party.mention or "", "nominal") == "nominal" and party.name.split()[-1].islower()
        return state.name if state and described else party.name


def as_document(text: str) -> Document:
    """A document of one sentence; without a full stop it is a headline."""
    raw = text.encode()
    zone = "body" if text.endswith((".", "?", "!")) else "title"
    return Document(document_id(raw), text, sha256_hex(raw), "codebook", zones=(Zone(0, len(text), zone),))


def tell(texts: Iterable[str], nlp: Language, codebook: Codebook) -> Iterator[tuple[str, Told]]:
    """Each text, coded alone as `code` does it, with what it tells."""
    for text in texts:
        (annotated,) = annotate([as_document(text)], nlp, codebook)
        yield text, Told(extract(annotated, codebook), codebook)


def check_example(kind: EventType, example: Example, told: Told) -> Wrong | None:
    """None where all that is listed came, and of the example's type nothing else."""
    listed = sum(event.get("type") == kind.name for event in example.events)
    return _missing(kind, example, told) or _count(kind, example, told, listed, f"{listed} of type {kind.name} are listed")


def check_near_miss(kind: EventType, example: Example, told: Told) -> Wrong | None:
    """None where nothing of the type came, and all that is listed did."""
    return _count(kind, example, told, 0, f"no {kind.name} may come") or _missing(kind, example, told)


def check_examples(codebook: Codebook, told: Mapping[str, Told]) -> Iterator[Wrong]:
    """All that is not coded as listed, by type; told: what each text tells."""
    for _, kind in sorted(codebook.types.items()):
        found = [check_example(kind, e, told[e.text]) for e in kind.examples] + [check_near_miss(kind, e, told[e.text]) for e in kind.near_misses]
        yield from (wrong for wrong in found if wrong)


def _missing(kind: EventType, example: Example, told: Told) -> Wrong | None:
    for listed in example.events:
        if not told.matches(listed):
            what = ", ".join(f"{key} {_words(listed[key])}" for key in EXAMPLE_KEYS if key in listed)
            return Wrong(kind.name, example.where, example.text, f"no event has {what}", str(told))
    return None


def _count(kind: EventType, example: Example, told: Told, wanted: int, rule: str) -> Wrong | None:
    came = len(told.of_type(kind.name))
    return None if came == wanted else Wrong(kind.name, example.where, example.text, f"{rule}, {came} came", str(told))


def _words(value: Any) -> str:
    return ("[" + ", ".join(map(str, value)) + "]") if isinstance(value, list) else str(value)
