"""Yields the answer of `code --explain`: the events of a text, each with why it came out, and what came to nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.entries import Entries
from dragoman.codebook.load import FOLDER
from dragoman.codebook.model import Trigger
from dragoman.export import bare
from dragoman.export.dyads import as_dyads
from dragoman.export.explained import explained_answer
from dragoman.extract import extract
from dragoman.extract.reasons import find_reasons
from dragoman.models.deed_model import load_deed_model
from dragoman.models.pair_model import load_pair_model
from dragoman.models.said_model import load_said_model
from dragoman.models.spacy_model import load_english
from dragoman.pipeline.coding import bare_document
from dragoman.pipeline.resolving import assemble_record


def explaining(overlay: Path | None) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """What answers a line: the same events as without reasons."""
    nlp, codebook, second, listener = load_english().nlp, load_codebook(overlay), load_pair_model(), load_said_model()
    deeds = load_deed_model()
    locate = _locator(codebook, Entries([folder for folder in (FOLDER, overlay) if folder]))

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        document = bare_document(line["text"], line.get("date"))
        (annotated,) = annotate([document], nlp, codebook)
        extracted = extract(annotated, codebook, second, listener, deeds)
        resolved = assemble_record([extracted], overlay, line.get("date")).resolved.events
        events = resolved if codebook.dictionary is None else as_dyads(resolved, codebook.dictionary)
        return explained_answer(bare.events_answer(line.get("id"), events, None), events, find_reasons(annotated, extracted, codebook), document, locate)

    return answer


def _locator(codebook: Codebook, entries: Entries) -> Callable[[Trigger], tuple[str, str]]:
    def locate(trigger: Trigger) -> tuple[str, str]:
        """File and line of a trigger, and its words there; its name alone where the file has gone since."""
        number = next(n for n, other in enumerate(codebook.types[trigger.type].triggers) if other is trigger)
        found = entries.of_type(trigger.type, "triggers")
        return (found[number].where, found[number].text) if number < len(found) else (trigger.where, "")

    return locate
