"""Yields wrongs, what a page holds that no template wrote."""

from __future__ import annotations

import json
import re

from lxml import html

from tests.web.hostile import MARK

TAGS = frozenset(
    [
        "html",
        "head",
        "meta",
        "title",
        "link",
        "script",
        "style",
        "body",
        "header",
        "nav",
        "main",
        "footer",
        "section",
        "article",
        "aside",
        "div",
        "p",
        "span",
        "a",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "form",
        "label",
        "input",
        "button",
        "select",
        "option",
        "optgroup",
        "textarea",
        "fieldset",
        "legend",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "blockquote",
        "bdi",
        "bdo",
        "b",
        "i",
        "em",
        "strong",
        "s",
        "del",
        "ins",
        "mark",
        "small",
        "sub",
        "sup",
        "time",
        "code",
        "kbd",
        "pre",
        "br",
        "hr",
        "abbr",
        "cite",
        "q",
        "details",
        "summary",
        "svg",
        "g",
        "path",
        "circle",
        "rect",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "defs",
        "use",
        "symbol",
        "pattern",
        "marker",
        "ellipse",
        "clippath",
        "lineargradient",
        "stop",
        "progress",
        "meter",
        "output",
        "datalist",
        "noscript",
        "dialog",
        "template",
        "var",
        "data",
        "wbr",
        "desc",
    ]
)
"""Elements that templates write; `style` only in files to take away, which have no style sheet beside them."""
ADDRESSES = frozenset({"href", "src", "action", "formaction", "cite", "poster", "xlink:href"})
SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.\-]*):")


def wrongs(text: str, *, alone: bool = False) -> list[str]:
    """What a page holds that no template wrote. alone: a file with a style of its own."""
    found = []
    for one in html.document_fromstring(text).iter():
        if not isinstance(one.tag, str):
            found += [f"a comment: {one.text}"] if MARK in (one.text or "") else []
            continue
        tag = one.tag.lower()
        if tag not in TAGS or MARK in tag or (tag == "style" and not alone):
            found.append(f"an element {tag}")
        for name, value in one.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc") or MARK in name:
                found.append(f"an attribute {tag}.{name}")
            scheme = SCHEME.match(value) if name in ADDRESSES else None
            if scheme and scheme[1].lower() not in ("http", "https"):
                found.append(f"{tag}.{name} leads to {value[:60]!r}")
            if name in ADDRESSES and value.startswith("//"):
                found.append(f"{tag}.{name} leads elsewhere: {value[:60]!r}")
        if tag == "script":
            if one.get("type") == "application/json":
                json.loads(one.text or "null")
            elif not (one.get("src") or "").startswith("/static/") or one.text:
                found.append("a script of its own")
        if tag in ("meta", "link") and MARK in "".join(one.attrib.values()):
            found.append(f"a {tag} of its own")
    return found
