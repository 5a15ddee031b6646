"""Plain-text files: the text verbatim, hostile ones refused with a code."""

from __future__ import annotations

import hashlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.errors import InputError
from dragoman.ingest import read_input
from dragoman.ingest.base import MAX_BYTES, MAX_CODED, MAX_WORDS, coded_until
from tests.ingest.reading import BODY, read, zones_of


@given(
    st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=("Cs",)), min_size=1).filter(
        lambda t: t.strip("\ufeff \t\r\n\x0b\x0c\xa0\u2028\u2029")
    )
)
def test_the_text_is_the_decoded_file_verbatim(text: str) -> None:
    document = read(text)
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_line_ends_and_byte_order_mark_stay_in_the_text() -> None:
    document = read("\ufeff" + BODY.replace("\n", "\r\n") * 2)
    assert document.text.startswith("\ufeffNorland")
    assert zones_of(document) == [("boilerplate", "\ufeff"), ("body", BODY.strip()), ("body", BODY.strip())]


def test_utf_16_with_its_mark_is_read() -> None:
    assert read(BODY.encode("utf-16")).text == BODY


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Café fermé à Port Sarn".encode("latin-1"), "encoding"),
        (bytes(range(256)), "unreadable"),
        (b"", "no-text"),
        (b" \n\t\r\n", "no-text"),
        (b"\xef\xbb\xbf", "no-text"),
        (b"a" * (MAX_BYTES + 1), "too-large"),
    ],
)
def test_what_is_no_text_is_refused_with_its_code(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.txt"))
    assert caught.value.code == code
    assert "a.txt" in caught.value.message


@pytest.mark.parametrize("raw", [b"a" * 1_000_000, b"word and " * 110_000, b"![a" * 330_000, b"![" + b"[a]" * 330_000, b"12 May 2031 " * 80_000])
def test_a_megabyte_on_one_line_is_read_in_time(raw: bytes) -> None:
    start = time.process_time()
    document = read(raw)
    assert time.process_time() - start < 5
    assert document.coded_until is not None


def test_a_long_text_is_coded_up_to_a_line_end() -> None:
    text = BODY * 3000
    cut = coded_until(text)
    assert cut is not None
    assert text[cut] == "\n"
    assert MAX_CODED * 0.9 <= cut <= MAX_CODED
    assert coded_until(BODY) is None


def test_the_same_bytes_have_the_same_id_wherever_they_lie() -> None:
    assert read(BODY, "a.txt").id == read(BODY, "folder/b.txt").id != read(BODY + " ", "a.txt").id


RUSSIAN = "Норландия закрыла консульство Эставии в Порт-Сарне, сообщило министерство. Сотрудникам дали десять дней на отъезд.\n"
POLISH = "Norlandia zamknęła konsulat Estawii w Port Sarn, podało ministerstwo. Pracownicy mają dziesięć dni na opuszczenie kraju.\n"
CURLY = "Norland “closed” the consulate in Port Sarn – and that was it, the ministry said in a note to the press.\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (POLISH, "cp1250"), (POLISH, "iso8859_2"), (CURLY, "cp1252")],
)
def test_a_file_from_before_utf_8_is_read_where_its_language_shows_the_encoding(text: str, encoding: str) -> None:
    assert read(text.encode(encoding)).text == text


def test_bytes_that_are_no_language_are_refused() -> None:
    noise = bytes(128 + (i * i * 7 + i // 3) % 128 for i in range(500))
    with pytest.raises(InputError) as caught:
        list(read_input(noise, "a.txt"))
    assert caught.value.code == "encoding"


def test_a_list_of_addresses_gives_links_and_no_document() -> None:
    found = list(read_input(b"# to read\nhttps://post.example/a\n\nhttps://post.example/b\n", "links.txt"))
    assert [(type(piece).__name__, getattr(piece, "url", None)) for piece in found] == [("Link", "https://post.example/a"), ("Link", "https://post.example/b")]


def test_a_report_with_its_address_above_is_a_document() -> None:
    assert read("https://post.example/a\n" + BODY).url == "https://post.example/a"


def test_a_text_of_many_short_words_is_coded_less_far_than_prose() -> None:
    assert coded_until("1 " * 60_000) == 2 * MAX_WORDS - 1
    assert coded_until("Norland closed the consulate of Estavia. " * 4_800) is None
