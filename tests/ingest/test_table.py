"""Tables: a document or a link a row, by header; GDELT's, which have none; a Failure for each broken row."""

from __future__ import annotations

import csv

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import Given, read_input
from tests.ingest.containers import documents, links, outline, table
from tests.ingest.reading import BODY, MORE

ROWS = [["id", "title", "body", "pub_date", "url"], ["1", "Gate shut", BODY + MORE, "2031-03-10", "https://a.example/1"], ["2", "Pier", MORE, "", ""]]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_are_read_by_header_whatever_parts_the_cells(delimiter: str) -> None:
    first, second = documents(table(ROWS, delimiter), "a.csv")
    assert (first.title, first.text, first.url, first.path) == ("Gate shut", BODY + MORE, "https://a.example/1", "a.csv:2")
    assert first.published
    assert first.published.day == "2031-03-10"
    assert (second.text, second.path) == (MORE, "a.csv:5")  # the first row's text has two line breaks in quotation marks


def test_a_tsv_with_commas_in_its_header_is_parted_by_tabs() -> None:
    assert documents(table([["text", "day, place, desk"], [BODY, "x"]], "\t"), "a.tsv")[0].text == BODY


def test_a_byte_order_mark_other_encodings_and_old_line_ends_are_no_hindrance() -> None:
    text = table(ROWS).decode()
    for raw in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), text.replace("\r\n", "\r").encode()):
        assert documents(raw, "a.csv")[0].title == "Gate shut"
    accented = table([["text", "title"], [BODY, "Café fermé"]]).decode().encode("cp1252")
    assert documents(accented, "a.csv")[0].title == "Café fermé"


def test_columns_can_be_named() -> None:
    raw = table([["Kopf", "Nachricht", "text"], ["Gate shut", BODY, "a note"]])
    (document,) = documents(raw, "a.csv", Given(columns={"text": "Nachricht", "title": "Kopf"}))
    assert (document.title, document.text) == ("Gate shut", BODY)


def test_a_row_without_a_text_is_a_link() -> None:
    raw = table([["URL", "text", "title"], ["https://a.example/1", "", "Gate shut"], ["https://a.example/1", "", ""], ["", "", "x"]])
    assert outline(raw, "a.csv") == [("a.csv:2", "link"), ("a.csv:4", "no-text")]


@pytest.mark.parametrize(
    ("raw", "columns", "words"),
    [
        (b"1,2031-03-10,x\n2,2031-03-11,y\n", {}, "'1', '2031-03-10', 'x'"),
        (b"title,day\nx,y\n", {}, "no column of texts"),
        (b"text,day\nx,y\n", {"published": "date"}, "no field 'date'.*'text', 'day'"),
    ],
)
def test_a_table_without_what_is_needed_is_refused_with_its_columns(raw: bytes, columns: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        list(read_input(raw, "a.csv", Given(columns=columns)))
    assert caught.value.code == "missing-field"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b'2,"never closed', "malformed"),
        (b'2,"closed" twice"', "malformed"),
        (b"2,one,too,many", "malformed"),
        (b"2,caf\xe9", "encoding"),
        (b"2", "no-text"),
    ],
)
def test_a_broken_row_is_a_failure_and_the_rest_is_read(bad: bytes, code: str) -> None:
    good = f'"{BODY.strip()}"'.encode()
    raw = b"id,text\n1," + good.replace(b"short", "kürz".encode()) + b"\n" + bad + b"\n3," + good + b"\n4,x y z\n"
    assert outline(raw, "a.csv") == [("a.csv:2", "part"), ("a.csv:3", code), ("a.csv:4", "part"), ("a.csv:5", "part")]


def test_floods_of_quotes_and_delimiters_end_in_time_and_leave_the_limit_of_fields_as_it_was() -> None:
    before = csv.field_size_limit()
    for flood in (b'"abc\n' * 20_000, b'a,"b"c\n' * 20_000, b"," * 1_000_000, b'"' * 1_000_000):
        assert len(outline(b"text,url\n" + flood, "a.csv")) <= 1
    assert documents(b"text\n" + b"word " * 100_000, "a.csv")[0].coded_until
    assert csv.field_size_limit() == before


def test_rows_of_delimiters_alone_are_no_failures_and_a_header_alone_is_no_table() -> None:
    assert outline(b"text,title\nx,y\n,,\n,\n", "a.csv") == [("a.csv:2", "part")]
    for raw in (b"", b" \n\n", b"text,title\n"):
        with pytest.raises(InputError) as caught:
            list(read_input(raw, "a.csv"))
        assert caught.value.code == "no-text"


def test_a_rows_id_hangs_on_no_other_row_and_not_on_the_order_of_columns() -> None:
    (one,) = documents(table([["text", "title"], [BODY, "A"]]), "a.csv")
    (two,) = documents(table([["", "title", "text", "note"], ["7", "A", BODY, ""]]), "b.csv")
    assert one.id == two.id


def test_a_formula_is_plain_text() -> None:
    assert documents(b'text,title\nIt was shut.,"=HYPERLINK(""https://a.example"")"\n', "a.csv")[0].title == '=HYPERLINK("https://a.example")'


def gdelt(width: int, **cells: str) -> str:
    return "\t".join(cells.get(f"c{number}", f"v{number}") for number in range(1, width + 1))


def test_gdelts_events_give_each_address_once_with_its_day() -> None:
    row = gdelt(61, c1="1300000001", c60="20310306101500", c61="https://a.example/1")
    raw = f"{row}\n{row}\n{gdelt(61, c1='1300000002', c60='20310306101500', c61='https://a.example/2')}\nshort\trow\n".encode()
    assert outline(raw, "20310306101500.export.CSV") == [
        ("20310306101500.export.CSV:1", "link"),
        ("20310306101500.export.CSV:3", "link"),
        ("20310306101500.export.CSV:4", "malformed"),
    ]
    assert links(raw, "renamed.csv")[0].told.published == "2031-03-06T10:15:00Z"


def test_gdelts_mentions_and_graph_give_links_and_name_what_is_not_on_the_web() -> None:
    web = gdelt(16, c1="1300000001", c3="20310306101500", c4="1", c5="a.example", c6="https://a.example/1")
    heard = gdelt(16, c1="1300000001", c3="20310306101500", c4="2", c5="Radio", c6="Radio Sarn 10:15")
    raw = f"{web}\n{heard}\n{heard}\n".encode()
    assert [code for _, code in outline(raw, "a.mentions.CSV")] == ["link", "bad-address"]
    graph = gdelt(27, c1="20310306101500-1", c2="20310306101500", c3="1", c4="a.example", c5="https://a.example/9")
    (link,) = links(graph.encode(), "a.gkg.csv")
    assert (link.url, link.told.outlet, link.told.published) == ("https://a.example/9", "a.example", "2031-03-06T10:15:00Z")


def test_a_gdelt_table_of_another_width_is_refused() -> None:
    with pytest.raises(InputError, match=r"40 columns.*61 or 58"):
        list(read_input(gdelt(40).encode(), "a.export.csv"))


def test_gdelts_article_list_as_a_table_gives_links() -> None:
    raw = "\ufeffURL,MobileURL,Date,Title\nhttps://a.example/1,,2031-03-06 10:15:00,Gate shut\n".encode()
    (link,) = links(raw, "articles.csv")
    assert (link.url, link.told.title, link.told.published) == ("https://a.example/1", "Gate shut", "2031-03-06 10:15:00")
