"""Yields what the program makes of each set of samples, made once for all tests of this folder."""

from __future__ import annotations

import pytest

from tests.golden.regenerate import OVERLAYS, Made, make


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    folder = tmp_path_factory.mktemp("golden")
    return {name: make(name, folder / f"{name}.db") for name in OVERLAYS}
