"""Yields proof that imports flow one way and that the project names nobody's machine and no package registry."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, own_files

MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:root|work|home/\w+|Users/\w+)/")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|--(?:extra-)?index-url|--find[-]links")


def test_imports_flow_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("forbidden", [MACHINE_PATH, REGISTRY], ids=["machine path", "registry"])
def test_no_file_names_a_machine_or_a_registry(forbidden: re.Pattern[str]) -> None:
    hits = []
    for path in own_files():
        if path.suffix in {".png", ".woff2", ".db"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            if match := forbidden.search(line):
                hits.append(f"{path.relative_to(ROOT).as_posix()}:{number} {match.group()}")
    assert hits == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_a_hash_and_none_is_torch(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text())
    names = [re.split(r"==", entry)[0] for entry in entries if not entry.startswith("#")]
    assert [entry.splitlines()[0] for entry in entries if not entry.startswith("#") and "--hash=sha256:" not in entry] == []
    assert not {"torch", "tensorflow", "transformers"} & set(names)
