"""Yields the Codebook from its folder, with a user's folder laid over it; errors name file and key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook.actors_words import read_actor_words
from dragoman.codebook.crosswalk import read_cameo
from dragoman.codebook.gazetteer import load_gazetteer
from dragoman.codebook.leaders import read_leaders
from dragoman.codebook.model import Codebook, EventType, Language
from dragoman.codebook.officials import Officials
from dragoman.codebook.petrarch_files import read_dictionary
from dragoman.codebook.types import read_type
from dragoman.codebook.yaml_cache import read_all
from dragoman.core.errors import CodebookError

FOLDER = Path(__file__).parent
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Safe):  # type: ignore[misc]
    """Safe YAML in which `on`, `off`, `yes` and `no` are the words that they are: prepositions and particles, not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or first in "tTfF"]
    for first, found in _Safe.yaml_implicit_resolvers.items()
}


@lru_cache(maxsize=4)
def load_codebook(overlay: Path | None = None, below: Path | None = None) -> Codebook:
    """Read the shipped codebook; overlay: a folder of the same layout whose files are added and win key by key; below: another, under the overlay.

    CodebookError where a file is no YAML, a key is unknown, a class or type is not defined, or the overlay is no folder.
    """
    if overlay is not None and not overlay.is_dir():
        raise CodebookError(f"the codebook overlay {str(overlay)!r} is no folder; give one laid out like the shipped codebook")
    folders = [folder for folder in (FOLDER, below, overlay) if folder]
    classes = {k: frozenset(map(str, v)) for k, v in _merged(folders, "classes.yaml").items()}
    types: dict[str, EventType] = {}
    for folder in folders:
        for path in sorted((folder / "events").glob("*.yaml")):
            event_type = read_type(_mapping(path), path, classes, types.get(path.stem))
            types[event_type.name] = event_type
    language = Language("en", _named(folders, "languages/en"))
    goldstein = {str(k): float(v) for k, v in _merged(folders, "goldstein.yaml").items()}
    officials = Officials(tuple(folders))
    dictionary = read_dictionary(overlay) if overlay else None
    return Codebook(
        types=types,
        language=language,
        gazetteer=load_gazetteer(FOLDER, overlay, dictionary, below),
        dictionary=dictionary,
        classes=classes,
        contexts={k: frozenset(map(str, v)) for k, v in _merged(folders, "contexts.yaml").items()},
        goldstein=goldstein,
        frames={str(k): {str(a): str(b) for a, b in v.items()} for k, v in _merged(folders, "frames.yaml").items()},
        weight_files=_named(folders, "weights"),
        digest=_digest(folders),
        officials=officials,
        actors=read_actor_words(language.table("actors")),
        leaders=read_leaders(officials, language.table("leaders")),
        cameo=read_cameo(_merged(folders, "crosswalks/cameo.yaml")),
    )


def _named(folders: Iterable[Path], below: str) -> dict[str, Mapping[str, Any]]:
    """{file stem: mapping} of all YAML files of a sub-folder, overlay keys winning."""
    found: dict[str, dict[str, Any]] = {}
    for folder in folders:
        for path in sorted((folder / below).glob("*.yaml")):
            found.setdefault(path.stem, {}).update(_mapping(path))
    return dict(found)


def _merged(folders: Iterable[Path], name: str) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for folder in folders:
        if (folder / name).exists():
            merged.update(_mapping(folder / name))
    return merged


def _mapping(path: Path) -> Mapping[str, Any]:
    """What a file holds: a shipped one's from the cache."""
    return _shipped().get(path) or read_yaml(path)


@lru_cache(maxsize=1)
def _shipped() -> Mapping[Path, Mapping[str, Any]]:
    return read_all(FOLDER, read_yaml)


def read_yaml(path: Path) -> dict[str, Any]:
    """The mapping that a file holds; CodebookError where it is no YAML (its cause has the line) or holds something else."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path.name} is no valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise CodebookError(f"{path.name} must hold a mapping of keys to values")
    return data


def _digest(folders: Iterable[Path]) -> str:
    """Twelve hex digits over the names and bytes of every data file."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in {".yaml", ".csv", ".txt"}):
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:12]
