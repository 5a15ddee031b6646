"""The telling days of a topic are ranked over all its articles; a bad line is told and loses nothing of the others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dragoman.core.errors import NothingReadError
from tests.surface.conftest import Run

ARTICLES: list[dict[str, Any]] = [
    {"id": "a", "date": "2031-03-04", "text": "Norland shut the port of Vell on 3 March 2031. Ships turned back."},
    {"id": "b", "date": "2031-03-09", "text": "Talks began on Sunday. Norland had shut the port on 3 March."},
    {"id": "c", "date": "2031-03-12", "text": "Six days after talks the port that was shut on 3 March 2031 is open again."},
]


def ask(run: Run, folder: Path, lines: list[str]) -> Any:
    (folder / "topic.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run("code", folder / "topic.jsonl", "--timeline")


def test_the_day_that_all_look_back_on_comes_first_whatever_the_order_of_articles(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps(article) for article in ARTICLES]
    found = ask(run, tmp_path, lines)
    assert found.exit_code == 0, found.output
    days = json.loads(found.stdout)
    assert days[0] == "2031-03-03"
    assert set(days) >= {"2031-03-03", "2031-03-04", "2031-03-09", "2031-03-12"}
    assert json.loads(ask(run, tmp_path, lines[::-1]).stdout) == days


def test_an_article_without_a_usable_date_still_names_days(run: Run, tmp_path: Path) -> None:
    found = ask(run, tmp_path, [json.dumps({"id": "a", "date": "no day", "text": "The port was shut on 3 March 2031."}), json.dumps({"id": "b", "text": ""})])
    assert (found.exit_code, json.loads(found.stdout)) == (0, ["2031-03-03"])


def test_a_line_that_is_no_article_is_told_and_the_others_are_ranked(run: Run, tmp_path: Path) -> None:
    found = ask(run, tmp_path, [json.dumps(ARTICLES[0]), "{", json.dumps({"id": "d"})])
    assert found.exit_code == 1
    assert json.loads(found.stdout)[0] == "2031-03-03"
    assert "failed[malformed]" in found.stderr
    assert "failed[missing-field]" in found.stderr


def test_a_file_without_any_article_is_an_error(run: Run, tmp_path: Path) -> None:
    found = ask(run, tmp_path, ["[]"])
    assert isinstance(found.exception, NothingReadError)
    assert found.stdout.strip() == "[]"
