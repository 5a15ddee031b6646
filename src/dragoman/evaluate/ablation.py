"""Yields what each layer of naming adds: the parser's names alone, + gazetteer and patterns, + the document as a whole, + coreference."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.annotate.chunks import find_chunks
from dragoman.annotate.names import find_names
from dragoman.annotate.names_people import find_proposed
from dragoman.annotate.names_text import Text, settle
from dragoman.annotate.quotations import find_marked
from dragoman.annotate.tokens import TokenTable, prepare
from dragoman.codebook import Codebook, load_codebook
from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Annotated, Document, Name
from dragoman.core.errors import DragomanError, NotFoundError
from dragoman.evaluate.clusters import cluster_figures
from dragoman.evaluate.gold import digest_of, find_text
from dragoman.evaluate.metrics import Figure, Measured, Share, pair_best, shared_length
from dragoman.extract.rules.entities import find_entities
from dragoman.ingest import Part, read_input
from dragoman.models.spacy_model import load_english

if TYPE_CHECKING:
    from spacy.language import Language

ALIKE = 0.6
"""Part of the span of both together that a mention and a gold mention must share."""
NAMING = frozenset({"name", "acronym", "demonym", "metonym"})
STAGES = ("parser's names", "+ gazetteer, patterns", "+ whole document", "+ coreference")
_BODY = frozenset({"organisation"})
KINDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("city", "region"), frozenset({"place"})),
    **dict.fromkeys(("airport", "station", "address"), frozenset({"place", "facility"})),
    **dict.fromkeys(("ethnic_group", "people"), frozenset({"group"})),
    **dict.fromkeys(("collective", "anonymous_source", "office_holder"), frozenset({"group", "person", "other"})),
    **dict.fromkeys(("cultural_center", "office", "embassy"), frozenset({"organisation", "facility"})),
    "historical_state": frozenset({"state"}),
    "government": frozenset({"organisation", "state"}),
    "bloc": frozenset({"place", "organisation", "group"}),
    "aircraft": frozenset({"craft"}),
    "weapon_system": frozenset({"weapon"}),
    "treaty": frozenset({"law", "document"}),
    "system": frozenset({"other", "weapon", "facility", "craft"}),
}
"""Kinds of ours that a gold's type allows, where it is no kind of ours itself; any other type is a body's."""
_OURS = frozenset({"state", "person", "organisation", "place", "craft", "weapon", "document", "group", "facility", "law", "other"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of one text. kind: our kind or the gold's type; form: as in `EntityMention`; entity: whatever is equal for mentions of one thing."""

    start: int
    end: int
    kind: str
    form: str
    entity: Hashable
    nested: bool = False


def read_entities(folder: Path) -> dict[str, list[Marked]]:
    """{file name: mentions} of the gold `*entities.json` in a folder; NotFoundError where there is none."""
    gold = json.loads(_gold_file(folder).read_text(encoding="utf-8"))
    types = {entity["id"]: entity["type"] for entity in gold["entities"]}
    texts: dict[str, list[Marked]] = {entry["file"]: [] for entry in gold["docs"].values()}
    for m in gold["mentions"]:
        texts[gold["docs"][m["doc"]]["file"]].append(Marked(m["start"], m["end"], types[m["entity"]], m["form"], m["entity"], m["nested"]))
    return texts


def _gold_file(folder: Path) -> Path:
    file = next(iter(sorted(folder.glob("*entities.json"))), None)
    if file is None:
        raise NotFoundError(f"there is no gold '*entities.json' in {str(folder)!r}")
    return file


def stages_of(document: Document, nlp: Language, codebook: Codebook) -> dict[str, list[Marked]]:
    """{stage: mentions} of one text. Before coreference names are one thing where they have one key of the gazetteer or the same words."""
    table = _parsed(document, nlp, codebook)
    tokens, sentences, tagged = tuple(table.tokens), tuple(table.sentences), tuple(table.tagged)
    text = Text(document, tokens, sentences, tagged, codebook)
    parser = [replace(text.name(found), key=None, country=None) for found in settle(find_proposed(text, []))]
    alone = find_names(document, tokens, sentences, tagged, codebook, whole=False)
    whole = find_names(document, tokens, sentences, tagged, codebook)
    annotated = Annotated(document, tokens=tokens, sentences=sentences, times=(), names=whole, quotations=())
    mentions = [Marked(m.start, m.end, m.kind, m.form, m.anchor) for m in find_entities(annotated, codebook)]
    return dict(zip(STAGES, (_by_words(parser), _by_words(alone), _by_words(whole), mentions), strict=True))


def _parsed(document: Document, nlp: Language, codebook: Codebook) -> TokenTable:
    chunks, table = find_chunks(document), TokenTable(document.text)
    marked = find_marked(document.text, [(chunk.start, chunk.end) for chunk in chunks], codebook)
    for chunk in chunks:
        table.add(chunk, nlp(prepare(chunk, nlp, marked)))
    return table


def _by_words(names: Iterable[Name]) -> list[Marked]:
    return [Marked(n.start, n.end, n.kind, n.form, (n.kind, n.key or fold(n.text))) for n in names]


def figures(gold: Mapping[str, Sequence[Marked]], found: Mapping[str, Sequence[Marked]]) -> dict[str, Figure]:
    """outer: gold names that lie in no other and are found; precision: of our names that lie in no other those that the gold marks at all;
    kind: of the outer found those of a kind that the gold's type allows; b_cubed: over all gold mentions, each text by itself."""
    outer = hit = kinds = given = right = 0
    theirs: dict[Hashable, Hashable] = {}
    ours: dict[Hashable, Hashable] = {}
    for name, marks in gold.items():
        pairs = _paired(marks, found[name])
        theirs |= {(name, k): (name, mark.entity) for k, mark in enumerate(marks)}
        ours |= {(name, k): (name, found[name][j].entity) for k, j in pairs.items()}
        for k, mark in enumerate(marks):
            if mark.form in NAMING and not mark.nested:
                outer += 1
                hit += k in pairs
                kinds += k in pairs and found[name][pairs[k]].kind in _allowed(mark.kind)
        tops = {j for j, m in enumerate(found[name]) if m.form not in {"nominal", "pronoun"} and not any(_inside(m, o) for o in found[name])}
        given += len(tops)
        right += len(tops & set(pairs.values()))
    scores = cluster_figures(theirs, ours)
    return {"outer": Share(hit, outer), "precision": Share(right, given), "kind": Share(kinds, hit), "b_cubed": scores["b_cubed"], "conll": scores["conll"]}


def _allowed(kind: str) -> frozenset[str]:
    return KINDS.get(kind) or (frozenset({kind}) if kind in _OURS else _BODY)


def _inside(inner: Marked, outer: Marked) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return outer.form not in {"nominal", "pronoun"} and outer.start <= inner.start and inner.end <= outer.end and longer


def _paired(gold: Sequence[Marked], found: Sequence[Marked]) -> Mapping[int, int]:
    candidates = []
    for k, mark in enumerate(gold):
        for j, mention in enumerate(found):
            both = max(mark.end, mention.end) - min(mark.start, mention.start)
            share = shared_length((mark.start, mark.end), (mention.start, mention.end)) / both
            if share >= ALIKE:
                candidates.append((share, k, j))
    return pair_best(candidates)


def measure_ablation(folder: Path, overlay: Path | None = None) -> dict[str, dict[str, Figure]]:
    """{stage: figures} of a gold's folder; the texts lie in it, in the folder above, or in a folder `seeds` beside that."""
    gold, codebook, nlp = read_entities(folder), load_codebook(overlay), load_english().nlp
    found: dict[str, dict[str, list[Marked]]] = {stage: {} for stage in STAGES}
    for name in gold:
        (part,) = [p for p in read_input(find_text(folder, name).read_bytes(), name) if isinstance(p, Part)]
        for stage, mentions in stages_of(part.document, nlp, codebook).items():
            found[stage][name] = mentions
    return {stage: figures(gold, found[stage]) for stage in STAGES}


def measure_names_of(folder: Path) -> Measured:
    """The figures of the last stage, all layers together, on a gold's folder; NotFoundError where it holds no gold of entities."""
    file = _gold_file(folder)
    return Measured(digest_of(file.read_bytes()), measure_ablation(folder)[STAGES[-1]])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table as Markdown; exit status 1 where the gold cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m dragoman.evaluate.ablation", description=__doc__)
    parser.add_argument("gold", type=Path, help="folder with the gold of entities")
    try:
        table: dict[str, dict[str, Any]] = dict(measure_ablation(parser.parse_args(arguments).gold))
    except DragomanError as error:
        print(error.message, file=sys.stderr)
        return 1
    columns = list(next(iter(table.values())))
    print(f"| | {' | '.join(columns)} |\n|---{'|---:' * len(columns)}|")
    for stage, row in table.items():
        print(f"| {stage} | {' | '.join(f'{100 * (row[c].value or 0):.1f}' for c in columns)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
