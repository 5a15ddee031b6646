"""The command `python -m training.pair`: figures of the folds, or, with --ship, the weights that the package holds."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy
import torch

from dragoman.models.pair_words import MARKS
from dragoman.models.wordpiece import read_pieces
from training.pair import folds
from training.pair.data import read_classes, read_examples, read_pairs
from training.pair.fitting import Scores, fit
from training.pair.network import find_base
from training.pair.shipping import ship


def main() -> None:
    """Reads the sets, then trains by folds or on all."""
    parser = argparse.ArgumentParser(prog="python -m training.pair", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1, help="other numbers round otherwise")
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; else that of an installed package")
    parser.add_argument("--out", type=Path, default=Path("build/training/pair"), help="where networks and answers of the folds go")
    parser.add_argument("--ship", action="store_true", help="train on all and write what the package ships; needs the folds' results in --out")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    given.out.mkdir(parents=True, exist_ok=True)
    base = find_base(given.base)
    pieces = read_pieces(base / "vocab.txt", [mark for marks in MARKS.values() for mark in marks])
    items = read_pairs(given.gold, pieces)
    extra = [*read_classes(given.gold, {item.key for item in items}, pieces), *read_examples(pieces)]
    print(f"{len(items)} pairs, {len(extra)} others to learn from, seed {given.seed}", flush=True)
    if given.ship:
        network = fit([*items, *extra], base, given.seed)
        torch.save(network.state_dict(), given.out / "all.pt")
        kept = numpy.load(given.out / "folds.npz")
        ship(network, items, base, folds.temperatures(items, Scores(kept["types"], kept["quads"], kept["planned"])))
        return
    scores = folds.cross_fit(items, extra, given.folds, base, given.seed, given.out)
    folds.write_answers(given.gold, scores, given.out / "answers.jsonl")
    print("all folds:", folds.figures(items, scores))
    for name, number, f1 in folds.by_type(items, scores):
        print(f"  {name:10} {number:4} {f1:.3f}")
    temperatures = folds.temperatures(items, scores)
    error, rows = folds.calibration(items, scores, temperatures["types"])
    print(f"temperatures {temperatures}; calibration error {error}")
    for row in rows:
        print("  share {} n {} mean {} right {}".format(*row))


if __name__ == "__main__":
    main()
