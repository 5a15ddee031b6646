"""Every command explains itself, and the reference names every command, option, setting and error code."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from dragoman.cli.main import app
from dragoman.core import errors
from dragoman.core.settings import KEYS
from tests.surface.conftest import Run

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
GROUP = typer.main.get_command(app)
COMMANDS = sorted(GROUP.commands)  # type: ignore[attr-defined]


def classes(root: type[errors.DragomanError]) -> list[type[errors.DragomanError]]:
    return [root, *(found for below in root.__subclasses__() for found in classes(below))]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_shows_an_example_of_it(run: Run, command: str) -> None:
    found = run(command, "--help")
    assert found.exit_code == 0
    assert "Example: dragoman" in found.output
    assert command in found.output.split("Example: dragoman")[1].split("\n\n")[0].split()


@pytest.mark.parametrize("command", COMMANDS)
def test_the_reference_names_every_command_and_its_options(command: str) -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert f"`{command}" in text
    options = [option for parameter in GROUP.commands[command].params for option in parameter.opts if option.startswith("--")]  # type: ignore[attr-defined]
    assert [option for option in options if option not in text and option != "--help"] == []


def test_the_reference_names_every_setting() -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in text or f"DRAGOMAN_{key.upper()}" not in text] == []


def test_the_reference_has_every_error_with_its_status() -> None:
    text = (REFERENCE / "errors.md").read_text(encoding="utf-8")
    own = [found for found in classes(errors.DragomanError) if found is not errors.InputError]
    assert [found.code for found in own if f"| `{found.code}` | {found.exit_code} | {found.http_status} |" not in text] == []
    assert [code for code, meaning in errors.INPUT_CODES.items() if f"| `{code}` | {meaning} |" not in text] == []
