"""Yields a Page as a Word file (Office Open XML), made of three small parts; the same page gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile

from dragoman.view.html import make_environment
from dragoman.view.page import Page

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPEN = "http://schemas.openxmlformats.org"
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
_RELATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    f'<Relationships xmlns="{_OPEN}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OPEN}/officeDocument/2006/relationships/{{kind}}" Target="{{target}}"/></Relationships>'
)


def render_docx(page: Page) -> bytes:
    """The bytes of a .docx: headings, tables, lists, and references that lead to their quotes."""
    templates = make_environment()
    templates.filters["xml"] = legal
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATION.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": _RELATION.format(kind="styles", target="styles.xml"),
        "word/document.xml": templates.get_template("document.xml").render(page=page),
        "word/styles.xml": templates.get_template("styles.xml").render(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            # A fixed time, so that no clock shows in the bytes.
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def legal(text: str) -> str:
    """Words without the control characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)
