"""Yields the files that the package ships: weights in eight bits, vocabulary, settings, licence and notice, and the manifest that pins them."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.models.manifest import digest_files
from dragoman.models.pair_model import FOLDER, MANIFEST
from training.pair.data import TYPES, Item
from training.pair.fitting import predict
from training.pair.network import Network

VERSION = "1"
SAMPLE = 200
"""Items on which the small weights are compared with those that they were made from."""
NOTICE = """The weights in model.onnx were made by the Dragoman authors by fine-tuning all-MiniLM-L6-v2
(by sentence-transformers, Apache License 2.0),
and were reduced to eight bits. vocabulary.txt is that model's, which is BERT's (Google, Apache License 2.0), unchanged.
What they were trained on, and what is known of its licences: docs/models/pair.md in Dragoman's sources.
"""


def ship(network: Network, items: Sequence[Item], base: Path, temperatures: Mapping[str, float]) -> None:
    """Writes the folder of the model and its manifest over what was there, and prints how near the small weights come."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        export(network, whole)
        quantize_dynamic(whole, FOLDER / "model.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    shutil.copyfile(base / "vocab.txt", FOLDER / "vocabulary.txt")
    shutil.copyfile(Path("LICENSE"), FOLDER / "LICENSE")
    (FOLDER / "NOTICE").write_text(NOTICE, encoding="utf-8")
    settings = {"types": TYPES, "temperatures": temperatures}
    (FOLDER / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    manifest = {"name": "pair", "version": VERSION, "files": digest_files(FOLDER)}
    MANIFEST.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    same, apart = compare(network, items[:: max(1, len(items) // SAMPLE)])
    print(f"{sum(path.stat().st_size for path in FOLDER.iterdir()) / 1e6:.1f} MB; same type {same:.4f}, mean difference of scores {apart:.4f}")


def export(network: Network, path: Path) -> None:
    """The network as ONNX, for one sentence of any length at a time."""
    ids = torch.tensor([[101, 1, 2, 3, 4, 5, 102]])
    segments = torch.tensor([[0, 1, 1, 0, 2, 2, 0]])
    names = {"input_names": ["ids", "segments"], "output_names": ["types", "quads", "planned"]}
    axes = {"ids": {1: "pieces"}, "segments": {1: "pieces"}}
    torch.onnx.export(network.eval(), (ids, segments), str(path), dynamo=False, opset_version=17, dynamic_axes=axes, **names)


def compare(network: Network, items: Sequence[Item]) -> tuple[float, float]:
    """(share of items with the same likeliest type, mean difference of the scores of types) of shipped and whole weights."""
    session = onnxruntime.InferenceSession(str(FOLDER / "model.onnx"), providers=["CPUExecutionProvider"])
    small = [session.run(["types"], {"ids": numpy.array([i.ids]), "segments": numpy.array([i.segments])})[0][0] for i in items]
    whole = predict(network, items).types
    return float((numpy.array(small).argmax(1) == whole.argmax(1)).mean()), float(numpy.abs(numpy.array(small) - whole).mean())
