"""Yields a Document from its text and what its format tells about it; what that leaves open is read from the text."""

from __future__ import annotations

from dragoman.core.documents import Document, Zone
from dragoman.core.errors import InputError
from dragoman.core.ids import document_id, sha256_hex
from dragoman.ingest.agency import credited_agency
from dragoman.ingest.base import coded_until
from dragoman.ingest.byline import read_credits
from dragoman.ingest.dateline import Dateline, read_dateline
from dragoman.ingest.dates import Clues, publication_days
from dragoman.ingest.language import read_languages
from dragoman.ingest.outlet import choose_outlet
from dragoman.ingest.sketch import sketch_of
from dragoman.ingest.told import Given, Part, Told
from dragoman.ingest.zones import find_zones


def assemble(raw: bytes, text: str, path: str, importer: str, told: Told, given: Given) -> Part:
    """The document of a text. raw: its bytes, which its id and sha256 are made of; InputError (no-text) where the text is blank.

    What `told` leaves open is taken from the text, then from what led to the input (`given.told`).
    """
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0\u2028\u2029"):
        raise InputError("no-text", f"{path!r} holds no text")
    zones, other = find_zones(text, told.kinds), given.told
    url = told.url or other.url
    lang, passages = read_languages(text, zones, told.lang or other.lang)
    dateline = read_dateline(text, zones, lang)
    found = read_credits(text, zones, dateline)
    published, updated = publication_days(text, zones, _clues(told, given, url, lang, dateline))
    document = Document(
        id=document_id(raw),
        text=text,
        sha256=sha256_hex(raw),
        importer=importer,
        path=path,
        url=url,
        title=told.title or _title(text, zones) or other.title,
        outlet=choose_outlet(told.outlet, found.outlet, other.outlet, url),
        author=told.author or found.author or other.author,
        lang=lang,
        published=published,
        zones=zones,
        coded_until=coded_until(text),
        updated=updated,
        dateline=dateline.place if dateline else None,
        agency=told.agency or credited_agency(text, zones, dateline.agency if dateline else None) or other.agency,
        passages=passages,
        sketch=sketch_of(text, zones),
    )
    return Part(document, raw)


def _title(text: str, zones: tuple[Zone, ...]) -> str | None:
    return next((text[zone.start : zone.end] for zone in zones if zone.kind == "title"), None)


def _clues(told: Told, given: Given, url: str | None, lang: str | None, dateline: Dateline | None) -> Clues:
    return Clues(
        metadata=told.published,
        updated=told.updated,
        url=url,
        page=told.page_day,
        given=given.told.published or given.told.page_day,
        given_updated=given.told.updated,
        images=told.images,
        today=given.today,
        seen=given.seen,
        lang=lang,
        dateline=dateline.days if dateline else (),
    )
