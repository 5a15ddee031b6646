"""Yields the files that the package ships: trees, words, licence and notice, and the manifest that pins them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy

from dragoman.models.manifest import digest_files
from dragoman.models.same_model import FOLDER, MANIFEST, Heads, News

VERSION = "1"
NOTICE = """The trees in trees.npz and the tables in words.json were made by the Dragoman authors from the training part of ECB+
(annotation: CC BY 3.0, A. Cybulska and P. Vossen, VU University Amsterdam). They hold no sentence of it.
What they were trained on, and what is known of its licences: docs/models/same.md in Dragoman's sources.
"""


def ship(trees: Mapping[str, numpy.ndarray], heads: Heads, news: News, features: tuple[str, ...]) -> None:
    """Writes the folder of the model and its manifest over what was there."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    numpy.savez_compressed(FOLDER / "trees.npz", **trees)
    words = {
        "features": list(features),
        "usual": heads.usual,
        "alone": dict(heads.alone),
        "pairs": [[a, b, one, topics] for (a, b), (one, topics) in heads.pairs.items()],
        "texts": news.texts,
        "news": {word: round(count, 2) for word, count in news.counts.items()},
    }
    (FOLDER / "words.json").write_text(json.dumps(words, ensure_ascii=True, separators=(",", ":")) + "\n", encoding="utf-8")
    shutil.copyfile(Path("LICENSE"), FOLDER / "LICENSE")
    (FOLDER / "NOTICE").write_text(NOTICE, encoding="utf-8")
    manifest = {"name": "same", "version": VERSION, "files": digest_files(FOLDER)}
    MANIFEST.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6:.2f} MB in {FOLDER.name}")
