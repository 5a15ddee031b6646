"""The command `python -m training.deeds`: trains on the windows that lie beside it, prints figures on stories held back, and with --ship writes the weights."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from dragoman.models.wordpiece import read_pieces
from training.deeds.data import read_examples, read_windows
from training.deeds.figures import figures
from training.deeds.fitting import EPOCHS, fit
from training.deeds.network import Network
from training.deeds.shipping import ship
from training.held import HELD
from training.pair.network import find_base

WINDOWS = Path(__file__).with_name("windows.jsonl.gz")


def main() -> None:
    """Reads the windows and the codebook's examples, then trains."""
    parser = argparse.ArgumentParser(prog="python -m training.deeds", description=__doc__)
    parser.add_argument("--windows", type=Path, default=WINDOWS)
    parser.add_argument("--hold", default=HELD, help="names of stories that are measured and not learned from, with commas between")
    parser.add_argument("--measure", type=Path, help="another file of windows to measure on")
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; else that of an installed package")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2, help="other numbers round otherwise")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--weights", type=Path, help="weights trained before, instead of training")
    parser.add_argument("--out", type=Path, default=Path("build/training/deeds/network.pt"))
    parser.add_argument("--ship", action="store_true", help="write what the package ships")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    base = find_base(given.base)
    pieces = read_pieces(base / "vocab.txt", [])
    items = read_windows(given.windows, pieces)
    held = [item for item in items if item.story in given.hold.split(",")]
    learned = [item for item in items if item not in held]
    if given.weights:
        network = Network(base)
        network.load_state_dict(torch.load(given.weights))
        network.eval()
    else:
        examples = read_examples(pieces)
        print(f"{len(learned)} windows, {sum(len(i.told) for i in learned)} tellings, {len(examples)} examples, seed {given.seed}", flush=True)
        network = fit([*learned, *examples], base, given.seed, given.epochs)
        given.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), given.out)
    for what, measured in (("held back", held), ("others", read_windows(given.measure, pieces) if given.measure else [])):
        if measured:
            print(f"{what}: {sum(len(i.told) for i in measured)} tellings", *figures(network, measured), sep="\n  ", flush=True)
    if given.ship:
        ship(network, learned[:200])


if __name__ == "__main__":
    main()
