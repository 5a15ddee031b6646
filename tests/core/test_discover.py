"""The one plug-in mechanism."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.discover import discover
from dragoman.core.errors import DragomanError

MODULE = "class P:\n    name = {!r}\nPLUGIN = P()\n"


def package(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, **modules: str) -> str:
    (folder / name).mkdir()
    for module, source in {"__init__": "", **modules}.items():
        (folder / name / f"{module}.py").write_text(source)
    monkeypatch.syspath_prepend(folder)
    return name


def test_modules_with_a_plugin_are_found_in_order_of_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modules = {"b": MODULE.format("alpha"), "a": MODULE.format("beta"), "plain": "", "_private": MODULE.format("hidden")}
    assert list(discover(package(tmp_path, monkeypatch, "plugs_in_order", **modules))) == ["alpha", "beta"]


def test_two_plugins_of_one_name_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DragomanError, match="alpha"):
        discover(package(tmp_path, monkeypatch, "plugs_twice", a=MODULE.format("alpha"), b=MODULE.format("alpha")))
