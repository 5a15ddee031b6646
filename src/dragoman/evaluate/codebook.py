"""Yields all that is wrong with a codebook: its files, what they mean, and examples and near misses that are not coded as they list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.codebook.check import Problem, check_files, check_meaning, count_entries, lines_of
from dragoman.codebook.entries import Entries
from dragoman.codebook.load import FOLDER
from dragoman.codebook.model import Codebook
from dragoman.evaluate.examples import Told, check_examples, tell
from dragoman.evaluate.told import INVENTED
from dragoman.models.spacy_model import load_english

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """counts: types, triggers, examples, near misses (none where the files cannot be read); problems: errors, then hints, by place."""

    counts: Mapping[str, int]
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Those that must be put right."""
        return tuple(p for p in self.problems if p.severity == "error")


def check_codebook(overlay: Path | None, step: Step = lambda done, of: None) -> Checked:
    """Checks the shipped codebook, or a folder laid over it; then hints are given on the folder alone, while the examples of both must hold.

    step is told how many texts of how many are coded. States that examples of ours are about are known, though no codebook lists them.
    """
    problems = check_files(overlay)
    if any(problem.severity == "error" for problem in problems):
        return Checked({}, tuple(problems))
    codebook = load_codebook(overlay, INVENTED)
    entries = Entries([FOLDER, *([overlay] if overlay else [])])
    problems += check_meaning(codebook, entries)
    if not any(problem.severity == "error" for problem in problems):
        problems += _coded(codebook, entries, step)
    if overlay:
        problems = [p for p in problems if p.severity == "error" or p.where.startswith(str(overlay))]
    return Checked(count_entries(codebook), tuple(sorted(problems, key=lambda p: p.severity)))


def _coded(codebook: Codebook, entries: Entries, step: Step) -> Iterator[Problem]:
    texts = list(dict.fromkeys(e.text for _, kind in sorted(codebook.types.items()) for e in (*kind.examples, *kind.near_misses)))
    told: dict[str, Told] = {}
    for text, came in tell(texts, load_english().nlp, codebook):
        told[text] = came
        step(len(told), len(texts))
    places = _examples_at(codebook, entries)
    for wrong in check_examples(codebook, told):
        yield Problem("error", places[wrong.type, wrong.where, wrong.text], f"{wrong.text!r}: {wrong.why}; came: {wrong.came}")
    reached = {event.made_by.rpartition(" ")[2] for came in told.values() for event in came.events}
    lines = lines_of(codebook, entries)
    for trigger in codebook.triggers:
        if trigger.where not in reached:
            yield Problem("hint", lines[trigger.where], f"no example reaches this trigger of {trigger.type} ({trigger.pos} {trigger.lemmas[0]} …); write one")


def _examples_at(codebook: Codebook, entries: Entries) -> dict[tuple[str, str, str], str]:
    return {
        (name, example.where, example.text): entry.where
        for name, kind in codebook.types.items()
        for key, examples in (("examples", kind.examples), ("near_misses", kind.near_misses))
        for example, entry in zip(examples, entries.of_type(name, key), strict=True)
    }
