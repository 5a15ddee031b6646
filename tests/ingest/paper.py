"""Yields PDF files with text set in Helvetica, line by line as a typesetter would, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_WIDTHS = """278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722
    722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222
    500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"""
WIDTHS = dict(zip(map(chr, range(32, 127)), map(int, _WIDTHS.split()), strict=True))
"""Of Helvetica, in thousandths of its size."""


def width_of(text: str, size: float) -> float:
    """Points that a text takes."""
    return sum(WIDTHS.get(letter, 556) for letter in text) * size / 1000


class Paper:
    """Pages that fill up from top to bottom, column by column.

    columns: 1 or 2; indent: points by which first lines are set in (then no white space parts paragraphs); head: running head; numbered:
    are there page numbers? hyphens: words (`investi-gation`) that are divided at their hyphen where they do not fit a line.
    """

    def __init__(
        self,
        width: float = 612,
        height: float = 792,
        *,
        columns: int = 1,
        indent: float = 0,
        head: str = "",
        numbered: bool = False,
        hyphens: Sequence[str] = (),
    ) -> None:
        self.width, self.height, self.columns, self.indent, self.head, self.numbered = width, height, columns, indent, head, numbered
        self.margin, self.size, self.leading, self.gutter = 54.0, 10.0, 12.5, 18.0
        self.hyphens = {word.replace("-", "", 1): word for word in hyphens}
        self.pages: list[list[str]] = []
        self.info = ""
        self._page()

    @property
    def measure(self) -> float:
        """Width of a column."""
        return (self.width - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns

    def title(self, text: str, size: float = 18) -> None:
        """A title over the full width, in bold."""
        columns, self.columns = self.columns, 1
        self.paragraph(text, size=size, bold=True)
        self.columns = columns
        self.top = self.y

    def space(self, points: float) -> None:
        """White space."""
        self.y -= points

    def paragraph(self, text: str, *, size: float = 0, bold: bool = False, after: float = -1) -> None:
        """A paragraph, wrapped as its column asks. after: white space that follows it."""
        size = size or self.size
        indent = self.indent if not bold else 0
        for number, line in enumerate(self._wrap(text, size, indent)):
            leading = self.leading * size / self.size
            if self.y - leading < self.margin:
                self._next_column()
            self.y -= leading
            self.put(line, self.margin + self.column * (self.measure + self.gutter) + (0 if number else indent), self.y, size, bold=bold)
        self.y -= after if after >= 0 else (0 if self.indent else 0.6 * self.leading)

    def put(self, text: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        """A line of text at a place."""
        words = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)").decode("latin-1")
        self.pages[-1].append(f"BT /F{2 if bold else 1} {size:g} Tf {x:.2f} {y:.2f} Td ({words}) Tj ET")

    def _wrap(self, text: str, size: float, indent: float) -> Iterator[str]:
        line, room = "", self.measure - indent
        for word in text.split():
            if line and width_of(f"{line} {word}", size) > room:
                head, _, tail = self.hyphens.get(word, "").partition("-")
                if head and width_of(f"{line} {head}-", size) <= room:
                    line, word = f"{line} {head}-", tail
                yield line
                line, room = "", self.measure
            line = f"{line} {word}" if line else word
        yield line

    def _next_column(self) -> None:
        if self.column + 1 < self.columns:
            self.column += 1
            self.y = self.top
        else:
            self._page()

    def _page(self) -> None:
        self.pages.append([])
        self.column, self.y = 0, self.height - self.margin - (20 if self.head else 0)
        self.top = self.y
        if self.head:
            self.put(self.head, self.margin, self.height - 40, 8)
        if self.numbered:
            self.put(f"{len(self.pages)}", self.width / 2, 30, 8)

    def finish(self, trailer: str = "") -> bytes:
        """The file. trailer: further entries of its last dictionary."""
        fonts = "<< /F1 3 0 R /F2 4 0 R >>"
        kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(self.pages)))
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} >>",
            *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>" for name in ("Helvetica", "Helvetica-Bold")),
            f"<< {self.info} >>",
        ]
        for i, page in enumerate(self.pages):
            box = f"[0 0 {self.width:g} {self.height:g}]"
            objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents {7 + 2 * i} 0 R /Resources << /Font {fonts} >> >>")
            content = "\n".join(page)
            objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
        return pdf_of(objects, f"/Info 5 0 R {trailer}")


def pdf_of(objects: Sequence[str], trailer: str = "") -> bytes:
    """A PDF file of objects, numbered from 1, the first of them its catalog."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + end.encode("latin-1")
