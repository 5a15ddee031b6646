"""Yields what size costs: candidate pairs of simulated mentions with hot pairs, and a folder of reports of a script to grow a large record from."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

from dragoman.evaluate.scaled import write_reports
from dragoman.resolve.event_blocks import EVER, NEVER
from dragoman.resolve.event_pairs import pair_rows

_HOT = 5
_DAYS = 1500


def simulate(size: int, seed: int = 1) -> dict[str, float]:
    """Blocks of so many mentions: pairs of parties by Zipf's law, a fifth of all on five of them, days in bursts, one in ten with a side left out.

    What comes back: seconds of one core, pairs, pairs of a mention on average and at most, GiB of memory at most.
    """
    random = np.random.default_rng(seed)
    pair = np.minimum(random.zipf(1.3, size), 20_000)
    hot = random.random(size) < 0.2
    pair[hot] = random.integers(1, _HOT + 1, hot.sum())
    day = random.integers(730_000, 730_000 + _DAYS, size)
    burst = random.random(size) < 0.4
    day[burst] = 730_000 + random.integers(0, 40, burst.sum()) * 37 + random.geometric(0.5, burst.sum())
    kind = random.integers(0, 16, size)
    near = kind * 50 + np.minimum(random.zipf(1.5, size), 49)
    undated, half = random.random(size) < 0.08, random.random(size) < 0.1
    first, last = np.where(undated, NEVER, day), np.where(undated, EVER, day)
    mention = np.arange(size)
    key = np.concatenate([pair[~half] * 2, pair * 7919 % 211 * 2 + 10_000_001, pair * 104_729 % 199 * 2 + 20_000_001]).astype(np.int64)
    row = np.concatenate([mention[~half], mention, mention])
    began = time.process_time()
    pairs = pair_rows(key, first[row], last[row], kind[row], near[row], half[row], row)
    seconds = time.process_time() - began
    counts = np.bincount(pairs >> 32, minlength=size) + np.bincount(pairs & 0xFFFFFFFF, minlength=size)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return {"seconds": seconds, "pairs": len(pairs), "mean": 2 * len(pairs) / size, "most": int(counts.max()), "GiB": memory}


def write_folder(folder: Path, size: int) -> None:
    """Reports as JSON Lines, to be added to a record: `dragoman --record R add FOLDER`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = (json.dumps({"id": s.name, "text": s.text, "outlet": s.outlet, "date": s.day}, ensure_ascii=False) for s in write_reports(size))
    (folder / "reports.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """`pairs [N]` prints the figures of a simulation; `reports FOLDER [N]` writes reports."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("pairs").add_argument("size", type=int, nargs="?", default=1_000_000)
    reports = commands.add_parser("reports")
    reports.add_argument("folder", type=Path)
    reports.add_argument("size", type=int, nargs="?", default=10_000)
    asked = parser.parse_args()
    if asked.command == "reports":
        write_folder(asked.folder, asked.size)
    else:
        sys.stdout.write(" ".join(f"{name} {value:.1f}" for name, value in simulate(asked.size).items()) + "\n")


if __name__ == "__main__":
    main()
