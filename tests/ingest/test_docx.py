"""Word files: order of paragraphs, tracked changes, tables, styles, and packages made to break a reader."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from dragoman.core.errors import InputError
from dragoman.ingest import read_input
from tests.ingest.reading import BODY, MORE, read, zones_of
from tests.ingest.writers import WRITERS

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(word: Any) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def with_body(*elements: str) -> bytes:
    """A Word file with paragraphs given as markup, before a closing one."""
    word = docx.Document()
    for element in elements:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(element.replace("<w:p>", f"<w:p {NS}>", 1)))
    word.add_paragraph(MORE.strip())
    return saved(word)


def lines(raw: bytes) -> list[str]:
    return read(raw, "a.docx").text.strip().split("\n\n")


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_deletions_are_left_out_and_insertions_kept() -> None:
    gone = "<w:del><w:r><w:delText>opened </w:delText></w:r></w:del>"
    raw = with_body(f"<w:p>{run('Norland ')}{gone}<w:ins>{run('closed ')}</w:ins>{run('the consulate.')}</w:p>")
    assert lines(raw)[0] == "Norland closed the consulate."


def test_paragraphs_whose_end_was_deleted_run_on() -> None:
    raw = with_body(f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Norland closed ')}</w:p>", f"<w:p>{run('the consulate.')}</w:p>")
    assert lines(raw)[0] == "Norland closed the consulate."


def test_hidden_words_and_field_codes_are_no_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert lines(with_body(f"<w:p>{run('Norland ')}{hidden}{run('closed it.')}</w:p>"))[0] == "Norland closed it."


def test_words_of_links_and_content_controls_are_text() -> None:
    inner = f"<w:hyperlink>{run('the consulate')}</w:hyperlink><w:sdt><w:sdtContent>{run(' in Port Sarn')}</w:sdtContent></w:sdt>"
    assert lines(with_body(f"<w:p>{run('Norland closed ')}{inner}</w:p>"))[0] == "Norland closed the consulate in Port Sarn"


def test_tables_are_read_in_their_place_short_rows_as_a_line() -> None:
    word = docx.Document()
    word.add_paragraph(BODY.strip())
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip((cell for row in table.rows for cell in row.cells), ("Ship", "Dead", BODY.strip(), MORE.strip()), strict=True):
        cell.text = text
    word.add_paragraph("That is all that is known so far.")
    assert lines(saved(word)) == [BODY.strip(), "Ship | Dead", BODY.strip(), MORE.strip(), "That is all that is known so far."]


def test_styles_make_title_headings_and_captions() -> None:
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "The running head"
    word.add_paragraph("The Harbour Post")
    word.add_heading("Norland shuts consulate", 1)
    word.add_paragraph(BODY.strip())
    word.add_paragraph("Guards at the gate", style="Caption")
    word.add_heading("a heading in small letters", 2)
    word.add_paragraph(MORE.strip())
    document = read(saved(word), "a.docx")
    assert document.title == "Norland shuts consulate"
    assert [kind for kind, _ in zones_of(document)] == ["byline", "title", "body", "caption", "heading", "body"]


def test_a_templates_days_are_no_day_of_publication() -> None:
    word = docx.Document()
    word.add_paragraph(BODY.strip())
    word.core_properties.created = dt.datetime(2013, 12, 23)
    word.core_properties.modified = dt.datetime(2033, 5, 3)
    assert read(saved(word), "a.docx").published is None


def package(**members: bytes) -> bytes:
    """The package of a dispatch with members put in or replaced (`word__document` stands for `word/document.xml`)."""
    out, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(WRITERS[".docx"]("Norland shuts consulate", [], [BODY])))
    contents = {name: source.read(name) for name in source.namelist()} | {f"{key.replace('__', '/')}.xml": value for key, value in members.items()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in contents.items():
            target.writestr(name, content)
    return out.getvalue()


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("a.txt", BODY)
    return out.getvalue()


BOMB = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document {NS}><w:body/></w:document>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed"),
        (b"garbage" * 99, "malformed"),
        (package()[:5000], "malformed"),
        (archive(), "malformed"),
        (OLE + bytes(4000), "unknown-format"),
        (OLE + bytes(999) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (package(word__x=bytes(60_000_000)), "too-large"),
        (package(word__x=bytes(3_000_000)), "too-large"),
        (package(word__document=BOMB.encode()), "malformed"),
        (package(word__document=BOMB.encode("utf-16")), "malformed"),
        (package(word__document=b"<a><b>"), "malformed"),
        (package(word__document=f"<w:document {NS}><w:body><w:p/></w:body></w:document>".encode()), "no-text"),
    ],
    ids=["empty", "garbage", "cut", "zip", "doc", "encrypted", "bomb", "ratio", "entities", "utf-16", "broken", "blank"],
)
def test_a_bad_word_file_ends_in_a_code(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.docx"))
    assert caught.value.code == code
