"""Yields Settings: what a run was told, by defaults, `dragoman.toml`, the environment and flags, the later over the earlier."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dragoman.core.dates import is_partial
from dragoman.core.errors import UsageError

KEYS = ("record", "codebook", "as_of", "jobs")
"""Names of the settings: in `dragoman.toml` as they are, in the environment as DRAGOMAN_RECORD and so on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """record: the file that holds everything; codebook: a folder laid over the shipped one.

    as_of: ISO day that deadlines are judged by; jobs: processes, 0 for as many as cores.
    """

    record: Path = Path("dragoman.db")
    codebook: Path | None = None
    as_of: str | None = None
    jobs: int = 0


def load_settings(environ: Mapping[str, str], folder: Path, flags: Mapping[str, str | None]) -> Settings:
    """Settings of one run; folder: where `dragoman.toml` may lie; flags: those given, None where not.

    Raises UsageError for a key or value that is none; the message names where it stands.
    """
    values: dict[str, str] = {}
    file = folder / "dragoman.toml"
    if file.is_file():
        values |= _from_file(file)
    values |= {key: environ[name] for key in KEYS if environ.get(name := f"DRAGOMAN_{key.upper()}")}
    values |= {key: value for key, value in flags.items() if value is not None}
    return _settings(values)


def _from_file(file: Path) -> dict[str, str]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{str(file)!r} is no TOML file: {error}") from error
    unknown = sorted(set(table) - set(KEYS))
    if unknown:
        raise UsageError(f"{str(file)!r} has no setting {unknown[0]!r}; known: {', '.join(KEYS)}")
    return {key: str(value) for key, value in table.items()}


def _settings(values: Mapping[str, str]) -> Settings:
    jobs, as_of = values.get("jobs", "0"), values.get("as_of")
    if not jobs.isdigit():
        raise UsageError(f"jobs is a number of processes, 0 for as many as cores; not {jobs!r}")
    if as_of is not None and not (is_partial(as_of) and len(as_of) == 10):
        raise UsageError(f"as-of is a day like 2025-02-13; not {as_of!r}")
    codebook = values.get("codebook")
    return Settings(
        record=Path(values.get("record", "dragoman.db")).expanduser(),
        codebook=Path(codebook) if codebook else None,
        as_of=as_of,
        jobs=int(jobs),
    )
