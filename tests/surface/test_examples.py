"""Every command of README.md and of the tutorial runs, and prints what stands there."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from scripts.doc_examples import BLOCK, PAGES, ROOT, rewrite, run, session

SHELL = re.compile(r"```console\n(.*?)```", re.DOTALL)
UNRUN = {"dragoman doctor", "make demo", "make test", "make setup", "source .venv/bin/activate"}
"""Commands of those pages that a test cannot run, or whose output is of one machine."""


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=PAGES)
def rewritten(request: pytest.FixtureRequest) -> tuple[str, str]:
    """(as it stands, as it is when every command is run again)."""
    text = page(request.param)
    with session() as runner:
        return text, rewrite(text, runner)


def test_every_example_is_what_the_program_prints(rewritten: tuple[str, str]) -> None:
    old, new = (text.splitlines() for text in rewritten)
    assert [line for line in new if line not in old] == [], "if that is meant: make golden"
    assert old == new


@pytest.mark.parametrize("name", PAGES)
def test_no_command_is_shown_that_is_not_run(name: str) -> None:
    text = page(name)
    shown = [line[2:].split("  #")[0].strip() for block in SHELL.findall(text) for line in block.splitlines() if line.startswith("$ ")]
    ran = [line[2:] for block in BLOCK.finditer(text) for line in block["body"].splitlines() if line.startswith("$ ")]
    assert [command for command in shown if command not in ran and command not in UNRUN] == []
    assert len(ran) >= 3


def test_an_example_that_fails_is_no_example() -> None:
    with pytest.raises(RuntimeError, match="not-here"), session():
        run("dragoman --record not-here.db brief")


def test_the_picture_is_a_picture_and_asks_nothing_of_the_network() -> None:
    picture = ROOT / "docs" / "images" / "terminal.svg"
    text = picture.read_text(encoding="utf-8")
    assert ET.fromstring(text).tag.endswith("svg")
    assert "url(http" not in text
    assert "$&#160;dragoman&#160;events" in text
