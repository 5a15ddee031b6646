"""Publication days of invented reports: one table of what their pages, addresses and lines say, and what that gives."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from dragoman.ingest import Given, Part, Told, read_input

BODY = "Norland closed the Estavian consulate in Port Sarn, the foreign ministry said in a short note to the press.\n"
MORE = "Estavia called the step a mistake and kept its own border crossings open for the time being, officials said.\n"
DIED = "The ferry sank on December 25, 2020, and 12 people died.\n"
FOREIGN = {
    "ru": "Норландия закрыла консульство Эставии в Порт-Сарне, сообщило министерство иностранных дел в короткой записке для печати.\n",
    "pl": "Norlandia zamknęła konsulat Estawii w Port Sarn, podało ministerstwo spraw zagranicznych w krótkiej nocie dla prasy.\n",
    "hr": "Norlandija je zatvorila konzulat Estavije u Port Sarnu, priopćilo je ministarstvo vanjskih poslova u kratkoj bilješci za tisak.\n",
    "fr": "La Norlande a fermé le consulat d’Estavie à Port Sarn, a annoncé le ministère des Affaires étrangères dans une courte note.\n",
}


@dataclass(frozen=True)
class Case:
    """head: lines between title and text; body: the text; page: tags in the head of a web page, which makes it one; day None where none must be found."""

    name: str
    day: str | None
    basis: str | None = None
    head: str = ""
    body: str = BODY + MORE
    page: str | None = None
    url: str | None = None
    given: str | None = None
    today: str | None = None
    updated: str | None = None


def meta(value: str, name: str = "article:published_time") -> str:
    return f'<meta property="{name}" content="{value}">'


def line(day: str, head: str, name: str | None = None, **more: str) -> Case:
    return Case(name or head, day, "byline", head + "\n", **more)


LANGUAGES = [
    line("2021-02-06", "6 февраля 2021, 14:20"),
    line("2021-02-06", "Суббота, 6 февраля 2021 года"),
    line("2021-02-06", "Опубликовано 6 февраля 2021 г."),
    line("2021-02-06", "6 лютого 2021 року"),
    line("2021-02-06", "6 fevral 2021-ci il"),
    line("2021-02-06", "6 Şubat 2021 Cumartesi"),
    line("2021-05-06", "6 MAYIS 2021"),
    line("2021-02-06", "٦ فبراير ٢٠٢١"),
    line("2021-02-06", "6 شباط/فبراير 2021"),
    line("2021-01-06", "6 كانون الثاني 2021"),
    line("2021-02-06", "6 فيفري 2021"),
    line("2021-02-06", "۶ فوریه ۲۰۲۱"),
    line("2021-02-06", "۱۸ بهمن ۱۳۹۹"),
    line("2021-02-06", "2021年2月6日 10:15"),
    line("2021-02-06", "2021년 2월 6일"),
    line("2021-02-06", "6 फ़रवरी 2021"),
    line("2021-02-06", "6 თებერვალი, 2021"),
    line("2021-02-06", "6 փետրվարի, 2021"),
    line("2021-02-06", "Samstag, 6. Februar 2021, 14:20 Uhr"),
    line("2021-02-01", "Publié le 1er février 2021 à 10h15"),
    line("2021-02-06", "6 de febrero de 2021"),
    line("2021-02-06", "6 กุมภาพันธ์ 2564"),
    line("2021-02-06", "ngày 6 tháng 2 năm 2021"),
    line("2021-02-06", "2021. február 6."),
    line("2021-02-06", "6 בפברואר 2021"),
    line("2021-11-06", "6 listopada 2021", "listopad is November in Polish", body=FOREIGN["pl"] * 3),
    line("2021-10-06", "6. listopada 2021.", "listopad is October in Croatian", body=FOREIGN["hr"] * 3),
]
NUMBERS = [
    line("2021-02-06", "06.02.2021"),
    line("2021-02-16", "16/02/2021"),
    line("2021-02-16", "02/16/2021"),
    Case("day and month may be either way round", None, head="06/02/2021\n"),
    line(
        "2021-02-06",
        "06/02/2021",
        "the text tells of another such date",
        body=BODY + "The lease had run from 25/12/2011 on, the note said.\n",
    ),
    line("2021-06-02", "06/02/2021", "the text tells of the day", body=BODY + "The step was announced on June 2, 2021, and took effect at once.\n"),
    line("2021-02-06", "06/02/2021", "the language decides", body=FOREIGN["fr"] * 3),
    line("2021-06-02", "https://post.example.us/gate\n06/02/2021", "the country of the address decides"),
    line("2021-02-06", "https://post.example.fr/gate\n06/02/2021", "a country that writes the day first"),
]
STAMPS = [
    Case("a stamp of the outlet's own zone keeps its day", "2021-02-06", "metadata", page=meta("2021-02-06T23:30:00-05:00")),
    Case(
        "a stamp in UTC yields to the day in the address",
        "2021-02-07",
        "metadata",
        page=meta("2021-02-06T21:30:00Z"),
        url="https://post.example/2021/02/07/gate",
    ),
    Case(
        "no clock is a day and a half away",
        "2021-02-06",
        "metadata",
        page=meta("2021-02-06T02:30:00Z"),
        url="https://post.example/2021/02/07/gate",
    ),
    Case("a stamp without marks", "2021-02-06", "metadata", page=meta("20210206T101500Z")),
    Case("epoch seconds", "2021-02-06", "metadata", page=meta("1612606500")),
    Case("epoch milliseconds", "2021-02-06", "metadata", page=meta("1612606500000")),
    Case("a mail's stamp", "2021-02-06", "metadata", page=meta("Sat, 6 Feb 2021 23:50:00 +0400")),
    Case("a stamp in words", "2021-02-06", "metadata", page=meta("6 février 2021 à 10h15")),
    Case("29 February of a common year", None, page=meta("2021-02-29T10:00:00Z")),
    Case("a year alone", None, page=meta("2021")),
]
SEVERAL = [
    Case("update before first publication", "2021-02-05", "byline", "Updated 7 Feb 2021, first published 5 Feb\n", updated="2021-02-07"),
    Case("two full dates", "2021-02-05", "byline", "Published 5 February 2021 | Last modified: 9 February 2021\n", updated="2021-02-09"),
    Case("an update alone", "2021-02-07", "update", "Last updated: 7 February 2021\n"),
    Case("an update in Russian", "2021-02-05", "byline", "5 февраля 2021, обновлено 7 февраля 2021\n", updated="2021-02-07"),
    Case(
        "the page's own word for a change",
        "2021-02-05",
        "metadata",
        page=meta("2021-02-05") + meta("2021-02-08", "article:modified_time"),
    ),
    Case("a date in print is not the page's", "2021-02-05", "byline", "5 February 2021\nIn print: 7 February 2021\n"),
    Case("dates that the text tells of", None, body="The ferry Halcyon sank on 25 December 2020, and 12 people died in the cold water off the port.\n" + MORE),
    Case("a deadline does not date a report", None, body=BODY + "The final report is due by 5 March 2022, according to the Norlandic board of inquiry.\n"),
]
YEARLESS = [
    Case("the year of the latest day told of", "2021-02-06", "byline", "6 February\n", body=BODY + DIED),
    Case("the year of the feed's entry", "2021-02-06", "byline", "6 February\n", given="2021-02-07T01:00:00Z"),
    Case("the latest year that is past", "2020-12-24", "byline", "24 December\n", today="2021-02-06"),
    Case("the year that is under way", "2021-02-05", "byline", "5 February\n", today="2021-02-06"),
    Case("nothing to tell the year by", None, head="6 February\n"),
    Case("a leap day", "2020-02-29", "byline", "29 February\n", today="2023-02-06"),
    Case("a dateline", "2021-02-06", "dateline", body="PORT SARN, Feb. 6 (Corvid) -- " + BODY + DIED),
    Case("hours ago", "2021-02-06", "relative", "3 hours ago\n", today="2021-02-06"),
    Case("yesterday", "2021-02-05", "relative", "Yesterday, 14:20\n", today="2021-02-06"),
    Case("days ago in German", "2021-02-04", "relative", "vor 2 Tagen\n", today="2021-02-06"),
    Case("hours ago on an unknown day", None, head="3 hours ago\n"),
]
ELSEWHERE = [
    Case("the address alone", "2021-02-06", "url-path", url="https://post.example/world/2021/02/06/gate"),
    Case("a month's name in the address", "2021-02-06", "url-path", url="https://post.example/world/2021/feb/06/gate"),
    Case("a date at the end of the address", "2021-02-06", "url-path", url="https://post.example/gate-shut-2021-02-06"),
    Case("a year and month in the address are no day", None, url="https://post.example/2021/02/gate"),
    Case("what led to the report", "2021-02-06", "given", given="Sat, 06 Feb 2021 10:15:00 GMT"),
    Case("a feed goes before an image", "2021-02-06", "given", "![A gate. [B/C]](/img/2021/02/03/a.webp)\n", given="2021-02-06"),
    Case("an image alone", "2021-02-03", "image-path", "![A gate. [B/C]](/img/2021/02/03/a.webp)\n"),
    Case("nothing at all", None),
]
FUTURE = [
    Case("metadata of tomorrow is a clock ahead", "2021-02-07", "metadata", page=meta("2021-02-07"), today="2021-02-06"),
    Case(
        "metadata of the future is passed over",
        "2021-02-05",
        "byline",
        "5 February 2021\n",
        page=meta("2021-03-06"),
        today="2021-02-06",
    ),
    Case("an address of the future is passed over", None, url="https://post.example/2021/03/06/gate", today="2021-02-06"),
    Case("a byline of the future is passed over", None, head="6 March 2021\n", today="2021-02-06"),
    Case("an update of the future is passed over", "2021-02-05", "byline", "5 February 2021 | Updated 6 March 2021\n", today="2021-02-06"),
    Case("before there were pages", None, head="6 February 1971\n"),
]
CASES = [*LANGUAGES, *NUMBERS, *STAMPS, *SEVERAL, *YEARLESS, *ELSEWHERE, *FUTURE]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_report_has_the_day_that_its_page_gives(case: Case) -> None:
    given = Given(told=Told(published=case.given, url=case.url), today=case.today, seen=case.today)
    if case.page is None:
        source, path = f"Norland shuts Estavian consulate\n{case.head}{case.body}", "a.txt"
    else:
        lines = "".join(f"<p>{words}</p>\n" for words in (case.head + case.body).splitlines())
        source, path = f"<html><head>{case.page}</head><body><article><h1>Norland shuts Estavian consulate</h1>{lines}</article></body></html>", "a.html"
    (part,) = read_input(source.encode(), path, given)
    assert isinstance(part, Part)
    found, updated = part.document.published, part.document.updated
    assert (found.day if found else None, found.basis if found else None) == (case.day, case.basis)
    if case.page is None:
        assert (updated.day if updated else None) == case.updated


def test_the_table_has_a_case_for_each_way_of_dating() -> None:
    assert len(CASES) >= 40
    assert {case.basis for case in CASES} >= {"metadata", "url-path", "byline", "dateline", "given", "update", "image-path", "relative", None}
