"""Yields what each stage costs on this machine, beside the bare parse of the same texts. Run as `python -m dragoman.evaluate.bench [PATH…]`."""

from __future__ import annotations

import argparse
import gc
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.annotate import annotate, tag_times
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Annotated
from dragoman.core.errors import DragomanError
from dragoman.core.mentions import ClaimMention, Extracted
from dragoman.engine.base import SEARCHES
from dragoman.evaluate.times import WORDS
from dragoman.extract import extract
from dragoman.extract.rules.attribution import find_attributions, find_frames
from dragoman.extract.rules.claims import find_claims
from dragoman.extract.rules.cues import speech_of
from dragoman.extract.rules.events import find_events
from dragoman.ingest import Part, find_inputs, read_input
from dragoman.models.deed_model import load_deed_model
from dragoman.models.pair_model import load_pair_model
from dragoman.models.said_model import load_said_model
from dragoman.models.spacy_model import load_english
from dragoman.models.twin_model import load_twin_model
from dragoman.relate import relate
from dragoman.resolve import resolve

ONCE = "once: "
"""Marks what a process loads once, however many documents follow; it is no part of what a document costs."""
EVENTS = "events"
"""The event coder alone, given entities and who says what: triggers, participants, modality, dates, places."""
ATTRIBUTION = "saying"
"""Who says what by the rules, given entities, and the claims that are cut from it, given events."""
HEARD = "heard"
"""What the attribution model reads in the texts, given what the rules see."""
APART = ("parse", "bare parse", "times", EVENTS, "with model", ATTRIBUTION, HEARD)
"""Stages that are parts of another."""
RULES, MODEL = 0.4, 1.0
"""Times the bare parse that coding events may add, by the rules alone and with the model."""
SAYING = 0.5
"""Times the bare parse that attribution may add, claims included, by the rules alone and with the model."""
REPEATS = 3
"""Each stage is run so often, and the quickest run counts: the others measure what else the machine did."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of one stage over all texts, or of a load."""

    stage: str
    seconds: float


def measure_stages(paths: Sequence[Path]) -> tuple[list[Cost], int, int]:
    """(costs in order of the flow, documents, words). Parts of `annotate` that are measured apart: `parse`, the model alone, and `times`, given tokens."""
    raws = [(entry.read_bytes(), entry.path) for entry in find_inputs(paths) if not entry.beside]
    costs: list[Cost] = []

    def once[Out](what: str, work: Callable[[], Out]) -> Out:
        start = time.process_time()
        result = work()
        costs.append(Cost(f"{ONCE}{what}", time.process_time() - start))
        return result

    gc.set_threshold(*SEARCHES)  # as where documents are coded
    codebook, nlp = once("codebook", load_codebook), once("model", lambda: load_english().nlp)
    once("cities", lambda: codebook.gazetteer.city("Paris"))

    def timed[Out](stage: str, work: Callable[[], Out]) -> Out:
        best = float("inf")
        for _ in range(REPEATS):
            start = time.process_time()
            result = work()
            best = min(best, time.process_time() - start)
        costs.append(Cost(stage, best))
        return result

    documents = timed("ingest", lambda: [part.document for raw, path in raws for part in read_input(raw, path) if isinstance(part, Part)])
    # One by one as annotate does, and none kept: a parse in memory is far larger than its text.
    timed("parse", lambda: sum(len(nlp(document.text)) for document in documents))
    with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
        timed("bare parse", lambda: sum(len(nlp(document.text)) for document in documents))
    annotated = timed("annotate", lambda: [next(annotate([document], nlp, codebook)) for document in documents])
    days = [entry.document.published.day if entry.document.published else None for entry in annotated]
    timed("times", lambda: [tag_times(entry.document.text, day, codebook, entry.tokens) for entry, day in zip(annotated, days, strict=True)])
    extracted = timed("extract", lambda: [extract(_afresh(entry), codebook) for entry in annotated])
    told = [(entry, drawn.entities, find_attributions(entry, drawn.entities, codebook)) for entry, drawn in zip(annotated, extracted, strict=True)]
    timed(EVENTS, lambda: [find_events(_afresh(entry), entities, said, codebook) for entry, entities, said in told])
    timed(ATTRIBUTION, lambda: [_claims(_afresh(entry), drawn, codebook) for entry, drawn in zip(annotated, extracted, strict=True)])
    if listener := load_said_model():
        hints = [find_frames(entry, speech_of(codebook), wide=False) for entry in annotated]
        timed(HEARD, lambda: [listener.listen(_afresh(entry), seen) for entry, seen in zip(annotated, hints, strict=True)])
    second, reader = load_pair_model(), load_deed_model()
    if second and reader:
        extracted = timed("with model", lambda: [extract(_afresh(entry), codebook, second, None, reader) for entry in annotated])
    twins = load_twin_model()
    resolved, _ = timed("resolve", lambda: resolve(extracted, (), codebook, None, twins=twins))
    timed("relate", lambda: relate(resolved, extracted))
    return costs, len(documents), sum(len(document.text.split()) for document in documents)


def describe(costs: Sequence[Cost], documents: int, words: int) -> list[str]:
    """The lines of the report: milliseconds a document, and how many times the bare parse each stage and the whole take."""
    loads = [cost for cost in costs if cost.stage.startswith(ONCE)]
    stages = [cost for cost in costs if not cost.stage.startswith(ONCE)]
    parse = next(cost.seconds for cost in costs if cost.stage == "parse")
    whole = Cost("whole", sum(cost.seconds for cost in stages if cost.stage not in APART))
    lines = [f"{documents} documents, {words} words, quickest of {REPEATS} runs", f"{'stage':10}{'ms/document':>13}{'x parse':>9}"]
    for cost in (*stages, whole):
        lines.append(f"{cost.stage:10}{1000 * cost.seconds / documents:13.1f}{cost.seconds / parse:9.2f}")
    lines += marks({cost.stage: cost.seconds for cost in stages})
    lines += [
        f"{cost.stage}: {words / WORDS / cost.seconds:.0f} documents of {WORDS} words a second" for cost in stages if cost.stage == "times" and cost.seconds
    ]
    lines += [f"{cost.stage:18}{1000 * cost.seconds:8.0f} ms" for cost in loads]
    return lines


def marks(seconds: Mapping[str, float]) -> list[str]:
    """What coding events, and who says what, adds to the bare parse (tagger, parser, ner), by the rules and with the models, and whether it may."""
    parse = seconds["bare parse"]
    added = {"event coder": (seconds[EVENTS], RULES)}
    if "with model" in seconds:
        added["event coder with model"] = (seconds[EVENTS] + seconds["with model"] - seconds["extract"], MODEL)
    added["attribution and claims"] = (seconds[ATTRIBUTION], SAYING)
    if HEARD in seconds:
        added["attribution and claims with model"] = (seconds[ATTRIBUTION] + seconds[HEARD], SAYING)
    return [
        f"{what}: {cost / parse:.2f} x the bare parse, at most {most}: {'pass' if cost <= most * parse else 'FAIL'}" for what, (cost, most) in added.items()
    ]


def _claims(annotated: Annotated, drawn: Extracted, codebook: Codebook) -> tuple[ClaimMention, ...]:
    """Attributions and the claims cut from them, of a text whose entities and events are known."""
    said = find_attributions(annotated, drawn.entities, codebook)
    return find_claims(annotated, drawn.entities, said, drawn.events, codebook)


def _afresh(annotated: Annotated) -> Annotated:
    """Without what it remembers of questions asked before."""
    return Annotated(annotated.document, annotated.tokens, annotated.sentences, annotated.times, annotated.names, annotated.quotations)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the report; exit status 1 where there is nothing to measure."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.bench", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("samples/affair"), Path("samples/estavia")], help="texts, else those of samples/")
    options = parser.parse_args(arguments)
    try:
        costs, documents, words = measure_stages(options.paths)
    except DragomanError as error:
        print(f"error[{error.code}]: {error.message}", file=sys.stderr)
        return 1
    if not documents:
        print(f"nothing to measure under {', '.join(map(str, options.paths))}", file=sys.stderr)
        return 1
    print("\n".join(describe(costs, documents, words)))
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, kibibytes on Linux
    print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20:.0f} MiB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
