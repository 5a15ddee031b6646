"""Yields the files that the package ships: weights, words, settings, licence and notice, and the manifest that pins them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy
import torch

from dragoman.models import said_network
from dragoman.models.manifest import digest_files
from dragoman.models.said_model import FOLDER, MANIFEST, Limits
from training.attribution.data import Item
from training.attribution.network import Network

VERSION = "1"
NOTICE = """The weights in weights.npz were made by the Dragoman authors. The vectors of words began as those of en_core_web_md 3.8.0
(Explosion, MIT License), brought down to their main directions, and were trained further; words.txt lists the words.
What they were trained on, and what is known of its licences: docs/models/said.md in Dragoman's sources.
"""


def ship(network: Network, words: Sequence[str], tags: Sequence[str], deps: Sequence[str], limits: Limits) -> None:
    """Writes the folder of the model and its manifest over what was there."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    numpy.savez(FOLDER / "weights.npz", **network.kept())
    (FOLDER / "words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    settings = {"tags": list(tags), "deps": list(deps), "limits": asdict(limits)}
    (FOLDER / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(Path("LICENSE"), FOLDER / "LICENSE")
    (FOLDER / "NOTICE").write_text(NOTICE, encoding="utf-8")
    manifest = {"name": "said", "version": VERSION, "files": digest_files(FOLDER)}
    MANIFEST.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6:.1f} MB in {FOLDER.name}")


def compare(network: Network, items: Sequence[Item]) -> float:
    """The greatest difference between the shares of heads that torch and the package's own arithmetic, on kept weights, come to."""
    kept = {name: value.astype(numpy.float32) if value.dtype == numpy.float16 else value for name, value in network.kept().items()}
    ours, apart = said_network.Network(kept), 0.0
    for item in items:
        with torch.no_grad():
            _, scores = network.eval().encode(*(torch.from_numpy(part) for part in (item.words.ids, item.words.flags, item.words.head)))
        apart = max(apart, float(numpy.abs(torch.sigmoid(scores).numpy() - ours.encode(item.words)[1]).max()))
    return apart
