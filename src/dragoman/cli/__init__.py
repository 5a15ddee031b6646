"""Yields the command line: `main` is what `dragoman` runs."""

from dragoman.cli.main import main

__all__ = ["main"]
