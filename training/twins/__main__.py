"""The command `python -m training.twins`: trains on the tellings beside it, prints figures on stories held back, and with --ship writes the weights."""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch

from dragoman.models.twin_words import show_pair
from dragoman.models.wordpiece import read_pieces
from training.held import HELD
from training.pair.network import find_base
from training.twins.data import drawn_pairs, read_stories
from training.twins.figures import figures
from training.twins.fitting import EPOCHS, fit
from training.twins.network import Network
from training.twins.shipping import ship

TELLINGS = Path(__file__).with_name("tellings.jsonl.gz")


def main() -> None:
    """Reads the tellings, then trains."""
    parser = argparse.ArgumentParser(prog="python -m training.twins", description=__doc__)
    parser.add_argument("--tellings", type=Path, default=TELLINGS)
    parser.add_argument("--hold", default=HELD, help="names of stories that are measured and not learned from, with commas between")
    parser.add_argument("--measure", type=Path, help="another file of tellings to measure on")
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; else that of an installed package")
    parser.add_argument(
        "--start",
        type=Path,
        default=Path("build/training/deeds/network.pt"),
        help="weights to begin with: of the trained deed network, or of this one, to learn on",
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2, help="other numbers round otherwise")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--weights", type=Path, help="weights trained before, instead of training")
    parser.add_argument("--out", type=Path, default=Path("build/training/twins/network.pt"))
    parser.add_argument("--ship", action="store_true", help="write what the package ships")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    base = find_base(given.base)
    pieces = read_pieces(base / "vocab.txt", [])
    stories = read_stories(given.tellings)
    held = {name: stories.pop(name) for name in given.hold.split(",") if name in stories}
    if given.weights:
        network = Network(base)
        network.load_state_dict(torch.load(given.weights))
        network.eval()
    else:
        print(f"{len(stories)} stories, {sum(len(told) for told in stories.values())} tellings, seed {given.seed}", flush=True)
        network = fit(stories, base, given.start, pieces, given.seed, given.epochs)
        given.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(network.state_dict(), given.out)
    print(f"held back: {figures(network, held, pieces)}", flush=True)
    if given.measure:
        print(f"others: {figures(network, read_stories(given.measure), pieces)}", flush=True)
    if given.ship:
        lot = random.Random(given.seed)
        some = [pair for told in list(stories.values())[:10] for pair in drawn_pairs(told, lot)][:200]
        ship(network, [show_pair(pair.a, pair.b, pieces) for pair in some])


if __name__ == "__main__":
    main()
