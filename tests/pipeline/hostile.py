"""Yields files that were made to exhaust whoever reads them; run as `python -m tests.pipeline.hostile FOLDER`, reads them and prints what each cost."""

from __future__ import annotations

import io
import json
import resource
import sys
import time
import zipfile
from pathlib import Path

from dragoman.annotate.chunks import find_chunks
from dragoman.core.documents import Document
from dragoman.core.errors import InputError
from dragoman.engine.base import Limits
from dragoman.engine.local import LocalEngine, prepared
from dragoman.ingest import Part
from dragoman.ingest.reading import Reading, Source
from dragoman.models.spacy_model import load_english
from dragoman.pipeline import Coding

LONG = 2.0
"""Seconds of coding from which a file's bare parse is timed too: so a slow machine is told from slow code."""

SAID = "Norland closed the Estavian consulate in Port Sarn on 6 March 2025, the foreign ministry said. "
GERMAN = "Präsident Müller schloß das Konsulat in Zürich am 6. März 2025, erklärte das Außenministerium später. "
RUSSIAN = "Министерство иностранных дел закрыло консульство 6 февраля 2025 года, сообщил представитель. "


def pages() -> dict[str, str | bytes]:
    """Web pages and XML."""
    body = f"<p>{SAID * 3}</p>"
    entities = "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">{entities}]>'
    return {
        "attributes.html": f"<article><p {' '.join(f'a{i}=x' for i in range(300_000))}>{SAID}</p>{body}</article>",
        "nested.html": f"<body>{'<div>' * 100_000}{body}{'</div>' * 100_000}</body>",
        "unclosed.html": f"<body>{'<b>' * 100_000}{body}</body>",
        "tables.html": f"<body>{'<table><tr><td>' * 30_000}{body}</body>",
        "entities.xhtml": f"{bomb}<html><body><p>&k; {SAID}</p></body></html>",
        "entities.xml": f"{bomb}<rss><channel><item><title>&k;</title></item></channel></rss>",
        "line.html": f"<article><p>{(SAID * 11_000)[:995_000]}</p></article>",
        "lying.html": f'<meta charset="utf-8"><p>{RUSSIAN * 5}</p>'.encode("cp1251"),
        "openings.html": f"<body>{'<' * 1_000_000}</body>",
    }


def texts() -> dict[str, str | bytes]:
    """Plain text, JSON, tables, Markdown, mail."""
    return {
        "line.txt": (SAID * 11_000)[:995_000],
        "word.txt": "x" * 995_000,
        "marks.txt": '"!?."' * 20_000,
        "quotations.txt": "“" * 20_000,
        "brackets.txt": "(" * 200_000,
        "blanks.txt": f"{SAID}{chr(10) * 2_000_000}{SAID}",
        "surrogates.jsonl": b'{"text": "half \\ud800 of a pair"}\n' + json.dumps({"text": SAID * 3}).encode() + b"\n",
        "surrogate.txt": SAID.encode() + b"\xed\xa0\x80 " + SAID.encode(),
        "latin.txt": (GERMAN * 5).encode("latin-1"),
        "wide.txt": (SAID * 5).encode("utf-16-le"),
        "nul.txt": SAID.encode() + b"\0" * 1000,
        "deep.json": "[" * 500_000,
        "columns.csv": f"text,{','.join(f'c{i}' for i in range(100_000))}\n{SAID}\n",
        "field.csv": f'text,url\n"{"a" * 5_000_000}\n',
        "quoted.md": "> " * 20_000 + SAID,
        "brackets.md": "[" * 100_000 + SAID,
        "subject.eml": f"Subject: {'a' * 1_000_000}\n\n{SAID}",
    }


def archives() -> dict[str, str | bytes]:
    """ZIP bombs, broken and locked PDFs, a Word file that is none."""
    inner = _zipped({"a.txt": b"a " * 5_000_000})
    locked = b"4 0 obj<</Filter/Standard/V 1/R 2/O(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)/U(bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)/P -4>>endobj\n"
    shell = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
    return {
        "bomb.zip": _zipped({"big.txt": b"0" * 300_000_000}),
        "nested.zip": _zipped({f"{i}.zip": inner for i in range(50)}),
        "broken.pdf": b"%PDF-1.7\n" + shell + b"trailer << /Root 9 0 R >>\n",
        "garbage.pdf": b"%PDF-1.4\n" + bytes(range(256)) * 4000,
        "locked.pdf": b"%PDF-1.4\n" + shell + locked + b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]/Size 5>>\n%%EOF",
        "none.docx": _zipped({"word/document.xml": b'<w:document xmlns:w="x">' + b"<w:p>" * 1_000_000, "[Content_Types].xml": b"<Types/>"}),
    }


def write_all(folder: Path) -> list[str]:
    """Writes them all and two good reports, one before and one behind them in order of name."""
    good = {
        "a good one.txt": f"Consulate shut\nThe Harbour Post, 7 March 2025\n\n{SAID}\n",
        "z good one.txt": f"Once more\nThe Harbour Post, 8 March 2025\n\n{SAID}\n",
    }
    files = pages() | texts() | archives() | good
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return sorted(files)


def _zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def measure(folder: Path) -> dict[str, dict[str, object]]:
    """{file: what became of it, with the processor seconds of coding and of the bare parse}; reading is bounded by the limits of the child."""
    code = prepared(Coding(None, "v1"))
    engine = LocalEngine(1)
    found: dict[str, dict[str, object]] = {}
    sources = [Source(str(file), file.name, file) for file in sorted(folder.iterdir())]
    for source, piece in engine.stream(Reading(), sources, Limits()):
        told = found.setdefault(source.path, {"documents": 0, "errors": [], "seconds": 0.0, "parse": 0.0})
        if isinstance(piece, Part):
            start = time.process_time()
            coded = code(piece.document)
            spent = time.process_time() - start
            parse = _parse_seconds(piece.document) if spent > LONG else 0.0
            told |= {"documents": int(str(told["documents"])) + 1, "seconds": float(str(told["seconds"])) + spent, "parse": float(str(told["parse"])) + parse}
            told["errors"] = [*list(told["errors"]), *([coded.failure.message] if coded.failure else [])]  # type: ignore[call-overload]
        elif piece is not None:
            told["errors"] = [*list(told["errors"]), getattr(piece, "error", "link")]  # type: ignore[call-overload]
    engine.close()
    return found


def _parse_seconds(document: Document) -> float:
    """What the language model alone takes of it, piece by piece as it is given to it."""
    nlp, start = load_english().nlp, time.process_time()
    for chunk in find_chunks(document):
        nlp(chunk.text)
    return time.process_time() - start


def peak_kib() -> int:
    """Most memory of this process. `ru_maxrss` will not do on Linux: it starts with that of the process that started this one."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    try:
        told = measure(Path(sys.argv[1]))
    except InputError as error:
        sys.exit(error.message)
    sys.stdout.write(json.dumps({"files": told, "peak_kib": max(peak_kib(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)}))
