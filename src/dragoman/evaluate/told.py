"""Yields the figures of sentences of our own making, each with all the events that a careful coder would write down, in one line of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.codebook import load_codebook
from dragoman.core.errors import InputError
from dragoman.core.ids import digest
from dragoman.core.records import Event, Party
from dragoman.evaluate.metrics import Figure, Measured, Share
from dragoman.pipeline import Coding, assemble_record, bare_document, version_of

SENTENCES = Path(__file__).with_name("own_sentences.yaml")
INVENTED = Path(__file__).with_name("invented")
"""A codebook of invented states, to be laid over the shipped one."""
DAY = "2031-03-10"
"""When the sentences were published."""

_ANY = "*"
_NOW = "now"

Choices = frozenset[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in words: `TYPE|TYPE MODALITY|MODALITY ACTORS>RECIPIENTS @DATE`; an empty part means any.

    actors, recipients: a set of country codes for each party, of which one will do; date: a beginning such as 1987, or `now`: of the report's year, or none.
    Without `>` the actors may stand on either side.
    """

    types: Choices
    modalities: Choices
    actors: tuple[Choices, ...] = ()
    recipients: tuple[Choices, ...] = ()
    sided: bool = False
    date: str | None = None

    @classmethod
    def read(cls, words: str) -> Listed:
        """From the words; InputError where there is no type or a part too many."""
        parts = words.split()
        date = parts.pop()[1:] if parts and parts[-1].startswith("@") else None
        if not 1 <= len(parts) <= 3:
            raise InputError("malformed", f"{words!r} is no event: a type, a modality, the parties and a date are told in this order")
        types, modalities, parties = (*parts, *["*"] * (3 - len(parts)))
        one, mark, other = parties.partition(">")
        return cls(_choices(types), _choices(modalities), _parties(one), _parties(other), bool(mark), date)

    def fits(self, event: Event) -> bool:
        """Is this the event listed?"""
        return self.fits_type(event) and self.fits_parties(event) and (not self.modalities or event.modality in self.modalities) and self._fits_date(event)

    def fits_type(self, event: Event) -> bool:
        """Is its type one of those listed?"""
        return not self.types or event.type in self.types

    def fits_parties(self, event: Event) -> bool:
        """Do all parties listed take part, on their side? Of an event without recipients, such as a meeting, the actors are both sides."""
        actors, recipients = _countries(event.actors), _countries(event.recipients)
        if not self.sided:
            return all(party & (actors | recipients) for party in self.actors)
        return all(party & actors for party in self.actors) and all(party & (recipients or actors) for party in self.recipients)

    def _fits_date(self, event: Event) -> bool:
        if self.date is None:
            return True
        told = (event.date.start or event.date.end or DAY)[:10]
        return told.startswith(DAY[:4] if self.date == _NOW else self.date)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, the events that must come of it, and those that may."""

    text: str
    wanted: tuple[Listed, ...]
    also: tuple[Listed, ...] = ()


def measure_told(file: Path = SENTENCES, overlay: Path | None = None) -> Measured:
    """Codes the sentences of a file of the shape of own_sentences.yaml; overlay: None for our invented states. InputError where the file is of another."""
    sentences = read_told(file)
    coded = code_texts([s.text for s in sentences], overlay or INVENTED)
    return Measured(digest(file.read_text(encoding="utf-8")), evaluate_told(sentences, coded))


def read_told(file: Path) -> list[Told]:
    """The sentences of a YAML file, in its order; InputError where it is malformed."""
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))["sentences"]
        return [Told(str(r["text"]), tuple(map(Listed.read, r["is"])), tuple(map(Listed.read, r.get("also", ())))) for r in rows]
    except (OSError, yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as error:
        raise InputError("malformed", f"{str(file)!r} is no file of sentences with their events: {error}") from error


def evaluate_told(sentences: Sequence[Told], found: Iterable[Sequence[Event]]) -> dict[str, Figure]:
    """{name: figure} over sentences and their events in the same order; only PLOVER events count.

    type, dyad, type_dyad: events listed as wanted of which the type, the parties, both are found in one event; modality: of these last, those told as
    listed; precision: of all events, those that are listed in full, wanted or not.
    """
    pairs = list(zip(sentences, _between_states(found), strict=True))
    wanted = [(one, events) for told, events in pairs for one in told.wanted]
    both = [[e for e in events if one.fits_type(e) and one.fits_parties(e)] for one, events in wanted]
    right = [any(one.fits(e) for one in (*told.wanted, *told.also)) for told, events in pairs for e in events]
    return {
        "type": Share(sum(any(map(one.fits_type, events)) for one, events in wanted), len(wanted)),
        "dyad": Share(sum(any(map(one.fits_parties, events)) for one, events in wanted), len(wanted)),
        "type_dyad": Share(sum(map(bool, both)), len(wanted)),
        "modality": Share(sum(any(map(one.fits, events)) for (one, _), events in zip(wanted, both, strict=True)), sum(map(bool, both))),
        "precision": Share(sum(right), len(right)),
    }


def code_texts(texts: Iterable[str], overlay: Path = INVENTED) -> Iterator[tuple[Event, ...]]:
    """The resolved events of each text, coded alone; overlay: by default the invented states."""
    code = Coding(overlay, version_of(load_codebook(overlay))).prepare()
    for text in texts:
        yield assemble_record([code(bare_document(text, DAY)).extracted], overlay, DAY).resolved.events


def _between_states(found: Iterable[Sequence[Event]]) -> list[list[Event]]:
    return [[e for e in events if e.ontology == "PLOVER"] for events in found]


def _choices(word: str) -> Choices:
    return frozenset() if word == _ANY else frozenset(word.split("|"))


def _parties(words: str) -> tuple[Choices, ...]:
    return tuple(_choices(word) for word in words.split(",") if word and word != _ANY)


def _countries(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(party.country for party in parties if party.country)
