"""Yields files that hold many reports, as bytes, and what reading them gives, for the tests of this folder."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from dragoman.core.documents import Document
from dragoman.core.mentions import Failure
from dragoman.ingest import Given, Link, Part, read_input

Reply = tuple[str, str, bytes]
"""Status, headers and payload of an answer: `("200 OK", "Content-Type: text/html", b"…")`."""


def documents(raw: bytes, path: str, given: Given | None = None) -> list[Document]:
    """The documents of a file."""
    return [found.document for found in read_input(raw, path, given) if isinstance(found, Part)]


def links(raw: bytes, path: str, given: Given | None = None) -> list[Link]:
    """The links of a file."""
    return [found for found in read_input(raw, path, given) if isinstance(found, Link)]


def outline(raw: bytes, path: str, given: Given | None = None) -> list[tuple[str, str]]:
    """(name of the part, `part`, `link` or the failure's code) of all that a file gives, in order."""
    return [_outlined(found) for found in read_input(raw, path, given)]


def _outlined(found: Part | Link | Failure) -> tuple[str, str]:
    if isinstance(found, Part):
        return found.document.path or "", "part"
    return (found.path, "link") if isinstance(found, Link) else (found.input, found.error)


def table(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """A table, quoted where needed."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode()


def zipped(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with these members, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 3, 10, 9, 0, 0)), content, method)
    return out.getvalue()


def page(title: str, *paragraphs: str) -> bytes:
    """A web page."""
    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def warc(replies: Mapping[str, Reply], *, packed: bool = True, day: str = "2031-03-10") -> bytes:
    """A WARC archive of answers, by address, saved on a day."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for address, (status, headers, payload) in replies.items():
        pairs = [tuple(line.split(": ", 1)) for line in headers.split("\n")]
        http = StatusAndHeaders(status, pairs, protocol="HTTP/1.1")
        told = {"WARC-Date": f"{day}T09:00:00Z", "WARC-Record-ID": "<urn:uuid:1>"}
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(payload), http_headers=http, warc_headers_dict=told)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


def rss(*items: str, channel: str = "<title>The Harbour Post</title><link>https://harbour.example/</link><language>en-us</language>") -> bytes:
    """An RSS 2.0 feed of items, each given as the XML in it."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {spaces}><channel>{channel}{body}</channel></rss>'.encode()


def item(number: int, *, content: str | None = None, description: str = "A gate was shut.") -> str:
    """The XML of an RSS item with a title, a link, a day and an author."""
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    head = f"<title>Gate {number} shut</title><link>https://harbour.example/{number}</link><dc:creator>Lena Torvik</dc:creator>"
    return f"{head}<pubDate>Mon, 10 Mar 2031 09:00:00 GMT</pubDate><description>{escape(description)}</description>{whole}"
