"""Yields what archives share: a budget of unpacked bytes, safe names of members, and reading that goes on after a bad member."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Protocol, runtime_checkable

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_CONTAINER, too_large
from dragoman.ingest.read import COMPANION_SUFFIXES, HEAD, importer_of, read_input
from dragoman.ingest.told import Found, Given, Told

MAX_DEPTH = 2
"""Archives that a document may lie in."""
MAX_MEMBERS = 10_000
"""Members of an archive and of the archives in it that are read."""
MAX_RATIO = 100
"""Unpacked bytes to packed ones, of members over RATIO_FROM: pages pack to a tenth, bombs to a thousandth (own choice, 2026-11-22)."""
RATIO_FROM = 1024 * 1024

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".svg", ".ico")
_SOUND = (".mp3", ".mp4", ".m4a", ".ogg", ".wav", ".webm", ".mov", ".avi")
_STYLE = (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot")
_FILES = (".db", ".ini", ".log", ".py", ".sh", ".bat", ".exe", ".dll", ".sha256", ".md5", ".sig", ".asc")
_BESIDE = frozenset((*_PICTURES, *_SOUND, *_STYLE, *_FILES, *COMPANION_SUFFIXES))
"""What lies beside reports in an archive: pictures, sound, styles and fonts, notes, programs."""
_LONGEST = 200


@dataclass(slots=True)
class Budget:
    """What one file may still unpack to, over all archives in it. left: bytes; members, broken: files."""

    left: int = MAX_CONTAINER
    members: int = MAX_MEMBERS
    broken: int = MAX_MEMBERS

    def take(self, size: int, where: str) -> None:
        """Counts unpacked bytes; InputError (too-large) where they are more than is left."""
        self.left -= size
        if self.left < 0:
            raise InputError("too-large", f"{where!r}: unpacked, the file has over {MAX_CONTAINER:,} bytes; what follows is not read: split it")

    def take_member(self, where: str) -> None:
        """Counts a member; InputError (too-large) where none is left."""
        self.members -= 1
        if self.members < 0:
            raise InputError("too-large", f"{where!r}: the file holds over {MAX_MEMBERS:,} files; what follows is not read: split it")

    def take_broken(self) -> None:
        """Counts a member that is broken, of which there may be as many as of others."""
        self.broken -= 1

    @property
    def is_spent(self) -> bool:
        """Was more asked for than there is? Then nothing more is read of the file."""
        return self.left < 0 or self.members < 0 or self.broken < 0


@runtime_checkable
class Archive(Protocol):
    """An importer that unpacks."""

    name: str
    limit: int

    def unpack(self, raw: bytes, path: str, given: Given, budget: Budget) -> Iterator[Found]:
        """As `read`, counting what it unpacks."""
        ...


def inside(given: Given) -> Given:
    """What is known of a member: what was told of its archive is not told of it."""
    return replace(given, told=Told(), seen=None, media=None, charset=None, depth=given.depth + 1)


def check_depth(path: str, given: Given) -> None:
    """InputError (too-deep) where an archive lies in too many others."""
    if given.depth >= MAX_DEPTH:
        raise InputError("too-deep", f"{path!r} lies in {given.depth} archives, the limit is {MAX_DEPTH}; unpack the outer ones")


def read_member(raw: bytes, path: str, given: Given, budget: Budget) -> Iterator[Found]:
    """As `read_input`, with a Failure where the whole member is bad, so that the next ones are read."""
    try:
        importer = importer_of(path, raw[:HEAD], given.media)
        if not isinstance(importer, Archive):
            yield from read_input(raw, path, given)
        elif len(raw) > importer.limit:
            raise too_large(path, len(raw), importer.limit)
        else:
            yield from importer.unpack(raw, path, given, budget)
    except InputError as error:
        yield failure(path, error)
    except MemoryError:
        raise  # the process that reads is no longer to be trusted
    except Exception as error:  # a parser of a third party may raise anything over a hostile file, and the next member must be read
        yield Failure("ingest", path, "malformed", f"{path!r} could not be read: {type(error).__name__}: {str(error)[:300]}")


def failure(where: str, error: InputError) -> Failure:
    """The record of a bad member."""
    return Failure("ingest", where, error.code, error.message)


def member_name(name: str) -> str:
    """A member's name without what could lead out of its archive or deceive on a screen: roots, `..`, backslashes, control and direction marks."""
    parts = [_clean(part) for part in re.split(r"[/\\]", name)]
    kept = [part for part in parts if part not in ("", ".", "..") and not re.fullmatch(r"[A-Za-z]:", part)]
    return "/".join(kept) or "unnamed"


def is_passed_over(name: str, known: bool) -> bool:
    """Is it hidden, or no report but what lies beside one? known: does an importer take its suffix?"""
    parts = name.split("/")
    file = PurePosixPath(parts[-1])
    companion = not known and (file.suffix.lower() in _BESIDE or file.stem.upper() in ("README", "LICENSE"))
    return any(part.startswith(".") for part in parts) or parts[0] == "__MACOSX" or companion


def _clean(part: str) -> str:
    shown = "".join("_" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") else c for c in part[: 4 * _LONGEST]).strip()
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST // 2] + "…" + shown[-_LONGEST // 2 :]
