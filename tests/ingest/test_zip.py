"""ZIP archives: members by their own importers, in bounds."""

from __future__ import annotations

import json
import struct
import time
import zipfile

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import Given, Told, read_input
from dragoman.ingest.unpack import Budget
from dragoman.ingest.zip import PLUGIN
from tests.ingest.containers import documents, item, links, outline, page, rss, zipped
from tests.ingest.reading import BODY, MORE


def test_members_are_read_by_their_own_importers_in_order_of_name() -> None:
    members = {
        "b.txt": BODY,
        "a/c.html": page("Gate shut", BODY, MORE),
        "a/d.jsonl": json.dumps({"text": BODY}) + "\n" + json.dumps({"text": MORE}),
        "z.rss": rss(item(1)),
        "y.links": "https://a.example/1\n",
    }
    assert outline(zipped(members), "f/a.zip") == [
        ("f/a.zip/a/c.html", "part"),
        ("f/a.zip/a/d.jsonl:1", "part"),
        ("f/a.zip/a/d.jsonl:2", "part"),
        ("f/a.zip/b.txt", "part"),
        ("f/a.zip/y.links:1", "link"),
        ("f/a.zip/z.rss#1", "link"),
    ]
    assert documents(zipped({"b.txt": BODY}), "a.zip")[0].id == documents(BODY.encode(), "b.txt")[0].id


def test_what_lies_beside_reports_is_passed_over_and_unknown_files_are_named() -> None:
    beside = dict.fromkeys([".hidden.txt", "a/.b/c.txt", "__MACOSX/a.txt", "logo.png", "a/style.css", "app.js", "f.woff2", "README", "notes.yaml", "a/"], "x")
    assert outline(zipped({**beside, "a.xyz": "x", "b.txt": BODY}), "a.zip") == [("a.zip/a.xyz", "unknown-format"), ("a.zip/b.txt", "part")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/a.txt", "etc/a.txt"),
        ("/etc/a.txt", "etc/a.txt"),
        ("C:\\temp\\..\\a.txt", "temp/a.txt"),
        ("a//./b.txt", "a/b.txt"),
        ("a\u202etxt.exe\n.txt", "a_txt.exe_.txt"),
        ("x" * 500 + ".txt", "x" * 100 + "…" + "x" * 96 + ".txt"),
    ],
)
def test_names_lead_nowhere_and_deceive_nobody(name: str, shown: str) -> None:
    assert outline(zipped({name: BODY}), "a.zip") == [(f"a.zip/{shown}", "part")]


def test_two_members_of_one_name_are_told_apart() -> None:
    assert [name for name, _ in outline(zipped({"a/b.txt": BODY, "../a/b.txt": MORE}), "a.zip")] == ["a.zip/a/b.txt", "a.zip/a/b~2.txt"]


def test_archives_in_archives_are_opened_up_to_a_depth() -> None:
    one = zipped({"a.txt": BODY})
    two = zipped({"b.zip": one})
    assert outline(two, "c.zip") == [("c.zip/b.zip/a.txt", "part")]
    assert outline(zipped({"c.zip": two, "d.txt": MORE}), "e.zip") == [("e.zip/c.zip/b.zip", "too-deep"), ("e.zip/d.txt", "part")]


def flagged(raw: bytes) -> bytes:
    """The first member marked as encrypted."""
    at = raw.find(b"PK\x01\x02") + 8
    return raw[:at] + bytes([raw[at] | 1]) + raw[at + 1 :]


def flipped(raw: bytes) -> bytes:
    """A byte of the first member changed."""
    return raw[:45] + bytes([raw[45] ^ 255]) + raw[46:]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (flagged(zipped({"a.txt": BODY, "b.txt": MORE})), "encrypted"),
        (flipped(zipped({"a.txt": BODY * 9, "b.txt": MORE})), "malformed"),
        (zipped({"a.html": b"", "b.txt": MORE}), "no-text"),
        (zipped({"a.txt": b"a" * 2_000_000, "b.txt": MORE}), "too-large"),
        (zipped({"a.txt": b"caf\xe9\x81\x00", "b.txt": MORE}), "unreadable"),
        (zipped({"a.docx": b"PK no document", "b.txt": MORE}), "malformed"),
    ],
)
def test_a_bad_member_is_a_failure_and_the_next_is_read(raw: bytes, code: str) -> None:
    (first, failed), second = outline(raw, "z.zip")
    assert (first.startswith("z.zip/a."), failed) == (True, code)
    assert second == ("z.zip/b.txt", "part")


def test_a_method_of_packing_that_is_not_read_is_a_failure() -> None:
    assert outline(zipped({"a.txt": BODY}, zipfile.ZIP_BZIP2), "a.zip") == [("a.zip/a.txt", "malformed")]


def overlapping(entries: int) -> bytes:
    """One packed member that the directory lists many times, as in Fifield's bomb."""
    one = zipped({"a.txt": b"\0" * 1_000_000})
    directory, end = one.find(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    listed = one[directory:end] * entries
    return one[:directory] + listed + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, entries, entries, len(listed), directory, 0)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (overlapping(5000), "too-large"),
        (b"PK\x03\x04" + b"x" * 1000, "malformed"),
        (zipped({"a.txt": BODY})[:-30], "malformed"),
        (b"", "malformed"),
        (zipped({"a.png": b"x"}), "no-text"),
        (zipped({}), "no-text"),
    ],
)
def test_an_archive_that_is_bad_as_a_whole_is_refused(raw: bytes, code: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.zip"))
    assert caught.value.code == code
    assert time.process_time() - start < 2


def test_members_are_counted_over_all_archives_in_it() -> None:
    budget = Budget(members=4)
    inner = zipped({f"{n}.txt": f"{n} {BODY}" for n in range(3)})
    raw = zipped({"a.zip": inner, "b.zip": inner, "c.txt": BODY})
    found = list(PLUGIN.unpack(raw, "z.zip", Given(), budget))
    assert [type(piece).__name__ for piece in found] == ["Part", "Part", "Part", "Failure"]


def test_bytes_are_counted_over_all_archives_in_it() -> None:
    inner = zipped({f"{n}.txt": f"{n} {BODY}" for n in range(3)}, zipfile.ZIP_STORED)
    found = list(PLUGIN.unpack(zipped({"a.zip": inner, "b.zip": inner}), "z.zip", Given(), Budget(left=len(inner) + 2 * len(BODY) + 40)))
    assert [getattr(piece, "error", "part") for piece in found] == ["part", "part", "too-large"]


def test_what_led_to_the_archive_is_not_told_of_its_members() -> None:
    given = Given(told=Told(title="All reports", url="https://a.example/all.zip"), media="application/zip")
    (document,) = documents(zipped({"a.txt": BODY}), "https://a.example/download", given)
    assert (document.title, document.url, document.path) == (None, None, "https://a.example/download/a.txt")
    assert links(zipped({"a.links": "https://a.example/1"}), "a.zip")[0].told.title is None
