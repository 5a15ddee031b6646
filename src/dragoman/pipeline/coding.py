"""Yields Coding and Drawing, the work on one document as an engine runs it, and what each document tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman import __version__
from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Annotated, Document, Published, Timex, Zone
from dragoman.core.errors import DragomanError
from dragoman.core.ids import digest, document_id, sha256_hex
from dragoman.core.mentions import Attribution, Extracted, Failure
from dragoman.engine.base import Engine
from dragoman.extract import extract
from dragoman.extract.heard import heard_attributions
from dragoman.extract.rules.attribution import find_attributions
from dragoman.extract.rules.entities import find_entities
from dragoman.ingest.base import coded_until
from dragoman.models import deed_model
from dragoman.models.deed_model import load_deed_model
from dragoman.models.pair_model import find_pair_model, load_pair_model, why_absent
from dragoman.models.said_model import find_said_model, is_present, load_said_model
from dragoman.models.spacy_model import find_english, load_english


@dataclass(frozen=True, slots=True)
class Coded:
    """A document after extraction; failure: why nothing could be drawn from it, else None."""

    extracted: Extracted
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """The work on one document: annotate, then extract. overlay: folder laid over the shipped codebook; version: stands in what comes out."""

    overlay: Path | None
    version: str

    def prepare(self) -> Callable[[Document], Coded]:
        """Loads model and codebook."""
        nlp, codebook, second, listener = load_english().nlp, load_codebook(self.overlay), load_pair_model(), load_said_model()
        deeds = load_deed_model()

        def code(document: Document) -> Coded:
            try:
                # Alone, not in a batch with others: a batch of another shape may round otherwise, and the order of adding would show.
                (annotated,) = annotate([document], nlp, codebook)
                return Coded(replace(extract(annotated, codebook, second, listener, deeds), version=self.version))
            except Exception as error:
                return self._failed(document, f"{type(error).__name__}: {error}")

        return code

    def died(self, item: Document) -> Coded:
        """The process ended twice over this document."""
        return self._failed(item, "the process that coded it was ended twice, by a crash or for want of memory")

    def _failed(self, document: Document, message: str) -> Coded:
        return Coded(Extracted(document, version=self.version), Failure("extract", document.path or document.id, "extraction", message))


@dataclass(frozen=True, slots=True)
class Drawing[Out]:
    """The work on one document short of coding it: annotate, then `draw`, a function of a module, so that it can be sent to another process."""

    overlay: Path | None
    draw: Callable[[Annotated, Codebook], Out]

    def prepare(self) -> Callable[[Document], Out]:
        """Loads model and codebook."""
        nlp, codebook = load_english().nlp, load_codebook(self.overlay)
        return lambda document: self.draw(next(annotate([document], nlp, codebook)), codebook)

    def died(self, item: Document) -> Out:
        """A bare text has no record to keep a failure in, so the run ends."""
        raise DragomanError(f"the process that read {item.id!r} was ended twice, by a crash or for want of memory")


def version_of(codebook: Codebook) -> str:
    """Digest of extractor, codebook and models: what was coded with the same one need not be coded again."""
    model = find_english()
    second = "none" if why_absent() else find_pair_model().files_sha256
    said = find_said_model().files_sha256 if is_present() else "none"
    deeds = deed_model.find_deed_model().files_sha256 if deed_model.is_present() else "none"
    return digest(__version__, codebook.digest, model.name, model.version, model.files_sha256, second, said, deeds)


def code_documents(documents: Sequence[Document], engine: Engine, overlay: Path | None) -> Iterator[Coded]:
    """What each document tells, in order, without a record: for bare texts and for measuring."""
    return engine.map(Coding(overlay, version_of(load_codebook(overlay))), documents)


def bare_document(text: str, day: str | None) -> Document:
    """A document of a text without a file: all of it body; day: ISO day on which it was published, None where unknown."""
    raw = text.encode("utf-8", "surrogatepass")
    published = Published(day, "given", 1.0) if day else None
    zones = (Zone(0, len(text), "body"),) if text else ()
    return Document(document_id(raw), text, sha256_hex(raw), "bare", lang="en", published=published, zones=zones, coded_until=coded_until(text))


def draw_times(annotated: Annotated, codebook: Codebook) -> tuple[Timex, ...]:
    """Time expressions of a document."""
    return annotated.times


def draw_attributions(annotated: Annotated, codebook: Codebook) -> tuple[Attribution, ...]:
    """Who says what in a document, in the widest sense where there is a model that hears it, else as far as the rules see it."""
    listener = load_said_model()
    return draw_by_rules(annotated, codebook) if listener is None else heard_attributions(annotated, codebook, listener)


def draw_by_rules(annotated: Annotated, codebook: Codebook) -> tuple[Attribution, ...]:
    """Who says what in a document as the rules alone see it, before claims are cut from it."""
    return find_attributions(annotated, find_entities(annotated, codebook), codebook)
