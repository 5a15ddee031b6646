"""The language of a text and of its passages."""

from __future__ import annotations

import sys

import pytest

from dragoman.ingest import Given, Part, Told, read_input
from dragoman.ingest.assemble import assemble
from dragoman.ingest.language import language_code
from tests.ingest.reading import BODY, MORE, read

RUSSIAN = "Норландия закрыла консульство Эставии в Порт-Сарне, сообщило министерство иностранных дел в короткой записке для печати.\n"
FRENCH = "La Norlande a fermé lundi le consulat d’Estavie à Port Sarn, a annoncé le ministère des Affaires étrangères dans une note.\n"
SPANISH = "Norlandia cerró el lunes el consulado de Estavia en Port Sarn, anunció el ministerio de Asuntos Exteriores en una breve nota.\n"
CHINESE = "诺兰外交部周一宣布关闭埃斯塔维亚驻萨恩港领事馆，并要求工作人员在十天内离境。埃斯塔维亚称此举是一个错误，表示将等待一周。\n"
NAMES = "Present were Lena Torvik, Odd Berg, Jurek Baltan, Signe Dahl, Milan Kordel, Ruta Selin, Radek Voss and Inga Marsh.\n"


def passages(text: str) -> list[tuple[str, str]]:
    document = read(text)
    return [(text[passage.start : passage.end], passage.lang) for passage in document.passages]


@pytest.mark.parametrize(
    ("text", "lang"), [(BODY, "en"), (RUSSIAN, "ru"), (FRENCH, "fr"), (SPANISH * 2, "es"), (CHINESE, "zh"), ("Norland, Estavia", None), ("12 345", None)]
)
def test_a_text_has_its_language_and_a_very_short_one_none(text: str, lang: str | None) -> None:
    assert read(text).lang == lang


def test_a_paragraph_in_another_language_is_a_passage() -> None:
    assert passages(BODY * 3 + RUSSIAN + MORE * 2 + FRENCH) == [(RUSSIAN.strip(), "ru"), (FRENCH.strip(), "fr")]


def test_neighbours_in_one_language_are_one_passage_with_what_is_short_between() -> None:
    assert passages(BODY * 3 + RUSSIAN + "Без ответа\n" + RUSSIAN + MORE) == [((RUSSIAN + "Без ответа\n" + RUSSIAN).strip(), "ru")]


def test_an_english_paragraph_of_a_foreign_text_is_a_passage() -> None:
    assert passages(RUSSIAN * 4 + BODY) == [(BODY.strip(), "en")]


def test_a_list_of_names_and_a_short_foreign_line_are_no_passages() -> None:
    assert passages(BODY * 3 + NAMES + "Без ответа\n" + MORE) == []


def lang_of(text: str, hint: str) -> str | None:
    return assemble(text.encode(), text, "a", "test", Told(lang=hint), Given()).document.lang


def test_what_the_format_says_holds_for_short_texts_only() -> None:
    assert lang_of("Консульство закрыто", "ru") == "ru"
    assert lang_of(RUSSIAN * 3, "en") == "ru"
    assert lang_of(BODY * 3, "ru-RU") == "en"
    assert lang_of("Norland, Estavia", "no such language") is None


@pytest.mark.parametrize(
    ("said", "code"), [("en-GB", "en"), ("eng", "en"), ("Russian", "ru"), ("nb_NO", "no"), ("iw", "he"), ("", None), ("english-ish", "en"), ("x", None)]
)
def test_what_pages_say_is_turned_into_codes(said: str, code: str | None) -> None:
    assert language_code(said) == code


def test_plain_english_never_loads_the_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid.langid", None)  # importing it would fail
    monkeypatch.setattr("dragoman.ingest.language._identifier", lambda: pytest.fail("asked"))
    (part,) = read_input(("Norland shuts Estavian consulate\nBy Lena Torvik\n" + BODY + MORE * 4).encode(), "a.txt")
    assert isinstance(part, Part)
    assert part.document.lang == "en"
