"""JSON Lines: a document or a link a line, a Failure for each broken one."""

from __future__ import annotations

import json

import pytest

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest import Given, Part, read_input
from tests.ingest.containers import documents, links, outline
from tests.ingest.reading import BODY, MORE, read


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


def test_the_fields_of_a_line_are_kept() -> None:
    raw = line(text=BODY, title="Gate shut", url="https://a.example/b", outlet="The Harbour Post", author="Lena Torvik", date="2031-03-10", lang="en")
    document = read(raw, "a.jsonl")
    assert (document.text, document.title, document.outlet, document.author) == (BODY, "Gate shut", "The Harbour Post", "Lena Torvik")
    assert (document.url, document.lang, document.path) == ("https://a.example/b", "en", "a.jsonl:1")
    assert document.published
    assert (document.published.day, document.published.basis) == ("2031-03-10", "metadata")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b'{"text": "cut off', "malformed"),
        (b'["a list"]', "malformed"),
        (b"[" * 100_000, "malformed"),
        (b'{"title": "no text"}', "missing-field"),
        (b'{"text": 7}', "missing-field"),
        (b'{"text": " "}', "no-text"),
        (b'{"text": "half \\ud800"}', "encoding"),
        (b'{"text": "caf\xe9"}', "encoding"),
        (b'{"url": "mailto:desk@a.example"}', "bad-address"),
        (json.dumps({f"k{n}": 1 for n in range(1001)}).encode(), "malformed"),
    ],
)
def test_a_broken_line_is_a_failure_and_the_rest_is_read(bad: bytes, code: str) -> None:
    first, failure, last = list(read_input(b"\n".join([line(text=BODY), bad, b"", line(text=MORE)]), "f/a.jsonl"))
    assert isinstance(first, Part)
    assert isinstance(last, Part)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.input, failure.error) == ("ingest", "f/a.jsonl:2", code)


def test_a_file_without_lines_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(b"\n \n", "a.jsonl"))
    assert caught.value.code == "no-text"


def test_an_added_line_changes_no_id() -> None:
    (before,) = documents(line(text=BODY), "a.jsonl")
    _, after = documents(line(text=MORE) + b"\n" + line(text=BODY) + b"\n", "a.jsonl")
    assert before.id == after.id


def test_columns_are_named_by_what_they_hold() -> None:
    raw = line(nachricht=BODY, text="a note", wann="2031-03-10", kopf="Gate shut")
    (document,) = documents(raw, "a.jsonl", Given(columns={"text": "nachricht", "published": "wann", "title": "kopf"}))
    assert (document.text, document.title) == (BODY, "Gate shut")
    assert document.published
    assert document.published.day == "2031-03-10"


def test_a_named_column_that_no_line_has_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"'pub_dat'.*'text', 'pub_date'") as caught:
        list(read_input(line(text=BODY, pub_date="2031-03-10"), "a.jsonl", Given(columns={"published": "pub_dat"})))
    assert caught.value.code == "missing-field"


def test_a_line_without_the_named_text_is_a_failure_and_one_without_the_named_author_is_not() -> None:
    raw = b"\n".join([line(body=BODY, by="Odd Berg"), line(body=MORE), line(by="Odd Berg")])
    given = Given(columns={"text": "body", "author": "by"})
    assert outline(raw, "a.jsonl", given) == [("a.jsonl:1", "part"), ("a.jsonl:2", "part"), ("a.jsonl:3", "missing-field")]


@pytest.mark.parametrize("name", ["text", "body", "content", "maintext", "article", "full_text", "articleBody", "Full Text"])
def test_common_names_of_the_text_need_no_mapping(name: str) -> None:
    assert read(line(**{name: BODY, "description": "short"}), "a.jsonl").text == BODY


def test_what_extractors_write_is_read() -> None:
    raw = line(
        authors=["Lena Torvik", "Odd Berg"],
        date_download="2031-04-01 00:00:00",
        date_modify="2031-03-11 08:00:00",
        date_publish="2031-03-10 09:00:00",
        language="English",
        maintext=BODY,
        source_domain="harbour.example",
        title="Gate &amp; pier shut",
        url="https://harbour.example/1",
    )
    document = read(raw, "a.jsonl")
    assert (document.author, document.outlet, document.title) == ("Lena Torvik, Odd Berg", "harbour.example", "Gate & pier shut")
    assert document.published
    assert document.published.day == "2031-03-10"
    assert document.lang == "en"


def test_an_outlet_may_be_an_object_with_a_name() -> None:
    assert read(line(text=BODY, source={"id": None, "name": "The Harbour Post"}), "a.jsonl").outlet == "The Harbour Post"


@pytest.mark.parametrize("when", ["20310310", "20310310T091500Z", "20310310091500", 1_930_900_500, "1930900500000", "10 March 2031"])
def test_a_date_that_is_a_bare_number_is_read(when: object) -> None:
    document = read(line(text=BODY, date=when), "a.jsonl")
    assert document.published
    assert document.published.day == "2031-03-10"


def test_an_address_without_a_text_is_a_link_and_comes_once() -> None:
    raw = b"\n".join([line(url="https://a.example/1", title="Gate shut"), line(url="https://a.example/1"), line(url="https://a.example/2", text="")])
    first, second = links(raw, "a.jsonl")
    assert (first.url, first.path, first.told.title) == ("https://a.example/1", "a.jsonl:1", "Gate shut")
    assert (second.url, second.path) == ("https://a.example/2", "a.jsonl:3")


def test_html_in_a_text_is_read_as_html_and_nothing_of_it_is_lost() -> None:
    document = read(line(title="Gate shut", text=f"<p>{BODY}</p><p>A gate.</p><script>x()</script><p>{MORE}</p>"), "a.jsonl")
    assert document.text.split("\n") == ["Gate shut", BODY.strip(), "A gate.", MORE.strip(), ""]
