"""`code` answers as lines come, from a pipe that stays open, in any number of processes, and holds only a few lines at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from itertools import batched, repeat
from pathlib import Path

import pytest

from tests.surface.conftest import OVERLAY

PLAIN = "import sys; from dragoman.cli.main import main; main(sys.argv[1:])"
MEASURED = """
import sys
from pathlib import Path
from dragoman.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print(next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")), file=sys.stderr)
"""
STATES = ("Norland", "Estavia", "Vesperia", "Karsia")


def start(*arguments: object, program: str = PLAIN) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", program, "code", "--codebook", str(OVERLAY), *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pipe_that_stays_open_is_answered_line_by_line(jobs: int) -> None:
    with start("--actors", "--jobs", jobs, "-") as process:
        assert process.stdin
        assert process.stdout
        for number in range(20):
            process.stdin.write(json.dumps({"id": number, "actor": STATES[number % 4]}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.slow
def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    deeds = ("closed the consulate of", "accused", "met officials from", "threatened")
    texts = [f"{STATES[n % 4]} {deeds[n // 4 % 4]} {STATES[(n + 1) % 4]} on {n % 28 + 1} March 2025." for n in range(32)]
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines[:9], "bad", *lines[9:]]), encoding="utf-8")
    told = [start("--jobs", jobs, tmp_path / "in.jsonl").communicate(timeout=120) for jobs in (1, 2)]
    assert told[0] == told[1]
    assert len(told[0][0].splitlines()) == 33


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the most memory of a process is read from /proc")
def test_twenty_thousand_lines_take_no_more_memory_than_a_few() -> None:
    def peak(lines: Iterable[str]) -> int:
        with start("--actors", "--jobs", 1, "-", program=MEASURED) as process:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            for batch in batched(lines, 4):
                process.stdin.write("".join(batch))
                process.stdin.flush()
                assert all(process.stdout.readline() for _ in batch)
            process.stdin.close()
            return int(process.stderr.read().split()[1])

    wide = json.dumps({"id": "a", "actor": "Norlandic fishermen", "note": "a" * 10_000}) + "\n"
    few = peak(repeat(wide, 200))
    assert peak(repeat(wide, 20_000)) < few + 20_000  # KiB; the lines themselves are 200 MB
