"""Web pages: main text, tags, and pages made to break a parser."""

from __future__ import annotations

import time

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import Given, Part, read_input
from tests.ingest.reading import BODY, MORE, read, zones_of

HEAD = '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Norland shuts consulate | The Harbour Post</title>'
LINKED = '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Norland shuts consulate",'
LINKED += '"datePublished":"2031-03-10T23:30:00+02:00","author":[{"name":"Lena Torvik"}],"publisher":{"name":"The Harbour Post"}}]}</script>'
CAPTION = "Guards at the closed gate in Port Sarn, March 9."
ARTICLE = (
    f"<body><nav><ul><li>Home<li>World</ul></nav><article><h1>Norland shuts consulate</h1><p>{BODY}</p><figure><img src='/i/2031/03/09/a.jpg'>"
    f"<figcaption>{CAPTION} [Odd Berg/Corvid]</figcaption></figure><h2>A ferry and two blasts</h2><p>{MORE}</p>"
    "<script>document.write('<p>Norland attacked Estavia with everything that it has got.</p>')</script></article>"
    "<footer><p>All of this belongs to the publisher and to nobody else.</p></footer></body></html>"
)


def page(head: str = "", body: str = f"<p>{BODY}</p><p>{MORE}</p>") -> str:
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_title_caption_heading_and_paragraphs_have_their_zones() -> None:
    assert zones_of(read(HEAD + LINKED + "</head>" + ARTICLE, "a.html")) == [
        ("title", "Norland shuts consulate"),
        ("body", BODY.strip()),
        ("caption", CAPTION),
        ("byline", "[Odd Berg/Corvid]"),
        ("heading", "A ferry and two blasts"),
        ("body", MORE.strip()),
    ]


def test_tags_tell_title_outlet_author_day_and_language() -> None:
    document = read(HEAD + LINKED + "</head>" + ARTICLE, "a.html")
    assert (document.title, document.outlet, document.author, document.lang) == ("Norland shuts consulate", "The Harbour Post", "Lena Torvik", "en")
    assert document.published
    assert (document.published.day, document.published.basis) == ("2031-03-10", "metadata")


def test_scripts_menus_and_footers_are_no_text() -> None:
    text = read(HEAD + "</head>" + ARTICLE, "a.html").text
    assert "attacked" not in text
    assert "Home" not in text
    assert "nobody else" not in text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2031-03-10T08:00:00Z">', ("2031-03-10", "metadata")),
        ('<meta name="DC.date" content="10 March 2031">', ("2031-03-10", "metadata")),
        ('<link rel="canonical" href="https://post.example/2031/03/11/gate">', ("2031-03-11", "url-path")),
    ],
)
def test_a_page_tells_its_day(head: str, day: tuple[str, str]) -> None:
    published = read(page(head), "a.html").published
    assert published
    assert (published.day, published.basis) == day


def test_a_page_that_tells_no_day_gets_none() -> None:
    assert read(page(), "a.html").published is None


def test_a_declared_charset_is_read() -> None:
    raw = page('<meta charset="windows-1252">', f"<p>Café row: {BODY}</p>").encode("cp1252")
    assert "Café row" in read(raw, "a.html").text


RUSSIAN = "Министерство иностранных дел Норландии сообщило в понедельник, что консульство Эставии в Порт-Сарне закрыто. " * 4
FRENCH = "Le gouvernement a déclaré lundi que la frontière était fermée à cause d’une grève très longue. " * 4
ENGLISH = "The ministry’s spokesman said on Monday that the gate was shut — “a mistake”, as others in the town thought. " * 4
CHINESE = "外交部星期一宣布，该国驻港口城市的领事馆已经关闭。发言人拒绝回答记者的提问。" * 6


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "utf-8"),
        (RUSSIAN, "utf-16-be", "utf-8"),
        (ENGLISH, "utf-16-le", "utf-8"),
        (ENGLISH, "cp1252", "windows-1252"),
        (ENGLISH, "cp1252", "utf-8"),
        (FRENCH, "cp1252", "utf-8"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb2312"),
    ],
)
def test_a_page_is_read_whatever_charset_it_is_in_and_declares(text: str, charset: str, declared: str) -> None:
    raw = page(f'<meta charset="{declared}">', f"<p>{text}</p>").encode(charset)
    assert text.strip() in read(raw, "a.html").text


def test_a_broken_byte_costs_one_letter_not_the_page() -> None:
    raw = page('<meta charset="utf-8">', f"<p>{RUSSIAN}</p>").encode().replace("закрыто".encode(), "закрыт".encode() + b"\xd1", 1)
    assert "закрыт\ufffd. Министерство" in read(raw, "a.html").text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"a": 1}', "malformed"),
        (b"", "no-text"),
        (b"<html><body><p>Menu</p></body></html>", "no-text"),
        (b"<html><script>var x = 'Norland attacked Estavia with everything it had'</script></html>", "no-text"),
        ("<p>Café</p>".encode("latin-1"), "encoding"),
        (b"<p>\0</p>", "unreadable"),
        (b"<p>" + b"x<b>y</b> " * 500_000, "too-large"),
    ],
)
def test_a_page_without_a_text_is_refused_with_its_code(raw: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, "a.html"))
    assert caught.value.code == code


PARAGRAPH = f"<p>{BODY}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 50_000 + PARAGRAPH + "</div>" * 50_000,
        f"<div {' '.join(f'a{i}=1' for i in range(100_000))}>{PARAGRAPH}</div>",
        PARAGRAPH + "<!--" * 200_000,
        PARAGRAPH + "<a " * 200_000,
        PARAGRAPH + "<script>" + "x <p> </scr" * 50_000,
        PARAGRAPH + '<a href="' + "x" * 500_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + PARAGRAPH,
    ],
)
def test_a_page_made_to_break_a_parser_is_read_in_time(source: str) -> None:
    start = time.process_time()
    assert BODY.strip() in read("<html><body>" + source, "a.html").text
    assert time.process_time() - start < 10


def test_the_charset_that_a_server_named_is_believed_where_the_page_says_none() -> None:
    raw = f"<html><body><article><p>{'Норландия закрыла консульство Эставии в порту Сарн. ' * 4}</p></article></body></html>".encode("cp1251")
    (part,) = read_input(raw, "a.html", Given(charset="windows-1251"))
    assert isinstance(part, Part)
    assert part.document.text.startswith("Норландия закрыла")
