"""Markdown: front matter, what is text and what is not, and files made to break a reader."""

from __future__ import annotations

import pytest

from dragoman.core.errors import InputError
from tests.ingest.reading import BODY, MORE, read, zones_of

MATTER = """---
title: Norland shuts consulate
date: 2033-05-03
author: [Lena Torvik, Odd Berg]
source: https://post.example/gate
publisher: {name: The Harbour Post}
lang: en
---
"""


def test_front_matter_tells_title_day_author_outlet_and_address() -> None:
    document = read(f"{MATTER}\n{BODY}\n{MORE}", "a.md")
    assert (document.title, document.author, document.outlet) == ("Norland shuts consulate", "Lena Torvik, Odd Berg", "The Harbour Post")
    assert (document.url, document.lang, document.published and document.published.day) == ("https://post.example/gate", "en", "2033-05-03")
    assert document.text.startswith("Norland shuts consulate\n\nNorland closed")


@pytest.mark.parametrize("title", ["Norland: a story: told", '"Norland: a story: told"'])
def test_front_matter_that_is_no_yaml_is_read_line_by_line(title: str) -> None:
    document = read(f"---\ntitle: {title}\nsource: The Harbour Post\n---\n{BODY}", "a.md")
    assert (document.title, document.outlet) == ("Norland: a story: told", "The Harbour Post")


def test_words_are_kept_and_markup_code_and_raw_html_are_not() -> None:
    source = f"""# Norland shuts *consulate*

By Lena Torvik
3 May 2033

Norland **closed** the [consulate](https://a.example) on Monday,
<b>ministers</b> said&nbsp;so.

```
code of the page
```

<div>raw markup</div>

## A ferry

* one boat of the navy
* two boats of the guard

> {BODY.strip()}

![Guards at the closed gate. [Odd Berg/Corvid]](/i/2033/05/03/a.jpg)

{MORE}"""
    assert zones_of(read(source, "a.md")) == [
        ("title", "Norland shuts consulate"),
        ("byline", "By Lena Torvik"),
        ("byline", "3 May 2033"),
        ("body", "Norland closed the consulate on Monday, ministers said so."),
        ("heading", "A ferry"),
        ("body", "one boat of the navy"),
        ("body", "two boats of the guard"),
        ("body", BODY.strip()),
        ("caption", "Guards at the closed gate."),
        ("byline", "[Odd Berg/Corvid]"),
        ("body", MORE.strip()),
    ]


def test_a_table_is_a_line_a_row() -> None:
    assert "Ship | Dead\n\nKittiwake | 14" in read(f"{BODY}\n| Ship | Dead |\n|---|---|\n| Kittiwake | 14 |\n", "a.md").text


def test_a_title_in_front_matter_and_heading_is_said_once() -> None:
    assert read(f"{MATTER}# Norland Shuts Consulate\n\n{BODY}", "a.md").text.lower().count("shuts consulate") == 1


@pytest.mark.parametrize("source", ["", MATTER, "```\ncode alone\n```\n", "<div>\n</div>\n", "> " * 5000], ids=["empty", "matter", "code", "html", "deep"])
def test_a_file_without_words_has_no_text(source: str) -> None:
    with pytest.raises(InputError) as caught:
        read(source, "a.md")
    assert caught.value.code == "no-text"


@pytest.mark.parametrize("head", ["title: " + "[" * 3000, "a: &a [x]\nb: &b [*a, *a]\ntitle: [*b, *b]", "x: " + "y" * 20_000, "- a\n- b"])
def test_odd_front_matter_is_no_reason_to_lose_the_text(head: str) -> None:
    assert BODY.strip() in read(f"---\n{head}\n---\n{BODY}", "a.md").text


@pytest.mark.parametrize("flood", ["[" * 20_000, "![" * 20_000, "*a " * 20_000, "[a](" * 20_000, "<" * 20_000, "`" * 20_000], ids=list("bistlc"))
def test_floods_of_marks_are_read(flood: str) -> None:
    assert read(f"{BODY}\n{flood}", "a.md").text
