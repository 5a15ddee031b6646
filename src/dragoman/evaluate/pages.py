"""Yields how well the text of web pages is found: our own dispatches under page templates of our own, read back and compared word by word."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from dragoman.core.documents import Document
from dragoman.core.errors import InputError, NotFoundError
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share
from dragoman.ingest import Part, read_input

TEMPLATES = "pages"
"""Folder of the templates among the samples."""
CODED = frozenset({"title", "heading", "body", "caption"})
"""Kinds of zones that are coded; what stands in others is stored and not let in."""
_RUN = 4
"""Words in a row that must be the same on both sides: a lone `the` of a menu is not a word of the report."""
_CAPTIONS = (
    "The harbour of the capital in the early morning, seen from the pilot station.",
    "A ministry building with its gates shut, on a day without visitors.",
)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """A report to be put under templates. blocks: (is it a heading?, text) of its body in order."""

    name: str
    title: str
    outlet: str
    author: str
    day: str
    blocks: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A page and what should be read from it. text: title, paragraphs and captions that it shows, in its order; rest: how many other words it shows."""

    template: str
    dispatch: Dispatch
    raw: bytes
    text: tuple[str, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page's figures. kept: words of its text that were read, of so many; let_in: words of the rest that reached coded zones, of so many."""

    page: SamplePage
    kept: Share
    let_in: Share
    coded: int
    title: bool
    day: bool
    outlet: bool


def measure_pages(samples: Path, overlay: Path | None = None) -> Measured:
    """Fills every template with every dispatch, reads each page and compares. samples: a folder with `pages/` and folders of dispatches in `.txt`.

    kept: share of the words of title, paragraphs and captions that stand in coded zones, in order and in runs of at least four;
    kept_worst: the least share of any template over all dispatches. kept_out: 1 minus the share of the page's other visible words (menus,
    bylines, adverts, comments …) that stand in coded zones; kept_out_worst: the least of any template. f1: of both over the words that were
    coded, where precision is the share of coded words that are the report's. titles, dates, outlets: pages whose own was found exactly.
    NotFoundError where the folder holds no templates or no dispatches. `overlay` is not used: reading a page asks no codebook.
    """
    pages = list(build_pages(samples))
    return Measured(_digest(samples), evaluate_pages([read_back(page) for page in pages]))


def evaluate_pages(read: Sequence[PageRead]) -> dict[str, Figure]:
    """{name: figure} of some pages, as `measure_pages` describes them."""
    by_template: dict[str, list[PageRead]] = {}
    for entry in read:
        by_template.setdefault(entry.page.template, []).append(entry)
    kept = {name: _sum(entry.kept for entry in entries) for name, entries in by_template.items()}
    out = {name: _outside(_sum(entry.let_in for entry in entries)) for name, entries in by_template.items()}
    words, n = _sum(entry.kept for entry in read), len(read)
    return {
        "kept": words,
        "kept_worst": min(kept.values(), key=lambda share: share.value or 0.0),
        "kept_out": _outside(_sum(entry.let_in for entry in read)),
        "kept_out_worst": min(out.values(), key=lambda share: share.value or 0.0),
        "f1": Balance(words.n, sum(entry.coded for entry in read), words.of),
        "titles": Share(sum(entry.title for entry in read), n),
        "dates": Share(sum(entry.day for entry in read), n),
        "outlets": Share(sum(entry.outlet for entry in read), n),
    }


def build_pages(samples: Path) -> Iterator[SamplePage]:
    """Every template of a folder of samples with every dispatch, by name; NotFoundError where there are none."""
    templates = sorted((samples / TEMPLATES).glob("*.j2"))
    dispatches = list(_dispatches(samples))
    if not templates or not dispatches:
        raise NotFoundError(f"there are no page templates and dispatches in {str(samples)!r}; they come with a source checkout, in its folder 'samples'")
    for file in templates:
        source = file.read_text(encoding="utf-8")
        for i, dispatch in enumerate(dispatches):
            yield fill(file.stem, source, dispatch, dispatches[(i + 1) % len(dispatches)])


def fill(name: str, source: str, dispatch: Dispatch, other: Dispatch) -> SamplePage:
    """A template with a dispatch in it; other: one that follows on a page that never ends. The charset is the one that it declares, if any."""
    from jinja2 import Environment, StrictUndefined

    wanted, in_sight = list[str](), list[str]()

    def kept(text: str) -> str:
        """It should be read, and it is shown here."""
        return told(again(text))

    def told(text: str) -> str:
        """It should be read, and stands in the page's data alone."""
        wanted.append(text)
        return text

    def again(text: str) -> str:
        """It is shown here, and should be read from somewhere else."""
        in_sight.append(text)
        return text

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"kept": kept, "told": told, "again": again, "linked": _linked}
    page = environment.from_string(source).render(
        title=dispatch.title,
        outlet=dispatch.outlet,
        author=dispatch.author,
        day=dispatch.day,
        written=_written(dispatch.day),
        slug=re.sub(r"\W+", "-", dispatch.title.lower()).strip("-"),
        blocks=dispatch.blocks,
        paragraphs=[text for heading, text in dispatch.blocks if not heading],
        captions=_CAPTIONS,
        other=other,
        other_written=_written(other.day),
    )
    declared = re.search(r"charset=[\"']?([\w-]+)", page)
    raw = page.encode(declared.group(1) if declared else "utf-8", "xmlcharrefreplace")
    rest = sum(len(_words(text)) for text in _visible(page)) - sum(len(_words(text)) for text in in_sight)
    return SamplePage(name, dispatch, raw, tuple(wanted), max(0, rest))


def _linked(text: str) -> str:
    """Names as links, and emphasis, as pages have them in the midst of sentences; the rest escaped."""
    from markupsafe import Markup, escape

    stressed = re.sub(r"(?<= )(said|not)(?= )", r"<em>\1</em>", str(escape(text)))
    return Markup(re.sub(r"(?<=[a-z] )([A-Z][a-z]{4,})(?= [a-z])", r'<a href="/topic/\1">\1</a>', stressed))


def read_back(page: SamplePage) -> PageRead:
    """Reads a page as `add` does and compares; a page that cannot be read keeps nothing."""
    wanted = _words("\n".join(page.text))
    try:
        document = next((part.document for part in read_input(page.raw, f"{page.template}.html") if isinstance(part, Part)), None)
    except InputError:
        document = None
    coded = _words("\n".join(_coded(document))) if document else []
    matched = sum(block.size for block in SequenceMatcher(None, wanted, coded, autojunk=False).get_matching_blocks() if block.size >= _RUN)
    return PageRead(
        page=page,
        kept=Share(matched, len(wanted)),
        let_in=Share(min(len(coded) - matched, page.rest), page.rest),
        coded=len(coded),
        title=bool(document and document.title == page.dispatch.title),
        day=bool(document and document.published and document.published.day == page.dispatch.day),
        outlet=bool(document and document.outlet == page.dispatch.outlet),
    )


def _dispatches(samples: Path) -> Iterator[Dispatch]:
    for file in sorted(samples.glob("*/*.txt")):
        for part in read_input(file.read_bytes(), file.name):
            if isinstance(part, Part):
                yield _dispatch(file.relative_to(samples).as_posix(), part.document)


def _dispatch(name: str, document: Document) -> Dispatch:
    blocks = tuple((zone.kind == "heading", document.text[zone.start : zone.end]) for zone in document.zones if zone.kind in ("heading", "body"))
    day = document.published.day if document.published else ""
    return Dispatch(name, document.title or "", document.outlet or "", document.author or "", day, blocks)


def _written(day: str) -> str:
    """`5 February 2025`."""
    months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
    year, month, number = day.split("-")
    return f"{int(number)} {months[int(month) - 1]} {year}"


def _coded(document: Document) -> Iterable[str]:
    return (document.text[zone.start : zone.end] for zone in document.zones if zone.kind in CODED)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _visible(page: str) -> Iterator[str]:
    """The texts of a page's body that are neither script nor style."""
    from lxml import html

    silent = {"script", "style", "template", "noscript"}
    for element in html.document_fromstring(page.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8")).find("body").iter():
        if element.tag not in silent and isinstance(element.tag, str):
            yield element.text or ""
        yield element.tail or ""


def _sum(shares: Iterable[Share]) -> Share:
    counted = list(shares)
    return Share(sum(share.n for share in counted), sum(share.of for share in counted))


def _outside(share: Share) -> Share:
    return Share(share.of - share.n, share.of)


def _digest(samples: Path) -> str:
    """Twelve hex digits over templates and dispatches."""
    total = hashlib.sha256()
    for file in sorted([*(samples / TEMPLATES).glob("*.j2"), *samples.glob("*/*.txt")]):
        total.update(file.relative_to(samples).as_posix().encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:12]
