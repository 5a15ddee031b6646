"""A folder with the same dispatch in every format tells the same, document by document, as its plain text does."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest

from dragoman.core.mentions import Extracted
from dragoman.engine.local import LocalEngine
from dragoman.pipeline import Wanted, add
from dragoman.store.sqlite import SqliteStore
from tests.ingest.containers import rss, table, warc, zipped
from tests.ingest.test_one_of_each import dispatch
from tests.ingest.writers import WRITERS, is_heading
from tests.pipeline.pages import Pages

SAMPLES = Path(__file__).parents[2] / "samples"
HOST = "https://halyard.example"
NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def one_of_each(sample: Path, folder: Path) -> Pages:
    """Fills a folder with a sample in every format; the web that its links lead to."""
    plain = sample.read_text(encoding="utf-8")
    title = plain.split("\n", 1)[0]
    parts = dispatch(sample, title)
    files = {f"a{suffix}": write(*parts) for suffix, write in WRITERS.items()} | {"a.txt": plain.encode()}
    page = files["a.html"]
    fields = {name: {"id": name, "text": plain} for name in ("jsonl", "json", "csv", "tsv")}
    content = "".join(f"<h2>{line}</h2>" if is_heading(line) else f"<p>{line}</p>" for line in parts[2])
    head = "".join(f"<p>{line}</p>" for line in parts[1])
    entry = f"<title>{escape(title)}</title><link>{HOST}/2</link><content:encoded><![CDATA[{head}{content}]]></content:encoded>"
    files |= {
        "b.jsonl": json.dumps(fields["jsonl"]).encode() + b"\n",
        "b.json": json.dumps([fields["json"]]).encode(),
        "b.csv": table([list(fields["csv"]), list(fields["csv"].values())]),
        "b.tsv": table([list(fields["tsv"]), list(fields["tsv"].values())], "\t"),
        "b.xml": rss(entry),
        "b.warc.gz": warc({f"{HOST}/3": ("200 OK", "Content-Type: text/html", page + b"<!-- 3 -->")}),
        "b.zip": zipped({"inner/a.txt": plain + "\n"}),
        "b.links": f"{HOST}/4\n".encode(),
        "gdelt.json": json.dumps({"articles": [{"url": f"{HOST}/5", "title": title, "domain": "halyard.example"}]}).encode(),
    }
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return Pages({f"{HOST}/{n}": ("text/html", page + f"<!-- {n} -->".encode()) for n in (4, 5)})


def told(drawn: Extracted) -> tuple[object, ...]:
    """What a document tells, without where in it that stands."""

    def words(start: int, end: int) -> str:
        return " ".join(drawn.document.text[start:end].split())

    events = sorted(
        (e.type, e.mode or "", e.modality, *(f"{p.name} {p.country}" for p in (*e.actors, *e.recipients)), *(words(s.start, s.end) for s in e.evidence))
        for e in drawn.events
    )
    claims = sorted((c.certainty, c.polarity, *(words(s.start, s.end) for s in c.content)) for c in drawn.claims)
    names = sorted((m.kind, m.form, words(m.start, m.end)) for m in drawn.entities)
    return events, claims, names


@pytest.fixture(params=["affair/06-ministry.txt", "estavia/03-denial.txt"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteStore]:
    folder = tmp_path / "each"
    folder.mkdir()
    web = one_of_each(SAMPLES / request.param, folder)
    store, engine = SqliteStore(tmp_path / "record.db"), LocalEngine(1)
    added = add(Wanted([folder], now=NOW), store, engine, None, web)
    assert [(entry.path, entry.error) for entry in added.inputs if not entry.document] == []
    yield store
    engine.close()
    store.close()


@pytest.mark.slow
def test_every_format_tells_what_the_plain_text_tells(record: SqliteStore) -> None:
    found = {drawn.document.path: drawn for drawn in record.extracted()}
    plain = found.pop("a.txt")
    ways = {"a.pdf", "a.docx", "a.eml", "a.md", "a.html", "b.jsonl:1", "b.json", "b.csv:2", "b.tsv:2", "b.zip/inner/a.txt", f"{HOST}/4", f"{HOST}/5"}
    assert {path.split("#")[0] for path in found if path} >= ways
    assert len(found) == len(ways) + 2  # the feed's entry and the page in the archive
    assert told(plain)[0]
    assert {path: told(drawn) == told(plain) for path, drawn in found.items()} == dict.fromkeys(found, True)
    assert {drawn.document.published and drawn.document.published.day for drawn in found.values()} == {
        plain.document.published and plain.document.published.day
    }
