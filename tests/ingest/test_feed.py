"""Feeds and sitemaps: documents where an entry holds the whole text, links where it does not."""

from __future__ import annotations

import time

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import Given, Told, read_input
from tests.ingest.containers import documents, item, links, outline, page, rss
from tests.ingest.reading import BODY, MORE, zones_of

WHOLE = f"<p>{BODY}</p><figure><img src='/g.png'><figcaption>A gate, seen from the north.</figcaption></figure><p>{MORE}</p>"


def test_an_entry_with_its_whole_text_is_a_document_with_what_the_feed_tells() -> None:
    (document,) = documents(rss(item(1, content=WHOLE)), "f.rss")
    assert (document.path, document.importer, document.title) == ("f.rss#1", "feed", "Gate 1 shut")
    assert (document.url, document.author, document.outlet) == ("https://harbour.example/1", "Lena Torvik", "The Harbour Post")
    assert document.lang == "en"
    assert document.published
    assert (document.published.day, document.published.basis) == ("2031-03-10", "metadata")
    assert [kind for kind, _ in zones_of(document)] == ["title", "body", "caption", "body"]


def test_a_teaser_is_a_link_with_what_the_feed_tells() -> None:
    (link,) = links(rss(item(1)), "f.xml")
    assert (link.url, link.path, link.told.title, link.told.outlet) == ("https://harbour.example/1", "f.xml#1", "Gate 1 shut", "The Harbour Post")
    assert (link.told.author, link.told.published, link.told.lang) == ("Lena Torvik", "Mon, 10 Mar 2031 09:00:00 GMT", "en")


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (item(1, description=f"<p>{BODY * 7}</p>"), "part"),
        (item(1, description=f"<p>{BODY}</p><p>{MORE}</p><p>{BODY}</p>"), "part"),
        (item(1, description=BODY.replace("\n", " ") * 3), "link"),
        (item(1, content="<p>A gate was shut.</p>"), "link"),
        (item(1, content=f"<p>{BODY * 3} [&#8230;]</p>"), "link"),
        ("<title>Gate</title><description>A gate was shut.</description>", "part"),
    ],
)
def test_a_summary_is_taken_for_the_whole_where_it_is_long_or_there_is_no_link(entry: str, kind: str) -> None:
    assert [found for _, found in outline(rss(entry), "f.rss")] == [kind]


def test_a_relative_link_begins_at_the_feeds_own_and_an_aggregators_entry_names_its_outlet() -> None:
    entry = '<title>T</title><link>/2031/1</link><source url="https://corvid.example/f">Corvid agency</source>'
    (link,) = links(rss(entry), "f.rss")
    assert (link.url, link.told.outlet) == ("https://harbour.example/2031/1", "Corvid agency")


def test_atom_tells_publication_and_update_apart() -> None:
    entry = "<title>Gate shut</title><link href='https://harbour.example/1'/><author><name>Lena Torvik</name></author>"
    days = "<published>2031-03-10T09:00:00Z</published><updated>2031-03-11T08:00:00Z</updated>"
    raw = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><title>The Harbour Post</title><entry>{entry}{days}</entry></feed>".encode()
    (link,) = links(raw, "f.atom")
    assert (link.told.published, link.told.updated) == ("2031-03-10T09:00:00Z", "2031-03-11T08:00:00Z")
    assert (link.told.author, link.told.outlet) == ("Lena Torvik", "The Harbour Post")
    xhtml = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{BODY * 2}</p><p>{MORE}</p></div></content>"
    (document,) = documents(raw.replace(b"</entry>", f"{xhtml}</entry>".encode()), "f.atom")
    assert MORE.strip() in document.text
    assert "<p>" not in document.text
    assert document.published
    assert document.published.day == "2031-03-10"


def test_rdf_feeds_are_read() -> None:
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    entry = '<item rdf:about="https://corvid.example/1"><title>Gate</title><link>https://corvid.example/1</link><dc:date>2031-03-10</dc:date></item>'
    channel = '<channel rdf:about="x"><title>Corvid agency</title><link>https://corvid.example/</link></channel>'
    (link,) = links(f"<rdf:RDF {spaces}>{channel}{entry}</rdf:RDF>".encode(), "f.xml")
    assert (link.url, link.told.outlet, link.told.published) == ("https://corvid.example/1", "Corvid agency", "2031-03-10")


def test_a_news_sitemap_gives_links() -> None:
    news = "<news:publication><news:name>The Harbour Post</news:name><news:language>en</news:language></news:publication>"
    news += "<news:publication_date>2031-03-10</news:publication_date><news:title>Gate shut</news:title>"
    url = f"<url><loc>https://harbour.example/1</loc><news:news>{news}</news:news></url>"
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    (link,) = links(f"<urlset {space}>{url}{url}</urlset>".encode(), "s.xml")
    assert (link.url, link.path, link.told.title, link.told.published) == ("https://harbour.example/1", "s.xml#1", "Gate shut", "2031-03-10")


def test_broken_xml_is_read_as_far_as_it_goes_and_names_of_characters_are_known() -> None:
    raw = rss(item(1).replace("A gate was shut.", "Gate&nbsp;shut"), item(2), item(3))
    assert outline(raw[:-40], "f.rss")[:2] == [("f.rss#1", "link"), ("f.rss#2", "link")]
    assert outline(raw.replace(b"Gate 2", "Gate é & 2".encode()), "f.rss")[1] == ("f.rss#2", "link")
    assert outline(raw.replace(b"UTF-8", b"windows-1251").replace(b"Gate 1", "Норланд".encode("cp1251")), "f.rss")[0] == ("f.rss#1", "link")
    assert links(raw.decode().encode("utf-16"), "f.rss")[0].told.title == "Gate 1 shut"


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        f'<!DOCTYPE r [<!ENTITY a "{"x" * 10_000}">]>',
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://a.example/x.dtd"> %a;]>',
        '<!-- <rss> --><!doctype r [<!entity a "b">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_unread(dtd: str, encoding: str) -> None:
    raw = f"{dtd}<rss><channel><item><title>&a;&a;&a;</title><link>https://a.example/1</link></item></channel></rss>".encode(encoding)
    with pytest.raises(InputError, match="entities") as caught:
        list(read_input(raw, "f.xml"))
    assert caught.value.code == "malformed"


@pytest.mark.parametrize(
    "flood",
    [
        "<b>" * 100_000 + "</b>" * 100_000,
        "<b>" * 100_000,
        "<" * 500_000,
        "&" * 500_000,
        f"<a {' '.join(f'a{n}=x' for n in range(100_000))}/>".replace("=x", "='x'"),
        "<category>x</category>" * 300_000,
        "".join(f"<x{n}:a xmlns:x{n}='u{n}'/>" for n in range(20_000)),
        f"<description><![CDATA[{'<p>' * 1_000_000}]]></description>",
    ],
    ids=["nested", "unclosed", "angles", "ampersands", "attributes", "children", "namespaces", "tags-in-text"],
)
def test_floods_end_in_time(flood: str) -> None:
    start = time.process_time()
    try:
        found = outline(rss(flood), "f.xml")
    except InputError as error:
        found = [("", error.code)]
    assert [code for _, code in found if code in ("part", "link")] == []
    assert time.process_time() - start < 5


def test_only_the_first_five_thousand_entries_are_read_and_it_says_so() -> None:
    found = outline(rss(*(f"<title>T</title><link>https://a.example/{n}</link>" for n in range(6000))), "f.xml")
    assert found[4999:] == [("f.xml#5000", "link"), ("f.xml#5001", "too-large")]


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b"<note><to>Odd</to></note>", "malformed", "root is 'note'; expected a feed"),
        (b"just words", "malformed", "no XML"),
        (rss(), "no-text", "without entries"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_would_be_one(raw: bytes, code: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        list(read_input(raw, "f.xml"))
    assert caught.value.code == code


def test_an_entrys_id_hangs_on_no_other_entry_and_what_led_to_the_feed_is_not_told_of_it() -> None:
    given = Given(told=Told(title="The feed", url="https://harbour.example/feed"))
    (alone,) = documents(rss(f"<title>Gate</title><description>{BODY}</description>"), "f.xml", given)
    _, second = documents(rss(item(1, content=WHOLE), f"<title>Gate</title><description>{BODY}</description>"), "g.xml", given)
    assert (alone.id, alone.url, alone.title) == (second.id, None, "Gate")


def test_a_page_under_the_name_of_a_feed_is_read_as_a_page() -> None:
    assert documents(page("Gate shut", BODY, MORE), "a.xml")[0].importer == "html"
    assert documents(rss(item(1, content=WHOLE)), "download")[0].importer == "feed"
