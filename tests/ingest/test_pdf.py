"""PDF files: lines to paragraphs, columns, pages, what stands at their edges, and files made to break a reader."""

from __future__ import annotations

import random

import pytest

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest import Part, read_input
from tests.ingest.paper import Paper, pdf_of
from tests.ingest.reading import BODY, MORE, read, zones_of
from tests.ingest.writers import WRITERS

LONG = f"{BODY.strip()} {MORE.strip()} "
ENCRYPT = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]"


def varied(count: int) -> list[str]:
    """Paragraphs of the same words in different order: lines that recur on every page would be taken for running heads."""
    shuffled = [random.Random(number).sample(LONG.lower().replace(".", "").split(), 34) for number in range(count)]
    return [f"{' '.join(words).capitalize()}." for words in shuffled]


def paragraphs(paper: Paper) -> list[str]:
    return read(paper.finish(), "a.pdf").text.strip().split("\n\n")


def test_wrapped_lines_become_paragraphs_over_the_ends_of_columns_and_pages() -> None:
    paper = Paper(height=300, columns=2, indent=8, numbered=True)
    for text in varied(9):
        paper.paragraph(text)
    assert paragraphs(paper) == varied(9)


def test_running_heads_and_page_numbers_are_no_text() -> None:
    paper = Paper(height=200, head="The Harbour Post | 3 May 2033", numbered=True)
    for text in varied(4):
        paper.paragraph(text)
    assert len(paper.pages) > 1
    assert paragraphs(paper) == varied(4)


def test_a_lone_page_number_is_dropped_and_a_number_in_the_text_stays() -> None:
    paper = Paper(numbered=True)
    paper.paragraph(f"{LONG} The number of the dead rose to")
    paper.paragraph("14")
    paper.paragraph(LONG)
    assert "14" in paragraphs(paper)
    assert "1" not in paragraphs(paper)


@pytest.mark.parametrize(
    ("divided", "words"),
    [
        ("investi-gation", "The investigation of the ferry was opened"),
        ("half-mast", "The flags of Norland hang at half-mast"),
        ("Estavian-Norlandic", "The talks of the Estavian-Norlandic"),
        ("twenty-seven", "The court has sentenced twenty-seven"),
    ],
)
def test_divided_words_are_made_whole_and_compounds_keep_their_hyphen(divided: str, words: str) -> None:
    head, _, tail = divided.partition("-")
    paper = Paper()
    before, _, after = words.partition(divided if divided in words else divided.replace("-", ""))
    for number, line in enumerate((LONG[:90], f"{before}{head}-", f"{tail}{after} and so on until the very end of it all.")):
        paper.put(line, 54, 700 - 12 * number, 10)
    assert words in read(paper.finish(), "a.pdf").text


def test_a_word_that_stands_whole_elsewhere_tells_how_it_was_divided() -> None:
    paper = Paper()
    for number, line in enumerate(("The air-defence of Estavia was on alert, and", "officers of the air-", "defence were at work.")):
        paper.put(line, 54, 700 - 12 * number, 10)
    assert "the air-defence were" in read(paper.finish(), "a.pdf").text


def test_the_largest_letters_are_the_title_and_a_masthead_is_not() -> None:
    paper = Paper()
    paper.paragraph("The Harbour Post", size=30, bold=True)
    paper.title("Norland shuts the Estavian consulate in Port Sarn after an inquiry into the ferry")
    paper.paragraph("By Lena Torvik, 3 May 2033")
    paper.paragraph(LONG * 2)
    paper.paragraph("A ferry and two blasts", bold=True)
    paper.paragraph(LONG * 2)
    document = read(paper.finish(), "a.pdf")
    assert document.title == "Norland shuts the Estavian consulate in Port Sarn after an inquiry into the ferry"
    assert [kind for kind, _ in zones_of(document)] == ["byline", "title", "byline", "body", "heading", "body"]


@pytest.mark.parametrize("title", ["Microsoft Word - notes.doc", "untitled", "report_final_v2.indd"])
def test_a_placeholder_in_the_properties_is_no_title(title: str) -> None:
    paper = Paper()
    paper.info = f"/Title ({title}) /CreationDate (D:20990102030405Z) /Producer (Skia/PDF m120)"
    paper.paragraph(LONG)
    document = read(paper.finish(), "a.pdf")
    assert document.title is None
    assert document.published is None


def test_text_around_a_stamp_in_the_margin_is_read_without_it() -> None:
    paper = Paper()
    paper.paragraph(LONG)
    paper.pages[0].append("BT /F1 12 Tf 0 1 -1 0 30 300 Tm (archived copy of the library) Tj ET")
    assert paragraphs(paper) == [LONG.strip()]


def test_an_address_that_a_browser_printed_below_is_the_address() -> None:
    paper = Paper()
    paper.paragraph(LONG)
    paper.put("https://post.example/2033/05/03/gate 1/1", 54, 20, 7)
    document = read(paper.finish(), "a.pdf")
    assert (document.url, document.published and document.published.basis) == ("https://post.example/2033/05/03/gate", "url-path")
    assert document.text.strip() == LONG.strip()


def test_a_broken_page_is_a_failure_and_the_others_are_read() -> None:
    text = f"BT /F1 10 Tf 54 700 Td ({BODY.strip()}) Tj ET"
    font = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    pages = "<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R {font} >>"
    raw = pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", pages, page, f"<< /Length {len(text)} >>\nstream\n{text}\nendstream", "(no page)"])
    found = list(read_input(raw, "a.pdf"))
    assert isinstance(found[0], Part)
    assert [piece.input for piece in found[1:] if isinstance(piece, Failure)] == ["a.pdf#page=2"]


def small() -> bytes:
    return WRITERS[".pdf"]("Norland shuts consulate", ["3 May 2033"], [LONG] * 4)


CATALOG = "<< /Type /Catalog /Pages 2 0 R >>"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "malformed"),
        (b"no PDF at all", "malformed"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "malformed"),
        (small()[:900], "malformed"),
        (Paper().finish(ENCRYPT), "encrypted"),
        (Paper().finish(), "no-text"),
        (pdf_of([CATALOG, "<< /Type /Pages /Kids [] /Count 100000 >>"]), "too-large"),
        (pdf_of([CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]), "malformed"),
        (pdf_of([f"<< /Type /Catalog /Pages 2 0 R /X {'[' * 90_000}{']' * 90_000} >>", "<< /Type /Pages /Kids [] /Count 0 >>"]), "malformed"),
    ],
    ids=["empty", "text", "garbage", "cut", "encrypted", "blank", "claims", "circle", "deep"],
)
def test_a_bad_pdf_ends_in_a_code(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.pdf"))
    assert caught.value.code == code
