"""Yields the pinned digests of a model's files and the verdict whether a folder holds exactly those files."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.core.errors import ModelError


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a model must consist of. `files` maps a path relative to the model folder (with '/') to its SHA-256 in hex."""

    name: str
    version: str
    files: Mapping[str, str]


def read_manifest(path: Path) -> Manifest:
    """Reads a manifest kept beside this module.

    path: a JSON file with the keys name, version, files.
    Raises ModelError when the file is missing or not of that shape.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(name=data["name"], version=data["version"], files=dict(data["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the model manifest {path.name!r} cannot be read ({error}); reinstall dragoman") from error


def digest_files(folder: Path) -> dict[str, str]:
    """SHA-256 in hex of every file under folder, by its path relative to folder, in sorted order.

    Python's own caches are left out: they are no part of a model and differ between machines.
    """
    digests = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            with path.open("rb") as stream:
                digests[path.relative_to(folder).as_posix()] = hashlib.file_digest(stream, "sha256").hexdigest()
    return digests


def combine_digests(files: Mapping[str, str]) -> str:
    """One SHA-256 in hex over all names and digests, the same whatever order they come in."""
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def check_files(folder: Path, manifest: Manifest) -> str:
    """Compares every file under folder with the manifest and returns the combined digest.

    Reads bytes only; nothing is deserialised. It proves that the files are those that were pinned, not that those were good.
    Raises ModelError naming the first file that is missing, altered or not listed.
    """
    found = digest_files(folder)
    for name in sorted(manifest.files.keys() | found.keys()):
        if name not in found:
            trouble = "is missing"
        elif name not in manifest.files:
            trouble = "is not part of the pinned model"
        elif found[name] != manifest.files[name]:
            trouble = f"has the SHA-256 {found[name]}, pinned is {manifest.files[name]}"
        else:
            continue
        model = f"model {manifest.name} {manifest.version}"
        raise ModelError(f"{model}: file {name!r} in {str(folder)!r} {trouble}; reinstall the model package")
    return combine_digests(found)
