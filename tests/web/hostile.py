"""Yields PAYLOADS, words that try to become markup, script, query, formula or path, and a record that has them in every field that is shown."""

from __future__ import annotations

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

from dragoman.app import App, open_app
from dragoman.core.desk import EntityFilter, EventFilter, Page, SavedSearch, SearchFilter
from dragoman.core.errors import DragomanError
from dragoman.core.settings import Settings
from dragoman.pipeline import Wanted
from dragoman.review.acts import Act

MARK = "zq9"
"""Stands in the names of all elements and attributes that payloads would make, and in no template."""
PAYLOADS: tuple[str, ...] = (
    "<script>zq9()</script>",
    "<SCRIPT SRC=//zq9.example/x.js></SCRIPT>",
    "<img src=x onerror=zq9()>",
    "<svg/onload=zq9()>",
    "<svg><script>zq9()</script></svg>",
    "<math><mi xlink:href='javascript:zq9()'>m</mi></math>",
    "<body onload=zq9()>",
    "<iframe srcdoc='<script>zq9()</script>'></iframe>",
    "<object data='javascript:zq9()'></object>",
    "<embed src='data:text/html,zq9'>",
    "<base href='//zq9.example/'>",
    "<meta http-equiv=refresh content='0;url=//zq9.example'>",
    "<link rel=stylesheet href=//zq9.example/x.css>",
    "<style>*{background:url(//zq9.example)}</style>",
    "<form action=//zq9.example><input name=zq9></form>",
    "<zq9-element zq9=1>own element</zq9-element>",
    "<a href='javascript:zq9()'>link</a>",
    "<details open ontoggle=zq9()>x</details>",
    "<video><source onerror=zq9()></video>",
    "<marquee onstart=zq9()>x</marquee>",
    "<template><zq9-t></zq9-t></template>",
    "<noscript><p title='</noscript><zq9-n>'>",
    "<!-- zq9 --><zq9-c>--!><zq9-d>",
    "<![CDATA[<zq9-cd>]]>",
    "<?xml version='1.0'?><zq9-pi/>",
    '" onmouseover="zq9()" x="',
    "' onfocus='zq9()' autofocus x='",
    "` onerror=zq9() `",
    '"><zq9-break>',
    "'><zq9-break>",
    "</title><zq9-title>",
    "</textarea><zq9-area>",
    "</script><zq9-script>",
    '</script><script>zq9("json")</script>',
    '{"a": "</script>", "b": "\u2028\u2029"}',
    "line\u2028separator\u2029paragraph",
    "<\u0073cript>zq9()</\u0073cript>",
    "&lt;zq9-entity&gt; &#60;zq9&#62; &amp;lt;",
    "<!DOCTYPE x [<!ENTITY zq9 SYSTEM 'file:///etc/passwd'>]>&zq9;",
    "javascript:zq9()",
    "JaVaScRiPt:zq9()",
    "java\tscript:zq9()",
    "data:text/html;base64,PHNjcmlwdD56cTk8L3NjcmlwdD4=",
    "vbscript:zq9()",
    "//zq9.example/path",
    "{{ 7919 * 7907 }}",
    "{% for x in range(9) %}zq9{% endfor %}",
    "{{ config }}{{ self.__init__.__globals__ }}",
    "${7919*7907} #{7919*7907} <%= 7919*7907 %>",
    "%(name)s {0.__class__} %n%s%x",
    "'; DROP TABLE documents; --",
    "' OR 1=1 --",
    "1; ATTACH DATABASE '/tmp/zq9' AS z",
    '"zq9" NEAR(a b) OR * ^x NOT (y AND',
    'text:zq9* -zq9 AND OR NOT "',
    "../../../../etc/passwd",
    "..\\..\\zq9\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd %00",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://zq9.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\u202eevil\u202d override",
    "\u2066isolate never closed",
    "zero\u200bwidth\u200c\u200d\ufeff\u2060joined",
    "W" * 600,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f4\U000e0067\U000e0062\U000e007f \U0001f1e9\U0001f1ea",
    "z" + "\u0301\u0323\u0334" * 60 + "algo",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea mixed \u0939\u093f\u0928\u094d\u0926\u0940",
    "\x01\x08\x0b\x1b[31mred\x1b[0m\x7f",
    "body{x:expression(zq9())} url(javascript:zq9())",
    "[zq9](javascript:zq9()) ![i](//zq9.example) | a | b |",
    "# head\n\n- item\n\n```\nzq9\n```",
    "Content-Type: text/html\r\n\r\n<zq9-header>",
)
NAMED, JUDGED = 9, 6
"""Entities and events that are judged: each judgement takes its time."""
_VERBS = ("accused", "criticised", "condemned", "threatened", "rebuked", "sued", "praised", "thanked", "warned")
_THINGS = ("spying", "fishing", "smuggling", "piracy", "flooding", "dumping", "hacking", "poaching", "meddling", "jamming", "mapping")
_PLACES = ("Berlin", "Paris", "Vienna", "Geneva", "Oslo", "Madrid", "Lisbon")
_STATES = (("Germany", "France"), ("Norway", "Spain"), ("Italy", "Austria"), ("Poland", "Sweden"))


def report(n: int, payload: str) -> dict[str, str]:
    """A report with a payload in every field; no two are like each other."""
    a, b = _STATES[n % len(_STATES)]
    verb, thing, place = _VERBS[n % len(_VERBS)], _THINGS[n % len(_THINGS)], _PLACES[n % len(_PLACES)]
    day = dt.date(2025, 1, 2) + dt.timedelta(days=n)
    text = (
        f"{place.upper()} -- {a} {verb} {b} of {thing} on {day.day} {day:%B} 2025. {b} denied the accusation number {n * 37}.\n\n"
        f"“{payload}”, said a spokesman for the {thing} office of {place}.\n\n"
        f"{payload}\n\n{a} expelled {n + 2} diplomats of {b} over the {thing} at pier {n * 13} that evening."
    )
    url = f"https://press.example/{n}?q={payload}" if n % 2 else payload
    return {"title": payload, "text": text, "outlet": payload, "author": payload, "url": url, "published": day.isoformat(), "lang": "en"}


def hostile_record(folder: Path) -> Path:
    """A record of such reports, with hostile names of files, entities, lists and searches, and hostile notes."""
    record = folder / "hostile.db"
    reports = folder / "reports"
    reports.mkdir()
    lines = [json.dumps(report(n, payload)) for n, payload in enumerate(PAYLOADS)]
    (reports / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for n, name in enumerate(("<img src=x onerror=zq9()>.txt", "=cmd|calc.txt", "{{ 7919 * 7907 }}.txt", "\u202egpj.txt", "' OR 1=1 --.txt")):
        (reports / name).write_text(f"OSLO -- Denmark praised Iceland on {n + 3} March 2025 for {_THINGS[n]} at site {n}.\n", encoding="utf-8")
    with open_app(Settings(record=record), create=True) as app:
        app = replace(app, clock=lambda: dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC))
        app.add(Wanted([str(reports)], follow=False))
        _name(app)
        _judge(app)
        _list(app, folder)
        for payload in PAYLOADS:
            app.desk.save(SavedSearch(payload[:100], SearchFilter(payload[:200]), owner=""))
    return record


def _name(app: App) -> None:
    """Gives entities payloads for names."""
    found = app.desk.entities(EntityFilter(), Page(1, NAMED)).items
    for row, payload in zip(found, PAYLOADS[:: len(PAYLOADS) // NAMED], strict=False):
        _try(app, Act("edit", (row.id,), {"name": payload}, note=payload))


def _judge(app: App) -> None:
    """Accepts, edits and doubts events, with payloads for notes and names of parties."""
    found = app.desk.events(EventFilter(), Page(1, JUDGED)).items
    for n, (row, payload) in enumerate(zip(found, PAYLOADS[:: len(PAYLOADS) // JUDGED], strict=False)):
        change = {"actors": [{"name": payload, "country": None, "sector": None}]}
        _try(app, Act(("edit", "accept", "unsure")[n % 3], (row.event.id,), {} if n % 3 else change, note=payload))


def _list(app: App, folder: Path) -> None:
    """A list of people to watch with payloads for its name and entries."""
    file = folder / "list.csv"
    with file.open("w", newline="", encoding="utf-8") as sheet:
        csv.writer(sheet).writerows([["name", "country"], *([" ".join(payload.split()), "DEU"] for payload in PAYLOADS)])
    app.add_list(file, "<zq9-list onload=zq9()>")


def _try(app: App, act: Act) -> None:
    try:
        app.judge(act, "<zq9-user>")
    except DragomanError:
        return  # a name that is refused does no harm
