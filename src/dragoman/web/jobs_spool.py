"""Yields Spool: the folder beside a record where files that were handed in lie until they are read; bounded, and no name of theirs becomes a path."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.core.errors import StoreError, TooLargeError, UsageError

MIB = 1 << 20
MOST_FILES = 500
"""Files handed in at once."""
MOST_BYTES = 1024 * MIB
"""Bytes that lie there at one time, with those that failed and wait for a second try."""
LONGEST_NAME = 160
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One file as a browser sends it. name: whatever the browser says; it is shown, and its suffix tells the format, and nothing else comes of it."""

    name: str
    content: BinaryIO


class Spool:
    """The folder: `affair.db` has `.affair.spool` beside it. Its files bear numbers, in a folder for each time that files came."""

    def __init__(self, record: Path, most_bytes: int = MOST_BYTES) -> None:
        """record: need not be there yet."""
        self.path = record.absolute().with_name(f".{record.stem}.spool")
        self._most = most_bytes

    def put(self, files: Sequence[HandedIn]) -> dict[str, str]:
        """Keeps files; {where each lies: what it is called}. UsageError for too many; TooLargeError, and none is kept, where the folder would be too large."""
        if len(files) > MOST_FILES:
            raise UsageError(f"{MOST_FILES} files may come at once, and these are {len(files):,}; send them in parts, or put them into one ZIP archive")
        left = self._most - self.bytes()
        folder = self.path / secrets.token_hex(8)
        found: dict[str, str] = {}
        try:
            folder.mkdir(mode=0o700, parents=True)
            for number, file in enumerate(files, 1):
                place = folder / f"{number:04}"
                left -= _copy(file.content, place, left)
                found[str(place.resolve())] = safe_name(file.name)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise StoreError(f"the files cannot be kept in {str(self.path)!r}: {error.strerror or error}") from error
        except TooLargeError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return found

    def bytes(self) -> int:
        """How much lies there."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file()) if self.path.is_dir() else 0

    def has_lost(self, place: str) -> bool:
        """Was a path one of the spool's, whose file is gone?"""
        return Path(place).is_relative_to(self.path.resolve()) and not Path(place).exists()

    def sweep(self, wanted: Iterable[str]) -> None:
        """Removes all files but those that are wanted, and folders that are empty then."""
        keep = {Path(place) for place in wanted}
        for folder in sorted(self.path.iterdir()) if self.path.is_dir() else ():
            for file in sorted(folder.iterdir()) if folder.is_dir() else ():
                if file.resolve() not in keep:
                    file.unlink(missing_ok=True)
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def safe_name(name: str) -> str:
    """What a file is called: the last part of its path, of signs that can be shown, cut before its suffix where it is too long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(sign for sign in last if sign.isprintable()).strip()
    stem, dot, suffix = shown.rpartition(".")
    if len(shown) > LONGEST_NAME:
        shown = stem[: LONGEST_NAME - 16] + dot + suffix[:15] if dot else shown[:LONGEST_NAME]
    return shown if shown.strip(".") else "file without a name"


def _copy(content: BinaryIO, place: Path, most: int) -> int:
    size = 0
    with place.open("xb") as file:
        while piece := content.read(_PIECE):
            size += len(piece)
            if size > most:
                raise TooLargeError("too much is waiting to be read already; wait until it is, or use 'dragoman add'")
            file.write(piece)
    return size
