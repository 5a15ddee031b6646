"""Users stand in a file beside the record, with hashes of their passwords and one of three roles."""

from __future__ import annotations

import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.core.errors import NotFoundError, SignInError, StoreError, UsageError
from dragoman.web.users import AT_ONCE, LONGEST, User, UserFile, users_path

PASSWORD = "a grey harbour"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def users(tmp_path: Path) -> UserFile:
    return UserFile(users_path(tmp_path / "affair.db"), QUICK)


def test_the_file_is_named_after_the_record_and_is_its_owners_alone(users: UserFile) -> None:
    users.add("dana", PASSWORD, "reader")
    assert users.path.name == "affair.users.json"
    assert stat.S_IMODE(users.path.stat().st_mode) == 0o600


def test_the_file_holds_no_password(users: UserFile) -> None:
    users.add("dana", PASSWORD, "reader")
    text = users.path.read_text()
    assert PASSWORD not in text
    assert "$argon2id$" in text


def test_a_name_and_its_password_go_together(users: UserFile) -> None:
    users.add("dana", PASSWORD, "reviewer")
    assert users.verify("dana", PASSWORD) == User("dana", "reviewer")


@pytest.mark.parametrize(("name", "password"), [("dana", "another harbour"), ("nobody", PASSWORD), ("dana", ""), ("", PASSWORD), ("dana", "x" * 10_000)])
def test_a_wrong_name_and_a_wrong_password_are_told_the_same(users: UserFile, name: str, password: str) -> None:
    users.add("dana", PASSWORD, "reader")
    with pytest.raises(SignInError, match="do not go together"):
        users.verify(name, password)


@pytest.mark.parametrize("password", ["", "short", "x" * (LONGEST + 1)])
def test_a_password_is_neither_short_nor_endless(users: UserFile, password: str) -> None:
    with pytest.raises(UsageError, match="characters"):
        users.add("dana", password, "reader")


@pytest.mark.parametrize("name", ["", "da na", "<b>dana</b>", "../dana", "d" * 65, "dana\n"])
def test_what_is_no_name_is_refused(users: UserFile, name: str) -> None:
    with pytest.raises(UsageError, match="no name for a user"):
        users.add(name, PASSWORD, "reader")


def test_a_name_is_given_once(users: UserFile) -> None:
    users.add("dana", PASSWORD, "reader")
    with pytest.raises(UsageError, match="already"):
        users.add("dana", PASSWORD, "admin")


def test_there_are_three_roles_and_each_may_what_those_below_it_may(users: UserFile) -> None:
    with pytest.raises(UsageError, match="reader, reviewer, admin"):
        users.add("dana", PASSWORD, "owner")
    assert [User("dana", "reviewer").may(role) for role in ("reader", "reviewer", "admin")] == [True, True, False]


def test_what_another_process_changed_holds_at_once(users: UserFile) -> None:
    users.add("dana", PASSWORD, "reader")
    assert users.find("dana") == User("dana", "reader")
    other = UserFile(users.path, QUICK)
    other.set_role("dana", "admin")
    assert users.find("dana") == User("dana", "admin")
    other.remove("dana")
    assert users.find("dana") is None


def test_whoever_is_not_there_cannot_be_removed(users: UserFile) -> None:
    with pytest.raises(NotFoundError, match="'dana'"):
        users.remove("dana")


@pytest.mark.parametrize("text", ["", "[]", '{"format": 2, "users": {}}', '{"format": 1, "users": {"dana": {"role": "owner", "hash": "x"}}}'])
def test_a_file_that_is_broken_lets_nobody_in(users: UserFile, text: str) -> None:
    users.path.write_text(text)
    with pytest.raises(StoreError, match=r"affair\.users\.json"):
        users.find("dana")


def test_the_commands_add_show_change_and_remove(tmp_path: Path) -> None:
    def run(*arguments: str, typed: str = "") -> str:
        found = CliRunner().invoke(app, ["--record", str(tmp_path / "affair.db"), "users", *arguments], input=typed)
        assert found.exit_code == 0, found.output
        return found.stdout

    run("add", "dana", "--role", "reviewer", typed=f"{PASSWORD}\n")
    run("role", "dana", "admin")
    assert "dana\tadmin" in run()
    assert run("list", "--json").count("dana") == 1
    run("remove", "dana")
    assert "dana" not in run()


def test_a_new_password_makes_another_mark_and_a_new_role_does_not(users: UserFile) -> None:
    first = users.add("dana", PASSWORD, "reader") and users.find("dana")
    users.set_role("dana", "admin")
    second = users.find("dana")
    users.remove("dana")
    users.add("dana", "another harbour", "admin")
    third = users.find("dana")
    assert first
    assert second
    assert third
    assert first.mark == second.mark != third.mark


def test_few_passwords_are_hashed_at_one_time(tmp_path: Path) -> None:
    class Slow(PasswordHasher):
        now, most = 0, 0

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            Slow.now += 1
            Slow.most = max(Slow.most, Slow.now)
            time.sleep(0.02)
            Slow.now -= 1
            raise VerificationError

    users = UserFile(tmp_path / "a.users.json", Slow(time_cost=1, memory_cost=8, parallelism=1))

    def guess(number: int) -> None:
        with pytest.raises(SignInError):
            users.verify("dana", f"guess {number}")

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(guess, range(24)))
    assert Slow.most == AT_ONCE
