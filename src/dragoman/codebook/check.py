"""Yields what is wrong in the files of a codebook, before any sentence is coded: each problem with where it stands and what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.codebook.crosswalk import read_cameo
from dragoman.codebook.entries import Entries, shown_as
from dragoman.codebook.load import FOLDER, load_codebook, read_yaml
from dragoman.codebook.model import Codebook, EventType, Example, Trigger
from dragoman.codebook.petrarch_files import notes_on
from dragoman.codebook.types import MODALITIES, Classes, read_example, read_refinement, read_trigger, read_type
from dragoman.core.errors import CodebookError

KINDS = frozenset(
    {"state", "person", "organisation", "place", "craft", "weapon", "document", "group", "facility", "law", "outlet", "other"}
)  # of entity mentions, as docs/reference/codebook.md lists them
FILES = frozenset({"classes.yaml", "contexts.yaml", "goldstein.yaml", "frames.yaml"})
FOLDERS = {"events": {".yaml"}, "languages": {".yaml"}, "weights": {".yaml"}, "crosswalks": {".yaml"}, "gazetteer": {".csv"}}
ONTOLOGIES = ("PLOVER", "OCCURRENCE")
_LISTS = ("triggers", "examples", "near_misses", "codes")


@dataclass(frozen=True, slots=True)
class Problem:
    """severity: error (the codebook cannot be used so, or says something it cannot mean) or hint. where: file, with line where known."""

    severity: str
    where: str
    message: str


def check_files(overlay: Path | None) -> list[Problem]:
    """What the loader would refuse, all of it, not the first alone; overlay: a folder laid over the shipped one, None for the shipped one itself."""
    folder = overlay or FOLDER
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        problems += _attempt(lambda path=path: read_yaml(path), shown_as(folder, path.relative_to(folder).as_posix()))  # type: ignore[misc]
    if problems:
        return problems
    classes = {str(k): frozenset(map(str, v or ())) for place in (FOLDER, folder) for k, v in _mapping(place / "classes.yaml").items()}
    for path in sorted((folder / "events").glob("*.yaml")):
        problems += _check_type(path, folder, classes)
    for code, row in _mapping(folder / "crosswalks/cameo.yaml").items():
        problems += _attempt(lambda code=code, row=row: read_cameo({code: row}), shown_as(folder, "crosswalks/cameo.yaml"))  # type: ignore[misc]
    problems += _attempt(lambda: load_codebook(overlay), str(folder)) if not problems else []
    return problems + ([] if folder == FOLDER else [*_unread(folder), *(Problem("hint", str(folder), note) for note in notes_on(folder))])


def check_meaning(codebook: Codebook, entries: Entries) -> Iterator[Problem]:
    """What loads but cannot be meant: modes, codes, contexts or kinds that there are not, scores out of range, two triggers for the same words."""
    for kind in codebook.types.values():
        yield from _type_meaning(codebook, kind, entries)
        placed = list(zip(kind.triggers, entries.of_type(kind.name, "triggers"), strict=True))
        for trigger, entry in placed:
            yield from (Problem("error", entry.where, message) for message in _trigger_meaning(codebook, kind, trigger))
        for key, examples in (("examples", kind.examples), ("near_misses", kind.near_misses)):
            for example, entry in zip(examples, entries.of_type(kind.name, key), strict=True):
                yield from (Problem("error", entry.where, message) for message in _example_meaning(codebook, example))
    yield from _cameo_meaning(codebook)
    yield from _claimed_twice(codebook, entries)


def lines_of(codebook: Codebook, entries: Entries) -> dict[str, str]:
    """{`where` of a trigger, example or near miss: file and line}."""
    found: dict[str, str] = {}
    for name, kind in codebook.types.items():
        found |= {t.where: entry.where for t, entry in zip(kind.triggers, entries.of_type(name, "triggers"), strict=True)}
    return found


def _mapping(path: Path) -> Mapping[str, Any]:
    return read_yaml(path) if path.exists() else {}


def _attempt(read: Callable[[], object], where: str) -> list[Problem]:
    try:
        read()
    except CodebookError as error:
        mark = getattr(error.__cause__, "problem_mark", None)
        return [Problem("error", f"{where}:{mark.line + 1}" if mark else where, error.message)]
    except (TypeError, ValueError, AttributeError) as error:
        return [Problem("error", where, f"holds something that is not of the form that its key asks for ({error}); see docs/reference/codebook.md")]
    return []


def _check_type(path: Path, folder: Path, classes: Classes) -> list[Problem]:
    data, shown = read_yaml(path), shown_as(folder, f"events/{path.name}")
    entries = Entries([folder])
    base = None if folder == FOLDER or not (FOLDER / "events" / path.name).exists() else load_codebook().types[path.stem]
    problems = _attempt(lambda: read_type({k: v for k, v in data.items() if k not in _LISTS}, path, classes, base), shown)
    languages = data.get("triggers") or {}
    if not isinstance(languages, dict):
        problems.append(Problem("error", shown, "triggers stand under the code of a language: `triggers: {en: [...]}`"))
        languages = {}
    readers: dict[str, Callable[[Any, int], object]] = {
        "triggers": lambda row, n: read_trigger(row, path.stem, f"{path.name}#{n}", classes),
        "codes": lambda row, n: read_refinement(row, f"{path.name}, codes {n}", classes),
        "examples": lambda row, n: read_example(row, path, "examples", n),
        "near_misses": lambda row, n: read_example(row, path, "near_misses", n),
    }
    for key, read in readers.items():
        rows = languages.get("en") if key == "triggers" else data.get(key)
        if not isinstance(rows, list | None):
            problems.append(Problem("error", shown, f"{key} must be a list"))
            continue
        places = entries.of_type(path.stem, key)
        for n, row in enumerate(rows or [], 1):
            problems += _attempt(lambda row=row, n=n, read=read: read(row, n), places[n - 1].where)  # type: ignore[misc]
    return problems


def _unread(folder: Path) -> Iterator[Problem]:
    """Files of an overlay that nothing reads: misspelt names, mostly."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        parts = path.relative_to(folder).parts
        read = parts[0] in FILES if len(parts) == 1 else path.suffix in FOLDERS.get(parts[0], set())
        if not read and path.suffix not in {".md", ".txt"}:
            known = ", ".join([*sorted(FILES), *(f"{name}/" for name in sorted(FOLDERS))])
            yield Problem("hint", str(path), f"is not read: a codebook has {known}")


def _type_meaning(codebook: Codebook, kind: EventType, entries: Entries) -> Iterator[Problem]:
    where = f"events/{kind.name}.yaml"
    if kind.ontology not in ONTOLOGIES:
        yield Problem("error", where, f"ontology is one of {', '.join(ONTOLOGIES)}, not {kind.ontology!r}")
    if not kind.definition:
        yield Problem("error", where, "has no definition; say in a sentence what the type is and where it borders on others")
    if kind.ontology == "PLOVER" and (kind.quad not in {1, 2, 3, 4} or kind.score is None):
        yield Problem("error", where, "a PLOVER type needs a quad from 1 to 4 and a score from -10 to 10")
    for name, value in [("score", kind.score), ("goldstein", kind.goldstein), *((f"score of mode {m.name}", m.score) for m in kind.modes.values())]:
        if value is not None and not -10 <= value <= 10:
            yield Problem("error", where, f"{name} lies between -10 and 10; {value:g} does not")
    for mode, entry in zip(kind.modes.values(), entries.of_type(kind.name, "modes"), strict=False):
        if mode.score is None:
            yield Problem("hint", entry.where, f"mode {mode.name} has no score of its own; that of the type, {kind.score}, holds")
    codes = [(kind.cameo, "the type"), *((m.cameo, f"mode {m.name}") for m in kind.modes.values()), *((t.cameo, t.where) for t in kind.triggers)]
    for code, whose in codes:
        if code and codebook.goldstein_of(code) is None:
            yield Problem("error", where, f"CAMEO code {code} of {whose} has no Goldstein value; add it to goldstein.yaml")
        if code and code not in codebook.cameo:
            yield Problem("error", where, f"CAMEO code {code} of {whose} is not in crosswalks/cameo.yaml; is it mistyped?")
    if kind.cameo and codebook.goldstein_of(kind.cameo) != kind.goldstein:
        yield Problem("error", where, f"goldstein is {kind.goldstein}, but goldstein.yaml gives {codebook.goldstein_of(kind.cameo)} for {kind.cameo}")


def _trigger_meaning(codebook: Codebook, kind: EventType, trigger: Trigger) -> Iterator[str]:
    if trigger.mode and trigger.mode not in kind.modes:
        yield f"{kind.name} has no mode {trigger.mode!r}; it has: {', '.join(kind.modes) or 'none'}"
    if unknown := sorted(set(trigger.contexts) - set(codebook.contexts)):
        yield f"there is no context {unknown[0]!r}; contexts.yaml has: {', '.join(sorted(codebook.contexts))}"
    if unknown := sorted({name for condition in trigger.conditions for name in condition.kinds} - KINDS):
        yield f"there is no kind of entity {unknown[0]!r}; there are: {', '.join(sorted(KINDS))}"
    if not -9 <= trigger.priority <= 9:
        yield f"priority lies between -9 and 9; {trigger.priority} does not"


def _example_meaning(codebook: Codebook, example: Example) -> Iterator[str]:
    for event in example.events:
        kind = codebook.types.get(event["type"])
        if kind is None:
            yield f"there is no type {event['type']!r}; there are: {', '.join(sorted(codebook.types))}"
        elif event.get("mode") not in {None, *kind.modes}:
            yield f"{kind.name} has no mode {event['mode']!r}; it has: {', '.join(kind.modes) or 'none'}"
        if event.get("modality", "done") not in MODALITIES:
            yield f"there is no modality {event['modality']!r}; there are: {', '.join(sorted(MODALITIES))}"
        if unknown := sorted(set(event.get("contexts", ())) - set(codebook.contexts)):
            yield f"there is no context {unknown[0]!r}; contexts.yaml has: {', '.join(sorted(codebook.contexts))}"


def _cameo_meaning(codebook: Codebook) -> Iterator[Problem]:
    for row in codebook.cameo.values():
        kind = codebook.types.get(row.type)
        if kind is None or row.mode not in {None, *kind.modes} or set(row.contexts) - set(codebook.contexts):
            yield Problem("error", "crosswalks/cameo.yaml", f"code {row.code} names a type, mode or context that there is not")
    for frame, table in codebook.frames.items():
        if frame not in codebook.types:
            yield Problem("error", "frames.yaml", f"there is no type {frame!r}; there are: {', '.join(sorted(codebook.types))}")
        for deed, code in table.items():
            if code not in codebook.cameo:
                yield Problem("error", "frames.yaml", f"{frame} of {deed}: there is no CAMEO code {code!r}")


def _claimed_twice(codebook: Codebook, entries: Entries) -> Iterator[Problem]:
    """Two triggers with the same word, conditions and priority: which of them holds would be chance."""
    lines = lines_of(codebook, entries)
    holders: dict[tuple[Any, ...], list[Trigger]] = defaultdict(list)
    for trigger in codebook.triggers:
        for lemma in trigger.lemmas:
            holders[trigger.pos, lemma, frozenset(trigger.conditions), trigger.priority].append(trigger)
    told: set[tuple[str, str]] = set()
    for (pos, lemma, _, _), found in holders.items():
        first, *others = found
        for other in others:
            if (first.where, other.where) not in told:
                told.add((first.where, other.where))
                message = f"{pos} {lemma!r} stands under the same conditions at {lines[first.where]}; take it out of one, or give one a condition or priority"
                yield Problem("error", lines[other.where], message)


def count_entries(codebook: Codebook) -> Mapping[str, int]:
    """How many types, triggers, examples and near misses there are."""
    kinds = codebook.types.values()
    found = {"types": len(kinds), "triggers": sum(len(k.triggers) for k in kinds)}
    return found | {"examples": sum(len(k.examples) for k in kinds), "near_misses": sum(len(k.near_misses) for k in kinds)}
