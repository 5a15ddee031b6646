"""Yields FORMS, the questions that the bare coder can be asked, each with how it reads a line and answers it, and Answering, which does so in an engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman import __version__
from dragoman.annotate.places import resolve_toponyms
from dragoman.codebook import load_codebook
from dragoman.codebook.actors import ActorCoder
from dragoman.codebook.actors_days import is_today, read_day
from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.export import bare
from dragoman.export.dyads import as_dyads
from dragoman.export.places import places_answer
from dragoman.pipeline.coding import Coding, Drawing, bare_document, draw_attributions, draw_times
from dragoman.pipeline.explaining import explaining
from dragoman.pipeline.marked import answering_mentions
from dragoman.pipeline.pairs import answer_pairs
from dragoman.pipeline.resolving import assemble_record
from dragoman.pipeline.telling_days import answering_days

Line = dict[str, Any]
Answer = Callable[[Line], Line]


@dataclass(frozen=True, slots=True)
class Form:
    """A question that a line of JSON asks and a line of JSON answers.

    key: the field by which a line is told from others, copied into its answer; found: the field of the answer that is empty where a line could not be
    answered, None where it has fields of its own; needs: a field that a line must have, and what must be said of one that lacks it; texts: fields that are
    texts or null; prepare: loads what is needed, given a folder laid over the shipped codebook, and gives back what answers.
    """

    key: str
    found: str | None
    prepare: Callable[[Path | None], Answer]
    needs: str = "text"
    texts: tuple[str, ...] = ()


def _events(overlay: Path | None) -> Answer:
    code, dictionary = Coding(overlay, __version__).prepare(), load_codebook(overlay).dictionary

    def answer(line: Line) -> Line:
        coded = code(bare_document(line["text"], line.get("date")))
        # alone: texts of one file are no corpus, and what one says must not change how another is coded
        record = assemble_record([coded.extracted], overlay, line.get("date"))
        events = record.resolved.events if dictionary is None else as_dyads(record.resolved.events, dictionary)
        return bare.events_answer(line.get("id"), events, coded.failure)

    return answer


def _attributions(overlay: Path | None) -> Answer:
    draw = Drawing(overlay, draw_attributions).prepare()
    return lambda line: bare.attributions_answer(line.get("doc_id"), draw(bare_document(line["text"], None)))


def _times(overlay: Path | None) -> Answer:
    draw = Drawing(overlay, draw_times).prepare()
    return lambda line: bare.times_answer(line.get("doc_id"), draw(bare_document(line["text"], line.get("dct"))))


def _places(overlay: Path | None) -> Answer:
    codebook = load_codebook(overlay)
    return lambda line: places_answer(line.get("doc_id"), resolve_toponyms(line["text"], _toponyms(line), codebook))


def _toponyms(line: Line) -> list[tuple[int, int]]:
    try:
        spans = [(int(item["start"]), int(item["end"])) for item in line["toponyms"]]
    except (KeyError, TypeError, ValueError) as error:
        raise InputError("missing-field", "has no toponyms, each with start and end") from error
    if not all(0 <= start < end <= len(line["text"]) for start, end in spans):
        raise InputError("malformed", "has a toponym that lies outside of its text")
    return spans


def _actors(overlay: Path | None) -> Answer:
    coder = ActorCoder(load_codebook(overlay))

    def answer(line: Line) -> Line:
        """An actor may be null, as in golds that hold other questions too: then nothing is told of it."""
        asked = line.get("query_date")
        return bare.actor_answer(line.get("id"), coder.code(line["actor"] or "", line.get("context"), read_day(asked), today=is_today(asked)))

    return answer


FORMS: Mapping[str, Form] = {
    "events": Form("id", "events", _events, texts=("date",)),
    "pair": Form("id", None, answer_pairs),
    "explain": Form("id", "events", explaining, texts=("date",)),
    "attributions": Form("doc_id", "attributions", _attributions),
    "times": Form("doc_id", "timexes", _times, texts=("dct",)),
    "timeline": Form("id", "lead", answering_days, texts=("date",)),
    "mentions": Form("doc_id", None, answering_mentions),
    "places": Form("doc_id", "toponyms", _places),
    "actors": Form("id", None, _actors, needs="actor", texts=("actor", "context", "query_date")),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line as it came. number: counted from 1, blank ones too; whole: False where only the beginning of an over-long one was kept."""

    number: int
    raw: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to one line; failure: why there is nothing in it, else None."""

    number: int
    answer: Line
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """The work on one line as an engine runs it: whatever is wrong with it becomes a failure, and the run goes on. form: a key of FORMS."""

    form: str
    overlay: Path | None

    def prepare(self) -> Callable[[Asked], Answered]:
        """Loads model and codebook."""
        form = FORMS[self.form]
        answer = form.prepare(self.overlay)

        def work(asked: Asked) -> Answered:
            line: Line = {}
            try:
                line = _object(asked)
                _check(line, form)
                found = answer(line)
            except InputError as error:
                return self._failed(asked, line, error.code, error.message)
            except Exception as error:
                return self._failed(asked, line, "extraction", f"cannot be coded, which is a fault of this program: {type(error).__name__}: {error}")
            told = found.get("failure")
            return Answered(asked.number, found, Failure(told["stage"], f"line {asked.number}", told["error"], told["message"]) if told else None)

        return work

    def died(self, item: Asked) -> Answered:
        """The process ended twice over this line."""
        return self._failed(item, {}, "crash", "ended the process that coded it twice, by a crash or for want of memory; leave it out or shorten it")

    def _failed(self, asked: Asked, line: Line, error: str, message: str) -> Answered:
        form = FORMS[self.form]
        failure = Failure("extract" if error in {"extraction", "crash"} else "ingest", f"line {asked.number}", error, f"line {asked.number} {message}")
        answer = {form.key: line.get(form.key)} | ({form.found: []} if form.found else {})
        return Answered(asked.number, answer | {"failure": bare.failure_line(failure)}, failure)


def _object(asked: Asked) -> Line:
    if not asked.whole:
        raise InputError("too-large", f"is over the limit of {len(asked.raw):,} bytes; split its text")
    try:
        found = json.loads(asked.raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("encoding", f"is not in UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError("malformed", f"is no JSON: {error}; each line must be one JSON object") from error
    if not isinstance(found, dict):
        raise InputError("missing-field", f"is no JSON object, but {type(found).__name__}; each line must be one")
    return found


def _check(line: Line, form: Form) -> None:
    if form.needs not in line or (line[form.needs] is None and form.needs not in form.texts):
        raise InputError("missing-field", f"is no JSON object with the field {form.needs}; it has {', '.join(line) or 'none'}")
    for field in (form.needs, *form.texts):
        if not isinstance(line.get(field), str | None):
            raise InputError("malformed", f"has {'an' if field == 'actor' else 'a'} {field} that is no text, but {type(line[field]).__name__}")
