"""Markup made bearable: what is taken out, what stays, and that hostile pages end in time."""

from __future__ import annotations

import time

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest.tame import MAX_TAGS, TooManyTagsError, tame
from tests.ingest.reading import BODY, read

PARAGRAPH = f"<p>{BODY.strip()}</p>"
LIMIT = 10.0
"""CPU seconds that any page may take; on an idle machine all take under three."""


@pytest.mark.parametrize(
    ("source", "tamed"),
    [
        ("a<!-- b -->c", "ac"),
        ("a<script>if (b < c) { '<p>' }</script>d", "a d"),
        ("<style>p > a {}</style>b", " b"),
        ("<p class=\"[&>a]:b\" title='x > y'>c</p>", "<p class=\"[&>a]:b\" title='x > y'>c</p>"),
        ("1 < 2 <3 <é", "1 &lt; 2 &lt;3 &lt;é"),
        ("<p title=it's>don't</p>", "<p title=it's>don't</p>"),
        ("a <b", "a "),
        ('<?xml version="1.0"?><p>a</p>', "<p>a</p>"),
        ("<![CDATA[a]]>", "a"),
        ("<textarea>a", "a"),
        ("a<plaintext>b", "ab"),
        ("a</div></b>", "a"),
        ("a\0b\x0cc", "abc"),
    ],
)
def test_only_tags_that_end_and_their_text_stay(source: str, tamed: str) -> None:
    assert tame(source) == tamed


def test_the_data_of_a_page_stays() -> None:
    script = '<script type="application/ld+json">{"a": "<p>"}</script>'
    assert "ld+json" in tame(script)


def test_entities_that_a_document_declares_are_never_expanded() -> None:
    bomb = "".join(f'<!ENTITY lol{i} "{f"&lol{i - 1};" * 10}">' for i in range(1, 12))
    head = f'<!DOCTYPE html [<!ENTITY lol0 "lol">{bomb}]><html xmlns="http://www.w3.org/1999/xhtml">'
    source = f"{head}<body>{PARAGRAPH}<p>And &lol11; stays as it is.</p></body></html>"
    text = read(source, "a.xhtml").text
    assert BODY.strip() in text
    assert "lollol" not in text
    assert "ENTITY" not in text


def test_what_lies_too_deep_loses_its_tags_and_keeps_its_text() -> None:
    tamed = tame("<div>" * 1000 + "a" + "</div>" * 1000 + "<p>b</p>")
    assert tamed.count("<div>") == tamed.count("</div>") < 200
    assert tamed.endswith("<p>b</p>")


def test_a_page_of_more_tags_than_any_report_is_refused() -> None:
    with pytest.raises(TooManyTagsError):
        tame("<br>" * (MAX_TAGS + 1))


HOSTILE = {
    "attributes": f"<div {' '.join(f'a{i}=1' for i in range(300_000))}>{PARAGRAPH}</div>",
    "divs": "<div>" * 100_000 + PARAGRAPH + "</div>" * 100_000,
    "bold": "<b>" * 100_000 + PARAGRAPH,
    "spans": "<span>" * 100_000 + PARAGRAPH,
    "tables": "<table><tr><td>" * 5_000 + PARAGRAPH,
    "lists": "<ul><li>" * 100_000 + PARAGRAPH,
    "cells": "<table><tr>" + "<td>aa bb" * 100_000 + "</table>" + PARAGRAPH,
    "paragraphs": "<div>" * 110 + "<p>x y.</p>" * 60_000 + PARAGRAPH,
    "openings": PARAGRAPH + "<" * 1_000_000,
    "attribute": f'<div data-x="{"x" * 3_000_000}">{PARAGRAPH}',
    "blank attribute": f"<a{' ' * 3_000_000}>{PARAGRAPH}",
    "quotes": PARAGRAPH + "<a x='\"" * 300_000,
    "open quotes": '<a href="' * 300_000 + PARAGRAPH,
    "comments": PARAGRAPH + "<!--" * 200_000,
    "text areas": "<textarea>" * 200_000 + PARAGRAPH,
    "declarations": "<!doctype html [" * 100_000 + PARAGRAPH,
    "picture": f'{PARAGRAPH}<img src="data:image/png;base64,{"QUJD" * 700_000}">',
    "plain text": f"<plaintext>{PARAGRAPH}",
    "classes": f'<div class="{"ab-cd " * 200_000}">{PARAGRAPH}',
    "half pairs": f"{PARAGRAPH}<p>Half of a pair &#xD800; stands in this sentence, and &#56320; in that.</p>",
    "deep data": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + PARAGRAPH,
    "one word": f"<p>{'w' * 3_500_000}</p>{PARAGRAPH}",
    "headlines": "<h1>Norland closes a gate</h1>" * 40_000 + PARAGRAPH,
    "articles": "".join(f"<article><h2>Headline {i} of many</h2><p>Some words stand here, and they end here and now.</p></article>" for i in range(10_000)),
    "times": "<time>3 March 2031</time>" * 60_000 + PARAGRAPH,
}


def outcome(source: str) -> str:
    try:
        return "text" if read(source, "a.html").text.encode() else "nothing"
    except InputError as error:
        return error.code


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_in_a_text_or_a_refusal_within_ten_seconds(name: str) -> None:
    start = time.process_time()
    assert outcome(f"<html><body>{HOSTILE[name]}") in ("text", "too-large", "no-text")
    assert time.process_time() - start < LIMIT
