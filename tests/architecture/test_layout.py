"""Yields proof that files and functions stay short, that modules say what they yield, and that the shipped plug-ins are all there."""

import ast

import pytest

from tests.architecture.tree import PACKAGE, ROOT, functions, plugins, python_files

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
SHIPPED = {"ingest": {"docx", "eml", "feed", "html", "jsonl", "links", "markdown", "newsjson", "pdf", "table", "text", "warc", "zip"}}
"""The plug-ins that every installation has, by stage. A new one is added here, so that none can vanish unnoticed."""


def test_no_file_is_longer_than_its_reader_can_hold() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in python_files("src", "tests")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    too_long = [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno} {node.name}"
        for path in python_files("src", "tests")
        for node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_every_module_begins_by_saying_what_it_yields() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in python_files("src", "tests")
        if not ((ast.get_docstring(ast.parse(path.read_text())) or "").split("\n")[0].strip()) and path.read_text().strip()
    ]
    assert silent == []


def test_every_package_of_the_product_has_an_init_file() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [folder.name for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


@pytest.mark.parametrize("folder", sorted(SHIPPED))
def test_the_shipped_plug_ins_are_all_there(folder: str) -> None:
    assert plugins(folder) == SHIPPED[folder]
