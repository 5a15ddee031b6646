"""Yields how many planted copies and rewrites are found, and what finding them costs. Run as `python -m dragoman.evaluate.copies [--sizes N …]`."""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published, Zone
from dragoman.core.ids import digest, document_id, sha256_hex
from dragoman.evaluate.altered import HELD_OUT, Alteration
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share
from dragoman.evaluate.planted import Planted, Report, load_words, plant
from dragoman.ingest.sketch import sketch_of
from dragoman.resolve.copies import Copies, find_copies

ROUNDS: dict[str, tuple[int, Alteration]] = {"": (1, Alteration()), "other_seed.": (7, Alteration()), "held_out.": (23, HELD_OUT)}
"""{beginning of a figure's name: (seed, how far copies depart)}: thresholds were set on the first."""
VERSIONS = ("update", "correction")


@dataclass(frozen=True, slots=True)
class Found:
    """What came out of one set. confusion: {(kind in the gold or `none`, kind found or `none`): pairs}."""

    copies: Balance
    rewrites: Balance
    versions: Balance
    origins: Share
    confusion: Mapping[tuple[str, str], int]


def document_of(report: Report) -> Document:
    """The report as a document, sketched as it would be when read."""
    lines = [report.title, *(" ".join(paragraph) for paragraph in report.paragraphs)]
    text, at = "\n\n".join(lines), 0
    zones: list[Zone] = []
    for line in lines:
        zones.append(Zone(at, at + len(line), "body" if zones else "title"))
        at += len(line) + 2
    raw = f"{report.outlet}\n{report.day}\n{text}".encode()
    published = Published(report.day, "metadata", 1.0)
    return Document(
        *(document_id(raw), text, sha256_hex(raw), "planted"),
        title=report.title,
        outlet=report.outlet,
        agency=report.agency,
        published=published,
        zones=tuple(zones),
        sketch=sketch_of(text, zones),
    )


def measure_copies(folder: Path | None = None, overlay: Path | None = None) -> Measured:
    """Figures over all ROUNDS of 1,000 reports with 300 planted; no gold of others is read. overlay: folder laid over the shipped codebook."""
    codebook = load_codebook(overlay)
    figures: dict[str, Figure] = {}
    for name, (seed, level) in ROUNDS.items():
        found = judge(plant(seed, level=level), codebook)
        figures |= {f"{name}copies": found.copies, f"{name}rewrites": found.rewrites, f"{name}versions": found.versions, f"{name}origins": found.origins}
    return Measured(digest(repr(sorted(map(repr, load_words().items()))), repr(ROUNDS)), figures)


def judge(planted: Planted, codebook: Codebook) -> Found:
    """Pairs of texts that were found, against those that were planted, kind by kind.

    A pair is two groups of the same text, for a copy two documents: who copies a copy copies the text. Two rewrites of one text are no pair.
    """
    documents = [document_of(report) for report in planted.reports]
    found = find_copies(documents, codebook)
    gold, ours = _gold(planted, documents), _found(found, documents, planted)
    confusion = Counter((gold.get(pair, "none"), ours.get(pair, "none")) for pair in gold.keys() | ours.keys())

    def balance(*kinds: str) -> Balance:
        right = sum(kind in kinds and ours.get(pair) == kind for pair, kind in gold.items())
        return Balance(right, sum(kind in kinds for kind in ours.values()), sum(kind in kinds for kind in gold.values()))

    stems = dict(found.origins)
    base = {i: planted.made[i][0] if i in planted.made else i for i in range(len(documents))}
    origins = sum(stems[documents[i].id] == stems[documents[base[i]].id] for i in planted.made)
    return Found(balance("copy"), balance("rewrite"), balance(*VERSIONS), Share(origins, len(planted.made)), dict(sorted(confusion.items())))


Pair = frozenset[str]


def _gold(planted: Planted, documents: Sequence[Document]) -> dict[Pair, str]:
    return {frozenset((documents[i].id, documents[base].id)): kind for i, (base, kind) in planted.made.items()}


def _found(copies: Copies, documents: Sequence[Document], planted: Planted) -> dict[Pair, str]:
    """Pairs by kind, each side named after the report that it was made from where it was planted as a copy."""
    home = {documents[i].id: documents[base].id for i, (base, kind) in planted.made.items() if kind == "copy"}
    found = {}
    for kinship in copies.kinships:
        pair = frozenset((kinship.document, kinship.of))
        if home.get(kinship.document) != kinship.of and home.get(kinship.of) != kinship.document:
            first = home.get(kinship.of, kinship.of)
            second = kinship.document if home.get(kinship.document) == first else home.get(kinship.document, kinship.document)
            pair = frozenset((second, first))
        found[pair] = kinship.kind
    return found


def measure_time(sizes: Sequence[int], codebook: Codebook) -> Iterator[tuple[int, float, float]]:
    """(documents, processor seconds of sketching, of finding) for each size, three in ten of them planted."""
    for size in sizes:
        reports = plant(1, size, size * 3 // 10, size // 25).reports
        start = time.process_time()
        documents = [document_of(report) for report in reports]
        sketched = time.process_time()
        find_copies(documents, codebook)
        yield size, sketched - start, time.process_time() - sketched


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the figures, or with --sizes the cost."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.copies", description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, help="measure the time for so many reports instead")
    parser.add_argument("--seed", type=int, action="append", help="measure this seed instead of the gate's")
    options = parser.parse_args(arguments)
    codebook = load_codebook()
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, kibibytes on Linux
    for size, sketching, finding in measure_time(options.sizes or (), codebook):
        each = f"{1000 * sketching / size:.2f} + {1000 * finding / size:.2f} ms a document"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20
        print(f"{size:7,} documents: sketching {sketching:6.1f}, finding {finding:6.1f} processor seconds ({each}), most memory {peak:.0f} MiB", flush=True)
    if not options.sizes:
        rounds = [(f"seed {seed}", seed, Alteration()) for seed in options.seed] if options.seed else [(k or "first", *v) for k, v in ROUNDS.items()]
        for name, seed, level in rounds:
            found = judge(plant(seed, level=level), codebook)
            print(f"{name}: copies {found.copies}; rewrites {found.rewrites}; versions {found.versions}; origins {found.origins}")
            print("   " + ", ".join(f"{a} as {b}: {n}" for (a, b), n in found.confusion.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
