"""Yields the figures of a record against its gold: events found and how they are coded, and what is said by whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.skeleton import fold
from dragoman.core.records import Event, EventTold, Party
from dragoman.evaluate.gold import Gold, GoldEvent, Quote, read_gold
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share, pair_best, shared_length
from dragoman.ingest import Part, read_input
from dragoman.pipeline import Coding, assemble_record, version_of
from dragoman.view.record import Record

FAMILIES = (
    *({"SANCTION", "REJECT", "COERCE"}, {"ACCUSE", "DISAPPROVE"}, {"REQUEST", "DEMAND"}),
    *({"AGREE", "SUPPORT"}, {"STATEMENT", "REPORT", "FINDING"}),
)
"""Types that two careful readers give to one deed; what is planned may be any kind of cooperation."""
COOPERATION = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT", "AID"}
MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
LONGEST = 600
"""Code points after which a span is no evidence."""


def measure_record(folder: Path, overlay: Path | None = None) -> Measured:
    """Codes the texts of a record's gold, a folder, without its answers. Errors: those of `read_gold`."""
    gold = read_gold(folder)
    return Measured(gold.digest, evaluate_record(gold, code_texts(gold.texts, overlay), load_codebook(overlay)))


def code_texts(texts: Iterable[Path], overlay: Path | None = None) -> Record:
    """A record, kept nowhere, of the texts alone: no gold reaches the coder."""
    documents = [part.document for text in texts for part in read_input(text.read_bytes(), text.name) if isinstance(part, Part)]
    code = Coding(overlay, version_of(load_codebook(overlay))).prepare()
    return assemble_record([code(document).extracted for document in documents], overlay)


def evaluate_record(gold: Gold, record: Record, codebook: Codebook) -> dict[str, Figure]:
    """{name: figure}, in the order in which they are printed.

    events.recall: gold events with an event of their family that quotes them, one to one; events.precision: of the events that quote a gold
    quote those so paired; type, modality, actors, recipients: right, over the paired; claims.content: tokens of what is attributed.
    """
    return {**_events(gold, record, codebook), **_claims(gold, record)}


@dataclass(frozen=True, slots=True)
class _Names:
    """What the parties of a record may be called."""

    record: Record
    codebook: Codebook

    def matches(self, gold: str, party: Party) -> bool:
        """Does a gold name mean this party: by name, by a name of its entity, or by country?"""
        entity = self.record.entity.get(party.entity or "")
        called = {party.name or "", *((entity.name, *entity.aliases, *(m.text for m in entity.mentions)) if entity else ())}
        countries = {entry.country for entry in self.codebook.gazetteer.lookup(gold) if entry.kind == "state"}
        return bool(party.country and party.country in countries) or any(_same_name(gold, name) for name in called)

    def any_matches(self, gold: Iterable[str], parties: Iterable[Party]) -> bool:
        """Does one of the gold names mean one of the parties?"""
        named = tuple(parties)
        return any(self.matches(name, party) for name in gold for party in named)


def _events(gold: Gold, record: Record, codebook: Codebook) -> dict[str, Figure]:
    names, files = _Names(record, codebook), _files(record)
    by_gold, by_id = {entry.id: entry for entry in gold.events}, record.event
    touching: set[str] = set()
    candidates = []
    for event in record.resolved.events:
        for entry in gold.events:
            touch = max((_touch(entry.quotes, told, files) for told in event.mentions), default=0.0)
            if touch >= 0.5:
                touching.add(event.id)
                if _same_family(entry, event):
                    equal = 2 * (event.type == entry.type) + (event.modality in entry.modalities) + sum(_sides(names, entry, event))
                    candidates.append((touch + 0.4 * equal, entry.id, event.id))
    pairs = [(by_gold[left], by_id[right]) for left, right in pair_best(candidates).items()]
    sides = [(entry, _sides(names, entry, event)) for entry, event in pairs]
    actors = [right[0] for entry, right in sides if entry.actors]
    recipients = [right[1] for entry, right in sides if entry.recipients]
    return {
        "events.recall": Share(len(pairs), len(gold.events)),
        "events.precision": Share(len(pairs), len(touching)),
        "events.type": Share(sum(event.type == entry.type for entry, event in pairs), len(pairs)),
        "events.modality": Share(sum(_same_modality(entry, event) for entry, event in pairs), len(pairs)),
        "events.actors": Share(sum(actors), len(actors)),
        "events.recipients": Share(sum(recipients), len(recipients)),
    }


def _claims(gold: Gold, record: Record) -> dict[str, Figure]:
    files = _files(record)
    text = {files[document.id]: document.text for document in record.documents}
    wanted = {token for claim in gold.claims if claim.attributed for quote in claim.content for token in _tokens(quote, text)}
    told = [mention for claim in record.resolved.claims for mention in claim.mentions if len(mention.chain) > 1]
    given = {token for mention in told for e in mention.content for token in _tokens((files[e.doc], e.start, e.end), text)}
    return {"claims.content": Balance(len(wanted & given), len(given), len(wanted))}


def _files(record: Record) -> dict[str, str]:
    """Document id to the name of its file."""
    return {document.id: PurePosixPath(document.path or document.id).name for document in record.documents}


def _touch(quotes: Iterable[Quote], told: EventTold, files: dict[str, str]) -> float:
    """Greatest share of a gold quote, or of the evidence, that the other covers."""
    best = 0.0
    for e in told.evidence:
        for file, start, end in quotes:
            if file == files[told.doc] and e.end - e.start <= LONGEST:
                best = max(best, shared_length((start, end), (e.start, e.end)) / max(1, min(end - start, e.end - e.start)))
    return best


def _same_family(gold: GoldEvent, event: Event) -> bool:
    if gold.type == event.type or any({gold.type, event.type} <= family for family in FAMILIES):
        return True
    return "planned" in gold.modalities and {gold.type, event.type} <= COOPERATION


def _same_modality(gold: GoldEvent, event: Event) -> bool:
    """Equal; what is threatened or demanded is done by saying so, and golds write either."""
    alike = {"THREATEN": {"done", "threatened"}, "REQUEST": {"done", "demanded"}}.get(gold.type, set())
    return event.modality in gold.modalities or bool(gold.modalities & alike and event.modality in alike)


def _sides(names: _Names, gold: GoldEvent, event: Event) -> tuple[bool, bool]:
    """Are actors and recipients right? Where both sides do the same they are pooled."""
    if gold.occurrence:
        right = names.any_matches(gold.actors + gold.recipients, event.actors + event.recipients)
        return right, right
    if gold.type in MUTUAL:
        both = event.actors + event.recipients
        return names.any_matches(gold.actors + gold.recipients, both), names.any_matches(gold.recipients, both)
    return names.any_matches(gold.actors, event.actors), names.any_matches(gold.recipients, event.recipients)


def _same_name(a: str, b: str) -> bool:
    """Equal when folded, or the one ends the other: a surname for a full name."""
    short, long = sorted((fold(a).split(), fold(b).split()), key=len)
    return bool(short) and long[-len(short) :] == short


def _tokens(quote: Quote, text: dict[str, str]) -> list[tuple[str, int]]:
    file, start, end = quote
    return [(file, start + match.start()) for match in re.finditer(r"\w+", text.get(file, "")[start:end])]
