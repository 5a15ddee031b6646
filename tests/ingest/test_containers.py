"""The same dispatch in every container gives the same document."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from tests.ingest.containers import documents, rss, table, warc, zipped
from tests.ingest.reading import read
from tests.ingest.test_one_of_each import SAMPLES, coded, dispatch
from tests.ingest.writers import is_heading, write_html


def forms(text: str, title: str, byline: list[str], paragraphs: list[str]) -> dict[str, bytes]:
    """The dispatch in each container; in those of fields as title and HTML, in the others as the file that it is."""
    html = "".join(f"<p>{escape(line)}</p>" for line in byline)
    html += "".join(f"<h2>{escape(line)}</h2>" if is_heading(line) else f"<p>{escape(line)}</p>" for line in paragraphs)
    return {
        "a.rss": rss(f"<title>{escape(title)}</title><link>https://a.example/x</link><content:encoded><![CDATA[{html}]]></content:encoded>", channel=""),
        "a.json": json.dumps([{"title": title, "body": html}]).encode(),
        "b.json": json.dumps({"text": text}).encode(),
        "a.jsonl": json.dumps({"text": text}).encode(),
        "a.csv": table([["text"], [text]]),
        "a.zip": zipped({"a.txt": text}),
        "a.warc.gz": warc({"https://a.example/x": ("200 OK", "Content-Type: text/html", write_html(title, byline, paragraphs))}),
    }


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_dispatch_reads_the_same_in_every_container(sample: Path) -> None:
    plain = read(sample.read_bytes(), "a.txt")
    for path, raw in forms(sample.read_text(), *dispatch(sample, plain.title)).items():
        (other,) = documents(raw, path)
        assert coded(other) == coded(plain), path
        assert (other.title, other.author, other.lang, other.published) == (plain.title, plain.author, plain.lang, plain.published), path
