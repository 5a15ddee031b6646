"""Main text of pages as sites of all kinds write them: what of a page is the report, whole and in order."""

from __future__ import annotations

import pytest

from tests.ingest.reading import BODY, MORE, read, zones_of

FIRST, SECOND = BODY.strip(), MORE.strip()
THIRD = "A ferry of the state line waited outside the harbour for two hours, and then turned back without a word of explanation."
TITLE = "Norland shuts consulate"
OTHER = "The herring fleet of the northern ports stays at anchor until the price of salt falls, its owners said in a letter."


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><html lang="en"><head><title>{TITLE} | The Harbour Post</title>{head}</head><body>{body}</body></html>'


def lines(body: str, head: str = "") -> list[str]:
    return read(page(body, head), "a.html").text.splitlines()


TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
WHOLE = [TITLE, FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "noise",
    [
        '<div class="submeta"><div class="submeta__share">Share on {}</div><ul class="submeta__links"><li><a href="/">Norland</a></li></ul></div>',
        '<gu-island name="SlotBodyEnd"><div id="slot-body-end"><p>{}</p></div></gu-island>',
        '<div class="article__more-on"><h2>More on this</h2><p>{}</p></div>',
        '<div class="trc_related_container" id="taboola-below-article"><p>{}</p></div>',
        '<div id="disqus_thread"><p>{}</p></div>',
        '<div class="fc-consent-root"><p>{}</p></div>',
        '<div id="onetrust-banner-sdk" role="alertdialog"><p>{}</p></div>',
        '<section class="wp-block-newspack-blocks-homepage-articles recommended"><p>{}</p></section>',
        '<div class="jp-relatedposts"><p>{}</p></div>',
        '<div class="l-sidebar"><p>{}</p></div>',
        '<div aria-hidden="true"><p>{}</p></div>',
        '<div style="display: none"><p>{}</p></div>',
        "<aside><p>{}</p></aside>",
        '<div class="NewsletterSignup"><p>{}</p></div>',
        '<div class="author-bio"><p>{}</p></div>',
        '<p><a href="/x">{}</a></p>',
        '<div class="card"><h3><a href="/x">Herring stays cheap for now</a></h3><p>{}</p></div>',
    ],
)
def test_what_surrounds_and_interrupts_a_report_is_no_part_of_it(noise: str) -> None:
    piece = noise.format(OTHER)
    body = f'<main><article><h1>{TITLE}</h1><div class="article-body"><p>{FIRST}</p>{piece}<p>{SECOND}</p><p>{THIRD}</p></div>{piece}</article></main>{piece}'
    assert lines(body) == WHOLE


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="has-sidebar comments-open"><h1>{TITLE}</h1><div class="entry-content">{TEXT}</div></div>',
        f'<div class="sidebar-layout"><div><h1>{TITLE}</h1>{TEXT}</div></div>',
        f'<form id="aspnetForm"><h1>{TITLE}</h1><div id="main">{TEXT}</div></form>',
        f'<section><h1>{TITLE}</h1></section><section><div class="grid">{"".join(f"<div><p>{p}</p></div>" for p in WHOLE[1:])}</div></section>',
        f'<h1>{TITLE}</h1><p class="dek">{FIRST}</p><div class="body-copy"><p>{SECOND}</p><p class="last">{THIRD}</p></div>',
        f'<div class="kAdXz"><h1>{TITLE}</h1><div class="sc-1ad2 gAdQw">{TEXT}</div></div>',
        f"<center><b>{TITLE}</b><br><br>{FIRST}<br><br>{SECOND}<br>{THIRD}</center>",
        f'<h1>{TITLE}</h1><div class="part story-body"><p>{FIRST}</p></div><div class="part story-body"><p>{SECOND}</p><p>{THIRD}</p></div>',
    ],
)
def test_a_report_is_whole_however_its_page_is_built(body: str) -> None:
    assert lines(body) == WHOLE


def test_words_of_inline_elements_are_neither_lost_nor_glued() -> None:
    inline = "<p>The <a href='/n'>Nor<b>land</b></a>ic <em>foreign</em>&nbsp;ministry<sup>*</sup> said<br>on <span>Monday</span>, "
    inline += "in a<wbr>n <q>open</q> let&shy;ter, that all is&#8203; well.</p>"
    text = lines(f"<article><h1>{TITLE}</h1>{inline}{TEXT}</article>")[1]
    assert text == "The Norlandic foreign ministry* said on Monday, in an “open” letter, that all is well."


def test_lists_quotations_headings_and_rows_keep_their_order() -> None:
    inner = f"<p>{FIRST}</p><h2>What was said</h2><blockquote><p>{THIRD}</p></blockquote>"
    inner += "<ul><li>Gates stay shut.</li><li>Ships that carry grain <a href='/x'>may pass</a>.</li></ul>"
    inner += f"<table><tr><th>Name</th><th>Post</th></tr><tr><td>Ilse Marn</td><td>Consul</td></tr></table><p>{SECOND}</p>"
    wanted = [TITLE, FIRST, "What was said", THIRD, "Gates stay shut.", "Ships that carry grain may pass.", "Name | Post", "Ilse Marn | Consul", SECOND]
    assert lines(f'<article><h1>{TITLE}</h1><div class="entry-content">{inner}</div></article>') == wanted


def test_a_second_report_below_the_first_is_left_out() -> None:
    more = f"<article><h1>Herring stays cheap</h1><p>{OTHER}</p><p>{OTHER} {OTHER}</p></article>"
    assert lines(f"<article><h1>{TITLE}</h1>{TEXT}</article>{more}") == WHOLE


def test_a_teaser_gives_way_to_the_whole_text_in_the_data() -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{FIRST}\\n{SECOND}\\n{THIRD}"}}</script>'
    body = f"<h1>{TITLE}</h1><div class='teaser-text'><p>{FIRST}</p></div><div class='offer'><p>{OTHER}</p></div>"
    assert lines(body, data) == WHOLE


def test_the_page_wins_where_its_data_hold_less() -> None:
    data = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{FIRST[:60]}…"}}</script>'
    assert lines(f"<article><h1>{TITLE}</h1>{TEXT}</article>", data) == WHOLE


def test_a_pull_quote_is_not_said_twice() -> None:
    body = f'<article><h1>{TITLE}</h1><div class="story-body"><p>{FIRST}</p><blockquote>{SECOND[:60]}</blockquote><p>{SECOND}</p><p>{THIRD}</p></div></article>'
    assert lines(body) == WHOLE


def test_a_picture_keeps_its_caption_and_its_credit_is_not_coded() -> None:
    figure = "<figure><img src='/a.jpg'><figcaption>Guards stand at the closed gate. <span class='credit'>Odd Berg/Corvid</span></figcaption></figure>"
    document = read(page(f"<article><h1>{TITLE}</h1>{figure}{TEXT}</article>"), "a.html")
    assert ("caption", "Guards stand at the closed gate.") in zones_of(document)
    assert ("boilerplate", "Odd Berg/Corvid") in zones_of(document)


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ('<meta property="og:site_name" content="Corvid Online">', "Corvid Online"),
        ('<meta name="application-name" content="Corvid Online">', "Corvid Online"),
        ('<script type="application/ld+json">{"@type":"Article","datePublished":"2031-03-10","publisher":{"name":"Corvid Online"}}</script>', "Corvid Online"),
        ("", "The Harbour Post"),
    ],
)
def test_the_outlet_is_told_by_tags_data_or_the_title_of_the_window(head: str, outlet: str) -> None:
    assert read(page(f"<h1>{TITLE}</h1>{TEXT}", head), "a.html").outlet == outlet


@pytest.mark.parametrize(
    ("head", "lang"),
    [
        ('<html lang="fr-FR"><head>', "fr"),
        ('<html><head><meta http-equiv="content-language" content="fr">', "fr"),
        ('<html><head><meta property="og:locale" content="fr_FR">', "fr"),
    ],
)
def test_tags_tell_the_language(head: str, lang: str) -> None:
    assert lang in (read(f"{head}</head><body><p>Un deux trois quatre cinq six sept huit.</p></body></html>", "a.html").lang or "")
