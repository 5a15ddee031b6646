"""Yields User, and UserFile: who may use a record's desk, in which role, kept in a small file beside the record."""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dragoman.core.errors import NotFoundError, SignInError, StoreError, UsageError

ROLES = ("reader", "reviewer", "admin")
"""From those who may least to those who may all: to read; to judge and to add reports; to look after users and the record."""
SHORTEST = 10
"""Characters of a password, at least."""
LONGEST = 200
"""Characters of a password, at most: hashing must stay quick."""
AT_ONCE = 2
"""Passwords that are hashed at one time: each takes 64 MiB and all cores, and many that come at once must not take the machine."""
_NAME = re.compile(r"[\w.@-]{1,64}")
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the desk, by name and role. mark: another one for another password."""

    name: str
    role: str
    mark: str = field(default="", compare=False, repr=False)

    def may(self, role: str) -> bool:
        """Is this role the user's, or one below it?"""
        return ROLES.index(self.role) >= ROLES.index(role)


def local_user() -> User:
    """Whoever runs the program: may all on this machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # the machine has no name for this account
        name = "you"
    return User(name, "admin")


def users_path(record: Path) -> Path:
    """The file that holds the users of a record: `affair.db` has `affair.users.json` beside it."""
    return record.with_name(f"{record.stem}.users.json")


class UserFile:
    """The users of a record. It is read anew whenever it has changed, so that a user who is taken out is out at once."""

    def __init__(self, path: Path, hasher: PasswordHasher | None = None) -> None:
        """path: need not be there yet; hasher: how passwords are hashed, argon2id with the library's parameters by default."""
        self.path = path
        self._hasher = hasher or PasswordHasher()
        self._seen: tuple[int, int] | None = None
        self._users: dict[str, dict[str, str]] = {}
        self._nobody = self._hasher.hash("nobody has this password")
        self._room = BoundedSemaphore(AT_ONCE)

    def all(self) -> tuple[User, ...]:
        """All users by name."""
        return tuple(_user(name, entry) for name, entry in sorted(self._read().items()))

    def find(self, name: str) -> User | None:
        """A user by name."""
        entry = self._read().get(name)
        return _user(name, entry) if entry else None

    def verify(self, name: str, password: str) -> User:
        """The user of a name and password; SignInError where the two do not go together, told the same whether there is such a user or not."""
        entry = self._read().get(name)
        try:
            # A name that nobody has takes as long as one that somebody has.
            with self._room:
                self._hasher.verify(entry["hash"] if entry else self._nobody, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            entry = None
        if entry is None:
            raise SignInError("this name and password do not go together")
        return _user(name, entry)

    def add(self, name: str, password: str, role: str) -> User:
        """A new user; UsageError where the name is taken or not fit, the role is none, or the password too short or long."""
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} is no name for a user; up to 64 letters, digits and . @ - _ make one")
        if not SHORTEST <= len(password) <= LONGEST:
            raise UsageError(f"a password has {SHORTEST} to {LONGEST} characters")
        _check_role(role)
        hashed = self._hasher.hash(password)

        def change(users: dict[str, dict[str, str]]) -> None:
            if name in users:
                raise UsageError(f"there is a user {name!r} already; 'dragoman users remove {name}' takes that one out")
            users[name] = {"role": role, "hash": hashed}

        self._change(change)
        return User(name, role)

    def remove(self, name: str) -> None:
        """Takes a user out; NotFoundError where there is none of that name."""

        def change(users: dict[str, dict[str, str]]) -> None:
            del users[self._known(users, name)]

        self._change(change)

    def set_role(self, name: str, role: str) -> User:
        """Gives a user another role; NotFoundError, UsageError as above."""
        _check_role(role)

        def change(users: dict[str, dict[str, str]]) -> None:
            users[self._known(users, name)]["role"] = role

        self._change(change)
        return User(name, role)

    def _known(self, users: dict[str, dict[str, str]], name: str) -> str:
        if name not in users:
            raise NotFoundError(f"there is no user {name!r}; 'dragoman users list' shows who there is")
        return name

    def _read(self) -> dict[str, dict[str, str]]:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            self._seen, self._users = None, {}
            return self._users
        state = (stat.st_mtime_ns, stat.st_ino)
        if state != self._seen:
            self._users = _parse(self.path)
            self._seen = state
        return self._users

    def _change(self, change: Callable[[dict[str, dict[str, str]]], None]) -> None:
        """Writes the file whole, to be read by its owner alone, in place of the old one."""
        users = {name: dict(entry) for name, entry in (_parse(self.path) if self.path.exists() else {}).items()}
        change(users)
        text = json.dumps({"format": _FORMAT, "users": dict(sorted(users.items()))}, indent=2, ensure_ascii=False) + "\n"
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")  # made for its owner alone
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(name).replace(self.path)
        except OSError as error:
            raise StoreError(f"the users {str(self.path)!r} cannot be written: {error.strerror or error}") from error


def _user(name: str, entry: Mapping[str, str]) -> User:
    return User(name, entry["role"], hashlib.sha256(entry["hash"].encode()).hexdigest()[:16])


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f"there is no role {role!r}; there are: {', '.join(ROLES)}")


def _parse(path: Path) -> dict[str, dict[str, str]]:
    try:
        table: Any = json.loads(path.read_text(encoding="utf-8"))
        if table["format"] != _FORMAT:
            raise ValueError("it was made by another version of Dragoman")
        users = {str(name): {"role": str(entry["role"]), "hash": str(entry["hash"])} for name, entry in table["users"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"the users {str(path)!r} cannot be read: {error}; mend the file, or remove it and add the users again") from error
    for name, entry in users.items():
        if entry["role"] not in ROLES:
            raise StoreError(f"the users {str(path)!r} give {name!r} the role {entry['role']!r}; there are: {', '.join(ROLES)}")
    return users
