"""The command `python -m training.attribution`: trains on PolNeAR's training part, chooses limits on dev, and, with --ship, writes what the package holds."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from dragoman.core.heard import Heard
from dragoman.evaluate.attributions import ROLES, Report, Said, evaluate_attributions
from dragoman.evaluate.metrics import Balance
from dragoman.extract.rules.phrases import spans_of
from dragoman.models.said_model import Limits, SaidFiles, SaidModel
from dragoman.models.said_network import Network as Arithmetic
from dragoman.models.said_words import Labels
from training.attribution.data import Text, items_of, labels_of, pieces_of, read_texts, vocabulary, word_vectors
from training.attribution.fitting import EPOCHS, fit
from training.attribution.network import Network
from training.attribution.shipping import compare, ship

WORD_SIZE = 96
HEADS = (0.3, 0.35, 0.4, 0.45, 0.5)
"""Limits of the head of a cue that are tried on dev."""


def main() -> None:
    """Reads, trains, measures on dev, and writes the weights where asked."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2, help="other numbers round otherwise")
    parser.add_argument("--weights", type=Path, help="trained before: measure (and ship) these instead of training")
    parser.add_argument("--out", type=Path, default=Path("build/training/attribution"), help="where the trained network goes")
    parser.add_argument("--ship", action="store_true", help="write what the package ships")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    torch.manual_seed(given.seed)
    dev = read_texts(given.gold, "dev")
    train = [] if given.weights else read_texts(given.gold, "train")
    kept = torch.load(given.weights, weights_only=True) if given.weights else {"words": vocabulary(train)}
    words = kept["words"]
    labels, tags, deps = labels_of(words)
    network = Network(word_vectors(words, WORD_SIZE), len(tags), len(deps))
    if given.weights:
        network.load_state_dict(kept["network"])
        network.eval()
    else:
        items = [piece for item in items_of(train, labels) for piece in pieces_of(item)]
        print(f"{len(items)} pieces of {len(train)} texts, {len(words)} words, seed {given.seed}", flush=True)
        fit(items, network, given.seed, given.epochs)
        given.out.mkdir(parents=True, exist_ok=True)
        torch.save({"words": words, "network": network.state_dict()}, given.out / "network.pt")
    print(f"kept weights differ by {compare(network, list(items_of(dev[:10], labels))):.4f} at most")
    limits = best_limits(network, dev, labels)
    if given.ship:
        ship(network, words, tags, deps, limits)


def best_limits(network: Network, dev: Sequence[Text], labels: Labels) -> Limits:
    """Those of HEADS that find most attributions of dev near enough; prints all."""
    kept = {name: value.astype("float32") if value.dtype == "float16" else value for name, value in network.kept().items()}
    golds = [Report(text.annotated.document.text, tuple(_marked(said) for said in text.said)) for text in dev]
    best: tuple[float, Limits] | None = None
    for head in HEADS:
        limits = Limits(head, 0.5, 0.5, 0.5)
        model = SaidModel(Arithmetic(kept), labels, limits, SaidFiles(Path(), "said", "", ""))
        found = [[_said(text, heard) for heard in model.listen(text.annotated, text.hints)] for text in dev]
        figures = evaluate_attributions(golds, found)
        whole = figures["ar_soft"]
        assert isinstance(whole, Balance)
        print(limits, {name: str(figure) for name, figure in figures.items()}, flush=True)
        if best is None or whole.value > best[0]:
            best = whole.value, limits
    assert best is not None
    return best[1]


def _marked(said: Mapping[str, Sequence[Sequence[int]]]) -> Said:
    return Said(*(tuple((span[0], span[1]) for span in said[role]) for role in ROLES))


def _said(text: Text, heard: Heard) -> Said:
    spans = (spans_of(text.annotated, held) for held in (heard.source, heard.cue, heard.content))
    return Said(*(tuple((span.start, span.end) for span in some) for some in spans))


if __name__ == "__main__":
    main()
