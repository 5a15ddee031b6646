"""What is in a language that cannot be coded gives nothing, and is told to be uncoded."""

from __future__ import annotations

from dragoman.annotate import annotate
from dragoman.annotate.chunks import find_chunks
from dragoman.codebook.coded import coded_languages, uncoded
from dragoman.core.documents import Document, Passage, Zone
from dragoman.core.ids import document_id, sha256_hex

ENGLISH = "Norland closed the consulate of Estavia on 5 May 2021.\n"
RUSSIAN = "Норландия 6 мая 2021 года закрыла консульство Эставии в Порт-Сарне, сообщило министерство.\n"


def document(text: str, lang: str | None, *passages: Passage) -> Document:
    raw = text.encode()
    return Document(document_id(raw), text, sha256_hex(raw), "test", lang=lang, zones=(Zone(0, len(text), "body"),), passages=passages)


def test_english_is_coded_and_its_folder_is_full() -> None:
    assert "en" in coded_languages()
    assert "xx" not in coded_languages()


def test_a_passage_in_another_language_gives_no_chunk() -> None:
    passage = Passage(len(ENGLISH), len(ENGLISH + RUSSIAN) - 1, "ru")
    mixed = document(ENGLISH + RUSSIAN + ENGLISH, "en", passage)
    assert [chunk.text for chunk in find_chunks(mixed)] == [ENGLISH.strip()] * 2
    assert uncoded(mixed) == (passage,)


def test_a_passage_within_a_line_is_cut_out_and_offsets_stay() -> None:
    text = "Norland said: закрыто навсегда. Estavia denied it."
    start = text.index("з")
    chunks = find_chunks(document(text, "en", Passage(start, text.index(" Estavia"), "ru")))
    assert [text[chunk.start : chunk.end] for chunk in chunks] == ["Norland said:", "Estavia denied it."]


def test_a_document_in_another_language_gives_no_chunk() -> None:
    whole = document(RUSSIAN, "ru")
    assert find_chunks(whole) == []
    assert uncoded(whole) == (Passage(0, len(RUSSIAN), "ru"),)


def test_a_document_of_unknown_language_is_coded() -> None:
    assert find_chunks(document(ENGLISH, None))
    assert uncoded(document(ENGLISH, None)) == ()


def test_nothing_is_drawn_from_a_foreign_passage_and_no_date_is_tagged_there(nlp, codebook) -> None:
    mixed = document(ENGLISH + RUSSIAN, "en", Passage(len(ENGLISH), len(ENGLISH + RUSSIAN), "ru"))
    (annotated,) = annotate([mixed], nlp, codebook)
    assert all(token.end <= len(ENGLISH) for token in annotated.tokens)
    assert [time.value for time in annotated.times] == ["2021-05-05"]
