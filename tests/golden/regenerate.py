"""Yields the expected records of the samples, in lines that a person can review. Run as `python -m tests.golden.regenerate`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.app import open_app
from dragoman.core.settings import Settings
from dragoman.export.interchange import dump_lines, encode_line
from dragoman.pipeline import Wanted
from dragoman.view.brief import build_brief
from dragoman.view.markdown import render_markdown
from dragoman.view.record import leading_pair

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "samples"
OVERLAYS = {"affair": None, "estavia": SAMPLES / "estavia" / "codebook"}
"""Sets of samples, each with the codebook overlay that it needs."""
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What the program makes of a set: all lines of a dump, and a brief in Markdown."""

    dump: tuple[Line, ...]
    brief: str


def make(name: str, record: Path, steps: Sequence[Sequence[Path]] | None = None) -> Made:
    """Reads a set into a new record; steps: the paths of each run of `add`, else the folder in one run."""
    settings = Settings(record=record, codebook=OVERLAYS[name], jobs=1)
    with open_app(settings, create=True) as app:
        for paths in steps or [[SAMPLES / name]]:
            app.add(Wanted(paths))
        found, upkeep = app.dump()
    brief = render_markdown(build_brief(found, *leading_pair(found)))
    return Made(tuple(dump_lines(found, upkeep)), brief)


def expected_files(name: str, made: Made) -> dict[str, str]:
    """{file name: text} of a set."""
    files = {f"{name}-{kind}.jsonl": "".join(encode_line(line) + "\n" for line in lines) for kind, lines in compact(made.dump).items()}
    return {**files, f"{name}-brief.md": made.brief}


def compact(dump: Iterable[Line]) -> dict[str, list[Line]]:
    """{kind: lines} of events, claims, questions and named entities: what a reviewer judges, without texts and positions of mentions."""
    by_kind: dict[str, list[Line]] = {}
    for line in dump:
        by_kind.setdefault(line["kind"], []).append(line)
    files = {document["id"]: document["path"] for document in by_kind["document"]}
    return {
        "events": [_event(line, files) for line in by_kind.get("event", ())],
        "claims": [_claim(line, files) for line in by_kind.get("claim", ())],
        "questions": [_question(line) for line in by_kind.get("question", ())],
        "entities": [_entity(line) for line in by_kind.get("entity", ()) if _is_named(line)],
    }


def _event(line: Line, files: Mapping[str, str]) -> Line:
    told = sorted(((files[m["doc"]], m["evidence"][0]) for m in line["mentions"]), key=lambda t: (t[0], t[1]["start"]))
    return {
        "event": line["summary"],
        "type": "/".join(filter(None, (line["type"], line["mode"]))),
        "modality": line["modality"],
        "actors": [_party(p) for p in line["actors"]],
        "recipients": [_party(p) for p in line["recipients"]],
        "date": _date(line["date"]),
        "place": line["place"] and line["place"]["name"],
        "chain": _chain(line["chain"]),
        "quote": told[0][1]["text"],
        "told": [f"{file} {e['start']}-{e['end']}" for file, e in told],
        "id": line["id"],
    }


def _claim(line: Line, files: Mapping[str, str]) -> Line:
    return {
        "claim": line["proposition"],
        "answer": line["answer"],
        "told": sorted(
            f"{files[m['doc']]} {m['content'][0]['start']}-{m['content'][-1]['end']} {m['certainty']} {m['polarity']} {m['form']}: {_chain(m['chain'])}"
            for m in line["mentions"]
        ),
        "question": line["question"],
        "id": line["id"],
    }


def _question(line: Line) -> Line:
    return {
        "question": line["wording"],
        "slot": line["slot"],
        "about": line["about"],
        "answers": {answer["value"]: answer["claims"] for answer in line["answers"]},
        "relations": [f"{r['a']} {r['relation']} {r['b']}" for r in line["relations"] if r["relation"] != "agrees"],
        "id": line["id"],
    }


def _entity(line: Line) -> Line:
    return {
        "entity": line["name"],
        "type": line["type"],
        "aliases": line["aliases"],
        "code": f"{line['country'] or '-'}/{line['sector'] or '-'}",
        "roles": [f"{r['title']}, {r['body_name'] or '-'}, {_date(r['since']) or '-'}..{_date(r['until']) or '-'}" for r in line["roles"]],
        "relations": [f"{r['kind']} {r['to_name'] or '-'}" for r in line["relations"]],
        "listings": [f"{x['kind']} by {x['authority_name'] or '-'}, {_date(x['date']) or '-'}" for x in line["listings"]],
        "facts": [f"{f['attribute']} {f['value']}" for f in line["facts"]],
        "mentions": len(line["mentions"]),
        "id": line["id"],
    }


def _is_named(line: Line) -> bool:
    return any(m["form"] in ("name", "alias", "acronym", "demonym") for m in line["mentions"])


def _party(party: Line) -> str:
    return f"{party['name'] or '-'} ({party['code'] or '-'})"


def _chain(chain: Iterable[Line]) -> str:
    return " < ".join(f"{link['name'] or '-'} ({link['type']})" for link in reversed(list(chain)))


def _date(date: Line | None) -> str | None:
    if date is None:
        return None
    return date["start"] if date["start"] == date["end"] else f"{date['start'] or ''}..{date['end'] or ''}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the expected files of every set beside this module and says which changed; takes no arguments, and writes nothing where some are given."""
    argparse.ArgumentParser(description="Writes the expected records of the samples anew and says which changed.").parse_args(arguments)
    for name in OVERLAYS:
        with tempfile.TemporaryDirectory() as folder:
            files = expected_files(name, make(name, Path(folder) / "record.db"))
        for file, text in files.items():
            path = HERE / "expected" / file
            path.parent.mkdir(exist_ok=True)
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            path.write_text(text, encoding="utf-8")
            sys.stdout.write(f"{'unchanged' if old == text else 'rewritten'}  {path.relative_to(HERE.parents[1])}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
