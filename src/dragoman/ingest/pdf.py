"""Yields the one document of a PDF file with a text layer: its paragraphs in reading order. Recognises no letters in pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import MAX_BYTES
from dragoman.ingest.byline import is_masthead
from dragoman.ingest.hints import hinted, sane_author, sane_title
from dragoman.ingest.pdf_layout import Laid, lay_out
from dragoman.ingest.pdf_paragraphs import Block, kinds_of, paragraphs
from dragoman.ingest.pdf_words import Sheet, read_sheet
from dragoman.ingest.told import Found, Given, Told

MAX_PAGES = 500
MAX_CHARACTERS = 1_000_000
"""Of all pages. A page of a report has 3,000; reading a million takes about 5 s."""
_MAGIC = re.compile(rb"%PDF-\d")
_BAD_LETTERS = 0.3
"""Share of characters without a meaning from which a text layer is no text."""
_PASSWORD = (4, 5)
"""pdfium's codes for a file that asks for a password, and for a scheme of encryption that it does not know."""
_PRINTERS = re.compile(r"skia|chrom|mozilla|firefox|webkit|quartz|wkhtml|print|scan|prince|weasy", re.IGNORECASE)
"""Makers of PDFs that readers make of pages, long after publication as may be."""
_STAMP = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


class PdfImporter:
    """Reads `.pdf` by pdfium: words by their places, so that columns, pages and wrapped lines come out as paragraphs."""

    name = "pdf"
    suffixes = (".pdf",)
    media = ("application/pdf",)
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Does it begin with `%PDF-`, within the first kilobyte as readers allow?"""
        return bool(_MAGIC.search(head[:1024]))

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """One document, and a Failure for each page that cannot be read.

        InputError: encrypted; malformed (no PDF, or broken); too-large (over 500 pages or a million characters); no-text (scanned pages).
        """
        if not _MAGIC.search(raw[:1024]):
            raise InputError("malformed", f"{path!r} is no PDF file (it does not begin with %PDF-); give it the suffix of what it is")
        sheets, info, bad = _sheets(raw, path)
        count = sum(len(word.text) for sheet in sheets for word in sheet.words)
        unread = sum(sheet.unread for sheet in sheets)
        if unread > _BAD_LETTERS * (count + unread):
            raise InputError("no-text", f"{path!r}: the fonts do not tell which letters they draw; recognise the pages as pictures (OCR), and add the result")
        if count < 20:
            raise InputError("no-text", f"{path!r} has no text layer (scanned pages, or pictures alone); recognise its text first (OCR), and add the result")
        laid = lay_out([sheet.words for sheet in sheets])
        blocks = paragraphs(laid.lines)
        kinds = kinds_of(blocks)
        title = next((text for text, kind in kinds.items() if kind == "title"), None) or _title_in(blocks, info)
        if title:
            kinds[title] = "title"
        text = "\n\n".join(block.text for block in blocks) + "\n"
        yield assemble(raw, text, path, self.name, Told(title=title, url=laid.address, kinds=kinds), _hinted(given, info, laid))
        for number in bad:
            yield Failure("ingest", f"{path}#page={number}", "malformed", f"page {number} of {path!r} is broken and was left out")


def _sheets(raw: bytes, path: str) -> tuple[list[Sheet], dict[str, str], list[int]]:
    """The words of each page, the document's properties, and the numbers of broken pages (from 1). All that pdfium opened is closed again."""
    import pypdfium2 as pdfium  # a tenth of a second, which a run over plain text need not pay

    try:
        pdf = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        # the code is that of the last failure in this process, which may have been another file's
        if getattr(error, "err_code", None) in _PASSWORD and b"/Encrypt" in raw:
            raise InputError("encrypted", f"{path!r} opens only with a password; save it without one") from error
        raise InputError("malformed", f"{path!r} is a broken PDF file ({error}); open it in a viewer and print it to a new file") from error
    try:
        pages = len(pdf)
        if pages > MAX_PAGES:
            raise InputError("too-large", f"{path!r} has {pages:,} pages, the limit is {MAX_PAGES:,}; save the pages of the report alone")
        sheets: list[Sheet] = []
        bad: list[int] = []
        left = MAX_CHARACTERS
        for number in range(pages):
            try:
                sheet, count = _sheet(pdf, number, left, path)
            except pdfium.PdfiumError:
                bad.append(number + 1)
                continue
            sheets.append(sheet)
            left -= count
        if not sheets:
            raise InputError("malformed", f"{path!r} is a PDF file without a page that can be read")
        return sheets, _info(pdf), bad
    finally:
        pdf.close()


def _sheet(pdf: Any, number: int, left: int, path: str) -> tuple[Sheet, int]:
    page = pdf[number]
    try:
        textpage = page.get_textpage()
        try:
            count = int(textpage.count_chars())
            if count > left:
                raise InputError("too-large", f"{path!r} has more than {MAX_CHARACTERS:,} characters; save the pages of the report alone")
            return read_sheet(textpage), count
        finally:
            textpage.close()
    finally:
        page.close()


def _info(pdf: Any) -> dict[str, str]:
    return {key: str(value)[:1000] for key, value in pdf.get_metadata_dict(skip_empty=True).items()}


def _title_in(blocks: Sequence[Block], info: dict[str, str]) -> str | None:
    """The title property, where those words stand near the beginning of the text."""
    title = (sane_title(info.get("Title")) or "").lower()
    return next((block.text for block in blocks[:10] if title and block.text.lower() == title), None)


def _hinted(given: Given, info: dict[str, str], laid: Laid) -> Given:
    """What properties and running heads tell. A day of making counts only where the file was not printed from a page, nor changed later."""
    made, changed = _day(info.get("CreationDate")), _day(info.get("ModDate"))
    by_reader = bool(_PRINTERS.search(f"{info.get('Producer', '')} {info.get('Creator', '')}"))
    heads = [part for text in laid.edges for part in re.split(r"\s*[|·•]\s*|\s[-–—]\s|\s{2,}|\s*\b\d+\b\s*", text)]
    return hinted(
        given,
        title=sane_title(info.get("Title")),
        author=sane_author(info.get("Author")),
        outlet=next((part for part in heads if part and is_masthead(part)), None),
        page_day=made if made and not by_reader and changed in (None, made) else None,
    )


def _day(stamp: str | None) -> str | None:
    match = _STAMP.match(stamp or "")
    return "-".join(match.groups()) if match else None


PLUGIN = PdfImporter()
