"""Yields proof that `claims` and `questions` list what is asked for, as text, page and JSON, and say what to do where nothing fits."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from dragoman.cli import views
from dragoman.core.errors import NotFoundError, UsageError
from tests.view.accounts import TOLL, make_record, with_questions


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    record = make_record()
    monkeypatch.setattr(views, "_read", lambda _: record)
    found = typer.Typer()
    views.register(found)
    return found


def invoke(app: typer.Typer, *arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def test_claims_are_listed_a_line_each_with_chain_certainty_form_day_and_place(app: typer.Typer) -> None:
    lines = [line.split("\t") for line in invoke(app, "claims", "--by", "Corvid").stdout.splitlines()]
    assert lines == [
        ["claim", "on whose word", "how sure", "form", "day", "where"],
        ["A mine sank her", "The Harbour Post ← Corvid ← unnamed: a naval officer", "stated", "reported", "12 Mar 2031", "[1] post.txt 63–78"],
    ]


def test_filters_of_claims_go_together(app: typer.Typer) -> None:
    filters = ["--outlet", "amsel", "--certainty", "hedged", "--certainty", "probable", "--polarity", "affirmed", "--since", "2031-03", "--until", "2031"]
    assert [line.split("\t")[0] for line in invoke(app, "claims", *filters).stdout.splitlines()[1:]] == ["It may have been a reef"]


def test_a_limit_says_how_many_are_left(app: typer.Typer) -> None:
    found = invoke(app, "claims", "--limit", "2")
    assert len(found.stdout.splitlines()) == 3
    assert "2 of 10 claims" in found.stderr


def test_claims_come_as_json_with_the_fields_of_a_dump(app: typer.Typer) -> None:
    (line,) = json.loads(invoke(app, "claims", "--doc", "post.txt", "--certainty", "absence", "--json").stdout)
    assert (line["id"], line["mentions"][0]["certainty"], line["mentions"][0]["chain"][-1]["name"]) == ("c-crew", "absence", "the report")


def test_a_page_of_claims_is_written_to_a_file(app: typer.Typer, tmp_path: Path) -> None:
    assert invoke(app, "claims", "--format", "html", "--out", str(tmp_path / "a.html")).stdout == ""
    assert "The Harbour Post ← Corvid ← unnamed: a naval officer" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_a_source_that_says_nothing_is_answered_with_those_that_do(app: typer.Typer) -> None:
    with pytest.raises(NotFoundError, match=r"there are: .*Ada Quill"):
        invoke(app, "claims", "--by", "Marlow")


@pytest.mark.parametrize(
    ("options", "wordings"),
    [
        ([], ["What sank the Gull?", "How many drowned?"]),
        (["--open"], ["What sank the Gull?", "How many drowned?"]),
        (["--differ"], ["What sank the Gull?", "How many drowned?"]),
        (["--slot", "count"], ["How many drowned?"]),
        (["--about", "reef", "--differ"], ["What sank the Gull?"]),
    ],
)
def test_questions_are_narrowed_by_slot_and_by_how_accounts_stand(app: typer.Typer, options: list[str], wordings: list[str]) -> None:
    assert [line["wording"] for line in json.loads(invoke(app, "questions", *options, "--json").stdout)] == wordings


def test_mere_precision_is_open_but_does_not_differ(app: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    precise = replace(TOLL, relations=(replace(TOLL.relations[0], relation="sharper"),))
    monkeypatch.setattr(views, "_read", lambda _: with_questions(make_record(), precise))
    assert len(json.loads(invoke(app, "questions", "--open", "--json").stdout)) == 1
    with pytest.raises(NotFoundError, match="of 1 question none is so"):
        invoke(app, "questions", "--differ")


def test_a_question_comes_as_json_with_its_ladder_and_who_holds_each_version(app: typer.Typer) -> None:
    (line,) = json.loads(invoke(app, "questions", "--slot", "cause", "--json").stdout)
    assert (line["mark"], line["origins"], line["outlets"], line["open"]) == ("≠ contradiction", 6, 2, True)
    assert [(v["role"], v["words"]) for v in line["versions"]][:3] == [("ladder", "something that struck her"), ("ladder", "a mine"), ("against", "a drone")]
    holder = line["versions"][0]["held_by"][0]
    assert (holder["on_whose_word"], holder["since"]) == ("Harbour Board", {"day": "2031-03-10", "basis": "stated"})
    assert {"answers", "relations", "slot", "about"} <= set(line)


def test_a_slot_that_there_is_not_and_one_that_no_question_has_are_told_apart(app: typer.Typer) -> None:
    with pytest.raises(UsageError, match="there is no slot 'colour'"):
        invoke(app, "questions", "--slot", "colour")
    with pytest.raises(NotFoundError, match="their slots: cause, count"):
        invoke(app, "questions", "--slot", "fault")


def test_a_record_without_questions_says_what_to_do(app: typer.Typer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_read", lambda _: with_questions(make_record()))
    assert "add reports" in invoke(app, "questions").stdout
